//! One reader per kind of question.

use super::persons::is_taken;
use super::{Context, Place, Value};
use crate::answers::Answers;
use crate::catalogue::{AreaLevel, ElementOf, Question, QuestionKind, Who};
use crate::codes::CodeList;
use crate::date::{Date, age_on};
use crate::element::Element;
use crate::field_error::FieldError;
use crate::identity::{Nik, PersonName, RecordedName};
use time::{Duration, Time};

/// Nothing on a family card is older.
const OLDEST_YEARS: u16 = 130;

/// Reads the answer to one question; `None` when it is empty and may be.
///
/// # Errors
/// Whatever is wrong with the answer, `Missing` first.
pub fn parse_answer<T>(
    question: &Question<T>,
    answers: &Answers,
    context: &Context,
) -> Result<Option<Value>, FieldError> {
    if !answers.is_answered(&question.code) {
        return if question.required { Err(FieldError::Missing) } else { Ok(None) };
    }
    let value = read(question, answers, context)?;
    if is_taken(question, answers, context) {
        return Err(FieldError::SamePerson);
    }
    Ok(Some(value))
}

fn read<T>(question: &Question<T>, answers: &Answers, context: &Context) -> Result<Value, FieldError> {
    let raw = answers.text(&question.code);
    match &question.kind {
        QuestionKind::Member(who) => read_member(raw, who, answers, context),
        QuestionKind::Codes { list, only, differs_from, .. } => {
            let value = read_code(raw, *list, only, context.today)?;
            match differs_from {
                Some(of) if is_present_value(raw, of, answers, context) => Err(FieldError::SameAsBefore),
                _ => Ok(value),
            }
        }
        QuestionKind::Options { options } => {
            let known = options.iter().any(|opt| opt.code == raw);
            if known { Ok(Value::Choice(raw.to_owned())) } else { Err(FieldError::NotInList) }
        }
        QuestionKind::NewName => PersonName::parse(raw).map(|name| Value::Text(name.as_str().to_owned())),
        QuestionKind::Name => RecordedName::parse(raw).map(|name| Value::Text(name.as_str().to_owned())),
        QuestionKind::Text { max, lines } => read_text(raw, *max, *lines > 1).map(Value::Text),
        QuestionKind::Date { past, future, within_days } => {
            let date = answers.date(&question.code)?.ok_or(FieldError::Missing)?;
            if *future && date < context.today {
                return Err(FieldError::PastDate);
            }
            check_date(date, *past, *within_days, context.today).map(|()| Value::Date(date))
        }
        QuestionKind::Time => read_time(raw).map(Value::Time).ok_or(FieldError::NotATime),
        QuestionKind::Nik => Nik::parse(raw).map(Value::Nik),
        QuestionKind::Number { min, max, .. } => read_number(raw, *min, *max).map(Value::Number),
        QuestionKind::YesNo => match raw {
            "yes" => Ok(Value::Flag(true)),
            "no" => Ok(Value::Flag(false)),
            _ => Err(FieldError::NotInList),
        },
        QuestionKind::Area { level } => read_place(&question.code, *level, answers).map(Value::Place),
    }
}

/// A place by its names, which the server has from the list of areas where it has a code. A device that knows the code
/// only lets the server name it.
fn read_place(code: &str, level: AreaLevel, answers: &Answers) -> Result<Place, FieldError> {
    let part = |name: &str| answers.text(&[code, ".", name].concat()).to_owned();
    let chosen = cfg!(target_arch = "wasm32") && part("code").len() > 1;
    let small = level == AreaLevel::Village;
    let wanted =
        [("village", small), ("district", small), ("regency", true), ("province", true), ("postcode", false)];
    let mut names: [String; 5] = Default::default();
    for (place, (name, wanted)) in names.iter_mut().zip(wanted) {
        *place = match read_text(&part(name), 60, false) {
            Err(FieldError::Missing) if chosen || !wanted => String::new(),
            read => read?,
        };
    }
    let [village, district, regency, province, postcode] = names;
    let is_code = postcode.len() == 5 && postcode.bytes().all(|b| b.is_ascii_digit());
    if !postcode.is_empty() && !is_code {
        return Err(FieldError::NotAPostcode);
    }
    Ok(Place { village, district, regency, province, postcode })
}

