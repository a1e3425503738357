//! What comes with a question besides its words: files of who is signed in, and the district it is of.
use crate::{
    Actor, Error, Service,
    entity::{desk_row, request},
    limits::Rule,
    message_files::{NewMessageFile, Stored},
};
use sea_orm::EntityTrait;
use uuid::Uuid;

impl Service {
    /// The district of the request that is asked about, or of the family of whoever asks.
    pub(super) async fn district_of(
        &self,
        actor: &Actor,
        about: Option<&request::Model>,
    ) -> Result<Option<String>, Error> {
        let known = match (about, actor.citizen()) {
            (Some(request), _) => {
                let row = desk_row::Entity::find_by_id(request.id).one(self.db.read()).await?;
                row.map(|row| row.district)
            }
            (None, Ok(citizen)) => self.card_of(citizen.account).await?.map(|card| card.district),
            (None, Err(_)) => None,
        };
        Ok(known.filter(|district| !district.is_empty()))
    }

    /// Files of a question that is not asked yet, sealed with the key that it will have.
    pub(super) async fn stored_before(
        &self,
        actor: &Actor,
        id: Uuid,
        files: Vec<NewMessageFile>,
    ) -> Result<Vec<Stored>, Error> {
        let (false, Ok(citizen)) = (files.is_empty(), actor.citizen()) else { return Ok(Vec::new()) };
        let txn = self.db.begin().await?;
        self.new_sealer(&txn, id).await?;
        txn.commit().await?;
        match self.store_message_files(citizen.account, id, files).await {
            Ok(stored) => Ok(stored),
            Err(error) => {
                self.forget_stored(id, &[]).await?;
                Err(error)
            }
        }
    }

    /// Nothing was asked after all: files and key go.
    pub(super) async fn forget_stored(&self, id: Uuid, stored: &[Stored]) -> Result<(), Error> {
        self.forget_message_files(stored).await;
        let txn = self.db.begin().await?;
        self.destroy_sealer(&txn, id).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Whether files may come with what whoever asks writes, before any is read: the account, for whose uploads it counts.
    ///
    /// # Errors
    /// `SignInFirst` for strangers, `Forbidden` for officers, `NotFound` when the ticket is not theirs, `TooMany`.
    pub async fn may_attach_to_ticket(&self, actor: &Actor, number: Option<&str>) -> Result<Uuid, Error> {
        actor.account().ok_or(Error::SignInFirst)?;
        let account = actor.citizen()?.account;
        if let Some(number) = number {
            self.own_ticket(actor, None, number).await?;
        }
        let standing = self.standing(Rule::Uploads, &account.to_string()).await?;
        if standing.left == 0 {
            return Err(Error::TooMany { retry_after: standing.retry_after });
        }
        Ok(account)
    }
}
