//! What the server has not acknowledged yet: only these fields are sent, so that two windows on one draft do
//! not undo each other.
use domain::Answers;
use std::collections::BTreeMap;

/// Typed values by input name.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unsent(BTreeMap<String, String>);

impl Unsent {
    /// Notes a change.
    pub fn note(&mut self, name: &str, value: &str) {
        self.0.insert(name.to_owned(), value.to_owned());
    }

    /// Whether the server has everything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets what was sent, unless it was typed over meanwhile.
    pub fn acknowledge(&mut self, sent: &Self) {
        self.0.retain(|name, value| sent.0.get(name) != Some(value));
    }

    /// Each with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The server's answers with what it does not have yet on top.
    pub fn over(&self, mut server: Answers) -> Answers {
        for (name, value) in &self.0 {
            // What does not fit any more was refused by the server too.
            let _ = server.set(name.clone(), value.clone());
        }
        server
    }

    /// Takes over what lay on the device; what was typed since wins.
    pub fn join(&mut self, device: Self) {
        for (name, value) in device.0 {
            self.0.entry(name).or_insert(value);
        }
    }
}

impl From<BTreeMap<String, String>> for Unsent {
    fn from(values: BTreeMap<String, String>) -> Self {
        Self(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unsent(pairs: &[(&str, &str)]) -> Unsent {
        Unsent(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        Answers::try_from(pairs.to_vec()).unwrap_or_default()
    }

    #[test]
    fn what_was_typed_while_saving_is_still_to_be_sent() {
        let mut now = unsent(&[("child_name", "Bagas Wira"), ("weight", "3200")]);
        now.acknowledge(&unsent(&[("child_name", "Bagas"), ("weight", "3200")]));
        assert!(now == unsent(&[("child_name", "Bagas Wira")]));
    }

    #[test]
    fn an_answer_of_another_window_comes_in_and_ones_own_stays() {
        let server = answers(&[("child_name", "Old"), ("religion", "1")]);
        let merged = unsent(&[("child_name", "New Name")]).over(server);
        assert_eq!(merged, answers(&[("child_name", "New Name"), ("religion", "1")]));
    }

    #[test]
    fn what_was_typed_since_wins_over_the_device() {
        let mut now = unsent(&[("a", "typed")]);
        now.join(unsent(&[("a", "device"), ("b", "device")]));
        assert!(now == unsent(&[("a", "typed"), ("b", "device")]));
    }
}
