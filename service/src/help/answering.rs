//! What officers do with a ticket: take it, give it back, answer, close.
use super::{
    TicketState,
    desk::{answerer, read_for_office},
    history::TicketLine,
    ticket::{announce, displayed, state_of},
};
use crate::{
    Actor, Error, Letter, Officer, Service,
    clock::millis,
    entity::help_ticket,
    messages::{Said, clean_text, put_message, waiting},
    outbox::{self, Addressee},
};
use domain::{FieldError, Language, Role, Way, hide_numbers};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

impl Service {
    /// Takes a ticket. Refused while a colleague has it; a supervisor may, and anybody once it lay for a lease's time.
    pub async fn claim_ticket(&self, actor: &Actor, number: &str) -> Result<(), Error> {
        let officer = answerer(actor)?;
        let row = self.visible_ticket(officer, number).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        self.take_ticket(&txn, &row, officer, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    async fn take_ticket(
        &self,
        txn: &DatabaseTransaction,
        row: &help_ticket::Model,
        officer: &Officer,
        at: i64,
    ) -> Result<(), Error> {
        if row.assignee == Some(officer.account) {
            return Ok(());
        }
        let lease = i64::try_from(self.settings.lease.as_millis()).unwrap_or(0);
        let rests = row.assigned_at.is_none_or(|since| since + lease < at);
        if let Some(holder) = row.assignee
            && !rests
            && officer.role != Role::Supervisor
        {
            return Err(Error::Conflict { by: Some(self.officer_name(holder).await?) });
        }
        let same = match row.assignee {
            Some(before) => help_ticket::Column::Assignee.eq(before),
            None => help_ticket::Column::Assignee.is_null(),
        };
        let taken = help_ticket::Entity::update_many()
            .col_expr(help_ticket::Column::Assignee, Expr::value(Some(officer.account)))
            .col_expr(help_ticket::Column::AssignedAt, Expr::value(Some(at)))
            .filter(help_ticket::Column::Id.eq(row.id))
            .filter(same)
            .exec(txn)
            .await?;
        if taken.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        self.note_ticket(txn, row.id, by(officer, "ticket_claimed", at)).await?;
        announce(txn, None, row.office_id, at).await
    }

    /// Gives a ticket back.
    pub async fn release_ticket(&self, actor: &Actor, number: &str) -> Result<(), Error> {
        let officer = answerer(actor)?;
        let row = self.visible_ticket(officer, number).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let given = help_ticket::Entity::update_many()
            .col_expr(help_ticket::Column::Assignee, Expr::value(Option::<Uuid>::None))
            .col_expr(help_ticket::Column::AssignedAt, Expr::value(Option::<i64>::None))
            .filter(help_ticket::Column::Id.eq(row.id))
            .filter(help_ticket::Column::Assignee.eq(officer.account))
            .exec(&txn)
            .await?;
        if given.rows_affected != 1 {
            return Err(Error::NotHeld);
        }
        self.note_ticket(&txn, row.id, by(officer, "ticket_released", at)).await?;
        announce(&txn, None, row.office_id, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Answers a ticket, with one of the ready answers before the own words if one is named. Whoever answers has it.
    pub async fn answer_ticket(
        &self,
        actor: &Actor,
        number: &str,
        ready: &str,
        text: &str,
    ) -> Result<(), Error> {
        let officer = answerer(actor)?;
        let row = self.visible_ticket(officer, number).await?;
        if row.body.is_none() {
            return Err(Error::Conflict { by: None });
        }
        let language = Language::parse(&row.language).unwrap_or_default();
        let mut parts = Vec::new();
        if !ready.is_empty() {
            parts.push(self.ready_answer(ready, language)?);
        }
        let own = hide_numbers(&clean_text(text)?);
        if !own.is_empty() {
            parts.push(own);
        }
        if parts.is_empty() {
            return Err(Error::field("text", FieldError::Missing));
        }
        let text = parts.join("\n\n");
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        self.take_ticket(&txn, &row, officer, at).await?;
        let unread = waiting(&txn, row.id, true).await?;
        let sealer = self.sealer_in(&txn, row.id).await?;
        let said = Said { about: row.id, author: officer.account, from_office: true, text: &text, at };
        put_message(&txn, &sealer, &said).await?;
        // Whoever writes has read what was written to the office.
        read_for_office(&txn, row.id, at).await?;
        help_ticket::Entity::update_many()
            .col_expr(help_ticket::Column::State, Expr::value(TicketState::Answered.as_str()))
            .col_expr(help_ticket::Column::UpdatedAt, Expr::value(at))
            .col_expr(help_ticket::Column::ClosedAt, Expr::value(Option::<i64>::None))
            .col_expr(help_ticket::Column::AssignedAt, Expr::value(Some(at)))
            .filter(help_ticket::Column::Id.eq(row.id))
            .exec(&txn)
            .await?;
        self.note_ticket(&txn, row.id, by(officer, "ticket_answered", at)).await?;
        self.tell_of_answer(&txn, &row, (&text, unread), at).await?;
        announce(&txn, row.account_id, row.office_id, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Who has an account is told that there is an answer, once until it is read. Who has none gets the answer itself by
    /// e-mail, and is told of it by phone.
    async fn tell_of_answer(
        &self,
        txn: &DatabaseTransaction,
        row: &help_ticket::Model,
        (text, unread): (&str, u64),
        at: i64,
    ) -> Result<(), Error> {
        let number = displayed(row);
        if let Some(account) = row.account_id {
            let letter = Letter::HelpAnswered { number, text: None, with_account: true };
            return if unread == 0 { self.tell(txn, account, &letter, at).await } else { Ok(()) };
        }
        let sealer = self.sealer_in(txn, row.id).await?;
        let body = self.ticket_body(row).await?;
        let language = Language::parse(&row.language).unwrap_or_default();
        if let Some(to) = &body.email {
            let letter = Letter::HelpAnswered {
                number: number.clone(),
                text: Some(text.to_owned()),
                with_account: false,
            };
            let to = Addressee { subject: row.id, way: Way::Email, to, language };
            outbox::post(txn, &sealer, &to, &letter, at).await?;
        }
        if let Some(to) = body.phone.as_ref().filter(|_| unread == 0) {
            let letter = Letter::HelpAnswered { number, text: None, with_account: false };
            let to = Addressee { subject: row.id, way: Way::Phone, to, language };
            outbox::post(txn, &sealer, &to, &letter, at).await?;
        }
        Ok(())
    }

    /// Closes a ticket that needs nothing more; or opens it again.
    pub async fn close_ticket(&self, actor: &Actor, number: &str, close: bool) -> Result<(), Error> {
        let officer = answerer(actor)?;
        let row = self.visible_ticket(officer, number).await?;
        let (after, kind) = if close {
            (TicketState::Closed, "ticket_closed")
        } else {
            (TicketState::Open, "ticket_reopened")
        };
        if state_of(&row)? == after || row.body.is_none() {
            return Err(Error::Conflict { by: None });
        }
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let changed = help_ticket::Entity::update_many()
            .col_expr(help_ticket::Column::State, Expr::value(after.as_str()))
            .col_expr(help_ticket::Column::ClosedAt, Expr::value(close.then_some(at)))
            .col_expr(help_ticket::Column::UpdatedAt, Expr::value(at))
            .filter(help_ticket::Column::Id.eq(row.id))
            .filter(help_ticket::Column::State.eq(row.state.as_str()))
            .exec(&txn)
            .await?;
        if changed.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        read_for_office(&txn, row.id, at).await?;
        self.note_ticket(&txn, row.id, by(officer, kind, at)).await?;
        announce(&txn, row.account_id, row.office_id, at).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }
}

const fn by(officer: &Officer, kind: &'static str, at: i64) -> TicketLine {
    TicketLine { kind, actor: Some(officer.account), role: officer.role.as_str(), at }
}
