//! What the island starts from: the one value it draws, and what the server found out with the last post.
use crate::wire::AppError;
use domain::{FieldIssue, StepView};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An officer's reason in words, with what it points at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagWords {
    /// As [`domain::Target::as_str`] writes it.
    pub target: String,
    /// What is wrong.
    pub reason: String,
    /// What to do now.
    pub advice: String,
    /// What the officer added.
    pub note: String,
}

/// The island's one prop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The draft at one step.
    pub view: StepView,
    /// Whose it is: the key of what lies on the device.
    pub account: Uuid,
    /// Show what is wrong with the step: it was posted.
    pub show_issues: bool,
    /// Go back to the last look after this step.
    pub from_check: bool,
    /// What an officer wants put right.
    pub reasons: Vec<FlagWords>,
    /// What hindered sending.
    pub hindrances: Vec<FieldIssue>,
    /// What went wrong as a whole.
    pub problem: Option<AppError>,
    /// Files that were refused, by slot.
    pub refused: Vec<(String, AppError)>,
    /// The file removed just now, to be taken back.
    pub removed: Option<(Uuid, String)>,
}
