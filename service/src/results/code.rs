//! A one-time code to the applicant's phone, for who has the number and the last digits of the phone.
use crate::{
    Error, Service,
    accounts::{CodePurpose, Destination},
    channel::ChannelKind,
    entity::request,
    limits::Rule,
};
use domain::Language;
use sea_orm::EntityTrait;
use uuid::Uuid;

impl Service {
    /// Sends a code for the results of a request that was found by its number a moment ago.
    pub async fn send_result_code(&self, request: Uuid, address: &str) -> Result<(), Error> {
        self.limit(Rule::Lookups, &format!("code|{address}")).await?;
        let (account, to, language) = self.applicant_phone(request).await?;
        let purpose = CodePurpose::Result;
        let channel = ChannelKind::Phone;
        self.send_again(&Destination { subject: account, purpose, channel, to: &to, language }).await
    }

    /// Proves with the code to be the applicant.
    pub async fn prove_for_results(&self, request: Uuid, code: &str) -> Result<(), Error> {
        let (account, to, language) = self.applicant_phone(request).await?;
        let (purpose, channel) = (CodePurpose::Result, ChannelKind::Phone);
        let destination = Destination { subject: account, purpose, channel, to: &to, language };
        self.use_code(&destination, code, "code").await
    }

    async fn applicant_phone(&self, request: Uuid) -> Result<(Uuid, String, Language), Error> {
        let row = request::Entity::find_by_id(request).one(self.db.read()).await?.ok_or(Error::NotFound)?;
        let account = self.account_row(row.account_id).await?;
        if account.is_erased() {
            return Err(Error::NotFound);
        }
        let to = self.address_of(&account, ChannelKind::Phone).await?.ok_or(Error::NotFound)?;
        Ok((account.id, to, Language::parse(&account.language).unwrap_or_default()))
    }
}
