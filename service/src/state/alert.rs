//! Tells administrators when something is late or broken: once when it begins, each day while it lasts, once when it is
//! well again. A row a subject says what was told; whoever of several servers changes it first writes the letters.
use super::{judge::Point, subject::Grade};
use crate::{
    Error, Service,
    accounts::ACTIVE,
    clock::{Millis, millis},
    entity::{account, alert},
    letter::Letter,
};
use domain::Role;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is well again by itself before this is told to nobody.
const PATIENCE: Millis = 2 * 60 * 1000;
/// While it lasts it is told again after this.
const AGAIN: Millis = 24 * 60 * 60 * 1000;

/// Why something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertNews {
    /// It begins, or was late and is broken now.
    Begins,
    /// It lasts.
    Lasts,
    /// It is well again.
    Well,
}

/// One thing in a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alerted {
    /// Why it is told.
    pub news: AlertNews,
    /// How it stands.
    pub point: Point,
}

impl Service {
    /// Compares how it stands with what was told, and writes what is to be told. Answers what that is; nothing where
    /// another server speaks.
    pub async fn alert(&self) -> Result<Vec<Alerted>, Error> {
        if !self.speaks().await? {
            return Ok(Vec::new());
        }
        let state = self.state().await;
        if !state.figures.rows.answers || !state.figures.rows.can_be_counted() {
            // Nothing can be written: that is told by whoever asks from outside.
            return Ok(Vec::new());
        }
        let now = millis(self.clock.now());
        let known: BTreeMap<String, alert::Model> = alert::Entity::find()
            .all(self.db.read())
            .await?
            .into_iter()
            .map(|row| (row.subject.clone(), row))
            .collect();
        let txn = self.db.begin().await?;
        let mut told = Vec::new();
        for point in &state.points {
            let row = known.get(point.subject.as_str());
            let news = if point.grade == Grade::Ok {
                match row {
                    Some(row) => ended(&txn, row).await?,
                    None => None,
                }
            } else {
                match row {
                    Some(row) => goes_on(&txn, row, point.grade, now).await?,
                    None => begins(&txn, point, now).await?,
                }
            };
            told.extend(news.map(|news| Alerted { news, point: point.clone() }));
        }
        // What is watched no longer is no matter any more.
        for row in known.values() {
            if !state.points.iter().any(|point| point.subject.as_str() == row.subject) {
                ended(&txn, row).await?;
            }
        }
        if !told.is_empty() {
            self.tell_administrators(&txn, &Letter::State { points: told.clone() }, now).await?;
        }
        txn.commit().await?;
        if !told.is_empty() {
            self.wake();
        }
        Ok(told)
    }

    /// In their inbox and by e-mail, at once.
    async fn tell_administrators<C: ConnectionTrait>(
        &self,
        txn: &C,
        letter: &Letter,
        now: Millis,
    ) -> Result<(), Error> {
        let rows = account::Entity::find()
            .filter(account::Column::Role.eq(Role::Administrator.as_str()))
            .filter(account::Column::State.eq(ACTIVE))
            .filter(account::Column::SuspendedAt.is_null())
            .filter(account::Column::ClosedAt.is_null())
            .order_by_asc(account::Column::Id)
            .all(txn)
            .await?;
        for row in rows {
            let sealer = self.sealer_in(txn, row.id).await?;
            self.tell_owner(txn, &sealer, &row, letter, now).await?;
        }
        Ok(())
    }

    /// What administrators were told of and what has not ended, for a line on their pages.
    pub async fn alerted(&self) -> Result<Vec<String>, Error> {
        let rows = alert::Entity::find()
            .filter(alert::Column::ToldAt.is_not_null())
            .order_by_asc(alert::Column::Since)
            .all(self.db.read())
            .await?;
        Ok(rows.into_iter().map(|row| row.subject).collect())
    }
}

/// Notes it; it is told when it lasts.
async fn begins<C: ConnectionTrait>(txn: &C, point: &Point, now: Millis) -> Result<Option<AlertNews>, Error> {
    let row = alert::ActiveModel {
        subject: Set(point.subject.as_str().to_owned()),
        grade: Set(point.grade.as_str().to_owned()),
        since: Set(now),
        told_at: Set(None),
    };
    let keep = OnConflict::column(alert::Column::Subject).do_nothing().to_owned();
    alert::Entity::insert(row).on_conflict(keep).exec_without_returning(txn).await?;
    Ok(None)
}

async fn goes_on<C: ConnectionTrait>(
    txn: &C,
    row: &alert::Model,
    grade: Grade,
    now: Millis,
) -> Result<Option<AlertNews>, Error> {
    let news = match row.told_at {
        None if now - row.since < PATIENCE => return Ok(None),
        None => AlertNews::Begins,
        Some(_) if grade > Grade::parse(&row.grade) => AlertNews::Begins,
        Some(told) if now - told >= AGAIN => AlertNews::Lasts,
        Some(_) => return Ok(None),
    };
    let seen = match row.told_at {
        Some(told) => alert::Column::ToldAt.eq(told),
        None => alert::Column::ToldAt.is_null(),
    };
    let noted = alert::Entity::update_many()
        .col_expr(alert::Column::ToldAt, Expr::value(now))
        .col_expr(alert::Column::Grade, Expr::value(grade.as_str()))
        .filter(alert::Column::Subject.eq(row.subject.as_str()))
        .filter(alert::Column::Grade.eq(row.grade.as_str()))
        .filter(seen)
        .exec(txn)
        .await?;
    Ok((noted.rows_affected == 1).then_some(news))
}

async fn ended<C: ConnectionTrait>(txn: &C, row: &alert::Model) -> Result<Option<AlertNews>, Error> {
    let gone = alert::Entity::delete_many()
        .filter(alert::Column::Subject.eq(row.subject.as_str()))
        .filter(alert::Column::Since.eq(row.since))
        .exec(txn)
        .await?;
    Ok((gone.rows_affected == 1 && row.told_at.is_some()).then_some(AlertNews::Well))
}
