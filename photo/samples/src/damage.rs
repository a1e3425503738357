//! What goes wrong between a sheet and an officer's screen.

use crate::{dice::Dice, field::Field};

/// One thing that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// Nothing much.
    None,
    /// Out of focus.
    Blurred,
    /// The hand moved.
    Moved,
    /// A lamp is mirrored.
    Glare,
    /// Hardly any light.
    Dark,
    /// Far too much light.
    Bright,
    /// Sent on too small.
    Shrunk,
    /// Lies aslant.
    Rotated,
    /// Squeezed hard.
    Crushed,
    /// Photographed from the side.
    Perspective,
    /// A grainy sensor.
    Noise,
    /// Part of it is outside.
    Cut,
    /// An empty sheet.
    Blank,
}

impl Damage {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::None,
        Self::Blurred,
        Self::Moved,
        Self::Glare,
        Self::Dark,
        Self::Bright,
        Self::Shrunk,
        Self::Rotated,
        Self::Crushed,
        Self::Perspective,
        Self::Noise,
        Self::Cut,
        Self::Blank,
    ];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Blurred => "blurred",
            Self::Moved => "moved",
            Self::Glare => "glare",
            Self::Dark => "dark",
            Self::Bright => "bright",
            Self::Shrunk => "shrunk",
            Self::Rotated => "rotated",
            Self::Crushed => "crushed",
            Self::Perspective => "perspective",
            Self::Noise => "noise",
            Self::Cut => "cut",
            Self::Blank => "blank",
        }
    }

    /// What the lens and the sensor do, in this order; `digit` is how many pixels a digit is high.
    pub(crate) fn expose(self, picture: &mut Field, strength: f32, digit: f32, dice: &mut Dice) {
        uneven(picture, dice);
        picture.blur(dice.between(0.4, 0.9) * (picture.width.max(picture.height) as f32 / 2_000.0).max(0.4));
        match self {
            Self::Blurred => picture.blur(digit * (0.06 + 0.5 * strength)),
            Self::Moved => {
                let turn = dice.between(0.0, std::f32::consts::PI);
                picture.smear(digit * (0.2 + 1.7 * strength), (turn.cos(), turn.sin()));
            }
            Self::Glare => {
                for _ in 0..=dice.below(2) {
                    glare(picture, strength, dice);
                }
            }
            _ => {}
        }
        let gain = match self {
            Self::Dark => 0.35 * (1.0 - strength).powi(2) + 0.015,
            Self::Bright => 1.4 + 8.0 * strength * strength,
            _ => dice.between(0.75, 1.02),
        };
        let veil = if self == Self::Bright { 90.0 * strength } else { dice.between(0.0, 12.0) };
        let noise = match self {
            Self::Noise => 8.0 + 110.0 * strength * strength,
            Self::Dark => dice.between(1.5, 5.0),
            _ => dice.between(0.8, 4.0),
        };
        for light in &mut picture.light {
            *light = (*light * gain + veil + noise * dice.bell()).round().clamp(0.0, 255.0);
        }
    }
}

/// No lamp is everywhere alike.
fn uneven(picture: &mut Field, dice: &mut Dice) {
    let turn = dice.between(0.0, std::f32::consts::TAU);
    let (across, down) = (turn.cos(), turn.sin());
    let depth = dice.between(0.0, 0.3);
    let (width, height) = (picture.width as f32, picture.height as f32);
    for y in 0..picture.height {
        for x in 0..picture.width {
            let along = (x as f32 / width - 0.5) * across + (y as f32 / height - 0.5) * down;
            picture.light[y * picture.width + x] *= 1.0 - depth * (along + 0.5).clamp(0.0, 1.0);
        }
    }
}

/// A bright spot with soft edges.
fn glare(picture: &mut Field, strength: f32, dice: &mut Dice) {
    let (width, height) = (picture.width as f32, picture.height as f32);
    let middle = (width * dice.between(0.15, 0.85), height * dice.between(0.15, 0.85));
    let size =
        (width * (0.04 + 0.3 * strength * dice.share()), height * (0.04 + 0.3 * strength * dice.share()));
    let peak = 120.0 + 500.0 * strength;
    for y in 0..picture.height {
        let down = (y as f32 - middle.1) / size.1;
        for x in 0..picture.width {
            let across = (x as f32 - middle.0) / size.0;
            let away = across * across + down * down;
            if away < 9.0 {
                picture.light[y * picture.width + x] += peak * (-away * away).exp();
            }
        }
    }
}
