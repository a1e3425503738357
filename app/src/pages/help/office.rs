//! The office: where it is, when it is open, how it is reached. What an installation does not say is not shown.
use crate::{routes, text::Help as Words, visitor::service};
use domain::Language;
use leptos::prelude::*;

/// The section at the end of the help.
pub(in crate::pages) fn contact(language: Language) -> AnyView {
    let words = Words::of(language);
    let service = service();
    let settings = service.settings();
    let contact = &settings.contact;
    // As letters are addressed, whoever reads it.
    let address = contact.address.clone().map(|address| {
        view! { <p><b>{words.address}</b><br /><span lang="id">{address}</span></p> }
    });
    let link = |label: &'static str, href: String, value: String| {
        view! { <p><b>{label}</b><br /><a href=href>{value}</a></p> }
    };
    let hours = contact.hours.as_ref().map(|hours| {
        let hours = hours.get(language).to_owned();
        view! { <p><b>{words.hours}</b><br />{hours}</p> }
    });
    let phone = contact.phone.clone().map(|phone| link(words.phone, routes::telephone(&phone), phone));
    let whatsapp =
        contact.whatsapp.clone().map(|number| link(words.whatsapp, routes::whatsapp(&number), number));
    let email = contact.email.clone().map(|email| link(words.email, format!("mailto:{email}"), email));
    view! {
        <h2 class="section" id="kantor">{words.office}</h2>
        <p><b>{settings.office_name.clone()}</b><br />{words.office_text}</p>
        {address}
        {hours}
        {phone}
        {whatsapp}
        {email}
    }
    .into_any()
}
