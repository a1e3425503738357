//! One question with what was written about it, for whoever asked.
use super::tone;
use crate::{
    api::help::TICKET_FORM,
    pages::{
        frame::{Page, Script, page},
        talk::{Side, files, list},
        words_of::FormErrors,
    },
    routes,
    text::{Talk, Ticket as Words, day_time, ticket_state},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        notice::Notice,
        tag::Tag,
        text_area::TextArea,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::{Error, LONGEST_MESSAGE, TicketView};

/// The page. Who has neither the account nor has opened it by its code is asked for the code.
pub fn one() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number")).unwrap_or_default();
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let opened = visitor.ticket().await;
        let service = service();
        let ticket = match service.ticket(&visitor.actor, opened, &number, !visitor.by_itself).await {
            Err(Error::NotFound) if visitor.actor == service::Actor::Stranger => {
                leptos_axum::redirect(routes::HELP_TICKETS);
                return Ok(Page::new("", ()));
            }
            other => other?,
        };
        let flash = visitor.take(TICKET_FORM).await;
        let errors = FormErrors::of(&flash, language)
            .labelled(&[("text", words.write), ("files", Talk::of(language).files)]);
        let asked = flash.done.as_deref() == Some("asked");
        let said = match flash.done.as_deref() {
            Some("asked") => Some(words.sent),
            Some(_) => Some(words.written),
            None => None,
        };
        let secret = opened.filter(|_| asked && !ticket.with_account).map(|id| service.ticket_secret(id));
        let zone = service.settings().zone;
        let at = day_time(ticket.created_at, zone, language);
        let talk = list(&ticket.talk, Side::Citizen, zone, language);
        let keep = secret.map(|secret| keep(&ticket, secret, language));
        let write = if ticket.talk.may_write {
            let value = flash.value("text");
            let (action, kind, attach) = if ticket.with_account {
                let attach = files(errors.field("files"), language);
                (routes::ticket_upload(&ticket.number), Some("multipart/form-data"), attach)
            } else {
                let told = view! { <p class="small muted">{words.files_signed_in}</p> }.into_any();
                ("/api/bantuan-tulis".to_owned(), None, told)
            };
            view! {
                <form method="post" action=action enctype=kind novalidate id="tulis">
                    <input type="hidden" name="number" value=ticket.number.clone() />
                    <TextArea name="text" label=words.write hint=words.text_hint.to_owned() lines=4
                        max=Some(LONGEST_MESSAGE) value=value error=errors.field("text") />
                    {attach}
                    <Button label=words.write_send kind=ButtonKind::Ghost />
                </form>
            }
            .into_any()
        } else {
            view! { <p class="muted">{words.too_old}" "<a href=routes::HELP_ASK>{words.ask_title}</a></p> }
                .into_any()
        };
        let live = ticket.with_account;
        let (state, state_tone) = (ticket_state(ticket.state, language).to_owned(), tone(ticket.state));
        let body = view! {
            {errors.summary()}
            {said.map(|said| view! { <Notice tone=Tone::Ok alert=true>{said}</Notice> })}
            {keep}
            <p class="small"><a href=routes::HELP_TICKETS>{words.mine}</a></p>
            <h1>{words.ticket}" "<span class="num nowrap">{ticket.number.clone()}</span></h1>
            <div data-live="" data-kind="ticket">
                <p class="cluster"><span class="small muted">{words.asked_at}" "{at}</span><Tag label=state tone=state_tone /></p>
                {talk}
            </div>
            {reached(&ticket, language)}
            {write}
        };
        let page = Page::new(words.open_title, body);
        Ok(if live { page.with(Script::Live) } else { page })
    })
}

/// Number and code, shown once.
fn keep(ticket: &TicketView, secret: String, language: Language) -> AnyView {
    let (words, number) = (Words::of(language), ticket.number.clone());
    view! {
        <Card title=words.keep.to_owned()>
            <p>{words.ticket}<br /><b class="num">{number}</b></p>
            <p>{words.code}<br /><b class="num" id="kode-tiket">{secret}</b></p>
            <p class="small muted last">{words.keep_text}</p>
        </Card>
    }
    .into_any()
}

/// Where else the answer goes.
fn reached(ticket: &TicketView, language: Language) -> AnyView {
    let words = Words::of(language);
    let to: Vec<String> = ticket.email.iter().chain(&ticket.phone).cloned().collect();
    if ticket.with_account {
        return view! { <p class="small muted">{words.with_account}</p> }.into_any();
    }
    let told = if to.is_empty() {
        words.none_sent.to_owned()
    } else {
        format!("{} {}.", words.answer_comes, to.join(", "))
    };
    view! { <p class="small muted">{told}</p> }.into_any()
}