fn read_member(raw: &str, who: &Who, answers: &Answers, context: &Context) -> Result<Value, FieldError> {
    let member = context.member(raw).ok_or(FieldError::UnknownMember)?;
    // One spelling: conditions compare it as text.
    if raw == member.id.to_string() && who.allows(member, answers, context) {
        Ok(Value::Member(member.id))
    } else {
        Err(FieldError::UnknownMember)
    }
}

fn read_code(raw: &str, list: CodeList, only: &[String], today: Date) -> Result<Value, FieldError> {
    let offered = only.is_empty() || only.iter().any(|code| code == raw);
    if offered && list.has(raw, today) {
        Ok(Value::Code { list, code: raw.to_owned() })
    } else {
        Err(FieldError::NotInList)
    }
}

fn is_present_value(raw: &str, of: &ElementOf, answers: &Answers, context: &Context) -> bool {
    let member = context.member(answers.text(&of.member));
    member.and_then(|member| member.elements.get(&of.element)).is_some_and(|present| present == raw)
}

fn check_date(date: Date, past: bool, within_days: Option<u32>, today: Date) -> Result<(), FieldError> {
    if past && date > today {
        return Err(FieldError::FutureDate);
    }
    if let Some(days) = within_days
        && today - date > Duration::days(i64::from(days))
    {
        return Err(FieldError::NotWithinDays { days });
    }
    if age_on(date, today) > i32::from(OLDEST_YEARS) {
        return Err(FieldError::TooLongAgo { years: OLDEST_YEARS });
    }
    Ok(())
}

/// Text without invisible signs, which could make it look like something else to an officer.
#[inline(never)]
fn read_text(raw: &str, max: u16, several_lines: bool) -> Result<String, FieldError> {
    let invisible = |c: &char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    let keep_line = |line: &str| {
        line.split_whitespace()
            .map(|word| word.chars().filter(|c| !invisible(c)).collect::<String>())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let text = if several_lines {
        raw.lines().map(keep_line).collect::<Vec<_>>().join("\n")
    } else {
        keep_line(raw)
    };
    match text.chars().count() {
        0 => Err(FieldError::Missing),
        n if n > usize::from(max) => Err(FieldError::TooLong { max }),
        _ => Ok(text),
    }
}

/// `7:30`, `07.30`, `0730` are no quarrel; seconds from a browser are ignored.
fn read_time(raw: &str) -> Option<Time> {
    let mut parts = raw.split([':', '.']);
    let (hour, minute) = match (parts.next(), parts.next()) {
        (Some(both), None) if both.len() == 4 => (both.get(..2)?, both.get(2..)?),
        (Some(hour), Some(minute)) => (hour, minute),
        _ => return None,
    };
    let number = |part: &str| {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if digits { part.parse::<u8>().ok() } else { None }
    };
    Time::from_hms(number(hour)?, number(minute)?, 0).ok()
}

fn read_number(raw: &str, min: i32, max: i32) -> Result<i32, FieldError> {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    if digits.is_empty() || digits.len() > 9 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldError::NotANumber);
    }
    let number: i32 = raw.parse().map_err(|_| FieldError::NotANumber)?;
    match number {
        n if n < min => Err(FieldError::TooSmall { min }),
        n if n > max => Err(FieldError::TooLarge { max }),
        n => Ok(n),
    }
}

impl Question<String> {
    /// A read answer for people, in the language of the procedure.
    pub fn display(&self, value: &Value, language: crate::language::Language, context: &Context) -> String {
        if let (Value::Choice(code), QuestionKind::Options { options }) = (value, &self.kind)
            && let Some(chosen) = options.iter().find(|opt| opt.code == *code)
        {
            return chosen.label.clone();
        }
        let shown = value.display(language, context);
        match &self.kind {
            QuestionKind::Number { unit: Some(unit), .. } => format!("{shown} {unit}"),
            _ => shown,
        }
    }
}

impl crate::family::MemberView {
    /// Whether this member may be chosen where only these relations and this sex are asked for.
    pub fn fits(&self, relation: &[String], sex: Option<&str>) -> bool {
        let has = |element: Element| self.elements.get(&element).map(String::as_str);
        let relation_fits = relation.is_empty()
            || has(Element::Relation).is_some_and(|code| relation.iter().any(|one| one == code));
        relation_fits && (sex.is_none() || has(Element::Sex) == sex)
    }
}
