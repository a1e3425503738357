//! A procedure with every kind of question, and a family.
use crate::islands::wizard::{Props, Start};
use domain::{
    Answers, CodeList, Condition, Context, Element, ElementOf, Flag, Flagged, Group, Language, MemberView,
    Opt, Procedure, Question, QuestionKind, Slot, Step, StepView, Target, Who, Words,
};
use std::collections::BTreeMap;
use time::macros::date;
use uuid::Uuid;

pub const DRAFT: Uuid = Uuid::from_u128(7);
pub const SITI: Uuid = Uuid::from_u128(1);

fn both(text: &str) -> Words {
    Words::new(text, format!("{text} (en)"))
}

pub fn question(code: &str, kind: QuestionKind<Words>) -> Question<Words> {
    Question {
        code: code.to_owned(),
        label: both(&format!("Tanya {code}")),
        hint: Some(both("Contoh")),
        required: true,
        when: Condition::Always,
        other_than: Vec::new(),
        each: None,
        kind,
    }
}

/// Every kind, in one step.
pub fn kinds() -> Vec<Question<Words>> {
    let opt = |code: &str| Opt { code: code.to_owned(), label: both(code), hint: None };
    let differs_from = Some(ElementOf { member: "member".to_owned(), element: Element::Education });
    let codes =
        |list, differs_from| QuestionKind::Codes { list, only: Vec::new(), differs_from, relation_to: None };
    vec![
        question("member", QuestionKind::Member(Who::default())),
        question("education", codes(CodeList::Education, differs_from)),
        question("sex", codes(CodeList::Sex, None)),
        question("occupation", codes(CodeList::Occupation, None)),
        question("proof", QuestionKind::Options { options: vec![opt("diploma"), opt("letter")] }),
        question("new_name", QuestionKind::NewName),
        question("name", QuestionKind::Name),
        question("school", QuestionKind::Text { max: 100, lines: 1 }),
        question("story", QuestionKind::Text { max: 500, lines: 4 }),
        question("born", QuestionKind::Date { past: true, future: false, within_days: None }),
        question("hour", QuestionKind::Time),
        question("nik", QuestionKind::Nik),
        Question {
            required: false,
            ..question("weight", QuestionKind::Number { min: 300, max: 8000, unit: Some(both("gram")) })
        },
        question("sure", QuestionKind::YesNo),
        Question {
            when: Condition::Is { question: "sure".to_owned(), value: "yes".to_owned() },
            ..question("why", QuestionKind::Text { max: 60, lines: 1 })
        },
    ]
}

pub fn step(code: &str, questions: Vec<Question<Words>>) -> Step<Words> {
    Step {
        code: code.to_owned(),
        short: both(&format!("Langkah {code}")),
        title: both(&format!("Apa {code}?")),
        hint: None,
        when: Condition::Always,
        questions,
    }
}

pub fn slot(code: &str) -> Slot<Words> {
    Slot {
        code: code.to_owned(),
        label: both(&format!("Dokumen {code}")),
        hint: Some(both("Foto")),
        when: Condition::Always,
        required: true,
        bring_original: true,
        max_files: 2,
        substitute_of: None,
        form: None,
    }
}

pub fn procedure(steps: Vec<Step<Words>>) -> Procedure<Words> {
    Procedure {
        code: "KK-99".to_owned(),
        version: 1,
        effective_from: date!(2026 - 01 - 01),
        effective_to: None,
        group: Group::Data,
        name: both("Contoh"),
        title: both("Contoh"),
        description: both("Contoh"),
        examples: Vec::new(),
        f102: None,
        legal_basis: Vec::new(),
        minutes: 5,
        target_working_hours: 0,
        correction_days: 14,
        result: both("Contoh"),
        number_kept: true,
        needs_card: true,
        who_may: both("Contoh"),
        steps,
        documents: vec![slot("ijazah")],
        effects: vec![],
        notices: Vec::new(),
        reasons: Vec::new(),
        continues: Vec::new(),
        events: Vec::new(),
    }
}

fn siti() -> MemberView {
    let elements = [(Element::Education, "5"), (Element::Relation, "1"), (Element::Sex, "2")];
    MemberView {
        id: SITI,
        name: "Siti Rahayu".to_owned(),
        nik_masked: "3404••••••••0001".to_owned(),
        elements: elements
            .into_iter()
            .map(|(element, value)| (element, value.to_owned()))
            .collect::<BTreeMap<_, _>>(),
    }
}

/// The start of one step of a procedure.
pub fn start(
    procedure: &Procedure<Words>,
    step: &str,
    answers: &[(&str, &str)],
    language: Language,
) -> Start {
    Start {
        props: Props {
            view: StepView {
                draft: DRAFT,
                revision: 1,
                language,
                procedure: procedure.localize(language),
                answers: Answers::try_from(answers.to_vec()).unwrap(),
                context: Context {
                    today: date!(2026 - 11 - 22),
                    members: vec![siti()],
                    card: BTreeMap::new(),
                    linked: true,
                    applicant: None,
                    applicant_nik: None,
                    labels: domain::Labels::default(),
                },
                documents: Vec::new(),
                bring_original: Vec::new(),
                flagged: None,
                before: None,
                step: step.to_owned(),
            },
            account: Uuid::from_u128(3),
            show_issues: false,
            from_check: false,
        },
        reasons: Vec::new(),
        family: Vec::new(),
        hindrances: Vec::new(),
        problem: None,
        refused: Vec::new(),
        poor: Vec::new(),
        printable: Vec::new(),
        reusable: Vec::new(),
        removed: None,
        assisted: false,
    }
}

/// Pointed at by an officer.
pub fn flag(target: &str) -> Flagged {
    Flagged(vec![Flag {
        target: Target::parse(target).unwrap(),
        reason: "blurred".to_owned(),
        note: String::new(),
    }])
}
