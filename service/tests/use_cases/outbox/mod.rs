//! The outbox under faults: a gateway that is down, slow, answers twice, forgets to answer, and a sender that dies.
//! Nothing is lost, and nobody gets anything twice from a gateway that honours the key.
#![expect(clippy::unwrap_used, reason = "tests")]

mod faults;
mod gateway;
mod late;
mod mail;
mod night;
mod notices;
mod outage;
mod phones;
mod push_service;
mod repair;
mod stuck;
mod wished;

use crate::house::{self, House, answers::LOST};
use domain::Way;
use gateway::Gateway;
use mail::Mail;
use service::{Actor, Service, WishForm, channel::Channel};
use std::sync::Arc;
use time::Duration;

const EMAIL: &str = "siti@contoh.test";
const PHONE: &str = "+6281290000001";

/// An office whose messages go to a gateway on a socket and to a mail server of ours.
struct Office {
    house: House,
    service: Arc<Service>,
    gateway: Gateway,
    mail: Arc<Mail>,
    siti: Actor,
}

impl Office {
    async fn of(house: House) -> Self {
        let siti = house.citizen("9901016507840002", EMAIL, "081290000001").await;
        house.card(&siti).await;
        let gateway = Gateway::start().await;
        let mail = Arc::new(Mail::default());
        let channels: Vec<Arc<dyn Channel>> = vec![gateway.adapter(), Arc::clone(&mail) as Arc<dyn Channel>];
        let service = house.sending(channels, |_| ()).await;
        Self { house, service, gateway, mail, siti }
    }

    /// Another server on the same data, with the same gateway.
    async fn another(&self) -> Arc<Service> {
        self.house.server_with(vec![self.gateway.adapter()], |_| ()).await
    }

    async fn wishes(&self, email: bool, phone: bool, first: Way) {
        let ways = [(Way::Email, email), (Way::WhatsApp, phone)]
            .into_iter()
            .filter_map(|(way, wished)| wished.then_some(way));
        let form = WishForm { ways: ways.collect(), first: first.as_str().into(), ..WishForm::default() };
        self.service.save_wishes(&self.siti, &form).await.unwrap();
    }

    /// Sends a request, of whose arrival its owner is told; its number.
    async fn news(&self) -> String {
        let draft = self.house.writes(&self.siti, "RP-01", &LOST).await.unwrap();
        self.service.send(&self.siti, draft, true).await.unwrap().number.to_string()
    }

    /// The job that sends, for so long, looking every half minute.
    async fn works_for(&self, time: Duration) {
        let mut left = time;
        loop {
            while self.service.send_due().await.unwrap() > 0 {}
            if left <= Duration::ZERO {
                break;
            }
            self.house.clock.advance(Duration::seconds(30));
            left -= Duration::seconds(30);
        }
    }

    /// How many rows of the outbox are in this state.
    async fn rows(&self, state: &str) -> i64 {
        self.house.count(&format!("outbox WHERE state = '{state}' AND kind = 'submitted'")).await
    }
}
