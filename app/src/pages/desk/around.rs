//! The three panes with their bar: the queue left, the request in the middle, its documents right.
use super::{case, case::CaseView, foot, keys, over, over::Over, place::Place, stage};
use crate::{
    islands::desk::{LiveQueue, places},
    pages::frame::other_language,
    routes,
    text::{Assist, Common, CounterDay, Desk as Words, Figures, Ticket},
    ui::{
        desk::{Desk, DeskPane, DeskWords},
        empty_state::EmptyState,
        mark::Mark,
        shell::{Nav, NavLink},
    },
    visitor::{Visitor, service},
};
use domain::{Language, Role};
use leptos::prelude::*;

fn names(title: String, language: Language) -> DeskWords {
    let words = Words::of(language);
    DeskWords {
        title,
        tabs: words.parts.to_owned(),
        queue: words.queue.to_owned(),
        case: words.case.to_owned(),
        document: words.papers.to_owned(),
    }
}

fn bar(visitor: &Visitor, on_queue: bool) -> AnyView {
    let common = Common::of(visitor.language);
    let demo = service().settings().demonstration.then(|| view! { <p class="demo">{common.demo}</p> });
    let account = visitor.actor.officer().map_or(common.account, |officer| &officer.name).to_owned();
    let queue = NavLink::new(common.queue, routes::QUEUE).current(on_queue);
    let mut tabs = vec![queue, NavLink::new(common.inbox, routes::INBOX)];
    if visitor.actor.officer().is_ok_and(|officer| officer.role != Role::Administrator) {
        tabs.push(NavLink::new(Ticket::of(visitor.language).desk_link, routes::DESK_HELP));
    }
    if visitor.actor.officer().is_ok_and(|officer| officer.role == Role::Administrator) {
        let more = crate::pages::frame::office_tabs(visitor.language);
        tabs.extend(more.map(|(label, href)| NavLink::new(label, href)));
    } else {
        tabs.push(NavLink::new(CounterDay::of(visitor.language).link, routes::COUNTER_DAY));
        tabs.push(NavLink::new(Assist::of(visitor.language).link, routes::ASSIST));
    }
    if visitor.actor.officer().is_ok_and(|officer| officer.role == Role::Supervisor) {
        tabs.push(NavLink::new(Figures::of(visitor.language).link, routes::PERFORMANCE));
    }
    let nav = vec![NavLink::new(account, routes::ACCOUNT), other_language(visitor)];
    view! {
        {demo}
        <Mark name=common.desk href=routes::QUEUE />
        <span id=places::DOT role="status"></span>
        <Nav class="bar-tabs" label=common.nav.to_owned() links=tabs />
        <Nav class="bar-nav" label=common.account.to_owned() links=nav />
    }
    .into_any()
}

fn queue_pane(over: &Over, place: &Place, language: Language) -> AnyView {
    let view = over.read.view.clone();
    let words = Words::of(language);
    let open = (!place.number.is_empty()).then(|| place.number.clone());
    let start = place.after.is_some().then(|| {
        let href = routes::queue(&place.filter(), None);
        view! { <a href=href>{words.first_page}</a> }
    });
    let again =
        if open.is_some() { place.case() } else { routes::queue(&place.filter(), place.after.as_deref()) };
    view! {
        <h2 class="vh">{words.queue}</h2>
        {over::section(over, place, language)}
        <LiveQueue view=view language=language after=place.after.clone() open=open />
        <p class="queue-foot">{start} <a href=again>{words.reload}</a></p>
        {keys::list(language)}
    }
    .into_any()
}

/// A view drawn once: panes are asked for once each.
fn once(view: AnyView) -> ViewFn {
    let view = std::sync::Mutex::new(Some(view));
    ViewFn::from(move || view.lock().ok().and_then(|mut view| view.take()))
}

fn skip(language: Language) -> AnyView {
    view! { <a class="skip" href="#isi">{Common::of(language).skip}</a> }.into_any()
}

/// The queue with nothing open.
pub(super) fn nothing_open(visitor: &Visitor, place: &Place, over: &Over) -> AnyView {
    let language = visitor.language;
    let words = Words::of(language);
    let pick = view! {
        <EmptyState title=words.pick_title text=words.pick_text />
    };
    let papers = view! { <p class="pane-empty">{words.papers_empty}</p> };
    view! {
        {skip(language)}
        <Desk
            words=names(words.queue.to_owned(), language)
            pane=DeskPane::Queue
            bar=once(bar(visitor, true))
            queue=once(queue_pane(over, place, language))
            case=once(pick.into_any())
            document=once(papers.into_any())
        />
    }
    .into_any()
}

/// One request open.
pub(super) fn one_open(visitor: &Visitor, view: &CaseView, over: &Over) -> AnyView {
    let language = visitor.language;
    let words = Words::of(language);
    let pane =
        if view.place.document.is_some() && !view.errors.any() { DeskPane::Document } else { DeskPane::Case };
    view! {
        {skip(language)}
        <Desk
            words=names(format!("{} {}", words.case, view.detail.request.number), language)
            pane=pane
            bar=once(bar(visitor, false))
            queue=once(queue_pane(over, &view.place, language))
            case=once(case::pane(view))
            document=once(stage::pane(view))
            foot=once(foot::bar(view))
        />
    }
    .into_any()
}
