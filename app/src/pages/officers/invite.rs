//! Inviting an officer.
use super::{labelled, scope_fields};
use crate::{
    api::officers::INVITE,
    pages::{
        frame::{Page, page},
        words_of::FormErrors,
    },
    routes,
    text::Officers as Words,
    ui::{
        button::Button,
        choice::ChoiceOption,
        notice::Notice,
        select::Select,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
    visitor::{service, visitor},
    wire::AppError,
};
use leptos::prelude::*;

/// The form.
pub fn invite() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let choices = service().officer_choices(&visitor.actor).await?;
        let form = visitor.flash(INVITE).await;
        let errors = labelled(FormErrors::of(&form, language), language);
        let taken = matches!(form.error, Some(AppError::Conflict { .. }));
        let summary = if taken {
            view! { <Notice tone=Tone::Bad alert=true>{words.taken}</Notice> }.into_any()
        } else {
            errors.summary()
        };
        let or = |name: &str, usual: &str| {
            let typed = form.value(name);
            if typed.is_empty() { usual.to_owned() } else { typed }
        };
        let first = choices.offices.first().map(|(code, _)| code.clone()).unwrap_or_default();
        let scope = [or("role", "verifier"), or("office", &first), form.value("district")];
        let languages = vec![ChoiceOption::new("id", "Bahasa Indonesia"), ChoiceOption::new("en", "English")];
        Ok(Page::new(
            words.invite,
            view! {
                {summary}
                <p><a href=routes::OFFICERS>{words.back}</a></p>
                <h1>{words.invite}</h1>
                <form method="post" action="/api/petugas/undang" novalidate>
                    <TextField name="name" label=words.name value=form.value("name") error=errors.field("name")
                        kind=InputKind::Name max=Some(60) />
                    <TextField name="email" label=words.email hint=words.email_hint.to_owned() value=form.value("email")
                        error=errors.field("email") kind=InputKind::Email max=Some(120) />
                    <Select name="language" label=words.letter_language options=languages
                        value=or("language", "id") error=errors.field("language") />
                    {scope_fields(&choices, scope, &errors, language)}
                    <Button label=words.send />
                </form>
            },
        ))
    })
}
