//! Proving phone and e-mail. With both proven the registration becomes an account.
use super::{ACTIVE, AccountLine, CITIZEN, CONTESTED, CodePurpose, registration::Applicant, remember};
use crate::{
    Error, Service,
    clock::{Millis, millis},
    entity::{account, outbox, registration},
    history::Head,
    keys::IndexField,
    letter::Letter,
    notices,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::Expr,
};
use uuid::Uuid;

/// How far a registration has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The other code is still to come.
    OneToGo,
    /// Both are proven: this is the new account.
    Account {
        /// Its id.
        account: Uuid,
        /// Its NIK already belonged to another account; the office must check before it approves anything. Nobody
        /// outside the office is told: else whoever has a photo of a card learns who has an account.
        contested: bool,
    },
}

impl Service {
    /// Proves one address of a registration by its code.
    pub async fn prove_address(&self, id: Uuid, purpose: CodePurpose, code: &str) -> Result<Proof, Error> {
        let (column, field) = match purpose {
            CodePurpose::RegisterEmail => (registration::Column::EmailProvenAt, "email_code"),
            CodePurpose::RegisterPhone => (registration::Column::PhoneProvenAt, "phone_code"),
            CodePurpose::SignIn
            | CodePurpose::ResetPassword
            | CodePurpose::ResetPhone
            | CodePurpose::ChangeEmail
            | CodePurpose::ChangePhone
            | CodePurpose::Result
            | CodePurpose::Assist => return Err(Error::NotFound),
        };
        let (mut row, mut applicant) = self.applicant(id).await?;
        let proven = applicant.destination(id, purpose).ok_or(Error::NotFound)?.to.to_owned();
        let destination = applicant.destination(id, purpose).ok_or(Error::NotFound)?;
        self.use_code(&destination, code, field).await?;
        let now = millis(self.clock.now());
        // What was proven is the address that the code went to: it counts only while that stands in the registration. The
        // other one may be corrected in the meantime, in another tab.
        loop {
            let written = registration::Entity::update_many()
                .col_expr(column, Expr::value(now))
                .filter(registration::Column::Id.eq(id))
                .filter(registration::Column::Body.eq(row.body))
                .exec(self.db.write())
                .await?;
            (row, applicant) = self.applicant(id).await?;
            if written.rows_affected == 1 {
                break;
            }
            if applicant.destination(id, purpose).is_none_or(|now_there| now_there.to != proven) {
                return Err(Error::NotFound);
            }
        }
        // Both codes may come at the same moment: whoever is last sees both.
        if row.email_proven_at.is_some() && row.phone_proven_at.is_some() {
            self.create_account(&row, &applicant, now).await
        } else {
            Ok(Proof::OneToGo)
        }
    }

    async fn create_account(
        &self,
        row: &registration::Model,
        applicant: &Applicant,
        now: Millis,
    ) -> Result<Proof, Error> {
        let txn = self.db.begin().await?;
        // Two tabs may finish at once: only the one that takes the registration away makes an account.
        if registration::Entity::delete_by_id(row.id).exec(&txn).await?.rows_affected != 1 {
            return Err(Error::NotFound);
        }
        let nik_index = self.keys.index(IndexField::Nik, applicant.nik.as_str().as_bytes());
        let taken = account::Entity::find()
            .filter(account::Column::NikIndex.eq(nik_index.clone()))
            .count(&txn)
            .await?
            > 0;
        let account = self
            .insert_citizen(&txn, applicant, row.password_hash.clone(), (!taken).then_some(nik_index), now)
            .await?;
        // The codes have done their work: nothing that was sealed for the registration is left to be opened.
        outbox::Entity::delete_many().filter(outbox::Column::AccountId.eq(row.id)).exec(&txn).await?;
        self.destroy_sealer(&txn, row.id).await?;
        txn.commit().await?;
        Ok(Proof::Account { account, contested: taken })
    }

    /// Makes a proven account at once: for the demonstration.
    pub(crate) async fn create_citizen(
        &self,
        applicant: &Applicant,
        password_hash: String,
        now: Millis,
    ) -> Result<Uuid, Error> {
        let nik_index = self.keys.index(IndexField::Nik, applicant.nik.as_str().as_bytes());
        let txn = self.db.begin().await?;
        let account = self.insert_citizen(&txn, applicant, password_hash, Some(nik_index), now).await?;
        txn.commit().await?;
        Ok(account)
    }

    async fn insert_citizen(
        &self,
        txn: &DatabaseTransaction,
        applicant: &Applicant,
        password_hash: String,
        nik_index: Option<Vec<u8>>,
        now: Millis,
    ) -> Result<Uuid, Error> {
        let id = Uuid::now_v7();
        let sealer = self.new_sealer(txn, id).await?;
        let head = Head::genesis();
        let contested = nik_index.is_none();
        account::Entity::insert(account::ActiveModel {
            id: Set(id),
            role: Set(CITIZEN.to_owned()),
            office_id: Set(None),
            state: Set(if contested { CONTESTED } else { ACTIVE }.to_owned()),
            link: Set("unlinked".to_owned()),
            language: Set(applicant.language.code().to_owned()),
            nik: Set(Some(sealer.seal("account.nik", id, applicant.nik.as_str())?)),
            nik_claim_index: Set(nik_index
                .is_none()
                .then(|| self.keys.index(IndexField::Nik, applicant.nik.as_str().as_bytes()))),
            nik_index: Set(nik_index),
            suspended_at: Set(None),
            closed_at: Set(None),
            district: Set(None),
            first_password_until: Set(None),
            kk_number: Set(Some(sealer.seal("account.kk_number", id, applicant.kk_number.as_str())?)),
            name: Set(sealer.seal("account.name", id, applicant.name.as_str())?),
            phone: Set(Some(sealer.seal("account.phone", id, applicant.phone.as_str())?)),
            phone_index: Set(Some(self.keys.index(IndexField::Phone, applicant.phone.as_str().as_bytes()))),
            email: Set(Some(sealer.seal("account.email", id, applicant.email.as_str())?)),
            email_index: Set(Some(self.keys.index(IndexField::Email, applicant.email.as_str().as_bytes()))),
            password_hash: Set(password_hash),
            created_at: Set(now),
            history_seq: Set(head.seq),
            history_head: Set(head.hash),
        })
        .exec_without_returning(txn)
        .await?;
        let detail = if contested { "nik=contested" } else { "" };
        let line = AccountLine {
            account: id,
            kind: "registered",
            actor: Some(id),
            actor_role: CITIZEN,
            detail: detail.to_owned(),
            at: now,
        };
        remember(txn, line).await?;
        notices::put(txn, &sealer, id, &Letter::Welcome, now).await?;
        Ok(id)
    }
}
