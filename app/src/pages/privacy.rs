//! The privacy notice. How long documents are kept is what this installation does, not what a page says.
use super::{
    frame::{Page, page},
    help::contact,
};
use crate::{
    routes,
    text::{Common, Privacy},
    visitor::{service, visitor},
};
use leptos::prelude::*;

/// The page.
pub(super) fn privacy() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let language = visitor.language;
        let words = Privacy::of(language);
        let free = Common::of(language).free;
        let service = service();
        let settings = service.settings();
        let documents = |sentence: &str, days: Option<u16>| {
            let long = days.map_or_else(
                || words.long_archive.to_owned(),
                |days| words.long_days.replace("{}", &days.to_string()),
            );
            sentence.replace("{}", &long)
        };
        let list = |lines: Vec<String>| {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <ul>{lines}</ul> }
        };
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let what = [words.what_account, words.what_request, words.what_trace, words.what_office];
        let seen = [words.seen_officers, words.seen_named, words.seen_carriers, words.seen_nobody];
        let mut long = owned(&[words.long_registration, words.long_draft, words.long_result]);
        long.push(documents(words.long_done, settings.retention.done));
        long.push(documents(words.long_refused, settings.retention.refused));
        long.extend(owned(&[words.long_rest, words.long_question, words.long_account]));
        Ok(Page::new(
            words.title,
            view! {
                <h1>{words.title}</h1>
                <p class="lead">{words.lead}</p>
                <p>{words.controller}" "<b>{settings.office_name.clone()}</b>"."</p>
                <h2 class="section">{words.why}</h2>
                <p>{words.why_text}</p>
                <h2 class="section">{words.what}</h2>
                {list(owned(&what))}
                <h2 class="section">{words.seen}</h2>
                {list(owned(&seen))}
                <h2 class="section">{words.kept}</h2>
                <p>{words.kept_text}</p>
                <h2 class="section">{words.long}</h2>
                {list(long)}
                <h2 class="section">{words.rights}</h2>
                <p>{words.rights_text}</p>
                <ul class="plain">
                    <li><a href=routes::ACCOUNT_DATA>{words.rights_data}</a></li>
                    <li><a href=routes::ACCOUNT_ACCESS>{words.rights_access}</a></li>
                </ul>
                <h2 class="section">{words.breach}</h2>
                <p>{words.breach_text}</p>
                {contact(language)}
                <p class="muted">{free}</p>
            },
        ))
    })
}
