//! One box for everything an officer may know of a request: its number, a NIK, the number of a card, a phone, an
//! e-mail, a name. Found through keyed hashes; nothing is opened to be looked through.
use crate::{
    Error, Service,
    entity::{account, desk_row, desk_word, request, request_person},
    keys::IndexField,
};
use domain::{Email, KkNumber, Nik, Phone, ReceiptNumber, asked_keys};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Condition, Expr, ExprTrait},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The newest requests that one search finds at most, before filters and scope.
pub(super) const MOST_FOUND: u64 = 1000;

/// What was typed seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoughtAs {
    /// The number of a request.
    Number,
    /// A NIK or the number of a card: both have sixteen figures.
    Identity,
    /// A phone.
    Phone,
    /// An e-mail.
    Email,
    /// A name, or words of one.
    Name,
}

impl SoughtAs {
    /// From its code.
    pub fn parse(code: &str) -> Option<Self> {
        let all = [Self::Number, Self::Identity, Self::Phone, Self::Email, Self::Name];
        all.into_iter().find(|kind| kind.as_str() == code)
    }

    /// A stable code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Identity => "identity",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Name => "name",
        }
    }
}

/// Recognises what was typed; `None` when nothing can be looked for with it.
pub(super) fn recognise(typed: &str) -> Option<SoughtAs> {
    let typed = typed.trim();
    let figures = typed.bytes().filter(u8::is_ascii_digit).count();
    let letters = typed.chars().filter(|sign| sign.is_alphabetic()).count();
    if typed.contains('@') {
        return Email::parse(typed).is_ok().then_some(SoughtAs::Email);
    }
    if ReceiptNumber::parse(typed).is_ok() {
        return Some(SoughtAs::Number);
    }
    if letters == 0 && figures == 16 {
        return Some(SoughtAs::Identity);
    }
    if letters == 0 && figures > 0 {
        return Phone::parse(typed).is_ok().then_some(SoughtAs::Phone);
    }
    (!asked_keys(typed).is_empty() && figures == 0).then_some(SoughtAs::Name)
}

impl Service {
    /// The requests that what was typed may mean, whoever may see them, and as what it was taken.
    pub(super) async fn sought(&self, typed: &str) -> Result<(Option<SoughtAs>, Vec<Uuid>), Error> {
        let Some(kind) = recognise(typed) else { return Ok((None, Vec::new())) };
        let ids = match kind {
            SoughtAs::Number => {
                let by_number = self.by_number(typed).await?;
                // Nine letters may be a number and a name.
                if by_number.is_empty() && typed.chars().all(|sign| sign.is_alphabetic() || sign == ' ') {
                    return Ok((Some(SoughtAs::Name), self.by_name(typed).await?));
                }
                by_number
            }
            SoughtAs::Identity => self.by_identity(typed).await?,
            SoughtAs::Phone => match Phone::parse(typed) {
                Ok(phone) => {
                    let index = self.keys.index(IndexField::Phone, phone.as_str().as_bytes());
                    self.by_account(account::Column::PhoneIndex.eq(index)).await?
                }
                Err(_) => Vec::new(),
            },
            SoughtAs::Email => match Email::parse(typed) {
                Ok(email) => {
                    let index = self.keys.index(IndexField::Email, email.as_str().as_bytes());
                    self.by_account(account::Column::EmailIndex.eq(index)).await?
                }
                Err(_) => Vec::new(),
            },
            SoughtAs::Name => self.by_name(typed).await?,
        };
        Ok((Some(kind), ids))
    }

    async fn by_number(&self, typed: &str) -> Result<Vec<Uuid>, Error> {
        let Ok(number) = ReceiptNumber::parse(typed) else { return Ok(Vec::new()) };
        Ok(request::Entity::find()
            .select_only()
            .column(request::Column::Id)
            .filter(request::Column::Number.eq(number.as_str()))
            .into_tuple()
            .all(self.db.read())
            .await?)
    }

