//! Draws an image anew: upright, at most 2,600 pixels long, as JPEG with nothing but the picture in it.

mod rows;
mod scale;

use std::io::Cursor;

use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage, Rgba,
    codecs::jpeg::JpegEncoder, metadata::Orientation,
};

use super::{InspectError, MAX_KEPT_BYTES, MediaType, within};

/// 290 dpi on the long edge of an A5 page and 220 dpi on an A4 one: small print stays readable.
const LONGEST_EDGE: u32 = 2_600;
/// Covers the 64-megapixel mode of common phones (9248 x 6936); more would need over 200 MB each.
const MOST_PIXELS: u64 = 65_000_000;
/// What decoding may allocate, in bytes; colour at [`MOST_PIXELS`] needs 195 MB.
const MOST_MEMORY: u64 = 320 * 1024 * 1024;
/// What unfolds to more than this, in bytes, must come in a file that has at least this part of it: photos have a
/// twentieth, scanned drawings a hundredth, and a flood of one colour less than that.
const LARGE: u64 = 48 * 1024 * 1024;
const LEAST_PART: u64 = 150;
/// The first is used unless the picture is pure noise.
const QUALITIES: [u8; 3] = [85, 75, 60];

pub(super) struct Drawn {
    pub(super) jpeg: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) quality: Option<photo::Verdict>,
}

pub(super) fn redraw(bytes: &[u8], media_type: MediaType) -> Result<Drawn, InspectError> {
    let (mut image, orientation) = if media_type == MediaType::Png {
        rows::png(bytes, LONGEST_EDGE)?
    } else {
        let (image, orientation) = decode(bytes, media_type)?;
        (shrink(image), orientation)
    };
    image.apply_orientation(orientation);
    let image = flatten(image);
    // As it is kept: what the officer will look at.
    let verdict = judged(&image);
    let mut outcome = Err(InspectError::Unreadable);
    for quality in QUALITIES {
        let mut jpeg = Vec::new();
        image
            .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, quality))
            .map_err(|_| InspectError::Unreadable)?;
        outcome = within(jpeg.len(), MAX_KEPT_BYTES).map(|()| Drawn {
            jpeg,
            width: image.width(),
            height: image.height(),
            quality: verdict.clone(),
        });
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// What was kept, which is our own JPEG.
pub(super) fn kept(jpeg: &[u8]) -> Option<DynamicImage> {
    decode(jpeg, MediaType::Jpeg).ok().map(|(image, _)| image)
}

/// For a list: on a screen with three dots to a pixel it is 80 pixels large.
const SMALL_EDGE: u32 = 240;

/// A small one, as JPEG.
pub(super) fn small(image: &DynamicImage) -> Option<Vec<u8>> {
    encoded(&resized(image, SMALL_EDGE)?, 72)
}

/// As JPEG.
pub(super) fn encoded(image: &DynamicImage, quality: u8) -> Option<Vec<u8>> {
    let mut jpeg = Vec::new();
    image.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, quality)).ok()?;
    Some(jpeg)
}

fn judged(image: &DynamicImage) -> Option<photo::Verdict> {
    let grey = image.to_luma8();
    let (width, height) = grey.dimensions();
    Some(photo::look(&photo::Grey::new(width, height, grey.into_raw())?))
}

fn decode(bytes: &[u8], media_type: MediaType) -> Result<(DynamicImage, Orientation), InspectError> {
    let format = match media_type {
        MediaType::Jpeg if !is_whole_jpeg(bytes) => return Err(InspectError::Unreadable),
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::WebP => ImageFormat::WebP,
        MediaType::Png | MediaType::Pdf | MediaType::Heic => return Err(InspectError::UnknownType),
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(|error| judge(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(InspectError::TooManyPixels);
    }
    if is_flood(decoder.total_bytes(), bytes) {
        return Err(InspectError::TooManyPixels);
    }
    limits.reserve(decoder.total_bytes()).map_err(|error| judge(&error))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|error| judge(&error))?;
    Ok((image, orientation))
}

/// Whether so few bytes cannot be a genuine picture of this size.
fn is_flood(unfolded: u64, bytes: &[u8]) -> bool {
    unfolded > LARGE && unfolded / LEAST_PART > u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn judge(error: &ImageError) -> InspectError {
    match error {
        ImageError::Limits(_) => InspectError::TooManyPixels,
        _ => InspectError::Unreadable,
    }
}

/// The decoder paints a missing rest grey. A picture cut off on its way must be sent again, not be put
/// before an officer with half a certificate on it.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xff, marker, after @ ..] = rest {
        rest = match marker {
            // Fill bytes.
            0xff => &rest[1..],
            // Start of scan: the pixels, then the end.
            0xda => return after.windows(2).any(|pair| pair == [0xff, 0xd9]),
            // Markers without a length.
            0x01 | 0xd0..=0xd8 => after,
            _ => {
                let &[high, low, ..] = after else { return true };
                after.get(usize::from(u16::from_be_bytes([high, low]))..).unwrap_or_default()
            }
        };
    }
    // No pixels found: the decoder says what it makes of that.
    true
}

/// Its longest edge at most `most`, by a filter that keeps letters sharp.
fn resized(image: &DynamicImage, most: u32) -> Option<DynamicImage> {
    let longest = image.width().max(image.height());
    if longest <= most {
        return Some(image.clone());
    }
    let edge = |edge: u32| (edge * most).div_ceil(longest).max(1);
    let (width, height) = (edge(image.width()), edge(image.height()));
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    let (from, layout) = match image {
        DynamicImage::ImageLuma8(pixels) => (pixels.as_raw(), PixelType::U8),
        DynamicImage::ImageRgb8(pixels) => (pixels.as_raw(), PixelType::U8x3),
        // Rare: deep, or with transparency.
        _ => return Some(image.resize_exact(width, height, image::imageops::FilterType::CatmullRom)),
    };
    let from = ImageRef::new(image.width(), image.height(), from, layout).ok()?;
    let mut to = Image::new(width, height, layout);
    scale::scale(&mut Resizer::new(), &from, &mut to, &options)?;
    let raw = to.into_vec();
    Some(match layout {
        PixelType::U8 => image::GrayImage::from_raw(width, height, raw)?.into(),
        _ => RgbImage::from_raw(width, height, raw)?.into(),
    })
}

/// In two steps when much is to go: a fast one to twice the size, then one that keeps letters sharp.
fn shrink(image: DynamicImage) -> DynamicImage {
    let longest = image.width().max(image.height());
    if longest <= LONGEST_EDGE {
        return image;
    }
    let image =
        if longest > 2 * LONGEST_EDGE { image.thumbnail(2 * LONGEST_EDGE, 2 * LONGEST_EDGE) } else { image };
    resized(&image, LONGEST_EDGE).unwrap_or(image)
}

/// Eight bits, no transparency: a screenshot's see-through paper becomes white.
fn flatten(image: DynamicImage) -> DynamicImage {
    let color = image.color();
    if !color.has_alpha() {
        return if color.has_color() { image.into_rgb8().into() } else { image.into_luma8().into() };
    }
    let image = image.into_rgba8();
    let (width, height) = image.dimensions();
    RgbImage::from_fn(width, height, |x, y| {
        let &Rgba([red, green, blue, alpha]) = image.get_pixel(x, y);
        image::Rgb([over_white(red, alpha), over_white(green, alpha), over_white(blue, alpha)])
    })
    .into()
}

fn over_white(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (u16::from(value), u16::from(alpha));
    u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests;
