//! When something applies: a small tree of tests over the answers. No expression language, nothing to inject.

use super::each::{Among, code_for};
use crate::answers::Answers;
use crate::element::Element;
use crate::reading::Context;
use serde::Serialize;
use time::Duration;

/// The name by which `other_than` means the citizen who applies.
pub const APPLICANT: &str = "applicant";

/// The relation code of the head of family.
const HEAD: &str = "1";

/// A test. In a file: `when = { test = "is", question = "proof", value = "diploma" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(tag = "test", rename_all = "snake_case")]
pub enum Condition {
    /// True.
    #[default]
    Always,
    /// Every one of them.
    All {
        /// The tests.
        of: Vec<Condition>,
    },
    /// At least one of them.
    Any {
        /// The tests.
        of: Vec<Condition>,
    },
    /// Not this one.
    Not {
        /// The test.
        of: Box<Condition>,
    },
    /// The answer equals this raw value.
    Is {
        /// Code of the question.
        question: String,
        /// Raw value: a code, `yes` or `no`.
        value: String,
    },
    /// The answer is one of these raw values.
    OneOf {
        /// Code of the question.
        question: String,
        /// Raw values.
        values: Vec<String>,
    },
    /// Something was answered.
    Answered {
        /// Code of the question.
        question: String,
    },
    /// The chosen member has one of these values.
    MemberIs {
        /// Code of a question that chooses a member.
        question: String,
        /// The element to look at.
        element: Element,
        /// Stored values.
        values: Vec<String>,
    },
    /// The date is more than so many days before today.
    OlderThanDays {
        /// Code of a question for a date.
        question: String,
        /// Days.
        days: u32,
    },
    /// For at least one member, a question asked of each has this answer.
    AnyMember {
        /// Code of the question.
        question: String,
        /// Raw value.
        value: String,
    },
    /// For the head of family, a question asked of each has this answer.
    HeadIs {
        /// Code of the question.
        question: String,
        /// Raw value.
        value: String,
    },
    /// The account is not linked to a person of the register.
    Unlinked,
    /// Who applies is not known to be on the card.
    ApplicantElsewhere,
    /// Somebody grown up is on the card, besides some.
    GrownBesides {
        /// Codes of questions that choose members who do not count.
        except: Vec<String>,
        /// Nor do those count for whom another question has this answer.
        without: Option<Among>,
    },
}

impl Condition {
    /// Whether it holds. `answers` should be the live ones, see [`live_answers`](crate::reading::live_answers).
    pub fn holds(&self, answers: &Answers, context: &Context) -> bool {
        match self {
            Self::Always => true,
            Self::All { of } => of.iter().all(|test| test.holds(answers, context)),
            Self::Any { of } => of.iter().any(|test| test.holds(answers, context)),
            Self::Not { of } => !of.holds(answers, context),
            Self::Is { question, value } => answers.text(question) == value,
            Self::OneOf { question, values } => values.iter().any(|value| answers.text(question) == value),
            Self::Answered { question } => answers.is_answered(question),
            Self::MemberIs { question, element, values } => context
                .member(answers.text(question))
                .and_then(|member| member.elements.get(element))
                .is_some_and(|value| values.contains(value)),
            Self::OlderThanDays { question, days } => match answers.date(question) {
                Ok(Some(date)) => context.today - date > Duration::days(i64::from(*days)),
                _ => false,
            },
            Self::AnyMember { question, value } => {
                context.members.iter().any(|member| answers.text(&code_for(question, member.id)) == value)
            }
            Self::HeadIs { question, value } => context
                .members
                .iter()
                .filter(|member| member.fits(&[HEAD.to_owned()], None))
                .any(|head| answers.text(&code_for(question, head.id)) == value),
            Self::Unlinked => !context.linked,
            Self::ApplicantElsewhere => context.applicant.is_none(),
            Self::GrownBesides { except, without } => context.members.iter().any(|member| {
                let is = |question: &String| {
                    context.member(answers.text(question)).is_some_and(|one| one.id == member.id)
                };
                let goes =
                    |without: &Among| answers.text(&code_for(&without.question, member.id)) == without.value;
                member.is_grown(context.today)
                    && !except.iter().any(is)
                    && !without.as_ref().is_some_and(goes)
            }),
        }
    }

    /// Whether it can never hold for this citizen, whatever is answered.
    pub fn is_out_of_question(&self, context: &Context) -> bool {
        matches!(self, Self::Unlinked | Self::ApplicantElsewhere) && !self.holds(&Answers::new(), context)
    }

    /// Whether it needs no answer at all to be known.
    pub(crate) const fn is_always(&self) -> bool {
        matches!(self, Self::Always)
    }

    /// Every question it looks at.
    pub fn questions(&self) -> Vec<&str> {
        match self {
            Self::Always | Self::Unlinked | Self::ApplicantElsewhere => Vec::new(),
            Self::All { of } | Self::Any { of } => of.iter().flat_map(Self::questions).collect(),
            Self::Not { of } => of.questions(),
            Self::Is { question, .. }
            | Self::OneOf { question, .. }
            | Self::Answered { question }
            | Self::MemberIs { question, .. }
            | Self::AnyMember { question, .. }
            | Self::HeadIs { question, .. }
            | Self::OlderThanDays { question, .. } => vec![question],
            Self::GrownBesides { except, without } => {
                let other = without.iter().map(|without| without.question.as_str());
                except.iter().map(String::as_str).chain(other).collect()
            }
        }
    }
}
