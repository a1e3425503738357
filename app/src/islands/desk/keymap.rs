//! Which key does what. Letters alone, so they can be switched off, and never while somebody is typing.

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Moves the focus along the rows of the queue: forwards or backwards.
    Row(bool),
    /// Presses the control that names this key.
    Press(&'static str),
    /// The same, but what cannot be taken back is pressed twice: the first time only moves the focus there.
    Twice(&'static str),
    /// Goes to the line in which one looks for a request.
    Find,
    /// Goes to the next point of the checklist that is not ticked.
    Point,
    /// Opens the list of keys.
    Help,
}

/// The act of a key, by its name (`KeyboardEvent.key`).
pub(super) fn act(key: &str) -> Option<Act> {
    Some(match key {
        "j" | "J" => Act::Row(true),
        "k" | "K" => Act::Row(false),
        "a" | "A" => Act::Press("A"),
        "g" | "G" => Act::Press("G"),
        "c" | "C" => Act::Find,
        "m" | "M" => Act::Press("M"),
        "s" | "S" => Act::Twice("S"),
        "p" | "P" => Act::Press("P"),
        "t" | "T" => Act::Press("T"),
        "n" => Act::Press("N"),
        "N" => Act::Press("Shift+N"),
        "+" | "=" => Act::Press("+"),
        "-" => Act::Press("-"),
        "r" | "R" => Act::Press("R"),
        "b" | "B" => Act::Press("B"),
        "v" | "V" => Act::Press("V"),
        "d" | "D" => Act::Point,
        "?" => Act::Help,
        _ => return None,
    })
}

/// Whether keys mean text in an element of this kind: `tag` and, for an input, its type.
pub(super) fn is_typed_into(tag: &str, kind: &str) -> bool {
    match tag {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(kind, "radio" | "checkbox" | "button" | "submit"),
        _ => false,
    }
}

/// The row to go to among `count`: from none, the first or the last; never beyond the ends.
pub(super) fn neighbour(count: u32, now: Option<u32>, forwards: bool) -> Option<u32> {
    let last = count.checked_sub(1)?;
    Some(match (now, forwards) {
        (None, true) => 0,
        (None, false) => last,
        (Some(now), true) => now.saturating_add(1).min(last),
        (Some(now), false) => now.saturating_sub(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn approving_takes_two_presses_and_nothing_else_does() {
        assert_eq!(act("s"), Some(Act::Twice("S")));
        let others = ["j", "k", "a", "g", "c", "m", "p", "t", "n", "N", "+", "-", "r", "b", "v", "d", "?"];
        assert!(others.iter().all(|key| act(key).is_some_and(|act| !matches!(act, Act::Twice(_)))));
    }

    #[test]
    fn keys_of_browser_and_screen_reader_stay_theirs() {
        for key in ["Enter", " ", "Tab", "Escape", "ArrowDown", "/", "h", "1"] {
            assert_eq!(act(key), None, "{key}");
        }
    }

    #[test]
    fn keys_are_text_where_one_types_and_acts_on_a_verdict() {
        for (tag, kind) in
            [("TEXTAREA", ""), ("SELECT", ""), ("INPUT", "text"), ("INPUT", "search"), ("INPUT", "")]
        {
            assert!(is_typed_into(tag, kind), "{tag} {kind}");
        }
        for (tag, kind) in [("INPUT", "radio"), ("INPUT", "checkbox"), ("A", ""), ("BODY", "")] {
            assert!(!is_typed_into(tag, kind), "{tag} {kind}");
        }
    }

    #[test]
    fn rows_end_where_the_queue_ends() {
        assert_eq!(neighbour(0, None, true), None);
        assert_eq!(neighbour(3, None, true), Some(0));
        assert_eq!(neighbour(3, None, false), Some(2));
        assert_eq!(neighbour(3, Some(2), true), Some(2));
        assert_eq!(neighbour(3, Some(0), false), Some(0));
        assert_eq!(neighbour(3, Some(1), true), Some(2));
    }
}
