//! "Kartu Keluarga saya".
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, values};
use crate::{
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use domain::{CardForm, MemberForm};
use leptos::prelude::*;
use service::Error;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Saves the head of the card.
#[server(name = PostCard, prefix = "/api", endpoint = "kk")]
pub async fn post_card(
    #[server(default)] number: String,
    #[server(default)] address: String,
    #[server(default)] rt: String,
    #[server(default)] rw: String,
    #[server(default)] village: String,
    #[server(default)] district: String,
    #[server(default)] postcode: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let typed = values([
        ("number", &number),
        ("address", &address),
        ("rt", &rt),
        ("rw", &rw),
        ("village", &village),
        ("district", &district),
        ("postcode", &postcode),
    ]);
    let form = CardForm { number, address, rt, rw, village, district, postcode, ..CardForm::default() };
    let result = service().save_card(&visitor.actor, &form).await;
    let first = service()
        .card(&visitor.actor)
        .await
        .ok()
        .and_then(|view| view.card)
        .is_none_or(|card| card.members.is_empty());
    let next = if first { routes::CARD_NEW_MEMBER } else { routes::CARD };
    Posted { form: "kk", values: typed, back: routes::CARD_HEAD.into() }
        .settle(&visitor, result, |()| next.into())
        .await
}

/// Saves a member; `go` = `lagi` leads to another new one.
#[server(name = PostMember, prefix = "/api", endpoint = "kk-anggota")]
pub async fn post_member(
    #[server(default)] id: String,
    #[server(default)] fresh: String,
    #[server(default)] go: String,
    #[server(flatten)] member: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let parsed: Result<Uuid, _> = id.parse();
    let result = match parsed {
        Ok(id) => service().save_member(&visitor.actor, &member_form(id, &member)).await,
        Err(_) => Err(Error::NotFound),
    };
    if result.is_ok() {
        visitor.keep_done("kk-tersimpan", "saved").await;
    }
    let back = match parsed {
        Ok(id) if fresh.is_empty() => routes::card_member(id),
        _ => routes::CARD_NEW_MEMBER.to_owned(),
    };
    let next = if go == "lagi" { routes::CARD_NEW_MEMBER } else { routes::CARD };
    Posted { form: "kk-anggota", values: member, back }.settle(&visitor, result, |()| next.into()).await
}

/// The form of a member from its posted fields.
pub(crate) fn member_form(id: Uuid, typed: &BTreeMap<String, String>) -> MemberForm {
    let field = |name: &str| typed.get(name).cloned().unwrap_or_default();
    MemberForm {
        id,
        nik: field("nik"),
        name: field("name"),
        sex: field("sex"),
        birth_place: field("birth_place"),
        birth_day: field("birth_date.day"),
        birth_month: field("birth_date.month"),
        birth_year: field("birth_date.year"),
        religion: field("religion"),
        education: field("education"),
        occupation: field("occupation"),
        blood: field("blood"),
        marital: field("marital"),
        relation: field("relation"),
        citizenship: field("citizenship"),
        father: field("father"),
        mother: field("mother"),
    }
}

/// Takes a member off.
#[server(name = PostRemoveMember, prefix = "/api", endpoint = "kk-hapus-anggota")]
pub async fn post_remove_member(#[server(default)] id: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = match id.parse() {
        Ok(id) => service().remove_member(&visitor.actor, id).await,
        Err(_) => Err(Error::NotFound),
    };
    if result.is_ok() {
        visitor.keep_done("kk-tersimpan", "removed").await;
    }
    Posted { form: "kk-hapus", values: values([]), back: routes::CARD.into() }
        .settle(&visitor, result, |()| routes::CARD.into())
        .await
}
