//! What was destroyed, for the minutes that an archive asks for (berita acara pemusnahan): each file by its request, slot,
//! size and hash, nothing personal, and whether the list is the one that the history was written with.
use super::{DESTROYED, DISCARDED};
use crate::{
    Error, Service,
    clock::{millis, moment},
    entity::{document, event, request},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write as _};
use time::OffsetDateTime;
use uuid::Uuid;

/// Requests looked at at once.
const PAGE: u64 = 200;

/// A file that is no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DestroyedFile {
    /// Its id.
    pub id: Uuid,
    /// Which document it was.
    pub slot: String,
    /// What it was.
    pub media_type: String,
    /// How large.
    pub bytes: u64,
    /// Its hash, as its owner has it on the receipt.
    pub sha256: String,
}

/// The files of one request that are no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DestroyedFiles {
    /// The request's number, as displayed.
    pub number: String,
    /// Its service.
    pub procedure: String,
    /// How it ended.
    pub status: String,
    /// When.
    pub ended_at: Option<OffsetDateTime>,
    /// By which rule: how it ended, and the days after that.
    pub rule: String,
    /// When they were given up.
    pub discarded_at: Option<OffsetDateTime>,
    /// When they were gone.
    pub destroyed_at: OffsetDateTime,
    /// Files of messages that went with them.
    pub message_files: u64,
    /// Its documents.
    pub files: Vec<DestroyedFile>,
    /// They are those that the history was written with.
    pub holds: bool,
}

/// One hash for a list of documents, in the order of their ids.
pub(super) fn digest<'a>(documents: impl Iterator<Item = (Uuid, &'a str)>) -> String {
    let mut text = String::new();
    for (id, sha256) in documents {
        let _ = writeln!(text, "{id} {sha256}");
    }
    hex::encode(Sha256::digest(text))
}

fn value<'a>(detail: &'a str, name: &str) -> &'a str {
    detail.split(' ').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or_default()
}

impl Service {
    /// What was destroyed from `from` until before `to`, in the order in which it was.
    pub async fn destroyed_files(
        &self,
        from: OffsetDateTime,
        to: OffsetDateTime,
    ) -> Result<Vec<DestroyedFiles>, Error> {
        let (mut all, mut after) = (Vec::new(), (millis(from), Uuid::nil()));
        loop {
            let later = Condition::any().add(request::Column::FilesDestroyedAt.gt(after.0)).add(
                Condition::all()
                    .add(request::Column::FilesDestroyedAt.eq(after.0))
                    .add(request::Column::Id.gt(after.1)),
            );
            let page = request::Entity::find()
                .filter(later)
                .filter(request::Column::FilesDestroyedAt.lt(millis(to)))
                .order_by_asc(request::Column::FilesDestroyedAt)
                .order_by_asc(request::Column::Id)
                .limit(PAGE)
                .all(self.db.read())
                .await?;
            let Some(last) = page.last() else { return Ok(all) };
            after = (last.files_destroyed_at.unwrap_or_default(), last.id);
            all.extend(self.proven(&page).await?);
        }
    }

    /// What the history says of the files of these requests, beside what is left in their rows.
    async fn proven(&self, requests: &[request::Model]) -> Result<Vec<DestroyedFiles>, Error> {
        let ids = || requests.iter().map(|row| row.id);
        let (mut given_up, mut destroyed) = (BTreeMap::new(), BTreeMap::new());
        let lines = event::Entity::find()
            .filter(event::Column::Subject.is_in(ids()))
            .filter(event::Column::Kind.is_in([DISCARDED, DESTROYED]))
            .all(self.db.read())
            .await?;
        for line in lines {
            let kind = if line.kind == DESTROYED { &mut destroyed } else { &mut given_up };
            kind.insert(line.subject, line);
        }
        let mut files: BTreeMap<Uuid, Vec<document::Model>> = BTreeMap::new();
        let rows = document::Entity::find()
            .filter(document::Column::RequestId.is_in(ids()))
            .filter(document::Column::DestroyedAt.is_not_null())
            .order_by_asc(document::Column::Id)
            .all(self.db.read())
            .await?;
        for row in rows {
            files.entry(row.request_id).or_default().push(row);
        }
        let told = requests.iter().filter_map(|request| {
            // One that had no files has no line either.
            let line = destroyed.get(&request.id)?;
            let rule = given_up.get(&request.id).map(|line| value(&line.detail, "rule"));
            let rows = files.remove(&request.id).unwrap_or_default();
            let found = digest(rows.iter().map(|row| (row.id, row.sha256.as_str())));
            Some(DestroyedFiles {
                number: request.displayed_number(),
                procedure: request.procedure.clone(),
                status: request.status.clone(),
                ended_at: request.decided_at.map(moment),
                rule: rule.unwrap_or_default().to_owned(),
                discarded_at: request.files_discarded_at.map(moment),
                destroyed_at: moment(line.happened_at),
                message_files: value(&line.detail, "message_files").parse().unwrap_or(0),
                holds: found == value(&line.detail, "digest"),
                files: rows.into_iter().map(DestroyedFile::from).collect(),
            })
        });
        Ok(told.collect())
    }
}

impl From<document::Model> for DestroyedFile {
    fn from(row: document::Model) -> Self {
        Self {
            id: row.id,
            slot: row.slot,
            media_type: row.media_type,
            bytes: u64::try_from(row.size).unwrap_or(0),
            sha256: row.sha256,
        }
    }
}
