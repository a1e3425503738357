#![expect(clippy::unwrap_used, reason = "tests")]

use image::{GrayImage, ImageBuffer, Luma, Rgb};

use super::{super::inspect, *};

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// Left half red, right half blue.
fn two_halves(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) },
    )
    .into()
}

/// An APP1 segment as a phone writes it: orientation, camera, and where the picture was taken.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend([3, 0]);
    tiff.extend([0x0f, 0x01, 2, 0, 8, 0, 0, 0, 50, 0, 0, 0]);
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 58, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"PonselX\0");
    tiff.extend([1, 0, 1, 0, 2, 0, 2, 0, 0, 0, b'S', 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPS -7.8014,110.3647");
    let mut segment = vec![0xff, 0xe1];
    segment.extend(u16::try_from(tiff.len() + 8).unwrap().to_be_bytes());
    segment.extend(b"Exif\0\0");
    segment.extend(tiff);
    segment
}

fn phone_photo(orientation: u8) -> Vec<u8> {
    let plain = encoded(&two_halves(640, 480), ImageFormat::Jpeg);
    [&plain[..2], &exif(orientation), &plain[2..]].concat()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn where_a_photo_was_taken_is_forgotten() {
    let photo = phone_photo(1);
    assert!(holds(&photo, b"GPS -7.8014") && holds(&photo, b"PonselX"), "the fixture tells it");

    let kept = inspect(photo, "foto.jpg").unwrap();
    for secret in [&b"GPS"[..], b"PonselX", b"Exif", b"110.3647"] {
        assert!(!holds(&kept.bytes, secret), "{}", String::from_utf8_lossy(secret));
    }
    let mut decoder =
        ImageReader::with_format(Cursor::new(&kept.bytes[..]), ImageFormat::Jpeg).into_decoder().unwrap();
    assert!(decoder.exif_metadata().unwrap().is_none());
}

#[test]
fn a_photo_taken_upright_is_kept_upright() {
    let kept = inspect(phone_photo(6), "foto.jpg").unwrap();
    assert_eq!((kept.width, kept.height), (Some(480), Some(640)));
    let image = image::load_from_memory(&kept.bytes).unwrap().into_rgb8();
    let (top, bottom) = (image.get_pixel(240, 100), image.get_pixel(240, 540));
    assert!(top[0] > 150 && bottom[2] > 150, "red was left and is now above: {top:?} {bottom:?}");
}

#[test]
fn every_accepted_format_becomes_a_jpeg() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let kept = inspect(encoded(&two_halves(300, 200), format), "berkas.bin").unwrap();
        assert_eq!(kept.media_type, MediaType::Jpeg, "{format:?}");
        assert_eq!(domain::sniff(&kept.bytes), Some(MediaType::Jpeg));
        assert_eq!((kept.width, kept.height, kept.pages), (Some(300), Some(200), 1));
    }
}

#[test]
fn long_edges_are_shortened_and_small_pictures_left_alone() {
    for ((width, height), expected) in [
        ((2_600, 100), (2_600, 100)),
        ((2_601, 100), (2_600, 100)),
        ((6_000, 4_000), (2_600, 1_734)),
        ((3_000, 4_000), (1_950, 2_600)),
        ((1, 1), (1, 1)),
        ((10_000, 1), (2_600, 1)),
    ] {
        let drawn = redraw(&encoded(&two_halves(width, height), ImageFormat::Jpeg), MediaType::Jpeg).unwrap();
        assert_eq!((drawn.width, drawn.height), expected, "{width} x {height}");
    }
}

#[test]
fn paper_that_was_see_through_is_white() {
    let image = DynamicImage::from(image::RgbaImage::from_pixel(64, 64, Rgba([0, 0, 0, 0])));
    let kept = inspect(encoded(&image, ImageFormat::Png), "layar.png").unwrap();
    let image = image::load_from_memory(&kept.bytes).unwrap().into_rgb8();
    assert!(image.pixels().all(|pixel| pixel.0.iter().all(|value| *value > 250)));
}

#[test]
fn grey_scans_and_deep_colours_are_read() {
    let grey = DynamicImage::from(GrayImage::from_pixel(64, 64, Luma([90])));
    let deep = DynamicImage::from(ImageBuffer::from_pixel(64, 64, Rgba([40_000_u16, 0, 0, u16::MAX])));
    for image in [grey, deep] {
        inspect(encoded(&image, ImageFormat::Png), "pindai.png").unwrap();
    }
}

