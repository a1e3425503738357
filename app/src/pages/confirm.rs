//! Asks for the password again before an act of administration runs.
use super::{
    frame::{Page, Script, page},
    passkey::{Use, passkey_button},
    words_of::FormErrors,
};
use crate::{
    api::{
        account::passkey::asked,
        confirm::{CODE, PASSWORD, waiting},
    },
    routes,
    text::{Common, Confirm, Passkeys, Security},
    ui::{
        button::{Button, ButtonKind},
        password_field::PasswordField,
        text_field::TextField,
    },
    visitor::{service, visitor},
};
use leptos::prelude::*;

/// The page; with nothing that waits it leads to the desk.
pub fn confirm() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let officer = visitor.actor.officer()?;
        if officer.role != domain::Role::Administrator {
            return Err(service::Error::Forbidden);
        }
        let words = Confirm::of(visitor.language);
        let Some(waiting) = waiting(&visitor).await else {
            leptos_axum::redirect(routes::DESK);
            return Ok(Page::new(words.title, ()));
        };
        let (common, security) = (Common::of(visitor.language), Security::of(visitor.language));
        let errors = FormErrors::of(&waiting.flash, visitor.language);
        let asked = asked(&visitor, officer.account).await?;
        let script = if asked.is_some() { Script::Passkey } else { Script::None };
        let keys = Passkeys::of(visitor.language);
        let passkey = asked.map(|asked| passkey_button(keys, Use::Prove, asked, CODE, ButtonKind::Ghost));
        let code = service().confirms_by_code(&visitor.actor).await?.then(|| {
            view! {
                <TextField name=CODE label=words.code max=Some(16) autocomplete="one-time-code"
                    error=errors.field(CODE) />
            }
        });
        let fields = waiting
            .fields
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view();
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                <form method="post" action=waiting.act novalidate>
                    {fields}
                    <PasswordField name=PASSWORD label=security.current show=common.show hide=common.hide
                        error=errors.field(PASSWORD) />
                    {passkey}
                    {code}
                    <Button label=words.submit wide=true />
                </form>
                <p><a href=waiting.back>{words.cancel}</a></p>
            },
        )
        .with(script))
    })
}
