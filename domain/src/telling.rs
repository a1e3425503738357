//! By which ways a letter goes to somebody, and in which order. What is in the portal's own inbox is there anyway.

use time::Duration;

/// A way out of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// E-mail.
    Email,
    /// The phone, by whichever the gateway chooses: codes, and all of it where the office leaves the choice there.
    Phone,
    /// `WhatsApp`.
    WhatsApp,
    /// SMS.
    Sms,
    /// A notice of a browser that was asked for there. Says only that there is something to read.
    Push,
}

impl Way {
    /// A stable code, in rows and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::WhatsApp => "whatsapp",
            Self::Sms => "sms",
            Self::Push => "push",
        }
    }

    /// Reads the code.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == raw)
    }

    /// Every one.
    pub const ALL: [Self; 5] = [Self::Email, Self::Phone, Self::WhatsApp, Self::Sms, Self::Push];

    /// Those that lead to a phone number.
    pub const TO_PHONE: [Self; 3] = [Self::Phone, Self::WhatsApp, Self::Sms];

    /// Whether it leads to a phone number.
    pub fn is_to_phone(self) -> bool {
        Self::TO_PHONE.contains(&self)
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
#[expect(clippy::struct_excessive_bools, reason = "boxes that are ticked apart from one another")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// By e-mail.
    pub email: bool,
    /// By `WhatsApp`.
    pub whatsapp: bool,
    /// By SMS.
    pub sms: bool,
    /// In the browsers that were asked for it.
    pub push: bool,
    /// Which of e-mail, `WhatsApp` and SMS is tried first.
    pub first: Way,
}

impl Default for Wishes {
    /// E-mail first: it has room for reasons, and nobody pays for it.
    fn default() -> Self {
        Self { email: true, whatsapp: true, sms: true, push: true, first: Way::Email }
    }
}

