//! Pages for everybody: what this is, what one needs, help, privacy.
use super::frame::{Page, page};
use crate::{
    routes,
    text::{Common, Home},
    ui::{
        button::{ButtonKind, LinkButton},
        card::Card,
        disclosure::Disclosure,
        link_row::{LinkRow, Links},
        notice::Notice,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::{Condition, Language, Procedure};
use leptos::prelude::*;
use service::Actor;

fn offered(language: Language) -> Vec<Procedure<String>> {
    let service = service();
    let today = service.today();
    service.catalogue().offered(today).map(|entry| entry.procedure.localize(language)).collect()
}

fn about_minutes(words: &Home, procedure: &Procedure<String>) -> String {
    words.minutes.replace("{}", &procedure.minutes.to_string())
}

/// The front page.
pub fn home() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = Home::of(visitor.language);
        let signed_in = visitor.actor != Actor::Stranger;
        let start = if signed_in { routes::NEW_REQUEST } else { routes::REGISTER };
        let services = offered(visitor.language)
            .into_iter()
            .map(|procedure| {
                let detail = about_minutes(&words, &procedure);
                view! { <LinkRow href=format!("{}#{}", routes::REQUIREMENTS, procedure.code) title=procedure.title detail=detail tag=None /> }
            })
            .collect_view();
        Ok(Page::new(
            words.title,
            view! {
                <h1>{words.title}</h1>
                <p class="lead">{words.lead}</p>
                <div class="cluster">
                    <LinkButton label=words.start href=start />
                    {(!signed_in).then(|| view! { <LinkButton label=words.sign_in href=routes::SIGN_IN kind=ButtonKind::Ghost /> })}
                </div>
                <h2 class="section">{words.how}</h2>
                <ol class="ways">
                    <li>{words.step_1}</li>
                    <li>{words.step_2}</li>
                    <li>{words.step_3}</li>
                    <li>{words.step_4}</li>
                </ol>
                <h2 class="section">{words.services}</h2>
                <Links>{services}</Links>
                <Notice tone=Tone::Info>{words.not_issued}</Notice>
            },
        ))
    })
}

/// What do I need?
pub fn requirements() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = Home::of(visitor.language);
        let cards = offered(visitor.language)
            .into_iter()
            .map(|procedure| requirement(&words, procedure))
            .collect_view();
        Ok(Page::new(
            words.needs_title,
            view! {
                <h1>{words.needs_title}</h1>
                <p class="lead">{words.needs_intro}</p>
                {cards}
            },
        ))
    })
}

fn requirement(words: &Home, procedure: Procedure<String>) -> AnyView {
    let conditional = words.when_needed;
    let documents = procedure
        .documents
        .iter()
        .map(|slot| {
            let sometimes = slot.when != Condition::Always || !slot.required;
            let form = slot.form.clone().map(|form| format!(" ({form})"));
            view! {
                <li>
                    {slot.label.clone()}{form}
                    {sometimes.then(|| view! { <span class="muted small">" · "{conditional}</span> })}
                </li>
            }
        })
        .collect_view();
    let detail = about_minutes(words, &procedure);
    let (needs, who, result, basis) = (words.needs, words.who, words.result, words.basis);
    view! {
        <section id=procedure.code.clone()>
            <Card title=procedure.title>
                <p>{procedure.description}</p>
                <p class="muted small">{detail}</p>
                <h3>{needs}</h3>
                <ul>{documents}</ul>
                <h3>{who}</h3>
                <p>{procedure.who_may}</p>
                <h3>{result}</h3>
                <p>{procedure.result}</p>
                <p class="muted small last">{basis}": "{procedure.legal_basis.join("; ")}</p>
            </Card>
        </section>
    }
    .into_any()
}

/// Help.
pub fn help() -> impl IntoView {
    page(async {
        let words = Home::of(visitor().language);
        let office = service().settings().office_name.clone();
        Ok(Page::new(
            words.help_title,
            view! {
                <h1>{words.help_title}</h1>
                <Disclosure summary=words.help_lost open=true><p>{words.help_lost_text}</p></Disclosure>
                <Disclosure summary=words.help_photo><p>{words.help_photo_text}</p></Disclosure>
                <Disclosure summary=words.help_code><p>{words.help_code_text}</p></Disclosure>
                <Disclosure summary=words.help_office><p>{words.help_office_text}" "{office}</p></Disclosure>
            },
        ))
    })
}

/// The privacy notice.
pub fn privacy() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = Home::of(visitor.language);
        let free = Common::of(visitor.language).free;
        Ok(Page::new(
            words.privacy_title,
            view! {
                <h1>{words.privacy_title}</h1>
                <p>{words.privacy_1}</p>
                <p>{words.privacy_2}</p>
                <p>{words.privacy_3}</p>
                <p>{words.privacy_4}</p>
                <p class="muted">{free}</p>
            },
        ))
    })
}
