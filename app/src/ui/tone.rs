//! The tone of a message. A colour is never alone: each tone has its sign in the style sheet and its word from the caller.

/// How a thing stands, for tags, notices and the current step of a timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to say about it.
    #[default]
    Plain,
    /// Worth knowing.
    Info,
    /// Done, right, readable.
    Ok,
    /// Needs someone's attention.
    Warn,
    /// Refused, wrong, lost.
    Bad,
    /// Not yet.
    Wait,
}

impl Tone {
    /// The class of a tag in this tone.
    pub fn tag_class(self) -> &'static str {
        match self {
            Self::Plain => "tag",
            Self::Info => "tag tag-info",
            Self::Ok => "tag tag-ok",
            Self::Warn => "tag tag-warn",
            Self::Bad => "tag tag-bad",
            Self::Wait => "tag tag-wait",
        }
    }

    /// The class of a notice in this tone; only three tones differ from information.
    pub fn note_class(self) -> &'static str {
        match self {
            Self::Plain | Self::Info | Self::Wait => "note",
            Self::Ok => "note note-ok",
            Self::Warn => "note note-warn",
            Self::Bad => "note note-bad",
        }
    }
}
