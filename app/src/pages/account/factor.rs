//! The second factor: set up, seen, taken away; and the codes for paper, once.
use super::passkeys;
use crate::{
    api::{account::passkey::DONE, sign_in::RECOVERY},
    pages::{
        frame::{Page, Script, page as framed},
        requests::square,
        words_of::FormErrors,
    },
    routes,
    text::{Common, Passkeys, Security, day},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        code_field::CodeField,
        disclosure::Disclosure,
        notice::Notice,
        password_field::PasswordField,
        tone::Tone,
    },
    visitor::{Visitor, service, visitor},
};
use leptos::prelude::*;
use service::{CodeSquare, Enrolment, Error, SecondFactorView};

/// How it stands, and what may be done.
pub fn page() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        let view = service().second_factor(&visitor.actor).await?;
        let errors = FormErrors::of(&visitor.take("dua-langkah").await, visitor.language);
        let keys = Passkeys::of(visitor.language);
        let done = visitor.take(DONE).await.done.map(|done| match done.as_str() {
            "passkey_added" => keys.added,
            "passkey_removed" => keys.removed,
            "app_added" => keys.app_added,
            _ => words.factor_removed,
        });
        let summary = errors.summary();
        // Setting up an authenticator beside passkeys asks for one of them.
        let again = view.enrolment.is_none() && view.since.is_none() && view.stands();
        let script = if again { Script::Passkey } else { Script::None };
        let body = if let Some(given) = &view.enrolment {
            setting_up(&words, given, &errors)
        } else {
            let proof = passkeys::factor_again(&visitor, again, &errors).await?;
            standing(&visitor, &words, &view, &errors, proof)
        };
        Ok(Page::new(
            words.factor,
            view! {
                {summary}
                {done.map(|done| view! { <Notice tone=Tone::Ok>{done}</Notice> })}
                <p><a href=routes::ACCOUNT>{words.back}</a></p>
                <h1>{words.factor}</h1>
                {body}
            },
        )
        .with(script))
    })
}

pub(super) fn password(visitor: &Visitor, errors: &FormErrors) -> AnyView {
    let (words, common) = (Security::of(visitor.language), Common::of(visitor.language));
    view! {
        <PasswordField name="current" label=words.current hint=words.current_why.to_owned() show=common.show
            hide=common.hide error=errors.field("current") />
    }
    .into_any()
}

fn starting(visitor: &Visitor, words: &Security, errors: &FormErrors, proof: AnyView) -> AnyView {
    let (keys, words, open) = (Passkeys::of(visitor.language), *words, errors.any());
    let password = password(visitor, errors);
    view! {
        <Card title=keys.app.to_owned()>
            <p>{words.factor_app}</p>
            <Disclosure summary=words.factor_start open=open>
                <form method="post" action="/api/dua-langkah" novalidate>
                    {password}
                    {proof}
                    <Button label=words.factor_start kind=ButtonKind::Ghost />
                </form>
            </Disclosure>
        </Card>
    }
    .into_any()
}

/// What to give the authenticator, and the code by which it proves itself.
pub(in crate::pages) fn enrolment(
    words: &Security,
    given: &Enrolment,
    errors: &FormErrors,
    action: &'static str,
) -> AnyView {
    // Scanned by the phone that holds the authenticator; white around it, also where the page is dark.
    let drawn = CodeSquare::of(&given.link).map(|code| {
        let drawn = square(&code, words.factor_square, Some("208"));
        view! { <p>{drawn}</p> }
    });
    view! {
        <ol>
            <li><p>{words.factor_step_app}</p></li>
            <li>
                <p>{words.factor_step_key}</p>
                {drawn}
                <p><code class="num" translate="no">{given.secret.clone()}</code></p>
                <p><a href=given.link.clone()>{words.factor_link}</a></p>
            </li>
            <li><p>{words.factor_step_code}</p></li>
        </ol>
        <form method="post" action=action novalidate>
            <CodeField name="code" label=words.factor_code error=errors.field("code") />
            <Button label=words.factor_confirm wide=true />
        </form>
    }
    .into_any()
}

fn setting_up(words: &Security, given: &Enrolment, errors: &FormErrors) -> AnyView {
    view! {
        {enrolment(words, given, errors, "/api/dua-langkah-aktif")}
        <form method="post" action="/api/dua-langkah-lepas">
            <Button label=words.factor_break_off kind=ButtonKind::Link />
        </form>
    }
    .into_any()
}

