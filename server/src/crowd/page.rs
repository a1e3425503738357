//! The waiting room: a light page that says how many are before one and how long it takes, and asks again by itself.

use app::text::Crowd;
use domain::Language;

use crate::plain::escape;

/// What it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waiting<'a> {
    pub(super) language: Language,
    pub(super) ahead: u64,
    pub(super) seconds: u64,
    /// In how many seconds the browser asks again.
    pub(super) again: u64,
    /// The address of the style sheet.
    pub(super) style: &'a str,
    /// It is only shown how it would be.
    pub(super) demonstration: bool,
    /// The office's name.
    pub(super) office: &'a str,
}

pub(super) fn draw(waiting: Waiting<'_>) -> String {
    let Waiting { language, ahead, seconds, again, style, demonstration, office } = waiting;
    let (words, code) = (Crowd::of(language), language.code());
    let (office, style) = (escape(office), escape(style));
    let demo = if demonstration {
        format!("<p class=\"demo\">{}</p>", app::text::only_a_demonstration(language))
    } else {
        String::new()
    };
    let Crowd { title, before, nobody, stay, kept, reload, .. } = words;
    let place = if ahead == 0 {
        format!("<p><strong>{nobody}</strong></p>")
    } else {
        format!("<p>{before} <strong>{}</strong></p>", app::text::about_so_many(ahead, language))
    };
    let wait = app::text::about_so_long(seconds, language);
    format!(
        "<!doctype html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <meta http-equiv=\"refresh\" content=\"{again}\"><title>{title} · {office}</title>\
         <link rel=\"stylesheet\" href=\"{style}\"></head><body>{demo}<main class=\"wrap\"><h1>{title}</h1>\
         <div class=\"card\">{place}<p>{wait}</p></div><p>{stay}</p><p>{kept}</p>\
         <p><a class=\"btn btn-ghost\" href=\"\">{reload}</a></p><p class=\"small muted\">{office}</p></main></body></html>"
    )
}
