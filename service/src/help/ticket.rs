//! A question to the office, from whoever has one: no account is needed. It gets a number and, for who has no account, a
//! secret beside it; with both it is read and gone on with, like a request at `/lacak`. Nothing here says whether there
//! is an account or a request.
use super::{TicketState, history::TicketLine};
use crate::{
    Actor, Conversation, Error, Service,
    clock::{Millis, millis, moment},
    entity::{help_ticket, request},
    feed::{self, Announcement},
    keys::IndexField,
    limits::Rule,
    message_files::{NewMessageFile, insert_message_files},
    messages::{Said, clean_text, mark_thread_read, put_message, waiting},
    requests::visible_to,
};
use domain::{Audience, Email, FieldError, FieldIssue, Language, Phone, ReceiptCode, ReceiptNumber};
use rand::RngExt;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, SqlErr,
    sea_query::{Expr, ExprTrait},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use subtle::ConstantTimeEq;
use time::OffsetDateTime;
use uuid::Uuid;

/// The place of what a ticket says besides its messages.
pub(super) const BODY: &str = "help_ticket.body";
/// Every answer about a number takes so long, found or not.
const AS_LONG: Duration = Duration::from_millis(300);
/// After a ticket was closed its asker may go on with it for so long.
const GOES_ON: Millis = 30 * 24 * 60 * 60 * 1000;
/// Tickets that are listed for their owner.
const MOST: u64 = 50;
/// Letters of a question in a list.
const EXCERPT: usize = 90;

/// A question, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewTicket {
    /// The form's own id, made with the page: sent twice, it asks once.
    pub key: Uuid,
    /// The question.
    pub text: String,
    /// Where the answer goes, if anywhere.
    pub email: String,
    /// The same by phone.
    pub phone: String,
    /// The number of a request, as typed by who asks.
    pub number: String,
    /// The page it was asked from: an address of ours, without a query.
    pub page: String,
    /// The request that page was about; counts only if the asker may see it.
    pub about: Option<Uuid>,
    /// The number of an incident, from an error page.
    pub incident: String,
    /// The code of the question that did not help.
    pub topic: String,
    /// A field that people do not see and programs fill in.
    pub trap: String,
}

/// What a ticket says besides its messages, sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TicketBody {
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    /// As typed, and only that it can be a number is known.
    pub(super) number: Option<String>,
    pub(super) page: String,
    pub(super) incident: String,
    pub(super) excerpt: String,
}

/// A ticket in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketRow {
    /// Its number, as displayed.
    pub number: String,
    /// How it stands.
    pub state: TicketState,
    /// How it begins; nothing once it was forgotten.
    pub excerpt: String,
    /// Messages that whoever looks at the list has not read.
    pub unread: u64,
    /// When it was last written in.
    pub updated_at: OffsetDateTime,
    /// Who of the office has it, for officers.
    pub held_by: Option<String>,
    /// The code of the question that did not help.
    pub topic: String,
}

/// A ticket, for whoever asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketView {
    /// Its number, as displayed.
    pub number: String,
    /// How it stands.
    pub state: TicketState,
    /// When it was asked.
    pub created_at: OffsetDateTime,
    /// Its messages.
    pub talk: Conversation,
    /// Where the answer goes besides this page, hidden in part.
    pub email: Option<String>,
    /// The same by phone.
    pub phone: Option<String>,
    /// Whoever asked has an account.
    pub with_account: bool,
}

/// A ticket's number, as displayed.
pub(super) fn displayed(row: &help_ticket::Model) -> String {
    ReceiptNumber::parse(&row.number).map_or_else(|_| row.number.clone(), |number| format!("B-{number}"))
}

/// Reads a ticket's number, with or without the letter before it.
fn parse_number(typed: &str) -> Result<ReceiptNumber, FieldError> {
    let signs: Vec<char> = typed.chars().filter(|sign| sign.is_alphanumeric()).take(11).collect();
    match signs.as_slice() {
        ['B' | 'b', rest @ ..] if rest.len() == 9 => ReceiptNumber::parse(&rest.iter().collect::<String>()),
        _ => ReceiptNumber::parse(typed),
    }
}

