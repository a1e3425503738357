//! A new procedure is a file and nothing else: this one uses known kinds of questions only.

use super::support::{CHILD, Citizen};
use domain::{Element, Procedure, Words};

const BLOOD: &str = r#"
code = "KK-10"
version = 1
effective_from = "2026-01-01"
effective_to = "2027-12-31"
group = "data"
name = { id = "Golongan darah", en = "Blood group" }
title = { id = "Perbarui golongan darah", en = "Update the blood group" }
description = { id = "Untuk yang baru tahu.", en = "For those who just learned it." }
minutes = 3
correction_days = 14
result = { id = "Kartu Keluarga baru.", en = "A new family card." }
number_kept = true
needs_card = true
who_may = { id = "Anggota.", en = "A member." }

[[steps]]
code = "anggota"
short = { id = "Anggota", en = "Member" }
title = { id = "Golongan darah siapa?", en = "Whose blood group?" }
questions = [{ code = "member", kind = "member", relation = ["4"], label = { id = "Anggota", en = "Member" } }]

[[steps]]
code = "golongan-darah"
short = { id = "Golongan darah", en = "Blood group" }
title = { id = "Apa golongan darahnya?", en = "Which blood group is it?" }
questions = [
  { code = "blood", kind = "codes", list = "blood", only = ["1", "2", "3", "4"], differs_from = { member = "member", element = "blood" }, label = { id = "Golongan darah", en = "Blood group" } },
  { code = "urgent", kind = "yes_no", required = false, label = { id = "Mendesak?", en = "Urgent?" } },
  { code = "why", kind = "text", max = 20, lines = 3, label = { id = "Alasan", en = "Reason" }, when = { test = "all", of = [{ test = "is", question = "urgent", value = "yes" }, { test = "not", of = { test = "unlinked" } }] } },
]

[[documents]]
code = "hasil_lab"
label = { id = "Hasil laboratorium", en = "Laboratory result" }

[[documents]]
code = "kartu_pmi"
substitute_of = "hasil_lab"
label = { id = "Kartu donor PMI", en = "Donor card" }

[[effects]]
effect = "set_element"
member = "member"
element = "blood"
value = "blood"
basis = { kind = { id = "Hasil laboratorium", en = "Laboratory result" } }
"#;

#[test]
fn a_procedure_composed_in_a_file_can_be_completed() {
    let procedure: Procedure<Words> = toml::from_str(BLOOD).unwrap();
    assert_eq!(procedure.check(), []);
    let mut citizen = Citizen::with(procedure, true);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("golongan-darah", &[("blood", "4"), ("urgent", "yes"), ("why", "Operasi")])
        .uploads(&["kartu_pmi"]);
    assert_eq!(citizen.will(Element::Blood).as_deref(), Some("4"));

    citizen.answers.set("why", "x".repeat(21)).unwrap();
    assert_eq!(citizen.next(), "golongan-darah");
    citizen.answers.set("urgent", "no").unwrap();
    assert_eq!(citizen.next(), "periksa");
    citizen.answers.set("blood", "13").unwrap();
    assert_eq!(citizen.next(), "golongan-darah");
}

#[test]
fn text_keeps_no_invisible_signs() {
    let procedure: Procedure<Words> = toml::from_str(BLOOD).unwrap();
    let mut citizen = Citizen::with(procedure, true);
    let read = |citizen: &Citizen| {
        let question = citizen.procedure.question("why").unwrap();
        domain::parse_answer(question, &citizen.answers, &citizen.context)
    };
    citizen.answers.set("why", " a\u{202E} b\0c \r\n  d\u{200B} ").unwrap();
    assert_eq!(read(&citizen), Ok(Some(domain::Value::Text("a bc\nd".into()))));
    citizen.answers.set("why", "\u{200B}").unwrap();
    assert_eq!(read(&citizen), Err(domain::FieldError::Missing));
}

