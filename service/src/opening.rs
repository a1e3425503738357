//! Opening an installation: connect, prove that the keys fit, check the catalogue.
use crate::{
    Catalogue, Clock, Help, IndexKeys, Keys, Service, Settings, TwoOfficers, Wording,
    areas::Areas,
    channel::Channel,
    db::Db,
    documents::{Counting, Opened},
    entity::setting,
    keys::SealError,
    mirror::{Mirror, MirrorError},
    office_calendar,
    passwords::Passwords,
    schema::Fit,
    turns::Turns,
};
use object_store::ObjectStore;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait};
use std::sync::Arc;
use tokio::sync::{Semaphore, broadcast};

/// How many pictures are drawn anew at once.
const DRAWN_AT_ONCE: usize = 2;
/// The row that proves the keys: a known text sealed under the master key.
pub(crate) const KEY_PROOF: &str = "key_proof";
const KEY_PROOF_TEXT: &[u8] = b"these keys open this office";

/// What an installation is made of.
pub struct Opening {
    /// `sqlite://path` or `postgres://…`.
    pub database_url: String,
    /// `postgres://…` of a copy that follows it, for what may be some seconds old.
    pub replica_url: Option<String>,
    /// The office's keys.
    pub keys: Keys,
    /// Where documents lie.
    pub store: Arc<dyn ObjectStore>,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
    /// Settings.
    pub settings: Settings,
    /// How messages leave; empty in demonstration mode.
    pub channels: Vec<Arc<dyn Channel>>,
    /// What puts letters into words.
    pub wording: Arc<dyn Wording>,
    /// The procedures offered.
    pub catalogue: Catalogue,
    /// The administrative areas.
    pub areas: Areas,
}

impl std::fmt::Debug for Opening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opening").finish_non_exhaustive()
    }
}

/// Why an installation cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database does not answer.
    #[error("the database cannot be opened: {0}")]
    Database(#[from] DbErr),
    /// The keys are not those of this database.
    #[error(
        "these keys do not open this database: {0}. Restore the right key file; without it the data is lost"
    )]
    Keys(SealError),
    /// The blind indexes were made anew, and the key file does not know yet.
    #[error(
        "the indexes of this database were made anew and the key file was not finished: run `kk-daring renew-indexes` \
         once more"
    )]
    IndexesHalfWay,
    /// The blind indexes are of another key file.
    #[error(
        "the indexes of this database were made with other keys than this key file's: it is one of before \
         `renew-indexes`, or of after it beside a back-up of before; put the one that belongs to it in its place"
    )]
    OtherIndexes,
    /// The database has not been migrated to this version.
    #[error("the database is not at this version; run `kk-daring migrate` first")]
    NotMigrated,
    /// A newer program has changed the database in a way that this one does not know.
    #[error(
        "the database was brought to a newer version, which needs a program that knows {0}; start the newer program, \
         or restore a back-up of before"
    )]
    TooNew(String),
    /// The server of the database does not keep what it acknowledges.
    #[error(
        "the database's server may lose what it has acknowledged when the power goes, because this is off: {0}; turn it on \
         in postgresql.conf and reload, or no receipt can be given"
    )]
    Forgetful(String),
    /// The setting names a service that there is not.
    #[error(
        "KK_FOUR_EYES names {0}, which is no service of the catalogue; write codes such as KK-11, or 1 for all"
    )]
    NoSuchService(String),
    /// The second copy of strict mode.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// Something else of ours.
    #[error("{0}")]
    Other(#[from] crate::Error),
}

/// What `keys prove` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyProof {
    /// Ids of the master keys in the file.
    pub keys: Vec<String>,
    /// How many data keys were opened with it.
    pub opened: u64,
    /// How many data keys there are.
    pub total: u64,
}

