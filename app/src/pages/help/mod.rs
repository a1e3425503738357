//! Help for everybody: the questions, found by words or by heading, and the way to the office. Whoever comes from a page
//! of ours is led back to it, from a step of the wizard to the same step.
mod office;
mod question;
mod step;

pub(super) use office::contact;
pub use question::question;

use super::frame::{Page, page};
use crate::{
    routes,
    text::{Help as Words, help_topic},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        disclosure::Disclosure,
        empty_state::EmptyState,
        link_row::{LinkRow, Links},
        text_field::{InputKind, TextField},
    },
    visitor::{service, visitor},
};
use domain::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::{HelpQuestion, HelpTopic};

/// Where somebody comes from, and what is known of what they want.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct From {
    /// A page of ours, or nothing.
    pub(super) place: String,
    /// The number of an incident.
    pub(super) incident: String,
}

impl From {
    /// From the address of this page.
    pub(super) fn read() -> Self {
        let query = use_query_map().get_untracked();
        let place = query.get("dari").unwrap_or_default();
        let incident = query.get("galat").unwrap_or_default();
        let is_incident = incident.len() <= 12 && incident.bytes().all(|sign| sign.is_ascii_alphanumeric());
        Self {
            place: routes::came_from(&place).unwrap_or_default().to_owned(),
            incident: if is_incident { incident } else { String::new() },
        }
    }

    /// An address of the help that takes all of it along.
    pub(super) fn to(&self, address: &str) -> String {
        routes::help_with(address, &[("dari", &self.place), ("galat", &self.incident)])
    }

    /// Asking the office, about a question that did not help.
    pub(super) fn ask(&self, topic: &str) -> String {
        let known = [("dari", self.place.as_str()), ("galat", &self.incident), ("soal", topic)];
        routes::help_with(routes::HELP_ASK, &known)
    }

    /// The way back.
    pub(super) fn back(&self, language: Language) -> Option<AnyView> {
        let words = Words::of(language);
        let place = self.place.clone();
        if place.is_empty() {
            return None;
        }
        let step = routes::step_of(&place).is_some();
        let label = if step { words.back_to_step } else { words.back_to_page };
        let kept = step.then(|| view! { <span class="small muted">{words.back_kept}</span> });
        Some(view! { <p class="cluster"><LinkButton label=label href=place kind=ButtonKind::Ghost small=true />{kept}</p> }.into_any())
    }

    fn hidden(&self) -> AnyView {
        let field = |name: &'static str, value: &str| {
            let value = value.to_owned();
            (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value /> })
        };
        view! { {field("dari", &self.place)}{field("galat", &self.incident)} }.into_any()
    }
}

/// The help.
pub fn help() -> impl IntoView {
    let typed = use_query_map().with_untracked(|query| query.get("q")).unwrap_or_default();
    let from = From::read();
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let typed: String = typed.trim().chars().take(100).collect();
        let service = service();
        let step = if typed.is_empty() { step::about(&visitor, &from).await } else { None };
        let list = if typed.is_empty() {
            let all = by_topic(service.help().questions(), &from, language);
            // Whoever comes from a step has the questions that concern it already.
            if step.is_some() {
                view! { <Disclosure summary=words.all>{all}</Disclosure> }.into_any()
            } else {
                all
            }
        } else {
            found(&typed, &service.help().search(&typed, language), &from, language)
        };
        let incident = (!from.incident.is_empty()).then(|| {
            view! { <p>{words.incident}" "<b class="num">{from.incident.clone()}</b>". "{words.incident_text}</p> }
        });
        Ok(Page::new(
            words.title,
            view! {
                {from.back(language)}
                <h1>{words.title}</h1>
                {incident}
                <form method="get" action=routes::HELP role="search">
                    {from.hidden()}
                    <TextField name="q" label=words.search hint=words.search_hint.to_owned() value=typed kind=InputKind::Search max=Some(100) />
                    <Button label=words.search_act kind=ButtonKind::Ghost small=true />
                </form>
                {step}
                {list}
                {ask(&from, "", language)}
                {contact(language)}
            },
        ))
    })
}

/// The way to the office, for who found nothing.
pub(super) fn ask(from: &From, topic: &str, language: Language) -> AnyView {
    let words = Words::of(language);
    view! {
        <h2 class="section">{words.not_helped}</h2>
        <p class="cluster">
            <LinkButton label=words.ask href=from.ask(topic) />
            <a href=routes::HELP_TICKETS>{words.tickets_open}</a>
        </p>
    }
    .into_any()
}

fn row(question: &HelpQuestion, from: &From, language: Language, with_answer: bool) -> AnyView {
    let title = question.ask.get(language).to_owned();
    let href = from.to(&routes::help_question(&question.code));
    let detail = with_answer.then(|| question.paragraphs(language).next().unwrap_or_default().to_owned());
    view! { <LinkRow href=href title=title detail=detail tag=None /> }.into_any()
}

/// What fits, with how each answer begins.
fn found(typed: &str, questions: &[&HelpQuestion], from: &From, language: Language) -> AnyView {
    let words = Words::of(language);
    if questions.is_empty() {
        let ask = from.ask("");
        return view! {
            <EmptyState title=words.none text=words.none_text>
                <LinkButton label=words.ask href=ask />
            </EmptyState>
            <p><a href=from.to(routes::HELP)>{words.all}</a></p>
        }
        .into_any();
    }
    let rows = questions.iter().map(|question| row(question, from, language, true)).collect_view();
    let count = questions.len();
    let title = format!("{} \u{201c}{typed}\u{201d} ({count})", words.found);
    view! {
        <h2 class="section">{title}</h2>
        <Links>{rows}</Links>
        <p><a href=from.to(routes::HELP)>{words.all}</a></p>
    }
    .into_any()
}

/// All of them as plain links under their headings: the page stays light.
fn by_topic(questions: &[HelpQuestion], from: &From, language: Language) -> AnyView {
    HelpTopic::ALL
        .into_iter()
        .map(|topic| {
            let links = questions
                .iter()
                .filter(|question| question.topic == topic)
                .map(|question| {
                    let href = from.to(&routes::help_question(&question.code));
                    view! { <li><a href=href>{question.ask.get(language).to_owned()}</a></li> }
                })
                .collect_view();
            view! { <h2 class="section">{help_topic(topic, language)}</h2><ul>{links}</ul> }
        })
        .collect_view()
        .into_any()
}
