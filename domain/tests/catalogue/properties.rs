//! What holds for any answers at all, right or wrong.

use super::support::{catalogue_files, context, document, procedure};
use domain::reading::{live_answers, visible_questions};
use domain::{Answers, Context, Procedure, QuestionKind, StopState, Words, journey, propose, ready};
use proptest::prelude::*;
use std::sync::LazyLock;

static FILES: LazyLock<Vec<Procedure<Words>>> =
    LazyLock::new(|| catalogue_files().iter().map(|file| procedure(file)).collect());

/// Raw values that a question could accept; a date has none, it is three answers.
fn some_values(kind: &QuestionKind<Words>) -> Vec<String> {
    match kind {
        QuestionKind::Member(who) => {
            let context = context(true);
            let members = context.members.iter();
            let fitting = members.filter(|member| who.fits(member, &context));
            fitting.map(|member| member.id.to_string()).collect()
        }
        QuestionKind::Codes { list, .. } => {
            list.entries().iter().take(9).map(|entry| entry.code.to_owned()).collect()
        }
        QuestionKind::Options { options } => options.iter().map(|opt| opt.code.clone()).collect(),
        QuestionKind::NewName | QuestionKind::Name | QuestionKind::Text { .. } => vec!["Sekar Ayu".into()],
        QuestionKind::Nik => vec!["9901014505700004".into(), "9901010506720005".into()],
        QuestionKind::Number { min, .. } => vec![min.to_string()],
        QuestionKind::Time => vec!["07:30".into()],
        QuestionKind::YesNo => vec!["yes".into(), "no".into()],
        QuestionKind::Area { .. } => vec!["34.01.01.2001".into()],
        QuestionKind::Date { .. } => Vec::new(),
    }
}

fn some_answers() -> impl Strategy<Value = (usize, Answers, Vec<String>, bool)> {
    let picks = prop::collection::vec((0_u8..10, any::<prop::sample::Index>(), any::<String>()), 60);
    (0..FILES.len(), picks, prop::collection::vec(any::<prop::sample::Index>(), 0..8), any::<bool>())
        .prop_map(|(file, picks, slots, linked)| {
            let procedure = &FILES[file];
            let mut answers = Answers::new();
            for ((_, question), (chance, at, junk)) in procedure.questions().zip(picks) {
                let values = some_values(&question.kind);
                let code = &question.code;
                let _ = match chance {
                    0 => Ok(()),
                    1 => answers.set(code.clone(), junk),
                    _ if values.is_empty() => answers.set_date(code, time::macros::date!(2026 - 05 - 06)),
                    _ => answers.set(code.clone(), at.get(&values).clone()),
                };
            }
            let slots = slots.iter().map(|at| at.get(&procedure.documents).code.clone()).collect();
            (file, answers, slots, linked)
        })
}

fn visible_codes<'a>(procedure: &'a Procedure<Words>, live: &Answers, context: &Context) -> Vec<&'a str> {
    let questions = procedure.steps.iter().flat_map(|step| visible_questions(step, live, context));
    questions.map(|question| question.code.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn hidden_questions_are_never_errors((file, answers, _, linked) in some_answers()) {
        let (procedure, context) = (&FILES[file], context(linked));
        let live = live_answers(procedure, &answers, &context);
        let visible = visible_codes(procedure, &live, &context);
        for issue in ready(procedure, &answers, &context, &[]) {
            prop_assert!(issue.field.starts_with("berkas.") || visible.contains(&issue.field.as_str()), "{}", issue.field);
        }
        prop_assert_eq!(&live_answers(procedure, &live, &context), &live);
        prop_assert!(live.iter().all(|(code, value)| answers.get(code) == Some(value)));
    }

    #[test]
    fn one_may_go_as_far_as_the_first_incomplete_stop((file, answers, slots, linked) in some_answers()) {
        let (procedure, context) = (&FILES[file], context(linked));
        let documents: Vec<_> = slots.iter().map(|slot| document(slot)).collect();
        let way = journey(procedure, &answers, &context, &documents, None);
        let visits: Vec<bool> = way.stops.iter().map(|stop| stop.may_visit).collect();
        prop_assert!(visits.is_sorted_by(|before, after| before >= after), "{visits:?}");
        prop_assert_eq!(way.stops.iter().filter(|stop| stop.state == StopState::Current).count(), 1);
        prop_assert_eq!(way.stops.iter().rfind(|stop| stop.may_visit).map(|stop| &stop.step), Some(&way.next));
        prop_assert_eq!(way.stops.last().map(|stop| stop.step.as_str()), Some("periksa"));
        let issues = ready(procedure, &answers, &context, &documents);
        prop_assert_eq!(way.next == "periksa", issues.is_empty());
        if issues.is_empty() {
            prop_assert!(propose(procedure, &answers, &context).is_ok());
        }
    }

    #[test]
    fn any_text_at_all_can_be_answered(file in 0..FILES.len(), texts in prop::collection::vec(any::<String>(), 120), linked: bool) {
        let (procedure, context) = (&FILES[file], context(linked));
        let mut answers = Answers::new();
        for ((_, question), text) in procedure.questions().zip(texts.chunks(4)) {
            for (part, value) in ["", ".day", ".month", ".year"].iter().zip(text) {
                let _ = answers.set(format!("{}{part}", question.code), value.clone());
            }
        }
        let _ = ready(procedure, &answers, &context, &[]);
        let _ = propose(procedure, &answers, &context);
        let _ = domain::facts(&procedure.localize(domain::Language::En), &answers, &context, domain::Language::En);
    }
}
