//! The lease: one officer holds a request for a while, visibly; a sign of life renews it.
use crate::{
    Actor, Error, Officer, Service,
    clock::{millis, moment},
    desk::{
        decide::{DecisionBody, TAKEOVER},
        kept::keep_holder,
    },
    entity::{decision, request},
    feed::{self, Announcement},
    history::{self, Head, Line},
    letter::Letter,
    requests::{Transition, Who, regarding, status_of},
    results::note,
};
use domain::{ActorKind, Audience, Command, Status};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use time::OffsetDateTime;
use uuid::Uuid;

/// Who holds a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Display name of the holder.
    pub by: String,
    /// The one who asks is the holder.
    pub mine: bool,
    /// Until when, without a sign of life.
    pub until: OffsetDateTime,
}

/// The line of the history for a change of hands.
pub(super) struct HolderLine<'a> {
    pub(super) kind: &'a str,
    pub(super) detail: String,
    pub(super) by: &'a Officer,
}

pub(super) fn holds(row: &request::Model, officer: &Officer) -> bool {
    row.assignee == Some(officer.account)
}

impl Service {
    pub(super) fn lease_end(&self) -> i64 {
        millis(self.clock.now()) + i64::try_from(self.settings.lease.as_millis()).unwrap_or(0)
    }

    /// Somebody else's lease that still runs.
    pub(crate) fn held_by_other(&self, row: &request::Model, officer: &Officer) -> Option<Uuid> {
        let running = row.lease_until.is_some_and(|until| until > millis(self.clock.now()));
        row.assignee.filter(|holder| running && *holder != officer.account)
    }

    pub(crate) async fn lease(
        &self,
        row: &request::Model,
        officer: &Officer,
    ) -> Result<Option<Lease>, Error> {
        let running = row.lease_until.filter(|until| *until > millis(self.clock.now()));
        match (row.assignee, running) {
            (Some(holder), Some(until)) => Ok(Some(Lease {
                by: self.officer_name(holder).await?,
                mine: holds(row, officer),
                until: moment(until),
            })),
            _ => Ok(None),
        }
    }

