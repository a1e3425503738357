//! Registering. It always ends at "codes were sent", whether or not the NIK, phone or e-mail is known.
use super::{
    codes::{CodePurpose, Destination},
    common_passwords::{self, parts_of_numbers},
};
use crate::{
    Error, Service,
    channel::ChannelKind,
    clock::millis,
    entity::{account, one_time_code, registration},
    keys::IndexField,
    letter::Letter,
    limits::Rule,
    notices,
    outbox::{self, Addressee},
};
use domain::{Email, FieldError, FieldIssue, KkNumber, Language, Nik, Password, Phone, RecordedName};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A registration waits this long for both codes.
const LIFE: i64 = 24 * 60 * 60 * 1000;

/// What was typed on the registration form.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RegistrationForm {
    /// National identity number.
    pub nik: String,
    /// Family-card number.
    pub kk_number: String,
    /// Full name as on the KTP-el.
    pub name: String,
    /// Active phone.
    pub phone: String,
    /// Active e-mail.
    pub email: String,
    /// Password.
    pub password: String,
    /// The same again.
    pub password_again: String,
}

impl std::fmt::Debug for RegistrationForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RegistrationForm { .. }")
    }
}

/// What a registration holds until both codes came back.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Applicant {
    pub(crate) nik: Nik,
    pub(crate) kk_number: KkNumber,
    pub(crate) name: RecordedName,
    pub(crate) phone: Phone,
    pub(crate) email: Email,
    pub(crate) language: Language,
}

/// What the page that asks for the codes shows.
#[derive(Clone, Debug)]
pub struct RegistrationView {
    /// The whole address, since its owner must be able to see a slip in it.
    pub email: String,
    /// The whole phone, for the same reason.
    pub phone: String,
    /// Whether the e-mail is proven.
    pub email_proven: bool,
    /// Whether the phone is proven.
    pub phone_proven: bool,
    /// How the tries stand, e-mail.
    pub email_standing: super::CodeStanding,
    /// How the tries stand, phone.
    pub phone_standing: super::CodeStanding,
}

fn keep<T>(issues: &mut Vec<FieldIssue>, field: &str, parsed: Result<T, FieldError>) -> Option<T> {
    parsed.map_err(|error| issues.push(FieldIssue { field: field.to_owned(), error })).ok()
}

impl RegistrationForm {
    fn parse(&self, language: Language) -> Result<(Applicant, Password), Error> {
        let mut issues = Vec::new();
        let nik = keep(&mut issues, "nik", Nik::parse(&self.nik));
        let mut kk_number = keep(&mut issues, "kk_number", KkNumber::parse(&self.kk_number));
        if let (Some(nik), Some(kk)) = (&nik, &kk_number)
            && nik.as_str() == kk.as_str()
        {
            issues.push(FieldIssue { field: "kk_number".into(), error: FieldError::SameAsKkNumber });
            kk_number = None;
        }
        let name = keep(&mut issues, "name", RecordedName::parse(&self.name));
        let phone = keep(&mut issues, "phone", Phone::parse(&self.phone));
        let email = keep(&mut issues, "email", Email::parse(&self.email));
        let personal = [self.nik.as_str(), &self.kk_number, &self.name, &self.phone, &self.email];
        let parts = parts_of_numbers(&personal);
        let personal: Vec<&str> = personal.into_iter().chain(parts.iter().map(String::as_str)).collect();
        let password = keep(&mut issues, "password", common_passwords::parse(&self.password, &personal));
        if self.password_again != self.password {
            issues.push(FieldIssue { field: "password_again".into(), error: FieldError::PasswordsDiffer });
        }
        match (nik, kk_number, name, phone, email, password) {
            (Some(nik), Some(kk_number), Some(name), Some(phone), Some(email), Some(password))
                if issues.is_empty() =>
            {
                Ok((Applicant { nik, kk_number, name, phone, email, language }, password))
            }
            _ => Err(Error::Fields(issues)),
        }
    }
}

impl Service {
    /// Takes a registration in and sends both codes. The answer is the same whether or not the NIK already
    /// has an account; if it has, its owner is told. The caller gives it the same time ([`Service::as_long`]).
    pub async fn register(
        &self,
        form: &RegistrationForm,
        language: Language,
        address: &str,
    ) -> Result<Uuid, Error> {
        let (applicant, password) = form.parse(language)?;
        self.limit(Rule::RegisterAddress, address).await?;
        self.take_in(&applicant, password.as_str()).await
    }

    async fn take_in(&self, applicant: &Applicant, password: &str) -> Result<Uuid, Error> {
        for destination in applicant.destinations(Uuid::nil()) {
            self.limit(Rule::CodesTo, destination.to).await?;
        }
        // Whoever has this NIK hears of it, but is not buried in letters.
        let tells_owner = self.limit(Rule::NikTried, applicant.nik.as_str()).await.is_ok();
        let password_hash = self.passwords.hash(password).await?;
        let now = millis(self.clock.now());
        let id = Uuid::now_v7();
        let txn = self.db.begin().await?;
        let sealer = self.new_sealer(&txn, id).await?;
        registration::Entity::insert(registration::ActiveModel {
            id: Set(id),
            body: Set(sealer.seal_json("registration.body", id, applicant)?),
            password_hash: Set(password_hash),
            email_proven_at: Set(None),
            phone_proven_at: Set(None),
            created_at: Set(now),
            expires_at: Set(now + LIFE),
        })
        .exec_without_returning(&txn)
        .await?;
        for destination in applicant.destinations(id) {
            self.issue_code(&txn, &sealer, &destination).await?;
        }
        let owner = account::Entity::find()
            .filter(
                account::Column::NikIndex
                    .eq(self.keys.index(IndexField::Nik, applicant.nik.as_str().as_bytes())),
            )
            .one(&txn)
            .await?;
        if let Some(owner) = owner.filter(|_| tells_owner) {
            let sealer = self.sealer_in(&txn, owner.id).await?;
            notices::put(&txn, &sealer, owner.id, &Letter::NikTried, now).await?;
            if let Some(email) = &owner.email {
                let to = sealer.open_text("account.email", owner.id, email)?;
                let addressee = Addressee {
                    subject: owner.id,
                    way: ChannelKind::Email.into(),
                    to: &to,
                    language: Language::parse(&owner.language).unwrap_or_default(),
                };
                outbox::post(&txn, &sealer, &addressee, &Letter::NikTried, now).await?;
            }
        }
        txn.commit().await?;
        Ok(id)
    }

