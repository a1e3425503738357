//! Any picture is judged, none makes it panic, and no more is looked at than was promised.
#![expect(clippy::unwrap_used, reason = "tests")]

use photo::{
    ANSWERS, Cause, FEATURES, Features, Grey, Overview, QUESTIONS, Tree, Verdict, choose, look,
    overview_size, table,
};
use proptest::prelude::*;

/// A picture with something on it: noise, stripes or blocks, by chance.
fn picture() -> impl Strategy<Value = Grey> {
    (1_u32..400, 1_u32..400, any::<u64>(), 0_u8..4).prop_map(|(width, height, seed, sort)| {
        let mut state = seed | 1;
        let mut next = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            u8::try_from(state & 0xff).unwrap_or_default()
        };
        let dot = |x: u32, y: u32, chance: u8| match sort {
            0 => chance,
            1 => {
                if (x / 3).is_multiple_of(2) {
                    chance / 4
                } else {
                    220
                }
            }
            2 => {
                if (x / 9 + y / 9).is_multiple_of(2) {
                    10
                } else {
                    250
                }
            }
            _ => u8::try_from(seed & 0xff).unwrap_or_default(),
        };
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = pixels.map(|(x, y)| dot(x, y, next())).collect();
        Grey::new(width, height, pixels).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_picture_gets_a_verdict_that_can_be_kept(picture in picture()) {
        let verdict = look(&picture);
        prop_assert!(verdict.unreadable <= 100);
        prop_assert_eq!(Verdict::parse(&verdict.written()), Some(verdict));
    }

    #[test]
    fn what_is_looked_at_lies_inside_and_is_at_most_half_a_megapixel(
        picture in picture(), width in 1_u32..20_000, height in 1_u32..20_000,
    ) {
        let (small_width, small_height) = overview_size(width, height);
        prop_assert!(small_width >= 1 && small_height >= 1);
        let places = choose(&Overview::of(&picture), width, height);
        let of_text = places.iter().filter(|place| place.bar.is_none()).count();
        prop_assert!(of_text <= table::PIECES);
        prop_assert!(places.iter().all(|place| place.bar.is_none_or(|bar| bar < table::NUMBERS)));
        let mut looked_at = u64::from(small_width) * u64::from(small_height);
        for (at, place) in places.iter().enumerate() {
            prop_assert!(place.width >= 1 && place.x + place.width <= width);
            prop_assert!(place.height >= 1 && place.y + place.height <= height);
            let apart = |other: &photo::Place| {
                place.x.abs_diff(other.x) >= place.width || place.y.abs_diff(other.y) >= place.height
            };
            // Numbers may cross what else is looked at.
            prop_assert!(place.bar.is_some() || places[..at].iter().all(apart), "{:?}", places);
            looked_at += u64::from(place.width) * u64::from(place.height);
        }
        prop_assert!(looked_at <= 500_000, "{looked_at}");
    }

    #[test]
    fn bytes_that_are_no_picture_are_none(width in 0_u32..9, height in 0_u32..9, bytes in 0_usize..400) {
        let fits = width > 0 && height > 0 && bytes == (width * height) as usize;
        prop_assert_eq!(Grey::new(width, height, vec![0; bytes]).is_some(), fits);
        let fits = width > 0 && height > 0 && bytes / 4 == (width * height) as usize;
        prop_assert_eq!(Grey::from_rgba(width, height, &vec![0; bytes]).is_some(), fits);
    }
}

#[test]
fn a_tree_goes_on_to_the_right_only_above_its_number() {
    let mut tree = Tree { feature: [1; QUESTIONS], above: [2.0; QUESTIONS], adds: [0.0; ANSWERS] };
    tree.adds[0] = -0.5;
    tree.adds[ANSWERS - 1] = 0.25;
    for (value, adds) in [(1.0, -0.5), (2.0, -0.5), (2.1, 0.25), (f32::NAN, -0.5)] {
        let mut features = Features([9.0; FEATURES]);
        features.0[1] = value;
        assert!((tree.answer(&features) - adds).abs() < 1e-6, "{value}");
    }
    tree.feature = [u8::MAX; QUESTIONS];
    assert!(tree.answer(&Features([9.0; FEATURES])) < 0.0, "a feature that is not there is 0");
}

#[test]
fn a_sheet_without_writing_is_blank() {
    let sheet = Grey::new(1_200, 900, vec![230; 1_200 * 900]).unwrap();
    assert_eq!(look(&sheet).written(), "100 blank");
}

#[test]
fn the_small_picture_has_the_shape_of_the_large_one() {
    for (full, small) in
        [((2_400, 1_800), (516, 387)), ((300, 200), (300, 200)), ((1, 5_000_000), (1, 200_000))]
    {
        assert_eq!(overview_size(full.0, full.1), small, "{full:?}");
    }
}

#[test]
fn causes_are_known_by_their_names_and_verdicts_that_are_none_are_refused() {
    for cause in Cause::ALL {
        assert_eq!(Cause::parse(cause.code()), Some(cause));
    }
    assert_eq!(Cause::parse("tired"), None);
    for (text, read) in [
        ("87 blurred small", Some((87, vec![Cause::Blurred, Cause::Small]))),
        ("3", Some((3, vec![]))),
        ("3 from_tomorrow", Some((3, vec![]))),
        ("", None),
        ("101", None),
        ("blurred", None),
    ] {
        let verdict = Verdict::parse(text).map(|verdict| (verdict.unreadable, verdict.causes));
        assert_eq!(verdict, read, "{text}");
    }
}

#[test]
fn shrinking_keeps_the_mean_and_pieces_at_the_edge_are_cut_there() {
    let stripes = Grey::new(4, 2, vec![0, 100, 200, 50, 0, 100, 200, 50]).unwrap();
    assert_eq!(stripes.shrink(2, 1).pixels(), [50, 125]);
    assert_eq!(stripes.shrink(9, 9), stripes);
    let piece = stripes.crop(3, 1, 128, 128).unwrap();
    assert_eq!((piece.width(), piece.height(), piece.pixels()), (1, 1, &[50][..]));
    assert_eq!(stripes.crop(4, 0, 1, 1), None);
}
