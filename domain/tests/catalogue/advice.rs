//! What a service needs, told before anybody has signed in.

use super::support::{catalogue_files, procedure};
use domain::{Answers, Language, Procedure, advice, advised_answers};

fn read(file: &str) -> Procedure<String> {
    procedure(file).localize(Language::Id)
}

fn given(pairs: &[(&str, &str)]) -> Answers {
    Answers::try_from(pairs.to_vec()).unwrap()
}

fn questions(procedure: &Procedure<String>, given: &Answers) -> Vec<String> {
    advice(procedure, given, false).questions.iter().map(|question| question.code.clone()).collect()
}

/// Codes of the documents; those that are not certain with a question mark.
fn documents(procedure: &Procedure<String>, given: &Answers) -> Vec<String> {
    let told = advice(procedure, given, false).documents;
    told.iter().map(|one| [one.slot.code.as_str(), if one.certain { "" } else { "?" }].concat()).collect()
}

#[test]
fn a_choice_decides_about_the_documents() {
    let education = read("kk-07.toml");
    let nothing = given(&[]);
    assert_eq!(questions(&education, &nothing), ["education"]);
    let school = given(&[("education", "5")]);
    assert_eq!(questions(&education, &school), ["education", "proof"]);
    assert!(!documents(&education, &nothing).contains(&"ijazah".to_owned()), "not for sure yet");
    assert!(documents(&education, &nothing).contains(&"ijazah?".to_owned()));
    let diploma = documents(&education, &given(&[("education", "5"), ("proof", "diploma")]));
    assert!(diploma.contains(&"ijazah".to_owned()), "{diploma:?}");
    assert!(diploma.contains(&"kartu_keluarga".to_owned()), "who has no account is not linked");
    let chosen = given(&[("education", "5"), ("proof", "diploma")]);
    let linked = advice(&education, &chosen, true).documents;
    assert!(!linked.iter().any(|one| one.slot.code == "kartu_keluarga"), "the office has it");
}

#[test]
fn a_question_shows_once_its_own_condition_is_known() {
    let head = read("kk-02.toml");
    let nothing = given(&[]);
    assert!(questions(&head, &nothing).contains(&"reason".to_owned()));
    assert!(documents(&head, &nothing).contains(&"akta_kematian?".to_owned()));
    let died = given(&[("reason", "death")]);
    let told = documents(&head, &died);
    assert!(
        told.contains(&"akta_kematian".to_owned()) && !told.iter().any(|code| code.starts_with("akta_cerai")),
        "{told:?}"
    );
}

#[test]
fn what_is_no_choice_is_passed_over_and_nothing_personal_is_asked() {
    let head = read("kk-02.toml");
    let odd = given(&[("reason", "<script>"), ("new_head", "x"), ("unknown", "1"), ("spouse_here", "yes")]);
    assert_eq!(documents(&head, &odd).len(), documents(&head, &given(&[])).len());
    assert_eq!(advised_answers(&head, &odd), []);
    let died = given(&[("reason", "death"), ("new_head", "x")]);
    assert_eq!(advised_answers(&head, &died), [("reason".to_owned(), "death".to_owned())]);
    for file in catalogue_files() {
        let procedure = read(&file);
        for question in advice(&procedure, &given(&[]), false).questions {
            assert!(
                !matches!(question.kind.name(), "member" | "nik" | "name" | "date" | "text"),
                "{file}: {}",
                question.code
            );
        }
    }
}

/// Whatever is chosen: what was certain stays certain, and nothing appears that was not foreseen.
#[test]
fn every_path_of_choices_is_told_without_contradiction() {
    for file in catalogue_files() {
        let procedure = read(&file);
        let mut paths = vec![given(&[])];
        let (mut seen, mut certain) = (0, 0);
        while let Some(path) = paths.pop() {
            seen += 1;
            assert!(seen < 20_000, "{file}: too many paths");
            let told = advice(&procedure, &path, false);
            certain += told.documents.iter().filter(|one| one.certain).count();
            let codes: Vec<_> = told.documents.iter().map(|one| one.slot.code.as_str()).collect();
            let open = told.questions.iter().find(|question| !path.is_answered(&question.code));
            let Some(open) = open else { continue };
            let values: Vec<String> = match &open.kind {
                domain::QuestionKind::Options { options } => {
                    options.iter().map(|opt| opt.code.clone()).collect()
                }
                domain::QuestionKind::Codes { list, only, .. } => {
                    let codes = list.common_first().into_iter().map(|entry| entry.code.to_owned());
                    codes.filter(|code| only.is_empty() || only.contains(code)).collect()
                }
                _ => vec!["yes".into(), "no".into()],
            };
            for value in values {
                let mut next = path.clone();
                next.set(&open.code, value).unwrap();
                for one in advice(&procedure, &next, false).documents {
                    assert!(
                        codes.contains(&one.slot.code.as_str()),
                        "{file}: {} appears out of nowhere",
                        one.slot.code
                    );
                }
                for sure in told.documents.iter().filter(|one| one.certain) {
                    let still = advice(&procedure, &next, false);
                    assert!(still.documents.contains(sure), "{file}: {} was certain", sure.slot.code);
                }
                paths.push(next);
            }
        }
        assert!(certain > 0, "{file}: nothing is ever certain");
    }
}