fn reachable(form: &NewTicket, issues: &mut Vec<FieldIssue>) -> TicketBody {
    let mut wrong = |field: &str, error| issues.push(FieldIssue { field: field.to_owned(), error });
    let (email, phone, number) = (form.email.trim(), form.phone.trim(), form.number.trim());
    let email = (!email.is_empty())
        .then(|| Email::parse(email).map_err(|error| wrong("email", error)).ok())
        .flatten()
        .map(|email| email.as_str().to_owned());
    let phone = (!phone.is_empty())
        .then(|| Phone::parse(phone).map_err(|error| wrong("phone", error)).ok())
        .flatten()
        .map(|phone| phone.as_str().to_owned());
    let number = (!number.is_empty())
        .then(|| ReceiptNumber::parse(number).map_err(|error| wrong("number", error)).ok())
        .flatten()
        .map(|number| number.to_string());
    TicketBody { email, phone, number, ..TicketBody::default() }
}

impl Service {
    /// The secret beside a ticket's number: made of its id and a key of the installation, so it lies nowhere.
    pub(super) fn secret_of(&self, id: Uuid) -> ReceiptCode {
        let hash = self.keys.index(IndexField::Token, format!("tiket|{id}").as_bytes());
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        ReceiptCode::from_hash(bytes)
    }

    /// The secret of a ticket that was asked a moment ago, to be shown once.
    pub fn ticket_secret(&self, id: Uuid) -> String {
        self.secret_of(id).to_string()
    }

    /// Asks the office. Answers the ticket's id, for the asker's own session.
    ///
    /// # Errors
    /// `Fields`, `TooMany`; `Forbidden` for officers, who have the desk.
    pub async fn ask_for_help(
        &self,
        actor: &Actor,
        form: &NewTicket,
        language: Language,
        address: &str,
    ) -> Result<Uuid, Error> {
        self.ask_for_help_with(actor, form, language, address, Vec::new()).await
    }

