//! Who signs in beside the flood.

use std::sync::Arc;

use futures::{StreamExt as _, stream};
use sea_orm::{ConnectionTrait as _, Statement};

use crate::support::{Installation, Person};

/// One of them.
pub struct Signer {
    pub name: String,
    pub address: String,
    /// The secret of a known browser; empty in a new one.
    pub device: String,
    /// Of a session that lasts.
    pub cookie: String,
}

#[derive(Clone)]
pub struct People {
    /// Their browsers are known, and others guess at their accounts.
    known: Arc<Vec<Signer>>,
    /// They come with new browsers, and nobody guesses at theirs.
    new: Arc<Vec<Signer>>,
    /// They guess, by browsers that are known to accounts of their own.
    guessing: Arc<Vec<Signer>>,
    /// How passwords are hashed: of one of them.
    pub hash: String,
}

/// So many who guess have accounts.
const GUESSING: u64 = 20;
/// Nobody is sent more codes than this without waiting.
const CODES: u64 = 4;

impl People {
    pub async fn prepare(installation: &Installation, known: u64, new_sign_ins: u64) -> Self {
        let service = installation.open().await;
        let new = new_sign_ins.div_ceil(CODES);
        let people = (0..known + GUESSING + new).map(|place| {
            let service = &service;
            async move {
                let serial = u32::try_from(place + 1).unwrap();
                let person = Person::citizen(service, serial).await;
                let device = if place < known + GUESSING {
                    service.trust_device(person.account(), None).await.unwrap()
                } else {
                    String::new()
                };
                let [.., high, low] = serial.to_be_bytes();
                Signer {
                    name: format!("warga{serial}@contoh.test"),
                    address: format!("192.168.{high}.{low}"),
                    device,
                    cookie: person.cookie,
                }
            }
        });
        let mut people: Vec<Signer> = stream::iter(people).buffered(8).collect().await;
        let new = people.split_off(usize::try_from(known + GUESSING).unwrap());
        let guessing = people.split_off(usize::try_from(known).unwrap());
        let database = installation.database().await;
        let asked = Statement::from_string(
            database.get_database_backend(),
            "SELECT password_hash FROM account LIMIT 1",
        );
        let hash = database.query_one_raw(asked).await.unwrap().unwrap().try_get_by_index(0).unwrap();
        database.close().await.unwrap();
        Self { known: Arc::new(people), new: Arc::new(new), guessing: Arc::new(guessing), hash }
    }

    pub fn known(&self, turn: u64) -> &Signer {
        let turn = usize::try_from(turn).unwrap();
        &self.known[turn % self.known.len()]
    }

    pub fn guesser(&self, turn: u64) -> &Signer {
        let turn = usize::try_from(turn / 10).unwrap();
        &self.guessing[turn % self.guessing.len()]
    }

    pub fn newcomer(&self, turn: u64) -> &Signer {
        let turn = usize::try_from(turn).unwrap();
        &self.new[turn % self.new.len()]
    }
}
