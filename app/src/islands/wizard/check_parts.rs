//! The sheets of the last look: changes, answers by step, documents.
use super::{
    slot::{format_of, thumb},
    writing::Writing,
};
use crate::{
    routes,
    text::{Common, Wizard, element},
    ui::{
        card::Card,
        document_row::{DocumentRow, Documents},
        summary_list::{ChangeWords, Fact, SummaryList},
        tone::Tone,
    },
};
use domain::{Change, ChangeSubject, DOCUMENTS, Slot, Words, words_for_bytes};
use leptos::prelude::*;

/// "Ubah", to a step and back.
fn change_link(writing: Writing, step: &str, name: &str) -> Option<AnyView> {
    // In a correction only what is on the way may change.
    writing.way().stop(step)?;
    let word = Common::of(writing.language).change;
    let (href, name) = (routes::step_from_check(writing.draft, step), name.to_owned());
    Some(view! { <a href=href>{word}<span class="vh">" "{name}</span></a> }.into_any())
}

/// Every answer, step by step.
pub fn facts(writing: Writing) -> Vec<AnyView> {
    let left_out = Wizard::of(writing.language).left_out;
    let facts = writing.with_view(|view| {
        domain::facts(&view.procedure, &writing.answers.read(), &view.context, view.language)
    });
    let steps = writing.with_view(|view| {
        view.procedure.steps.iter().map(|step| (step.code.clone(), step.short.clone())).collect::<Vec<_>>()
    });
    let sheet = |(step, name): (String, String)| {
        let of_step = facts.iter().filter(|fact| fact.step == step);
        let lines: Vec<Fact> = of_step
            .map(|fact| Fact {
                label: fact.label.clone(),
                value: if fact.value.is_empty() { left_out.to_owned() } else { fact.value.clone() },
                ..Fact::default()
            })
            .collect();
        (!lines.is_empty()).then(|| {
            let (code, spoken) = (step.clone(), name.clone());
            view! {
                <Card title=name aside=move || change_link(writing, &code, &spoken)>
                    <SummaryList facts=lines />
                </Card>
            }
            .into_any()
        })
    };
    steps.into_iter().filter_map(sheet).collect()
}

/// Semula -> menjadi.
pub fn changes(writing: Writing) -> Option<AnyView> {
    let words = Wizard::of(writing.language);
    let common = Common::of(writing.language);
    let changes = writing.with_view(|view| {
        // One language is here: the rule wants both, so it gets the same words twice.
        let procedure = view.procedure.map(&|text: &String| Words::new(text.clone(), text.clone()));
        domain::propose(&procedure, &writing.answers.read(), &view.context).unwrap_or_default()
    });
    let lines: Vec<Fact> = changes.into_iter().map(|change| line(writing, change)).collect();
    let said = ChangeWords { was: common.was.to_owned(), will: common.will.to_owned() };
    (!lines.is_empty()).then(|| {
        view! {
            <Card title=words.changes.to_owned()>
                <SummaryList facts=lines words=said />
            </Card>
        }
        .into_any()
    })
}

fn line(writing: Writing, change: Change) -> Fact {
    let words = Wizard::of(writing.language);
    let name = element(change.element, writing.language);
    let shown = |value: &str| change.element.display(value, writing.language);
    let who = match change.subject {
        ChangeSubject::Member(_, name) => name,
        ChangeSubject::NewMember => words.new_member.to_owned(),
        ChangeSubject::Card => words.the_card.to_owned(),
    };
    let basis = change.basis.map(|basis| {
        let number = basis.number.map(|number| [" ", &number].concat()).unwrap_or_default();
        let date = basis.date.map(|date| [", ", &domain::date::in_words(date, writing.language)].concat());
        [basis.label.get(writing.language), &number, &date.unwrap_or_default()].concat()
    });
    // The evidence of a new member is the same for each element: told once, with the name.
    let new = change.was.is_none() && change.element != domain::Element::Name;
    Fact {
        label: [name, " · ", &who].concat(),
        was: change.was.as_deref().map(shown),
        value: shown(&change.will),
        quote: basis.filter(|_| !new),
        ..Fact::default()
    }
}

/// The documents, by slot.
pub fn documents(writing: Writing) -> Option<AnyView> {
    let words = Wizard::of(writing.language);
    let slots: Vec<Slot<String>> = writing.with_view(|view| {
        domain::needed_slots(&view.procedure, &writing.answers.read(), &view.context)
            .into_iter()
            .cloned()
            .collect()
    });
    if slots.is_empty() {
        return None;
    }
    let rows = slots.into_iter().map(|slot| rows(writing, slot)).collect_view();
    let aside = move || change_link(writing, DOCUMENTS, words.documents);
    Some(
        view! {
            <Card title=words.documents.to_owned() aside=aside>
                <Documents>{rows}</Documents>
            </Card>
        }
        .into_any(),
    )
}

fn rows(writing: Writing, slot: Slot<String>) -> Vec<AnyView> {
    let words = Wizard::of(writing.language);
    let files = writing.files_in(&slot.code);
    if files.is_empty() {
        let brought = slot.bring_original && writing.answers.read().text(&slot.bring_key()) == "yes";
        let (tone, word) =
            if brought { (Tone::Info, words.brought) } else { (Tone::Plain, words.not_uploaded) };
        return vec![
            view! { <DocumentRow title=slot.label detail=String::new() state=Some((tone, word.to_owned())) /> }.into_any(),
        ];
    }
    files
        .into_iter()
        .map(|file| {
            let detail = [&file.name, " · ", &words_for_bytes(file.bytes, writing.language)].concat();
            view! {
                <DocumentRow
                    title=slot.label.clone()
                    detail=detail
                    thumb=thumb(&file)
                    format=format_of(&file)
                    state=Some((Tone::Ok, words.received.to_owned()))
                />
            }
            .into_any()
        })
        .collect()
}
