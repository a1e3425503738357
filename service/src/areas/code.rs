//! Codes of areas as Kemendagri gives them: two digits a province, four a regency, six a district, ten a village.
use std::{fmt, str::FromStr};

/// How large an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Provinsi.
    Province,
    /// Kabupaten or kota.
    Regency,
    /// Kecamatan.
    District,
    /// Desa or kelurahan.
    Village,
}

impl Level {
    /// All of them, the largest first.
    pub const ALL: [Self; 4] = [Self::Province, Self::Regency, Self::District, Self::Village];

    /// The next smaller one.
    pub fn below(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// How many digits its codes have.
    pub(super) const fn digits(self) -> u32 {
        [2, 4, 6, 10][self as usize]
    }

    /// What one step of its codes is worth in a code of ten digits.
    pub(super) const fn unit(self) -> u64 {
        10_u64.pow(10 - self.digits())
    }
}

/// A code, which need not be in use.
///
/// Kept as a number of ten digits, so that an area stands right before everything inside it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(pub(super) u64);

/// Not two, four, six or ten digits, or one of its parts is nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no code of 2, 4, 6 or 10 digits")]
pub struct NotACode;

impl AreaCode {
    /// Which level it is of.
    pub fn level(self) -> Level {
        let of = |level: &&Level| self.0.is_multiple_of(level.unit());
        Level::ALL.iter().find(of).copied().unwrap_or(Level::Village)
    }

    /// The code of the area of `level` that it lies in; its own for its own level.
    #[must_use]
    pub fn within(self, level: Level) -> Self {
        if level >= self.level() { self } else { Self(self.0 - self.0 % level.unit()) }
    }

    /// The code of the area that it lies in directly.
    pub fn parent(self) -> Option<Self> {
        let above = (self.level() as usize).checked_sub(1)?;
        Some(self.within(*Level::ALL.get(above)?))
    }

    /// The first code after everything inside it.
    pub(super) fn end(self) -> u64 {
        self.0 + self.level().unit()
    }

    /// `3201012006`.
    pub fn digits(self) -> String {
        let width = self.level().digits() as usize;
        format!("{:0width$}", self.0 / self.level().unit())
    }

    /// `32.01.01.2006`, as on official lists.
    pub fn dotted(self) -> String {
        let digits = self.digits();
        let parts = [digits.get(..2), digits.get(2..4), digits.get(4..6), digits.get(6..10)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(".")
    }
}

impl FromStr for AreaCode {
    type Err = NotACode;

    /// Reads one, with dots or without.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let digits: String = text.trim().chars().filter(|sign| *sign != '.').take(11).collect();
        let level = Level::ALL.into_iter().find(|level| level.digits() as usize == digits.len());
        let level = level.filter(|_| digits.bytes().all(|sign| sign.is_ascii_digit())).ok_or(NotACode)?;
        // A part that is nought would read as the area around it.
        let parts = [digits.get(..2), digits.get(2..4), digits.get(4..6), digits.get(6..)];
        let nought = |part: &str| !part.is_empty() && part.bytes().all(|sign| sign == b'0');
        if parts.into_iter().flatten().any(nought) {
            return Err(NotACode);
        }
        digits.parse::<u64>().map(|number| Self(number * level.unit())).map_err(|_| NotACode)
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.dotted())
    }
}

impl fmt::Debug for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.dotted())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn codes_are_read_with_and_without_dots() {
        let village: AreaCode = "3201012006".parse().unwrap();
        assert_eq!(Ok(village), "32.01.01.2006".parse());
        assert_eq!((village.level(), village.dotted().as_str()), (Level::Village, "32.01.01.2006"));
        let above: Vec<_> =
            std::iter::successors(Some(village), |code| code.parent()).map(AreaCode::digits).collect();
        assert_eq!(above, ["3201012006", "320101", "3201", "32"]);
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in [
            "",
            "3",
            "320",
            "32010",
            "3200",
            "00",
            "320100",
            "3201010000",
            "3200012006",
            "٣٢",
            "32a1",
            "32010120061",
        ] {
            assert_eq!(text.parse::<AreaCode>(), Err(NotACode), "{text}");
        }
    }
}
