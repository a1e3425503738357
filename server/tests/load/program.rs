//! The server as a process, on a processor of its own where the system can do that.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![allow(dead_code, clippy::allow_attributes, reason = "not every test uses everything")]

use std::{
    fs::File,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::support::Installation;

/// A server that runs; killed when dropped.
pub struct Running {
    child: Child,
    port: u16,
}

impl Running {
    /// Starts it by way of `before` (a command that runs another), and waits until it is ready.
    pub async fn start(installation: &Installation, before: &[&str]) -> Self {
        Self::start_with(installation, before, &[]).await
    }

    /// The same with more settings.
    pub async fn start_with(installation: &Installation, before: &[&str], settings: &[(&str, &str)]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let program = std::env::var("LOAD_SERVER").unwrap_or(env!("CARGO_BIN_EXE_kk-daring").into());
        let words: Vec<&str> = [before, &[program.as_str(), "serve"]].concat();
        let log = File::options().create(true).append(true).open(installation.path().join("log")).unwrap();
        let child = Command::new(words[0])
            .args(&words[1..])
            .current_dir(installation.path())
            .envs(installation.environment(port))
            .envs(settings.iter().copied())
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

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
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
