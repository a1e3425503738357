//! What the server has not acknowledged yet: only these fields are sent, so that two windows on one draft do
//! not undo each other.
use domain::Answers;
use std::collections::BTreeMap;

/// Typed values by input name. Two maps of the kind that answers are: another kind would weigh more on the phone.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unsent {
    values: BTreeMap<String, String>,
    /// What the server had when each was first typed over.
    bases: BTreeMap<String, String>,
}

impl Unsent {
    /// From what lay on the device: values and what the server had then, both by input name.
    pub fn kept(values: BTreeMap<String, String>, bases: BTreeMap<String, String>) -> Self {
        Self { values, bases }
    }

    /// Notes a change of what the server is known to have.
    pub fn note(&mut self, name: &str, value: &str, known: &str) {
        if !self.values.contains_key(name) {
            self.bases.insert(name.to_owned(), known.to_owned());
        }
        self.values.insert(name.to_owned(), value.to_owned());
    }

    /// Whether the server has everything.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Forgets what was sent, unless it was typed over meanwhile.
    pub fn acknowledge(&mut self, sent: &Self) {
        for (name, value) in &sent.values {
            if self.values.get(name) == Some(value) {
                self.values.remove(name);
                self.bases.remove(name);
            } else if self.values.contains_key(name) {
                self.bases.insert(name.clone(), value.clone());
            }
        }
    }

    /// What was typed.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Of a question that another device has answered otherwise what is here counts, or what is there.
    pub fn settle(&mut self, code: &str, mine: bool, server: &Answers) {
        let of_it = |name: &&String| {
            name.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let names: Vec<_> = self.values.keys().filter(of_it).cloned().collect();
        for name in names {
            if mine {
                let there = server.get(&name).unwrap_or_default().to_owned();
                self.bases.insert(name, there);
            } else {
                self.values.remove(&name);
                self.bases.remove(&name);
            }
        }
    }

    /// Each value with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What the server had, by name.
    pub fn bases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.bases.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The server's answers with what it does not have yet on top.
    pub fn over(&self, mut server: Answers) -> Answers {
        for (name, value) in self.iter() {
            // What does not fit any more was refused by the server too.
            let _ = server.set(name, value);
        }
        server
    }

    /// Takes over what lay on the device. What was typed since wins; where the server has changed meanwhile it says so
    /// when it gets this, and the person chooses.
    pub fn join(&mut self, device: &Self, server: &Answers) {
        for (name, value) in device.iter() {
            let base = device.bases.get(name).map_or("", String::as_str);
            let there = server.get(name).unwrap_or_default();
            if there != value && !self.values.contains_key(name) {
                self.note(name, value, base);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unsent(triples: &[(&str, &str, &str)]) -> Unsent {
        let mut unsent = Unsent::default();
        for (name, value, base) in triples {
            unsent.note(name, value, base);
        }
        unsent
    }

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        Answers::try_from(pairs.to_vec()).unwrap_or_default()
    }

    #[test]
    fn what_was_typed_while_saving_is_still_to_be_sent() {
        let mut now = unsent(&[("child_name", "Bagas Wira", ""), ("weight", "3200", "")]);
        now.acknowledge(&unsent(&[("child_name", "Bagas", ""), ("weight", "3200", "")]));
        assert!(now == unsent(&[("child_name", "Bagas Wira", "Bagas")]), "the server has the first half");
    }

    #[test]
    fn an_answer_of_another_window_comes_in_and_ones_own_stays() {
        let server = answers(&[("child_name", "Old"), ("religion", "1")]);
        let merged = unsent(&[("child_name", "New Name", "Old")]).over(server);
        assert_eq!(merged, answers(&[("child_name", "New Name"), ("religion", "1")]));
    }

    #[test]
    fn what_was_typed_since_wins_over_the_device() {
        let mut now = unsent(&[("a", "typed", "")]);
        now.join(&unsent(&[("a", "device", ""), ("b", "device", "")]), &answers(&[]));
        assert!(now == unsent(&[("a", "typed", ""), ("b", "device", "")]));
    }

    #[test]
    fn an_old_copy_brings_what_it_was_typed_over_so_that_the_server_can_tell() {
        let server = answers(&[("arrived", "1"), ("changed", "elsewhere"), ("same", "before")]);
        let copy = unsent(&[("arrived", "1", ""), ("changed", "here", "before"), ("same", "here", "before")]);
        let mut now = Unsent::default();
        now.join(&copy, &server);
        assert!(now == unsent(&[("changed", "here", "before"), ("same", "here", "before")]));
    }

    #[test]
    fn a_choice_is_about_every_part_of_a_question_and_nothing_else() {
        let typed = [("date.day", "5", "1"), ("date.year", "2020", "2019"), ("dates", "x", "y")];
        let server = answers(&[("date.day", "9"), ("date.year", "2021")]);
        let mut mine = unsent(&typed);
        mine.settle("date", true, &server);
        assert!(
            mine == unsent(&[("date.day", "5", "9"), ("date.year", "2020", "2021"), ("dates", "x", "y")])
        );
        let mut theirs = unsent(&typed);
        theirs.settle("date", false, &server);
        assert!(theirs == unsent(&[("dates", "x", "y")]));
    }
}
