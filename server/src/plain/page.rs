//! The page around a sentence.

use app::{
    routes,
    text::{Common, Help, Home},
};

use super::Reader;

pub(super) fn draw(sentence: &str, incident: &str, reader: &Reader) -> String {
    let (words, code) = (Common::of(reader.language), reader.language.code());
    let title = format!("{} · {}", words.error, words.product);
    let (path, way) = match &reader.back {
        Some(path) => (path.as_str(), words.back),
        None => (routes::HOME, Home::of(reader.language).to_home),
    };
    let help = Help::of(reader.language);
    let place = reader.back.as_deref().and_then(routes::came_from).unwrap_or_default();
    let ask = routes::help_with(routes::HELP, &[("dari", place), ("galat", incident)]);
    let [title, sentence, path, way, error, ask, incident] =
        [&title, sentence, path, way, words.error, &ask, incident].map(escape);
    let number = if incident.is_empty() {
        String::new()
    } else {
        format!("<p>{} <b>{incident}</b>. {}</p>", help.incident, help.incident_text)
    };
    let help = help.title;
    format!(
        "<!doctype html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">\
         <title>{title}</title></head><body><main><h1>{error}</h1><p>{sentence}</p>\
         {number}<p><a href=\"{path}\">{way}</a></p><p><a href=\"{ask}\">{help}</a></p></main></body></html>"
    )
}

pub(crate) fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, sign| {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
        out
    })
}