impl Service {
    /// Connects and migrates. Call [`Service::check`] before serving.
    pub async fn open(opening: Opening) -> Result<Arc<Self>, OpenError> {
        if let TwoOfficers::For(codes) = &opening.settings.four_eyes
            && let Some(unknown) = codes.iter().find(|code| !opening.catalogue.knows(code))
        {
            return Err(OpenError::NoSuchService(unknown.clone()));
        }
        let keys = Arc::new(opening.keys);
        let is_sqlite = opening.database_url.starts_with("sqlite:");
        let mirrored = opening.settings.mirror.clone().filter(|_| is_sqlite);
        let db = Db::open(&opening.database_url, opening.replica_url.as_deref(), mirrored.is_some()).await?;
        let mirror = match &mirrored {
            Some(folder) => {
                let (clock, store) = (Arc::clone(&opening.clock), Arc::clone(&opening.store));
                Some(Mirror::open(folder, &opening.database_url, Arc::clone(&keys), clock, store).await?)
            }
            None => None,
        };
        let store = mirror.as_ref().map_or(opening.store, Mirror::store);
        let threads = opening.settings.password_threads;
        let (passwords, turns) = (Passwords::new(threads)?, Turns::new(threads));
        let (woken, _) = broadcast::channel(64);
        Ok(Arc::new(Self {
            db,
            keys,
            clock: opening.clock,
            settings: opening.settings,
            catalogue: opening.catalogue,
            calendar: office_calendar::LastCalendar::default(),
            areas: opening.areas,
            help: Help::built_in()?,
            passwords,
            turns,
            store,
            mirror,
            drawing: Semaphore::new(DRAWN_AT_ONCE),
            channels: opening.channels,
            wording: opening.wording,
            woken,
            node: uuid::Uuid::now_v7(),
            uploaded: std::sync::atomic::AtomicU64::new(0),
            counting: Arc::<Counting>::default(),
            opened: Opened::default(),
            #[cfg(feature = "faults")]
            receipt_before_commit: std::sync::atomic::AtomicBool::new(false),
        }))
    }

    /// Brings the database to this version and, on an empty one, notes which keys belong to it.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        self.bring_up().await?;
        if setting::Entity::find_by_id(KEY_PROOF).one(self.db.write()).await?.is_none() {
            let value = self.keys.seal_own("setting.key_proof", KEY_PROOF_TEXT).map_err(OpenError::Keys)?;
            setting::Entity::insert(setting::ActiveModel {
                name: Set(KEY_PROOF.to_owned()),
                value: Set(value),
            })
            .exec_without_returning(self.db.write())
            .await?;
        }
        self.mark_indexes().await?;
        self.check().await?;
        Ok(self.complete_receipts().await?)
    }

    /// Proves that the database is at this version and that the keys are its keys.
    pub async fn check(&self) -> Result<(), OpenError> {
        if self.fit().await? == Fit::Behind {
            return Err(OpenError::NotMigrated);
        }
        let proof = setting::Entity::find_by_id(KEY_PROOF)
            .one(self.db.read())
            .await?
            .ok_or(OpenError::NotMigrated)?;
        let plain = self.keys.open_own("setting.key_proof", &proof.value).map_err(OpenError::Keys)?;
        if plain.as_slice() != KEY_PROOF_TEXT {
            return Err(OpenError::Keys(SealError::Damaged));
        }
        match self.index_keys().await? {
            IndexKeys::InUse => {}
            IndexKeys::New => return Err(OpenError::IndexesHalfWay),
            IndexKeys::Unknown => return Err(OpenError::OtherIndexes),
        }
        // An override file may have changed since the last start.
        self.keep_catalogue_versions().await?;
        Ok(())
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), crate::Error> {
        self.db.read().execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Tries another set of keys (a back-up) on every data key of this database.
    pub async fn prove_keys(&self, keys: &Keys) -> Result<KeyProof, crate::Error> {
        use crate::entity::data_key;
        let total = data_key::Entity::find().count(self.db.read()).await?;
        let mut opened = 0;
        let mut pages = data_key::Entity::find().paginate(self.db.read(), 500);
        while let Some(rows) = pages.fetch_and_next().await? {
            for row in rows {
                if keys.unwrap(row.subject, &row.key_id, &row.wrapped).is_ok() {
                    opened += 1;
                }
            }
        }
        Ok(KeyProof { keys: keys.ids().map(str::to_owned).collect(), opened, total })
    }
}
