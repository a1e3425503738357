//! A new e-mail or phone: first the address and the password, then the code that was sent there.
use crate::{
    pages::{
        frame::{Page, page as framed},
        words_of::FormErrors,
    },
    routes,
    text::{Common, Register, Security, minutes},
    ui::{
        button::{Button, ButtonKind},
        code_field::CodeField,
        notice::Notice,
        password_field::PasswordField,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
    visitor::{Visitor, service, visitor},
};
use leptos::prelude::*;
use service::{AddressChange, channel::ChannelKind};

/// The e-mail.
pub fn email() -> impl IntoView {
    page(ChannelKind::Email)
}

/// The phone.
pub fn phone() -> impl IntoView {
    page(ChannelKind::Phone)
}

fn page(channel: ChannelKind) -> impl IntoView {
    framed(async move {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        let title = match channel {
            ChannelKind::Email => words.email_title,
            ChannelKind::Phone => words.phone_title,
        };
        let waiting = service().address_change(&visitor.actor, channel).await?;
        let body = match waiting {
            Some(change) => code(&visitor, channel, change).await,
            None => address(&visitor, channel).await,
        };
        Ok(Page::new(title, view! { <p><a href=routes::ACCOUNT>{words.back}</a></p><h1>{title}</h1>{body} }))
    })
}

fn name(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Email => "email",
        ChannelKind::Phone => "phone",
    }
}

async fn address(visitor: &Visitor, channel: ChannelKind) -> AnyView {
    let words = Security::of(visitor.language);
    let common = Common::of(visitor.language);
    let flash = visitor.take("alamat-ganti").await;
    let errors = FormErrors::of(&flash, visitor.language);
    let register = Register::of(visitor.language);
    let (label, hint, kind, autocomplete) = match channel {
        ChannelKind::Email => (words.email_new, register.email_hint, InputKind::Email, "email"),
        ChannelKind::Phone => (words.phone_new, register.phone_hint, InputKind::Phone, "tel"),
    };
    view! {
        {errors.summary()}
        <p class="lead">{words.address_intro}</p>
        <form method="post" action="/api/alamat-ganti" novalidate>
            <input type="hidden" name="channel" value=name(channel) />
            <TextField name="address" label=label hint=hint.to_owned() kind=kind autocomplete=autocomplete
                value=flash.value("address") error=errors.field("address") />
            <PasswordField name="current" label=words.current hint=words.current_why.to_owned() show=common.show
                hide=common.hide error=errors.field("current") />
            <Button label=words.address_send wide=true />
        </form>
    }
    .into_any()
}

async fn code(visitor: &Visitor, channel: ChannelKind, change: AddressChange) -> AnyView {
    let words = Security::of(visitor.language);
    let register = Register::of(visitor.language);
    let flash = visitor.flash("alamat-kode").await;
    let errors = FormErrors::of(&flash, visitor.language);
    let resent = visitor.take("alamat").await.done.is_some();
    let valid = minutes(change.standing.minutes, visitor.language);
    let hint = format!("{} {}. {} {valid}.", words.address_sent, change.to, register.valid_for);
    view! {
        {errors.summary()}
        {resent.then(|| view! { <Notice tone=Tone::Ok>{words.address_resent}</Notice> })}
        <form method="post" action="/api/alamat-kode" novalidate>
            <input type="hidden" name="channel" value=name(channel) />
            <CodeField name="code" label=words.address_code hint=hint value=flash.value("code") error=errors.field("code") />
            <Button label=words.address_prove wide=true />
        </form>
        <form method="post" action="/api/alamat-kode" class="cluster section">
            <input type="hidden" name="channel" value=name(channel) />
            <Button label=words.address_again kind=ButtonKind::Ghost send=("go", "again".to_owned()) />
            <Button label=words.address_drop kind=ButtonKind::Link send=("go", "drop".to_owned()) />
        </form>
        <p class="small muted">{register.never_share}</p>
    }
    .into_any()
}
