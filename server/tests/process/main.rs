//! The program as the office runs it: made, opened, served, stopped.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod bounce;
mod commands;
mod installing;
mod keys;
mod serving;

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

struct Office {
    folder: tempfile::TempDir,
    port: u16,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/aset")).unwrap();
        std::fs::write(folder.path().join("site/manifest.json"), "{}").unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { folder, port }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kk-daring"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("KK_DEMO", "1")
            .env("KK_ASSETS_DIR", "site")
            .env("KK_LISTEN", format!("127.0.0.1:{}", self.port));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output.stderr));
        said(&output.stdout)
    }

    fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?}: {}", said(&output.stdout));
        said(&output.stderr)
    }

    fn opened() -> Self {
        let office = Self::new();
        office.succeeds(&["keys", "create"]);
        office.succeeds(&["migrate"]);
        office
    }

    fn serve(&self) -> Serving {
        self.serve_with(&[])
    }

    fn serve_with(&self, settings: &[(&str, &str)]) -> Serving {
        let settings = settings.iter().copied();
        let child = self.command(&["serve"]).envs(settings).stderr(Stdio::piped()).spawn().unwrap();
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(started.elapsed() < Duration::from_secs(20), "it does not serve");
            std::thread::sleep(Duration::from_millis(20));
        }
        Serving(child)
    }

    /// Answer to a bare request, read until the other side closes.
    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        said(&answer)
    }
}

struct Serving(Child);

impl Serving {
    /// Ends it as the system would; its log.
    fn stop(mut self) -> String {
        let told = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap();
        assert!(told.success());
        let mut log = String::new();
        self.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        let status = self.0.wait().unwrap();
        assert!(status.success(), "{status}: {log}");
        log
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
