//! Photos of twelve megapixels until they are documents, beside what cannot be left out: decoding, making smaller and
//! encoding, by the same libraries. The server's way also tells what it is, judges whether it can be read, draws the small one
//! for lists, hashes, seals, and has all of it on the disk and in the database.
use std::{
    io::Cursor,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{DynamicImage, RgbImage, codecs::jpeg::JpegEncoder};
use uuid::Uuid;

use crate::{
    TURNS, best_of, middle, opened,
    support::{Installation, Person},
    with_a_draft,
};

const WIDTH: u32 = 4_000;
const HEIGHT: u32 = 3_000;
/// In a turn, side by side: what one slot takes.
const PHOTOS: usize = 2;
const LEAST: f64 = 0.8;

/// Paper with lines of something like print, and the grain of a cheap lens.
fn photo() -> Bytes {
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let is_ink = (y / 12) % 5 == 2 && (x / 9) % 3 != (y / 60) % 3 && x > 300 && x < WIDTH - 300;
        let grain = u8::try_from((x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)) % 13).unwrap();
        let paper = 205 + u8::try_from(x * 30 / WIDTH).unwrap();
        image::Rgb([if is_ink { 40 } else { paper } + grain; 3])
    });
    let mut jpeg = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 88)).unwrap();
    jpeg.into()
}

/// What cannot be left out.
fn bare(jpeg: &[u8]) -> usize {
    let picture = image::load_from_memory(jpeg).unwrap().into_rgb8();
    let (width, height) = (2_600, 2_600 * HEIGHT / WIDTH);
    let from = ImageRef::new(WIDTH, HEIGHT, picture.as_raw(), PixelType::U8x3).unwrap();
    let mut to = Image::new(width, height, PixelType::U8x3);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize(&from, &mut to, &options).unwrap();
    let small: DynamicImage = RgbImage::from_raw(width, height, to.into_vec()).unwrap().into();
    let mut kept = Vec::new();
    small.write_with_encoder(JpegEncoder::new_with_quality(&mut Cursor::new(&mut kept), 85)).unwrap();
    kept.len()
}

/// How long these take, two at a time.
async fn took<T: Send + 'static>(doing: Vec<impl Future<Output = T> + Send + 'static>) -> Duration {
    let begun = Instant::now();
    let turns = Arc::new(tokio::sync::Semaphore::new(2));
    let mut all = tokio::task::JoinSet::new();
    for one in doing {
        let turns = Arc::clone(&turns);
        all.spawn(async move {
            let _turn = turns.acquire().await.unwrap();
            one.await
        });
    }
    while let Some(done) = all.join_next().await {
        done.unwrap();
    }
    begun.elapsed()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: `make bench-upload`"]
async fn photos_beside_drawing_them_alone() {
    let installation = Installation::on_sqlite();
    let service = opened(&installation).await;
    let mut serial = 0;
    let photo = photo();
    let best = best_of(LEAST, async || {
        let (mut ours, mut alone) = (Vec::new(), Vec::new());
        for turn in 0..=TURNS {
            serial += 1;
            let (owner, draft): (Person, Uuid) = with_a_draft(&service, serial).await;
            let one = |_| {
                let (service, actor, photo) = (Arc::clone(&service), owner.actor.clone(), photo.to_vec());
                async move {
                    service.store_document(&actor, draft, "ktp_el", "ktp.jpg", photo).await.unwrap();
                }
            };
            let kept = took((0..PHOTOS).map(one).collect()).await;
            let one = |_| {
                let photo = photo.clone();
                async move { tokio::task::spawn_blocking(move || bare(&photo)).await.unwrap() }
            };
            let drawn = took((0..PHOTOS).map(one).collect()).await;
            if turn > 0 {
                ours.push(kept);
                alone.push(drawn);
            }
        }
        let photos = f64::from(u32::try_from(PHOTOS).unwrap());
        let [ours, alone] = [ours, alone].map(|times| photos / middle(times).as_secs_f64());
        let share = ours / alone;
        println!(
            "bench-upload: photos: {ours:.2} documents a second; decoded, made smaller and encoded alone {alone:.2}; {:.0} %",
            share * 100.0
        );
        share
    })
    .await;
    assert!(best >= LEAST, "photos take longer than {LEAST} allows: {best:.2}");
}
