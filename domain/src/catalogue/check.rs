//! Proof that a procedure can work, made at the start: every name it uses exists and looks back only. Problems
//! name the file, the place and what is wrong.

use super::check_effects::check_effects;
use super::condition::{APPLICANT, Condition};
use super::each::{Each, MOST_CODE, NAME};
use super::procedure::Procedure;
use super::question::{Question, QuestionKind};
use crate::codes::CodeList;
use crate::journey::{CHECK, DOCUMENTS};
use crate::language::Words;

/// One thing wrong with a catalogue file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueProblem {
    /// Code of the procedure, `reasons` for the file of reasons.
    pub procedure: String,
    /// Where: `steps.dasar.certificate_date.when`.
    pub path: String,
    /// What.
    pub message: String,
}

impl core::fmt::Display for CatalogueProblem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}: {}: {}", self.procedure, self.path, self.message)
    }
}

/// Collects problems of one procedure.
pub(super) struct Report<'a> {
    pub(super) procedure: &'a Procedure<Words>,
    pub(super) found: Vec<CatalogueProblem>,
}

impl<'a> Report<'a> {
    pub(super) fn tell(&mut self, path: impl Into<String>, message: impl Into<String>) {
        let procedure = self.procedure.code.clone();
        self.found.push(CatalogueProblem { procedure, path: path.into(), message: message.into() });
    }

    pub(super) fn words(&mut self, path: impl Into<String>, words: &Words) {
        if words.is_incomplete() {
            self.tell(path, "a text is needed in both languages");
        }
    }

