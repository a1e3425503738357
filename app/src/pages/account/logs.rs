//! What happened to the account, and who of the office looked at its owner's data.
use crate::{
    pages::frame::{Page, page as framed},
    routes,
    text::{Security, day_time, device_name, found_by_search, looked_at, role_name, security_event},
    ui::{empty_state::EmptyState, pager::Pager},
    visitor::{service, visitor},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::AccessView;

fn before() -> Option<i64> {
    use_query_map().with_untracked(|query| query.get("sebelum").and_then(|before| before.parse().ok()))
}

/// The ways to older and to the newest lines.
fn pager(words: &Security, log: &'static str, at: Option<i64>, older: Option<i64>) -> Option<AnyView> {
    let newest = at.map(|_| (words.newest.to_owned(), log.to_owned()));
    let older = older.map(|before| (words.older.to_owned(), routes::older(log, before)));
    let label = words.log;
    (newest.is_some() || older.is_some())
        .then(|| view! { <Pager label=label before=newest after=older /> }.into_any())
}

/// The security log.
pub fn security() -> impl IntoView {
    let at = before();
    framed(async move {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        let page = service().security_log(&visitor.actor, at).await?;
        let (zone, language) = (service().settings().zone, visitor.language);
        let lines = page
            .lines
            .into_iter()
            .map(|line| {
                let what = security_event(&line.kind, line.is_new_device, language);
                let device = line.device.map(|device| format!(" · {}", device_name(&device, language)));
                view! {
                    <li class="done">
                        <b>{what}</b>
                        <span class="small muted">{day_time(line.at, zone, language)}{device}</span>
                    </li>
                }
            })
            .collect_view();
        Ok(Page::new(
            words.log,
            view! {
                <p><a href=routes::ACCOUNT>{words.back}</a></p>
                <h1>{words.log}</h1>
                <p class="lead">{words.log_intro}</p>
                <ol class="line">{lines}</ol>
                {pager(&words, routes::ACCOUNT_LOG, at, page.older)}
            },
        ))
    })
}

/// "Riwayat akses data saya".
pub fn access() -> impl IntoView {
    let at = before();
    framed(async move {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        let language = visitor.language;
        let page = service().access_log(&visitor.actor, at, language).await?;
        let zone = service().settings().zone;
        let empty = page.lines.is_empty();
        let lines = page
            .lines
            .into_iter()
            .map(|line| {
                let AccessView { what, at, role, office, request, about, found_by } = line;
                let request = request
                    .map(|(id, number)| view! { " "<a class="nowrap" href=routes::request(id)>{number}</a> });
                let found_by = found_by.map(|kind| format!(" · {}", found_by_search(kind, language)));
                let about = about.map(|about| format!(" ({about})"));
                view! {
                    <li class="done">
                        <b>{role_name(role, language)}" "{looked_at(what, language)}{about}</b>
                        <span class="small muted">
                            {day_time(at, zone, language)}" · "{office}{request}{found_by}
                        </span>
                    </li>
                }
            })
            .collect_view();
        Ok(Page::new(
            words.access,
            view! {
                <p><a href=routes::ACCOUNT>{words.back}</a></p>
                <h1>{words.access}</h1>
                <p class="lead">{words.access_intro}</p>
                {if empty {
                    view! { <EmptyState title=words.access_empty text=words.access_empty_text /> }.into_any()
                } else {
                    view! { <ol class="line">{lines}</ol> }.into_any()
                }}
                {pager(&words, routes::ACCOUNT_ACCESS, at, page.older)}
            },
        ))
    })
}
