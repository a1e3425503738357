//! How many forms with files one account may have on their way: else one alone could hold the memory of all.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use app::wire::AppError;
use uuid::Uuid;

/// Slow phones send two or three files side by side.
pub(super) const AT_ONCE: usize = 4;

/// Forms on their way, by account.
#[derive(Clone, Default)]
pub(super) struct Shares(Arc<Mutex<HashMap<Uuid, usize>>>);

impl Shares {
    /// One more for `account`, until the answer is dropped; or not now.
    pub(super) fn take(&self, account: Uuid) -> Result<Share, AppError> {
        let mut going = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = going.entry(account).or_insert(0);
        if *count >= AT_ONCE {
            return Err(AppError::Busy);
        }
        *count += 1;
        Ok(Share { of: self.clone(), account })
    }
}

/// One form on its way.
pub(super) struct Share {
    of: Shares,
    account: Uuid,
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut going = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = going.get_mut(&self.account) {
            *count -= 1;
            if *count == 0 {
                going.remove(&self.account);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn one_account_has_four_forms_on_their_way_and_another_one_is_not_held_up() {
        let shares = Shares::default();
        let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
        let mut held: Vec<_> = (0..AT_ONCE).map(|_| shares.take(one).unwrap()).collect();
        assert!(matches!(shares.take(one), Err(AppError::Busy)));
        assert!(shares.take(other).is_ok());
        held.pop();
        held.push(shares.take(one).unwrap());
        drop(held);
        assert!(shares.0.lock().unwrap().is_empty(), "nothing is remembered of who is done");
    }
}
