//! The server as a process: started, and killed without a word.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::{
    fs::File,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use super::Installation;

/// The program of this build, unless the environment names another by `name`, begun by way of `before` (a command that
/// runs another).
pub fn program(name: &str, before: &[&str]) -> Command {
    let program = std::env::var(name).unwrap_or(env!("CARGO_BIN_EXE_kk-daring").into());
    let words: Vec<&str> = [before, &[program.as_str(), "serve"]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

/// The processor time that `whose` (as /proc names it) was given so far; the kernel counts it in hundredths of a second.
pub fn processor_time(whose: &str) -> Duration {
    let line = std::fs::read_to_string(format!("/proc/{whose}/stat")).unwrap();
    let (_, after_name) = line.rsplit_once(')').unwrap();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    Duration::from_millis(ticks.map(|ticks| ticks.parse::<u64>().unwrap()).sum::<u64>() * 10)
}

/// A server that runs; killed when dropped.
pub struct Running {
    child: Child,
    port: u16,
}

impl Running {
    /// Starts `command`, which serves this installation, and waits until it is ready.
    pub async fn start(mut command: Command, installation: &Installation) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let log = File::options().create(true).append(true).open(installation.path().join("log")).unwrap();
        let child = command
            .current_dir(installation.path())
            .envs(installation.environment(port))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let running = Self { child, port };
        let started = Instant::now();
        let (ready, client) = (format!("{}/readyz", running.address()), reqwest::Client::new());
        while !client.get(&ready).send().await.is_ok_and(|answer| answer.status().is_success()) {
            if started.elapsed() > Duration::from_secs(30) {
                let log = std::fs::read_to_string(installation.path().join("log")).unwrap();
                panic!("it does not serve: {log}");
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
        running
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The same as an address.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The processor time that it has been given so far.
    pub fn given(&self) -> Duration {
        processor_time(&self.id().to_string())
    }

    /// What of it was given to the threads of this name.
    pub fn given_to(&self, name: &str) -> Duration {
        let process = self.id();
        let threads = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
        let ids = threads.map(|thread| thread.unwrap().file_name().into_string().unwrap());
        let of_name = |id: &String| {
            std::fs::read_to_string(format!("/proc/{process}/task/{id}/comm"))
                .is_ok_and(|comm| comm.trim() == name)
        };
        ids.filter(of_name).map(|id| processor_time(&format!("{process}/task/{id}"))).sum()
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
