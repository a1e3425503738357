//! What an administrator does with officers, and how an invited one begins.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, entry, values};
use crate::{
    routes,
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{Arrival, Error, InviteForm, ScopeForm};
use uuid::Uuid;

/// The flash of inviting.
pub(crate) const INVITE: &str = "undang";
/// The flash of changing an officer.
pub(crate) const CHANGE: &str = "petugas-ubah";
/// The flash of an invitation that is being accepted.
pub(crate) const JOIN: &str = "undangan";

fn place(id: &str) -> (Uuid, String) {
    let id = id.parse().unwrap_or_default();
    (id, routes::officer(id))
}

async fn settle(
    visitor: &Visitor,
    typed: &[(&str, &str)],
    back: String,
    result: Result<(), Error>,
) -> Result<(), AppError> {
    if result.is_ok() {
        visitor.forget(CHANGE).await;
        visitor.keep_done(CHANGE, "saved").await;
        leptos_axum::redirect(&back);
        return Ok(());
    }
    let values = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Posted { form: CHANGE, values, back: back.clone() }.settle(visitor, result, |()| back).await
}

/// Invites an officer.
#[server(name = PostInvite, prefix = "/api/petugas", endpoint = "undang")]
pub async fn post_invite(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] language: String,
    #[server(default)] role: String,
    #[server(default)] office: String,
    #[server(default)] district: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let typed = values([
        ("name", name.as_str()),
        ("email", email.as_str()),
        ("language", language.as_str()),
        ("role", role.as_str()),
        ("office", office.as_str()),
        ("district", district.as_str()),
    ]);
    let form = InviteForm { name, email, language, scope: ScopeForm { role, office, district } };
    let result = service().invite_officer(&visitor.actor, &form).await;
    if result.is_ok() {
        visitor.keep_done(CHANGE, "invited").await;
    }
    Posted { form: INVITE, values: typed, back: routes::OFFICER_INVITE.into() }
        .settle(&visitor, result, |_| routes::OFFICERS.into())
        .await
}

/// Takes an invitation back.
#[server(name = PostWithdrawInvite, prefix = "/api/petugas", endpoint = "tarik-undangan")]
pub async fn post_withdraw_invite(#[server(default)] id: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = service().withdraw_invitation(&visitor.actor, id.parse().unwrap_or_default()).await;
    settle(&visitor, &[], routes::OFFICERS.into(), result).await
}

/// Gives an officer another role or scope.
#[server(name = PostOfficerScope, prefix = "/api/petugas", endpoint = "pengguna-peran")]
pub async fn post_officer_scope(
    #[server(default)] id: String,
    #[server(default)] role: String,
    #[server(default)] office: String,
    #[server(default)] district: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let (account, back) = place(&id);
    let form = ScopeForm { role: role.clone(), office: office.clone(), district: district.clone() };
    let result = service().change_officer(&visitor.actor, account, &form).await;
    settle(&visitor, &[("role", &role), ("office", &office), ("district", &district)], back, result).await
}

/// Closes an officer's account for a while.
#[server(name = PostOfficerSuspend, prefix = "/api/petugas", endpoint = "pengguna-tutup")]
pub async fn post_officer_suspend(
    #[server(default)] id: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let (account, back) = place(&id);
    let result = service().suspend_officer(&visitor.actor, account, &reason).await;
    settle(&visitor, &[], back, result).await
}

/// Opens it again.
#[server(name = PostOfficerRestore, prefix = "/api/petugas", endpoint = "pengguna-buka")]
pub async fn post_officer_restore(
    #[server(default)] id: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let (account, back) = place(&id);
    let result = service().restore_officer(&visitor.actor, account, &reason).await;
    settle(&visitor, &[], back, result).await
}

/// Takes an officer's second factor away.
#[server(name = PostOfficerFactor, prefix = "/api/petugas", endpoint = "pengguna-dua-langkah")]
pub async fn post_officer_factor(
    #[server(default)] id: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let (account, back) = place(&id);
    let result = service().reset_officer_factor(&visitor.actor, account, &reason).await;
    settle(&visitor, &[], back, result).await
}

/// Accepts an invitation: a password now, and the second factor next where officers must have one.
#[server(name = PostJoin, prefix = "/api", endpoint = "undangan")]
pub async fn post_join(
    #[server(default)] token: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = join(&visitor, &token, &password, &password_again).await;
    let token: String = token.chars().filter(char::is_ascii_hexdigit).take(64).collect();
    Posted { form: JOIN, values: values([]), back: routes::invitation(&token) }
        .settle(&visitor, result, |next| next)
        .await
}

async fn join(visitor: &Visitor, token: &str, password: &str, again: &str) -> Result<String, Error> {
    let account = service().accept_invitation(token, password, again, &visitor.address).await?;
    // The link came by e-mail, so the mailbox is proven in this browser.
    entry::remember_device(&service().trust_device(account, visitor.device.as_deref()).await?);
    if service().must_enrol(account).await? {
        entry::wait_for_enrolment(visitor, account).await?;
        return Ok(routes::SIGN_IN_ENROL.to_owned());
    }
    entry::enter(visitor, account, Arrival::Registered).await
}
