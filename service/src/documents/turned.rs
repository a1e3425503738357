//! Turning a picture without touching it: the quarter turns go before the picture as an Exif orientation, which every
//! viewer and printer follows. Nothing is encoded anew, so nothing is lost however often somebody turns it.
use bytes::Bytes;

/// The picture as it is shown after so many quarter turns to the right. What is no JPEG stays as it is.
pub(super) fn turned(picture: Bytes, turns: u8) -> Bytes {
    let orientation = match turns % 4 {
        1 => 6,
        2 => 3,
        3 => 8,
        _ => return picture,
    };
    let Some(at) = after_head(&picture) else { return picture };
    let mut bytes = Vec::with_capacity(picture.len() + 36);
    bytes.extend_from_slice(picture.get(..at).unwrap_or_default());
    bytes.extend_from_slice(&tag(orientation));
    bytes.extend_from_slice(picture.get(at..).unwrap_or_default());
    bytes.into()
}

/// After the start, and after the JFIF head where there is one: that has to be first.
fn after_head(picture: &[u8]) -> Option<usize> {
    if !picture.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return None;
    }
    match picture.get(2..6)? {
        [0xFF, 0xE0, high, low] => {
            let at = 4 + usize::from(u16::from_be_bytes([*high, *low]));
            (at <= picture.len()).then_some(at)
        }
        _ => Some(2),
    }
}

/// An Exif segment that says nothing but how to hold the picture.
fn tag(orientation: u8) -> [u8; 36] {
    let mut tag = *b"\xFF\xE1\x00\x22Exif\x00\x00MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00";
    tag[29] = orientation;
    tag
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use image::{DynamicImage, ImageDecoder, ImageReader, RgbImage};
    use std::io::Cursor;

    fn jpeg() -> Bytes {
        let picture = RgbImage::from_fn(32, 16, |x, _| image::Rgb([if x < 16 { 250 } else { 5 }, 5, 5]));
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(picture).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner().into()
    }

    fn seen(bytes: &[u8]) -> RgbImage {
        let mut decoder =
            ImageReader::new(Cursor::new(bytes)).with_guessed_format().unwrap().into_decoder().unwrap();
        let orientation = decoder.orientation().unwrap();
        let mut picture = DynamicImage::from_decoder(decoder).unwrap();
        picture.apply_orientation(orientation);
        picture.into_rgb8()
    }

    #[test]
    fn a_turned_picture_is_seen_turned_and_its_own_bytes_are_all_there() {
        let flat = jpeg();
        let red = |bytes: &[u8]| {
            let picture = seen(bytes);
            let (width, height) = picture.dimensions();
            let bright = |x: u32, y: u32| picture.get_pixel(x, y).0[0] > 128;
            ((width, height), bright(2, 2), bright(width - 3, height - 3))
        };
        assert_eq!(red(&turned(flat.clone(), 0)), ((32, 16), true, false));
        assert_eq!(red(&turned(flat.clone(), 1)), ((16, 32), true, false), "its left is at the top");
        assert_eq!(red(&turned(flat.clone(), 2)), ((32, 16), false, true));
        assert_eq!(red(&turned(flat.clone(), 3)), ((16, 32), false, true), "its left is at the bottom");
        let once = turned(flat.clone(), 1);
        assert_eq!(once.len(), flat.len() + 36);
        assert!(once.ends_with(&flat[flat.len() - 200..]), "not encoded anew");
    }

    #[test]
    fn what_is_no_picture_of_ours_stays_as_it_is() {
        for other in [&b"%PDF-1.7"[..], b"", b"\xFF\xD8\xFF", b"\xFF\xD8\xFF\xE0\xFF\xFF"] {
            let other = Bytes::copy_from_slice(other);
            assert_eq!(turned(other.clone(), 1), other);
        }
    }
}
