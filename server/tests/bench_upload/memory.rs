//! What the server's process holds for a file that is on its way, in the worst moment: nearly a whole part has come and
//! the rest of it does not.
use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

use crate::{
    opened,
    support::{
        Installation,
        program::{Running, program},
    },
    with_a_draft,
};

const FILES: u32 = 100;
const OF_ONE: u32 = 10;
const PART: usize = 256 * 1024;
/// What one file may cost, in KiB.
const MOST: f64 = 1024.0;

/// What of the process is in memory, in KiB.
fn resident(server: &Running) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: `make bench-upload`"]
async fn memory_of_a_file_on_its_way() {
    let installation = Installation::on_sqlite();
    let service = opened(&installation).await;
    let mut people = Vec::new();
    for serial in 1..=FILES / OF_ONE {
        people.push(with_a_draft(&service, serial).await);
    }
    drop(service);
    let server = Running::start(program("UPLOAD_SERVER", &[]), &installation).await;
    let (client, origin) = (reqwest::Client::new(), server.address());
    let mut lines: Vec<TcpStream> = Vec::new();
    let (mut before, mut times) = (0.0, 0);
    // The first round warms the process up: what it takes once is no file's.
    for round in 0..2 {
        lines.clear();
        tokio::time::sleep(Duration::from_secs(4)).await;
        if round == 1 {
            before = resident(&server);
        }
        for (owner, draft) in &people {
            for _ in 0..OF_ONE {
                let told =
                    [("draft", draft.to_string()), ("slot", "ktp_el".into()), ("filename", "a.pdf".into())];
                let told = told.map(|(name, value)| format!("{name} {}", STANDARD.encode(value)));
                let asked = client.post(format!("{origin}/unggah")).header("cookie", &owner.cookie);
                let asked = asked.header("origin", &origin).header("tus-resumable", "1.0.0");
                let asked = asked.header("upload-length", 4 * PART).header("upload-metadata", told.join(","));
                let answer = asked.send().await.unwrap();
                assert_eq!(answer.status(), 201);
                let place = answer.headers()["location"].to_str().unwrap().to_owned();
                let mut line = TcpStream::connect(("127.0.0.1", server.port())).await.unwrap();
                let head = format!(
                    "PATCH {place} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nOrigin: {origin}\r\nCookie: {}\r\nTus-Resumable: 1.0.0\r\n\
                     Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {PART}\r\n\r\n",
                    server.port(),
                    owner.cookie
                );
                line.write_all(head.as_bytes()).await.unwrap();
                line.write_all(&vec![7; PART - 1]).await.unwrap();
                lines.push(line);
                times += 1;
            }
        }
    }
    let most = resident(&server);
    assert_eq!(times, 2 * FILES);
    let each = (most - before) / f64::from(FILES);
    println!(
        "bench-upload: {FILES} files on their way: {before:.0} KiB before, {most:.0} KiB; {each:.0} KiB a file"
    );
    assert!(each <= MOST, "{each:.0} KiB for each file");
}
