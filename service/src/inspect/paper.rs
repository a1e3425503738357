//! Draws the pages of a PDF, so that an officer sees them without opening a stranger's file.
//!
//! The file was looked at when it came (`pdf`), and still nobody knows what it asks of who draws it. So: only a few
//! pages of a bounded size; no picture in it that unfolds to more than a photo may, and no stream to more than a
//! budget; a first pass that draws nothing and counts every stroke, which ends where the count or the time does; and
//! a thread of its own that is no longer waited for when its time is over. What fails any of this has no pages, and
//! is still there to be downloaded.
use std::{
    io::Read as _,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    time::{Duration, Instant},
};

use flate2::read::ZlibDecoder;
use hayro::{
    RenderCache, RenderSettings,
    hayro_interpret::{
        BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
        InterpreterSettings, SoftMask, TransformExt as _, font::GlyphRun, interpret_page,
    },
    hayro_syntax::{Pdf, page::Page},
    kurbo::{Affine, BezPath, Rect},
    vello_cpu::{Pixmap, RenderContext},
};
use image::{DynamicImage, RgbImage};
use lopdf::{Document, LoadOptions, Object, Stream};

use super::{Drawing, pdf, picture};

/// More are not looked at on the desk; the whole file can be downloaded.
const MOST_PAGES: usize = 12;
/// Longest edge of a page, in pixels: 120 dpi on A4, small print can be read.
const LONGEST_EDGE: f32 = 1_400.0;
/// What all pictures of a file may have together, in pixels: a dozen scans of A4 at 200 dpi.
const MOST_PIXELS: u64 = 48_000_000;
/// What the streams of a file may unfold to together.
const MOST_BYTES: u64 = 192 * 1024 * 1024;
/// Strokes, letters in one go, and pictures on a page; a dense map has some ten thousand.
const MOST_STROKES: u32 = 150_000;
/// For counting a page.
const COUNTED_WITHIN: Duration = Duration::from_secs(3);
/// For all pages.
const DRAWN_WITHIN: Duration = Duration::from_secs(20);
/// Threads that were given up and still draw: with as many nothing else is begun.
const MOST_LOST: usize = 2;

static LOST: AtomicUsize = AtomicUsize::new(0);

/// The pages; `None` when they cannot be drawn within all bounds.
pub(crate) fn draw_pages(bytes: &[u8]) -> Option<Drawing> {
    if LOST.load(Ordering::SeqCst) >= MOST_LOST {
        tracing::warn!("no PDF is drawn: others take too long");
        return None;
    }
    let bytes = Arc::new(bytes.to_vec());
    let (tell, told) = mpsc::channel();
    let given_up = Arc::new(AtomicUsize::new(0));
    let theirs = Arc::clone(&given_up);
    std::thread::Builder::new()
        .name("paper".into())
        .spawn(move || {
            // A panic drops `tell`, which is an answer too.
            let drawn = std::panic::catch_unwind(|| draw(&bytes)).ok().flatten();
            let _ = tell.send(drawn);
            // Whoever comes second: waiting ended and so did we.
            if theirs.swap(1, Ordering::SeqCst) == 2 {
                LOST.fetch_sub(1, Ordering::SeqCst);
            }
        })
        .ok()?;
    told.recv_timeout(DRAWN_WITHIN).unwrap_or_else(|_| {
        if given_up.swap(2, Ordering::SeqCst) == 0 {
            LOST.fetch_add(1, Ordering::SeqCst);
            tracing::warn!("a PDF takes too long to be drawn");
        }
        None
    })
}

fn draw(bytes: &Arc<Vec<u8>>) -> Option<Drawing> {
    is_modest(bytes)?;
    let until = Instant::now() + DRAWN_WITHIN;
    let pdf = Pdf::new(Arc::clone(bytes)).ok()?;
    let mut pages = Vec::new();
    let mut small = None;
    for page in pdf.pages().iter().take(MOST_PAGES) {
        count(page)?;
        let image = draw_page(page)?;
        if small.is_none() {
            small = Some(picture::small(&image)?);
        }
        pages.push(picture::encoded(&image, 80)?);
        if Instant::now() > until {
            return None;
        }
    }
    Some(Drawing { small: small?, pages })
}

fn draw_page(page: &Page<'_>) -> Option<DynamicImage> {
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if !(longest.is_finite() && width >= 1.0 && height >= 1.0) {
        return None;
    }
    let scale = LONGEST_EDGE / longest;
    let whole = |edge: f32| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to LONGEST_EDGE")]
        let edge = (edge * scale).round().clamp(1.0, LONGEST_EDGE) as u16;
        edge
    };
    let mut context = RenderContext::new(whole(width), whole(height));
    let transform = Affine::scale(f64::from(scale)) * page.initial_transform(true).to_kurbo();
    let cache = RenderCache::new();
    hayro::render_into(
        page,
        &cache,
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &mut context,
        transform,
    );
    context.flush();
    let mut pixmap = Pixmap::new(context.width(), context.height());
    context.render_with(
        &mut pixmap,
        &mut hayro::vello_cpu::Resources::default(),
        hayro::vello_cpu::RasterizerSettings {
            target_init: hayro::vello_cpu::TargetInit::Clear(hayro::vello_cpu::color::palette::css::WHITE),
            ..Default::default()
        },
    );
    let pixels = pixmap.data_as_u8_slice();
    let rgb = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let image = RgbImage::from_raw(context.width().into(), context.height().into(), rgb)?;
    Some(image.into())
}

