//! Registering: one form, then the two codes.
use super::{
    frame::{Page, Script, page},
    strength::strength,
    words_of::FormErrors,
};
use crate::{
    api, routes,
    text::{Common, Register, minutes},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        code_field::CodeField,
        disclosure::Disclosure,
        notice::Notice,
        password_field::PasswordField,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
    visitor::{service, visitor},
};
use leptos::prelude::*;
use service::{CodeStanding, RegistrationView};

/// The form.
pub fn form() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = Register::of(visitor.language);
        let common = Common::of(visitor.language);
        let flash = visitor.flash("daftar").await;
        let errors = FormErrors::of(&flash, visitor.language).labelled(&[
            ("nik", words.nik),
            ("kk_number", words.kk_number),
            ("name", words.name),
            ("phone", words.phone),
            ("email", words.email),
            ("password", words.password),
            ("password_again", words.password_again),
        ]);
        let value = |field: &str| flash.value(field);
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                <form method="post" action="/api/daftar" novalidate>
                    <TextField name="nik" label=words.nik hint=words.nik_hint.to_owned() kind=InputKind::Digits max=Some(24)
                        value=value("nik") error=errors.field("nik") />
                    <TextField name="kk_number" label=words.kk_number hint=words.kk_hint.to_owned() kind=InputKind::Digits max=Some(24)
                        value=value("kk_number") error=errors.field("kk_number") />
                    <TextField name="name" label=words.name kind=InputKind::Name autocomplete="name"
                        value=value("name") error=errors.field("name") />
                    <TextField name="phone" label=words.phone hint=words.phone_hint.to_owned() kind=InputKind::Phone autocomplete="tel"
                        value=value("phone") error=errors.field("phone") />
                    <TextField name="email" label=words.email hint=words.email_hint.to_owned() kind=InputKind::Email autocomplete="email"
                        value=value("email") error=errors.field("email") />
                    <PasswordField name="password" label=words.password hint=words.password_hint.to_owned() fresh=true
                        show=common.show hide=common.hide error=errors.field("password")>
                        {strength("password", visitor.language)}
                    </PasswordField>
                    <PasswordField name="password_again" label=words.password_again fresh=true
                        show=common.show hide=common.hide error=errors.field("password_again") />
                    <p class="small muted">{words.privacy}<a href=routes::PRIVACY>{words.privacy_link}</a>"."</p>
                    <Button label=words.submit wide=true />
                </form>
                <p><a href=routes::SIGN_IN>{words.have_account}</a></p>
            },
        )
        .with(Script::Password))
    })
}

/// The page that asks for both codes.
pub fn codes() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = Register::of(visitor.language);
        let view = service().registration(api::register::begun(&visitor).await?).await?;
        let flash = visitor.flash("daftar-kode").await;
        let mut errors = FormErrors::of(&flash, visitor.language);
        let address = visitor.flash("daftar-alamat").await;
        if !errors.any() {
            errors = FormErrors::of(&address, visitor.language);
        }
        let resent = visitor.take("kode-ulang").await.done.is_some();
        let language = visitor.language;
        let hint = |to: &str, standing: CodeStanding| {
            format!("{} {to}. {} {}.", words.sent_to, words.valid_for, minutes(standing.minutes, language))
        };
        let RegistrationView { email, phone, email_proven, phone_proven, email_standing, phone_standing } =
            view;
        Ok(Page::new(
            words.codes_title,
            view! {
                {errors.summary()}
                {resent.then(|| view! { <Notice tone=Tone::Ok>{words.resent}</Notice> })}
                <h1>{words.codes_title}</h1>
                <p class="lead">{words.codes_intro}</p>
                {code_part(&words, "email", email_proven, hint(&email, email_standing), flash.value("email_code"), &errors)}
                {code_part(&words, "phone", phone_proven, hint(&phone, phone_standing), flash.value("phone_code"), &errors)}
                <p class="small muted">{words.never_share}</p>
                <Disclosure summary=words.no_code open=errors_in_address(&errors)>
                    <p>{words.no_code_text}</p>
                    {(!email_proven).then(|| address_part(&words, "email", words.email, InputKind::Email, email, &errors))}
                    {(!phone_proven).then(|| address_part(&words, "phone", words.phone, InputKind::Phone, phone, &errors))}
                </Disclosure>
            },
        ))
    })
}

fn errors_in_address(errors: &FormErrors) -> bool {
    errors.field("email").get_untracked().is_some() || errors.field("phone").get_untracked().is_some()
}

fn code_part(
    words: &Register,
    channel: &'static str,
    proven: bool,
    hint: String,
    typed: String,
    errors: &FormErrors,
) -> AnyView {
    let (field, label, done, submit) = if channel == "email" {
        ("email_code", words.email_code, words.email_proven, words.confirm_email)
    } else {
        ("phone_code", words.phone_code, words.phone_proven, words.confirm_phone)
    };
    if proven {
        return view! { <Notice tone=Tone::Ok>{done}</Notice> }.into_any();
    }
    let error = errors.field(field);
    view! {
        <Card>
            <form method="post" action="/api/daftar-kode" novalidate>
                <input type="hidden" name="channel" value=channel />
                <CodeField name=field label=label hint=hint value=typed error=error />
                <Button label=submit wide=true />
            </form>
        </Card>
    }
    .into_any()
}

fn address_part(
    words: &Register,
    channel: &'static str,
    label: &'static str,
    kind: InputKind,
    address: String,
    errors: &FormErrors,
) -> AnyView {
    let (submit, error) = (words.correct, errors.field(channel));
    view! {
        <form method="post" action="/api/daftar-ulang-kode" novalidate>
            <input type="hidden" name="channel" value=channel />
            <TextField name=channel label=label kind=kind value=address error=error />
            <Button label=submit kind=ButtonKind::Ghost />
        </form>
    }
    .into_any()
}
