//! What is told while the second copy of strict mode takes nothing.
use super::{Letter, OfficeAct};
use domain::{Date, Urgency};

impl Letter {
    /// Whether it goes then too: nothing that it tells of would be undone if the disk died now, and whoever it is for
    /// cannot wait. So go codes, what is a matter of security, and word to administrators that the copy is broken.
    fn goes_in_an_outage(&self) -> bool {
        match self {
            // They tell of what was done for good.
            Self::Welcome | Self::Invited { .. } | Self::ByOffice { act: OfficeAct::Closed } => false,
            other => other.urgency() == Urgency::Security,
        }
    }

    /// The kinds of all that do.
    pub(crate) fn kinds_in_an_outage() -> Vec<&'static str> {
        let all = Self::samples(Date::MIN);
        let mut kinds: Vec<_> =
            all.iter().filter(|letter| letter.goes_in_an_outage()).map(Self::kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_news_of_a_request_goes_in_an_outage() {
        let kinds = Letter::kinds_in_an_outage();
        for letter in Letter::samples(Date::MIN) {
            let goes = kinds.contains(&letter.kind());
            assert_eq!(goes, letter.goes_in_an_outage(), "a kind says all: {}", letter.kind());
            assert!(!(goes && letter.regarding().is_some()), "{}", letter.kind());
        }
        for kind in ["code", "assist_code", "new_device", "account_changed", "nik_tried", "state"] {
            assert!(kinds.contains(&kind), "{kind}");
        }
    }
}
