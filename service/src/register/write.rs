//! Writes a file that was looked at into a generation, batch by batch, sorted, so that each batch touches few pages
//! of the database and holds its write lock for milliseconds.
use super::{
    CARD_BODY, CURRENT, ImportError, LOADING, OLD,
    check::Checked,
    place_of,
    spool::{Key, Spool},
};
use crate::{
    Error, Service,
    clock::{Millis, millis},
    entity::{register_card, register_generation, register_person},
    keys::{Sealer, ShortIndex},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    SqlErr, sea_query::Expr,
};
use std::time::Duration;
use tokio::sync::mpsc;
use uuid::Uuid;

/// Most rows of one transaction.
const BATCH: usize = 1_000;
/// Most bytes of one transaction.
const BATCH_BYTES: usize = 1 << 20;
/// Who loads a generation and has not written for so long is gone.
const GONE: Millis = 60_000;
/// Between two batches others write: at least this, at most that, otherwise as long as the batch took.
const BREATH: (Duration, Duration) = (Duration::from_millis(2), Duration::from_millis(100));

/// What is written at once.
pub(super) enum Batch {
    Cards(Vec<(ShortIndex, Vec<u8>)>),
    People(Vec<(ShortIndex, ShortIndex)>),
}

/// Who may write into which generation.
pub(super) struct Turn {
    pub(super) generation: i64,
    pub(super) sealer: Sealer,
}

/// Puts everything that was looked at into batches, in the order of the keys. Ends early when nobody takes them.
pub(super) fn fill(
    checked: &mut Checked,
    sealer: &Sealer,
    to: &mpsc::Sender<Batch>,
) -> Result<(), ImportError> {
    let index = checked.index.clone();
    let mut people = Spool::new(16 << 20);
    let (mut batch, mut bytes) = (Vec::new(), 0);
    let mut families = checked.families()?;
    while let Some(family) = families.next(&mut |_, _, _| Ok(()))? {
        let Some(card) = family.card else { continue };
        for nik in card.members.iter().filter_map(|member| member.nik.as_ref()) {
            people.push(Key { index: index.person(nik), line: 0 }, &family.kk_index)?;
        }
        let body = sealer.seal_json(CARD_BODY, place_of(family.kk_index), &card)?;
        bytes += body.len();
        batch.push((family.kk_index, body));
        if batch.len() == BATCH || bytes > BATCH_BYTES {
            bytes = 0;
            if to.blocking_send(Batch::Cards(std::mem::take(&mut batch))).is_err() {
                return Ok(());
            }
        }
    }
    if !batch.is_empty() && to.blocking_send(Batch::Cards(batch)).is_err() {
        return Ok(());
    }
    let (mut sorted, mut card, mut batch) = (people.sorted()?, Vec::new(), Vec::new());
    while let Some(key) = sorted.next(&mut card)? {
        batch.push((key.index, card.as_slice().try_into().map_err(std::io::Error::other)?));
        if batch.len() == BATCH && to.blocking_send(Batch::People(std::mem::take(&mut batch))).is_err() {
            return Ok(());
        }
    }
    if !batch.is_empty() {
        // Nobody takes it any more: the import was broken off.
        let _ = to.blocking_send(Batch::People(batch));
    }
    Ok(())
}

impl Service {
    /// Whether somebody loads a generation and is not gone.
    pub(super) async fn is_loading(&self) -> Result<bool, Error> {
        let alive = millis(self.clock.now()) - GONE;
        Ok(register_generation::Entity::find()
            .filter(register_generation::Column::Turn.eq(1_i16))
            .filter(register_generation::Column::Beat.gt(alive))
            .one(self.db.write())
            .await?
            .is_some())
    }

