//! Asking the office and reading its answers: with an account as a list, without one by number and code.
mod ask;
mod desk;
mod one;

pub use ask::ask;
pub use desk::{list as desk_list, one as desk_one};
pub use one::one;

use super::{
    frame::{Page, page},
    words_of::FormErrors,
};
use crate::{
    api::help::OPEN,
    routes,
    text::{Help, Ticket as Words, day_time, ticket_state},
    ui::{
        button::{Button, LinkButton},
        link_row::{LinkRow, Links},
        notice::Notice,
        text_field::TextField,
        tone::Tone,
    },
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{Error, TicketRow, TicketState};

/// The tone of a state.
const fn tone(state: TicketState) -> Tone {
    match state {
        TicketState::Open => Tone::Wait,
        TicketState::Answered => Tone::Ok,
        TicketState::Closed => Tone::Plain,
    }
}

/// One's own questions; without an account the form of number and code.
pub fn mine() -> impl IntoView {
    page(async {
        let visitor = visitor();
        if visitor.actor.citizen().is_ok() {
            return list(&visitor).await;
        }
        if visitor.actor.officer().is_ok() {
            return Err(Error::Forbidden);
        }
        Ok(by_number(&visitor).await)
    })
}

async fn list(visitor: &Visitor) -> Result<Page, Error> {
    let language = visitor.language;
    let words = Words::of(language);
    let service = service();
    let zone = service.settings().zone;
    let tickets = service.own_tickets(&visitor.actor).await?;
    let none = tickets.is_empty().then(|| view! { <p class="muted">{words.none}</p> });
    let rows = tickets
        .into_iter()
        .map(|ticket: TicketRow| {
            let at = day_time(ticket.updated_at, zone, language);
            let detail = format!("{} · {at}", ticket.number);
            let tag = if ticket.unread > 0 {
                (Tone::Info, words.new_answer.to_owned())
            } else {
                (tone(ticket.state), ticket_state(ticket.state, language).to_owned())
            };
            view! { <LinkRow href=routes::help_ticket(&ticket.number) title=ticket.excerpt detail=detail tag=Some(tag) /> }
        })
        .collect_view();
    let any = none.is_none();
    Ok(Page::new(
        words.mine,
        view! {
            <p class="small"><a href=routes::HELP>{Help::of(language).title}</a></p>
            <h1>{words.mine}</h1>
            {none}
            {any.then(|| view! { <Links>{rows}</Links> })}
            <p><LinkButton label=words.ask_title href=routes::HELP_ASK /></p>
        },
    ))
}

async fn by_number(visitor: &Visitor) -> Page {
    let language = visitor.language;
    let words = Words::of(language);
    let flash = visitor.take(OPEN).await;
    let errors = FormErrors::of(&flash, language).labelled(&[("number", words.ticket), ("code", words.code)]);
    let summary = if flash.error == Some(AppError::NotFound) {
        view! {
            <div id="ringkasan-galat" tabindex="-1">
                <Notice tone=Tone::Bad alert=true title=words.not_found.to_owned()>{words.not_found_text}</Notice>
            </div>
        }
        .into_any()
    } else {
        errors.summary()
    };
    Page::new(
        words.open_title,
        view! {
            {summary}
            <p class="small"><a href=routes::HELP>{Help::of(language).title}</a></p>
            <h1>{words.open_title}</h1>
            <p class="lead">{words.open_intro}</p>
            <form method="post" action="/api/bantuan-buka" novalidate>
                <TextField name="number" label=words.ticket hint=words.ticket_hint.to_owned() max=Some(20)
                    value=flash.value("number") error=errors.field("number") />
                <TextField name="code" label=words.code hint=words.code_hint.to_owned() max=Some(30)
                    error=errors.field("code") />
                <Button label=words.open wide=true />
            </form>
            <p><a href=routes::SIGN_IN>{words.open_account}</a></p>
            <p><a href=routes::HELP_ASK>{words.ask_title}</a></p>
        },
    )
}
