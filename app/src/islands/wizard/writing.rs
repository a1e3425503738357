//! What the island knows while it lives: a few signals, all `Copy`, and the questions asked of them.
use super::{
    keeping::Keeping,
    start::{FlagWords, Start},
    unsent::Unsent,
    uploads::Upload,
    way,
};
use crate::{text::sentence, wire::AppError};
use domain::{
    Answers, CHECK, DOCUMENTS, DocumentView, FieldIssue, Journey, Language, StepView, StopKind, check_step,
    journey,
};
use leptos::prelude::*;
use uuid::Uuid;

/// The request being written.
#[derive(Clone, Copy)]
pub struct Writing {
    /// Which draft.
    pub draft: Uuid,
    /// Whose.
    pub account: Uuid,
    /// In which language.
    pub language: Language,
    /// Definition, context, reasons: they do not change.
    start: StoredValue<Start>,
    /// The raw answers.
    pub answers: RwSignal<Answers>,
    /// What the server does not have yet.
    pub unsent: RwSignal<Unsent>,
    /// The acknowledged files.
    pub documents: RwSignal<Vec<DocumentView>>,
    /// Files on their way.
    pub uploads: RwSignal<Vec<Upload>>,
    /// The file removed last, to be taken back.
    pub removed: RwSignal<Option<(Uuid, String)>>,
    /// The stop shown.
    pub step: RwSignal<String>,
    /// The next step leads back to the last look.
    pub from_check: RwSignal<bool>,
    /// What is shown as wrong.
    pub issues: RwSignal<Vec<FieldIssue>>,
    /// What went wrong as a whole.
    pub problem: RwSignal<Option<String>>,
    /// Where the answers are.
    pub keeping: RwSignal<Keeping>,
    /// WASM is at work.
    pub awake: RwSignal<bool>,
}

impl Writing {
    /// From what the server sent.
    pub fn new(start: Start) -> Self {
        let view = &start.view;
        let problem = start.problem.as_ref().map(|error| crate::text::problem(error, view.language));
        let issues = if view.step == CHECK {
            start.hindrances.clone()
        } else if start.show_issues {
            issues_at(view, &view.answers, &view.documents, &view.step)
        } else {
            Vec::new()
        };
        Self {
            draft: view.draft,
            account: start.account,
            language: view.language,
            answers: RwSignal::new(view.answers.clone()),
            unsent: RwSignal::default(),
            documents: RwSignal::new(view.documents.clone()),
            uploads: RwSignal::default(),
            removed: RwSignal::new(start.removed.clone()),
            step: RwSignal::new(view.step.clone()),
            from_check: RwSignal::new(start.from_check),
            issues: RwSignal::new(issues),
            problem: RwSignal::new(problem),
            keeping: RwSignal::default(),
            awake: RwSignal::new(false),
            start: StoredValue::new(start),
        }
    }

    /// Looks at what does not change. Its answers and documents are those of the beginning: ask the signals.
    pub fn with_view<T>(self, look: impl FnOnce(&StepView) -> T) -> T {
        self.start.with_value(|start| look(&start.view))
    }

    /// The way for the present answers.
    pub fn way(self) -> Journey {
        let (answers, documents) = (self.answers.read(), self.documents.read());
        self.with_view(|view| {
            journey(&view.procedure, &answers, &view.context, &documents, view.flagged.as_ref())
        })
    }

    /// The headline of a stop.
    pub fn title_of(self, step: &str) -> String {
        self.with_view(|view| way::title_of(view, kind_of(step), step))
    }

    /// Everything wrong with the answers or documents of a step.
    pub fn issues_at(self, step: &str) -> Vec<FieldIssue> {
        let (answers, documents) = (self.answers.read(), self.documents.read());
        self.with_view(|view| issues_at(view, &answers, &documents, step))
    }

    /// What was typed under a name.
    pub fn answer(self, name: String) -> Signal<String> {
        Signal::derive(move || self.answers.with(|answers| answers.get(&name).unwrap_or_default().to_owned()))
    }

    /// The sentence on what is wrong with a field, while it is shown.
    pub fn error(self, field: String) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.issues.with(|issues| {
                issues
                    .iter()
                    .find(|issue| issue.field == field)
                    .map(|issue| sentence(&issue.error, self.language))
            })
        })
    }

    /// A sentence with the name of the question or document it is about.
    pub fn named(self, field: &str, sentence: &str) -> String {
        let label = self.with_view(|view| {
            let procedure = &view.procedure;
            match field.strip_prefix("berkas.") {
                Some(slot) => procedure.slot(slot).map(|slot| slot.label.clone()),
                None => procedure.question(field).map(|question| question.label.clone()),
            }
        });
        label.map_or_else(|| sentence.to_owned(), |label| [&label, ": ", sentence].concat())
    }

    /// Takes what was typed.
    pub fn type_in(self, name: &str, value: &str) {
        // Longer than the server would take: the field says so when it is checked.
        let _ = self.answers.try_update(|answers| answers.set(name, value));
        self.unsent.update(|unsent| unsent.note(name, value));
    }

    /// Whether a question applies now.
    pub fn asks(self, code: &str) -> bool {
        let answers = self.answers.read();
        self.with_view(|view| {
            let live = domain::live_answers(&view.procedure, &answers, &view.context);
            view.procedure.step_of(code).is_some_and(|step| {
                domain::reading::visible_questions(step, &live, &view.context)
                    .iter()
                    .any(|asked| asked.code == code)
            })
        })
    }

    /// Whether a question may be answered: always, but in a correction only what was opened.
    pub fn may_answer(self, code: &str) -> bool {
        self.with_view(|view| view.opened().is_none_or(|opened| opened.question(code)))
    }

    /// Whether the files of a slot may change.
    pub fn may_upload(self, slot: &str) -> bool {
        self.with_view(|view| view.opened().is_none_or(|opened| opened.slot(slot)))
    }

    /// The acknowledged files of a slot, in their order.
    pub fn files_in(self, slot: &str) -> Vec<DocumentView> {
        let documents = self.documents.read();
        let mut files: Vec<_> = documents.iter().filter(|file| file.slot == slot).cloned().collect();
        files.sort_by_key(|file| file.position);
        files
    }

    /// The officer's reasons about one thing.
    pub fn reasons(self, target: &str) -> Vec<FlagWords> {
        self.start.with_value(|start| {
            start.reasons.iter().filter(|words| words.target == target).cloned().collect()
        })
    }

    /// Why the last files for a slot were refused, when they were posted by a form.
    pub fn refused(self, slot: &str) -> Option<AppError> {
        self.start.with_value(|start| {
            start.refused.iter().find(|(known, _)| known == slot).map(|(_, error)| error.clone())
        })
    }
}

/// What kind of page a step is.
pub fn kind_of(step: &str) -> StopKind {
    match step {
        DOCUMENTS => StopKind::Documents,
        CHECK => StopKind::Check,
        _ => StopKind::Questions,
    }
}

/// Everything wrong with the answers or documents of a step.
pub fn issues_at(
    view: &StepView,
    answers: &Answers,
    documents: &[DocumentView],
    step: &str,
) -> Vec<FieldIssue> {
    let live = domain::live_answers(&view.procedure, answers, &view.context);
    if let Some(step) = view.procedure.step(step) {
        return check_step(step, &live, &view.context);
    }
    if step == DOCUMENTS {
        let mut issues = domain::ready(&view.procedure, answers, &view.context, documents);
        issues.retain(|issue| issue.field.starts_with("berkas."));
        return issues;
    }
    Vec::new()
}