    /// The same with files, from who is signed in: what strangers send would lie here for nobody to answer for.
    pub async fn ask_for_help_with(
        &self,
        actor: &Actor,
        form: &NewTicket,
        language: Language,
        address: &str,
        files: Vec<NewMessageFile>,
    ) -> Result<Uuid, Error> {
        if !files.is_empty() {
            actor.citizen()?;
        }
        if actor.officer().is_ok() {
            return Err(Error::Forbidden);
        }
        // Programs fill in what people do not see.
        if !form.trap.is_empty() {
            return Err(Error::field("situs", FieldError::NotInList));
        }
        let mut issues = Vec::new();
        let text = clean_text(&form.text)?;
        if text.is_empty() {
            issues.push(FieldIssue { field: "text".to_owned(), error: FieldError::Missing });
        }
        let mut body = reachable(form, &mut issues);
        if !issues.is_empty() {
            return Err(Error::Fields(issues));
        }
        if let Some(before) = self.asked_before(actor, form.key).await? {
            return Ok(before);
        }
        self.limit(Rule::HelpAddress, address).await?;
        if let Some(account) = actor.account() {
            self.limit(Rule::HelpAccount, &account.to_string()).await?;
        }
        body.page = form.page.chars().take(200).collect();
        let is_incident = |sign: char| sign.is_ascii_alphanumeric();
        body.incident = form.incident.chars().filter(|sign| is_incident(*sign)).take(12).collect();
        body.excerpt = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(EXCERPT).collect();
        let known = self.help.question(&form.topic).map(|question| question.code.clone());
        let mine = match form.about {
            Some(id) => visible_to(actor).filter(request::Column::Id.eq(id)).one(self.db.read()).await?,
            None => None,
        };
        let office = match &mine {
            Some(request) => request.office_id,
            None => self.default_office().await?,
        };
        let district = self.district_of(actor, mine.as_ref()).await?;
        let number = ReceiptNumber::from_entropy(rand::rng().random());
        let (id, at) = (Uuid::now_v7(), millis(self.clock.now()));
        let stored = self.stored_before(actor, id, files).await?;
        let txn = self.db.begin().await?;
        let sealer = if stored.is_empty() {
            self.new_sealer(&txn, id).await?
        } else {
            self.sealer_in(&txn, id).await?
        };
        let line = TicketLine { kind: "ticket_asked", actor: actor.account(), role: asker(actor), at };
        let head = self.first_ticket_line(&txn, id, line).await?;
        let inserted = help_ticket::Entity::insert(help_ticket::ActiveModel {
            id: Set(id),
            form_key: Set(form.key),
            number: Set(number.as_str().to_owned()),
            account_id: Set(actor.account()),
            office_id: Set(office),
            request_id: Set(mine.map(|request| request.id)),
            topic: Set(known.unwrap_or_default()),
            language: Set(language.code().to_owned()),
            state: Set(TicketState::Open.as_str().to_owned()),
            assignee: Set(None),
            assigned_at: Set(None),
            body: Set(Some(sealer.seal_json(BODY, id, &body)?)),
            unread: Set(1),
            history_seq: Set(head.seq),
            history_head: Set(head.hash),
            created_at: Set(at),
            updated_at: Set(at),
            closed_at: Set(None),
            district: Set(district),
        })
        .exec_without_returning(&txn)
        .await;
        match inserted {
            Ok(_) => {}
            // The same form at the same moment: the other one has asked.
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
                txn.rollback().await?;
                self.forget_stored(id, &stored).await?;
                return self.asked_before(actor, form.key).await?.ok_or(Error::Busy);
            }
            Err(error) => return Err(error.into()),
        }
        let author = actor.account().unwrap_or_default();
        let said = Said { about: id, author, from_office: false, text: &text, at };
        let message = put_message(&txn, &sealer, &said).await?;
        insert_message_files(&txn, (message, id), &stored, at).await?;
        announce(&txn, actor.account(), office, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(id)
    }

    /// The ticket that this form has asked already, if it is the same asker's.
    async fn asked_before(&self, actor: &Actor, key: Uuid) -> Result<Option<Uuid>, Error> {
        let row = help_ticket::Entity::find()
            .filter(help_ticket::Column::FormKey.eq(key))
            .one(self.db.write())
            .await?;
        match row {
            Some(row) if row.account_id == actor.account() => Ok(Some(row.id)),
            Some(_) => Err(Error::Conflict { by: None }),
            None => Ok(None),
        }
    }

    /// The ticket with this number and secret, of somebody without an account; `address` is whose tries are counted.
    ///
    /// # Errors
    /// `Fields` if they cannot be a number and a secret; `NotFound`, always with the same delay; `TooMany`.
    pub async fn open_ticket(&self, number: &str, secret: &str, address: &str) -> Result<Uuid, Error> {
        let number = parse_number(number).map_err(|error| Error::field("number", error))?;
        if secret.trim().is_empty() {
            return Err(Error::field("code", FieldError::Missing));
        }
        self.limit(Rule::Lookups, &format!("tiket|{address}")).await?;
        let standing = self.standing(Rule::TicketNumber, number.as_str()).await?;
        if standing.left == 0 {
            return Err(Error::TooMany { retry_after: standing.retry_after });
        }
        let (found, ()) = tokio::join!(self.find_ticket(&number, secret), tokio::time::sleep(AS_LONG));
        found
    }

    async fn find_ticket(&self, number: &ReceiptNumber, secret: &str) -> Result<Uuid, Error> {
        let row = help_ticket::Entity::find()
            .filter(help_ticket::Column::Number.eq(number.as_str()))
            .one(self.db.read())
            .await?;
        let right = self.secret_of(row.as_ref().map_or(Uuid::nil(), |row| row.id));
        let typed = ReceiptCode::parse(secret).map_or_else(String::new, |code| code.as_str().to_owned());
        let fits: bool = right.as_str().as_bytes().ct_eq(typed.as_bytes()).into();
        match row {
            // Who has an account signs in.
            Some(row) if fits && row.account_id.is_none() && row.body.is_some() => {
                self.forgive(Rule::TicketNumber, number.as_str()).await?;
                Ok(row.id)
            }
            _ => {
                self.count(Rule::TicketNumber, number.as_str()).await?;
                Err(Error::NotFound)
            }
        }
    }

