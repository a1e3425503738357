//! What comes out of a request: a family card, a certificate, a letter; or where to collect it.

/// The kind of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResultKind {
    /// A family card.
    Card,
    /// A birth certificate.
    Birth,
    /// A death certificate.
    Death,
    /// A marriage certificate.
    Marriage,
    /// A letter of moving (SKPWNI, SKDWNI and their kin).
    Moving,
    /// Any other document.
    Other,
    /// No file: where and when something is collected.
    Collect,
}

impl ResultKind {
    /// All that are files, in the order in which they are offered.
    pub const FILES: [Self; 6] =
        [Self::Card, Self::Birth, Self::Death, Self::Marriage, Self::Moving, Self::Other];

    /// The stable code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Card => "kk",
            Self::Birth => "birth",
            Self::Death => "death",
            Self::Marriage => "marriage",
            Self::Moving => "moving",
            Self::Other => "other",
            Self::Collect => "collect",
        }
    }

    /// By its code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::FILES.into_iter().chain([Self::Collect]).find(|kind| kind.as_str() == code)
    }
}
