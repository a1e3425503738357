//! A picture of light: one number a pixel, 0 to 255 and beyond, until a sensor clips it.

/// Rows of light.
#[derive(Clone, Debug)]
pub struct Field {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// From top to bottom.
    pub light: Vec<f32>,
}

impl Field {
    /// Everywhere alike.
    pub fn new(width: usize, height: usize, light: f32) -> Self {
        Self { width, height, light: vec![light; width * height] }
    }

    /// Between pixels; `None` outside.
    pub fn between(&self, x: f32, y: f32) -> Option<f32> {
        if x < 0.0 || y < 0.0 || x >= (self.width - 1) as f32 || y >= (self.height - 1) as f32 {
            return None;
        }
        let (left, top) = (x as usize, y as usize);
        let (across, down) = (x - left as f32, y - top as f32);
        let at = top * self.width + left;
        let above = self.light[at] * (1.0 - across) + self.light[at + 1] * across;
        let below = self.light[at + self.width] * (1.0 - across) + self.light[at + self.width + 1] * across;
        Some(above * (1.0 - down) + below * down)
    }

    /// Out of focus: about a bell of this width (three boxes).
    pub fn blur(&mut self, sigma: f32) {
        if sigma < 0.3 {
            return;
        }
        // A box of n pixels has the variance (n * n - 1) / 12; fractions are mixed from two whole ones.
        let side = (4.0 * sigma * sigma + 1.0).sqrt();
        for _ in 0..3 {
            self.smear(side, (1.0, 0.0));
            self.smear(side, (0.0, 1.0));
        }
    }

    /// The mean along a line of this length through each pixel.
    pub fn smear(&mut self, length: f32, (across, down): (f32, f32)) {
        let half = (length - 1.0).max(0.0) / 2.0;
        let straight = across == 0.0 || down == 0.0;
        if straight {
            self.smear_straight(half, across != 0.0);
            return;
        }
        let steps = (length.ceil() as usize).max(2);
        let source = self.clone();
        for y in 0..self.height {
            for x in 0..self.width {
                let mut sum = 0.0;
                for step in 0..steps {
                    let along = (step as f32 / (steps - 1) as f32 - 0.5) * length;
                    let place = (x as f32 + along * across, y as f32 + along * down);
                    let inside = (
                        place.0.clamp(0.0, (self.width - 2) as f32),
                        place.1.clamp(0.0, (self.height - 2) as f32),
                    );
                    sum += source.between(inside.0, inside.1).unwrap_or(0.0);
                }
                self.light[y * self.width + x] = sum / steps as f32;
            }
        }
    }

    /// A running mean: each pixel costs the same however long the line is.
    fn smear_straight(&mut self, half: f32, across: bool) {
        let (lines, length) = if across { (self.height, self.width) } else { (self.width, self.height) };
        let whole = half as usize;
        let rest = half - whole as f32;
        let weight = 1.0 / (2.0 * half + 1.0);
        let mut line = vec![0.0_f32; length];
        for number in 0..lines {
            let at = |place: usize| if across { number * length + place } else { place * lines + number };
            for (place, value) in line.iter_mut().enumerate() {
                *value = self.light[at(place)];
            }
            let get = |place: isize| line[place.clamp(0, length as isize - 1) as usize];
            let reach = whole as isize;
            let mut sum: f32 = (-reach..=reach).map(&get).sum();
            for place in 0..length as isize {
                let ends = rest * (get(place - reach - 1) + get(place + reach + 1));
                self.light[at(place as usize)] = (sum + ends) * weight;
                sum += get(place + reach + 1) - get(place - reach);
            }
        }
    }

    /// Another size; each pixel the mean of what it stands for.
    #[must_use]
    pub fn resized(&self, width: usize, height: usize) -> Self {
        let mut soft = self.clone();
        soft.blur(0.45 * self.width as f32 / width as f32);
        let mut other = Self::new(width, height, 0.0);
        for y in 0..height {
            for x in 0..width {
                let from = |at: usize, of: usize, all: usize| {
                    ((at as f32 + 0.5) * all as f32 / of as f32 - 0.5).clamp(0.0, all as f32 - 1.01)
                };
                let place = (from(x, width, self.width), from(y, height, self.height));
                other.light[y * width + x] = soft.between(place.0, place.1).unwrap_or(0.0);
            }
        }
        other
    }

    /// What a sensor keeps of it.
    pub fn bytes(&self) -> Vec<u8> {
        self.light.iter().map(|light| light.round().clamp(0.0, 255.0) as u8).collect()
    }
}