impl Wishes {
    const fn wants(self, way: Way) -> bool {
        match way {
            Way::Email => self.email,
            Way::Phone => self.whatsapp || self.sms,
            Way::WhatsApp => self.whatsapp,
            Way::Sms => self.sms,
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
    /// What arrives by one of those that stand in for one another spares the others.
    pub stands_in: bool,
}

/// In which order ways stand in for one another: the one wished first, and then, for whoever has both, the one that costs
/// nobody anything before the one that every phone has.
fn order(first: Way) -> Vec<Way> {
    let phone = [Way::WhatsApp, Way::Phone, Way::Sms];
    match first {
        Way::Email | Way::Push => [&[Way::Email], &phone[..]].concat(),
        Way::Sms => vec![Way::Sms, Way::WhatsApp, Way::Phone, Way::Email],
        Way::Phone | Way::WhatsApp => [&phone[..], &[Way::Email]].concat(),
    }
}

/// Numbers the ways that stand in for one another.
fn one_after_another(ways: impl Iterator<Item = Way>) -> impl Iterator<Item = Leg> {
    ways.zip(0_u8..).map(|(way, place)| Leg {
        way,
        place,
        after: NEXT_WAY_AFTER * i32::from(place),
        stands_in: true,
    })
}

/// The ways of a letter. `there` are the ways that lead to this person at all: of the phone either one that leaves the
/// choice to the gateway, or those that the office has.
pub fn legs(urgency: Urgency, wishes: Wishes, there: &[Way]) -> Vec<Leg> {
    let at_once = |way: Way| Leg { way, place: 0, after: Duration::ZERO, stands_in: false };
    let wished = |way: &Way| there.contains(way) && wishes.wants(*way);
    let ways = || order(wishes.first).into_iter().filter(wished);
    // A browser that takes a notice over may be switched off for weeks: it never stands in for another way.
    let push = [Way::Push].into_iter().filter(wished).map(at_once);
    match urgency {
        // A code is worth something for minutes: nothing waits for anything, and the gateway knows the number best.
        Urgency::Security => {
            [Way::Email, Way::Phone].into_iter().filter(|way| there.contains(way)).map(at_once).collect()
        }
        // By every kind of address at once, but not twice to one phone.
        Urgency::Act => {
            let email = ways().filter(|way| *way == Way::Email).map(at_once);
            let phone = one_after_another(ways().filter(|way| way.is_to_phone()));
            email.chain(phone).chain(push).collect()
        }
        Urgency::News => one_after_another(ways()).chain(push).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of an office that has both, and of one that leaves the choice to its gateway.
    const BOTH: [Way; 4] = [Way::Email, Way::WhatsApp, Way::Sms, Way::Push];
    const CHOSEN: [Way; 3] = [Way::Email, Way::Phone, Way::Push];

    fn said(urgency: Urgency, wishes: Wishes, there: &[Way]) -> String {
        let one = |leg: &Leg| format!("{}@{}", leg.way.as_str(), leg.after.whole_minutes());
        legs(urgency, wishes, there).iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn news_takes_one_way_and_the_next_one_a_quarter_of_an_hour_later_what_matters_takes_all() {
        let usual = Wishes::default();
        let first = |first| Wishes { first, ..usual };
        let only_phone = Wishes { email: false, ..usual };
        let only_sms = Wishes { email: false, whatsapp: false, ..usual };
        let only_inbox = Wishes { email: false, whatsapp: false, sms: false, push: false, ..usual };
        let (both, chosen) = (&BOTH[..], &CHOSEN[..]);
        let table = [
            (Urgency::News, usual, &BOTH[..3], "email@0 whatsapp@15 sms@30"),
            (Urgency::News, usual, both, "email@0 whatsapp@15 sms@30 push@0"),
            (Urgency::News, first(Way::WhatsApp), &BOTH[..3], "whatsapp@0 sms@15 email@30"),
            (Urgency::News, first(Way::Sms), &BOTH[..3], "sms@0 whatsapp@15 email@30"),
            // As it was wished before there were two.
            (Urgency::News, first(Way::Phone), &BOTH[..3], "whatsapp@0 sms@15 email@30"),
            (Urgency::News, usual, chosen, "email@0 phone@15 push@0"),
            (Urgency::News, first(Way::WhatsApp), chosen, "phone@0 email@15 push@0"),
            // What is not wished does not stand in either.
            (Urgency::News, only_phone, both, "whatsapp@0 sms@15 push@0"),
            (Urgency::News, only_sms, both, "sms@0 push@0"),
            (Urgency::News, only_sms, chosen, "phone@0 push@0"),
            // First was the phone, but there is none: e-mail does not wait for it.
            (Urgency::News, first(Way::Phone), &BOTH[..1], "email@0"),
            (Urgency::Act, usual, both, "email@0 whatsapp@0 sms@15 push@0"),
            (Urgency::Act, first(Way::Sms), both, "email@0 sms@0 whatsapp@15 push@0"),
            (Urgency::Act, usual, chosen, "email@0 phone@0 push@0"),
            (Urgency::Act, only_inbox, both, ""),
            (Urgency::News, only_inbox, both, ""),
            // Codes and security ask nobody, and tell no browser.
            (Urgency::Security, only_inbox, chosen, "email@0 phone@0"),
            (Urgency::Security, usual, &BOTH[3..], ""),
            (Urgency::News, usual, &[], ""),
        ];
        for (urgency, wishes, there, expected) in table {
            assert_eq!(said(urgency, wishes, there), expected, "{urgency:?} {wishes:?} {there:?}");
        }
    }

    #[test]
    fn only_what_stands_by_has_a_place_behind_another() {
        for urgency in [Urgency::Security, Urgency::Act, Urgency::News] {
            for leg in legs(urgency, Wishes::default(), &Way::ALL) {
                assert_eq!(leg.place > 0, leg.after > Duration::ZERO, "{leg:?}");
                assert!(leg.place == 0 || leg.stands_in, "{leg:?}");
                assert!(!leg.stands_in || leg.way != Way::Push, "{leg:?}");
            }
        }
    }

    #[test]
    fn codes_of_ways_are_read_as_they_are_written() {
        for way in Way::ALL {
            assert_eq!(Way::parse(way.as_str()), Some(way));
        }
        assert_eq!(Way::parse("fax"), None);
    }
}
