//! Heads and bodies by chance: nothing makes the handler fail on its side, and what counts of a file is what was
//! acknowledged, byte for byte. `PROPTEST_CASES` says how many are tried; `scripts/prove` tries many.
#![expect(clippy::unwrap_used, reason = "tests")]

use axum::body::{Body, Bytes};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use proptest::{prelude::*, test_runner::Config};
use rand::{SeedableRng as _, rngs::StdRng};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    head::{self, Asked},
    metadata,
    tests::Counter,
};

/// What a header may hold: anything that is allowed in one.
fn value() -> impl Strategy<Value = HeaderValue> {
    let bytes = prop_oneof![
        proptest::collection::vec(prop_oneof![0x20_u8..0x7f, 0x80_u8..=0xff], 0..120),
        "[0-9]{0,25}".prop_map(String::into_bytes),
        "(sha1|sha256|md5)? ?[A-Za-z0-9+/=]{0,50}".prop_map(String::into_bytes),
        "(draft|slot|key|filename|sha256)? ?[A-Za-z0-9+/=]{0,40}(, ?[a-z]{0,6} ?[A-Za-z0-9+/=]{0,20}){0,4}"
            .prop_map(String::into_bytes),
    ];
    bytes.prop_filter_map("no header", |bytes| HeaderValue::from_bytes(&bytes).ok())
}

const NAMES: [&str; 7] = [
    "upload-offset",
    "upload-length",
    "upload-metadata",
    "upload-checksum",
    "content-length",
    "content-type",
    "x-http-method-override",
];

proptest! {
    #[test]
    fn no_head_makes_the_reader_of_heads_panic(values in proptest::collection::vec((0..NAMES.len(), value()), 0..8)) {
        let mut headers = HeaderMap::new();
        for (name, value) in values {
            headers.append(NAMES[name], value);
        }
        let _ = head::announced(&headers, true);
        let _ = head::announced(&headers, false);
        let _ = head::other_method(&headers);
        let _ = head::has_bytes(&headers);
        if let Some(asked) = Asked::at_an_offset(&headers) {
            let told = headers["upload-offset"].to_str().unwrap();
            // Leading noughts are all that may differ.
            let read = asked.offset.to_string();
            prop_assert_eq!(told.trim_start_matches('0'), read.trim_start_matches('0'));
        }
    }

    #[test]
    fn what_is_announced_is_read_as_it_was_written(
        slot in ".{0,40}", name in ".{0,120}", length in any::<u64>(), hash in proptest::option::of("[0-9a-f]{64}"),
    ) {
        let (draft, key) = (Uuid::from_u128(7), Uuid::from_u128(9));
        let new = service::NewUpload { draft, slot, name, key, length, sha256: hash };
        let mut headers = HeaderMap::new();
        headers.insert("upload-length", length.into());
        headers.insert("upload-metadata", HeaderValue::from_str(&metadata::write(&new)).unwrap());
        prop_assert_eq!(head::announced(&headers, false), Ok(new));
    }
}

/// One of several, by chance.
fn one_of<T: Clone>(chance: &mut StdRng, of: &[T]) -> T {
    of[chance.random_range(0..of.len())].clone()
}

#[tokio::test]
async fn what_counts_of_a_file_is_what_was_acknowledged_whatever_is_asked() {
    const LENGTH: usize = 1 << 20;
    let counter = Counter::open().await;
    let place = counter.announced(LENGTH).await;
    let mut chance = StdRng::seed_from_u64(20_261_127);
    let mut safe = 0_usize;
    for case in 0..Config::default().cases {
        let mut body = vec![0; chance.random_range(0..600)];
        chance.fill(&mut body[..]);
        let right = format!("sha256 {}", STANDARD.encode(Sha256::digest(&body)));
        let offsets = [
            safe.to_string(),
            safe.to_string(),
            format!("0{safe}"),
            (safe + 1).to_string(),
            safe.saturating_sub(1).to_string(),
            format!("+{safe}"),
            "-1".to_owned(),
            "18446744073709551616".to_owned(),
            String::new(),
        ];
        let checksums = [&right, &right, "sha256 AAAA", "sha1", "md5 AAAA", "sha256 !", ""];
        let kinds = ["application/offset+octet-stream"; 4];
        let kind = one_of(&mut chance, &[&kinds[..], &["text/plain"]].concat());
        let lengths = [body.len(), body.len(), body.len() + 1, 0, LENGTH, usize::MAX];
        let mut asked = counter.ask("PATCH", &place).header("upload-offset", one_of(&mut chance, &offsets));
        asked = asked.header(header::CONTENT_TYPE, kind);
        if chance.random_bool(0.5) {
            asked = asked.header("upload-checksum", one_of(&mut chance, &checksums));
        }
        if chance.random_bool(0.5) {
            asked = asked.header(header::CONTENT_LENGTH, one_of(&mut chance, &lengths));
        }
        let (status, headers, answer) =
            counter.answer(asked.body(Body::from(Bytes::from(body.clone()))).unwrap()).await;
        assert!(!status.is_server_error(), "{case}: {status} {answer}");
        if status == StatusCode::NO_CONTENT {
            safe += body.len();
            assert_eq!(headers["upload-offset"], safe.to_string().as_str(), "{case}");
        }
        assert_eq!(counter.offset(&place).await, safe.to_string(), "{case}: {status}");
        if safe + 600 >= LENGTH {
            break;
        }
    }
    assert!(safe > 0);
}