    /// Begins a generation. Whoever was broken off loses the turn; what they wrote is left to [`Service::clear`].
    pub(super) async fn take_turn(&self, as_of: Millis) -> Result<Turn, ImportError> {
        let now = millis(self.clock.now());
        let txn = self.db.begin().await?;
        register_generation::Entity::update_many()
            .col_expr(register_generation::Column::Turn, Expr::value(Option::<i16>::None))
            .col_expr(register_generation::Column::State, Expr::value(OLD))
            .filter(register_generation::Column::Turn.eq(1_i16))
            .filter(register_generation::Column::Beat.lte(now - GONE))
            .exec(&txn)
            .await?;
        let last = register_generation::Entity::find()
            .order_by_desc(register_generation::Column::Id)
            .one(&txn)
            .await?;
        let generation = last.map_or(1, |last| last.id + 1);
        let key = Uuid::now_v7();
        let begun = register_generation::Entity::insert(register_generation::ActiveModel {
            id: Set(generation),
            key: Set(key),
            state: Set(LOADING.to_owned()),
            turn: Set(Some(1)),
            beat: Set(now),
            as_of: Set(as_of),
            cards: Set(0),
            members: Set(0),
        })
        .exec_without_returning(&txn)
        .await;
        if let Err(error) = begun {
            let taken = matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)));
            return Err(if taken { ImportError::Running } else { error.into() });
        }
        let sealer = self.new_sealer(&txn, key).await?;
        txn.commit().await?;
        Ok(Turn { generation, sealer })
    }

    /// Says that whoever loads this generation is there; fails when another one has taken over.
    async fn beat(&self, txn: &DatabaseTransaction, generation: i64) -> Result<(), ImportError> {
        let told = register_generation::Entity::update_many()
            .col_expr(register_generation::Column::Beat, Expr::value(millis(self.clock.now())))
            .filter(register_generation::Column::Id.eq(generation))
            .filter(register_generation::Column::Turn.eq(1_i16))
            .exec(txn)
            .await?;
        if told.rows_affected == 1 { Ok(()) } else { Err(ImportError::Overtaken) }
    }

    /// Writes one batch; answers how many rows.
    pub(super) async fn write_batch(&self, generation: i64, batch: Batch) -> Result<u64, ImportError> {
        let txn = self.db.begin().await?;
        self.beat(&txn, generation).await?;
        let rows = match batch {
            Batch::Cards(cards) => {
                let rows = cards.into_iter().map(|(kk_index, body)| register_card::ActiveModel {
                    generation: Set(generation),
                    kk_index: Set(kk_index.to_vec()),
                    body: Set(body),
                });
                register_card::Entity::insert_many(rows).exec_without_returning(&txn).await?
            }
            Batch::People(people) => {
                let rows = people.into_iter().map(|(nik_index, kk_index)| register_person::ActiveModel {
                    generation: Set(generation),
                    nik_index: Set(nik_index.to_vec()),
                    kk_index: Set(kk_index.to_vec()),
                });
                register_person::Entity::insert_many(rows).exec_without_returning(&txn).await?
            }
        };
        txn.commit().await?;
        Ok(rows)
    }

    /// From here on this generation counts, and no other.
    pub(super) async fn switch(&self, generation: i64, cards: u64, members: u64) -> Result<(), ImportError> {
        let txn = self.db.begin().await?;
        self.beat(&txn, generation).await?;
        register_generation::Entity::update_many()
            .col_expr(register_generation::Column::State, Expr::value(OLD))
            .filter(register_generation::Column::State.eq(CURRENT))
            .exec(&txn)
            .await?;
        register_generation::Entity::update_many()
            .col_expr(register_generation::Column::State, Expr::value(CURRENT))
            .col_expr(register_generation::Column::Turn, Expr::value(Option::<i16>::None))
            .col_expr(register_generation::Column::Cards, Expr::value(i64::try_from(cards).unwrap_or(0)))
            .col_expr(register_generation::Column::Members, Expr::value(i64::try_from(members).unwrap_or(0)))
            .filter(register_generation::Column::Id.eq(generation))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        Ok(())
    }

    /// Gives up a generation that could not be written to its end.
    pub(super) async fn give_up(&self, generation: i64) -> Result<(), Error> {
        register_generation::Entity::update_many()
            .col_expr(register_generation::Column::State, Expr::value(OLD))
            .col_expr(register_generation::Column::Turn, Expr::value(Option::<i16>::None))
            .filter(register_generation::Column::Id.eq(generation))
            .filter(register_generation::Column::State.eq(LOADING))
            .exec(self.db.write())
            .await?;
        Ok(())
    }

    /// Removes generations that count no longer or never did: first the key, so that nothing of them can be read,
    /// then their rows in batches.
    pub(super) async fn clear(&self) -> Result<(), Error> {
        let old = register_generation::Entity::find()
            .filter(register_generation::Column::State.eq(OLD))
            .all(self.db.write())
            .await?;
        for generation in old {
            self.destroy_sealer(self.db.write(), generation.key).await?;
            let (people, cards) = (register_person::Column::Generation, register_card::Column::Generation);
            let (nik, kk) = (register_person::Column::NikIndex, register_card::Column::KkIndex);
            self.clear_rows::<register_person::Entity>(people, nik, generation.id).await?;
            self.clear_rows::<register_card::Entity>(cards, kk, generation.id).await?;
            register_generation::Entity::delete_by_id(generation.id).exec(self.db.write()).await?;
        }
        Ok(())
    }

    /// Removes the rows of a generation in the order of their key; what is gone is not looked at again.
    async fn clear_rows<E: EntityTrait>(
        &self,
        of: E::Column,
        key: E::Column,
        generation: i64,
    ) -> Result<(), Error> {
        let mut from: Option<Vec<u8>> = None;
        loop {
            let begun = millis(self.clock.now());
            let mut rest = E::find().filter(of.eq(generation));
            let mut gone = E::delete_many().filter(of.eq(generation));
            if let Some(from) = from.take() {
                rest = rest.filter(key.gt(from));
            }
            let last = rest.order_by_asc(key).offset(BATCH as u64 - 1).limit(1);
            let last = last.select_only().column(key).into_tuple::<Vec<u8>>();
            let last = last.one(self.db.write()).await?;
            if let Some(last) = &last {
                gone = gone.filter(key.lte(last.clone()));
            }
            gone.exec(self.db.write()).await?;
            self.breathe(begun).await;
            match last {
                Some(last) => from = Some(last),
                None => return Ok(()),
            }
        }
    }

    /// Lets others write for as long as one has written oneself.
    pub(super) async fn breathe(&self, begun: Millis) {
        let took = u64::try_from(millis(self.clock.now()) - begun).unwrap_or(0);
        tokio::time::sleep(Duration::from_millis(took).clamp(BREATH.0, BREATH.1)).await;
    }
}
