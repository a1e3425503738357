//! Citizens who press "Kirim", lose the answer, and press again.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
    time::Duration,
};

use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use reqwest::{Client, RequestBuilder, Response, header, redirect::Policy};
use tokio::{sync::watch, task::JoinSet, time::timeout};
use uuid::Uuid;

use crate::support::Errand;

/// All senders together.
pub struct Crowd {
    shared: Arc<Shared>,
    senders: JoinSet<()>,
}

struct Shared {
    client: Client,
    /// The server's port, while there is one.
    door: watch::Sender<Option<u16>>,
    account: watch::Sender<Account>,
    /// How likely somebody who has a receipt presses once more.
    presses_again: f64,
}

/// What was promised.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// Everything that is to be sent.
    pub errands: BTreeMap<Uuid, Errand>,
    /// Acknowledged drafts, with every number that was seen for them.
    pub receipts: BTreeMap<Uuid, BTreeSet<String>>,
    /// Answers that were lost with the server.
    pub broken_off: usize,
    /// Answers that were no receipt, and how often: they must not be given to who pressed "Kirim".
    pub strange: BTreeMap<String, usize>,
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { errands, receipts, broken_off, strange } = self;
        let (receipts, errands) = (receipts.len(), errands.len());
        write!(
            f,
            "{receipts} of {errands} acknowledged, {broken_off} answers broken off, others: {strange:?}"
        )
    }
}

impl Crowd {
    /// One sender for each list.
    pub fn gather(errands: Vec<Vec<Errand>>, seed: u64, presses_again: f64) -> Self {
        let client = Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(20));
        let all = errands.iter().flatten().map(|errand| (errand.draft, errand.clone())).collect();
        let shared = Arc::new(Shared {
            client: client.build().unwrap(),
            door: watch::Sender::new(None),
            account: watch::Sender::new(Account { errands: all, ..Account::default() }),
            presses_again,
        });
        let mut senders = JoinSet::new();
        for (place, errands) in (0..).zip(errands) {
            senders.spawn(send_all(Arc::clone(&shared), errands, StdRng::seed_from_u64(seed ^ place)));
        }
        Self { shared, senders }
    }

    /// The server listens here.
    pub fn let_in(&self, port: u16) {
        self.shared.door.send_replace(Some(port));
    }

    /// The server is gone.
    pub fn shut_out(&self) {
        self.shared.door.send_replace(None);
    }

    /// How many drafts are acknowledged.
    pub fn receipts(&self) -> usize {
        self.shared.account.borrow().receipts.len()
    }

    /// Waits until so many drafts are acknowledged, or all.
    pub async fn until(&self, enough: usize) {
        let mut account = self.shared.account.subscribe();
        let waiting = account.wait_for(|account| {
            account.receipts.len() >= enough || account.receipts.len() == account.errands.len()
        });
        timeout(Duration::from_mins(1), waiting).await.expect("no receipts come any more").unwrap();
    }

    /// Lets everybody finish, however many they are, as long as receipts come.
    pub async fn finish(mut self) -> Account {
        let all = async { while self.senders.join_next().await.transpose().unwrap().is_some() {} };
        let stuck = async {
            loop {
                let before = self.shared.account.borrow().receipts.len();
                tokio::time::sleep(Duration::from_mins(1)).await;
                if self.shared.account.borrow().receipts.len() == before {
                    return;
                }
            }
        };
        tokio::select! {
            () = all => {}
            () = stuck => panic!("not everybody got a receipt: {}", *self.shared.account.borrow()),
        }
        self.shared.account.borrow().clone()
    }
}

async fn send_all(shared: Arc<Shared>, errands: Vec<Errand>, mut chance: StdRng) {
    for errand in errands {
        // Some press twice.
        let twice = chance.random_bool(shared.presses_again);
        while !shared.send(&errand, twice).await {
            tokio::time::sleep(Duration::from_millis(chance.random_range(10..60))).await;
        }
        if chance.random_bool(shared.presses_again) {
            shared.send(&errand, false).await;
        }
    }
}

impl Shared {
    /// Whether it was acknowledged.
    async fn send(&self, errand: &Errand, twice: bool) -> bool {
        let mut door = self.door.subscribe();
        let port = door.wait_for(Option::is_some).await.unwrap().unwrap();
        let (first, second) = tokio::join!(self.press(port, errand), async {
            if twice { self.press(port, errand).await } else { false }
        });
        if first || second {
            self.look(port, errand).await;
        }
        first || second
    }

    async fn press(&self, port: u16, errand: &Errand) -> bool {
        let at = format!("http://127.0.0.1:{port}");
        let Ok(answer) = errand.press(&self.client, &at).send().await else {
            self.account.send_modify(|account| account.broken_off += 1);
            return false;
        };
        let acknowledged = answer.status().is_redirection() && errand.is_receipt(&answer);
        self.account.send_modify(|account| {
            if acknowledged {
                account.receipts.entry(errand.draft).or_default();
            } else {
                let what = format!("{} {}", answer.status().as_u16(), target(&answer));
                let what = what.replace(&errand.draft.to_string(), "…");
                *account.strange.entry(what).or_default() += 1;
            }
        });
        acknowledged
    }

    /// Reads the number on the receipt's page, if the server lives that long.
    async fn look(&self, port: u16, errand: &Errand) {
        let address = format!("http://127.0.0.1:{port}{}", errand.receipt());
        let Ok(answer) = as_browser(self.client.get(address), errand).send().await else { return };
        let status = answer.status();
        let Ok(page) = answer.text().await else { return };
        let number = page
            .split_once("receipt-number\">")
            .and_then(|(_, rest)| rest.split_once('<'))
            .map(|(number, _)| number.to_owned());
        self.account.send_modify(|account| match number {
            Some(number) => {
                account.receipts.entry(errand.draft).or_default().insert(number);
            }
            None => *account.strange.entry(format!("receipt {}", status.as_u16())).or_default() += 1,
        });
    }
}

fn as_browser(request: RequestBuilder, errand: &Errand) -> RequestBuilder {
    request
        .header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
        .header(header::COOKIE, &errand.owner.cookie)
}

/// Where a redirect leads, without what stands before the path.
fn target(answer: &Response) -> String {
    let location = answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    location.unwrap_or_default().split('#').next().unwrap_or_default().to_owned()
}