    async fn by_identity(&self, typed: &str) -> Result<Vec<Uuid>, Error> {
        let mut found = BTreeSet::new();
        if let Ok(nik) = Nik::parse_recorded(typed) {
            let index = self.keys.index(IndexField::Nik, nik.as_str().as_bytes());
            found.extend(self.by_account(account::Column::NikIndex.eq(index.clone())).await?);
            let about: Vec<Uuid> = request_person::Entity::find()
                .select_only()
                .column(request_person::Column::RequestId)
                .filter(request_person::Column::NikIndex.eq(index))
                .limit(MOST_FOUND)
                .into_tuple()
                .all(self.db.read())
                .await?;
            found.extend(about);
        }
        if let Ok(number) = KkNumber::parse(typed) {
            let index = self.keys.index(IndexField::KkNumber, number.as_str().as_bytes());
            let of_card: Vec<Uuid> = request::Entity::find()
                .select_only()
                .column(request::Column::Id)
                .filter(request::Column::KkIndex.eq(index))
                .limit(MOST_FOUND)
                .into_tuple()
                .all(self.db.read())
                .await?;
            found.extend(of_card);
        }
        Ok(found.into_iter().collect())
    }

    /// The requests of the accounts that fit.
    async fn by_account(&self, fits: impl Into<sea_orm::sea_query::Expr>) -> Result<Vec<Uuid>, Error> {
        let accounts: Vec<Uuid> = account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .filter(Condition::all().add(fits.into()))
            .limit(50)
            .into_tuple()
            .all(self.db.read())
            .await?;
        if accounts.is_empty() {
            return Ok(Vec::new());
        }
        Ok(request::Entity::find()
            .select_only()
            .column(request::Column::Id)
            .filter(request::Column::AccountId.is_in(accounts))
            .order_by_desc(request::Column::SubmittedAt)
            .limit(MOST_FOUND)
            .into_tuple()
            .all(self.db.read())
            .await?)
    }

    /// The newest requests with all the words in one name or in several of its names.
    async fn by_name(&self, typed: &str) -> Result<Vec<Uuid>, Error> {
        let mut keys = asked_keys(typed).into_iter().map(|key| self.keys.word_index(&key));
        let Some(first) = keys.next() else { return Ok(Vec::new()) };
        let mut query = desk_word::Entity::find()
            .select_only()
            .column(desk_word::Column::RequestId)
            .filter(desk_word::Column::WordIndex.eq(first));
        for key in keys {
            let also = desk_word::Entity::find()
                .select_only()
                .column(desk_word::Column::RequestId)
                .filter(desk_word::Column::WordIndex.eq(key))
                .into_query();
            query = query.filter(Expr::col(desk_word::Column::RequestId).in_subquery(also));
        }
        Ok(query
            .order_by_desc(desk_word::Column::RequestId)
            .limit(MOST_FOUND)
            .into_tuple()
            .all(self.db.read())
            .await?)
    }

    /// Villages that requests came from, with their districts, in the order of the alphabet.
    pub async fn queue_places(&self, actor: &crate::Actor) -> Result<Vec<(String, String)>, Error> {
        use crate::entity::desk_place;
        actor.officer()?;
        Ok(desk_place::Entity::find()
            .order_by_asc(desk_place::Column::District)
            .order_by_asc(desk_place::Column::Village)
            .limit(2000)
            .all(self.db.read())
            .await?
            .into_iter()
            .map(|place| (place.district, place.village))
            .collect())
    }
}

/// Keeps the rows of these requests.
pub(super) fn among(ids: Vec<Uuid>) -> Condition {
    Condition::all().add(desk_row::Column::RequestId.is_in(ids))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_box_recognises_what_was_typed() {
        for (typed, kind) in [
            ("9901010501150001", Some(SoughtAs::Identity)),
            ("9901 0105 0115 0001", Some(SoughtAs::Identity)),
            ("0812 9000 0001", Some(SoughtAs::Phone)),
            ("+6281290000001", Some(SoughtAs::Phone)),
            ("Siti@Contoh.test", Some(SoughtAs::Email)),
            ("siti rahmawati", Some(SoughtAs::Name)),
            ("Nur'aini", Some(SoughtAs::Name)),
            ("@", None),
            ("12", None),
            ("", None),
            ("---", None),
        ] {
            assert_eq!(recognise(typed), kind, "{typed}");
        }
        let number = ReceiptNumber::from_entropy([3; 8]);
        assert_eq!(recognise(&number.to_string().to_lowercase()), Some(SoughtAs::Number));
    }
}
