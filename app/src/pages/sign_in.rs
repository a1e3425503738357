//! Signing in, the code of a new device, a forgotten password.
use super::{
    account::enrolment,
    frame::{Page, Script, page},
    passkey::{Use, passkey_button},
    strength::strength,
    words_of::FormErrors,
};
use crate::{
    api,
    flash::Flash,
    routes,
    text::{Common, Passkeys, Register, Security, SignIn, day_time, minutes, reset_wait},
    ui::{
        button::{Button, ButtonKind},
        code_field::CodeField,
        notice::Notice,
        password_field::PasswordField,
        text_field::TextField,
        tone::Tone,
    },
    visitor::{service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::Actor;

/// The password of the demonstration's accounts, shown on its sign-in page only.
fn demo_hint(words: SignIn) -> Option<AnyView> {
    service().settings().demonstration.then(|| {
        view! {
            <Notice tone=Tone::Info>
                <p>{words.demo_how}<b class="nowrap">{service::DEMO_PASSWORD}</b></p>
                <p class="last"><a href=routes::MAILBOX>{words.demo_codes}</a></p>
            </Notice>
        }
        .into_any()
    })
}

/// What became of a new password.
fn reset_news(done: Option<&str>, words: SignIn) -> Option<AnyView> {
    let text = match done? {
        "waits" => words.reset_waits,
        "objected" => words.reset_objected,
        _ => words.reset_done,
    };
    Some(view! { <Notice tone=Tone::Ok>{text}</Notice> }.into_any())
}

/// Name and password.
pub fn form() -> impl IntoView {
    let query = use_query_map();
    let asked = move |name| query.with_untracked(|query| query.get(name).is_some());
    let (left, busy) = (asked("keluar"), asked("sibuk"));
    page(async move {
        let visitor = visitor();
        if visitor.actor != Actor::Stranger {
            let home = if visitor.actor.officer().is_ok() { routes::QUEUE } else { routes::REQUESTS };
            leptos_axum::redirect(home);
        }
        let words = SignIn::of(visitor.language);
        let common = Common::of(visitor.language);
        let flash = visitor.take("masuk").await;
        let flash = if busy { Flash::of_error(Some(AppError::Busy)) } else { flash };
        let errors = FormErrors::of(&flash, visitor.language);
        let reset = reset_news(visitor.take(api::reset::RESET_NEWS).await.done.as_deref(), words);
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                {left.then(|| view! { <Notice tone=Tone::Ok>{words.signed_out}</Notice> })}
                {reset}
                <h1>{words.title}</h1>
                <form method="post" action="/api/masuk" novalidate>
                    <TextField name="name" label=words.name autocomplete="username"
                        value=flash.value("name") error=errors.field("name") />
                    <PasswordField name="password" label=words.password show=common.show hide=common.hide
                        error=errors.field("password") />
                    <Button label=words.submit wide=true />
                </form>
                <p><a href=routes::FORGOT>{words.forgot}</a></p>
                <p><a href=routes::REGISTER>{words.no_account}</a></p>
                {demo_hint(words)}
            },
        )
        .with(Script::Password))
    })
}

/// The code of a new device.
pub fn code() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = SignIn::of(visitor.language);
        let account = api::sign_in::proving(&visitor).await?;
        let standing = service().sign_in_standing(account).await?;
        let flash = visitor.flash("masuk-kode").await;
        let errors = FormErrors::of(&flash, visitor.language);
        let resent = visitor.take("kode-ulang").await.done.is_some();
        Ok(Page::new(
            words.code_title,
            view! {
                {errors.summary()}
                {resent.then(|| view! { <Notice tone=Tone::Ok>{words.resent}</Notice> })}
                <h1>{words.code_title}</h1>
                <p class="lead">{words.code_intro}</p>
                <form method="post" action="/api/masuk-kode" novalidate>
                    <CodeField name="code" label=words.code hint=minutes(standing.minutes, visitor.language)
                        value=flash.value("code") error=errors.field("code") />
                    <Button label=words.code_submit wide=true />
                </form>
                <form method="post" action="/api/masuk-ulang-kode">
                    <input type="hidden" name="channel" value="phone" />
                    <Button label=words.by_phone kind=ButtonKind::Link />
                </form>
                <p class="muted">{words.phone_risk}</p>
                {demo_hint(words)}
            },
        ))
    })
}

/// The second factor.
pub fn factor() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        let account = api::sign_in::owing_factor(&visitor).await?;
        let asked = api::account::passkey::asked(&visitor, account).await?;
        let script = if asked.is_some() { Script::Passkey } else { Script::None };
        let lead = if asked.is_some() { words.factor_sign_in_intro } else { words.factor_sign_in_typed };
        // Where scripts run the passkey comes first, and a code is the other way.
        let typed = if asked.is_some() { ButtonKind::Ghost } else { ButtonKind::Primary };
        let keys = Passkeys::of(visitor.language);
        let passkey = asked.map(|asked| passkey_button(keys, Use::Prove, asked, "code", ButtonKind::Primary));
        let errors = FormErrors::of(&visitor.take("masuk-dua-langkah").await, visitor.language);
        Ok(Page::new(
            words.factor_sign_in,
            view! {
                {errors.summary()}
                <h1>{words.factor_sign_in}</h1>
                <p class="lead">{lead}</p>
                <form method="post" action="/api/masuk-dua-langkah" novalidate>
                    {passkey}
                    <TextField name="code" label=words.factor_sign_in_code max=Some(16)
                        autocomplete="one-time-code" error=errors.field("code") />
                    <Button label=words.submit kind=typed wide=true />
                </form>
                <p class="muted">{words.factor_lost}</p>
            },
        )
        .with(script))
    })
}

