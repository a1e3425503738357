//! One renderer a kind of question. Labels, hints and choices come from the catalogue.
use super::{reasons, writing::Writing};
use crate::{
    routes,
    text::{Common, Wizard},
    ui::{
        choice::{ChoiceOption, Choices},
        date_field::{DateField, DateWords},
        field::Width,
        notice::Notice,
        select::Select,
        summary_list::{Fact, SummaryList},
        text_area::TextArea,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
};
use domain::{CodeList, Element, ElementOf, Language, Question, QuestionKind};
use leptos::prelude::*;

/// More entries than these are a list to unfold, not rows.
const MOST_ROWS: usize = 12;

/// What every kind needs.
struct Asked {
    writing: Writing,
    code: String,
    label: String,
    hint: Option<String>,
    note: Option<String>,
    hide_label: bool,
}

/// A question with the reasons about it; in a correction what was not flagged is only shown.
pub fn question(writing: Writing, question: &Question<String>, alone: bool) -> AnyView {
    let flags = reasons::of_question(writing, &question.code);
    let field = if writing.may_answer(&question.code) {
        field(writing, question, alone)
    } else {
        fact(writing, question)
    };
    (flags, field).into_any()
}

fn field(writing: Writing, question: &Question<String>, alone: bool) -> AnyView {
    let common = Common::of(writing.language);
    let asked = Asked {
        writing,
        code: question.code.clone(),
        label: question.label.clone(),
        hint: question.hint.clone(),
        note: (!question.required).then(|| ["(", common.optional, ")"].concat()),
        hide_label: alone,
    };
    match &question.kind {
        QuestionKind::Member { relation, sex } => member(asked, relation, sex.as_deref()),
        QuestionKind::Codes { list, only, differs_from } => codes(asked, *list, only, differs_from.clone()),
        QuestionKind::Options { options } => {
            let rows = options
                .iter()
                .map(|opt| ChoiceOption {
                    value: opt.code.clone(),
                    label: opt.label.clone(),
                    hint: opt.hint.clone(),
                })
                .collect();
            choices(asked, rows, false)
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

/// What was answered, when it may not change.
fn fact(writing: Writing, question: &Question<String>) -> AnyView {
    let value = writing.with_view(|view| {
        let answers = writing.answers.read_untracked();
        let value = domain::parse_answer(question, &answers, &view.context).ok().flatten();
        value.map(|value| question.display(&value, view.language, &view.context)).unwrap_or_default()
    });
    let fact = Fact { label: question.label.clone(), value, ..Fact::default() };
    view! { <SummaryList facts=vec![fact] /> }.into_any()
}

/// Keeps what is typed in a control of one name.
fn typed(writing: Writing, name: String) -> Callback<String> {
    Callback::new(move |value: String| writing.type_in(&name, &value))
}

fn choices(asked: Asked, options: Vec<ChoiceOption>, pair: bool) -> AnyView {
    let Asked { writing, code, label, hint, note, hide_label } = asked;
    view! {
        <Choices
            name=code.clone()
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            options=options
            pair=pair
            value=writing.answer(code.clone())
            error=writing.error(code.clone())
            on_input=typed(writing, code)
        />
    }
    .into_any()
}

fn member(asked: Asked, relation: &[String], sex: Option<&str>) -> AnyView {
    let writing = asked.writing;
    let rows = writing.with_view(|view| {
        let fitting = view.context.members.iter().filter(|member| member.fits(relation, sex));
        let row = |member: &domain::MemberView| {
            let relation = member.elements.get(&Element::Relation);
            let relation =
                relation.map(|code| Element::Relation.display(code, view.language)).unwrap_or_default();
            let hint = match (relation.as_str(), member.nik_masked.as_str()) {
                (relation, "") => relation.to_owned(),
                ("", nik) => ["NIK ", nik].concat(),
                (relation, nik) => [relation, " · NIK ", nik].concat(),
            };
            ChoiceOption {
                value: member.id.to_string(),
                label: member.name.clone(),
                hint: (!hint.is_empty()).then_some(hint),
            }
        };
        fitting.map(row).collect::<Vec<_>>()
    });
    if rows.is_empty() {
        let words = Wizard::of(writing.language);
        return view! {
            <Notice tone=Tone::Warn>
                <p>{words.no_member}</p>
                <p><a href=routes::CARD>{words.to_card}</a></p>
            </Notice>
        }
        .into_any();
    }
    choices(asked, rows, false)
}

fn codes(asked: Asked, list: CodeList, only: &[String], differs_from: Option<ElementOf>) -> AnyView {
    let Asked { writing, code, label, hint, note, hide_label } = asked;
    let language = writing.language;
    let was = differs_from.map(|of| present(writing, of));
    let entries = list
        .common_first()
        .into_iter()
        .filter(|entry| only.is_empty() || only.iter().any(|code| code == entry.code));
    let rows: Vec<_> = entries.map(|entry| ChoiceOption::new(entry.code, entry.label(language))).collect();
    if rows.len() <= MOST_ROWS {
        let pair = rows.len() == 2;
        return (was, choices(Asked { writing, code, label, hint, note, hide_label }, rows, pair)).into_any();
    }
    view! {
        {was}
        <Select
            name=code.clone()
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            empty=Common::of(language).choose_one.to_owned()
            options=rows
            value=writing.answer(code.clone())
            error=writing.error(code.clone())
            on_input=typed(writing, code)
        />
    }
    .into_any()
}

/// "Semula: SLTA/sederajat", of the member chosen before.
fn present(writing: Writing, of: ElementOf) -> impl IntoView {
    let language: Language = writing.language;
    let word = Wizard::of(language).now_is;
    move || {
        let answers = writing.answers.read();
        writing.with_view(|view| {
            let member = view.context.member(answers.text(&of.member))?;
            let shown = of.element.display(member.elements.get(&of.element)?, language);
            Some(view! { <p class="muted">{word}": "<b>{shown}</b></p> })
        })
    }
}

#[derive(Default)]
struct Line {
    kind: InputKind,
    width: Width,
    max: Option<u16>,
    after: Option<String>,
}

fn line(asked: Asked, line: Line) -> AnyView {
    let Asked { writing, code, label, hint, note, hide_label } = asked;
    view! {
        <TextField
            name=code.clone()
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            value=writing.answer(code.clone())
            error=writing.error(code.clone())
            kind=line.kind
            width=line.width
            max=line.max
            after=line.after
            on_input=typed(writing, code)
        />
    }
    .into_any()
}

fn area(asked: Asked, max: u16, lines: u8) -> AnyView {
    let Asked { writing, code, label, hint, note, hide_label } = asked;
    view! {
        <TextArea
            name=code.clone()
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            value=writing.answer(code.clone())
            error=writing.error(code.clone())
            lines=lines
            max=Some(max)
            on_input=typed(writing, code)
        />
    }
    .into_any()
}

fn date(asked: Asked, common: Common) -> AnyView {
    let Asked { writing, code, label, hint, note, hide_label } = asked;
    let words = DateWords {
        day: common.day.to_owned(),
        month: common.month.to_owned(),
        year: common.year.to_owned(),
    };
    let part = |part: &str| writing.answer([&code, ".", part].concat());
    let (day, month, year) = (part("day"), part("month"), part("year"));
    view! {
        <DateField
            name=code.clone()
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            words=words
            day=day
            month=month
            year=year
            error=writing.error(code)
            on_input=Callback::new(move |(name, value): (String, String)| writing.type_in(&name, &value))
        />
    }
    .into_any()
}
