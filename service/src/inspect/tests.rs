#![expect(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;

#[test]
fn files_are_named_by_their_content() {
    let cases: [(&[u8], _); 7] = [
        (b"", InspectError::Empty),
        (b"<?php system($_GET['c']);", InspectError::UnknownType),
        (b"<html><script>alert(1)</script>", InspectError::UnknownType),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", InspectError::HeicUnsupported),
        (b"\xff\xd8\xff\xe0 and then nothing", InspectError::Unreadable),
        (b"\x89PNG\r\n\x1a\n", InspectError::Unreadable),
        (b"%PDF-1.7\nnot really", InspectError::Unreadable),
    ];
    for (bytes, expected) in cases {
        for name in ["ijazah.jpg", "ijazah.pdf", "ijazah", "ijazah.php"] {
            assert_eq!(inspect(bytes.to_vec(), name), Err(expected), "{bytes:?} as {name}");
        }
    }
}

#[test]
fn more_than_twenty_megabytes_are_not_looked_at() {
    let outcome = inspect(vec![0xff; 20_971_521], "foto.jpg");
    let expected = InspectError::TooLarge { bytes: 20_971_521, limit: 20_971_520 };
    assert_eq!(outcome, Err(expected));
}

#[test]
fn a_pdf_cannot_be_shrunk_so_its_own_size_counts() {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.resize(5_242_881, b' ');
    let expected = InspectError::TooLarge { bytes: 5_242_881, limit: 5_242_880 };
    assert_eq!(inspect(bytes, "kk.pdf"), Err(expected));
}

/// Starts of files that lead deep into a decoder.
fn beginnings() -> impl Strategy<Value = Vec<u8>> {
    let mut png = Vec::new();
    image::DynamicImage::new_rgb8(9, 7)
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .unwrap();
    let mut jpeg = Vec::new();
    image::DynamicImage::new_rgb8(9, 7)
        .write_to(&mut std::io::Cursor::new(&mut jpeg), image::ImageFormat::Jpeg)
        .unwrap();
    let mut webp = Vec::new();
    image::DynamicImage::new_rgb8(9, 7)
        .write_to(&mut std::io::Cursor::new(&mut webp), image::ImageFormat::WebP)
        .unwrap();
    prop_oneof![
        Just(png),
        Just(jpeg),
        Just(webp),
        Just(pdf::tests::simple(|_, _| {})),
        Just(b"%PDF-1.7\n1 0 obj\n".to_vec()),
        Just(b"\xff\xd8\xff\xdb".to_vec()),
        Just(b"RIFF\x10\0\0\0WEBPVP8 ".to_vec()),
    ]
}

/// Without the safety net of `inspect`, so that a panic in a decoder would be seen.
fn look_unprotected(bytes: Vec<u8>) {
    if let Ok(media_type) = judge_size_and_type(&bytes) {
        let _ = look(bytes, media_type);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        look_unprotected(bytes);
    }

    #[test]
    fn no_damage_makes_it_panic(
        start in beginnings(),
        cut in any::<prop::sample::Index>(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        tail in proptest::collection::vec(any::<u8>(), 0..64),
    ) {
        let mut bytes = start;
        bytes.truncate(cut.index(bytes.len() * 2).max(4));
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.extend(tail);
        look_unprotected(bytes);
    }
}

/// Drawing has a net of its own, which is part of what is tried: it always comes back, and gives no thread up.
#[test]
fn no_paper_makes_the_drawing_stay_away() {
    use prop::{strategy::ValueTree as _, test_runner::TestRunner};
    let damage = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    let mut runner = TestRunner::deterministic();
    for _ in 0..ProptestConfig::default().cases / 16 {
        let (cut, damage) = (0.8_f64..1.1, damage.clone()).new_tree(&mut runner).unwrap().current();
        let mut bytes = pdf::tests::simple(|_, _| {});
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "small"
        )]
        bytes.truncate((bytes.len() as f64 * cut) as usize);
        let start = std::time::Instant::now();
        let _ = draw_pages(&bytes);
        assert!(start.elapsed() < std::time::Duration::from_secs(20), "{bytes:?}");
    }
    assert!(draw_pages(&pdf::tests::simple(|_, _| {})).is_some(), "and draws what can be drawn");
}
