//! A thief with the database and the documents, but without the key file, reads nothing of anybody: every value of the
//! demonstration is looked for in every byte of both.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use domain::{Language, Role};
use std::collections::BTreeSet;

/// What the demonstration writes about its people; each literal of these files that names somebody is looked for.
const PEOPLE: &str = include_str!("../../src/seed/people.rs");
const REGISTER: &str = include_str!("../../src/seed/register.rs");
const STORY: &str = include_str!("../../src/seed/story.rs");

/// The text literals of a source.
fn literals(source: &str) -> Vec<&str> {
    source.split('"').skip(1).step_by(2).collect()
}

/// Whether a literal is about a person, by its form: a number, an address, a name of several words.
fn is_personal(text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let words = text.split(' ').count() > 1 && text.chars().next().is_some_and(char::is_uppercase);
    (digits && text.len() >= 10) || text.contains('@') || (words && !text.contains('{'))
}

both_databases!(a_stolen_database_and_its_documents_say_nothing_of_anybody, house => {
    let service = &house.service;
    service.seed_demo(&house.clock).await.unwrap();
    // What is in clear by design: names of service points, as everybody reads them on their doors.
    let in_clear = ["Kecamatan Contoh", "Dinas Contoh"];
    let mut secrets: BTreeSet<String> = [PEOPLE, REGISTER, STORY]
        .into_iter()
        .flat_map(literals)
        .filter(|text| is_personal(text) && !in_clear.contains(text))
        // Villages too are in clear: queues are sorted and filtered by them.
        .filter(|text| !PEOPLE.contains(&format!("village: \"{text}\"")))
        .map(str::to_owned)
        .collect();
    assert!(secrets.len() > 40, "{secrets:?}");
    // A phone is stored with the country's code.
    let phones: Vec<String> = secrets.iter().filter(|text| text.starts_with("08")).map(|phone| phone[1..].to_owned()).collect();
    assert!(!phones.is_empty());
    secrets.extend(phones);
    for mail in service.mailbox().await.unwrap() {
        // Not the codes: six digits are met by chance. They are stored by their keyed hash.
        secrets.insert(mail.to);
    }
    // Every answer, every document, as a supervisor sees them.
    let boss = house.officer("kepala@contoh.test", Role::Supervisor).await;
    secrets.insert("kepala@contoh.test".to_owned());
    let (mut requests, mut documents) = (0, Vec::new());
    for filter in service::QueueFilter::ALL {
        let mut after: Option<String> = None;
        loop {
            let page = service.queue(&boss, &service::QueueQuery::part(filter), after.as_deref(), Language::Id).await.unwrap();
            for row in page.rows {
                let detail = service.desk_request(&boss, &row.number, Language::Id).await.unwrap();
                requests += 1;
                secrets.insert(detail.applicant.clone());
                for fact in &detail.request.facts {
                    // Words of a list, such as "Islam", stand in the catalogue, which is public.
                    secrets.extend(Some(fact.value.clone()).filter(|value| value.len() > 6 && value.contains([' ', '/', '-'])));
                }
                for change in &detail.request.changes {
                    secrets.extend(Some(change.will.clone()).filter(|will| will.contains(' ')));
                }
                for document in detail.documents() {
                    documents.push(service.read_document(&boss, document.id).await.unwrap().bytes);
                    secrets.insert(document.name.clone());
                }
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    assert!(requests > 5 && documents.len() > 5, "{requests} requests, {} documents", documents.len());
    let dump = house.everything_stored().await;
    let catalogue = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue")).unwrap();
    let public: String = catalogue.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    // What is no text is replaced and what is stays, so that a text can be looked for the fast way.
    let dump_text = String::from_utf8_lossy(&dump);
    let mut looked_for = 0;
    for secret in secrets.iter().filter(|secret| secret.len() >= 6 && !public.contains(secret.as_str())) {
        looked_for += 1;
        assert!(!dump_text.contains(secret.as_str()), "{secret} lies in clear");
    }
    assert!(looked_for > 60, "{looked_for}");
    // Every window of 32 bytes of the dump, by its first eight, against one from the middle of each document.
    let parts: std::collections::HashMap<[u8; 8], &[u8]> = documents
        .iter()
        .map(|document| &document[document.len() / 2..][..32])
        .map(|part| (part[..8].try_into().unwrap(), part))
        .collect();
    for at in 0..dump.len().saturating_sub(32) {
        let start: [u8; 8] = dump[at..at + 8].try_into().unwrap();
        let found = parts.get(&start).is_some_and(|part| dump[at..].starts_with(part));
        assert!(!found, "a document lies in clear");
    }
    assert!(dump_text.contains("KK-07"), "the dump can see what is there");
});
