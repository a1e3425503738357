//! Against the real clamd of Debian with a signature file of its own, which knows one file: the string that scanners
//! are tested with. Where clamd is not installed the test says `skipped`; `scripts/setup --tests` brings it.
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]
use std::{
    fs,
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::house::{House, both_databases};
use domain::Language;
use service::{Error, NewUpload, UploadOutcome, inspect::InspectError};
use uuid::Uuid;

/// Cut in two, so that no scanner stumbles over this source.
fn eicar() -> Vec<u8> {
    ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*"].concat().into_bytes()
}

/// A running clamd; it ends with the test.
struct Clamd {
    process: Child,
    _folder: tempfile::TempDir,
}

impl Drop for Clamd {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `None` where it is not installed.
fn clamd(address: &str) -> Option<Clamd> {
    let program = ["/usr/sbin/clamd", "/usr/bin/clamd"].into_iter().find(|path| fs::exists(path).unwrap())?;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("signatures")).unwrap();
    // MD5 of the string, its length, a name.
    fs::write(at("signatures/own.hdb"), "44d88612fea8a8f36de82e1278abb02f:68:Own.Eicar\n").unwrap();
    let (host, port) = address.split_once(':').unwrap();
    let settings = format!(
        "DatabaseDirectory {}\nTCPAddr {host}\nTCPSocket {port}\nForeground yes\nLogFile {}\n",
        at("signatures").display(),
        at("clamd.log").display()
    );
    fs::write(at("clamd.conf"), settings).unwrap();
    let mut command = Command::new(program);
    command.arg("-c").arg(at("clamd.conf")).stdout(Stdio::null()).stderr(Stdio::null());
    let clamd = Clamd { process: command.spawn().unwrap(), _folder: folder };
    let start = Instant::now();
    loop {
        if let Ok(mut line) = TcpStream::connect(address) {
            let mut answer = String::new();
            line.write_all(b"zPING\0").unwrap();
            line.read_to_string(&mut answer).unwrap();
            assert_eq!(answer, "PONG\0");
            return Some(clamd);
        }
        assert!(start.elapsed() < Duration::from_mins(1), "clamd does not begin");
        std::thread::sleep(Duration::from_millis(100));
    }
}

both_databases!(a_real_clamd_lets_clean_files_through_refuses_others_and_is_waited_for, house => {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let Some(scanner) = clamd(&address) else {
        eprintln!("skipped: clamd is not installed (Debian: clamav-daemon)");
        return;
    };
    let citizen = house.citizen("9901020101900005", "made@contoh.test", "081290000002").await;
    let draft = house.written_request(&citizen).await;
    let service = house.reopened(|settings| settings.clamd = Some(address.clone())).await;
    let view = service.step_view(&citizen, draft, "berkas", Language::Id).await.unwrap();
    for document in view.documents.iter().filter(|document| document.slot == "ijazah") {
        service.remove_document(&citizen, draft, document.id).await.unwrap();
    }
    for name in ["ijazah.jpg", "ijazah.pdf"] {
        let refused = service.store_document(&citizen, draft, "ijazah", name, eicar()).await;
        assert!(matches!(refused, Err(Error::File(InspectError::Infected))), "{refused:?}");
    }

    // Away while a file arrives: what came is kept, and is nobody's document.
    drop(scanner);
    let file = House::picture();
    let new = NewUpload {
        draft,
        slot: "ijazah".to_owned(),
        name: "ijazah.jpg".to_owned(),
        key: Uuid::now_v7(),
        length: u64::try_from(file.len()).unwrap(),
        sha256: None,
    };
    let upload = service.begin_upload(&citizen, &new).await.unwrap().id;
    let mut arriving = service.resume_upload(&citizen, upload, 0).await.unwrap();
    service.add_to_upload(&mut arriving, file).await.unwrap();
    assert!(matches!(service.finish_upload(upload).await, Err(Error::Busy)));
    assert!(service.upload(&citizen, upload).await.unwrap().outcome.is_none());
    assert!(matches!(service.read_document(&citizen, new.key).await, Err(Error::NotFound)));

    // The same by a form: taken into quarantine, once however often it is posted.
    let posted = Uuid::now_v7();
    for _ in 0..2 {
        let picture = House::picture();
        let taken = service.take_document(&citizen, draft, "ijazah", posted, "ijazah2.jpg", picture).await;
        assert!(taken.unwrap().is_none());
    }
    let harmful = Uuid::now_v7();
    assert!(service.take_document(&citizen, draft, "ijazah", harmful, "virus.jpg", eicar()).await.unwrap().is_none());
    for id in [posted, harmful] {
        assert!(matches!(service.read_document(&citizen, id).await, Err(Error::NotFound)));
    }

    // Back again: a job asks for what waits.
    let _scanner = clamd(&address).unwrap();
    house.clock.advance(time::Duration::minutes(1));
    service.finish_waiting_uploads().await.unwrap();
    let outcome = service.upload(&citizen, upload).await.unwrap().outcome;
    assert!(matches!(outcome, Some(UploadOutcome::Kept(_))), "{outcome:?}");
    assert!(service.read_document(&citizen, new.key).await.is_ok());
    assert!(service.read_document(&citizen, posted).await.is_ok());
    assert!(matches!(service.read_document(&citizen, harmful).await, Err(Error::NotFound)));
    // And the form is asked at once again.
    let at_once = service.take_document(&citizen, draft, "ijazah", Uuid::now_v7(), "virus.jpg", eicar()).await;
    assert!(matches!(at_once, Err(Error::File(InspectError::Infected))), "{at_once:?}");
});
