//! A phone as scanner: somebody at a desk shows a code, a phone takes it and may for a quarter of an hour put files
//! into one slot of one draft, without signing in. It learns the name of the slot and nothing else.
//!
//! The token in the code is made of the row's id and a key of this installation, so that it can be shown again and
//! lies nowhere; its keyed hash finds the row. The first phone takes it, and then it is of no more use.
use crate::{
    Actor, Error, NewUpload, Service, UploadView,
    clock::{Millis, millis, moment},
    entity::{draft, scan, upload},
    feed::{self, Announcement},
    keys::IndexField,
    limits::Rule,
};
use domain::{Audience, DocumentView, Language};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use time::OffsetDateTime;
use uuid::Uuid;

/// So long a code and the phone that took it are good.
const LIFE: Millis = 15 * 60 * 1000;
/// So many files one phone may send.
const MOST: i64 = 30;
/// Bytes of a token: 160 bits.
const TOKEN: usize = 20;
/// The feed's word for a document that came by a phone.
const ARRIVED: &str = "document";

/// What whoever shows the code sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// What the code carries; none once a phone has taken it.
    pub token: Option<String>,
    /// Until when.
    pub expires_at: OffsetDateTime,
    /// How many files the phone has sent.
    pub files: u32,
}

/// What somebody sees who has just read a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeScan {
    /// The name of the slot.
    pub slot: String,
    /// Until when.
    pub expires_at: OffsetDateTime,
}

/// What the phone sees, and what it may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanning {
    /// The name of the slot.
    pub slot: String,
    /// Until when.
    pub expires_at: OffsetDateTime,
    /// How many files it has sent.
    pub files: u32,
}

fn count(files: i32) -> u32 {
    u32::try_from(files).unwrap_or(0)
}

fn live(now: Millis) -> Condition {
    Condition::all().add(scan::Column::EndedAt.is_null()).add(scan::Column::ExpiresAt.gt(now))
}

impl Service {
    fn scan_token(&self, id: Uuid) -> String {
        let whole = self.keys.index(IndexField::Token, format!("pindai|{id}").as_bytes());
        hex::encode(whole.get(..TOKEN).unwrap_or_default())
    }

    fn scan_index(&self, token: &str) -> Vec<u8> {
        self.keys.index(IndexField::Token, format!("pindai-kode|{token}").as_bytes())
    }

    /// Shows a code for one slot of one's own draft. Another code of the same draft ends with that, and the phone that
    /// took it.
    pub async fn begin_scan(&self, actor: &Actor, draft: Uuid, slot: &str) -> Result<(), Error> {
        let citizen = actor.citizen()?;
        self.open_slot(actor, draft, slot).await?;
        self.limit(Rule::Scans, &citizen.account.to_string()).await?;
        self.end_scan(actor, draft).await?;
        let (id, now) = (Uuid::new_v4(), millis(self.clock.now()));
        let row = scan::Model {
            id,
            request_id: draft,
            account_id: citizen.account,
            slot: slot.to_owned(),
            token_index: self.scan_index(&self.scan_token(id)),
            created_at: now,
            expires_at: now + LIFE,
            bound_at: None,
            ended_at: None,
            files: 0,
        };
        scan::Entity::insert(scan::ActiveModel::from(row)).exec_without_returning(self.db.write()).await?;
        Ok(())
    }

    /// The code or the phone of a slot of one's own draft, while it is good.
    pub async fn scan_of(&self, actor: &Actor, draft: Uuid, slot: &str) -> Result<Option<Scan>, Error> {
        self.own_draft(actor, draft).await?;
        let row = scan::Entity::find()
            .filter(live(millis(self.clock.now())))
            .filter(scan::Column::RequestId.eq(draft))
            .filter(scan::Column::Slot.eq(slot))
            .order_by_desc(scan::Column::CreatedAt)
            .one(self.db.write())
            .await?;
        Ok(row.map(|row| Scan {
            token: row.bound_at.is_none().then(|| self.scan_token(row.id)),
            expires_at: moment(row.expires_at),
            files: count(row.files),
        }))
    }

    /// Ends the code of one's own draft and the phone that took it.
    pub async fn end_scan(&self, actor: &Actor, draft: Uuid) -> Result<(), Error> {
        self.own_draft(actor, draft).await?;
        scan::Entity::update_many()
            .col_expr(scan::Column::EndedAt, Expr::value(millis(self.clock.now())))
            .filter(scan::Column::RequestId.eq(draft))
            .filter(scan::Column::EndedAt.is_null())
            .exec(self.db.write())
            .await?;
        Ok(())
    }

    /// The slot behind a code that no phone has taken yet. Whoever tries codes is limited by `address`.
    pub async fn scan_before(
        &self,
        token: &str,
        address: &str,
        language: Language,
    ) -> Result<BeforeScan, Error> {
        let row = self.untaken(token, address).await?;
        Ok(BeforeScan { slot: self.slot_name(&row, language).await?, expires_at: moment(row.expires_at) })
    }

    /// This phone takes the code; of two at the same moment one does. What is answered names it from now on, and is
    /// for its session only.
    pub async fn take_scan(&self, token: &str, address: &str) -> Result<Uuid, Error> {
        let row = self.untaken(token, address).await?;
        let now = millis(self.clock.now());
        let taken = scan::Entity::update_many()
            .col_expr(scan::Column::BoundAt, Expr::value(now))
            .filter(live(now))
            .filter(scan::Column::Id.eq(row.id))
            .filter(scan::Column::BoundAt.is_null())
            .exec(self.db.write())
            .await?;
        if taken.rows_affected != 1 {
            return Err(Error::NotFound);
        }
        self.announce_document(row.account_id, row.request_id).await?;
        Ok(row.id)
    }

