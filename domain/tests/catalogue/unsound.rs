//! A file that cannot work is refused at the start, with the place and the reason.

use super::support::read;
use domain::{Procedure, Words};

fn problems(changes: &[(&str, &str)]) -> Vec<String> {
    let mut text = read("kk-04.toml");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let procedure: Procedure<Words> = toml::from_str(&text).unwrap();
    procedure.check().iter().map(ToString::to_string).collect()
}

fn says(changes: &[(&str, &str)], part: &str) {
    let found = problems(changes);
    assert!(found.iter().any(|problem| problem.contains(part)), "{part} not in {found:#?}");
}

#[test]
fn every_kind_of_slip_is_found() {
    says(
        &[("question = \"birth_case\", value = \"family\"", "question = \"birth_caze\", value = \"family\"")],
        "`birth_caze` does not exist",
    );
    says(
        &[("question = \"birth_case\", value = \"family\"", "question = \"birth_case\", value = \"famly\"")],
        "can never be `famly`",
    );
    says(
        &[(
            "question = \"birth_case\", value = \"family\"",
            "question = \"birth_proof\", value = \"letter\"",
        )],
        "is asked later",
    );
    says(&[("past = true", "past = true\nfuture = true")], "`past` or `future`, not both");
    says(&[("code = \"nama-anak\"", "code = \"berkas\"")], "neither `berkas` nor `periksa`");
    says(&[("code = \"nama-anak\"", "code = \"asal-anak\"")], "`asal-anak` is used twice");
    says(&[("code = \"child_sex\"", "code = \"child_name\"")], "`child_name` is used twice");
    says(&[("code = \"child_sex\"", "code = \"Child\"")], "snake_case");
    says(&[("en = \"What is the child's name?\"", "en = \" \"")], "both languages");
    says(&[("value = \"WNI\"", "value = \"ID\"")], "`ID` is not in the list");
    says(
        &[("relation = { from = \"question\", question = \"relation\" }", "")],
        "a new member needs `relation`",
    );
    says(
        &[(
            "{ from = \"question\", question = \"child_sex\" }",
            "{ from = \"question\", question = \"birth_kind\" }",
        )],
        "no value of `sex`",
    );
    says(
        &[(
            "{ from = \"question\", question = \"birth_date\" }",
            "{ from = \"question\", question = \"birth_place\" }",
        )],
        "no value of `birth_date`",
    );
    says(
        &[("question = \"father\", element = \"name\"", "question = \"father_name\", element = \"name\"")],
        "chooses no member",
    );
    says(&[("min = 300", "min = 9000")], "greater than");
    says(
        &[("other_than = [\"mother\", \"mother_nik\"]", "other_than = [\"witness1_nik\"]")],
        "is asked later",
    );
    says(&[("step = \"waktu-lahir\"", "step = \"waktu\"")], "step `waktu` does not exist");
    says(
        &[("question = \"birth_date\", days = 60", "question = \"birth_place\", days = 60")],
        "no question for a date",
    );
    says(&[("form = \"F-2.03\"", "substitute_of = \"surat\"")], "slot `surat` does not exist");
}
