//! Whom a request is about: members whose data change, and who joins the card. Kept as keyed hashes beside the
//! request, so that two requests about one person are found without opening all of them.
use super::Body;
use crate::{
    Error,
    entity::request_person,
    keys::{IndexField, Keys},
};
use domain::{BIRTH_DAYS, Change, ChangeSubject, Date, Element, FamilyCard, Nik, date::from_iso};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use time::Duration;
use uuid::Uuid;

/// Somebody a request is about.
pub(crate) struct Person {
    /// On the card already; `None` for who joins it.
    pub(crate) member: Option<Uuid>,
    pub(crate) name: String,
    pub(crate) nik: Option<Nik>,
    pub(crate) born: Option<Date>,
}

/// Members of the card whose data change, and who joins it.
pub(crate) fn persons(card: Option<&FamilyCard>, changes: &[Change]) -> Vec<Person> {
    let is_changed = |id: Uuid| {
        changes.iter().any(|change| matches!(&change.subject, ChangeSubject::Member(of, _) if *of == id))
    };
    let members = card.into_iter().flat_map(|card| &card.members).filter(|member| is_changed(member.id));
    let members = members.map(|member| Person {
        member: Some(member.id),
        name: member.name.as_str().to_owned(),
        nik: member.nik.clone(),
        born: Some(member.birth_date),
    });
    members.chain(newcomer(changes)).collect()
}

/// Who joins the card.
pub(crate) fn newcomer(changes: &[Change]) -> Option<Person> {
    let told = |element: Element| {
        let of = |change: &&Change| change.subject == ChangeSubject::NewMember && change.element == element;
        changes.iter().find(of).map(|change| change.will.as_str())
    };
    Some(Person {
        member: None,
        name: told(Element::Name)?.to_owned(),
        nik: told(Element::Nik).and_then(|nik| Nik::parse_recorded(nik).ok()),
        born: told(Element::BirthDate).and_then(from_iso),
    })
}

/// The hash of a NIK.
pub(super) fn nik_index(keys: &Keys, nik: &Nik) -> Vec<u8> {
    keys.index(IndexField::Nik, nik.as_str().as_bytes())
}

/// The hash of a day of birth. Its letters are in no NIK, so both may share one key.
fn born_index(keys: &Keys, born: Date) -> Vec<u8> {
    keys.index(IndexField::Nik, format!("born:{born}").as_bytes())
}

/// The hashes of all days on which the same person may have been recorded as born.
pub(crate) fn close_to(keys: &Keys, born: Date) -> Vec<Vec<u8>> {
    let days = (-BIRTH_DAYS..=BIRTH_DAYS).filter_map(|days| born.checked_add(Duration::days(days)));
    days.map(|day| born_index(keys, day)).collect()
}

/// Keeps whom a request is about, as it is now.
pub(crate) async fn keep_persons(
    txn: &DatabaseTransaction,
    keys: &Keys,
    request: Uuid,
    body: &Body,
) -> Result<(), Error> {
    let persons = persons(body.card.as_ref(), &body.changes);
    request_person::Entity::delete_many()
        .filter(request_person::Column::RequestId.eq(request))
        .exec(txn)
        .await?;
    let rows: Vec<_> = persons
        .iter()
        .zip(0_i16..)
        .map(|(person, place)| request_person::ActiveModel {
            request_id: Set(request),
            place: Set(place),
            nik_index: Set(person.nik.as_ref().map(|nik| nik_index(keys, nik))),
            born_index: Set(person
                .born
                .filter(|_| person.member.is_none())
                .map(|born| born_index(keys, born))),
        })
        .collect();
    if !rows.is_empty() {
        request_person::Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    Ok(())
}
