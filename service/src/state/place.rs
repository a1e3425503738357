//! What is asked of disks, folders and stores.
use super::{
    Watch,
    figures::{Dated, Disk, KeyFigures, KeyFile, Seconds, Stored},
    subject::DiskOf,
};
use crate::{Keys, Service, backup, clock::millis, history};
use object_store::{ObjectStoreExt as _, local::LocalFileSystem, path::Path as Place};
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant, SystemTime},
};
use time::{PrimitiveDateTime, macros::format_description};
use uuid::Uuid;

/// Whoever uploads waits longer than this; whoever only looks need not.
const PATIENCE: Duration = Duration::from_secs(5);
const PROBE: &[u8] = b"kk-daring was here";

impl Service {
    /// Writes, reads and deletes a small thing where documents lie. In no folder of its own: one that was made by a command
    /// which ran as another user would refuse the server.
    pub(super) async fn try_store(&self) -> Stored {
        let place = Place::from(format!("keadaan-{}", Uuid::now_v7()));
        let begun = Instant::now();
        let tried = async {
            self.store.put(&place, PROBE.into()).await?;
            let read = self.store.get(&place).await?.bytes().await;
            self.store.delete(&place).await?;
            read
        };
        let works = match tokio::time::timeout(PATIENCE, tried).await {
            Ok(Ok(read)) => read == PROBE,
            Ok(Err(error)) => {
                tracing::warn!(%error, "documents cannot be written and read");
                false
            }
            Err(_) => {
                tracing::warn!("the place of documents did not answer in time");
                false
            }
        };
        Stored { works, milliseconds: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX) }
    }

    /// The keys of this process, beside their file.
    pub(super) fn look_at_keys(&self, watch: &Watch) -> KeyFigures {
        let mut found = KeyFigures {
            current: self.keys.current_id().to_owned(),
            file: KeyFile::NotWatched,
            renewing: None,
            signs: self.keys.can_sign(),
        };
        let Some(path) = &watch.keys else { return found };
        let Ok(keys) = Keys::read(path) else {
            found.file = KeyFile::Unreadable;
            return found;
        };
        let ours = self.keys.current_id() == keys.current_id() && self.keys.ids().eq(keys.ids());
        let signing = self.keys.public_keys() == keys.public_keys();
        found.file = if ours && signing { KeyFile::Same } else { KeyFile::Different };
        if keys.ids().count() > 1 {
            // Each step writes the file anew.
            let written = std::fs::metadata(path).and_then(|data| data.modified()).ok();
            found.renewing = written.map(|written| since(written, self.clock.now()));
        }
        found
    }

    /// The newest checkpoint.
    pub(super) fn look_at_checkpoints(&self, watch: &Watch) -> Dated {
        let Some(folder) = &watch.checkpoints else { return Dated::NotWatched };
        match history::newest(folder, &self.keys.public_keys()) {
            Ok(Some(at)) => Dated::Age((millis(self.clock.now()) - at) / 1000),
            Ok(None) => Dated::Never,
            // Made with the first checkpoint.
            Err(history::HistoryError::Folder { source, .. })
                if source.kind() == std::io::ErrorKind::NotFound
                    && folder.parent().is_some_and(Path::is_dir) =>
            {
                Dated::Never
            }
            Err(error) => {
                tracing::warn!(%error, "the newest checkpoint cannot be used");
                Dated::Unusable
            }
        }
    }

    /// The second copy of strict mode, as this process keeps it.
    pub(super) fn look_at_mirror(&self) -> Option<Dated> {
        let standing = self.mirror_standing()?;
        Some(match standing.good {
            _ if standing.failed => Dated::Unusable,
            Some(good) => Dated::Age((self.clock.now() - good).whole_seconds()),
            None => Dated::Never,
        })
    }

    /// The newest back-up that was finished: in the place that was named, or else as the database remembers it.
    pub(super) async fn look_at_backup(&self, watch: &Watch) -> Dated {
        let now = self.clock.now();
        let Some(folder) = &watch.backup else {
            return match self.last_backup().await {
                Ok(Some(at)) => Dated::Age((now - at).whole_seconds()),
                Ok(None) => Dated::Never,
                // That the database is silent is told on its own.
                Err(_) => Dated::NotWatched,
            };
        };
        let Ok(place) = LocalFileSystem::new_with_prefix(folder) else { return Dated::Unusable };
        let form = format_description!("[year][month][day]T[hour][minute][second]Z");
        match backup::snapshots(&place).await {
            Ok(names) => {
                match names.iter().rev().find_map(|name| PrimitiveDateTime::parse(name, form).ok()) {
                    Some(at) => Dated::Age((now - at.assume_utc()).whole_seconds()),
                    None => Dated::Never,
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the place of back-ups cannot be read");
                Dated::Unusable
            }
        }
    }
}

fn since(then: SystemTime, now: time::OffsetDateTime) -> Seconds {
    (now - time::OffsetDateTime::from(then)).whole_seconds()
}

/// So long the disk of a mirror may take to say how full it is.
const MIRROR: Duration = Duration::from_secs(2);

/// Room on the disk of a mirror, which may be of another machine. Asked only of one that takes something: another might
/// not answer, and is said to be broken anyway.
pub(super) async fn look_at_mirror_disk(folder: PathBuf) -> Option<(DiskOf, Disk)> {
    let asked = tokio::task::spawn_blocking(move || room(&folder));
    let found = tokio::time::timeout(MIRROR, asked).await.ok()?.ok()??;
    Some((DiskOf::Mirror, found))
}

/// Room on the disks of database and documents; nothing of those that are elsewhere.
pub(super) fn look_at_disks(watch: &Watch) -> Vec<(DiskOf, Disk)> {
    let database = watch.database.as_deref().map(|file| file.parent().unwrap_or(Path::new(".")));
    let places = [(DiskOf::Database, database), (DiskOf::Documents, watch.documents.as_deref())];
    places.into_iter().filter_map(|(of, folder)| Some((of, room(folder?)?))).collect()
}

fn room(folder: &Path) -> Option<Disk> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let found = rustix::fs::statvfs(folder).ok()?;
    // What is kept for the administrator of the machine is not ours.
    Some(Disk { free: found.f_bavail * found.f_frsize, total: found.f_blocks * found.f_frsize })
}

/// Bytes of a database in a file, with what is still in its log.
pub(super) fn size_of(file: &Path) -> Option<u64> {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    let bytes = std::fs::metadata(file).ok()?.len();
    Some(bytes + std::fs::metadata(log).map_or(0, |data| data.len()))
}
