//! One renderer a kind of question. Labels, hints and choices come from the catalogue.
use super::{
    super::{
        rules::{compared, proposed},
        told,
    },
    reasons,
    sheet::Sheet,
};
use crate::{
    assets::Assets,
    place::{Names, Place, Typed, level_of, part},
    routes,
    text::{Area, Common, years},
    ui::{
        choice::{ChoiceOption, Choices},
        date_field::{DateField, DateWords},
        field::Width,
        notice::Notice,
        select::{Select, Typing},
        summary_list::{Fact, SummaryList},
        text_area::TextArea,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
};
use domain::{
    AreaLevel, CodeList, Element, Language, MemberView, Question, QuestionKind, StepView, Who, code_in_file,
};
use leptos::prelude::*;
use service::Service;
use std::sync::Arc;

/// More entries than these are a list to unfold, not rows.
const MOST_ROWS: usize = 12;
/// The same where several members are asked one after the other.
const MOST_ROWS_EACH: usize = 5;
/// From so many entries on one types to find one.
const LONG: usize = 20;
/// Choices with at most so many letters have room side by side.
const SHORT: usize = 10;

/// What every kind needs.
struct Asked<'a> {
    sheet: &'a Sheet,
    code: &'a str,
    label: String,
    hint: Option<String>,
    note: Option<String>,
    hide_label: bool,
}

/// A question with the reasons about it; in a correction what was not opened is only shown.
pub fn question(sheet: &Sheet, question: &Question<String>, alone: bool) -> AnyView {
    let flags = reasons::of_question(sheet, &question.code);
    let field =
        if sheet.may_answer(&question.code) { field(sheet, question, alone) } else { fact(sheet, question) };
    (flags, field).into_any()
}

fn field(sheet: &Sheet, question: &Question<String>, alone: bool) -> AnyView {
    let common = Common::of(sheet.language());
    let asked = Asked {
        sheet,
        code: &question.code,
        label: question.label.clone(),
        hint: question.hint.clone(),
        note: (!question.required).then(|| told::optional(sheet.view())),
        hide_label: alone,
    };
    match &question.kind {
        QuestionKind::Member(who) => member(asked, question, who),
        QuestionKind::Area { level } => place(asked, *level),
        QuestionKind::Codes { list, only, differs_from, .. } => {
            codes(asked, *list, only, differs_from.is_some())
        }
        QuestionKind::Options { options } => {
            let rows: Vec<_> = options
                .iter()
                .map(|opt| ChoiceOption {
                    value: opt.code.clone(),
                    label: opt.label.clone(),
                    hint: opt.hint.clone(),
                    waits: false,
                })
                .collect();
            let pair = are_two_short_words(&rows);
            choices(asked, rows, pair)
        }
        QuestionKind::YesNo => choices(
            asked,
            vec![ChoiceOption::new("yes", common.yes), ChoiceOption::new("no", common.no)],
            true,
        ),
        QuestionKind::NewName | QuestionKind::Name => {
            line(asked, Line { kind: InputKind::Name, max: Some(60), ..Line::default() })
        }
        QuestionKind::Text { max, lines: 0 | 1 } => line(asked, Line { max: Some(*max), ..Line::default() }),
        QuestionKind::Text { max, lines } => area(asked, *max, *lines),
        QuestionKind::Date { .. } => date(asked, common),
        QuestionKind::Time => {
            line(asked, Line { kind: InputKind::Digits, width: Width::W6, max: Some(5), after: None })
        }
        // Room for the spaces people type between groups of figures.
        QuestionKind::Nik => {
            line(asked, Line { kind: InputKind::Digits, width: Width::W16, max: Some(24), after: None })
        }
        QuestionKind::Number { unit, .. } => {
            line(asked, Line { kind: InputKind::Digits, width: Width::W6, max: Some(9), after: unit.clone() })
        }
    }
}

