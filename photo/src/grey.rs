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
        let mut columns = vec![0_u32; self.width];
        for y in 0..height {
            let rows = edge(y, height, self.height)..edge(y + 1, height, self.height);
            columns.fill(0);
            for row in rows.clone() {
                for (sum, dot) in columns.iter_mut().zip(self.row(row)) {
                    *sum += u32::from(*dot);
                }
            }
            for x in 0..width {
                let column = &columns[edge(x, width, self.width)..edge(x + 1, width, self.width)];
                let sum: u64 = column.iter().map(|sum| u64::from(*sum)).sum();
                let count = (column.len() * rows.len()).max(1) as u64;
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
            let sums = self.three_rows(y);
            let last = self.width - 1;
            let edge = |near: &[u16]| {
                let count = (3 * near.len()) as u16;
                ((near.iter().sum::<u16>() + count / 2) / count) as u8
            };
            pixels.push(edge(&sums[..sums.len().min(2)]));
            pixels.extend(sums.windows(3).map(|near| ((near[0] + near[1] + near[2] + 4) / 9) as u8));
            if last > 0 {
                pixels.push(edge(&sums[last - 1..]));
            }
        }
        Self { width: self.width, height: self.height, pixels }
    }

    /// Each pixel of a row with those above and below; at the upper and lower edge the row itself counts twice.
    fn three_rows(&self, y: usize) -> Vec<u16> {
        let (above, below) = (self.row(y.saturating_sub(1)), self.row((y + 1).min(self.height - 1)));
        let all = self.row(y).iter().zip(above).zip(below);
        all.map(|((dot, above), below)| u16::from(*dot) + u16::from(*above) + u16::from(*below)).collect()
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

/// The number below which this share (0 to 1) of a histogram lies. Between two whole ones too: in a dark photo letters
/// are three greys darker than paper.
pub(crate) fn level(histogram: &[u32], share: f32) -> f32 {
    let all: u32 = histogram.iter().sum();
    let wanted = all as f32 * share;
    let mut seen = 0.0;
    for (number, count) in histogram.iter().enumerate() {
        let count = *count as f32;
        if seen + count > wanted {
            return (number as f32 - 0.5 + (wanted - seen) / count).max(0.0);
        }
        seen += count;
    }
    histogram.len().saturating_sub(1) as f32
}

/// How much most pixels differ from the mean of three by three around them, in greys and parts of them: paper, because
/// there is more of it than of edges.
pub(crate) fn grain(grey: &Grey) -> f32 {
    let mut differences = vec![0_u32; 9 * 256];
    // Every third row is enough.
    for y in (1..grey.height.saturating_sub(1)).step_by(3) {
        let sums = grey.three_rows(y);
        for (dot, near) in grey.row(y)[1..].iter().zip(sums.windows(3)) {
            let difference = usize::from((9 * u16::from(*dot)).abs_diff(near[0] + near[1] + near[2]));
            differences[difference.min(9 * 256 - 1)] += 1;
        }
    }
    if grey.width < 3 || grey.height < 3 {
        return 0.0;
    }
    level(&differences, 0.5) / 9.0
}

/// The value below which this share (0 to 1) of some numbers lies; sorts them.
pub(crate) fn quantile(numbers: &mut [f32], share: f32) -> Option<f32> {
    numbers.sort_by(f32::total_cmp);
    let last = numbers.len().checked_sub(1)?;
    numbers.get((last as f32 * share).round() as usize).copied()
}
