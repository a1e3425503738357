//! Pictures that promise too much, end too soon, or are something else besides.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::{Hostile, strangers::eicar};

fn picture(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grey = u8::try_from((x * 7 + y * 13) % 256).unwrap_or_default();
        Rgb([grey, 255 - grey, 90])
    })
    .into()
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// One of each kind with nothing wrong.
pub(crate) fn good() -> Vec<(&'static str, Vec<u8>)> {
    let image = picture(160, 120);
    vec![
        ("jpeg", encoded(&image, ImageFormat::Jpeg)),
        ("png", encoded(&image, ImageFormat::Png)),
        ("webp", encoded(&image, ImageFormat::WebP)),
    ]
}

pub(crate) fn all() -> Vec<Hostile> {
    [floods(), truncated(), polyglots(), broken(), scans()].concat()
}

/// Headers that promise more than there is.
fn floods() -> Vec<Hostile> {
    let mut files = Vec::new();
    let sizes = [
        (65_500, 65_500),
        (40_000, 40_000),
        (1, 2_147_483_647),
        (2_147_483_647, 1),
        (30_000, 3_000),
        (9_000, 9_000),
        (8_000, 8_000),
        (5_000, 5_000),
        (0, 10),
        (10, 0),
    ];
    for (width, height) in sizes {
        for (depth, colour) in [(1, 0), (8, 2), (8, 3), (16, 6)] {
            files.push((
                format!("flood-{width}x{height}-{depth}-{colour}.png"),
                png_promising(width, height, depth, colour),
            ));
        }
    }
    for (width, height) in
        [(65_500, 65_500), (65_535, 1), (1, 65_535), (30_000, 30_000), (9_000, 9_000), (8_000, 8_000), (0, 0)]
    {
        for frame in [0xc0, 0xc2] {
            let mut jpeg = encoded(&picture(16, 16), ImageFormat::Jpeg);
            let at = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
            jpeg[at + 1] = frame;
            jpeg[at + 5..at + 7].copy_from_slice(&u16::to_be_bytes(height));
            jpeg[at + 7..at + 9].copy_from_slice(&u16::to_be_bytes(width));
            files.push((format!("flood-{width}x{height}-{frame:x}.jpg"), jpeg));
        }
    }
    for (width, height) in [(16_383_u32, 16_383_u32), (16_383, 1), (9_000, 9_000)] {
        let bits = (width - 1) | ((height - 1) << 14);
        let body = [b"VP8L\x40\0\0\0\x2f".as_slice(), &bits.to_le_bytes(), &[0; 59]].concat();
        files.push((format!("flood-{width}x{height}.webp"), riff(&body)));
        let extended = [
            b"VP8X\x0a\0\0\0\0\0\0\0".as_slice(),
            &(width - 1).to_le_bytes()[..3],
            &(height - 1).to_le_bytes()[..3],
            &body,
        ]
        .concat();
        files.push((format!("flood-{width}x{height}-vp8x.webp"), riff(&extended)));
    }
    // Whole files that unfold to two hundred megabytes.
    files.push(("unfolds.png".into(), encoded(&DynamicImage::new_rgb8(8_000, 8_000), ImageFormat::Png)));
    files.push((
        "unfolds-deep.png".into(),
        encoded(&DynamicImage::new_rgba16(4_500, 4_500), ImageFormat::Png),
    ));
    files
        .push(("unfolds-grey.png".into(), encoded(&DynamicImage::new_luma8(8_000, 8_000), ImageFormat::Png)));
    files
}

fn riff(body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 4).unwrap().to_le_bytes();
    [b"RIFF".as_slice(), &length, b"WEBP", body].concat()
}

fn png_promising(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut bytes = encoded(&picture(8, 8), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    (bytes[24], bytes[25]) = (depth, colour);
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(sum & 1)))
    })
}

fn truncated() -> Vec<Hostile> {
    let cut = |(kind, bytes): &(&str, Vec<u8>), share: usize| {
        (format!("cut-{share}.{kind}"), bytes[..bytes.len() * share / 100].to_vec())
    };
    good()
        .iter()
        .flat_map(|file| [2, 5, 10, 20, 35, 50, 65, 80, 90, 97].map(|share| cut(file, share)))
        .collect()
}

/// Pictures that are something else too.
fn polyglots() -> Vec<Hostile> {
    let payloads: [(&str, Vec<u8>); 6] = [
        ("html", b"<html><script>alert(document.cookie)</script></html>".to_vec()),
        ("php", b"<?php system($_GET['c']); ?>".to_vec()),
        ("zip", b"PK\x03\x04\x14\0\x08\0\x08\0evil.js".repeat(8)),
        ("pdf", b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF".to_vec()),
        ("svg", b"<svg onload=\"alert(1)\"></svg>".to_vec()),
        ("eicar", eicar()),
    ];
    let mut files = Vec::new();
    for (kind, bytes) in good() {
        for (what, payload) in &payloads {
            files.push((format!("{kind}-then-{what}.{kind}"), [bytes.as_slice(), payload].concat()));
            files.push((format!("{what}-then-{kind}.{kind}"), [payload.as_slice(), &bytes].concat()));
        }
    }
    let jpeg = &good()[0].1;
    for (what, payload) in &payloads {
        let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
        for marker in [0xfe, 0xe1, 0xe2, 0xed] {
            let segment = [&[0xff, marker], length.as_slice(), payload].concat();
            files.push((format!("{what}-in-{marker:x}.jpg"), [&jpeg[..2], &segment, &jpeg[2..]].concat()));
        }
        let mut chunk = [b"tEXt".as_slice(), b"Comment\0", payload].concat();
        let sum = crc(&chunk);
        chunk.splice(0..0, u32::try_from(payload.len() + 8).unwrap().to_be_bytes());
        chunk.extend(sum.to_be_bytes());
        let png = &good()[1].1;
        files.push((format!("{what}-in-text.png"), [&png[..33], &chunk, &png[33..]].concat()));
    }
    files
}

/// Whole pictures with bytes turned over.
fn broken() -> Vec<Hostile> {
    let mut state = 99_u32;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    let mut files = Vec::new();
    for round in 0..20 {
        for (kind, mut bytes) in good() {
            for _ in 0..=round {
                let at = 12 + next(bytes.len() - 12);
                bytes[at] = u8::try_from(next(256)).unwrap();
            }
            files.push((format!("broken-{round}.{kind}"), bytes));
        }
    }
    files
}

/// A JPEG whose picture is told in thousands of passes.
fn scans() -> Vec<Hostile> {
    let jpeg = encoded(&picture(16, 16), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    let scan = jpeg.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    [(500_u16, 4_000), (4_000, 2_000), (4_000, 40_000)]
        .into_iter()
        .map(|(size, passes)| {
            let mut bytes = jpeg[..scan].to_vec();
            bytes[frame + 1] = 0xc2;
            bytes[frame + 5..frame + 7].copy_from_slice(&size.to_be_bytes());
            bytes[frame + 7..frame + 9].copy_from_slice(&size.to_be_bytes());
            for _ in 0..passes {
                bytes.extend(b"\xff\xda\x00\x08\x01\x01\x00\x00\x00\x00\x3f");
            }
            bytes.extend(b"\xff\xd9");
            (format!("passes-{size}-{passes}.jpg"), bytes)
        })
        .collect()
}