    /// The ticket with this number, if it is the asker's: of the account, or the one that this browser has opened.
    pub(super) async fn own_ticket(
        &self,
        actor: &Actor,
        opened: Option<Uuid>,
        number: &str,
    ) -> Result<help_ticket::Model, Error> {
        let number = parse_number(number).map_err(|_| Error::NotFound)?;
        let row = help_ticket::Entity::find()
            .filter(help_ticket::Column::Number.eq(number.as_str()))
            .one(self.db.read())
            .await?;
        let mine = |row: &help_ticket::Model| match row.account_id {
            Some(owner) => actor.citizen().is_ok_and(|citizen| citizen.account == owner),
            None => opened == Some(row.id),
        };
        row.filter(|row| row.body.is_some() && mine(row)).ok_or(Error::NotFound)
    }

    /// The number of the ticket that this browser has opened.
    pub async fn opened_ticket(&self, id: Uuid) -> Result<String, Error> {
        let row = help_ticket::Entity::find_by_id(id).one(self.db.read()).await?.ok_or(Error::NotFound)?;
        Ok(displayed(&row))
    }

    /// A ticket for whoever asked. Looking at it reads what the office wrote, unless a page only looks by itself.
    pub async fn ticket(
        &self,
        actor: &Actor,
        opened: Option<Uuid>,
        number: &str,
        reads: bool,
    ) -> Result<TicketView, Error> {
        let row = self.own_ticket(actor, opened, number).await?;
        let body = self.ticket_body(&row).await?;
        let files = self.message_files(row.id).await?;
        let (messages, unread) = self.thread(row.id, false, files).await?;
        if unread > 0 && reads {
            let at = millis(self.clock.now());
            let txn = self.db.begin().await?;
            mark_thread_read(&txn, row.id, false, at).await?;
            txn.commit().await?;
        }
        Ok(TicketView {
            number: displayed(&row),
            state: state_of(&row)?,
            created_at: moment(row.created_at),
            talk: Conversation { messages, unread, may_write: self.may_go_on(&row) },
            email: body
                .email
                .map(|email| Email::parse(&email).map_or_else(|_| String::new(), |email| email.masked())),
            phone: body
                .phone
                .map(|phone| Phone::parse(&phone).map_or_else(|_| String::new(), |phone| phone.masked())),
            with_account: row.account_id.is_some(),
        })
    }

    fn may_go_on(&self, row: &help_ticket::Model) -> bool {
        row.closed_at.is_none_or(|closed| closed > millis(self.clock.now()) - GOES_ON)
    }

    /// Goes on writing in a ticket; one that was answered or closed is open again.
    pub async fn write_in_ticket(
        &self,
        actor: &Actor,
        opened: Option<Uuid>,
        said: (&str, &str),
        address: &str,
    ) -> Result<(), Error> {
        self.write_in_ticket_with(actor, opened, said, address, Vec::new()).await
    }

