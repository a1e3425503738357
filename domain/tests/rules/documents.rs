//! Kinds of files by content, and sizes in words.

use domain::document_type::{MAX_KEPT_BYTES, MAX_ORIGINAL_BYTES};
use domain::{Language, MediaType, sniff, words_for_bytes};

#[test]
fn content_decides_not_the_name() {
    let table: [(&[u8], Option<MediaType>); 12] = [
        (b"\xFF\xD8\xFF\xE0\x00\x10JFIF", Some(MediaType::Jpeg)),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Some(MediaType::Png)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Some(MediaType::WebP)),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
        (b"%PDF-1.7\n", Some(MediaType::Pdf)),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", Some(MediaType::Heic)),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00", Some(MediaType::Heic)),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00", None),
        (b"<?php system('id');", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
        (b"PK\x03\x04", None),
        (b"", None),
    ];
    for (head, expected) in table {
        assert_eq!(sniff(head), expected, "{head:?}");
    }
    for cut in 0..12 {
        let _ = sniff(&b"\x00\x00\x00\x18ftypheic"[..cut]);
    }
}

#[test]
fn sizes_are_words_people_use() {
    let table = [
        (0, "0 bita", "0 bytes"),
        (1_023, "1023 bita", "1023 bytes"),
        (1_024, "1 KB", "1 KB"),
        (700_000, "684 KB", "684 KB"),
        (1_048_575, "1023 KB", "1023 KB"),
        (2_516_582, "2,3 MB", "2.3 MB"),
        (MAX_KEPT_BYTES, "5 MB", "5 MB"),
        (MAX_ORIGINAL_BYTES, "20 MB", "20 MB"),
        (44_040_192, "42 MB", "42 MB"),
        (3 * 1_073_741_824 / 2, "1,5 GB", "1.5 GB"),
        (u64::MAX, "17179869183,9 GB", "17179869183.9 GB"),
    ];
    for (bytes, id, en) in table {
        assert_eq!(words_for_bytes(bytes, Language::Id), id);
        assert_eq!(words_for_bytes(bytes, Language::En), en);
    }
}

#[test]
fn types_are_read_as_they_are_written() {
    for kind in [MediaType::Jpeg, MediaType::Png, MediaType::WebP, MediaType::Pdf, MediaType::Heic] {
        assert_eq!(MediaType::parse(kind.as_str()), Some(kind));
        assert_eq!(kind.is_image(), kind != MediaType::Pdf);
    }
}
