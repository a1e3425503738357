//! A question to the office, from whoever has one: no account is needed. It gets a number and, for who has no account, a
//! secret beside it; with both it is read and gone on with, like a request at `/lacak`. Nothing here says whether there
//! is an account or a request.
use super::{TicketState, history::TicketLine};
use crate::{
    Actor, Conversation, Error, Service,
    clock::{Millis, millis},
    entity::{help_ticket, request},
    feed::{self, Announcement},
    keys::IndexField,
    limits::Rule,
    message_files::{NewMessageFile, insert_message_files},
    messages::{Said, clean_text, put_message},
    requests::visible_to,
};
use domain::{Audience, Email, FieldError, FieldIssue, Language, Phone, ReceiptCode, ReceiptNumber};
use rand::RngExt;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, SqlErr};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// The place of what a ticket says besides its messages.
pub(super) const BODY: &str = "help_ticket.body";
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
pub(super) fn parse_number(typed: &str) -> Result<ReceiptNumber, FieldError> {
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

    pub(super) async fn ticket_body(&self, row: &help_ticket::Model) -> Result<TicketBody, Error> {
        match &row.body {
            Some(sealed) => Ok(self.sealer(row.id).await?.open_json(BODY, row.id, sealed)?),
            None => Ok(TicketBody::default()),
        }
    }
}

/// In which role the asker asks.
pub(super) fn asker(actor: &Actor) -> &'static str {
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
