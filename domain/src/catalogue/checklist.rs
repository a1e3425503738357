//! Checklists: what an officer looks at before a request of one service is found right. Data like the rest of the
//! catalogue: an office replaces the points of a service, or asks for some of them before anything is approved.

use super::check::CatalogueProblem;
use super::procedure::Procedure;
use crate::language::Words;
use serde::Deserialize;

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckPoint {
    /// Stable code, unique in its list.
    pub code: String,
    /// What must be so, as a statement.
    pub label: Words,
    /// The rule or form it rests on: "Perpres 96/2018 Ps 33".
    #[serde(default)]
    pub source: String,
    /// Asked only when this document came with the request.
    #[serde(default)]
    pub document: Option<String>,
    /// Nothing is approved before it is ticked. Default false.
    #[serde(default)]
    pub required: bool,
}

/// The points of one service.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Code of the procedure: "KK-04".
    pub service: String,
    /// In the order in which they are looked at.
    #[serde(rename = "point")]
    pub points: Vec<CheckPoint>,
}

/// The file of checklists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklists {
    /// Counts up with every change of the file.
    pub version: u32,
    /// Points of every service, before its own.
    #[serde(default)]
    pub common: Vec<CheckPoint>,
    /// One list a service.
    #[serde(default, rename = "list")]
    pub lists: Vec<Checklist>,
}

/// The common points stand under this name where a point is kept.
pub const COMMON_POINTS: &str = "semua";

impl Checklists {
    /// These lists with those of an office in their place: whole services, and the common points if it has any.
    #[must_use]
    pub fn replaced_by(mut self, own: Self) -> Self {
        if !own.common.is_empty() {
            self.common = own.common;
        }
        self.lists.retain(|list| own.lists.iter().all(|other| other.service != list.service));
        self.lists.extend(own.lists);
        self.version = own.version;
        self
    }

    /// The points of these services in order, the common ones first; each with the name it is kept under.
    pub fn of(&self, services: &[&str]) -> Vec<(String, Option<&str>, &CheckPoint)> {
        let keyed = |list: &str, point: &CheckPoint| format!("{list}:{}", point.code);
        let mut found: Vec<_> =
            self.common.iter().map(|point| (keyed(COMMON_POINTS, point), None, point)).collect();
        for service in services {
            for list in self.lists.iter().filter(|list| list.service == *service) {
                let named = |point| (keyed(service, point), Some(list.service.as_str()), point);
                found.extend(list.points.iter().map(named));
            }
        }
        found
    }

    /// Everything wrong with the file; `find` gives the procedures by their codes.
    pub fn check<'a>(&self, find: impl Fn(&str) -> Option<&'a Procedure<Words>>) -> Vec<CatalogueProblem> {
        let mut found = Vec::new();
        let mut tell = |path: String, message: String| {
            found.push(CatalogueProblem { procedure: "checklists".to_owned(), path, message });
        };
        if let Some(message) = twice(&self.common) {
            tell("common".to_owned(), message);
        }
        for point in self.common.iter().filter(|point| point.label.is_incomplete()) {
            tell(format!("common.{}", point.code), IN_BOTH.to_owned());
        }
        for (at, list) in self.lists.iter().enumerate() {
            let Some(procedure) = find(&list.service) else {
                tell(list.service.clone(), "there is no such service".to_owned());
                continue;
            };
            if self.lists.iter().skip(at + 1).any(|other| other.service == list.service) {
                tell(list.service.clone(), "this service has two lists".to_owned());
            }
            if let Some(message) = twice(&list.points) {
                tell(list.service.clone(), message);
            }
            for point in &list.points {
                let path = format!("{}.{}", list.service, point.code);
                if point.label.is_incomplete() {
                    tell(path.clone(), IN_BOTH.to_owned());
                }
                let unknown = point.document.as_ref().filter(|slot| procedure.slot(slot).is_none());
                if let Some(slot) = unknown {
                    tell(path, format!("{} has no document `{slot}`", list.service));
                }
            }
        }
        found
    }
}

const IN_BOTH: &str = "a label is needed in both languages";

/// A code that is used twice or cannot stand in a form.
fn twice(points: &[CheckPoint]) -> Option<String> {
    points.iter().enumerate().find_map(|(at, point)| {
        let plain =
            point.code.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'_' || sign.is_ascii_digit());
        if point.code.is_empty() || !plain {
            return Some(format!("`{}` is no code: small letters, digits and _", point.code));
        }
        let again = points.iter().skip(at + 1).any(|other| other.code == point.code);
        again.then(|| format!("the code `{}` is used twice", point.code))
    })
}
