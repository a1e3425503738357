//! Two procedures in one request. What the second need not ask is put in: a question of the first takes the place of
//! its own, a fixed answer decides its conditions at once. What is left goes after the steps of the first, its codes
//! with the second's before them: `new_head` of KK-02 becomes `kk02_new_head`.

use super::check::CatalogueProblem;
use super::condition::Condition;
use super::each::Among;
use super::effect::{BasisRef, Effect, ElementSource};
use super::event::{Continuation, Event, Given};
use super::procedure::{Notice, Procedure, Step};
use super::question::{Question, QuestionKind};
use super::slot::Slot;
use crate::journey::{CHECK, DOCUMENTS};
use crate::language::Words;

impl Procedure<Words> {
    /// This procedure with all that it goes on with. `find` gives the others by their codes.
    ///
    /// # Errors
    /// What it goes on with that does not exist, each with its place.
    pub fn compose<'a>(
        &self,
        find: impl Fn(&str) -> Option<&'a Self>,
    ) -> Result<Self, Vec<CatalogueProblem>> {
        let mut composed = self.clone();
        let mut problems = Vec::new();
        for continuation in &self.continues {
            let mut tell = |message: String| {
                problems.push(CatalogueProblem {
                    procedure: self.code.clone(),
                    path: format!("continues.{}", continuation.procedure),
                    message,
                });
            };
            match find(&continuation.procedure) {
                None => tell("there is no such procedure".to_owned()),
                Some(other) if !other.continues.is_empty() => {
                    tell("it goes on with others itself; say here with which".to_owned());
                }
                Some(other) => {
                    unknown_names(continuation, other).into_iter().for_each(&mut tell);
                    Joint::new(continuation, other, &composed).add_to(&mut composed);
                }
            }
        }
        if problems.is_empty() { Ok(composed) } else { Err(problems) }
    }
}

/// Names in a continuation that the other procedure does not have.
fn unknown_names(continuation: &Continuation, other: &Procedure<Words>) -> Vec<String> {
    let given = continuation.given.keys().filter(|code| other.question(code).is_none());
    let is_left_out =
        |code: &String| other.slot(code).is_some() || other.notices.iter().any(|notice| notice.code == *code);
    let without = continuation.without.iter().filter(|code| !is_left_out(code));
    let shared = continuation.shared.iter().filter(|code| other.slot(code).is_none());
    given.chain(without).chain(shared).map(|code| format!("{} has no `{code}`", other.code)).collect()
}

/// What a name of the other procedure has become.
enum Name<'a> {
    Question(String),
    Value(&'a str),
    /// The head of the card, of whom the first procedure says itself what becomes.
    Head,
    Nothing,
}

struct Joint<'a> {
    continuation: &'a Continuation,
    other: &'a Procedure<Words>,
    /// `kk02`.
    prefix: String,
    /// Slots of the other one whose code the first has already, for another document.
    renamed_slots: Vec<String>,
}

impl<'a> Joint<'a> {
    fn new(continuation: &'a Continuation, other: &'a Procedure<Words>, first: &Procedure<Words>) -> Self {
        let prefix = other.code.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let slots = other.documents.iter().map(|slot| slot.code.clone());
        let is_taken = |code: &String| first.slot(code).is_some() && !continuation.shared.contains(code);
        let renamed_slots = slots.filter(is_taken).collect();
        Self { continuation, other, prefix: prefix.to_ascii_lowercase(), renamed_slots }
    }

    fn add_to(&self, composed: &mut Procedure<Words>) {
        composed.steps.extend(self.other.steps.iter().filter_map(|step| self.step(step)));
        for slot in self.other.documents.iter().filter(|slot| self.is_wanted(&slot.code)) {
            self.add_slot(slot, &mut composed.documents);
        }
        let notices = self.other.notices.iter().filter(|notice| self.is_wanted(&notice.code));
        let notices: Vec<_> = notices.filter_map(|notice| self.notice(notice, &composed.steps)).collect();
        composed.notices.extend(notices);
        composed.events.push(Event {
            procedure: self.other.code.clone(),
            title: self.other.title.clone(),
            f102: self.other.f102.clone(),
            when: self.continuation.when.clone(),
            effects_from: composed.effects.len(),
        });
        composed.effects.extend(self.other.effects.iter().filter_map(|effect| self.effect(effect)));
        for basis in &self.other.legal_basis {
            if !composed.legal_basis.contains(basis) {
                composed.legal_basis.push(basis.clone());
            }
        }
    }

    fn is_wanted(&self, code: &str) -> bool {
        !self.continuation.without.iter().any(|without| without == code)
    }

