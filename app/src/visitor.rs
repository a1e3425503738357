//! Who looks at the page: found by the server before Leptos is asked, and read from the context.
use domain::Language;
use leptos::prelude::*;
use service::{Actor, Service};
use std::sync::Arc;
use tower_sessions::Session;

/// Session key: the account that is signed in.
pub const ACCOUNT: &str = "account";
/// Session key: the registration whose codes are awaited.
pub const REGISTRATION: &str = "registration";
/// Session key: the account that must still prove its device.
pub const PROVING: &str = "proving";
/// Session key: the subjects of a password reset.
pub const RESET: &str = "reset";
/// Session key: the new password that waits for the phone.
pub const RESET_PHONE: &str = "reset_phone";
/// Session key: the request whose number and phone were given at `/lacak`, and when.
pub const TRACKED: &str = "tracked";
/// Session key: the request whose applicant has proven themselves by a one-time code, and when.
pub const PROVEN: &str = "proven";
/// Session key: what somebody without an account has asked and opened, and when.
pub const TICKET: &str = "ticket";
/// Session key: when the owner typed the password for a copy of the data.
pub const DATA_PROVEN: &str = "data-proven";
/// Session key: when the account signed in, in seconds since 1970.
pub const SINCE: &str = "since";

/// Session key: what kind of browser signed in.
pub const BROWSER: &str = "browser";
/// Session key: the minute of the last use, since 1970. The server writes it.
pub const SEEN: &str = "seen";
/// Session key: the account whose password was right and that must still prove its second factor.
pub const FACTOR: &str = "factor";
/// Session key: which question to a passkey this session has open, one to prove its owner and one to make a new one.
pub const PASSKEY_ASKED: &str = "passkey_asked";
/// The other one.
pub const PASSKEY_MAKING: &str = "passkey_making";
/// Session key: the officer whose sign-in waits for an authenticator to be set up.
pub const ENROLLING: &str = "enrolling";

/// Session key: the code that this phone has taken, to send photos for somebody at a desk.
pub const SCAN: &str = "scan";

/// Session key: whom the officer has asked for the consent to help.
pub const ASKED: &str = "asked-to-help";
/// Session key: the assistance that the officer has begun.
pub const ASSISTING: &str = "assisting";

/// One visit.
#[derive(Clone)]
pub struct Visitor {
    /// Who.
    pub actor: Actor,
    /// In which language.
    pub language: Language,
    /// The browser's session.
    pub session: Session,
    /// The network address, as limits count it.
    pub address: String,
    /// The secret of a known device.
    pub device: Option<String>,
    /// Where to go after signing in.
    pub next: Option<String>,
    /// The path asked for, without query.
    pub path: String,
    /// When, in seconds since 1970.
    pub at: i64,
    /// The nonce of scripts on this page.
    pub nonce: String,
    /// Cookies may carry the `Secure` attribute (always, but for plain http on other than loopback).
    pub secure: bool,
    /// A script asks for the page anew: nobody has read what is said once.
    pub by_itself: bool,
    /// No page of ours led here, so this browser may have nothing of ours yet.
    pub arrived: bool,
    /// The number of this request, as an error page gives it and the log has it.
    pub incident: String,
}

impl std::fmt::Debug for Visitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Visitor").field("language", &self.language).finish_non_exhaustive()
    }
}

/// Marks that somebody has just signed in: the server then renews the session.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn;

/// The visitor of this request.
pub fn visitor() -> Visitor {
    expect_context::<Visitor>()
}

/// The use cases.
pub fn service() -> Arc<Service> {
    expect_context::<Arc<Service>>()
}

/// The language of this request.
pub fn language() -> Language {
    use_context::<Visitor>().map_or(Language::Id, |visitor| visitor.language)
}

/// What was found at `/lacak` is shown for so many seconds: families share phones.
const TRACKED_SECONDS: i64 = 600;
/// What was asked without an account is open so long: writing takes time.
const TICKET_SECONDS: i64 = 1800;

impl Visitor {
    /// The request that was found by its number a moment ago.
    pub(crate) async fn tracked(&self) -> Option<uuid::Uuid> {
        let kept: Option<(uuid::Uuid, i64)> = self.session.get(TRACKED).await.ok().flatten();
        kept.filter(|(_, at)| self.at - at < TRACKED_SECONDS).map(|(id, _)| id)
    }

    /// The request whose results may be had, by a one-time code that was typed a moment ago.
    pub async fn proven(&self) -> Option<uuid::Uuid> {
        let kept: Option<(uuid::Uuid, i64)> = self.session.get(PROVEN).await.ok().flatten();
        kept.filter(|(_, at)| self.at - at < TRACKED_SECONDS).map(|(id, _)| id)
    }

    /// What somebody without an account has asked, or opened by its code, a while ago.
    pub(crate) async fn ticket(&self) -> Option<uuid::Uuid> {
        let kept: Option<(uuid::Uuid, i64)> = self.session.get(TICKET).await.ok().flatten();
        kept.filter(|(_, at)| self.at - at < TICKET_SECONDS).map(|(id, _)| id)
    }

    /// The code that this phone has taken.
    pub async fn scan(&self) -> Option<uuid::Uuid> {
        self.session.get(SCAN).await.ok().flatten()
    }

    /// The owner typed the password for a copy of the data a moment ago.
    pub async fn data_proven(&self) -> bool {
        let kept: Option<i64> = self.session.get(DATA_PROVEN).await.ok().flatten();
        kept.is_some_and(|at| self.at - at < TRACKED_SECONDS)
    }

    /// Forgets it.
    pub(crate) async fn forget_tracked(&self) {
        // Taking away what is not there would write the session all the same.
        if let Ok(Some(_)) = self.session.get_value(TRACKED).await {
            let _: Result<Option<serde_json::Value>, _> = self.session.remove_value(TRACKED).await;
        }
    }
}
