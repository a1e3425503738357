#![expect(clippy::unwrap_used, reason = "tests")]

use bytes::Bytes;
use uuid::Uuid;

use super::*;

fn part(upload: Uuid) -> Path {
    Path::from(format!("unggah/{upload}/{}", Uuid::now_v7()))
}

async fn listed(store: &InFolder) -> Vec<(Path, u64)> {
    let all: Vec<_> = store.list(Some(&Path::from("unggah"))).try_collect().await.unwrap();
    let mut all: Vec<_> = all.into_iter().map(|one: ObjectMeta| (one.location, one.size)).collect();
    all.sort();
    all
}

async fn bytes(store: &InFolder, location: &Path) -> Bytes {
    store.get(location).await.unwrap().bytes().await.unwrap()
}

/// Files on the disk, of whichever kind.
fn files(folder: &Folder) -> Vec<std::path::PathBuf> {
    let Ok(uploads) = std::fs::read_dir(folder.join("unggah")) else { return Vec::new() };
    uploads
        .flat_map(|upload| std::fs::read_dir(upload.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}

#[tokio::test]
async fn parts_of_one_file_lie_in_one_file_and_are_objects_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let store = InFolder::open(folder.path()).unwrap();
    let upload = Uuid::now_v7();
    let places = [part(upload), part(upload), part(upload)];
    for (place, text) in places.iter().zip(["satu", "dua dua", ""]) {
        let pieces = [Bytes::from_static(b"#"), Bytes::from(text)];
        store.put(place, pieces.into_iter().collect()).await.unwrap();
    }
    assert_eq!(files(folder.path()).len(), 1);
    let sizes = [5, 8, 1];
    assert_eq!(listed(&store).await, places.clone().into_iter().zip(sizes).collect::<Vec<_>>());
    assert_eq!(store.head(&places[1]).await.unwrap().size, 8);
    assert_eq!(bytes(&store, &places[1]).await, "#dua dua");
    assert_eq!(store.get_range(&places[1], 1..4).await.unwrap(), "dua");
    // Another process reads them too, and never adds to a file of this one.
    let other = InFolder::open(folder.path()).unwrap();
    assert_eq!(bytes(&other, &places[0]).await, "#satu");
    let theirs = part(upload);
    other.put(&theirs, "tiga".into()).await.unwrap();
    assert_eq!((bytes(&store, &theirs).await, files(folder.path()).len()), ("tiga".into(), 2));
}

#[tokio::test]
async fn what_is_deleted_is_gone_and_the_last_part_takes_its_file_along() {
    let folder = tempfile::tempdir().unwrap();
    let store = InFolder::open(folder.path()).unwrap();
    let upload = Uuid::now_v7();
    let (one, two) = (part(upload), part(upload));
    for place in [&one, &two] {
        store.put(place, "x".into()).await.unwrap();
    }
    store.delete(&one).await.unwrap();
    assert!(matches!(store.get(&one).await, Err(Error::NotFound { .. })));
    assert_eq!(listed(&store).await, [(two.clone(), 1)]);
    // Whoever deletes the rest is another server.
    InFolder::open(folder.path()).unwrap().delete(&two).await.unwrap();
    assert!(files(folder.path()).is_empty() && listed(&store).await.is_empty());
    // This one had thought that it goes on.
    let three = part(upload);
    store.put(&three, "y".into()).await.unwrap();
    assert_eq!(bytes(&store, &three).await, "y");
    store.delete(&three).await.unwrap();
    assert!(files(folder.path()).is_empty());
}

#[tokio::test]
async fn what_a_killed_process_left_half_written_hides_nothing_and_is_found_by_the_sweep() {
    let folder = tempfile::tempdir().unwrap();
    let upload = Uuid::now_v7();
    let whole = part(upload);
    let killed = InFolder::open(folder.path()).unwrap();
    killed.put(&whole, "utuh".into()).await.unwrap();
    let file = files(folder.path()).remove(0);
    let frames = std::fs::read(&file).unwrap();
    let store = InFolder::open(folder.path()).unwrap();
    for cut in 1..frames.len() {
        std::fs::write(&file, [&frames, &frames[..cut]].concat()).unwrap();
        assert_eq!(listed(&store).await, [(whole.clone(), 4)], "{cut}");
    }
    std::fs::write(&file, [frames.clone(), vec![0; 100]].concat()).unwrap();
    assert_eq!(bytes(&store, &whole).await, "utuh");
    let next = part(upload);
    store.put(&next, "lanjut".into()).await.unwrap();
    assert_eq!(bytes(&store, &next).await, "lanjut");
    store.delete(&next).await.unwrap();
    // Nothing of a first part arrived: the file itself is what a sweep may delete.
    std::fs::write(&file, &frames[..20]).unwrap();
    let [(left, _)] = listed(&store).await.try_into().unwrap();
    assert!(is_frames(&left));
    store.delete(&left).await.unwrap();
    assert!(files(folder.path()).is_empty());
}

#[tokio::test]
async fn parts_of_former_versions_and_all_other_objects_are_files_as_before() {
    let folder = tempfile::tempdir().unwrap();
    let store = InFolder::open(folder.path()).unwrap();
    let (old, document) = (part(Uuid::now_v7()), Path::from(format!("{}/{}", Uuid::nil(), Uuid::nil())));
    store.files.put(&old, "lama".into()).await.unwrap();
    store.put(&document, "surat".into()).await.unwrap();
    assert_eq!((bytes(&store, &old).await, bytes(&store, &document).await), ("lama".into(), "surat".into()));
    assert_eq!(std::fs::read(folder.path().join(document.as_ref())).unwrap(), b"surat");
    store.delete(&old).await.unwrap();
    assert!(listed(&store).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_connections_at_the_same_moment_do_not_write_over_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let store = InFolder::open(folder.path()).unwrap();
    let upload = Uuid::now_v7();
    let places: Vec<_> = (0..24).map(|_| part(upload)).collect();
    let texts: Vec<_> = places.iter().map(|place| place.to_string().repeat(100)).collect();
    let all = places.iter().zip(&texts).map(|(place, text)| store.put(place, text.clone().into()));
    for put in futures::future::join_all(all).await {
        put.unwrap();
    }
    for (place, text) in places.iter().zip(&texts) {
        assert_eq!(bytes(&store, place).await, text);
        store.delete(place).await.unwrap();
    }
    assert!(files(folder.path()).is_empty());
}
