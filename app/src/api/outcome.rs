//! The one place where a use case's error becomes an answer: a code on the wire with its status, or a
//! flash and a way back.
use crate::{
    next, routes,
    visitor::{Visitor, service},
    wire::AppError,
};
use http::StatusCode;
use leptos::prelude::use_context;
use leptos_axum::{ResponseOptions, redirect};
use service::{Error, Rule, SECURITY};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the wire carries for an error. Our own faults get an incident id, which the log has too.
pub fn refuse(error: Error) -> AppError {
    match error {
        Error::Fields(issues) => AppError::Fields { issues },
        Error::Refused(refusal) => AppError::Refused { refusal },
        // Acts that want the password again are asked for it before they run (`confirm.rs`).
        Error::SignInFirst | Error::ConfirmFirst => AppError::SignInFirst,
        Error::Forbidden => {
            let account = use_context::<Visitor>().and_then(|visitor| visitor.actor.account());
            tracing::info!(target: SECURITY, event = "access", outcome = "refused", account = ?account);
            AppError::Forbidden
        }
        Error::NotFound => AppError::NotFound,
        Error::Conflict { by } => AppError::Conflict { by },
        Error::NotHeld => AppError::NotHeld,
        Error::Contested => AppError::Contested,
        Error::TooMany { retry_after } => AppError::TooMany { seconds: retry_after.as_secs() },
        Error::WrongCredentials => AppError::WrongCredentials,
        Error::File(error) => {
            let (bytes, limit) = match error {
                service::inspect::InspectError::TooLarge { bytes, limit } => (bytes, limit),
                _ => (0, 0),
            };
            AppError::File { reason: error.code().to_owned(), bytes, limit }
        }
        Error::Busy => AppError::Busy,
        Error::Internal(what) => {
            let incident = incident();
            tracing::error!(%incident, %what, "internal error");
            AppError::Internal { incident }
        }
    }
}

fn incident() -> String {
    let id = Uuid::new_v4().simple().to_string();
    id[..8].to_uppercase()
}

/// The HTTP status of an error.
pub fn status_of(error: &AppError) -> StatusCode {
    match error {
        AppError::Fields { .. } | AppError::File { .. } | AppError::Malformed => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        AppError::SignInFirst | AppError::WrongCredentials => StatusCode::UNAUTHORIZED,
        AppError::Forbidden | AppError::Contested => StatusCode::FORBIDDEN,
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Refused { .. } | AppError::Conflict { .. } | AppError::NotHeld => StatusCode::CONFLICT,
        AppError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        AppError::Busy => StatusCode::SERVICE_UNAVAILABLE,
        AppError::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Sets the status of the response that is being made.
pub(crate) fn set_status(status: StatusCode) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(status);
    }
}

/// For server functions that speak JSON.
pub(crate) fn answer<T>(result: Result<T, Error>) -> Result<T, AppError> {
    result.map_err(|error| {
        let error = refuse(error);
        set_status(status_of(&error));
        error
    })
}

/// What somebody who is not signed in may leave to be kept, in bytes: all answers of a draft are no more.
const PARKED: usize = 64 * 1024;

/// A form that was posted: its name in the flash, what was typed, where it stands.
pub(crate) struct Posted<'a> {
    pub(crate) form: &'a str,
    pub(crate) values: BTreeMap<String, String>,
    pub(crate) back: String,
}

impl Posted<'_> {
    /// Goes on to `next` if all went well; else back to the form with everything typed.
    pub(crate) async fn settle<T>(
        self,
        visitor: &Visitor,
        result: Result<T, Error>,
        next: impl FnOnce(T) -> String,
    ) -> Result<(), AppError> {
        match result {
            Ok(value) => {
                visitor.forget(self.form).await;
                redirect(&next(value));
            }
            Err(Error::SignInFirst) => {
                next::remember(&self.back);
                // Whoever was signed in a moment ago loses nothing; a stranger does not fill the disk with it.
                let weight: usize = self.values.iter().map(|(name, value)| name.len() + value.len()).sum();
                if weight <= PARKED && service().limit(Rule::Parked, &visitor.address).await.is_ok() {
                    visitor.keep(self.form, self.values, AppError::SignInFirst).await;
                    visitor.keep("masuk", BTreeMap::new(), AppError::SignInFirst).await;
                }
                redirect(routes::SIGN_IN);
            }
            Err(error) => {
                visitor.keep(self.form, self.values, refuse(error)).await;
                redirect(&self.back);
            }
        }
        Ok(())
    }
}

/// Typed values by name, without the empty ones.
pub(crate) fn values<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
    pairs
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Whether `text` is written like a code of the catalogue, and so may stand in an address.
pub(crate) fn is_code(text: &str) -> bool {
    text.len() <= 64
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}
