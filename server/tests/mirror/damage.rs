//! Whatever is damaged in a mirror is found.
use crate::{Office, asked, files, said};
use service::{Keys, hold_mirror, replay_mirror};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_changed_cut_or_removed_in_a_mirror_is_found() {
    let office = Office::new();
    let errands = office.drafts(1..2, 2).await;
    let running = office.serve().await;
    for errand in &errands {
        assert!(office.send(&running, errand).await);
    }
    running.kill();
    office.succeeds(&["verify-mirror"]);
    let keys = Keys::read(&office.installation.path().join("keys.json")).unwrap();
    let held = hold_mirror(&office.mirror()).unwrap();
    let is_whole = || replay_mirror(&keys, &office.mirror(), &held, None, false).is_ok();
    assert!(is_whole());
    let rows = files(&office.mirror());
    let rows = rows.iter().filter(|path| path.components().any(|part| part.as_os_str() == "generations"));
    let rows: Vec<_> = rows.cloned().chain([office.mirror().join("mark")]).collect();
    assert!(rows.len() >= 3, "{rows:?}");
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    for path in &rows {
        let whole = std::fs::read(path).unwrap();
        for _ in 0..asked("MIRROR_FLIPS", 2) {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).unwrap() % whole.len();
            let mut other = whole.clone();
            other[at] ^= 1 << (seed % 8);
            std::fs::write(path, &other).unwrap();
            assert!(!is_whole(), "a flipped bit at {at} of {}", path.display());
            std::fs::write(path, &whole[..at]).unwrap();
            assert!(!is_whole(), "{} cut at {at}", path.display());
        }
        std::fs::remove_file(path).unwrap();
        assert!(!is_whole(), "{} removed", path.display());
        std::fs::write(path, &whole).unwrap();
    }
    assert!(is_whole());
    drop(held);
    let documents = files(&office.mirror().join("documents"));
    assert_eq!(documents.len(), 4);
    for path in &documents[..1] {
        let whole = std::fs::read(path).unwrap();
        let mut other = whole.clone();
        other[whole.len() / 2] ^= 1;
        std::fs::write(path, &other).unwrap();
        let found = office.run(&["verify-mirror"]);
        assert!(!found.status.success(), "{}", said(&found));
        std::fs::remove_file(path).unwrap();
        assert!(!office.run(&["verify-mirror"]).status.success());
        std::fs::write(path, &whole).unwrap();
    }
    office.succeeds(&["verify-mirror"]);
}