    fn name(&self, code: &str) -> Name<'a> {
        match self.continuation.given.get(code) {
            Some(Given::Question(question)) => Name::Question(question.clone()),
            Some(Given::Value(value)) => Name::Value(value),
            Some(Given::Head) => Name::Head,
            Some(Given::Nothing) => Name::Nothing,
            None => Name::Question(format!("{}_{code}", self.prefix)),
        }
    }

    /// The question that has taken the place of this one. A fixed value has no question: what needs one of a name
    /// that has none is left with a code that does not exist, and the check of the whole says so.
    fn question_name(&self, code: &str) -> String {
        match self.name(code) {
            Name::Question(question) => question,
            Name::Value(_) | Name::Head | Name::Nothing => format!("{}_{code}", self.prefix),
        }
    }

    /// The condition with the names of the whole, as far as it is not decided; `None` when it can never hold.
    fn condition(&self, condition: &Condition) -> Option<Condition> {
        let decided = |holds: bool| holds.then_some(Condition::Always);
        match condition {
            Condition::Always => Some(Condition::Always),
            Condition::Unlinked | Condition::ApplicantElsewhere => Some(condition.clone()),
            Condition::All { of } => {
                let of: Option<Vec<_>> = of.iter().map(|test| self.condition(test)).collect();
                Some(all(of?))
            }
            Condition::Any { of } => {
                let of: Vec<_> = of.iter().filter_map(|test| self.condition(test)).collect();
                any(of)
            }
            Condition::Not { of } => match self.condition(of) {
                None => Some(Condition::Always),
                Some(Condition::Always) => None,
                Some(of) => Some(Condition::Not { of: Box::new(of) }),
            },
            Condition::Is { question, value } => match self.name(question) {
                Name::Question(question) => Some(Condition::Is { question, value: value.clone() }),
                Name::Value(given) => decided(given == value),
                Name::Head | Name::Nothing => None,
            },
            Condition::OneOf { question, values } => match self.name(question) {
                Name::Question(question) => Some(Condition::OneOf { question, values: values.clone() }),
                Name::Value(given) => decided(values.iter().any(|value| value == given)),
                Name::Head | Name::Nothing => None,
            },
            Condition::Answered { question } => match self.name(question) {
                Name::Question(question) => Some(Condition::Answered { question }),
                Name::Value(_) | Name::Head => Some(Condition::Always),
                Name::Nothing => None,
            },
            Condition::GrownBesides { except, without } => Some(Condition::GrownBesides {
                except: except.iter().filter_map(|code| self.person(code)).collect(),
                without: without
                    .as_ref()
                    .map(|one| self.among(one))
                    .or_else(|| self.continuation.leaves_out.clone()),
            }),
            Condition::MemberIs { question, element, values } => Some(Condition::MemberIs {
                question: self.question_name(question),
                element: *element,
                values: values.clone(),
            }),
            Condition::OlderThanDays { question, days } => {
                Some(Condition::OlderThanDays { question: self.question_name(question), days: *days })
            }
            Condition::AnyMember { question, value } => {
                Some(Condition::AnyMember { question: self.question_name(question), value: value.clone() })
            }
            Condition::HeadIs { question, value } => {
                Some(Condition::HeadIs { question: self.question_name(question), value: value.clone() })
            }
        }
    }

    /// When the request goes on, and this holds too.
    fn here(&self, condition: &Condition) -> Option<Condition> {
        Some(all(vec![self.continuation.when.clone(), self.condition(condition)?]))
    }

    fn step(&self, step: &Step<Words>) -> Option<Step<Words>> {
        let asked = step.questions.iter().filter(|asked| !self.continuation.given.contains_key(&asked.code));
        let questions: Vec<_> = asked.filter_map(|question| self.question(question)).collect();
        (!questions.is_empty()).then_some(())?;
        Some(Step {
            code: format!("{}-{}", self.prefix, step.code),
            when: self.here(&step.when)?,
            questions,
            ..step.clone()
        })
    }

    fn question(&self, question: &Question<Words>) -> Option<Question<Words>> {
        let mut renamed = question.clone();
        renamed.code = self.question_name(&question.code);
        renamed.when = self.condition(&question.when)?;
        renamed.other_than = question.other_than.iter().filter_map(|code| self.person(code)).collect();
        if let Some(each) = &mut renamed.each {
            each.except = each.except.iter().filter_map(|code| self.person(code)).collect();
            each.among = each.among.as_ref().map(|among| self.among(among));
            let own = each.without.as_ref().map(|without| self.among(without));
            each.without = own.or_else(|| self.continuation.leaves_out.clone());
        }
        if let QuestionKind::Member(who) = &mut renamed.kind {
            who.spouse_of = who.spouse_of.as_ref().and_then(|code| self.person(code));
            let own = who.without.as_ref().map(|without| self.among(without));
            who.without = own.or_else(|| self.continuation.leaves_out.clone());
        }
        if let QuestionKind::Codes { differs_from, relation_to, .. } = &mut renamed.kind {
            let members = differs_from.iter_mut().map(|of| &mut of.member).chain(relation_to);
            for member in members {
                *member = self.question_name(member);
            }
        }
        Some(renamed)
    }

    fn among(&self, among: &Among) -> Among {
        Among { question: self.question_name(&among.question), value: among.value.clone() }
    }

    /// A person named by a question, or the applicant.
    fn person(&self, code: &str) -> Option<String> {
        if code == super::condition::APPLICANT {
            return Some(code.to_owned());
        }
        match self.name(code) {
            Name::Question(question) => Some(question),
            Name::Value(_) | Name::Head | Name::Nothing => None,
        }
    }

    fn slot_name(&self, code: &str) -> String {
        let is_renamed = self.renamed_slots.iter().any(|renamed| renamed == code);
        if is_renamed { format!("{}_{code}", self.prefix) } else { code.to_owned() }
    }

    /// A document of both is wanted when either wants it.
    fn add_slot(&self, slot: &Slot<Words>, documents: &mut Vec<Slot<Words>>) {
        let Some(when) = self.here(&slot.when) else { return };
        let code = self.slot_name(&slot.code);
        let substitute_of = slot.substitute_of.as_deref().map(|of| self.slot_name(of));
        match documents.iter_mut().find(|known| known.code == code) {
            Some(known) => {
                let before = core::mem::take(&mut known.when);
                known.when = any(vec![before, when]).unwrap_or_default();
                known.required |= slot.required;
            }
            None => documents.push(Slot { code, when, substitute_of, ..slot.clone() }),
        }
    }

    fn notice(&self, notice: &Notice<Words>, steps: &[Step<Words>]) -> Option<Notice<Words>> {
        let step = notice.step.as_deref().map(|step| match step {
            DOCUMENTS | CHECK => step.to_owned(),
            step => format!("{}-{step}", self.prefix),
        });
        let is_there = |code: &String| {
            matches!(code.as_str(), DOCUMENTS | CHECK) || steps.iter().any(|step| step.code == *code)
        };
        step.as_ref().is_none_or(is_there).then_some(())?;
        let code = format!("{}_{}", self.prefix, notice.code);
        Some(Notice { code, step, when: self.here(&notice.when)?, text: notice.text.clone() })
    }

    fn effect(&self, effect: &Effect) -> Option<Effect> {
        if let Effect::SetElement { member, .. } | Effect::RemoveMember { member, .. } = effect
            && matches!(self.name(member), Name::Head)
        {
            return None;
        }
        let here = self.here(effect.when())?;
        let mut renamed = effect.clone();
        match &mut renamed {
            Effect::SetElement { member, source, .. } => {
                *member = self.question_name(member);
                self.rename_source(source);
            }
            Effect::RemoveMember { member, .. } => *member = self.question_name(member),
            Effect::SetEach { question, .. } | Effect::RemoveEach { question, .. } => {
                *question = self.question_name(question);
            }
            Effect::SetCard { elements, .. } | Effect::AddMember { elements, .. } => {
                for source in elements.values_mut() {
                    self.rename_source(source);
                }
            }
            Effect::Reprint { reason, .. } => *reason = self.question_name(reason),
            Effect::RemoveRest { .. } => {}
        }
        let (basis, when) = renamed.parts_mut();
        *when = here;
        if let Some(own) = &self.continuation.basis {
            *basis = Some(own.clone());
        } else if let Some(basis) = basis {
            self.rename_basis(basis);
        }
        Some(renamed)
    }

    fn rename_source(&self, source: &mut ElementSource) {
        match source {
            ElementSource::Question { question } => match self.name(question) {
                Name::Question(renamed) => *question = renamed,
                Name::Value(value) => {
                    let (value, when) = (value.to_owned(), Condition::Always);
                    *source = ElementSource::Constant { value, when };
                }
                Name::Head | Name::Nothing => *question = self.question_name(question),
            },
            ElementSource::OfMember { question, .. } => *question = self.question_name(question),
            ElementSource::First { of } | ElementSource::Joined { of, .. } => {
                for one in of {
                    self.rename_source(one);
                }
            }
            // What never holds is left with a value that is never taken.
            ElementSource::Constant { when, .. } => *when = self.condition(when).unwrap_or_else(never),
        }
    }

    fn rename_basis(&self, basis: &mut BasisRef) {
        for name in [&mut basis.named_by, &mut basis.number, &mut basis.date].into_iter().flatten() {
            *name = self.question_name(name);
        }
    }
}

/// A condition that never holds.
fn never() -> Condition {
    Condition::Not { of: Box::new(Condition::Always) }
}

/// All of these; one alone stands for itself.
fn all(mut of: Vec<Condition>) -> Condition {
    of.retain(|test| !test.is_always());
    match of.len() {
        0 => Condition::Always,
        1 => of.remove(0),
        _ => Condition::All { of },
    }
}

/// One of these; `None` when there is none.
fn any(mut of: Vec<Condition>) -> Option<Condition> {
    if of.iter().any(Condition::is_always) {
        return Some(Condition::Always);
    }
    match of.len() {
        0 => None,
        1 => Some(of.remove(0)),
        _ => Some(Condition::Any { of }),
    }
}