    /// Takes a request: moves it into review if it waits, and holds it. Refused while a colleague holds it,
    /// unless `takeover` gives a reason.
    pub async fn claim(&self, actor: &Actor, number: &str, takeover: Option<&str>) -> Result<(), Error> {
        let officer = actor.officer()?;
        let row = self.visible_number(actor, number).await?;
        if let Some(holder) = self.held_by_other(&row, officer)
            && takeover.is_none_or(|reason| reason.trim().is_empty())
        {
            return Err(Error::Conflict { by: Some(self.officer_name(holder).await?) });
        }
        let at = millis(self.clock.now());
        let until = self.lease_end();
        let who = Who { account: Some(officer.account), kind: officer.kind() };
        let txn = self.db.begin().await?;
        if status_of(&row)? == Status::Submitted {
            let procedure = self.procedure(&row.catalogue_hash).await?;
            let also = request::ActiveModel {
                assignee: Set(Some(officer.account)),
                lease_until: Set(Some(until)),
                ..Default::default()
            };
            let change = Transition { command: Command::Claim, who, detail: String::new(), at, also };
            self.transition(&txn, &row, change).await?;
            let letter = Letter::InReview { regarding: regarding(&row, &procedure) };
            self.tell_inbox(&txn, row.account_id, &letter, at).await?;
        } else {
            self.hold(&txn, &row, officer, until, takeover.is_some()).await?;
            if let Some(reason) = takeover {
                self.note_hands(&txn, &row, officer, (TAKEOVER, reason), at).await?;
            }
        }
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Keeps the words about a change of hands, sealed: they may name people.
    pub(super) async fn note_hands(
        &self,
        txn: &sea_orm::DatabaseTransaction,
        row: &request::Model,
        officer: &Officer,
        (kind, words): (&str, &str),
        at: i64,
    ) -> Result<(), Error> {
        let id = Uuid::now_v7();
        let words = DecisionBody { flags: Vec::new(), note: Some(words.trim().chars().take(600).collect()) };
        decision::Entity::insert(decision::ActiveModel {
            id: Set(id),
            request_id: Set(row.id),
            command: Set(kind.to_owned()),
            version_seen: Set(row.version),
            decided_by: Set(officer.account),
            body: Set(self.sealer_in(txn, row.id).await?.seal_json("decision.body", id, &words)?),
            decided_at: Set(at),
        })
        .exec_without_returning(txn)
        .await?;
        Ok(())
    }

    /// Takes a request for the one who asks, without changing its status.
    async fn hold(
        &self,
        txn: &sea_orm::DatabaseTransaction,
        row: &request::Model,
        officer: &Officer,
        until: i64,
        takeover: bool,
    ) -> Result<(), Error> {
        let status = status_of(row)?;
        // Ended, or with the citizen: it is nobody's at the office, whoever asks. A colleague may just have decided it.
        let waits_for_office = status.is_open() && !domain::allowed(status, ActorKind::Supervisor).is_empty();
        if !waits_for_office {
            return Err(Error::Refused(domain::Refusal::WrongStatus { status: Some(status) }));
        }
        if domain::allowed(status, officer.kind()).is_empty() {
            return Err(Error::Forbidden);
        }
        let kind = if takeover { "takeover" } else { "hold" };
        let line = HolderLine { kind, detail: String::new(), by: officer };
        self.put_into_hands(txn, row, officer.account, until, line).await
    }

    /// Changes the holder without changing the status. Refused when anything was written to the history since `row`
    /// was read: somebody else took it, or decided.
    pub(super) async fn put_into_hands(
        &self,
        txn: &sea_orm::DatabaseTransaction,
        row: &request::Model,
        holder: uuid::Uuid,
        until: i64,
        line: HolderLine<'_>,
    ) -> Result<(), Error> {
        let at = millis(self.clock.now());
        let old = Head { seq: row.history_seq, hash: row.history_head.clone() };
        let line = Line {
            subject: row.id,
            kind: line.kind,
            actor: Some(line.by.account),
            actor_role: line.by.role.as_str(),
            detail: line.detail,
            at,
        };
        let head = history::append(txn, &old, line).await?;
        let moved = request::Entity::update_many()
            .set(request::ActiveModel {
                assignee: Set(Some(holder)),
                lease_until: Set(Some(until)),
                history_seq: Set(head.seq),
                history_head: Set(head.hash),
                ..Default::default()
            })
            .filter(request::Column::Id.eq(row.id))
            .filter(request::Column::Version.eq(row.version))
            .filter(request::Column::HistorySeq.eq(row.history_seq))
            .exec(txn)
            .await?;
        if moved.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        keep_holder(txn, row.id, Some(holder), Some(until)).await?;
        let audience = Audience { account: None, office: Some(row.office_id) };
        feed::announce(txn, Announcement { kind: "held", request: Some(row.id), audience, at }).await
    }

    /// A sign of life: the holder's lease begins anew. No history line: it would be noise.
    pub async fn renew_lease(&self, actor: &Actor, number: &str) -> Result<Lease, Error> {
        let officer = actor.officer()?;
        let row = self.visible_number(actor, number).await?;
        if let Some(holder) = self.held_by_other(&row, officer) {
            return Err(Error::Conflict { by: Some(self.officer_name(holder).await?) });
        }
        if !holds(&row, officer) {
            return Err(Error::Conflict { by: None });
        }
        let until = self.lease_end();
        let txn = self.db.begin().await?;
        let renewed = request::Entity::update_many()
            .col_expr(request::Column::LeaseUntil, Expr::value(until))
            .filter(request::Column::Id.eq(row.id))
            .filter(request::Column::Assignee.eq(officer.account))
            .exec(&txn)
            .await?;
        // A colleague took it over a moment ago.
        if renewed.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        keep_holder(&txn, row.id, Some(officer.account), Some(until)).await?;
        txn.commit().await?;
        Ok(Lease { by: officer.name.clone(), mine: true, until: moment(until) })
    }

    /// Lays a request back for others.
    pub async fn release(&self, actor: &Actor, number: &str) -> Result<(), Error> {
        let officer = actor.officer()?;
        let row = self.visible_number(actor, number).await?;
        if !holds(&row, officer) {
            return Err(Error::Conflict { by: None });
        }
        let txn = self.db.begin().await?;
        let laid_back = request::Entity::update_many()
            .set(request::ActiveModel { assignee: Set(None), lease_until: Set(None), ..Default::default() })
            .filter(request::Column::Id.eq(row.id))
            .filter(request::Column::Assignee.eq(officer.account))
            .exec(&txn)
            .await?;
        if laid_back.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        keep_holder(&txn, row.id, None, None).await?;
        let audience = Audience { account: None, office: Some(row.office_id) };
        let at = millis(self.clock.now());
        let who = Who { account: Some(officer.account), kind: officer.kind() };
        note(&txn, row.id, "release", who, String::new(), at).await?;
        feed::announce(&txn, Announcement { kind: "released", request: Some(row.id), audience, at }).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Refuses unless the officer holds the request and nothing changed since `version` was seen.
    pub(crate) async fn must_hold(
        &self,
        row: &request::Model,
        officer: &Officer,
        version: i64,
    ) -> Result<(), Error> {
        if let Some(holder) = self.held_by_other(row, officer) {
            return Err(Error::Conflict { by: Some(self.officer_name(holder).await?) });
        }
        if row.version != version {
            let by = match row.assignee.filter(|holder| *holder != officer.account) {
                Some(holder) => Some(self.officer_name(holder).await?),
                None => self.last_decider(row.id).await?.filter(|name| *name != officer.name),
            };
            return Err(Error::Conflict { by });
        }
        if holds(row, officer) { Ok(()) } else { Err(Error::NotHeld) }
    }
}