    /// Every question of a condition must have been asked before, and `member_is` needs a member, and so on.
    pub(super) fn condition(&mut self, path: &str, condition: &Condition, asked: &[&'a Question<Words>]) {
        match condition {
            Condition::All { of } | Condition::Any { of } => {
                if of.is_empty() {
                    self.tell(path, "an empty list of tests");
                }
                for test in of {
                    self.condition(path, test, asked);
                }
            }
            Condition::Not { of } => self.condition(path, of, asked),
            Condition::Always | Condition::Unlinked | Condition::ApplicantElsewhere => {}
            Condition::GrownBesides { except, without } => {
                for code in except {
                    self.chooses_member(path, code, asked);
                }
                if let Some(without) = without {
                    self.each_can_be(path, &without.question, &without.value, asked);
                }
            }
            Condition::AnyMember { question, value } | Condition::HeadIs { question, value } => {
                self.each_can_be(path, question, value, asked);
            }
            single => {
                for code in single.questions() {
                    match asked.iter().find(|question| question.code == code) {
                        None => self.not_asked(path, code),
                        Some(question) => self.test_fits(path, single, question),
                    }
                }
            }
        }
    }

    /// The question must be one that is asked of each member.
    pub(super) fn asked_of_each(&mut self, path: &str, code: &str, asked: &[&'a Question<Words>]) {
        match asked.iter().find(|question| question.code == code) {
            None => self.not_asked(path, code),
            Some(question) if question.each.is_none() => {
                self.tell(path, format!("question `{code}` is not asked of each member"));
            }
            Some(_) => {}
        }
    }

    /// Such a question must be able to have this answer.
    pub(super) fn each_can_be(&mut self, path: &str, code: &str, value: &str, asked: &[&'a Question<Words>]) {
        self.asked_of_each(path, code, asked);
        if asked.iter().any(|question| question.code == code && !can_be(question, value)) {
            self.tell(path, format!("question `{code}` can never be `{value}`"));
        }
    }

    /// The question must choose a member.
    fn chooses_member(&mut self, path: &str, code: &str, asked: &[&'a Question<Words>]) {
        match asked.iter().find(|before| before.code == code) {
            None => self.not_asked(path, code),
            Some(before) if before.kind.name() != "member" => {
                self.tell(path, format!("question `{code}` chooses no member"));
            }
            Some(_) => {}
        }
    }

    fn not_asked(&mut self, path: &str, code: &str) {
        let later = self.procedure.question(code).is_some();
        let why = if later { "is asked later: conditions may only look back" } else { "does not exist" };
        self.tell(path, format!("question `{code}` {why}"));
    }

    fn test_fits(&mut self, path: &str, test: &Condition, question: &Question<Words>) {
        if question.each.is_some() {
            self.tell(path, format!("question `{}` is asked of each member", question.code));
        }
        let values: &[String] = match test {
            Condition::Is { value, .. } => core::slice::from_ref(value),
            Condition::OneOf { values, .. } => values,
            _ => &[],
        };
        for value in values {
            if !can_be(question, value) {
                self.tell(path, format!("question `{}` can never be `{value}`", question.code));
            }
        }
        let wanted = match test {
            Condition::MemberIs { .. } => "member",
            Condition::OlderThanDays { .. } => "date",
            _ => return,
        };
        if question.kind.name() != wanted {
            self.tell(path, format!("question `{}` is no question for a {wanted}", question.code));
        }
    }
}

fn can_be(question: &Question<Words>, value: &str) -> bool {
    match &question.kind {
        QuestionKind::Options { options } => options.iter().any(|opt| opt.code == value),
        QuestionKind::Codes { list, only, .. } => {
            list.find(value).is_some() && (only.is_empty() || only.iter().any(|code| code == value))
        }
        QuestionKind::YesNo => matches!(value, "yes" | "no"),
        QuestionKind::Date { .. } | QuestionKind::Member(_) | QuestionKind::Area { .. } => false,
        _ => true,
    }
}

impl Procedure<Words> {
    /// Everything wrong with this procedure; empty means that it can be used.
    pub fn check(&self) -> Vec<CatalogueProblem> {
        let mut report = Report { procedure: self, found: Vec::new() };
        self.check_head(&mut report);
        let asked = self.check_steps(&mut report);
        self.check_documents(&mut report, &asked);
        for notice in &self.notices {
            let path = format!("notices.{}", notice.code);
            report.condition(&path, &notice.when, &asked);
            report.words(&path, &notice.text);
            let fixed = |step: &str| matches!(step, DOCUMENTS | CHECK);
            if let Some(step) =
                notice.step.as_deref().filter(|step| !fixed(step) && self.step(step).is_none())
            {
                report.tell(path, format!("step `{step}` does not exist"));
            }
        }
        duplicates(&mut report, "notices", self.notices.iter().map(|notice| notice.code.as_str()));
        check_effects(&mut report, &asked);
        for reason in &self.reasons {
            for message in reason.problems() {
                report.tell(format!("reasons.{}", reason.code), message);
            }
        }
        duplicates(&mut report, "reasons", self.reasons.iter().map(|reason| reason.code.as_str()));
        report.found
    }

    fn check_head(&self, report: &mut Report<'_>) {
        if self.code.is_empty() || !self.code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            report.tell("code", "needs letters, digits and dashes only");
        }
        if self.effective_to.is_some_and(|last| last < self.effective_from) {
            report.tell("effective_to", "is before `effective_from`");
        }
        let texts = [&self.name, &self.title, &self.description, &self.result, &self.who_may];
        for (path, words) in ["name", "title", "description", "result", "who_may"].into_iter().zip(texts) {
            report.words(path, words);
        }
        self.examples.iter().for_each(|words| report.words("examples", words));
        if self.steps.is_empty() {
            report.tell("steps", "at least one step is needed");
        }
    }

    fn check_steps<'a>(&'a self, report: &mut Report<'a>) -> Vec<&'a Question<Words>> {
        let mut asked: Vec<&Question<Words>> = Vec::new();
        duplicates(report, "steps", self.steps.iter().map(|step| step.code.as_str()));
        duplicates(report, "questions", self.questions().map(|(_, question)| question.code.as_str()));
        for step in &self.steps {
            let path = format!("steps.{}", step.code);
            if !is_kebab(&step.code) || matches!(step.code.as_str(), DOCUMENTS | CHECK) {
                report.tell(&path, "a step code is kebab-case and neither `berkas` nor `periksa`");
            }
            if step.questions.is_empty() {
                report.tell(&path, "a step needs at least one question");
            }
            report.words(&path, &step.short);
            report.words(&path, &step.title);
            step.hint.iter().for_each(|words| report.words(&path, words));
            report.condition(&format!("{path}.when"), &step.when, &asked);
            for question in &step.questions {
                check_question(report, &format!("{path}.{}", question.code), question, &asked);
                asked.push(question);
            }
        }
        asked
    }

    fn check_documents<'a>(&'a self, report: &mut Report<'a>, asked: &[&'a Question<Words>]) {
        duplicates(report, "documents", self.documents.iter().map(|slot| slot.code.as_str()));
        for slot in &self.documents {
            let path = format!("documents.{}", slot.code);
            if !is_snake(&slot.code) {
                report.tell(&path, "a slot code is snake_case");
            }
            report.words(&path, &slot.label);
            slot.hint.iter().for_each(|words| report.words(&path, words));
            report.condition(&format!("{path}.when"), &slot.when, asked);
            if slot.max_files == 0 {
                report.tell(&path, "`max_files` must be at least 1");
            }
            match slot.substitute_of.as_deref() {
                Some(other) if other == slot.code => report.tell(&path, "a slot cannot stand in for itself"),
                Some(other) if self.slot(other).is_none() => {
                    report.tell(&path, format!("slot `{other}` does not exist"));
                }
                _ => {}
            }
        }
    }
}

/// A question of each member is a choice, names the member, and leaves room for the member in its code.
fn check_each<'a>(
    report: &mut Report<'a>,
    path: &str,
    question: &Question<Words>,
    each: &Each,
    asked: &[&'a Question<Words>],
) {
    if !matches!(question.kind, QuestionKind::Options { .. } | QuestionKind::Codes { differs_from: None, .. })
    {
        report.tell(path, "only `options` and `codes` can be asked of each member");
    }
    if question.code.len() > MOST_CODE {
        report.tell(path, "the code of a question of each member has at most 40 letters");
    }
    if ![&question.label.id, &question.label.en].iter().all(|label| label.contains(NAME)) {
        report.tell(path, "the label of a question of each member says `{name}`");
    }
    if each.relation.iter().any(|code| CodeList::Relation.find(code).is_none()) {
        report.tell(path, "an unknown code of relation");
    }
    for code in &each.except {
        report.chooses_member(path, code, asked);
    }
    for among in each.among.iter().chain(&each.without) {
        report.each_can_be(path, &among.question, &among.value, asked);
    }
}

fn check_question<'a>(
    report: &mut Report<'a>,
    path: &str,
    question: &'a Question<Words>,
    asked: &[&'a Question<Words>],
) {
    if !is_snake(&question.code) || question.code.len() > 60 || question.code == APPLICANT {
        report.tell(path, "a question code is snake_case, at most 60 letters, and not `applicant`");
    }
    report.words(path, &question.label);
    question.hint.iter().for_each(|words| report.words(path, words));
    report.condition(&format!("{path}.when"), &question.when, asked);
    for other in question.other_than.iter().filter(|other| *other != APPLICANT) {
        if !asked.iter().any(|before| before.code == *other) {
            report.not_asked(path, other);
        }
    }
    if let Some(each) = &question.each {
        check_each(report, path, question, each, asked);
    }
    match &question.kind {
        QuestionKind::Codes { list, only, differs_from, relation_to } => {
            for code in only.iter().filter(|code| list.find(code).is_none()) {
                report.tell(path, format!("code `{code}` is not in the list"));
            }
            if let Some(member) = relation_to {
                report.chooses_member(path, member, asked);
                if *list != CodeList::Relation || question.each.is_none() {
                    report.tell(path, "`relation_to` is for relations asked of each member");
                }
            }
            if let Some(of) = differs_from {
                match asked.iter().find(|before| before.code == of.member) {
                    None => report.not_asked(path, &of.member),
                    Some(before) if before.kind.name() != "member" => {
                        report.tell(path, format!("question `{}` chooses no member", of.member));
                    }
                    Some(_) if of.element.code_list() != Some(*list) => {
                        report.tell(path, "`differs_from` names an element of another list");
                    }
                    Some(_) => {}
                }
            }
        }
        QuestionKind::Date { past: true, future: true, .. } => {
            report.tell(path, "a date is `past` or `future`, not both");
        }
        QuestionKind::Options { options } => {
            if options.len() < 2 {
                report.tell(path, "at least two options are needed");
            }
            duplicates(report, path, options.iter().map(|opt| opt.code.as_str()));
            for opt in options {
                report.words(path, &opt.label);
                opt.hint.iter().for_each(|words| report.words(path, words));
            }
        }
        QuestionKind::Number { min, max, .. } if min > max => {
            report.tell(path, "`min` is greater than `max`");
        }
        QuestionKind::Text { max: 0, .. } => report.tell(path, "`max` must be at least 1"),
        QuestionKind::Member(who) => {
            let known = |list: CodeList, code: &String| list.find(code).is_some();
            if !who.relation.iter().all(|code| known(CodeList::Relation, code))
                || !who.sex.iter().all(|code| known(CodeList::Sex, code))
            {
                report.tell(path, "an unknown code of relation or sex");
            }
            if let Some(code) = &who.spouse_of {
                report.chooses_member(path, code, asked);
            }
            if let Some(without) = &who.without {
                report.each_can_be(path, &without.question, &without.value, asked);
            }
        }
        _ => {}
    }
}

fn duplicates<'s>(report: &mut Report<'_>, path: &str, codes: impl Iterator<Item = &'s str>) {
    let mut seen: Vec<&str> = Vec::new();
    for code in codes {
        if seen.contains(&code) {
            report.tell(path, format!("`{code}` is used twice"));
        }
        seen.push(code);
    }
}

fn is_snake(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_lowercase())
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn is_kebab(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_lowercase())
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
