//! One language out of both: the same tree with other leaves.

use super::event::Event;
use super::procedure::{Notice, Procedure, Step};
use super::question::{Opt, Question, QuestionKind};
use super::slot::Slot;
use crate::language::{Language, Words};

impl Procedure<Words> {
    /// The procedure in one language, without its effects: only the server proposes changes.
    pub fn localize(&self, language: Language) -> Procedure<String> {
        self.map(&|words| words.get(language).to_owned())
    }
}

impl<T> Procedure<T> {
    /// The same procedure with every text turned into something else, without its effects.
    pub fn map<'a, U>(&'a self, f: &impl Fn(&'a T) -> U) -> Procedure<U> {
        Procedure {
            code: self.code.clone(),
            version: self.version,
            effective_from: self.effective_from,
            effective_to: self.effective_to,
            group: self.group,
            name: f(&self.name),
            title: f(&self.title),
            description: f(&self.description),
            examples: self.examples.iter().map(f).collect(),
            f102: self.f102.clone(),
            legal_basis: self.legal_basis.clone(),
            minutes: self.minutes,
            target_working_hours: self.target_working_hours,
            correction_days: self.correction_days,
            result: f(&self.result),
            number_kept: self.number_kept,
            needs_card: self.needs_card,
            who_may: f(&self.who_may),
            steps: self.steps.iter().map(|step| step.map(f)).collect(),
            documents: self.documents.iter().map(|slot| slot.map(f)).collect(),
            effects: Vec::new(),
            notices: self.notices.iter().map(|notice| notice.map(f)).collect(),
            reasons: Vec::new(),
            continues: Vec::new(),
            events: self.events.iter().map(|event| event.map(f)).collect(),
        }
    }
}

impl<T> Step<T> {
    fn map<'a, U>(&'a self, f: &impl Fn(&'a T) -> U) -> Step<U> {
        Step {
            code: self.code.clone(),
            short: f(&self.short),
            title: f(&self.title),
            hint: self.hint.as_ref().map(f),
            when: self.when.clone(),
            questions: self.questions.iter().map(|question| question.map(f)).collect(),
        }
    }
}

impl<T> Question<T> {
    fn map<'a, U>(&'a self, f: &impl Fn(&'a T) -> U) -> Question<U> {
        Question {
            code: self.code.clone(),
            label: f(&self.label),
            hint: self.hint.as_ref().map(f),
            required: self.required,
            when: self.when.clone(),
            other_than: self.other_than.clone(),
            each: self.each.clone(),
            kind: self.kind.map(f),
        }
    }
}

impl<T> QuestionKind<T> {
    fn map<'a, U>(&'a self, f: &impl Fn(&'a T) -> U) -> QuestionKind<U> {
        match self {
            Self::Member(who) => QuestionKind::Member(who.clone()),
            Self::Area { level } => QuestionKind::Area { level: *level },
            Self::Codes { list, only, differs_from, relation_to } => QuestionKind::Codes {
                list: *list,
                only: only.clone(),
                differs_from: differs_from.clone(),
                relation_to: relation_to.clone(),
            },
            Self::Options { options } => QuestionKind::Options {
                options: options
                    .iter()
                    .map(|opt| Opt {
                        code: opt.code.clone(),
                        label: f(&opt.label),
                        hint: opt.hint.as_ref().map(f),
                    })
                    .collect(),
            },
            Self::NewName => QuestionKind::NewName,
            Self::Name => QuestionKind::Name,
            Self::Text { max, lines } => QuestionKind::Text { max: *max, lines: *lines },
            Self::Date { past, future, within_days } => {
                QuestionKind::Date { past: *past, future: *future, within_days: *within_days }
            }
            Self::Time => QuestionKind::Time,
            Self::Nik => QuestionKind::Nik,
            Self::Number { min, max, unit } => {
                QuestionKind::Number { min: *min, max: *max, unit: unit.as_ref().map(f) }
            }
            Self::YesNo => QuestionKind::YesNo,
        }
    }
}

impl<T> Slot<T> {
    fn map<'a, U>(&'a self, f: &impl Fn(&'a T) -> U) -> Slot<U> {
        Slot {
            code: self.code.clone(),
            label: f(&self.label),
            hint: self.hint.as_ref().map(f),
            when: self.when.clone(),
            required: self.required,
            bring_original: self.bring_original,
            max_files: self.max_files,
            substitute_of: self.substitute_of.clone(),
            form: self.form.clone(),
        }
    }
}

impl<T> Event<T> {
    fn map<'a, U>(&'a self, f: &impl Fn(&'a T) -> U) -> Event<U> {
        Event {
            procedure: self.procedure.clone(),
            title: f(&self.title),
            f102: self.f102.clone(),
            when: self.when.clone(),
            effects_from: self.effects_from,
        }
    }
}

impl<T> Notice<T> {
    fn map<'a, U>(&'a self, f: &impl Fn(&'a T) -> U) -> Notice<U> {
        Notice {
            code: self.code.clone(),
            step: self.step.clone(),
            when: self.when.clone(),
            text: f(&self.text),
        }
    }
}