    /// The same with files, from who is signed in; then there may be no words.
    pub async fn write_in_ticket_with(
        &self,
        actor: &Actor,
        opened: Option<Uuid>,
        (number, text): (&str, &str),
        address: &str,
        files: Vec<NewMessageFile>,
    ) -> Result<(), Error> {
        let row = self.own_ticket(actor, opened, number).await?;
        if !files.is_empty() && row.account_id.is_none() {
            return Err(Error::SignInFirst);
        }
        let text = clean_text(text)?;
        if text.is_empty() && files.is_empty() {
            return Err(Error::field("text", FieldError::Missing));
        }
        if !self.may_go_on(&row) {
            return Err(Error::Conflict { by: None });
        }
        self.limit(Rule::HelpAddress, address).await?;
        self.limit(Rule::HelpWriting, &row.id.to_string()).await?;
        let at = millis(self.clock.now());
        let author = row.account_id.unwrap_or_default();
        let stored = self.store_message_files(author, row.id, files).await?;
        let txn = self.db.begin().await?;
        let sealer = self.sealer_in(&txn, row.id).await?;
        let said = Said { about: row.id, author, from_office: false, text: &text, at };
        let message = put_message(&txn, &sealer, &said).await?;
        insert_message_files(&txn, (message, row.id), &stored, at).await?;
        mark_thread_read(&txn, row.id, false, at).await?;
        let kind = if state_of(&row)? == TicketState::Open { "ticket_written" } else { "ticket_reopened" };
        let line = TicketLine { kind, actor: row.account_id, role: asker(actor), at };
        self.note_ticket(&txn, row.id, line).await?;
        help_ticket::Entity::update_many()
            .col_expr(help_ticket::Column::State, Expr::value(TicketState::Open.as_str()))
            .col_expr(help_ticket::Column::ClosedAt, Expr::value(Option::<i64>::None))
            .col_expr(help_ticket::Column::Unread, Expr::col(help_ticket::Column::Unread).add(1))
            .col_expr(help_ticket::Column::UpdatedAt, Expr::value(at))
            .filter(help_ticket::Column::Id.eq(row.id))
            .exec(&txn)
            .await?;
        announce(&txn, row.account_id, row.office_id, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// The tickets of the citizen who asks, the latest first.
    pub async fn own_tickets(&self, actor: &Actor) -> Result<Vec<TicketRow>, Error> {
        let owner = actor.citizen()?.account;
        let rows = help_ticket::Entity::find()
            .filter(help_ticket::Column::AccountId.eq(owner))
            .filter(help_ticket::Column::Body.is_not_null())
            .order_by_desc(help_ticket::Column::UpdatedAt)
            .limit(MOST)
            .all(self.db.read())
            .await?;
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let unread = waiting(self.db.read(), row.id, true).await?;
            lines.push(TicketRow {
                number: displayed(&row),
                state: state_of(&row)?,
                excerpt: self.ticket_body(&row).await?.excerpt,
                unread,
                updated_at: moment(row.updated_at),
                held_by: None,
                topic: row.topic,
            });
        }
        Ok(lines)
    }

    pub(super) async fn ticket_body(&self, row: &help_ticket::Model) -> Result<TicketBody, Error> {
        match &row.body {
            Some(sealed) => Ok(self.sealer(row.id).await?.open_json(BODY, row.id, sealed)?),
            None => Ok(TicketBody::default()),
        }
    }
}

/// In which role the asker asks.
fn asker(actor: &Actor) -> &'static str {
    if actor.citizen().is_ok() { "owner" } else { "stranger" }
}

pub(super) fn state_of(row: &help_ticket::Model) -> Result<TicketState, Error> {
    TicketState::parse(&row.state).ok_or_else(|| Error::Internal("a ticket's state".to_owned()))
}

/// Tells the office's desk and the asker's pages that something happened; which ticket, is not said.
pub(super) async fn announce(
    txn: &DatabaseTransaction,
    account: Option<Uuid>,
    office: Uuid,
    at: Millis,
) -> Result<(), Error> {
    let audience = Audience { account, office: Some(office) };
    feed::announce(txn, Announcement { kind: "ticket", request: None, audience, at }).await
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_number_is_read_with_and_without_its_letter_also_when_it_begins_with_one() {
        for entropy in 0..200_u64 {
            let number = ReceiptNumber::from_entropy((entropy * 7_919_777).to_be_bytes());
            for typed in
                [format!("B-{number}"), number.to_string(), format!("b {}", number.as_str().to_lowercase())]
            {
                assert_eq!(parse_number(&typed).unwrap(), number, "{typed}");
            }
        }
        assert!(
            parse_number("B-").is_err()
                && parse_number("").is_err()
                && parse_number("B-K7RT-4MQX-8").is_err()
        );
    }
}