/// The procedure above goes on with another one.
fn goes_on(with: &str, given: &str) -> Result<Procedure<Words>, Vec<String>> {
    let continues = format!(
        "\n[[continues]]\nprocedure = \"{with}\"\nwhen = {{ test = \"is\", question = \"urgent\", value = \"yes\" }}\n{given}\n"
    );
    let first: Procedure<Words> = toml::from_str(&[BLOOD, &continues].concat()).unwrap();
    assert_eq!(first.check(), []);
    let other: Procedure<Words> =
        toml::from_str(&BLOOD.replace("code = \"KK-10\"", "code = \"KK-99\"")).unwrap();
    let said = |problems: Vec<domain::CatalogueProblem>| {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let composed = first.compose(|code| (code == "KK-99").then_some(&other)).map_err(said)?;
    let found = composed.check();
    if found.is_empty() { Ok(composed) } else { Err(said(found)) }
}

#[test]
fn what_a_procedure_goes_on_with_is_part_of_it() {
    let composed =
        goes_on("KK-99", "given = { member = { question = \"member\" }, urgent = { value = \"no\" } }\nshared = [\"hasil_lab\", \"kartu_pmi\"]")
            .unwrap();
    let steps: Vec<_> = composed.steps.iter().map(|step| step.code.as_str()).collect();
    assert_eq!(steps, ["anggota", "golongan-darah", "kk99-golongan-darah"]);
    let questions: Vec<_> = composed.questions().map(|(_, question)| question.code.as_str()).collect();
    assert_eq!(questions, ["member", "blood", "urgent", "why", "kk99_blood"], "nothing that was settled");
    let slots: Vec<_> = composed.documents.iter().map(|slot| slot.code.as_str()).collect();
    assert_eq!(slots, ["hasil_lab", "kartu_pmi"], "the same code is the same document");

    let mut citizen = Citizen::with(composed, true);
    citizen
        .answers_step("anggota", &[("member", &CHILD.to_string())])
        .answers_step("golongan-darah", &[("blood", "4"), ("urgent", "yes"), ("why", "Operasi")])
        .answers_step("kk99-golongan-darah", &[("kk99_blood", "2")])
        .uploads(&["hasil_lab"]);
    let told: Vec<_> = citizen.changes().into_iter().map(|change| (change.will, change.event)).collect();
    assert_eq!(told, [("4".to_owned(), None), ("2".to_owned(), Some("KK-99".to_owned()))]);
}

#[test]
fn another_document_of_the_same_name_gets_one_of_its_own() {
    let given = "given = { member = { question = \"member\" }, urgent = { value = \"no\" } }\nshared = [\"kartu_pmi\"]";
    let composed = goes_on("KK-99", given).unwrap();
    let slots: Vec<_> =
        composed.documents.iter().map(|slot| (slot.code.as_str(), slot.substitute_of.as_deref())).collect();
    assert_eq!(slots, [("hasil_lab", None), ("kartu_pmi", Some("hasil_lab")), ("kk99_hasil_lab", None)]);
}

#[test]
fn what_cannot_be_gone_on_with_is_named() {
    let problem = |with: &str, given: &str| goes_on(with, given).unwrap_err().join("; ");
    assert_eq!(problem("KK-98", ""), "KK-10: continues.KK-98: there is no such procedure");
    assert_eq!(
        problem("KK-99", "given = { colour = { value = \"red\" } }\nwithout = [\"photo\"]"),
        "KK-10: continues.KK-99: KK-99 has no `colour`; KK-10: continues.KK-99: KK-99 has no `photo`"
    );
    let found = problem("KK-99", "given = { member = { value = \"somebody\" } }");
    assert!(found.contains("question `kk99_member` does not exist"), "{found}");
    let found = problem("KK-99", "given = { member = { question = \"nobody\" } }");
    assert!(found.contains("question `nobody` does not exist"), "{found}");
    let both = toml::from_str::<Procedure<Words>>(
        &[BLOOD, "\n[[continues]]\nprocedure = \"KK-99\"\n[continues.given]\nmember = { question = \"member\", value = \"x\" }\n"].concat(),
    );
    assert!(both.unwrap_err().to_string().contains(
        "continues.1.given.member: what is given is a `question`, a `value`, the `head` or `nothing`"
    ));
}
