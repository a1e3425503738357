//! Tells an account's owner what happened to the account: in the inbox and by e-mail, in the caller's transaction.
use crate::{
    Error, Service,
    channel::ChannelKind,
    clock::Millis,
    entity::account,
    keys::Sealer,
    letter::Letter,
    notices,
    outbox::{self, Addressee},
    wishes::wished,
};
use sea_orm::ConnectionTrait;

impl Service {
    /// Tells the owner of `row` at the addresses in that row: read before a change, they are those of before.
    pub(crate) async fn tell_owner<C: ConnectionTrait>(
        &self,
        db: &C,
        sealer: &Sealer,
        row: &account::Model,
        letter: &Letter,
        at: Millis,
    ) -> Result<(), Error> {
        notices::put(db, sealer, row.id, letter, at).await?;
        self.tell_address(db, sealer, row, ChannelKind::Email, letter, at).await
    }

    /// Tells the owner of `row` by one channel, if there is an address.
    pub(crate) async fn tell_address<C: ConnectionTrait>(
        &self,
        db: &C,
        sealer: &Sealer,
        row: &account::Model,
        channel: ChannelKind,
        letter: &Letter,
        at: Millis,
    ) -> Result<(), Error> {
        let (place, sealed) = match channel {
            ChannelKind::Email => ("account.email", &row.email),
            ChannelKind::Phone => ("account.phone", &row.phone),
        };
        let Some(sealed) = sealed else { return Ok(()) };
        let to = sealer.open_text(place, row.id, sealed)?;
        let language = wished(db, row).await?.language;
        let addressee = Addressee { subject: row.id, way: channel.into(), to: &to, language };
        outbox::post(db, sealer, &addressee, letter, at).await
    }
}
