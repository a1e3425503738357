//! By what a request is found at the desk beside its number: words of names as keyed hashes, and the place it came
//! from. Drawn from the sealed content when it is sent; a job does it for what was sent before.
use super::kept::{WITH_CITIZEN, WITH_OFFICE, keep_district};
use crate::{
    Error, Service,
    entity::{desk_place, desk_row, desk_word, request, request_person},
    keys::Keys,
    requests::{Body, open_statuses, persons},
};
use domain::search_keys;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Requests that are drawn into the index in one round.
const ROUND: u64 = 200;
/// Other requests of one person or card that are looked at.
const TWINS: u64 = 50;

/// The names that a request is looked for by: who applies, the head of the card, whom it is about.
fn names(body: &Body) -> BTreeSet<String> {
    let head =
        body.card.as_ref().and_then(domain::FamilyCard::head).map(|head| head.name.as_str().to_owned());
    let about = persons(body.card.as_ref(), &body.changes).into_iter().map(|person| person.name);
    std::iter::once(body.applicant_name.clone()).chain(head).chain(about).collect()
}

/// The indexes of a request.
fn word_indexes(keys: &Keys, body: &Body) -> BTreeSet<Vec<u8>> {
    names(body).iter().flat_map(|name| search_keys(name)).map(|key| keys.word_index(&key)).collect()
}

/// Keeps by what a request is found, as its content is now.
pub(crate) async fn keep_words(
    txn: &DatabaseTransaction,
    keys: &Keys,
    request: Uuid,
    body: &Body,
) -> Result<(), Error> {
    desk_word::Entity::delete_many().filter(desk_word::Column::RequestId.eq(request)).exec(txn).await?;
    let rows: Vec<_> = word_indexes(keys, body)
        .into_iter()
        .map(|index| desk_word::ActiveModel { word_index: Set(index), request_id: Set(request) })
        .collect();
    if !rows.is_empty() {
        desk_word::Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    let (district, village) = body.card.as_ref().map_or_else(Default::default, |card| {
        (card.district.trim().to_owned(), card.village.trim().to_owned())
    });
    if !village.is_empty() {
        let place = desk_place::ActiveModel { district: Set(district.clone()), village: Set(village) };
        desk_place::Entity::insert(place)
            .on_conflict(
                OnConflict::columns([desk_place::Column::District, desk_place::Column::Village])
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(txn)
            .await?;
    }
    keep_district(txn, request, district).await
}

/// The open requests that share the card or a person with `request`, itself included while it is open.
async fn near(db: &DatabaseConnection, request: &request::Model) -> Result<Vec<Uuid>, Error> {
    let niks: Vec<Vec<u8>> = request_person::Entity::find()
        .filter(request_person::Column::RequestId.eq(request.id))
        .all(db)
        .await?
        .into_iter()
        .filter_map(|person| person.nik_index)
        .collect();
    let mut near: BTreeSet<Uuid> = BTreeSet::from([request.id]);
    if !niks.is_empty() {
        let others = request_person::Entity::find()
            .filter(request_person::Column::NikIndex.is_in(niks))
            .order_by_desc(request_person::Column::RequestId)
            .limit(TWINS)
            .all(db)
            .await?;
        near.extend(others.into_iter().map(|person| person.request_id));
    }
    let same_card: Vec<Uuid> = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::Column::KkIndex.eq(request.kk_index.clone()))
        .filter(request::Column::Status.is_in(open_statuses()))
        .limit(TWINS)
        .into_tuple()
        .all(db)
        .await?;
    near.extend(same_card);
    Ok(desk_row::Entity::find()
        .select_only()
        .column(desk_row::Column::RequestId)
        .filter(desk_row::Column::RequestId.is_in(near))
        .filter(desk_row::Column::Open.is_in([WITH_OFFICE, WITH_CITIZEN]))
        .into_tuple()
        .all(db)
        .await?)
}

impl Service {
    /// Draws requests into the index that were sent before it was there. Answers how many.
    pub async fn index_requests(&self) -> Result<usize, Error> {
        let waiting: Vec<Uuid> = desk_row::Entity::find()
            .select_only()
            .column(desk_row::Column::RequestId)
            .filter(desk_row::Column::Indexed.eq(0))
            .limit(ROUND)
            .into_tuple()
            .all(self.db.read())
            .await?;
        for id in &waiting {
            let Some(row) = request::Entity::find_by_id(*id).one(self.db.read()).await? else { continue };
            let opened = match self.sealer(*id).await {
                Ok(sealer) => Body::open(&sealer, &row),
                Err(error) => Err(error),
            };
            let txn = self.db.begin().await?;
            match opened {
                Ok(body) => {
                    keep_words(&txn, &self.keys, *id, &body).await?;
                }
                // Its key is gone: there is nothing to be found by.
                Err(_) => {
                    desk_row::Entity::update_many()
                        .col_expr(desk_row::Column::Indexed, Expr::value(1_i16))
                        .filter(desk_row::Column::RequestId.eq(*id))
                        .exec(&txn)
                        .await?;
                }
            }
            txn.commit().await?;
            self.mark_twins(&row).await;
        }
        Ok(waiting.len())
    }

    /// Marks open requests about one card or person; takes the mark from what is alone now. After the commit and row
    /// by row: two requests of one family that change at the same moment never wait for each other. It is a hint for
    /// filters; the request itself is looked at anew whenever somebody opens it.
    pub(crate) async fn mark_twins(&self, request: &request::Model) {
        let marked = async {
            let open = near(self.db.write(), request).await?;
            let twin = i16::from(open.len() > 1);
            for id in open {
                desk_row::Entity::update_many()
                    .col_expr(desk_row::Column::Twin, Expr::value(twin))
                    .filter(desk_row::Column::RequestId.eq(id))
                    .filter(desk_row::Column::Twin.ne(twin))
                    .exec(self.db.write())
                    .await?;
            }
            Ok::<_, Error>(())
        };
        if let Err(error) = marked.await {
            tracing::warn!(%error, "requests about one person could not be marked");
        }
    }
}
