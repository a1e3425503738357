//! Who may learn of what.

use domain::{Audience, Viewer, may_see};
use proptest::prelude::*;
use uuid::Uuid;

fn id(n: u8) -> Uuid {
    Uuid::from_u128(u128::from(n))
}

#[test]
fn the_table_of_an_audience() {
    let (me, other, here, there) = (id(1), id(2), id(3), id(4));
    let about = |account, office| Audience { account, office };
    let officer = |sees_all| Viewer::Officer { account: me, office: here, sees_all, district: None };
    let table = [
        (Viewer::Citizen(me), about(Some(me), Some(there)), true),
        (Viewer::Citizen(me), about(Some(other), Some(there)), false),
        (Viewer::Citizen(me), about(None, Some(there)), false),
        (Viewer::Citizen(me), about(None, None), false),
        (officer(false), about(Some(other), Some(here)), true),
        (officer(false), about(Some(other), Some(there)), false),
        (officer(true), about(Some(other), Some(there)), true),
        // What concerns an account only, its sign-ins for instance, is no officer's business.
        (officer(true), about(Some(other), None), false),
        (officer(true), about(None, None), false),
        (officer(false), about(Some(me), None), true),
        (Viewer::Stranger, about(Some(me), Some(here)), false),
        (Viewer::Stranger, about(None, None), false),
    ];
    for (viewer, audience, expected) in table {
        assert_eq!(may_see(&viewer, &audience, Some("Kemiri")), expected, "{viewer:?} {audience:?}");
    }
}

#[test]
fn an_officer_for_one_district_learns_of_no_request_elsewhere() {
    let (me, other, here) = (id(1), id(2), id(3));
    let officer =
        Viewer::Officer { account: me, office: here, sees_all: false, district: Some("Kemiri".to_owned()) };
    let of_office = Audience { account: Some(other), office: Some(here) };
    let own = Audience { account: Some(me), office: Some(here) };
    for (audience, district, expected) in [
        (&of_office, Some("Kemiri"), true),
        (&of_office, Some("Ngulon"), false),
        // Where it lies is not known: then it is not in the scope either.
        (&of_office, Some(""), false),
        // About no request: the calendar, for instance.
        (&of_office, None, true),
        (&own, Some("Ngulon"), true),
    ] {
        assert_eq!(may_see(&officer, audience, district), expected, "{district:?}");
    }
}

proptest! {
    #[test]
    fn seeing_all_never_shows_less_and_nobody_else_sees_more(account in 0_u8..4, office in 0_u8..4, a in prop::option::of(0_u8..4), o in prop::option::of(0_u8..4), d in prop::option::of("[ab]?")) {
        let audience = Audience { account: a.map(id), office: o.map(id) };
        let officer = |sees_all| Viewer::Officer { account: id(account), office: id(office), sees_all, district: None };
        let narrow = Viewer::Officer { account: id(account), office: id(office), sees_all: false, district: Some("a".to_owned()) };
        let d = d.as_deref();
        prop_assert!(!may_see(&officer(false), &audience, d) || may_see(&officer(true), &audience, d));
        prop_assert!(!may_see(&Viewer::Citizen(id(account)), &audience, d) || may_see(&officer(false), &audience, d));
        prop_assert!(!may_see(&narrow, &audience, d) || may_see(&officer(false), &audience, d));
        prop_assert!(!may_see(&Viewer::Stranger, &audience, d));
    }
}