#[test]
fn a_photo_cut_off_on_its_way_is_not_kept() {
    let whole = phone_photo(1);
    for share in [30, 60, 90] {
        let cut = whole[..whole.len() * share / 100].to_vec();
        assert_eq!(inspect(cut, "foto.jpg"), Err(InspectError::Unreadable), "{share} %");
    }
    let with_film_behind_it = [&whole[..], b"\0\0\0\x18ftypmp42"].concat();
    inspect(with_film_behind_it, "foto.jpg").unwrap();
}

/// A PNG whose header promises more than follows.
fn png_promising(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut bytes = encoded(&two_halves(8, 8), ImageFormat::Png);
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

#[test]
fn small_files_that_unfold_to_gigabytes_are_refused_before_unfolding() {
    let mut jpeg = encoded(&two_halves(8, 8), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    let bombs = [
        jpeg,
        png_promising(40_000, 40_000, 8, 2),
        png_promising(u32::MAX >> 1, 1, 8, 2),
        // Within the pixels, but eight bytes each.
        png_promising(8_000, 8_000, 16, 6),
    ];
    for bomb in bombs {
        assert_eq!(inspect(bomb, "bom"), Err(InspectError::TooManyPixels));
    }
}

#[test]
fn noise_is_kept_at_a_lower_quality_rather_than_refused() {
    let mut state = 1_u32;
    let noise = RgbImage::from_fn(2_600, 2_600, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [red, green, blue, _] = state.to_be_bytes();
        Rgb([red, green, blue])
    });
    let outcome = redraw(&encoded(&noise.into(), ImageFormat::Png), MediaType::Png);
    match outcome {
        Ok(drawn) => assert!(drawn.jpeg.len() as u64 <= MAX_KEPT_BYTES),
        Err(error) => assert!(matches!(error, InspectError::TooLarge { .. }), "{error}"),
    }
}

#[test]
fn a_photo_that_cannot_be_read_is_kept_with_what_is_wrong_and_a_clear_one_without() {
    // Found by `photo-quality write`: the same photo for ever.
    for (number, wrong) in [(CLEAR, false), (BLURRED, true)] {
        let photo = photo_samples::sample(number);
        let file = photo_samples::jpeg(&photo.picture, 85).unwrap();
        let verdict = inspect(file, "kk.jpg").unwrap().quality.unwrap();
        assert_eq!(verdict.is_poor(), wrong, "{}", verdict.written());
        assert!(!wrong || verdict.causes.contains(&photo::Cause::Blurred), "{}", verdict.written());
    }
}

const CLEAR: u32 = 13;
const BLURRED: u32 = 2;

#[test]
fn a_png_made_smaller_band_by_band_is_the_same_as_one_made_smaller_at_once() {
    for (width, height) in [(3_000, 2_100), (700, 3_900), (2_601, 2), (3, 2_700)] {
        let picture: DynamicImage = RgbImage::from_fn(width, height, |x, y| {
            let wave = |at: u32| u8::try_from((at * at / 97 + 3 * at) % 251).unwrap();
            image::Rgb([wave(x + y), wave(x), wave(y)])
        })
        .into();
        let (small, _) = rows::png(&encoded(&picture, ImageFormat::Png), LONGEST_EDGE).unwrap();
        let whole = resized(&picture, LONGEST_EDGE).unwrap();
        assert_eq!((small.width(), small.height()), (whole.width(), whole.height()));
        let apart = small.as_bytes().iter().zip(whole.as_bytes()).map(|(one, other)| one.abs_diff(*other));
        assert!(apart.max().unwrap() <= 2, "{width} x {height}");
    }
}

#[test]
fn an_interlaced_png_that_is_large_is_refused_and_a_small_one_is_not() {
    let interlaced = |width: u32, height: u32| {
        let mut bytes = png_promising(width, height, 8, 0);
        bytes[28] = 1;
        let sum = crc(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        bytes
    };
    assert!(matches!(rows::png(&interlaced(6_000, 6_000), LONGEST_EDGE), Err(InspectError::TooManyPixels)));
    // It ends too soon.
    assert!(matches!(rows::png(&interlaced(600, 600), LONGEST_EDGE), Err(InspectError::Unreadable)));
}
