//! What the judge of photos made of documents: kept with each, told to its owner and to the officer, never a reason
//! to refuse one.
use std::collections::BTreeMap;

use photo::Verdict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{Actor, Error, Service, entity::document};

impl Service {
    /// Photos of one's own draft that may be hard to read.
    pub async fn poor_photos(&self, actor: &Actor, draft: Uuid) -> Result<BTreeMap<Uuid, Verdict>, Error> {
        self.written_draft(actor, draft).await?;
        self.poor_photos_of(draft).await
    }

    /// The same of a request that the caller may see.
    pub(crate) async fn poor_photos_of(&self, request: Uuid) -> Result<BTreeMap<Uuid, Verdict>, Error> {
        let rows: Vec<(Uuid, Option<String>)> = document::Entity::find()
            .select_only()
            .columns([document::Column::Id, document::Column::Quality])
            .filter(document::Column::RequestId.eq(request))
            .filter(document::Column::Quality.is_not_null())
            .into_tuple()
            .all(self.db.read())
            .await?;
        let verdicts = rows.into_iter().filter_map(|(id, text)| Some((id, Verdict::parse(&text?)?)));
        Ok(verdicts.filter(|(_, verdict)| verdict.is_poor()).collect())
    }
}
