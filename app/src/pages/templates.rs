//! Every letter in both languages and by each way, for administrators: shown, never changed.
use super::{
    frame::{Page, page},
    inbox::paragraphs,
};
use crate::{
    text::{Letters, Templates as Words, urgency},
    ui::disclosure::Disclosure,
    visitor::{service, visitor},
};
use domain::{Language, Role, Urgency};
use leptos::prelude::*;
use service::{Error, Letter, Wording};

/// The page.
pub fn templates() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let language = visitor.language;
        if visitor.actor.officer()?.role != Role::Administrator {
            return Err(Error::Forbidden);
        }
        let words = Words::of(language);
        let service = service();
        let base = service.settings().public_url.clone();
        let letters = Letter::samples(service.today());
        let list = letters.iter().map(|letter| one(letter, language, &base)).collect_view();
        Ok(Page::new(
            words.title,
            view! {
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                {list}
            },
        ))
    })
}

fn one(letter: &Letter, language: Language, base: &str) -> AnyView {
    let words = Words::of(language);
    let way = urgency(letter.urgency(), language);
    let summary = format!("{} · {}", Letters.write(letter, language, base).subject, letter.kind());
    let both = [(Language::Id, words.indonesian), (Language::En, words.english)]
        .map(|(of, name)| written(letter, (of, name), words, base))
        .into_iter()
        .collect_view();
    view! {
        <Disclosure summary=summary>
            <p class="small muted">{way}</p>
            {both}
        </Disclosure>
    }
    .into_any()
}

fn written(letter: &Letter, (of, name): (Language, &'static str), words: Words, base: &str) -> AnyView {
    let wrote = Letters.write(letter, of, base);
    let length = wrote.body.chars().count();
    // What concerns security, and what officers get, goes to no browser.
    let notified = letter.urgency() != Urgency::Security && !letter.is_for_officers();
    let brief = notified.then(|| {
        let brief = Letters.brief(letter, of);
        view! {
            <p class="small muted">{words.push}</p>
            <div class="quote" lang=of.code()><p><b>{brief.title}</b>" "{brief.text}</p></div>
        }
    });
    view! {
        <section class="section">
            <h2>{name}</h2>
            <p class="small muted">{words.email}</p>
            <div class="quote" lang=of.code()>
                <p><b>{wrote.subject}</b></p>
                {paragraphs(&wrote.body)}
            </div>
            <p class="small muted">{words.phone}" · "{length}" "{words.signs}</p>
            <div class="quote" lang=of.code()>{paragraphs(&wrote.body)}</div>
            {brief}
        </section>
    }
    .into_any()
}
