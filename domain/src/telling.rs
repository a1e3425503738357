//! By which ways a letter goes to somebody, and in which order. What is in the portal's own inbox is there anyway.

use time::Duration;

/// A way out of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// E-mail.
    Email,
    /// SMS or `WhatsApp`, whatever the number has.
    Phone,
    /// A notice of a browser that was asked for there. Says only that there is something to read.
    Push,
}

impl Way {
    /// A stable code, in rows and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Push => "push",
        }
    }

    /// Reads the code.
    pub fn parse(raw: &str) -> Option<Self> {
        [Self::Email, Self::Phone, Self::Push].into_iter().find(|way| way.as_str() == raw)
    }
}

/// How much a letter matters to its reader now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Codes, and what keeps the account its owner's: at once, to every proven address, whatever was wished.
    Security,
    /// Asks the reader to do something, or ends a request: every wished way at once, in the daytime.
    Act,
    /// Good to know: one way, and the next only when that one fails.
    News,
}

/// What somebody wishes about news of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// By e-mail.
    pub email: bool,
    /// By SMS or `WhatsApp`.
    pub phone: bool,
    /// In the browsers that were asked for it.
    pub push: bool,
    /// Which of e-mail and phone is tried first.
    pub first: Way,
}

impl Default for Wishes {
    /// E-mail first: it has room for reasons, and nobody pays for it.
    fn default() -> Self {
        Self { email: true, phone: true, push: true, first: Way::Email }
    }
}

impl Wishes {
    const fn wants(self, way: Way) -> bool {
        match way {
            Way::Email => self.email,
            Way::Phone => self.phone,
            Way::Push => self.push,
        }
    }
}

/// So long a way may take before the next one is tried.
pub const NEXT_WAY_AFTER: Duration = Duration::minutes(15);

/// One way that a letter goes, or stands by to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Which.
    pub way: Way,
    /// Its place among ways that stand in for one another; 0 goes at once.
    pub place: u8,
    /// So long after the letter's time it goes, if nothing before it has arrived.
    pub after: Duration,
}

/// The ways of a letter. `there` are the ways that lead to this person at all.
pub fn legs(urgency: Urgency, wishes: Wishes, there: &[Way]) -> Vec<Leg> {
    let at_once = |way: Way| Leg { way, place: 0, after: Duration::ZERO };
    let wished = |way: &Way| there.contains(way) && (urgency == Urgency::Security || wishes.wants(*way));
    let mut order = [Way::Email, Way::Phone];
    if wishes.first == Way::Phone {
        order.reverse();
    }
    let ways = order.into_iter().filter(wished);
    // A browser that takes a notice over may be switched off for weeks: it never stands in for another way.
    let push = [Way::Push].into_iter().filter(wished).filter(|_| urgency != Urgency::Security);
    match urgency {
        Urgency::Security | Urgency::Act => ways.chain(push).map(at_once).collect(),
        Urgency::News => ways
            .zip(0_u8..)
            .map(|(way, place)| Leg { way, place, after: NEXT_WAY_AFTER * i32::from(place) })
            .chain(push.map(at_once))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Way; 3] = [Way::Email, Way::Phone, Way::Push];

    fn said(urgency: Urgency, wishes: Wishes, there: &[Way]) -> String {
        let one = |leg: &Leg| format!("{}@{}", leg.way.as_str(), leg.after.whole_minutes());
        legs(urgency, wishes, there).iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn news_takes_one_way_and_the_next_one_a_quarter_of_an_hour_later_what_matters_takes_all() {
        let usual = Wishes::default();
        let phone_first = Wishes { first: Way::Phone, ..usual };
        let only_phone = Wishes { email: false, ..usual };
        let only_inbox = Wishes { email: false, phone: false, push: false, ..usual };
        let addresses = &ALL[..2];
        let table = [
            (Urgency::News, usual, addresses, "email@0 phone@15"),
            (Urgency::News, usual, &ALL[..], "email@0 phone@15 push@0"),
            (Urgency::News, phone_first, addresses, "phone@0 email@15"),
            // What is not wished does not stand in either.
            (Urgency::News, only_phone, &ALL[..], "phone@0 push@0"),
            // First was phone, but there is none: e-mail does not wait for it.
            (Urgency::News, phone_first, &ALL[..1], "email@0"),
            (Urgency::Act, usual, &ALL[..], "email@0 phone@0 push@0"),
            (Urgency::Act, phone_first, addresses, "phone@0 email@0"),
            (Urgency::Act, only_inbox, &ALL[..], ""),
            (Urgency::News, only_inbox, &ALL[..], ""),
            // Codes and security ask nobody, and tell no browser.
            (Urgency::Security, only_inbox, &ALL[..], "email@0 phone@0"),
            (Urgency::Security, usual, &ALL[2..], ""),
            (Urgency::News, usual, &[], ""),
        ];
        for (urgency, wishes, there, expected) in table {
            assert_eq!(said(urgency, wishes, there), expected, "{urgency:?} {wishes:?} {there:?}");
        }
    }

    #[test]
    fn only_what_stands_by_has_a_place_behind_another() {
        for urgency in [Urgency::Security, Urgency::Act, Urgency::News] {
            for leg in legs(urgency, Wishes::default(), &ALL) {
                assert_eq!(leg.place > 0, leg.after > Duration::ZERO, "{leg:?}");
                assert!(leg.place == 0 || urgency == Urgency::News, "{leg:?}");
            }
        }
    }

    #[test]
    fn codes_of_ways_are_read_as_they_are_written() {
        for way in ALL {
            assert_eq!(Way::parse(way.as_str()), Some(way));
        }
        assert_eq!(Way::parse("fax"), None);
    }
}
