//! Asking the office and reading its answers, with and without an account; and what officers do with what was asked.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, is_code, values};
use crate::{
    routes,
    visitor::{TICKET, Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{Error, NewTicket};
use uuid::Uuid;

/// The flash of asking.
pub(crate) const ASK: &str = "bantuan-tanya";
/// The flash of number and code.
pub(crate) const OPEN: &str = "bantuan-buka";
/// The flash of a ticket's page, for whoever asked.
pub(crate) const TICKET_FORM: &str = "bantuan-tiket";
/// The flash of a ticket's page at the desk.
pub(crate) const DESK: &str = "petugas-bantuan";

/// Asks the office. What was typed comes back if something is wrong; the field that people do not see never does.
#[server(name = PostAsk, prefix = "/api", endpoint = "bantuan-kirim")]
pub async fn post_ask(
    #[server(default)] key: String,
    #[server(default)] text: String,
    #[server(default)] email: String,
    #[server(default)] phone: String,
    #[server(default)] number: String,
    #[server(default)] dari: String,
    #[server(default)] galat: String,
    #[server(default)] soal: String,
    #[server(default)] situs: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let place = routes::came_from(&dari).unwrap_or_default().to_owned();
    let known = [("dari", place.as_str()), ("galat", incident(&galat)), ("soal", topic(&soal))];
    let back = routes::help_with(routes::HELP_ASK, &known);
    let form = NewTicket {
        // One that the page did not make could be somebody else's too.
        key: key.parse().ok().filter(|key: &Uuid| key.get_version_num() == 4).unwrap_or_else(Uuid::new_v4),
        page: place.split('?').next().unwrap_or_default().to_owned(),
        about: routes::request_of(&place),
        incident: incident(&galat).to_owned(),
        topic: topic(&soal).to_owned(),
        trap: situs,
        text: text.clone(),
        email: email.clone(),
        phone: phone.clone(),
        number: number.clone(),
    };
    let result = async {
        let id = service().ask_for_help(&visitor.actor, &form, visitor.language, &visitor.address).await?;
        opened(&visitor, id).await?;
        visitor.keep_done(TICKET_FORM, "asked").await;
        service().opened_ticket(id).await
    };
    let result = result.await;
    let typed = [("text", &text), ("email", &email), ("phone", &phone), ("number", &number), ("key", &key)];
    Posted { form: ASK, values: values(typed.map(|(name, value)| (name, value.as_str()))), back }
        .settle(&visitor, result, |number| routes::help_ticket(&number))
        .await
}

/// A number as error pages give it, or nothing.
fn incident(typed: &str) -> &str {
    if typed.len() <= 12 && typed.bytes().all(|sign| sign.is_ascii_alphanumeric()) { typed } else { "" }
}

fn topic(typed: &str) -> &str {
    if is_code(typed) { typed } else { "" }
}

/// Notes that this browser may read the ticket, for a while.
async fn opened(visitor: &Visitor, id: Uuid) -> Result<(), Error> {
    if visitor.actor.account().is_some() {
        return Ok(());
    }
    visitor.session.insert(TICKET, (id, visitor.at)).await.map_err(|_| Error::Internal("session".into()))
}

/// Opens what somebody without an account has asked, by its number and code.
#[server(name = PostOpenTicket, prefix = "/api", endpoint = "bantuan-buka")]
pub async fn post_open_ticket(
    #[server(default)] number: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let id = service().open_ticket(&number, &code, &visitor.address).await?;
        opened(&visitor, id).await?;
        service().opened_ticket(id).await
    }
    .await;
    // The code is typed anew: together with the number it opens something.
    Posted { form: OPEN, values: values([("number", &number)]), back: routes::HELP_TICKETS.into() }
        .settle(&visitor, result, |number| routes::help_ticket(&number))
        .await
}

/// Goes on writing.
#[server(name = PostTicket, prefix = "/api", endpoint = "bantuan-tulis")]
pub async fn post_ticket(
    #[server(default)] number: String,
    #[server(default)] text: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let may = visitor.ticket().await;
    let said = (number.as_str(), text.as_str());
    let result = service().write_in_ticket(&visitor.actor, may, said, &visitor.address).await;
    let number = if super::is_code(&number) { number.as_str() } else { "" };
    let back = format!("{}#tulis", routes::help_ticket(number));
    if result.is_ok() {
        visitor.keep_done(TICKET_FORM, "written").await;
        leptos_axum::redirect(&routes::help_ticket(number));
        return Ok(());
    }
    Posted { form: TICKET_FORM, values: values([("text", &text)]), back: back.clone() }
        .settle(&visitor, result, |()| back)
        .await
}

/// What an officer does with a ticket: `claim`, `release`, `close` or `reopen`.
#[server(name = PostDeskTicket, prefix = "/api/petugas", endpoint = "tiket")]
pub async fn post_desk_ticket(
    #[server(default)] number: String,
    #[server(default)] go: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        visitor.actor.officer()?;
        let service = service();
        match go.as_str() {
            "claim" => service.claim_ticket(&visitor.actor, &number).await,
            "release" => service.release_ticket(&visitor.actor, &number).await,
            "close" => service.close_ticket(&visitor.actor, &number, true).await,
            "reopen" => service.close_ticket(&visitor.actor, &number, false).await,
            _ => Err(Error::NotFound),
        }
    }
    .await;
    settle(&visitor, &number, [("ready", ""), ("text", "")], result).await
}

/// Answers a ticket.
#[server(name = PostAnswerTicket, prefix = "/api/petugas", endpoint = "tiket-jawab")]
pub async fn post_answer_ticket(
    #[server(default)] number: String,
    #[server(default)] ready: String,
    #[server(default)] text: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().answer_ticket(&visitor.actor, &number, &ready, &text).await;
    settle(&visitor, &number, [("ready", &ready), ("text", &text)], result).await
}

async fn settle(
    visitor: &Visitor,
    number: &str,
    typed: [(&str, &str); 2],
    result: Result<(), Error>,
) -> Result<(), AppError> {
    let back = if is_code(number) { routes::desk_ticket(number) } else { routes::DESK_HELP.to_owned() };
    if result.is_ok() {
        visitor.keep_done(DESK, "done").await;
        leptos_axum::redirect(&back);
        return Ok(());
    }
    Posted { form: DESK, values: values(typed), back: back.clone() }.settle(visitor, result, |()| back).await
}
