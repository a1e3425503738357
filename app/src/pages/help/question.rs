//! One question with its answer, at an address of its own.
use super::{From, ask};
use crate::{
    pages::frame::{Page, page},
    routes,
    text::{Help as Words, help_link},
    ui::button::{ButtonKind, LinkButton},
    visitor::{service, visitor},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::{Error, HelpLink};

/// Other questions that are offered.
const OTHERS: usize = 4;

/// Where a link of an answer leads.
const fn address(link: HelpLink) -> &'static str {
    match link {
        HelpLink::Register => routes::REGISTER,
        HelpLink::SignIn => routes::SIGN_IN,
        HelpLink::Forgot => routes::FORGOT,
        HelpLink::Requests => routes::REQUESTS,
        HelpLink::Requirements => routes::REQUIREMENTS,
        HelpLink::Card => routes::CARD,
        HelpLink::Account => routes::ACCOUNT,
        HelpLink::Devices => routes::ACCOUNT_DEVICES,
        HelpLink::Access => routes::ACCOUNT_ACCESS,
        HelpLink::Data => routes::ACCOUNT_DATA,
        HelpLink::Track => routes::TRACK,
        HelpLink::Verify => routes::VERIFY,
        HelpLink::Offline => routes::OFFLINE,
    }
}

/// The page.
pub fn question() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("question")).unwrap_or_default();
    let from = From::read();
    page(async move {
        let language = visitor().language;
        let words = Words::of(language);
        let service = service();
        let help = service.help();
        let question = help.question(&code).ok_or(Error::NotFound)?;
        let title = question.ask.get(language).to_owned();
        let answer =
            question.paragraphs(language).map(|text| view! { <p>{text.to_owned()}</p> }).collect_view();
        let go = question.link.map(|link| {
            let label = help_link(link, language);
            view! { <p><LinkButton label=label href=address(link) kind=ButtonKind::Ghost small=true /></p> }
        });
        let others = help
            .questions()
            .iter()
            .filter(|other| other.topic == question.topic && other.code != question.code)
            .take(OTHERS)
            .map(|other| {
                let href = from.to(&routes::help_question(&other.code));
                view! { <li><a href=href>{other.ask.get(language).to_owned()}</a></li> }
            })
            .collect_view();
        Ok(Page::new(
            title.clone(),
            view! {
                {from.back(language)}
                <p class="small"><a href=from.to(routes::HELP)>{words.title}</a></p>
                <h1>{title}</h1>
                {answer}
                {go}
                <h2 class="section">{words.others}</h2>
                <ul>{others}</ul>
                {ask(&from, &question.code, language)}
            },
        ))
    })
}
