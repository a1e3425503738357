//! A PNG row by row: a file of some kilobytes may unfold to hundreds of megabytes, so what was read is made smaller before
//! the next rows come. The whole picture is never in memory, only what is kept of it and a band of rows.
//!
//! Each band is resized by the filter that the whole would be, with the rows above and below that the filter reaches
//! into; so there are no seams.

use std::io::Cursor;

use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{DynamicImage, GrayImage, RgbImage, metadata::Orientation};
use png::{BitDepth, ColorType, DecodingError, Limits, Transformations};

use super::{MOST_PIXELS, is_flood, over_white, scale::scale};
use crate::inspect::InspectError;

/// What the decoder may allocate: two rows and a palette; text and colour profiles are skipped.
const MOST_MEMORY: usize = 8 * 1024 * 1024;
/// What an interlaced picture may unfold to: its rows come in no order, so the whole must be there.
const MOST_INTERLACED: usize = 16 * 1024 * 1024;
/// Rows of the small picture that are made at once.
const BAND: u32 = 64;

/// The picture with its longest edge at most `most`, without transparency, eight bits deep; and which way up it is.
pub(super) fn png(bytes: &[u8], most: u32) -> Result<(DynamicImage, Orientation), InspectError> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MOST_MEMORY });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let mut reader = decoder.read_info().map_err(|error| judge(&error))?;
    let (width, height) = reader.info().size();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(InspectError::TooManyPixels);
    }
    let bytes_a_part = if reader.info().bit_depth == BitDepth::Sixteen { 2 } else { 1 };
    let unfolded = reader.output_buffer_size().and_then(|size| u64::try_from(size).ok());
    if unfolded.is_none_or(|size| is_flood(bytes_a_part * size, bytes)) {
        return Err(InspectError::TooManyPixels);
    }
    let exif = reader.info().exif_metadata.as_deref();
    let orientation = exif.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms);
    let (colour, depth) = reader.output_color_type();
    if depth != BitDepth::Eight {
        return Err(InspectError::Unreadable);
    }
    let mut bands = Bands::new((width, height), most, colour);
    if reader.info().interlaced {
        let size = reader.output_buffer_size().filter(|size| *size <= MOST_INTERLACED);
        let mut whole = vec![0; size.ok_or(InspectError::TooManyPixels)?];
        let frame = reader.next_frame(&mut whole).map_err(|error| judge(&error))?;
        for row in whole.chunks_exact(frame.line_size.max(1)) {
            bands.add(row)?;
        }
    } else {
        // An animation's further pictures are not looked at.
        for _ in 0..height {
            let row = reader.next_row().map_err(|error| judge(&error))?;
            bands.add(row.ok_or(InspectError::Unreadable)?.data())?;
        }
    }
    Ok((bands.picture().ok_or(InspectError::Unreadable)?, orientation))
}

fn judge(error: &DecodingError) -> InspectError {
    match error {
        DecodingError::LimitsExceeded => InspectError::TooManyPixels,
        _ => InspectError::Unreadable,
    }
}

/// Rows that came and are still needed, and the small picture so far.
struct Bands {
    from: (u32, u32),
    to: (u32, u32),
    colour: ColorType,
    layout: PixelType,
    /// How many rows of the picture one of the small one stands for.
    ratio: f64,
    /// How many rows above and below a row the filter reaches into.
    reach: u32,
    rows: Vec<u8>,
    /// The number of the first of them.
    first: u32,
    /// How many came.
    came: u32,
    small: Vec<u8>,
    /// How many rows of the small one are made.
    made: u32,
    resizer: Resizer,
}

impl Bands {
    fn new((width, height): (u32, u32), most: u32, colour: ColorType) -> Self {
        let longest = width.max(height);
        let edge = |edge: u32| if longest > most { smaller(edge, most, longest) } else { edge };
        let to = (edge(width), edge(height));
        let layout = match colour {
            ColorType::Grayscale | ColorType::GrayscaleAlpha => PixelType::U8,
            _ => PixelType::U8x3,
        };
        let ratio = f64::from(height) / f64::from(to.1.max(1));
        // The filter is two pixels of the small picture wide on either side.
        let reach = height.div_ceil(to.1.max(1)).saturating_mul(2) + 2;
        Self {
            from: (width, height),
            to,
            colour,
            layout,
            ratio,
            reach,
            rows: Vec::new(),
            first: 0,
            came: 0,
            small: Vec::with_capacity(to.0 as usize * to.1 as usize * layout.size()),
            made: 0,
            resizer: Resizer::new(),
        }
    }

    /// One more row.
    fn add(&mut self, row: &[u8]) -> Result<(), InspectError> {
        let plain = if self.from == self.to { &mut self.small } else { &mut self.rows };
        match self.colour {
            ColorType::GrayscaleAlpha => {
                plain.extend(row.chunks_exact(2).map(|dot| over_white(dot[0], dot[1])));
            }
            ColorType::Rgba => {
                let dots = row.chunks_exact(4);
                plain.extend(
                    dots.flat_map(|dot| [dot[0], dot[1], dot[2]].map(|part| over_white(part, dot[3]))),
                );
            }
            _ => plain.extend_from_slice(row),
        }
        self.came += 1;
        if self.from != self.to {
            while self.made < self.to.1 && self.came >= self.needed().min(self.from.1) {
                self.make().ok_or(InspectError::Unreadable)?;
            }
        }
        Ok(())
    }

    /// Where the next band ends in the small picture.
    fn end(&self) -> u32 {
        (self.made + BAND).min(self.to.1)
    }

    /// How many rows must have come for the next band.
    fn needed(&self) -> u32 {
        row_at(f64::from(self.end()) * self.ratio).saturating_add(self.reach)
    }

    /// Makes the next band and forgets the rows that no other needs.
    fn make(&mut self) -> Option<()> {
        let end = self.end();
        let from = ImageRef::new(self.from.0, self.came - self.first, &self.rows, self.layout).ok()?;
        let mut to = Image::new(self.to.0, end - self.made, self.layout);
        let top = (f64::from(self.made) * self.ratio - f64::from(self.first)).max(0.0);
        let high = f64::from(end - self.made) * self.ratio;
        let high = high.min(f64::from(self.came - self.first) - top);
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom)).crop(
            0.0,
            top,
            f64::from(self.from.0),
            high,
        );
        scale(&mut self.resizer, &from, &mut to, &options)?;
        self.small.extend_from_slice(to.buffer());
        self.made = end;
        let unneeded = row_at(f64::from(end) * self.ratio).saturating_sub(self.reach);
        let gone = unneeded.saturating_sub(self.first).min(self.came - self.first);
        self.rows.drain(..gone as usize * self.from.0 as usize * self.layout.size());
        self.first += gone;
        Some(())
    }

    fn picture(self) -> Option<DynamicImage> {
        let (width, height) = self.to;
        Some(match self.layout {
            PixelType::U8 => GrayImage::from_raw(width, height, self.small)?.into(),
            _ => RgbImage::from_raw(width, height, self.small)?.into(),
        })
    }
}

fn smaller(edge: u32, most: u32, longest: u32) -> u32 {
    let small = (u64::from(edge) * u64::from(most)).div_ceil(u64::from(longest.max(1)));
    u32::try_from(small).unwrap_or(most).max(1)
}

/// The row in which a place lies.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 65,000,000, clamped")]
fn row_at(place: f64) -> u32 {
    place.floor().clamp(0.0, f64::from(u32::MAX)) as u32
}
