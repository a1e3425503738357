//! A picture in grey, and the few things that are done with it.

/// A picture in grey; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grey {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Grey {
    /// Rows of bytes from top to bottom; `None` when they are not `width` x `height` or there are none.
    pub fn new(width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
        let fits = width > 0 && height > 0 && width.checked_mul(height) == Some(pixels.len());
        fits.then_some(Self { width, height, pixels })
    }

    /// From red, green, blue and opacity, as a canvas gives them; opacity is left out.
    pub fn from_rgba(width: u32, height: u32, rgba: &[u8]) -> Option<Self> {
        let grey = rgba.chunks_exact(4).map(|dot| luma(dot[0], dot[1], dot[2])).collect();
        Self::new(width, height, grey)
    }

    /// In pixels.
    pub fn width(&self) -> usize {
        self.width
    }

    /// In pixels.
    pub fn height(&self) -> usize {
        self.height
    }

    /// From top to bottom.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// One row; an empty one outside.
    pub(crate) fn row(&self, y: usize) -> &[u8] {
        self.pixels.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// A piece of it, as far as it lies inside.
    pub fn crop(&self, x: u32, y: u32, width: u32, height: u32) -> Option<Self> {
        let inside = |from: u32, length: u32, most: usize| {
            let from = (from as usize).min(most);
            from..from.saturating_add(length as usize).min(most)
        };
        let (across, down) = (inside(x, width, self.width), inside(y, height, self.height));
        let size = (across.len() as u32, down.len() as u32);
        let pixels = down.flat_map(|y| self.row(y)[across.clone()].iter().copied()).collect();
        Self::new(size.0, size.1, pixels)
    }

    /// The same picture at most this large, each pixel the mean of those it stands for.
    #[must_use]
    pub fn shrink(&self, width: u32, height: u32) -> Self {
        let width = (width as usize).clamp(1, self.width);
        let height = (height as usize).clamp(1, self.height);
        let edge = |at: usize, of: usize, all: usize| at * all / of;
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let rows = edge(y, height, self.height)..edge(y + 1, height, self.height);
            for x in 0..width {
                let (from, to) = (edge(x, width, self.width), edge(x + 1, width, self.width));
                let sum: u64 =
                    rows.clone().flat_map(|row| &self.row(row)[from..to]).map(|dot| u64::from(*dot)).sum();
                let count = ((to - from) * rows.len()).max(1) as u64;
                pixels.push(u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX));
            }
        }
        Self { width, height, pixels }
    }

    /// Each pixel the mean of its neighbourhood of three by three: single specks are no letters.
    #[must_use]
    pub(crate) fn calm(&self) -> Self {
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..self.height {
            let rows = [self.row(y.saturating_sub(1)), self.row(y), self.row((y + 1).min(self.height - 1))];
            for x in 0..self.width {
                let columns = x.saturating_sub(1)..(x + 2).min(self.width);
                let count = (3 * columns.len()) as u16;
                let sum: u16 =
                    rows.iter().flat_map(|row| &row[columns.clone()]).map(|dot| u16::from(*dot)).sum();
                pixels.push(u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX));
            }
        }
        Self { width: self.width, height: self.height, pixels }
    }

    /// How often each grey occurs.
    pub(crate) fn histogram(&self) -> [u32; 256] {
        let mut histogram = [0; 256];
        for dot in &self.pixels {
            histogram[usize::from(*dot)] += 1;
        }
        histogram
    }
}

/// What the eye makes of a colour (BT.601), as JPEG does.
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    u8::try_from((sum + 500) / 1000).unwrap_or(u8::MAX)
}

/// The grey below which this share (0 to 1) of a histogram lies.
pub(crate) fn level(histogram: &[u32; 256], share: f32) -> f32 {
    let all: u32 = histogram.iter().sum();
    let wanted = all as f32 * share;
    let mut seen = 0.0;
    for (grey, count) in histogram.iter().enumerate() {
        seen += *count as f32;
        if seen > wanted {
            return grey as f32;
        }
    }
    255.0
}

/// The value below which this share (0 to 1) of some numbers lies; sorts them.
pub(crate) fn quantile(numbers: &mut [f32], share: f32) -> Option<f32> {
    numbers.sort_by(f32::total_cmp);
    let last = numbers.len().checked_sub(1)?;
    numbers.get((last as f32 * share).round() as usize).copied()
}
