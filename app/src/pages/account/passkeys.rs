//! Passkeys: all of them, a new one, one less.
use super::factor::password;
use crate::{
    api::account::passkey::{FORM, asked, making},
    pages::{
        frame::{Page, Script, page as framed},
        passkey::{Use, passkey_button},
        words_of::FormErrors,
    },
    routes,
    text::{Passkeys, Security, day},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        field_error::FieldErrorLine,
        link_row::{LinkRow, Links},
        notice::Notice,
        text_field::TextField,
        tone::Tone,
    },
    visitor::{Visitor, service, visitor},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::{Error, PasskeyView, SecondFactorView};
use uuid::Uuid;

fn called(passkey: &PasskeyView, words: Passkeys) -> String {
    if passkey.name.is_empty() { words.unnamed.to_owned() } else { passkey.name.clone() }
}

/// Since when, and when it was last used.
fn dates(passkey: &PasskeyView, words: Passkeys, visitor: &Visitor) -> String {
    let zone = service().settings().zone;
    let since = format!("{} {}", words.since, day(passkey.since, zone, visitor.language));
    match passkey.used {
        Some(used) => format!("{since}, {} {}", words.used, day(used, zone, visitor.language)),
        None => since,
    }
}

/// The section of the page of the second factor.
pub(super) fn section(visitor: &Visitor, view: &SecondFactorView) -> AnyView {
    let words = Passkeys::of(visitor.language);
    let list = view
        .passkeys
        .iter()
        .map(|passkey| {
            let detail = dates(passkey, words, visitor);
            view! { <LinkRow href=routes::passkey(passkey.id) title=called(passkey, words) detail=Some(detail) /> }
        })
        .collect_view();
    let some = !view.passkeys.is_empty();
    let more = view.offers_passkeys;
    let none_here = !some && !more;
    view! {
        <Card title=words.title.to_owned()>
            <p>{words.intro}</p>
            {some.then(|| view! { <Links>{list}</Links> })}
            {more.then(|| view! { <LinkButton label=words.add href=routes::ACCOUNT_PASSKEY kind=ButtonKind::Ghost /> })}
            {none_here.then(|| view! { <p class="muted">{words.none_here}</p> })}
        </Card>
    }
    .into_any()
}

/// A new passkey: the password first, then the device.
pub fn add() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let words = Passkeys::of(visitor.language);
        let view = service().second_factor(&visitor.actor).await?;
        if !view.offers_passkeys {
            return Err(Error::NotFound);
        }
        let flash = visitor.take(FORM).await;
        let errors = FormErrors::of(&flash, visitor.language);
        let asked = match service().passkey_to_make(&visitor.actor, &making(&visitor).await).await {
            Ok(asked) => Some(asked),
            Err(Error::NotFound) => None,
            Err(error) => return Err(error),
        };
        let script = if asked.is_some() || view.stands() { Script::Passkey } else { Script::None };
        let form = if let Some(asked) = asked {
            make(words, asked, &flash.value("name"), &errors)
        } else {
            let proof = factor_again(&visitor, view.stands(), &errors).await?;
            begin(&visitor, words, (&flash.value("name"), &errors), proof)
        };
        let page = view! {
            {errors.summary()}
            <p><a href=routes::ACCOUNT_FACTOR>{words.back}</a></p>
            <h1>{words.add_title}</h1>
            {form}
        };
        Ok(Page::new(words.add_title, page).with(script))
    })
}

fn begin(visitor: &Visitor, words: Passkeys, (name, errors): (&str, &FormErrors), proof: AnyView) -> AnyView {
    let name = name.to_owned();
    view! {
        <p class="lead">{words.intro}</p>
        <noscript>
            <Notice tone=Tone::Warn>{words.needs_script}</Notice>
        </noscript>
        <form method="post" action="/api/kunci-sandi-mulai" novalidate>
            <input type="hidden" name="name" value=name />
            {password(visitor, errors)}
            {proof}
            <Button label=words.add_proof wide=true />
        </form>
    }
    .into_any()
}

/// Where a second factor stands, a new way in asks for it too: a code, or a passkey.
pub(super) async fn factor_again(
    visitor: &Visitor,
    stands: bool,
    errors: &FormErrors,
) -> Result<AnyView, Error> {
    let account = visitor.actor.account().ok_or(Error::SignInFirst)?;
    if !stands {
        // Nothing was asked for but what a device made, and that was refused.
        let refused = errors.field("code");
        return Ok(view! {
            <div id="f-code" tabindex="-1">
                <FieldErrorLine id="f-code-error".to_owned() error=refused />
            </div>
        }
        .into_any());
    }
    let words = Security::of(visitor.language);
    let asked = asked(visitor, account).await?;
    let passkey = asked.map(|asked| {
        passkey_button(Passkeys::of(visitor.language), Use::Prove, asked, "code", ButtonKind::Ghost)
    });
    Ok(view! {
        <TextField name="code" label=words.factor_sign_in_code max=Some(16) autocomplete="one-time-code"
            error=errors.field("code") />
        {passkey}
    }
    .into_any())
}

fn make(words: Passkeys, asked: String, name: &str, errors: &FormErrors) -> AnyView {
    view! {
        <p class="lead">{words.make_why}</p>
        <noscript>
            <Notice tone=Tone::Warn>{words.needs_script}</Notice>
        </noscript>
        <div data-no-passkey hidden>
            <Notice tone=Tone::Warn>{words.unsupported}</Notice>
        </div>
        <form method="post" action="/api/kunci-sandi" novalidate>
            <TextField name="name" label=words.name hint=words.name_why.to_owned() max=Some(40)
                value=name.to_owned() error=errors.field("name") />
            {passkey_button(words, Use::Make, asked, "code", ButtonKind::Primary)}
        </form>
    }
    .into_any()
}

/// One passkey, to be taken away.
pub fn one() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    framed(async move {
        let visitor = visitor();
        let words = Passkeys::of(visitor.language);
        let id: Uuid = asked.parse().map_err(|_| Error::NotFound)?;
        let view = service().second_factor(&visitor.actor).await?;
        let passkey = view.passkeys.iter().find(|passkey| passkey.id == id).ok_or(Error::NotFound)?;
        let errors = FormErrors::of(&visitor.take(FORM).await, visitor.language);
        let last = view.passkeys.len() == 1 && view.since.is_none();
        let (name, detail) = (called(passkey, words), dates(passkey, words, &visitor));
        let rest = if last {
            view! { <Notice tone=Tone::Info>{words.last}</Notice> }.into_any()
        } else {
            view! {
                <p>{words.remove_text}</p>
                <form method="post" action="/api/kunci-sandi-hapus" novalidate>
                    <input type="hidden" name="passkey" value=id.to_string() />
                    {password(&visitor, &errors)}
                    <Button label=words.remove kind=ButtonKind::Danger />
                </form>
            }
            .into_any()
        };
        Ok(Page::new(
            words.remove_title,
            view! {
                {errors.summary()}
                <p><a href=routes::ACCOUNT_FACTOR>{words.back}</a></p>
                <h1>{words.remove_title}</h1>
                <p><b>{name}</b>", "{detail}</p>
                {rest}
            },
        ))
    })
}
