//! The services of the catalogue by group: for choosing one, and for reading what each needs.
use super::frame::{Page, page};
use crate::{
    routes,
    text::{Home, group_name},
    ui::{
        button::{ButtonKind, LinkButton},
        card::Card,
        link_row::{LinkRow, Links},
    },
    visitor::{service, visitor},
};
use domain::{Condition, Group, Language, Procedure};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::Error;

/// What can be requested today, by group; groups without any are left out.
pub(super) fn by_group(language: Language) -> Vec<(Group, Vec<Procedure<String>>)> {
    let service = service();
    let today = service.today();
    let all: Vec<_> =
        service.catalogue().offered(today).map(|entry| entry.procedure.localize(language)).collect();
    let of = |group| all.iter().filter(|procedure| procedure.group == group).cloned().collect::<Vec<_>>();
    let groups = Group::ALL.into_iter().map(|group| (group, of(group)));
    groups.filter(|(_, procedures)| !procedures.is_empty()).collect()
}

/// "sekitar 5 menit".
pub(super) fn about_minutes(words: &Home, procedure: &Procedure<String>) -> String {
    words.minutes.replace("{}", &procedure.minutes.to_string())
}

/// Every service as a way to go, under its group, with the groups as ways above.
pub(super) fn ways(language: Language, href: fn(&str) -> String) -> AnyView {
    let words = Home::of(language);
    let groups = by_group(language);
    let anchors = groups
        .iter()
        .map(|(group, _)| {
            view! { <a href=format!("#{}", group.as_str())>{group_name(*group, language)}</a> }
        })
        .collect_view();
    let sections = groups
        .into_iter()
        .map(|(group, procedures)| {
            let rows = procedures
                .into_iter()
                .map(|procedure| {
                    let minutes = about_minutes(&words, &procedure);
                    let example = procedure.examples.first().unwrap_or(&procedure.description);
                    let detail = format!("{example} {minutes}");
                    view! { <LinkRow href=href(&procedure.code) title=procedure.title.clone() detail=detail tag=None /> }
                })
                .collect_view();
            view! {
                <h2 class="section" id=group.as_str()>{group_name(group, language)}</h2>
                <Links>{rows}</Links>
            }
        })
        .collect_view();
    view! {
        <nav class="cluster" aria-label=words.groups>{anchors}</nav>
        {sections}
    }
    .into_any()
}

/// What do I need?
pub fn requirements() -> impl IntoView {
    page(async {
        let language = visitor().language;
        let words = Home::of(language);
        Ok(Page::new(
            words.needs_title,
            view! {
                <h1>{words.needs_title}</h1>
                <p class="lead">{words.needs_intro}</p>
                {ways(language, routes::requirement)}
            },
        ))
    })
}

/// What one service needs.
pub fn requirement() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("procedure").unwrap_or_default());
    page(async move {
        let language = visitor().language;
        let words = Home::of(language);
        let service = service();
        let entry =
            service.catalogue().find(&asked.to_uppercase(), service.today()).ok_or(Error::NotFound)?;
        let procedure = entry.procedure.localize(language);
        let begin = routes::start(&procedure.code);
        let examples =
            procedure.examples.iter().map(|example| view! { <li>{example.clone()}</li> }).collect_view();
        let (needed, minutes) = (documents(&procedure, words.when_needed), about_minutes(&words, &procedure));
        let basis = format!("{}: {}", words.basis, procedure.legal_basis.join("; "));
        Ok(Page::new(
            procedure.title.clone(),
            view! {
                <h1>{procedure.title.clone()}</h1>
                <p class="lead">{procedure.description.clone()}</p>
                <ul>{examples}</ul>
                <Card title=words.needs.to_owned()>
                    <ul>{needed}</ul>
                    <p class="muted small last">{minutes}</p>
                </Card>
                <h2 class="section">{words.who}</h2>
                <p>{procedure.who_may.clone()}</p>
                <h2 class="section">{words.result}</h2>
                <p>{procedure.result.clone()}</p>
                <p class="muted small">{basis}</p>
                <div class="cluster">
                    <LinkButton label=words.begin_this href=begin />
                    <LinkButton label=words.other_services href=routes::REQUIREMENTS kind=ButtonKind::Ghost />
                </div>
            },
        ))
    })
}

/// The documents, and which of them only sometimes.
fn documents(procedure: &Procedure<String>, when_needed: &'static str) -> AnyView {
    let row = |slot: &domain::Slot<String>| {
        let sometimes = slot.when != Condition::Always || !slot.required;
        let form = slot.form.as_ref().map(|form| format!(" ({form})"));
        view! {
            <li>
                {slot.label.clone()}{form}
                {sometimes.then(|| view! { <span class="muted small">" · "{when_needed}</span> })}
            </li>
        }
    };
    procedure.documents.iter().map(row).collect_view().into_any()
}