    async fn untaken(&self, token: &str, address: &str) -> Result<scan::Model, Error> {
        let found = if token.len() == TOKEN * 2 {
            scan::Entity::find()
                .filter(live(millis(self.clock.now())))
                .filter(scan::Column::TokenIndex.eq(self.scan_index(token)))
                .filter(scan::Column::BoundAt.is_null())
                .one(self.db.write())
                .await?
        } else {
            None
        };
        if found.is_none() {
            self.limit(Rule::Lookups, address).await?;
        }
        found.ok_or(Error::NotFound)
    }

    async fn slot_name(&self, row: &scan::Model, language: Language) -> Result<String, Error> {
        let draft = draft::Entity::find_by_id(row.request_id).one(self.db.write()).await?;
        let procedure = self.procedure(&draft.ok_or(Error::NotFound)?.catalogue_hash).await?;
        let slot = procedure.slot(&row.slot).ok_or(Error::NotFound)?;
        Ok(slot.label.get(language).to_owned())
    }

    /// The phone that took a code, while it may.
    async fn taken(&self, id: Uuid) -> Result<scan::Model, Error> {
        scan::Entity::find_by_id(id)
            .filter(live(millis(self.clock.now())))
            .filter(scan::Column::BoundAt.is_not_null())
            .one(self.db.write())
            .await?
            .ok_or(Error::NotFound)
    }

    /// What the phone sees.
    pub async fn scanning(&self, id: Uuid, language: Language) -> Result<Scanning, Error> {
        let row = self.taken(id).await?;
        let slot = self.slot_name(&row, language).await?;
        Ok(Scanning { slot, expires_at: moment(row.expires_at), files: count(row.files) })
    }

    /// One more file, if it is not one too many.
    fn may_send(&self, row: &scan::Model, sent: i64) -> Result<(), Error> {
        if Ord::max(sent, i64::from(row.files)) < MOST {
            return Ok(());
        }
        let left = row.expires_at - millis(self.clock.now());
        let left = u64::try_from(left).unwrap_or(0);
        Err(Error::TooMany { retry_after: std::time::Duration::from_millis(left) })
    }

    /// A file of the phone is a document: it is counted, and the pages of the owner look again.
    pub(super) async fn arrived_by_phone(&self, scan: Uuid, account: Uuid, draft: Uuid) -> Result<(), Error> {
        scan::Entity::update_many()
            .col_expr(scan::Column::Files, Expr::col(scan::Column::Files).add(1))
            .filter(scan::Column::Id.eq(scan))
            .exec(self.db.write())
            .await?;
        self.announce_document(account, draft).await
    }

    /// Takes a file from the phone, for the owner of the draft.
    pub async fn store_scanned(
        &self,
        scan: Uuid,
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<DocumentView, Error> {
        let row = self.taken(scan).await?;
        let owner = self.actor(row.account_id).await?;
        self.may_send(&row, i64::from(row.files))?;
        let kept = self.store_document(&owner, row.request_id, &row.slot, file_name, bytes).await?;
        self.arrived_by_phone(row.id, row.account_id, row.request_id).await?;
        Ok(kept)
    }

    /// Announces a file from the phone: into its slot, whatever it says. Answers for whom it comes.
    pub async fn begin_scanned(&self, scan: Uuid, new: &NewUpload) -> Result<(Actor, UploadView), Error> {
        let row = self.taken(scan).await?;
        let owner = self.actor(row.account_id).await?;
        let new = NewUpload { draft: row.request_id, slot: row.slot.clone(), ..new.clone() };
        let known = upload::Entity::find()
            .filter(upload::Column::AccountId.eq(row.account_id))
            .filter(upload::Column::DocumentId.eq(new.key))
            .one(self.db.write())
            .await?;
        match known {
            // Announced again: the answer was lost. A key that came another way is nobody's here.
            Some(known) if known.scan_id == Some(scan) => {}
            Some(_) => return Err(Error::NotFound),
            None => {
                let announced = upload::Entity::find().filter(upload::Column::ScanId.eq(scan));
                let announced = announced.count(self.db.write()).await?;
                self.may_send(&row, i64::try_from(announced).unwrap_or(i64::MAX))?;
            }
        }
        let view = self.begin_upload_by(&owner, &new, Some(scan)).await?;
        Ok((owner, view))
    }

    /// For whom a file comes that this phone has announced; nobody else's is found.
    pub async fn scanned_upload(&self, scan: Uuid, upload: Uuid) -> Result<Actor, Error> {
        let row = self.taken(scan).await?;
        let found = upload::Entity::find_by_id(upload)
            .filter(upload::Column::ScanId.eq(scan))
            .one(self.db.write())
            .await?;
        found.ok_or(Error::NotFound)?;
        self.actor(row.account_id).await
    }

    /// The pages of the owner look again.
    async fn announce_document(&self, account: Uuid, draft: Uuid) -> Result<(), Error> {
        let change = Announcement {
            kind: ARRIVED,
            request: Some(draft),
            audience: Audience { account: Some(account), office: None },
            at: millis(self.clock.now()),
        };
        let txn = self.db.begin().await?;
        feed::announce(&txn, change).await?;
        txn.commit().await?;
        self.wake();
        Ok(())
    }

    /// Codes that are over for a day are forgotten.
    pub(crate) async fn sweep_scans(&self, now: Millis) -> Result<(), Error> {
        scan::Entity::delete_many()
            .filter(scan::Column::ExpiresAt.lt(now - 24 * 60 * 60 * 1000))
            .exec(self.db.write())
            .await?;
        Ok(())
    }
}
