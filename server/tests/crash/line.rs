//! A bad line to a server: cuts every connection after a while, comes and goes, is slow; and counts what was sent.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::AbortHandle,
};

/// What is wrong with it.
#[derive(Clone, Debug)]
pub struct Flaws {
    /// A connection breaks after so many bytes from the sender.
    pub cut_after: Range<u64>,
    /// It carries so many bytes a second.
    pub rate: u64,
    /// It is there so long, and then away so long.
    pub comes_and_goes: Option<Duration>,
}

impl Flaws {
    /// Every connection breaks after 64 to 512 KB.
    pub fn cutting() -> Self {
        Self { cut_after: 64 * 1024..512 * 1024, rate: u64::MAX, comes_and_goes: None }
    }
}

/// A line that is open.
pub struct Line {
    port: u16,
    shared: Arc<Shared>,
    tasks: Vec<AbortHandle>,
}

struct Shared {
    flaws: Flaws,
    /// Where the server is, while there is one.
    door: watch::Sender<Option<u16>>,
    there: watch::Sender<bool>,
    sent: AtomicU64,
    connections: AtomicU64,
}

impl Line {
    /// Opens one; it leads nowhere yet.
    pub async fn open(flaws: Flaws, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            flaws,
            door: watch::Sender::new(None),
            there: watch::Sender::new(true),
            sent: AtomicU64::new(0),
            connections: AtomicU64::new(0),
        });
        let accepting = Arc::clone(&shared);
        let accept = tokio::spawn(async move {
            let mut chance = StdRng::seed_from_u64(seed);
            while let Ok((sender, _)) = listener.accept().await {
                let budget = chance.random_range(accepting.flaws.cut_after.clone());
                tokio::spawn(Arc::clone(&accepting).carry(sender, budget));
            }
        });
        let mut tasks = vec![accept.abort_handle()];
        if let Some(spell) = shared.flaws.comes_and_goes {
            let shared = Arc::clone(&shared);
            let flapping = tokio::spawn(async move {
                loop {
                    tokio::time::sleep(spell).await;
                    shared.there.send_modify(|there| *there = !*there);
                }
            });
            tasks.push(flapping.abort_handle());
        }
        Self { port, shared, tasks }
    }

    /// Where senders knock.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The server is here now, or nowhere.
    pub fn leads_to(&self, port: Option<u16>) {
        self.shared.door.send_replace(port);
    }

    /// What senders have put on it, heads of requests and all.
    pub fn sent(&self) -> u64 {
        self.shared.sent.load(Ordering::Relaxed)
    }

    /// How often somebody knocked.
    pub fn connections(&self) -> u64 {
        self.shared.connections.load(Ordering::Relaxed)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

impl Shared {
    async fn carry(self: Arc<Self>, mut sender: TcpStream, budget: u64) {
        self.connections.fetch_add(1, Ordering::Relaxed);
        let mut there = self.there.subscribe();
        if !*there.borrow() {
            return;
        }
        let door = *self.door.borrow();
        let Some(port) = door else { return };
        let Ok(mut server) = TcpStream::connect(("127.0.0.1", port)).await else { return };
        let (mut from_sender, mut to_sender) = sender.split();
        let (mut from_server, mut to_server) = server.split();
        tokio::select! {
            () = self.forth(&mut from_sender, &mut to_server, budget) => {}
            _ = copy(&mut from_server, &mut to_sender) => {}
            _ = there.wait_for(|there| !there) => {}
        }
    }

    async fn forth<R, W>(&self, from: &mut R, to: &mut W, mut budget: u64)
    where
        R: tokio::io::AsyncRead + Unpin,
        W: tokio::io::AsyncWrite + Unpin,
    {
        let mut buffer = [0; 8 * 1024];
        while budget > 0 {
            let most = buffer.len().min(usize::try_from(budget).unwrap_or(usize::MAX));
            let Ok(read @ 1..) = from.read(&mut buffer[..most]).await else { return };
            let bytes = u64::try_from(read).unwrap();
            self.sent.fetch_add(bytes, Ordering::Relaxed);
            budget -= bytes;
            if self.flaws.rate < u64::MAX {
                tokio::time::sleep(Duration::from_micros(bytes * 1_000_000 / self.flaws.rate)).await;
            }
            if to.write_all(&buffer[..read]).await.is_err() {
                return;
            }
        }
    }
}
