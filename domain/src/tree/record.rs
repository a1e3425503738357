//! Named values, taken out one by one; what is left over at the end was a typo.

use super::{FromTree, Tree, Trouble};

/// Named values, and the first thing found wrong with them. Readers go on with empty values after a mistake and
/// hear of it at the end: giving up in the middle would need clean-up code after every single name.
#[derive(Clone, Debug)]
pub struct Record {
    values: Vec<(String, Tree)>,
    trouble: Option<Trouble>,
}

impl Record {
    /// The named values of a tree.
    ///
    /// # Errors
    /// When it is something else.
    pub fn of(tree: Tree) -> Result<Self, Trouble> {
        match tree {
            Tree::Record(values) => Ok(Self { values, trouble: None }),
            _ => Err(Trouble::here("named values are expected")),
        }
    }

    /// Takes a value out; empty when it is missing or wrong, which [`Record::finish`] will tell.
    #[inline(never)]
    pub fn take<V: FromTree + Default>(&mut self, name: &str) -> V {
        match self.take_tree(name) {
            None => V::when_absent().unwrap_or_else(|| {
                self.fail(Trouble::here("is missing").at(name));
                V::default()
            }),
            Some(tree) => V::from_tree(tree).unwrap_or_else(|trouble| {
                self.fail(trouble.at(name));
                V::default()
            }),
        }
    }

    /// Takes a value out, or this one if it is left out.
    #[inline(never)]
    pub fn take_or<V: FromTree + Default>(&mut self, name: &str, absent: V) -> V {
        match self.take_tree(name) {
            None => absent,
            Some(tree) => V::from_tree(tree).unwrap_or_else(|trouble| {
                self.fail(trouble.at(name));
                absent
            }),
        }
    }

    /// Takes a value out that cannot be empty.
    ///
    /// # Errors
    /// When it is missing or wrong.
    #[inline(never)]
    pub fn must<V: FromTree>(&mut self, name: &str) -> Result<V, Trouble> {
        match self.take_tree(name) {
            Some(tree) => V::from_tree(tree).map_err(|trouble| trouble.at(name)),
            None => V::when_absent().ok_or_else(|| Trouble::here("is missing").at(name)),
        }
    }

    /// Notes something wrong; the first counts.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, trouble: Trouble) {
        self.trouble.get_or_insert(trouble);
    }

    /// Checks that nothing was wrong and nothing is left over.
    ///
    /// # Errors
    /// The first trouble, or the first value that nobody took.
    pub fn finish(self, of: &str) -> Result<(), Trouble> {
        let left = self.values.first();
        let left = left.map(|(name, _)| Trouble::pieces(&["does not belong to ", of]).at(name));
        match (self.trouble, left) {
            (None, None) => Ok(()),
            (Some(one), None) | (None, Some(one)) => Err(one),
            (Some(first), Some(left)) => Err(first.and(&left)),
        }
    }

    /// All values that are left.
    pub(super) fn into_values(self) -> Vec<(String, Tree)> {
        self.values
    }

    #[inline(never)]
    fn take_tree(&mut self, name: &str) -> Option<Tree> {
        let at = self.values.iter().position(|(known, _)| known == name)?;
        Some(self.values.remove(at).1)
    }
}
