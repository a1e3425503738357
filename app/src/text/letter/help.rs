//! The letter about an answer of the office: with the answer itself for who has no account, without it for who has one.
use crate::routes;
use domain::Language;

/// What it says.
pub(super) fn answered(
    number: &str,
    text: Option<&str>,
    with_account: bool,
    language: Language,
    base: &str,
) -> String {
    let way = if with_account { routes::help_ticket(number) } else { routes::HELP_TICKETS.to_owned() };
    let go_on = match (language, with_account) {
        (Language::Id, true) => format!("Baca jawabannya dan tulis lagi di portal: {base}{way}"),
        (Language::En, true) => format!("Read the answer and write again on the portal: {base}{way}"),
        (Language::Id, false) => {
            format!("Baca semuanya atau tulis lagi, dengan nomor {number} dan kode Anda: {base}{way}")
        }
        (Language::En, false) => {
            format!("Read everything or write again, with the number {number} and your code: {base}{way}")
        }
    };
    match text {
        Some(text) => format!("{text}\n\n{go_on}"),
        None => match language {
            Language::Id => format!("Petugas menjawab pertanyaan Anda.\n\n{go_on}"),
            Language::En => format!("An officer has answered your question.\n\n{go_on}"),
        },
    }
}
