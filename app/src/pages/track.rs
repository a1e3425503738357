//! Where a request stands, by its number and the last digits of the phone, without signing in.
use super::{
    frame::{Page, page as framed},
    requests::tone,
    words_of::FormErrors,
};
use crate::{
    routes,
    text::{Track, day_time, status, what_now},
    ui::{
        button::{Button, LinkButton},
        card::Card,
        notice::Notice,
        tag::Tag,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
    visitor::{service, visitor},
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
        let found = match visitor.tracked().await {
            Some(id) => Some(service.tracked(id).await?),
            None => None,
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
