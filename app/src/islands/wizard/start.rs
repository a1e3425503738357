//! What the wizard starts from: the one value it draws, and what the server found out with the last post.
use super::told::Line;
use crate::wire::AppError;
use domain::{
    FieldIssue, StepView,
    tree::{FromTree, Record, Tree, Trouble},
};
use serde::Serialize;
use uuid::Uuid;

/// An officer's reason in words, with what it points at.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// A document of an earlier request that fits a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// The slot.
    pub slot: String,
    /// The earlier request.
    pub request: Uuid,
    /// Its number.
    pub number: String,
    /// The day of the upload, in words.
    pub uploaded: String,
}

/// What goes to the browser with the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Props {
    /// The draft at one step.
    pub view: StepView,
    /// Whose it is: the key of what lies on the device.
    pub account: Uuid,
    /// Show what is wrong with the step: it was posted.
    pub show_issues: bool,
    /// Go back to the last look after this step.
    pub from_check: bool,
}

impl FromTree for Props {
    fn from_tree(tree: Tree) -> Result<Self, Trouble> {
        let mut record = Record::of(tree)?;
        let props = Self {
            view: record.must("view")?,
            account: record.take("account"),
            show_issues: record.take("show_issues"),
            from_check: record.take("from_check"),
        };
        record.finish("a wizard").map(|()| props)
    }
}

/// What the server draws from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// What the browser gets too.
    pub props: Props,
    /// What an officer wants put right.
    pub reasons: Vec<FlagWords>,
    /// What would be wrong with the family, for the last look.
    pub family: Vec<Line>,
    /// What hindered sending.
    pub hindrances: Vec<FieldIssue>,
    /// What went wrong as a whole.
    pub problem: Option<AppError>,
    /// Files that were refused, by slot.
    pub refused: Vec<(String, AppError)>,
    /// Photos that may be hard to read, by document: what is wrong and what helps.
    pub poor: Vec<(Uuid, Vec<(&'static str, &'static str)>)>,
    /// Codes of the statements that can be had filled in.
    pub printable: Vec<String>,
    /// Documents that may be taken again from an earlier request.
    pub reusable: Vec<Again>,
    /// The file removed just now, to be taken back.
    pub removed: Option<(Uuid, String)>,
    /// An officer fills it in for the citizen.
    pub assisted: bool,
}