    pub(super) async fn applicant(&self, id: Uuid) -> Result<(registration::Model, Applicant), Error> {
        let row = registration::Entity::find_by_id(id).one(self.db.write()).await?.ok_or(Error::NotFound)?;
        if row.expires_at <= millis(self.clock.now()) {
            return Err(Error::NotFound);
        }
        let applicant =
            self.sealer_in(self.db.write(), id).await?.open_json("registration.body", id, &row.body)?;
        Ok((row, applicant))
    }

    /// What the page that asks for the codes shows.
    pub async fn registration(&self, id: Uuid) -> Result<RegistrationView, Error> {
        let (row, applicant) = self.applicant(id).await?;
        Ok(RegistrationView {
            email: applicant.email.as_str().to_owned(),
            phone: applicant.phone.national(),
            email_proven: row.email_proven_at.is_some(),
            phone_proven: row.phone_proven_at.is_some(),
            email_standing: self.code_standing(id, CodePurpose::RegisterEmail).await?,
            phone_standing: self.code_standing(id, CodePurpose::RegisterPhone).await?,
        })
    }

    /// Sends another code to the e-mail or the phone of a registration.
    pub async fn resend_code(&self, id: Uuid, purpose: CodePurpose) -> Result<(), Error> {
        let (_, applicant) = self.applicant(id).await?;
        let destination = applicant.destination(id, purpose).ok_or(Error::NotFound)?;
        self.send_again(&destination).await
    }

    /// Corrects an address that has not been proven yet, and sends a code there. Codes that went to the address before
    /// prove nothing of this one.
    pub async fn correct_address(&self, id: Uuid, purpose: CodePurpose, typed: &str) -> Result<(), Error> {
        let (row, mut applicant) = self.applicant(id).await?;
        let (proven_at, is_same) = match purpose {
            CodePurpose::RegisterEmail => {
                let email = Email::parse(typed).map_err(|error| Error::field("email", error))?;
                let before = std::mem::replace(&mut applicant.email, email);
                (registration::Column::EmailProvenAt, before == applicant.email)
            }
            CodePurpose::RegisterPhone => {
                let phone = Phone::parse(typed).map_err(|error| Error::field("phone", error))?;
                let before = std::mem::replace(&mut applicant.phone, phone);
                (registration::Column::PhoneProvenAt, before == applicant.phone)
            }
            CodePurpose::SignIn
            | CodePurpose::ResetPassword
            | CodePurpose::ResetPhone
            | CodePurpose::ChangeEmail
            | CodePurpose::ChangePhone
            | CodePurpose::Result
            | CodePurpose::Assist => return Err(Error::NotFound),
        };
        if !is_same {
            let body = self.sealer(id).await?.seal_json("registration.body", id, &applicant)?;
            let txn = self.db.begin().await?;
            let written = registration::Entity::update_many()
                .col_expr(registration::Column::Body, Expr::value(body))
                .filter(registration::Column::Id.eq(id))
                // As it was read: another tab may have proven this address, or corrected the other one.
                .filter(registration::Column::Body.eq(row.body))
                .filter(proven_at.is_null())
                .exec(&txn)
                .await?;
            if written.rows_affected != 1 {
                return Err(Error::NotFound);
            }
            one_time_code::Entity::delete_many()
                .filter(one_time_code::Column::Subject.eq(id))
                .filter(one_time_code::Column::Purpose.eq(purpose.as_str()))
                .exec(&txn)
                .await?;
            txn.commit().await?;
        }
        let destination = applicant.destination(id, purpose).ok_or(Error::NotFound)?;
        self.send_again(&destination).await
    }
}

impl Applicant {
    pub(super) fn destination(&self, id: Uuid, purpose: CodePurpose) -> Option<Destination<'_>> {
        let (channel, to) = match purpose {
            CodePurpose::RegisterEmail => (ChannelKind::Email, self.email.as_str()),
            CodePurpose::RegisterPhone => (ChannelKind::Phone, self.phone.as_str()),
            CodePurpose::SignIn
            | CodePurpose::ResetPassword
            | CodePurpose::ResetPhone
            | CodePurpose::ChangeEmail
            | CodePurpose::ChangePhone
            | CodePurpose::Result
            | CodePurpose::Assist => return None,
        };
        Some(Destination { subject: id, purpose, channel, to, language: self.language })
    }

    fn destinations(&self, id: Uuid) -> impl Iterator<Item = Destination<'_>> {
        [CodePurpose::RegisterEmail, CodePurpose::RegisterPhone]
            .into_iter()
            .filter_map(move |purpose| self.destination(id, purpose))
    }
}
