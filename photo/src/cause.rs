//! Why a photo may be unreadable, as codes: the words for people are the app's.

/// One cause, each with its own cure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Nothing on it, or so much out of focus that nothing is left of it.
    Blank,
    /// Not in focus, or moved.
    Blurred,
    /// Light is mirrored on the paper.
    Glare,
    /// Too little light.
    Dark,
    /// So much light that the letters fade.
    Bright,
    /// The letters are too small: photographed from too far, or sent on too small.
    Small,
    /// Something in the picture ends at its edge.
    CutOff,
    /// Squeezed so much that letters dissolve, or grainy.
    Coarse,
}

impl Cause {
    /// All of them, gravest first: so they are told.
    pub const ALL: [Self; 8] = [
        Self::Blank,
        Self::Dark,
        Self::Bright,
        Self::Glare,
        Self::Small,
        Self::Blurred,
        Self::CutOff,
        Self::Coarse,
    ];

    /// The stable name, in rows and on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Blurred => "blurred",
            Self::Glare => "glare",
            Self::Dark => "dark",
            Self::Bright => "bright",
            Self::Small => "small",
            Self::CutOff => "cut_off",
            Self::Coarse => "coarse",
        }
    }

    /// The cause with this name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }
}