/// Passkeys and the authenticator, what stands of them and what may be added; codes for paper once anything does.
fn standing(
    visitor: &Visitor,
    words: &Security,
    view: &SecondFactorView,
    errors: &FormErrors,
    proof: AnyView,
) -> AnyView {
    let keys = Passkeys::of(visitor.language);
    let zone = service().settings().zone;
    let (words, stands, left) = (*words, view.stands(), view.recovery_left);
    let app = match view.since {
        Some(since) => {
            let since = day(since, zone, visitor.language);
            view! {
                <Card title=keys.app.to_owned()>
                    <p class="last">{words.factor_since}" "{since}</p>
                </Card>
            }
            .into_any()
        }
        None => starting(visitor, &words, errors, proof),
    };
    let recovery = stands.then(|| {
        view! {
            <Card title=words.recovery.to_owned()>
                <p>{words.recovery_intro}</p>
                <p>{words.recovery_left}": "<b>{left}</b></p>
                <p class="last"><a href=routes::ACCOUNT_RECOVERY_NEW>{words.recovery_new}</a></p>
            </Card>
        }
    });
    let off = match (stands, view.required) {
        (false, _) => ().into_any(),
        (true, true) => view! { <p class="muted">{words.factor_required}</p> }.into_any(),
        (true, false) => {
            view! { <p class="section"><a href=routes::ACCOUNT_FACTOR_OFF>{words.factor_off_title}</a></p> }
                .into_any()
        }
    };
    view! {
        {stands.then(|| view! { <Notice tone=Tone::Ok>{words.factor_stands}</Notice> })}
        <p class="lead">{words.factor_intro}</p>
        {passkeys::section(visitor, view)}
        {app}
        {recovery}
        {off}
    }
    .into_any()
}

/// Asks for the password before new codes for paper are made.
pub fn recovery_new() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        if !service().second_factor(&visitor.actor).await?.stands() {
            return Err(Error::NotFound);
        }
        let errors = FormErrors::of(&visitor.take("kode-pemulihan-baru").await, visitor.language);
        let proof = passkeys::factor_again(&visitor, true, &errors).await?;
        Ok(Page::new(
            words.recovery_new,
            view! {
                {errors.summary()}
                <p><a href=routes::ACCOUNT_FACTOR>{words.back}</a></p>
                <h1>{words.recovery_new}</h1>
                <p class="lead">{words.recovery_void}</p>
                <form method="post" action="/api/kode-pemulihan" novalidate>
                    {password(&visitor, &errors)}
                    {proof}
                    <Button label=words.recovery_new wide=true />
                </form>
            },
        )
        .with(Script::Passkey))
    })
}

/// Asks for the password before the second factor is taken away.
pub fn off() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        let view = service().second_factor(&visitor.actor).await?;
        if !view.stands() || view.required {
            return Err(Error::NotFound);
        }
        let errors = FormErrors::of(&visitor.take("dua-langkah-lepas").await, visitor.language);
        let password = password(&visitor, &errors);
        Ok(Page::new(
            words.factor_off_title,
            view! {
                {errors.summary()}
                <p><a href=routes::ACCOUNT_FACTOR>{words.back}</a></p>
                <h1>{words.factor_off_title}</h1>
                <form method="post" action="/api/dua-langkah-lepas" novalidate>
                    {password}
                    <Button label=words.factor_remove kind=ButtonKind::Danger />
                </form>
            },
        ))
    })
}

/// The codes for paper, shown once.
pub fn recovery() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        visitor.actor.account().ok_or(Error::SignInFirst)?;
        let codes = visitor.flash(RECOVERY).await.values;
        visitor.forget(RECOVERY).await;
        if codes.is_empty() {
            return Err(Error::NotFound);
        }
        let next = if visitor.actor.officer().is_ok() { routes::QUEUE } else { routes::ACCOUNT_FACTOR };
        let list = codes
            .into_values()
            .map(|code| view! { <li><code class="num" translate="no">{code}</code></li> })
            .collect_view();
        Ok(Page::new(
            words.recovery,
            view! {
                <h1>{words.recovery}</h1>
                <p class="lead">{words.recovery_intro}</p>
                <Notice tone=Tone::Warn>{words.recovery_once}</Notice>
                <Card><ol class="plain">{list}</ol></Card>
                <LinkButton label=words.recovery_go href=next />
            },
        ))
    })
}