/// "Ya" and "Tidak" stand side by side.
fn are_two_short_words(rows: &[ChoiceOption]) -> bool {
    rows.len() == 2 && rows.iter().all(|row| row.hint.is_none() && row.label.chars().count() <= SHORT)
}

/// What was answered, when it may not change.
fn fact(sheet: &Sheet, question: &Question<String>) -> AnyView {
    let view = sheet.view();
    let value = domain::parse_answer(question, &view.answers, &view.context).ok().flatten();
    let value = value.map(|value| question.display(&value, view.language, &view.context)).unwrap_or_default();
    let fact = Fact { label: question.label.clone(), value, ..Fact::default() };
    view! { <SummaryList facts=vec![fact] /> }.into_any()
}

fn choices(asked: Asked<'_>, options: Vec<ChoiceOption>, pair: bool) -> AnyView {
    let Asked { sheet, code, label, hint, note, hide_label } = asked;
    view! {
        <Choices
            name=code
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            options=options
            pair=pair
            value=sheet.answer(code)
            error=sheet.error(code)
        />
    }
    .into_any()
}

/// Members who may be chosen, with relation, age and masked NIK. Who may not after what was answered waits hidden.
fn member(asked: Asked<'_>, question: &Question<String>, who: &Who) -> AnyView {
    let (view, live) = (asked.sheet.view(), asked.sheet.live());
    let row = |member: &MemberView| {
        let relation = member.elements.get(&Element::Relation);
        let relation = relation.map(|code| Element::Relation.display(code, view.language));
        let nik = Some(member.nik_masked.as_str()).filter(|nik| !nik.is_empty());
        let parts = [relation, age(member, view), nik.map(|nik| ["NIK ", nik].concat())];
        let hint = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        ChoiceOption {
            value: member.id.to_string(),
            label: member.name.clone(),
            hint: (!hint.is_empty()).then_some(hint),
            waits: !question.offers(member, live, &view.context),
        }
    };
    let members = view.context.members.iter().filter(|member| who.fits(member, &view.context));
    let rows: Vec<_> = members.map(row).collect();
    let nobody = rows.iter().all(|row| row.waits).then(|| {
        let words = asked.sheet.words();
        view! {
            <Notice tone=Tone::Warn>
                <p>{words.no_member}</p>
                <p>
                    <a href=routes::CARD>{words.to_card}</a>
                </p>
            </Notice>
        }
    });
    let choices = (!rows.is_empty()).then(|| choices(asked, rows, false));
    (nobody, choices).into_any()
}

/// "41 tahun".
fn age(member: &MemberView, view: &StepView) -> Option<String> {
    let born = domain::date::from_iso(member.elements.get(&Element::BirthDate)?)?;
    Some(years(domain::age_on(born, view.context.today), view.language))
}

/// A place, with its state among the answers: what was looked for, how far the lists have come.
fn place(asked: Asked<'_>, level: AreaLevel) -> AnyView {
    let Asked { sheet, code, label, hint, .. } = asked;
    let Some(service) = use_context::<Arc<Service>>() else { return ().into_any() };
    let assets = use_context::<Assets>().unwrap_or_default();
    let words = Area::of(sheet.language());
    let names = Names::Question(code.to_owned());
    let typed = Typed(names.read(|input| sheet.answer(input)));
    let usual = if level == AreaLevel::Regency { words.regency_hint } else { words.hint };
    let error = |field: &str| Signal::stored(if field == "area" { sheet.error(code) } else { None });
    let place = Place {
        areas: service.areas(),
        names,
        level: level_of(level),
        label,
        hint: hint.unwrap_or_else(|| usual.to_owned()),
        module: Some(assets.url("area.js")),
        error: &error,
        language: sheet.language(),
    };
    part(&place, &typed)
}

