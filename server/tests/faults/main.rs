//! What fails around the server: the disk is full or broken or forgets what was not synced, the store of documents is
//! gone, mail and scanner are silent, the clock jumps, the database drops every connection or starts anew. Nobody gets
//! a receipt for what was not stored, the process goes on, and within seconds of the end of the trouble it works as
//! before, by itself.
//!
//! `make faults` runs all of it, one after the other; `FAULTS_SERVER` names another program than the unoptimised one of
//! this build.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod beside;
mod clock;
mod database;
mod disk;
mod power;
#[path = "../support/mod.rs"]
mod support;
mod tracer;

use std::time::{Duration, Instant};

use reqwest::{Client, StatusCode, header, redirect::Policy};
use support::{
    Errand, Installation, Person,
    program::{Running, program},
};

/// It must work again so soon after the trouble has ended.
const HEALS_WITHIN: Duration = Duration::from_secs(5);

struct Portal {
    installation: Installation,
    running: Running,
    client: Client,
}

impl Portal {
    async fn serve(installation: Installation, before: &[&str]) -> Self {
        Self::serve_with(installation, before, &[]).await
    }

    async fn serve_with(installation: Installation, before: &[&str], settings: &[(&str, &str)]) -> Self {
        let mut command = program("FAULTS_SERVER", before);
        command.envs(settings.iter().copied());
        let running = Running::start(command, &installation).await;
        let client = Client::builder().redirect(Policy::none()).timeout(Duration::from_mins(1));
        Self { installation, running, client: client.build().unwrap() }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.running.address())
    }

    /// Presses "Kirim": whether a receipt was given. What is no receipt is a page that says so.
    async fn send(&self, errand: &Errand) -> bool {
        let answer = errand.press(&self.client, &self.running.address()).send().await;
        let answer = answer.unwrap_or_else(|error| panic!("the server has no answer: {error}"));
        let receipt = errand.is_receipt(&answer);
        let leads = answer.headers().get(header::LOCATION).and_then(|leads| leads.to_str().ok());
        let (status, leads) = (answer.status(), leads.map(str::to_owned));
        if !receipt {
            let told = status.is_server_error() || leads.is_some_and(|leads| leads.contains("/permohonan/"));
            assert!(told, "{status}: neither a receipt nor a sentence");
        }
        receipt
    }

    async fn upload(&self, errand: &Errand) -> StatusCode {
        let boundary = "batas";
        let picture = support::picture();
        let head = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n"
        );
        let body = [head.as_bytes(), &picture, format!("\r\n--{boundary}--\r\n").as_bytes()].concat();
        let answer = self
            .client
            .post(self.at(&format!("/unggah/{}/ktp_el", errand.draft)))
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"))
            .header(header::REFERER, self.at(&format!("/permohonan/{}/isi/dokumen", errand.draft)))
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT, "application/json")
            .header(header::COOKIE, &errand.owner.cookie)
            .body(body)
            .send()
            .await;
        answer.unwrap_or_else(|error| panic!("the server has no answer: {error}")).status()
    }

    /// Until it gives a receipt again.
    async fn heals(&self, errand: &Errand) {
        let begun = Instant::now();
        while !self.send(errand).await {
            assert!(begun.elapsed() < HEALS_WITHIN, "it does not recover by itself");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

async fn drafts(installation: &Installation, people: u32, each: usize) -> Vec<Errand> {
    let service = installation.open().await;
    let mut errands = Vec::new();
    for serial in 1..=people {
        let citizen = Person::citizen(&service, serial).await;
        for _ in 0..each {
            errands.push(citizen.errand(&service).await);
        }
    }
    errands
}
