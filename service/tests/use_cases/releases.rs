//! Files for browsers of the releases that serve or served lately.
#![expect(clippy::unwrap_used, reason = "tests")]
use crate::house::{House, both_databases};
use object_store::{ObjectStoreExt as _, PutPayload, path::Path};
use time::Duration;

const ONE: [(&str, &[u8]); 2] = [("main.1.css", b"one"), ("both.7.js", b"both")];
const TWO: [(&str, &[u8]); 2] = [("main.2.css", b"two"), ("both.7.js", b"both")];

both_databases!(files_stay_as_long_as_somebody_may_have_a_page_of_them_open, house => {
    house.service.keep_release(ONE).await.unwrap();
    assert_eq!(house.service.keep_release(TWO).await.unwrap(), 1);
    let anew = house.reopened(|_| {}).await;
    assert_eq!(anew.kept_file("main.1.css").await.as_deref(), Some(&b"one"[..]));
    assert_eq!(anew.kept_file("main.2.css").await.as_deref(), Some(&b"two"[..]));
    // A store that somebody reads or writes in gives nothing away and speaks in nobody's name.
    let place = Path::from("aset/main.2.css");
    let lying = house.store.get(&place).await.unwrap().bytes().await.unwrap();
    assert!(!lying.windows(3).any(|bytes| bytes == b"two"));
    house.store.put(&place, PutPayload::from_static(b"alert(1)")).await.unwrap();
    assert_eq!(anew.kept_file("main.2.css").await, None);
    house.store.put(&Path::from("aset/both.7.js"), lying.into()).await.unwrap();
    assert_eq!(anew.kept_file("both.7.js").await, None, "one file is not taken for another");
    // They belong to no row, and are no orphans for it.
    let report = house.service.verify_storage(true).await.unwrap();
    assert!(report.orphans.is_empty() && report.fresh == 0, "{report:?}");

    // The store's times are the machine's own; this clock is set by them.
    let machine = time::OffsetDateTime::now_utc();
    house.clock.advance(machine - house.service.now() + Duration::days(40));
    house.service.keep_release(TWO).await.unwrap();
    assert_eq!(house.service.kept_file("main.1.css").await, None);
    assert_eq!(house.service.kept_file("main.2.css").await.as_deref(), Some(&b"two"[..]));
    assert_eq!(house.service.kept_file("both.7.js").await.as_deref(), Some(&b"both"[..]));
});
