//! The outbox: messages are written in the transaction that causes them and sent afterwards, at least
//! once, with an idempotency key; what became of each is recorded and can be shown.
//!
//! A row is one message by one way. It is `waiting` until it is `sent` or `failed`. News goes by one way; the rows of
//! its other ways are `standby` and become `waiting` when nothing before them has arrived in a quarter of an hour, or
//! `spared` when something has. A row whose address was corrected is `replaced` by one with an id of its own. A
//! gateway or mail server that says later that a message did not arrive makes it `failed` after all (`late.rs`).
mod again;
mod lanes;
mod late;
mod send;
mod shown;

pub use again::Unreachable;
pub use shown::{Delivery, MailboxEntry};

use crate::{
    Error,
    clock::{Millis, millis, moment},
    entity::outbox,
    keys::Sealer,
    letter::Letter,
    settings::Settings,
};
use domain::{Language, Leg, Urgency, Way};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const WAITING: &str = "waiting";
const STANDBY: &str = "standby";
const SENT: &str = "sent";
const FAILED: &str = "failed";
const SPARED: &str = "spared";
const REPLACED: &str = "replaced";
/// Place in which a message is sealed.
const BODY: &str = "outbox.body";

#[derive(Serialize, Deserialize)]
struct Envelope {
    to: String,
    language: Language,
    letter: Letter,
}

/// As rows call the ways that share a lane: all that goes to phones goes through one gateway.
fn in_lane(way: Way) -> Vec<&'static str> {
    if way.is_to_phone() { Way::TO_PHONE.map(Way::as_str).to_vec() } else { vec![way.as_str()] }
}

/// To whom and how.
#[derive(Clone, Debug)]
pub(crate) struct Addressee<'a> {
    /// The account or registration whose data key seals the message.
    pub(crate) subject: Uuid,
    pub(crate) way: Way,
    pub(crate) to: &'a str,
    pub(crate) language: Language,
}

/// Writes a message in the caller's transaction, to go at once.
pub(crate) async fn post<C: ConnectionTrait>(
    db: &C,
    sealer: &Sealer,
    addressee: &Addressee<'_>,
    letter: &Letter,
    at: Millis,
) -> Result<(), Error> {
    insert(db, sealer, addressee, letter, Turn::at_once(at)).await
}

/// Writes one way of a letter, as planned. `group` is the same for all ways of one letter.
pub(crate) async fn post_leg<C: ConnectionTrait>(
    db: &C,
    sealer: &Sealer,
    addressee: &Addressee<'_>,
    letter: &Letter,
    (leg, group): (&Leg, Uuid),
    (settings, at): (&Settings, Millis),
) -> Result<(), Error> {
    let calm = letter.urgency() != Urgency::Security;
    let due = if calm { released(settings, at) } else { at };
    let turn = Turn {
        written: at,
        due: due + i64::try_from(leg.after.whole_milliseconds()).unwrap_or(0),
        calm,
        // Only ways that stand in for one another know of one another.
        group: leg.stands_in.then_some(group),
        place: leg.place,
    };
    insert(db, sealer, addressee, letter, turn).await
}

/// The end of the quiet hours that `at` lies in, or `at`. A demonstration holds nothing back.
fn released(settings: &Settings, at: Millis) -> Millis {
    if settings.demonstration {
        return at;
    }
    millis(settings.quiet.release(moment(at), settings.zone))
}

/// When a message goes, and what it stands in for.
#[derive(Clone, Copy, Debug)]
struct Turn {
    written: Millis,
    due: Millis,
    calm: bool,
    group: Option<Uuid>,
    place: u8,
}

impl Turn {
    const fn at_once(at: Millis) -> Self {
        Self { written: at, due: at, calm: false, group: None, place: 0 }
    }
}

async fn insert<C: ConnectionTrait>(
    db: &C,
    sealer: &Sealer,
    addressee: &Addressee<'_>,
    letter: &Letter,
    turn: Turn,
) -> Result<(), Error> {
    let id = Uuid::now_v7();
    let envelope =
        Envelope { to: addressee.to.to_owned(), language: addressee.language, letter: letter.clone() };
    outbox::Entity::insert(outbox::ActiveModel {
        id: Set(id),
        account_id: Set(addressee.subject),
        request_id: Set(letter.regarding().map(|regarding| regarding.request)),
        channel: Set(addressee.way.as_str().to_owned()),
        kind: Set(letter.kind().to_owned()),
        body: Set(sealer.seal_json(BODY, id, &envelope)?),
        state: Set(if turn.place == 0 { WAITING } else { STANDBY }.to_owned()),
        attempts: Set(0),
        created_at: Set(turn.written),
        next_at: Set(turn.due),
        sent_at: Set(None),
        failure: Set(None),
        reference: Set(None),
        letter_id: Set(turn.group),
        place: Set(turn.place.into()),
        calm: Set(turn.calm.into()),
        ended_at: Set(None),
    })
    .exec_without_returning(db)
    .await?;
    Ok(())
}
