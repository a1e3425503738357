//! The day at the counter: who comes when, what was handed over, who did not come.
use super::AppointmentState::{self, Booked, Collected, Missed};
use crate::{
    Actor, Error, Officer, Service,
    clock::{Millis, millis, moment},
    entity::{appointment, office, request},
    letter::AppointmentNews,
    requests::{Who, visible_to},
    results::note,
};
use domain::{AppointmentTime, Date, Role, Words};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use std::collections::HashMap;
use time::OffsetDateTime;

/// Appointments of one day that are shown.
const MOST: u64 = 1_000;
/// So long what was pressed by mistake may be taken back.
const MISTAKEN: Millis = 24 * 60 * 60 * 1000;

/// What an officer does at the counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CounterAct {
    /// The result was handed over.
    Collected,
    /// Nobody came.
    Missed,
    /// One of the two was pressed by mistake.
    Undo,
}

impl CounterAct {
    /// By the code that forms carry.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "collected" => Some(Self::Collected),
            "missed" => Some(Self::Missed),
            "undo" => Some(Self::Undo),
            _ => None,
        }
    }
}

/// One appointment at the counter. It names a request and nobody: whoever comes says the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentLine {
    /// The number of the request, as displayed.
    pub number: String,
    /// Its service.
    pub procedure: Words,
    /// When it begins.
    pub starts_at: OffsetDateTime,
    /// At which counter.
    pub counter: String,
    /// Nobody had made it: whoever came was served all the same.
    pub walk_in: bool,
    /// How it stands.
    pub state: AppointmentState,
    /// It has begun, so that one may say that nobody came.
    pub begun: bool,
    /// What was pressed may still be taken back.
    pub may_undo: bool,
}

/// The appointments of a day at an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentDay {
    /// The day.
    pub day: Date,
    /// The code and the name of the office.
    pub office: (String, String),
    /// Offices that the one who asks may look at.
    pub offices: Vec<(String, String)>,
    /// By time and counter.
    pub lines: Vec<AppointmentLine>,
}

pub(super) fn counter_officer(actor: &Actor) -> Result<&Officer, Error> {
    let officer = actor.officer()?;
    if officer.role == Role::Administrator { Err(Error::Forbidden) } else { Ok(officer) }
}

impl Service {
    /// The appointments of a day: of one's own office, for supervisors of any; within what one may see.
    pub async fn appointment_day(
        &self,
        actor: &Actor,
        office: Option<&str>,
        day: Option<Date>,
    ) -> Result<AppointmentDay, Error> {
        let officer = counter_officer(actor)?;
        let all = officer.role == Role::Supervisor;
        let own =
            office::Entity::find_by_id(officer.office).one(self.db.read()).await?.ok_or(Error::NotFound)?;
        let office = match office.filter(|code| *code != own.code) {
            None => own,
            Some(code) if all => self.office_by_code(code).await?,
            Some(_) => return Err(Error::NotFound),
        };
        let day = day.unwrap_or_else(|| self.today());
        let begin = |day: Date| millis(AppointmentTime { day, minute: 0 }.at(self.settings.zone));
        let end = day.next_day().map_or(i64::MAX, begin);
        let shown = [AppointmentState::Booked, AppointmentState::Collected, AppointmentState::Missed];
        let rows = appointment::Entity::find()
            .filter(appointment::Column::OfficeId.eq(office.id))
            .filter(appointment::Column::StartsAt.gte(begin(day)))
            .filter(appointment::Column::StartsAt.lt(end))
            .filter(appointment::Column::State.is_in(shown.map(AppointmentState::as_str)))
            .order_by_asc(appointment::Column::StartsAt)
            .order_by_asc(appointment::Column::Counter)
            .order_by_asc(appointment::Column::RequestId)
            .limit(MOST)
            .all(self.db.read())
            .await?;
        let ids: Vec<_> = rows.iter().map(|row| row.request_id).collect();
        let requests: HashMap<_, _> = visible_to(actor)
            .filter(request::Column::Id.is_in(ids))
            .all(self.db.read())
            .await?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
        let now = millis(self.clock.now());
        let mut lines = Vec::new();
        for row in rows {
            let Some(request) = requests.get(&row.request_id) else { continue };
            let state = AppointmentState::parse(&row.state)?;
            lines.push(AppointmentLine {
                number: request.displayed_number(),
                procedure: self.procedure(&request.catalogue_hash).await?.name.clone(),
                starts_at: moment(row.starts_at),
                counter: row.counter,
                walk_in: row.walk_in == 1,
                begun: row.starts_at <= now,
                may_undo: state != AppointmentState::Booked && now - row.changed_at < MISTAKEN,
                state,
            });
        }
        let offices = if all { self.office_choices().await? } else { Vec::new() };
        Ok(AppointmentDay { day, office: (office.code, office.name), offices, lines })
    }

    /// Says what became of an appointment.
    pub async fn at_the_counter(&self, actor: &Actor, number: &str, act: CounterAct) -> Result<(), Error> {
        let officer = counter_officer(actor)?;
        let seen = self.visible_number(actor, number).await?;
        let at = millis(self.clock.now());
        let txn = self.db.begin().await?;
        let row =
            request::Entity::find_by_id(seen.id).lock_exclusive().one(&txn).await?.ok_or(Error::NotFound)?;
        let kept = appointment::Entity::find_by_id(row.id).one(&txn).await?.ok_or(Error::NotFound)?;
        let before = AppointmentState::parse(&kept.state)?;
        if act == CounterAct::Undo && before == Collected && kept.walk_in == 1 {
            if at - kept.changed_at >= MISTAKEN {
                return Err(Error::Conflict { by: None });
            }
            super::walk_in::undo(&txn, kept, at).await?;
            let who = Who { account: Some(officer.account), kind: officer.kind() };
            note(&txn, row.id, "collect_undone", who, "appointment=none".to_owned(), at).await?;
            txn.commit().await?;
            self.wake();
            return Ok(());
        }
        let (state, kind, news) = match (act, before) {
            (CounterAct::Collected, Collected)
            | (CounterAct::Missed, Missed)
            | (CounterAct::Undo, Booked) => {
                return Ok(());
            }
            (CounterAct::Collected, Booked | Missed) => {
                (Collected, "collected", Some(AppointmentNews::Collected))
            }
            (CounterAct::Missed, Booked) if kept.starts_at <= at => {
                (Missed, "not_collected", Some(AppointmentNews::Missed))
            }
            (CounterAct::Undo, Collected | Missed) if at - kept.changed_at < MISTAKEN => {
                (Booked, "collect_undone", None)
            }
            _ => return Err(Error::Conflict { by: None }),
        };
        let moved = appointment::Entity::update_many()
            .col_expr(appointment::Column::State, Expr::value(state.as_str()))
            .col_expr(appointment::Column::ChangedAt, Expr::value(at))
            .filter(appointment::Column::RequestId.eq(row.id))
            .filter(appointment::Column::State.eq(before.as_str()))
            .filter(appointment::Column::Sequence.eq(kept.sequence))
            .exec(&txn)
            .await?;
        if moved.rows_affected != 1 {
            return Err(Error::Conflict { by: None });
        }
        let time = AppointmentTime::of(moment(kept.starts_at), self.settings.zone);
        let who = Who { account: Some(officer.account), kind: officer.kind() };
        note(&txn, row.id, kind, who, format!("time={}", time.code()), at).await?;
        if let Some(news) = news {
            self.tell_appointment(&txn, &row, &kept, news, at).await?;
        }
        txn.commit().await?;
        self.wake();
        Ok(())
    }
}
