//! What was asked, for whoever asked it: finding it again by number and secret, reading the answers, writing on.
use super::{
    TicketState,
    history::TicketLine,
    ticket::{TicketRow, TicketView, announce, asker, displayed, parse_number, state_of},
};
use crate::{
    Actor, Conversation, Error, Service,
    clock::{Millis, millis, moment},
    entity::help_ticket,
    limits::Rule,
    message_files::{NewMessageFile, insert_message_files},
    messages::{Said, clean_text, mark_thread_read, put_message, waiting},
};
use domain::{Email, FieldError, Phone, ReceiptCode, ReceiptNumber};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// After a ticket was closed its asker may go on with it for so long.
const GOES_ON: Millis = 30 * 24 * 60 * 60 * 1000;
/// Tickets that are listed for their owner.
const MOST: u64 = 50;

impl Service {
    /// The ticket with this number and secret, of somebody without an account; `address` is whose tries are counted.
    ///
    /// # Errors
    /// `Fields` if they cannot be a number and a secret; `NotFound`, whose answer must take [`Service::as_long`] like any
    /// other; `TooMany`.
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
        self.find_ticket(&number, secret).await
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
}
