//! The server as a process: started, and killed without a word.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::{
    fs::File,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{careless, support::Installation};

/// Which server.
#[derive(Clone, Copy, Debug)]
pub enum Program {
    /// The one that is shipped.
    Real,
    /// One that gives receipts before it commits.
    Careless,
}

/// A server that runs; killed when dropped.
pub struct Running {
    child: Child,
    port: u16,
}

impl Running {
    /// Starts it and waits until it is ready.
    pub async fn start(program: Program, installation: &Installation) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = match program {
            Program::Real => {
                let shipped = std::env::var_os("CRASH_SERVER");
                let mut command = Command::new(shipped.unwrap_or(env!("CARGO_BIN_EXE_kk-daring").into()));
                command.arg("serve");
                command
            }
            Program::Careless => careless::command(),
        };
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
        let ready = format!("http://127.0.0.1:{port}/readyz");
        let client = reqwest::Client::new();
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
