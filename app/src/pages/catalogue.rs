//! The catalogue as it is in force, for administrators: shown, never changed. It comes from files.
use super::frame::{Page, page};
use crate::{
    routes,
    text::{CataloguePage as Words, Common, condition},
    ui::{card::Card, disclosure::Disclosure, summary_list::SummaryList, tag::Tag, tone::Tone},
    visitor::{service, visitor},
};
use domain::{Condition, Language, Procedure, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::{Actor, CatalogueEntry, Error};

fn administrator(actor: &Actor) -> Result<(), Error> {
    if actor.officer()?.role == Role::Administrator { Ok(()) } else { Err(Error::Forbidden) }
}

fn today() -> domain::Date {
    let service = service();
    service.now().to_offset(service.settings().zone.offset()).date()
}

/// "Versi 2 · bawaan · berlaku sejak 1 Januari 2026".
fn version(entry: &CatalogueEntry, language: Language) -> String {
    let words = Words::of(language);
    let procedure = &entry.procedure;
    let source = match &entry.own_file {
        Some(file) => format!("{} {file}", words.own_file),
        None => words.built_in.to_owned(),
    };
    let day = |day| domain::date::in_words(day, language);
    let until = procedure.effective_to.map_or_else(String::new, |to| format!(" {} {}", words.to, day(to)));
    format!(
        "{} {} · {source} · {} {}{until}",
        words.version,
        procedure.version,
        words.from,
        day(procedure.effective_from)
    )
}

fn tags(entry: &CatalogueEntry, language: Language) -> AnyView {
    let words = Words::of(language);
    let two = service().settings().four_eyes.covers(&entry.procedure.code);
    let two = two.then(|| view! { " "<Tag label=words.two tone=Tone::Info /> });
    let not_now = (!entry.procedure.is_effective(today()))
        .then(|| view! { " "<Tag label=words.not_now tone=Tone::Warn /> });
    view! { {two}{not_now} }.into_any()
}

/// All services.
pub fn list() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let language = visitor.language;
        administrator(&visitor.actor)?;
        let words = Words::of(language);
        let service = service();
        let line = |entry: &CatalogueEntry| {
            let href = routes::catalogue_entry(&entry.procedure.code);
            let name = format!("{} {}", entry.procedure.code, entry.procedure.name.get(language));
            view! {
                <li>
                    <a href=href>{name}</a>{tags(entry, language)}
                    <br />
                    <span class="small muted">{version(entry, language)}</span>
                </li>
            }
        };
        let lines = service.catalogue().entries().iter().map(line).collect_view();
        Ok(Page::new(
            words.title,
            view! {
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                <ul class="plain stack">{lines}</ul>
            },
        ))
    })
}

/// One service with everything that its file says.
pub fn one() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        administrator(&visitor.actor)?;
        let service = service();
        let code = code.to_ascii_uppercase();
        let entry = service.catalogue().entries().iter().find(|entry| entry.procedure.code == code);
        let entry = entry.ok_or(Error::NotFound)?;
        let title = format!("{} {}", entry.procedure.code, entry.procedure.name.get(language));
        Ok(Page::new(title.clone(), body(entry, &title, language)))
    })
}

fn body(entry: &CatalogueEntry, title: &str, language: Language) -> AnyView {
    let words = Words::of(language);
    let procedure = entry.procedure.localize(language);
    let line = |label: &str, value: String| crate::pages::account::line(label, value);
    let target = match procedure.target_working_hours {
        0 => words.usual.to_owned(),
        hours => hours.to_string(),
    };
    let mut facts = vec![
        line(words.source, version(entry, language)),
        line(words.hash, hex_of(&entry.hash)),
        line(words.target, target),
        line(words.correction, procedure.correction_days.to_string()),
        line(words.result, procedure.result.clone()),
        line(words.who, procedure.who_may.clone()),
        line(words.basis, procedure.legal_basis.join("; ")),
    ];
    facts.extend(procedure.f102.clone().map(|form| line(words.form, form)));
    let events: Vec<String> = entry
        .procedure
        .events
        .iter()
        .map(|event| format!("{} {}", event.procedure, event.title.get(language)))
        .collect();
    if !events.is_empty() {
        facts.push(line(words.events, events.join("; ")));
    }
    let common = crate::pages::account::change_words(&Common::of(language));
    view! {
        <p><a href=routes::CATALOGUE>{words.back}</a></p>
        <h1>{title.to_owned()}{tags(entry, language)}</h1>
        <p class="lead">{procedure.title.clone()}</p>
        <p>{procedure.description.clone()}</p>
        <p><a href=routes::requirement(&procedure.code)>{words.seen}</a></p>
        <Card><SummaryList facts=facts words=common /></Card>
        <h2 class="section">{words.questions}</h2>
        {steps(&procedure, language)}
        <h2 class="section">{words.documents}</h2>
        {documents(&procedure, language)}
        <h2 class="section">{words.reasons}</h2>
        {reasons(&procedure.code, language)}
    }
    .into_any()
}

fn hex_of(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

fn when(test: &Condition, procedure: &Procedure<String>, language: Language) -> Option<String> {
    let words = Words::of(language);
    (*test != Condition::Always).then(|| format!("{} {}", words.when, condition(test, procedure, language)))
}

fn steps(procedure: &Procedure<String>, language: Language) -> AnyView {
    let words = Words::of(language);
    let step = |step: &domain::Step<String>| {
        let questions = step.questions.iter().map(|question| {
            let optional = (!question.required).then_some(words.optional.to_owned());
            let notes: Vec<String> =
                optional.into_iter().chain(when(&question.when, procedure, language)).collect();
            let notes = (!notes.is_empty())
                .then(|| view! { <br /><span class="small muted">{notes.join(" · ")}</span> });
            view! { <li>{question.label.clone()}{notes}</li> }
        });
        let questions = questions.collect_view();
        let shown =
            when(&step.when, procedure, language).map(|when| view! { <p class="small muted">{when}</p> });
        view! { <Disclosure summary=step.title.clone()>{shown}<ul>{questions}</ul></Disclosure> }
    };
    procedure.steps.iter().map(step).collect_view().into_any()
}

fn documents(procedure: &Procedure<String>, language: Language) -> AnyView {
    let words = Words::of(language);
    let lines = procedure.documents.iter().map(|slot| {
        let mut notes =
            vec![when(&slot.when, procedure, language).unwrap_or_else(|| words.always.to_owned())];
        if !slot.required {
            notes.push(words.optional.to_owned());
        }
        if slot.bring_original {
            notes.push(words.original.to_owned());
        }
        notes.extend(slot.form.clone());
        view! { <li>{slot.label.clone()}<br /><span class="small muted">{notes.join(" · ")}</span></li> }
    });
    view! { <ul>{lines.collect_view()}</ul> }.into_any()
}

fn reasons(code: &str, language: Language) -> AnyView {
    let words = Words::of(language);
    let lines = service()
        .catalogue()
        .reasons_for(code)
        .into_iter()
        .map(|reason| {
            let advice = format!("{}: {}", words.advice, reason.advice.get(language));
            view! { <li>{reason.label.get(language).to_owned()}<br /><span class="small muted">{advice}</span></li> }
        })
        .collect_view();
    view! { <Disclosure summary=words.reasons><ul>{lines}</ul></Disclosure> }.into_any()
}
