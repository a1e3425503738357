//! What was typed and what was wrong with it, kept in the sealed session between a form's post and the
//! page that shows it again, so that nothing typed is lost without JavaScript. Passwords are never kept.
use crate::{visitor::Visitor, wire::AppError};
use domain::FieldIssue;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Shown again for half an hour: long enough to sign in once more, with a code that comes late.
const LIFE_SECONDS: i64 = 1800;

/// One form as it was posted.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Flash {
    /// Typed values by input name.
    pub values: BTreeMap<String, String>,
    /// What went wrong.
    pub error: Option<AppError>,
    /// A code of what went well.
    pub done: Option<String>,
    at: i64,
}

impl Flash {
    /// What was wrong with a question in the address, which is kept nowhere.
    pub(crate) fn of_error(error: Option<AppError>) -> Self {
        Self { error, ..Self::default() }
    }

    /// What was typed in `field`.
    pub fn value(&self, field: &str) -> String {
        self.values.get(field).cloned().unwrap_or_default()
    }

    /// The issues with single fields.
    pub fn issues(&self) -> &[FieldIssue] {
        match &self.error {
            Some(AppError::Fields { issues }) => issues,
            _ => &[],
        }
    }
}

/// The name under which what was typed in a step waits until it can be stored.
pub(crate) fn parked(draft: Uuid) -> String {
    format!("langkah:{draft}")
}

fn key(form: &str) -> String {
    format!("flash:{form}")
}

impl Visitor {
    /// Keeps a form for the next page.
    pub async fn keep(&self, form: &str, values: BTreeMap<String, String>, error: AppError) {
        let flash = Flash { values, error: Some(error), done: None, at: self.at };
        self.put(form, &flash).await;
    }

    /// Keeps a form that is right so far, for a page that asks once more.
    pub async fn keep_values(&self, form: &str, values: BTreeMap<String, String>) {
        self.put(form, &Flash { values, at: self.at, ..Flash::default() }).await;
    }

    /// Notes that something went well, for the next page to say.
    pub async fn keep_done(&self, form: &str, code: &str) {
        self.put(form, &Flash { done: Some(code.to_owned()), at: self.at, ..Flash::default() }).await;
    }

    /// Keeps a form as it was kept before.
    pub(crate) async fn put(&self, form: &str, flash: &Flash) {
        if let Err(error) = self.session.insert(&key(form), flash).await {
            tracing::error!(%error, "session could not be written");
        }
    }

    /// The form as it was posted, if that was just now.
    pub async fn flash(&self, form: &str) -> Flash {
        let kept: Option<Flash> = self.session.get(&key(form)).await.ok().flatten();
        kept.filter(|flash| self.at - flash.at < LIFE_SECONDS).unwrap_or_default()
    }

    /// Forgets a form after it was accepted.
    pub async fn forget(&self, form: &str) {
        let key = key(form);
        // Taking away what is not there would write the session all the same.
        if let Ok(Some(_)) = self.session.get_value(&key).await {
            let _: Result<Option<serde_json::Value>, _> = self.session.remove_value(&key).await;
        }
    }

    /// Shows a message once: reads and forgets.
    pub async fn take(&self, form: &str) -> Flash {
        let flash = self.flash(form).await;
        if !self.by_itself && (flash.error.is_some() || flash.done.is_some()) {
            self.forget(form).await;
        }
        flash
    }
}
