//! Before and after something is acknowledged to a citizen. Without a mirror both are nothing.
use super::MirrorError;
use crate::{
    Error, Service,
    clock::{Millis, millis},
    entity::document,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use time::OffsetDateTime;
use uuid::Uuid;

/// No transaction takes so long, in milliseconds.
const LONGEST: Millis = 60_000;

/// How the mirror of an installation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MirrorStanding {
    /// When it last took something.
    pub(crate) good: Option<OffsetDateTime>,
    /// Why it takes nothing now.
    pub(crate) failed: bool,
}

/// To a citizen it is the same as a machine with too much to do: nothing is lost, try again. What it is stands in the log
/// and on the administrator's page.
fn waits(error: &MirrorError) -> Error {
    tracing::warn!(%error, "nothing is acknowledged: the mirror does not take it");
    Error::Busy
}

impl Service {
    /// Whether a request can be acknowledged when it is stored: its documents are in the mirror, which takes more.
    pub(crate) async fn can_acknowledge(&self, request: Uuid) -> Result<(), Error> {
        let Some(mirror) = &self.mirror else { return Ok(()) };
        let keys: Vec<String> = document::Entity::find()
            .select_only()
            .column(document::Column::StorageKey)
            .filter(document::Column::RequestId.eq(request))
            .filter(document::Column::RemovedAt.is_null())
            .into_tuple()
            .all(self.db.write())
            .await?;
        mirror.ready(&keys).await.map_err(|error| waits(&error))
    }

    /// All that was committed before is in the mirror.
    pub(crate) async fn mirrored(&self) -> Result<(), Error> {
        let Some(mirror) = &self.mirror else { return Ok(()) };
        mirror.settled().await.map_err(|error| waits(&error))
    }

    /// The same of something that was written at this moment. What is older than any transaction can be, and than the
    /// mirror's last mark, is there.
    pub(crate) async fn mirrored_since(&self, at: Millis) -> Result<(), Error> {
        let good = self.mirror.as_ref().and_then(|mirror| mirror.standing().good).map(millis);
        // One of a clock that was put back says nothing.
        let is_there = good.is_some_and(|good| good > at + LONGEST && good <= millis(self.clock.now()));
        if is_there { Ok(()) } else { self.mirrored().await }
    }

    /// For a process that lasts: it also puts the mirror in order. A command would leave that half done.
    pub fn keep_mirror_in_order(&self) {
        if let Some(mirror) = &self.mirror {
            mirror.keep_house();
        }
    }

    /// How the mirror stands, if there is one.
    pub(crate) fn mirror_standing(&self) -> Option<MirrorStanding> {
        self.mirror.as_ref().map(super::Mirror::standing)
    }
}
