//! A restart while people are there: the socket is held by systemd (here by this test), so whoever comes while nobody
//! serves waits in it. `RESTART_RATE` (requests a second) and `RESTARTS` make it harder.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests")]
#![expect(clippy::print_stdout, reason = "figures to read")]

use std::{
    net::{SocketAddr, TcpListener},
    os::fd::OwnedFd,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::time::{MissedTickBehavior, interval, sleep};

fn number(name: &str, unset: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(unset)
}

struct Office {
    folder: tempfile::TempDir,
    socket: TcpListener,
    at: SocketAddr,
}

impl Office {
    fn opened() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/aset")).unwrap();
        std::fs::write(folder.path().join("site/manifest.json"), "{}").unwrap();
        // As long a queue as systemd's.
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let socket = socket.listen(4096).unwrap().into_std().unwrap();
        let at = socket.local_addr().unwrap();
        let office = Self { folder, socket, at };
        for step in [&["keys", "create"][..], &["migrate"]] {
            assert!(office.settings(Command::new(program()).args(step)).status().unwrap().success());
        }
        office
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn settings<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .current_dir(self.path())
            .env_clear()
            .env("KK_DEMO", "1")
            .env("KK_ASSETS_DIR", "site")
            .env("KK_LOG", "warn")
            // Not where it listens: the socket that is handed over counts.
            .env("KK_LISTEN", "127.0.0.1:1")
            .env("KK_PUBLIC_URL", format!("http://{}", self.at))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
    }

    /// Hands the socket over as systemd does: as file 3, with its number and whose it is in the environment.
    fn serve(&self) -> Serving {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", "exec 3<&0 0</dev/null; LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" serve", program()]);
        self.settings(&mut shell);
        shell.stdin(Stdio::from(OwnedFd::from(self.socket.try_clone().unwrap())));
        Serving(Some(shell.spawn().unwrap()))
    }
}

fn program() -> &'static str {
    env!("CARGO_BIN_EXE_kk-daring")
}

struct Serving(Option<Child>);

impl Serving {
    /// Stops it as systemd does; whether what had begun ended in time.
    async fn stop(mut self) -> bool {
        let mut child = self.0.take().unwrap();
        let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        assert!(told.success());
        tokio::task::spawn_blocking(move || child.wait().unwrap().success()).await.unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[derive(Default)]
struct Tally {
    asked: AtomicU64,
    answered: AtomicU64,
    failed: AtomicU64,
    slowest: AtomicU64,
}

impl Tally {
    async fn ask(&self, client: &reqwest::Client, url: &str, again: Option<&reqwest::Client>) {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let begun = Instant::now();
        let mut answer = client.get(url).send().await;
        // A connection that lay idle may be closed as it is taken up, and the next one too: all are closed at once. Browsers
        // ask again as long as it was a used one, and so at last on a new one.
        if let (Some(again), true) = (again, answer.is_err()) {
            answer = again.get(url).send().await;
        }
        let outcome = match answer {
            Ok(answer) if answer.status().is_success() => {
                answer.bytes().await.map(drop).map_err(|error| format!("{error:?}"))
            }
            Ok(answer) => Err(answer.status().to_string()),
            Err(error) => Err(format!("{error:?}")),
        };
        match outcome {
            Ok(()) => {
                self.answered.fetch_add(1, Ordering::Relaxed);
            }
            Err(why) => {
                if self.failed.fetch_add(1, Ordering::Relaxed) < 5 {
                    println!("after {:?}: {why}", begun.elapsed());
                }
            }
        }
        let took = u64::try_from(begun.elapsed().as_millis()).unwrap();
        self.slowest.fetch_max(took, Ordering::Relaxed);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_refused_while_it_restarts() {
    let (rate, restarts) = (number("RESTART_RATE", 100), number("RESTARTS", 2));
    let _ = rustls::crypto::ring::default_provider().install_default();
    let office = Office::opened();
    let mut serving = office.serve();
    let new_lines =
        reqwest::Client::builder().pool_max_idle_per_host(0).timeout(Duration::from_mins(1)).build().unwrap();
    let kept_lines = reqwest::Client::builder().timeout(Duration::from_mins(1)).build().unwrap();
    let page = format!("http://{}/bantuan", office.at);
    let ready = format!("http://{}/readyz", office.at);
    assert!(
        new_lines.get(&ready).send().await.unwrap().status().is_success(),
        "it serves on the socket it was given"
    );

    let (tally, over) = (Arc::new(Tally::default()), Arc::new(AtomicBool::new(false)));
    let load = tokio::spawn({
        let (tally, over) = (Arc::clone(&tally), Arc::clone(&over));
        async move {
            let mut tick = interval(Duration::from_secs(1) / u32::try_from(rate).unwrap());
            tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
            let mut asked = tokio::task::JoinSet::new();
            for turn in 0_u64.. {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                tick.tick().await;
                let is_kept = turn % 2 == 1;
                let client = if is_kept { kept_lines.clone() } else { new_lines.clone() };
                let (tally, again) = (Arc::clone(&tally), is_kept.then(|| new_lines.clone()));
                let url = if turn % 10 == 0 { page.clone() } else { ready.clone() };
                asked.spawn(async move { tally.ask(&client, &url, again.as_ref()).await });
            }
            asked.join_all().await;
        }
    });
    for _ in 0..restarts {
        sleep(Duration::from_millis(1_500)).await;
        assert!(serving.stop().await, "what had begun ended in time");
        serving = office.serve();
    }
    sleep(Duration::from_millis(1_500)).await;
    over.store(true, Ordering::Relaxed);
    load.await.unwrap();

    let count = |of: &AtomicU64| of.load(Ordering::Relaxed);
    println!(
        "{restarts} restarts under {rate} requests a second: {} asked, {} answered, {} failed, the slowest took {} ms",
        count(&tally.asked),
        count(&tally.answered),
        count(&tally.failed),
        count(&tally.slowest)
    );
    assert_eq!(count(&tally.failed), 0);
    assert_eq!(count(&tally.answered), count(&tally.asked));
    assert!(count(&tally.asked) > rate * restarts, "{}", count(&tally.asked));
}
