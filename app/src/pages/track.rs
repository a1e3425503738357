//! Where a request stands, by its number and the last digits of the phone, without signing in.
use super::{
    frame::{Page, page as framed},
    requests::tone,
    results,
    words_of::FormErrors,
};
use crate::{
    routes,
    text::{Results, Track, day_time, status, what_now},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        code_field::CodeField,
        notice::Notice,
        tag::Tag,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use domain::{Language, Zone};
use leptos::prelude::*;
use service::Tracked;

/// The form, and what was found with it.
pub fn page() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let language = visitor.language;
        let words = Track::of(language);
        let service = service();
        let zone = service.settings().zone;
        let flash = visitor.take("lacak").await;
        let unknown = flash.error == Some(AppError::NotFound);
        let errors =
            FormErrors::of(&flash, language).labelled(&[("number", words.number), ("digits", words.digits)]);
        let asked = visitor.tracked().await;
        let found = match asked {
            Some(id) => Some(service.tracked(id).await?),
            None => None,
        };
        let there = match asked {
            Some(id) => service.tracked_results(id).await?,
            None => Vec::new(),
        };
        let proven = asked.is_some() && visitor.proven().await == asked;
        let results = match (there.is_empty(), proven) {
            (true, _) => None,
            (false, true) => results::card(&there, zone, language),
            (false, false) => Some(by_code(&visitor).await),
        };
        let summary = if unknown {
            view! {
                <div id="ringkasan-galat" tabindex="-1">
                    <Notice tone=Tone::Bad alert=true title=words.not_found.to_owned()>{words.not_found_text}</Notice>
                </div>
            }
            .into_any()
        } else {
            errors.summary()
        };
        let another = found.is_some();
        Ok(Page::new(
            words.title,
            view! {
                {summary}
                <h1>{words.title}</h1>
                {found.map(|found| told(&found, words, zone, language))}
                {results}
                {another.then(|| view! { <h2 class="section">{words.another}</h2> })}
                {(!another).then(|| view! { <p class="lead">{words.intro}</p> })}
                <form method="post" action="/api/lacak" novalidate>
                    <TextField name="number" label=words.number hint=words.number_hint.to_owned()
                        value=flash.value("number") error=errors.field("number") />
                    <TextField name="digits" label=words.digits kind=InputKind::Digits max=Some(4)
                        error=errors.field("digits") />
                    <Button label=words.submit wide=true />
                </form>
            },
        ))
    })
}

/// A one-time code to the applicant's phone opens the results.
async fn by_code(visitor: &Visitor) -> AnyView {
    let words = Results::of(visitor.language);
    let flash = visitor.take("lacak-kode").await;
    let errors = FormErrors::of(&flash, visitor.language).labelled(&[("code", words.code)]);
    let sent = visitor.take("lacak-terkirim").await.done.is_some();
    view! {
        <Card title=words.by_code.to_owned()>
            {errors.summary()}
            {sent.then(|| view! { <Notice tone=Tone::Ok>{words.code_sent}</Notice> })}
            <p>{words.by_code_text}</p>
            <form method="post" action="/api/lacak-kode">
                <Button label=words.send_code kind=ButtonKind::Ghost small=true />
            </form>
            <form method="post" action="/api/lacak-buka" novalidate>
                <CodeField name="code" label=words.code value=flash.value("code") error=errors.field("code") />
                <Button label=words.open small=true />
            </form>
        </Card>
    }
    .into_any()
}

fn told(found: &Tracked, words: Track, zone: Zone, language: Language) -> AnyView {
    let now = what_now(found, zone, language);
    let since = format!("{} {}", words.since, day_time(found.since, zone, language));
    let arrived = format!("{} {}", words.arrived, day_time(found.submitted_at, zone, language));
    let (number, standing) = (found.number.clone(), found.status);
    view! {
        <Card title=number>
            <p><Tag label=status(standing, language) tone=tone(standing) /></p>
            <p>{now}</p>
            <p class="small muted">{arrived}<br />{since}</p>
            <p><LinkButton label=words.details href=routes::REQUESTS small=true /></p>
            <p class="small muted last">{words.nothing_more}</p>
        </Card>
    }
    .into_any()
}