/// Whether what is in the file unfolds to what a scan does.
fn is_modest(bytes: &[u8]) -> Option<()> {
    let document = pdf::budget::spend(|filter| {
        let options = LoadOptions {
            filter: Some(filter),
            max_decompressed_size: Some(pdf::LARGEST_STREAM),
            ..LoadOptions::default()
        };
        Document::load_mem_with_options(bytes, options)
    })?
    .ok()?;
    let (mut pixels, mut unfolded) = (MOST_PIXELS, MOST_BYTES);
    for object in document.objects.values() {
        let Object::Stream(stream) = object else { continue };
        let filters = stream.filters().unwrap_or_default();
        let number = |key: &[u8]| {
            let value = stream.dict.get_deref(key, &document).and_then(Object::as_i64).ok();
            value.and_then(|value| u64::try_from(value).ok())
        };
        if let (Some(width), Some(height)) = (number(b"Width"), number(b"Height")) {
            pixels = pixels.checked_sub(width.checked_mul(height)?)?;
        }
        for filter in &filters {
            match *filter {
                b"FlateDecode" | b"Fl" => {
                    // Squeezed twice is squeezed to hide something.
                    (filters.first() == Some(filter) && filters.len() <= 2).then_some(())?;
                    unfolded = unfolded.checked_sub(inflated(&stream.content, unfolded)?)?;
                }
                b"DCTDecode" | b"DCT" => pixels = pixels.checked_sub(jpeg_pixels(stream))?,
                // Never longer than it was, but for zeroes in short: four times.
                b"ASCII85Decode" | b"A85" | b"ASCIIHexDecode" | b"AHx" => {}
                b"LZWDecode" | b"LZW" | b"RunLengthDecode" | b"RL" => {
                    let most = u64::try_from(stream.content.len()).ok()?.checked_mul(1_400)?;
                    unfolded = unfolded.checked_sub(most)?;
                }
                b"CCITTFaxDecode" | b"CCF" => {
                    let parameters = stream.dict.get_deref(b"DecodeParms", &document).ok();
                    let columns = parameters
                        .and_then(|value| value.as_dict().ok()?.get(b"Columns").ok()?.as_i64().ok())
                        .unwrap_or(1_728);
                    (1..=20_000).contains(&columns).then_some(())?;
                }
                // Their heads say how much they unfold to, and nothing here reads those: not drawn.
                _ => return None,
            }
        }
    }
    Some(())
}

/// How long it gets, counted without keeping it; `None` beyond `most`.
fn inflated(squeezed: &[u8], most: u64) -> Option<u64> {
    let mut reader = ZlibDecoder::new(squeezed).take(most.saturating_add(1));
    // What is damaged ends where the damage is, for whoever draws it too.
    let mut sink = Counted::default();
    let _ = std::io::copy(&mut reader, &mut sink);
    (sink.0 <= most).then_some(sink.0)
}

#[derive(Default)]
struct Counted(u64);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// By its own head, which may say more than the dictionary around it; more than may be if it cannot be read.
fn jpeg_pixels(stream: &Stream) -> u64 {
    use image::{ImageDecoder as _, codecs::jpeg::JpegDecoder};
    let Ok(decoder) = JpegDecoder::new(std::io::Cursor::new(&stream.content)) else { return MOST_PIXELS };
    let (width, height) = decoder.dimensions();
    u64::from(width) * u64::from(height)
}

/// Goes through a page as if to draw it; `None` when that takes too many strokes or too long.
fn count(page: &Page<'_>) -> Option<()> {
    let cache = InterpreterCache::new();
    let edge = f64::from(LONGEST_EDGE);
    let mut context = Context::new(
        Affine::IDENTITY,
        Rect::new(0.0, 0.0, edge, edge),
        &cache,
        page.xref(),
        InterpreterSettings::default(),
    );
    let mut counter = Counter { left: MOST_STROKES, until: Instant::now() + COUNTED_WITHIN };
    // A device cannot stop the reading, but unwinding can.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        interpret_page(page, &mut context, &mut counter);
    }))
    .ok()
}

struct Counter {
    left: u32,
    until: Instant,
}

struct Spent;

impl Counter {
    fn stroke(&mut self) {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 || (self.left.is_multiple_of(64) && Instant::now() > self.until) {
            std::panic::resume_unwind(Box::new(Spent));
        }
    }
}

impl<'a> Device<'a> for Counter {
    fn draw_path(&mut self, path: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        // A path of a million pieces is a million strokes.
        for _ in 0..=path.elements().len() / 16 {
            self.stroke();
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.stroke();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.stroke();
    }

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        self.stroke();
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        // The same picture drawn a thousand times is decoded as often.
        for _ in 0..1_000 {
            self.stroke();
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
