//! The page around a sentence.

use domain::Language;

use super::{Plain, Reader};

pub(super) fn draw(plain: &Plain, sentence: &str, reader: &Reader) -> String {
    let (title, back, home, incident) = match reader.language {
        Language::Id => ("Belum berhasil", "Kembali", "Ke beranda", "Nomor kejadian"),
        Language::En => ("Not done", "Go back", "To the start page", "Incident number"),
    };
    let (sentence, code) = (escape(sentence), reader.language.code());
    let number = match plain {
        Plain::Broken { incident: Some(id) } => format!("<p>{incident}: <code>{id}</code></p>"),
        _ => String::new(),
    };
    let way = match &reader.back {
        Some(path) => format!("<a href=\"{}\">{back}</a>", escape(path)),
        None => format!("<a href=\"/\">{home}</a>"),
    };
    format!(
        "<!doctype html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">\
         <title>{title}</title></head><body><main><h1>{title}</h1><p>{sentence}</p>{number}<p>{way}</p></main>\
         </body></html>"
    )
}

fn escape(text: &str) -> String {
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