/// An officer who must have a second factor sets it up.
pub fn enrol() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        let account = api::sign_in::enrolling(&visitor).await?;
        if !service().must_enrol(account).await? {
            return Err(service::Error::SignInFirst);
        }
        let given = service().enrol(account).await?;
        let errors = FormErrors::of(&visitor.take("masuk-siapkan").await, visitor.language);
        Ok(Page::new(
            words.enrol_title,
            view! {
                {errors.summary()}
                <h1>{words.enrol_title}</h1>
                <p class="lead">{words.enrol_intro}</p>
                {enrolment(&words, &given, &errors, "/api/masuk-siapkan")}
            },
        ))
    })
}

/// A forgotten password: whose?
pub fn forgot() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = SignIn::of(visitor.language);
        let flash = visitor.flash("lupa-sandi").await;
        let errors = FormErrors::of(&flash, visitor.language);
        Ok(Page::new(
            words.forgot_title,
            view! {
                {errors.summary()}
                <h1>{words.forgot_title}</h1>
                <p class="lead">{words.forgot_intro}</p>
                <form method="post" action="/api/lupa-sandi" novalidate>
                    <TextField name="name" label=words.name autocomplete="username"
                        value=flash.value("name") error=errors.field("name") />
                    <Button label=words.forgot_submit wide=true />
                </form>
            },
        ))
    })
}

/// A forgotten password: the code and the new one.
pub fn reset() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = SignIn::of(visitor.language);
        let common = Common::of(visitor.language);
        let good = Register::of(visitor.language).password_hint;
        let flash = visitor.flash("sandi-baru").await;
        let errors = FormErrors::of(&flash, visitor.language);
        Ok(Page::new(
            words.forgot_title,
            view! {
                {errors.summary()}
                <h1>{words.forgot_title}</h1>
                <form method="post" action="/api/sandi-baru" novalidate>
                    <CodeField name="code" label=words.code value=flash.value("code") error=errors.field("code") />
                    <PasswordField name="password" label=words.new_password hint=good.to_owned() fresh=true
                        show=common.show hide=common.hide error=errors.field("password")>
                        {strength("password", visitor.language)}
                    </PasswordField>
                    <PasswordField name="password_again" label=words.new_password_again fresh=true show=common.show
                        hide=common.hide error=errors.field("password_again") />
                    <Button label=words.reset_submit wide=true />
                </form>
            },
        )
        .with(Script::Password))
    })
}

/// A forgotten password: the code of the phone, or waiting without it.
pub fn reset_phone() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let language = visitor.language;
        let words = SignIn::of(language);
        let pending = service().pending_password(api::reset::pending(&visitor).await?).await?;
        let flash = visitor.flash("sandi-ponsel").await;
        let errors = FormErrors::of(&flash, language);
        let resent = visitor.take("sandi-ulang").await.done.is_some();
        Ok(Page::new(
            words.phone_title,
            view! {
                {errors.summary()}
                {resent.then(|| view! { <Notice tone=Tone::Ok>{words.resent}</Notice> })}
                <h1>{words.phone_title}</h1>
                <p class="lead">{words.phone_intro}" "<b class="nowrap">{pending.phone}</b>"."</p>
                <form method="post" action="/api/sandi-ponsel" novalidate>
                    <CodeField name="code" label=words.code hint=minutes(pending.standing.minutes, language)
                        value=flash.value("code") error=errors.field("code") />
                    <Button label=words.phone_submit wide=true />
                </form>
                <form method="post" action="/api/sandi-ulang-kode">
                    <Button label=words.phone_again kind=ButtonKind::Link />
                </form>
                {demo_hint(words)}
                <h2 class="section">{words.phone_gone}</h2>
                <p>{reset_wait(pending.hours, language)}</p>
                <form method="post" action="/api/sandi-tunggu">
                    <Button label=words.wait_submit kind=ButtonKind::Ghost wide=true />
                </form>
            },
        ))
    })
}

/// The owner objects to a new password that waits.
pub fn object() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token").unwrap_or_default());
    page(async move {
        let visitor = visitor();
        let words = SignIn::of(visitor.language);
        let from = service().reset_to_object_to(&token, &visitor.address).await?;
        Ok(Page::new(
            words.object_title,
            view! {
                <h1>{words.object_title}</h1>
                <p class="lead">{words.object_intro}" "<b>{day_time(from, service().settings().zone, visitor.language)}</b>"."</p>
                <p>{words.object_advice}</p>
                <form method="post" action="/api/sandi-batal">
                    <input type="hidden" name="token" value=token.clone() />
                    <Button label=words.object_submit wide=true />
                </form>
            },
        ))
    })
}
