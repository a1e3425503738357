//! What somebody sees of the own account, masked.
use crate::{Actor, Error, Service, clock::moment};
use domain::{Email, KkNumber, Language, Nik, Phone};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use time::OffsetDateTime;

/// One's own account.
#[derive(Clone, Debug)]
pub struct AccountView {
    /// Full name.
    pub name: String,
    /// Masked.
    pub nik: Option<String>,
    /// Masked.
    pub kk_number: Option<String>,
    /// Masked.
    pub phone: Option<String>,
    /// Masked.
    pub email: Option<String>,
    /// Tied to a person of the register?
    pub linked: bool,
    /// Until when the password counts that was made up for them.
    pub first_password_until: Option<OffsetDateTime>,
}

impl Service {
    /// One's own account.
    pub async fn account(&self, actor: &Actor) -> Result<AccountView, Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        let row = self.account_row(id).await?;
        let sealer = self.sealer(id).await?;
        let text = |place: &str, sealed: &Option<Vec<u8>>| {
            sealed.as_deref().map(|sealed| sealer.open_text(place, id, sealed)).transpose()
        };
        let masked =
            |text: Option<String>, mask: fn(&str) -> Option<String>| text.and_then(|text| mask(&text));
        Ok(AccountView {
            name: sealer.open_text("account.name", id, &row.name)?,
            nik: masked(text("account.nik", &row.nik)?, |text| Nik::parse(text).ok().map(|nik| nik.masked())),
            kk_number: masked(text("account.kk_number", &row.kk_number)?, |text| {
                KkNumber::parse(text).ok().map(|number| number.masked())
            }),
            phone: masked(text("account.phone", &row.phone)?, |text| {
                Phone::parse(text).ok().map(|phone| phone.masked())
            }),
            email: masked(text("account.email", &row.email)?, |text| {
                Email::parse(text).ok().map(|email| email.masked())
            }),
            linked: row.link == "linked",
            first_password_until: row.first_password_until.map(moment),
        })
    }

    /// The language the account prefers, for messages and pages.
    pub async fn set_language(&self, actor: &Actor, language: Language) -> Result<(), Error> {
        let id = actor.account().ok_or(Error::SignInFirst)?;
        crate::entity::account::Entity::update_many()
            .col_expr(crate::entity::account::Column::Language, Expr::value(language.code()))
            .filter(crate::entity::account::Column::Id.eq(id))
            .exec(self.db.write())
            .await?;
        Ok(())
    }
}