fn codes(asked: Asked<'_>, list: CodeList, only: &[String], differs: bool) -> AnyView {
    let Asked { sheet, code, label, hint, note, hide_label } = asked;
    let was = differs.then(|| present(sheet, code));
    let entries = list.common_first().into_iter();
    let today = sheet.view().context.today;
    let entries = entries.filter(|entry| only.is_empty() || only.iter().any(|code| code == entry.code));
    let entries = entries.filter(|entry| entry.is_valid(today));
    let rows: Vec<_> =
        entries.map(|entry| ChoiceOption::new(entry.code, entry.label(sheet.language()))).collect();
    let most = if code_in_file(code) == code { MOST_ROWS } else { MOST_ROWS_EACH };
    if rows.len() <= most {
        let pair = rows.len() == 2;
        return (was, choices(Asked { sheet, code, label, hint, note, hide_label }, rows, pair)).into_any();
    }
    let typing = (rows.len() >= LONG).then(|| typing(sheet.language()));
    view! {
        {was}
        <Select
            name=code
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            empty=Common::of(sheet.language()).choose_one.to_owned()
            typing=typing
            options=rows
            value=begun(sheet, code)
            error=sheet.error(code)
        />
    }
    .into_any()
}

/// What the module for long lists says.
fn typing(language: Language) -> Typing {
    let (words, assets) = (Area::of(language), use_context::<Assets>().unwrap_or_default());
    Typing {
        module: assets.url("pick.js"),
        some: words.suggested.to_owned(),
        none: words.suggested_none.to_owned(),
    }
}

/// What was answered, or what is proposed.
fn begun(sheet: &Sheet, code: &str) -> String {
    let answer = sheet.answer(code);
    if !answer.is_empty() {
        return answer;
    }
    proposed(sheet.view(), sheet.live(), code).unwrap_or_default().to_owned()
}

/// "Semula: SLTA/sederajat", of the member chosen before: one line a member, so that the script need know no labels.
fn present(sheet: &Sheet, code: &str) -> AnyView {
    let (view, word) = (sheet.view(), sheet.words().now_is);
    let Some((member, element)) = compared(view, code) else { return ().into_any() };
    let chosen = sheet.live().text(member);
    let line = |member: &MemberView| {
        let id = member.id.to_string();
        let value = element.display(member.elements.get(&element)?, view.language);
        let hidden = id != chosen;
        Some(view! {
            <p class="muted" data-was=code.to_owned() data-of=id hidden=hidden>
                {word}": "<b>{value}</b>
            </p>
        })
    };
    view.context.members.iter().filter_map(line).collect_view().into_any()
}

#[derive(Default)]
struct Line {
    kind: InputKind,
    width: Width,
    max: Option<u16>,
    after: Option<String>,
}

fn line(asked: Asked<'_>, line: Line) -> AnyView {
    let Asked { sheet, code, label, hint, note, hide_label } = asked;
    view! {
        <TextField
            name=code
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            value=sheet.answer(code)
            error=sheet.error(code)
            kind=line.kind
            width=line.width
            max=line.max
            after=line.after
        />
    }
    .into_any()
}

fn area(asked: Asked<'_>, max: u16, lines: u8) -> AnyView {
    let Asked { sheet, code, label, hint, note, hide_label } = asked;
    view! {
        <TextArea
            name=code
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            value=sheet.answer(code)
            error=sheet.error(code)
            lines=lines
            max=Some(max)
        />
    }
    .into_any()
}

fn date(asked: Asked<'_>, common: Common) -> AnyView {
    let Asked { sheet, code, label, hint, note, hide_label } = asked;
    let words = DateWords {
        day: common.day.to_owned(),
        month: common.month.to_owned(),
        year: common.year.to_owned(),
    };
    let part = |part: &str| sheet.answer(&[code, ".", part].concat());
    view! {
        <DateField
            name=code
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            words=words
            day=part("day")
            month=part("month")
            year=part("year")
            error=sheet.error(code)
        />
    }
    .into_any()
}
