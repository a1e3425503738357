//! Which forms a request needs, told by its procedure and its changes.
use super::layout::{Kind, Layout, Need};
use domain::{Change, ChangeSubject, Element, Group, Procedure};

/// Whether a request of this procedure with these changes needs the form.
pub(super) fn needs<T>(layout: &Layout, procedure: &Procedure<T>, changes: &[Change]) -> bool {
    match layout.kind {
        Kind::Filled(Need::Box) => procedure.f102.is_some() || goes_on_with_a_box(procedure, changes),
        Kind::Filled(Need::Moving) => procedure.group == Group::Moving,
        Kind::Filled(Need::Elements) => procedure.group == Group::Data && changes.iter().any(is_of_element),
        Kind::Statement if layout.for_all => true,
        Kind::Statement => procedure.documents.iter().any(|slot| slot.form.as_ref() == Some(&layout.code)),
    }
}

/// A move has no box of its own, but the next head of those who stay has one.
fn goes_on_with_a_box<T>(procedure: &Procedure<T>, changes: &[Change]) -> bool {
    let happens = |code: &str| changes.iter().any(|change| change.event.as_deref() == Some(code));
    procedure.events.iter().any(|event| event.f102.is_some() && happens(&event.procedure))
}

/// A change of data that somebody, or the card, has already.
fn is_of_element(change: &Change) -> bool {
    change.subject != ChangeSubject::NewMember
        && !matches!(change.element, Element::Membership | Element::Print)
}
