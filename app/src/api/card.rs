//! "Kartu Keluarga saya".
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, values};
use crate::{
    place::{self, Step},
    routes,
    visitor::{service, visitor},
    wire::AppError,
};
use domain::{CardForm, FieldError, FieldIssue, MemberForm};
use leptos::prelude::*;
use leptos_axum::redirect;
use service::{Error, areas::Level};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The revision of the card that a form was drawn from.
const SEEN: &str = "seen";
/// The fields of the head of the card.
const HEAD: [&str; 13] = [
    SEEN,
    "number",
    "address",
    "rt",
    "rw",
    "village_code",
    "village",
    "district",
    "postcode",
    "area",
    "asked",
    "list",
    "pick",
];

/// Saves the head of the card, or goes one step further in choosing its village: `go` says which.
#[server(name = PostCard, prefix = "/api", endpoint = "kk")]
pub async fn post_card(
    #[server(default)] go: String,
    #[server(flatten)] head: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let visitor = visitor();
    let service = service();
    let mut typed = head;
    typed.retain(|name, value| HEAD.contains(&name.as_str()) && !value.trim().is_empty());
    let result =
        match visitor.actor.writer().map(|_| place::step(service.areas(), Level::Village, &go, &mut typed)) {
            Ok(Step::Stay) => {
                visitor.keep_values("kk", typed).await;
                redirect(routes::CARD_VILLAGE);
                return Ok(());
            }
            Ok(Step::Missing(field)) => Err(Error::Fields(vec![FieldIssue::new(field, FieldError::Missing)])),
            Ok(Step::Save) => {
                let saved = service.save_card(&visitor.actor, &card_form(&typed), seen(&typed)).await;
                saved.map_err(|error| place::named(error, &typed))
            }
            Err(error) => Err(error),
        };
    let card = service.card(&visitor.actor).await.ok().and_then(|view| view.card);
    let first = card.is_none_or(|card| card.members.is_empty());
    let next = if first { routes::CARD_NEW_MEMBER } else { routes::CARD };
    Posted { form: "kk", values: typed, back: routes::CARD_HEAD.into() }
        .settle(&visitor, result, |()| next.into())
        .await
}

/// The form of the head from its posted fields.
fn card_form(typed: &BTreeMap<String, String>) -> CardForm {
    let field = |name: &str| typed.get(name).cloned().unwrap_or_default();
    CardForm {
        number: field("number"),
        address: field("address"),
        rt: field("rt"),
        rw: field("rw"),
        village_code: field("village_code"),
        village: field("village"),
        district: field("district"),
        postcode: field("postcode"),
    }
}

/// The revision of the card that a form was drawn from, if it says so.
fn seen(typed: &BTreeMap<String, String>) -> Option<i64> {
    typed.get(SEEN)?.parse().ok()
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
        Ok(id) => service().save_member(&visitor.actor, &member_form(id, &member), seen(&member)).await,
        Err(_) => Err(Error::NotFound),
    };
    if result.is_ok() {
        visitor.keep_done("kk-tersimpan", "saved").await;
    }
    let (form, back) = match parsed {
        Ok(id) if fresh.is_empty() => (member_flash(&id.to_string()), routes::card_member(id)),
        _ => (member_flash("baru"), routes::CARD_NEW_MEMBER.to_owned()),
    };
    let next = if go == "lagi" { routes::CARD_NEW_MEMBER } else { routes::CARD };
    Posted { form: &form, values: member, back }.settle(&visitor, result, |()| next.into()).await
}

/// The name of a member's form in the flash: what was typed of one is never shown with another.
pub(crate) fn member_flash(member: &str) -> String {
    format!("kk-anggota:{member}")
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

/// Puts the office's data in the place of what was typed, for a linked account.
#[server(name = PostOfficeData, prefix = "/api", endpoint = "kk-data-kantor")]
pub async fn post_office_data() -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().take_office_data(&visitor.actor).await;
    if result.is_ok() {
        visitor.keep_done("kk-tersimpan", "office").await;
    }
    Posted { form: "kk-kantor", values: values([]), back: routes::CARD.into() }
        .settle(&visitor, result, |()| routes::CARD.into())
        .await
}

/// Takes a member off.
#[server(name = PostRemoveMember, prefix = "/api", endpoint = "kk-hapus-anggota")]
pub async fn post_remove_member(
    #[server(default)] id: String,
    #[server(default)] seen: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = match id.parse() {
        Ok(id) => service().remove_member(&visitor.actor, id, seen.parse().ok()).await,
        Err(_) => Err(Error::NotFound),
    };
    if result.is_ok() {
        visitor.keep_done("kk-tersimpan", "removed").await;
    }
    Posted { form: "kk-hapus", values: values([]), back: routes::CARD.into() }
        .settle(&visitor, result, |()| routes::CARD.into())
        .await
}
