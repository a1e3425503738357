//! The folder of checkpoints: one file each, never written twice.
use super::{
    checkpoint::{Checkpoint, CheckpointFault, Checkpoints},
    verify::{Found, Verifier, VerifyReport},
};
use crate::{
    Error, Service,
    clock::millis,
    entity::{account, event, help_ticket, request},
    history::HistoryLine,
    keys::PublicKey,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::{
    fs::{File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// Lines read at once.
const BATCH: u64 = 2_000;

/// Why there is no checkpoint.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The folder.
    #[error("the checkpoints in {path} cannot be used ({source})")]
    Folder {
        /// Where.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A checkpoint of before.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointFault),
    /// The history is not whole, so it is not signed.
    #[error("the history is damaged: line {} of {} and {more} more; run `kk-daring verify-history`", .first.seq, .first.subject)]
    Damaged {
        /// The first fault.
        first: Found,
        /// How many others.
        more: usize,
    },
    /// There is no key to sign with.
    #[error("the key file has no key to sign with; run `kk-daring keys add-signing`")]
    NoKey,
    /// The database.
    #[error(transparent)]
    Service(#[from] Error),
}

fn name(number: u64) -> String {
    format!("checkpoint-{number:06}.txt")
}

/// The number in a name that [`name`] has made.
pub(super) fn number_of(name: &str) -> Option<u64> {
    name.strip_prefix("checkpoint-")?.strip_suffix(".txt")?.parse().ok()
}

/// The texts of all checkpoints of a folder, in order. One that is missing ends the row: the next would not follow.
fn texts(folder: &Path) -> Result<Vec<String>, HistoryError> {
    let refused = |source| HistoryError::Folder { path: folder.display().to_string(), source };
    let mut names: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let file = entry.file_name();
        let file = file.to_string_lossy();
        if file.starts_with("checkpoint-") && file.ends_with(".txt") {
            names.push(entry.path());
        }
    }
    names.sort();
    names.iter().map(|path| std::fs::read_to_string(path).map_err(refused)).collect()
}

impl Checkpoints {
    /// Reads a folder of checkpoints, each signed by one of `keys`.
    pub fn in_folder(folder: &Path, keys: &[PublicKey]) -> Result<Self, HistoryError> {
        Self::in_folder_until(folder, keys, i64::MAX)
    }

    /// The same, as far as they knew at a moment, in milliseconds since 1970.
    pub fn in_folder_until(folder: &Path, keys: &[PublicKey], until: i64) -> Result<Self, HistoryError> {
        Ok(Self::read_until(texts(folder)?.iter().map(String::as_str), keys, until)?)
    }
}

impl Service {
    /// Makes a checkpoint in `folder`, if the history is whole; answers how many lines it adds. Of several servers that
    /// make one at the same moment one does.
    pub async fn checkpoint(&self, folder: &Path) -> Result<u64, HistoryError> {
        let refused = |source| HistoryError::Folder { path: folder.display().to_string(), source };
        std::fs::create_dir_all(folder).map_err(refused)?;
        let before = Checkpoints::in_folder(folder, &self.keys.public_keys())?;
        let at = millis(self.clock.now());
        let mut verifier = Verifier::new(&before);
        self.each_line(|line| verifier.take(&line)).await?;
        let (report, added) = verifier.finish();
        if let Some(first) = report.found.first() {
            return Err(HistoryError::Damaged { first: *first, more: report.found.len() - 1 });
        }
        let checkpoint = Checkpoint { number: before.count + 1, at, previous: before.previous(), added };
        let text = checkpoint.write(&self.keys).ok_or(HistoryError::NoKey)?;
        let path = folder.join(name(checkpoint.number));
        // Whole or not there: it takes its name when it is on the disk.
        let beside = folder.join(format!(".{}-{}", name(checkpoint.number), Uuid::now_v7().simple()));
        let written = write_new(&beside, &text).and_then(|()| std::fs::hard_link(&beside, &path));
        std::fs::remove_file(&beside).map_err(refused)?;
        match written {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(0),
            written => written.map_err(refused)?,
        }
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(refused)?;
        Ok(report.since)
    }

    /// Makes a checkpoint when the last one is a day old.
    pub async fn checkpoint_when_due(&self, folder: &Path) -> Result<Option<u64>, HistoryError> {
        let day = 24 * 60 * 60 * 1000;
        let last =
            if folder.is_dir() { Checkpoints::in_folder(folder, &self.keys.public_keys())?.at } else { None };
        if last.is_some_and(|last| millis(self.clock.now()) - last < day) {
            return Ok(None);
        }
        self.checkpoint(folder).await.map(Some)
    }

    /// Checks the history of the database against the checkpoints and the heads of its chains.
    pub async fn verify_history(&self, checkpoints: &Checkpoints) -> Result<VerifyReport, Error> {
        // Heads first: lines that come meanwhile are no fault.
        let mut heads: Vec<(Uuid, i64, Vec<u8>)> = Vec::new();
        let rows = account::Entity::find().select_only().columns([
            account::Column::Id,
            account::Column::HistorySeq,
            account::Column::HistoryHead,
        ]);
        heads.extend(rows.into_tuple::<(Uuid, i64, Vec<u8>)>().all(self.db.read()).await?);
        let rows = request::Entity::find().select_only().columns([
            request::Column::Id,
            request::Column::HistorySeq,
            request::Column::HistoryHead,
        ]);
        heads.extend(rows.into_tuple::<(Uuid, i64, Vec<u8>)>().all(self.db.read()).await?);
        let rows = help_ticket::Entity::find().select_only().columns([
            help_ticket::Column::Id,
            help_ticket::Column::HistorySeq,
            help_ticket::Column::HistoryHead,
        ]);
        heads.extend(rows.into_tuple::<(Uuid, i64, Vec<u8>)>().all(self.db.read()).await?);
        let mut verifier = Verifier::new(checkpoints);
        self.each_line(|line| verifier.take(&line)).await?;
        for (subject, seq, hash) in heads {
            verifier.expect(subject, seq, &hex::encode(hash));
        }
        Ok(verifier.finish().0)
    }

    /// Gives every line to `take`, chain by chain in order.
    pub async fn each_line(&self, mut take: impl FnMut(HistoryLine)) -> Result<(), Error> {
        let mut after: Option<(Uuid, i64)> = None;
        loop {
            let mut find = event::Entity::find();
            if let Some((subject, seq)) = after {
                let later =
                    Condition::all().add(event::Column::Subject.eq(subject)).add(event::Column::Seq.gt(seq));
                find = find.filter(Condition::any().add(event::Column::Subject.gt(subject)).add(later));
            }
            let rows = find
                .order_by_asc(event::Column::Subject)
                .order_by_asc(event::Column::Seq)
                .limit(BATCH)
                .all(self.db.read())
                .await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = Some((last.subject, last.seq));
            for row in rows {
                take(row.into());
            }
        }
    }
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
