//! Asking the office and reading its answers, with and without an account; and what officers do with what was asked.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, is_code, refuse, values};
use crate::{
    routes,
    visitor::{TICKET, Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{Error, NewMessageFile, NewTicket, Service};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The flash of asking.
pub(crate) const ASK: &str = "bantuan-tanya";
/// The flash of number and code.
pub(crate) const OPEN: &str = "bantuan-buka";
/// The flash of a ticket's page, for whoever asked.
pub(crate) const TICKET_FORM: &str = "bantuan-tiket";
/// The flash of a ticket's page at the desk.
pub(crate) const DESK: &str = "petugas-bantuan";

/// A question as it was posted, without its files.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    fields: BTreeMap<String, String>,
}

impl Asked {
    /// The fields of a form that carried files.
    pub fn new(fields: BTreeMap<String, String>) -> Self {
        Self { fields }
    }

    fn text(&self, name: &str) -> String {
        self.fields.get(name).cloned().unwrap_or_default()
    }

    fn place(&self) -> String {
        routes::came_from(&self.text("dari")).unwrap_or_default().to_owned()
    }

    /// The page of the form, with what it knew.
    pub fn back(&self) -> String {
        let (place, galat, soal) = (self.place(), self.text("galat"), self.text("soal"));
        let known = [("dari", place.as_str()), ("galat", incident(&galat)), ("soal", topic(&soal))];
        routes::help_with(routes::HELP_ASK, &known)
    }

    fn ticket(&self) -> NewTicket {
        let place = self.place();
        let key = self.text("key").parse().ok().filter(|key: &Uuid| key.get_version_num() == 4);
        NewTicket {
            // One that the page did not make could be somebody else's too.
            key: key.unwrap_or_else(Uuid::new_v4),
            page: place.split('?').next().unwrap_or_default().to_owned(),
            about: routes::request_of(&place),
            incident: incident(&self.text("galat")).to_owned(),
            topic: topic(&self.text("soal")).to_owned(),
            trap: self.text("situs"),
            text: self.text("text"),
            email: self.text("email"),
            phone: self.text("phone"),
            number: self.text("number"),
        }
    }

    /// What comes back when something is wrong; the field that people do not see never does.
    fn typed(&self) -> BTreeMap<String, String> {
        let names = ["text", "email", "phone", "number", "key"];
        let typed = names.map(|name| (name.to_owned(), self.text(name)));
        typed.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}

/// Asks; answers the number. The service is given: files come by a route of the server's own.
async fn ask(
    service: &Service,
    visitor: &Visitor,
    asked: &Asked,
    files: Vec<NewMessageFile>,
) -> Result<String, Error> {
    let ticket = asked.ticket();
    let (actor, address) = (&visitor.actor, visitor.address.as_str());
    let id = service.ask_for_help_with(actor, &ticket, visitor.language, address, files).await?;
    opened(visitor, id).await?;
    visitor.keep_done(TICKET_FORM, "asked").await;
    service.opened_ticket(id).await
}

/// Asks the office. What was typed comes back if something is wrong.
#[server(name = PostAsk, prefix = "/api", endpoint = "bantuan-kirim")]
pub async fn post_ask(
    #[server(default)]
    #[server(flatten)]
    fields: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let asked = Asked::new(fields);
    let result = ask(&service(), &visitor, &asked, Vec::new()).await;
    Posted { form: ASK, values: asked.typed(), back: asked.back() }
        .settle(&visitor, result, |number| routes::help_ticket(&number))
        .await
}

/// The same with files, which the server has read; answers where to go on.
pub async fn ask_with_files(
    service: &Service,
    visitor: &Visitor,
    asked: &Asked,
    files: Vec<NewMessageFile>,
) -> String {
    match ask(service, visitor, asked, files).await {
        Ok(number) => {
            visitor.forget(ASK).await;
            routes::help_ticket(&number)
        }
        Err(error) => refuse_asking(visitor, asked, refuse(error)).await,
    }
}

/// Keeps what was typed beside what is wrong; answers the page of the form.
pub async fn refuse_asking(visitor: &Visitor, asked: &Asked, error: AppError) -> String {
    visitor.keep(ASK, asked.typed(), error).await;
    asked.back()
}

/// Notes what became of a message with files in a ticket; answers the address of its page.
pub async fn settle_ticket_message(
    visitor: &Visitor,
    number: &str,
    text: &str,
    outcome: Result<(), AppError>,
) -> String {
    let page = routes::help_ticket(if is_code(number) { number } else { "" });
    match outcome {
        Ok(()) => {
            visitor.keep_done(TICKET_FORM, "written").await;
            page
        }
        Err(error) => {
            visitor.keep(TICKET_FORM, values([("text", text)]), error).await;
            format!("{page}#tulis")
        }
    }
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
