//! What citizens ask, at the desk: the list by part, and one with its answers.
use super::tone;
use crate::{
    api::help::DESK,
    pages::{
        account::line,
        frame::{Page, Script, page},
        talk::{Side, list as messages},
        words_of::FormErrors,
    },
    routes,
    text::{Common, Talk, Ticket as Words, ago, day_time, ticket_act, ticket_part, ticket_state},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        choice::ChoiceOption,
        link_row::{LinkRow, Links},
        notice::Notice,
        select::Select,
        summary_list::{Fact, SummaryList},
        tag::Tag,
        text_area::TextArea,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::Language;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::{DeskTicket, LONGEST_MESSAGE, TicketPart, TicketRow, TicketState};

/// The list.
pub fn list() -> impl IntoView {
    let part = use_query_map().with_untracked(|query| query.get("bagian")).unwrap_or_default();
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let service = service();
        let part = TicketPart::parse(&part);
        let found = service.tickets(&visitor.actor, part).await?;
        let parts = TicketPart::ALL
            .into_iter()
            .zip(found.counts)
            .map(|(one, count)| {
                let current = (one == part).then_some("page");
                let label = format!("{} ({count})", ticket_part(one, language));
                let label = if one == part {
                    view! { <b>{label}</b> }.into_any()
                } else {
                    view! { {label} }.into_any()
                };
                view! { <a href=routes::desk_tickets(one) aria-current=current>{label}</a> }
            })
            .collect_view();
        let now = service.now();
        let rows = found.rows.iter().map(|row| line_of(row, now, language)).collect_view();
        let none = found.rows.is_empty().then(|| view! { <p class="muted">{words.desk_none}</p> });
        let some = none.is_none();
        let more = found.more.then(|| view! { <p class="muted small">{words.desk_more}</p> });
        Ok(Page::new(
            words.desk_title,
            view! {
                <h1>{words.desk_title}</h1>
                <div data-live="" data-kind="ticket">
                    <nav class="cluster" aria-label=words.desk_parts>{parts}</nav>
                    {none}
                    {some.then(|| view! { <Links>{rows}</Links> })}
                    {more}
                </div>
            },
        )
        .with(Script::Live))
    })
}

fn line_of(row: &TicketRow, now: time::OffsetDateTime, language: Language) -> AnyView {
    let words = Words::of(language);
    let title = if row.excerpt.is_empty() { words.forgotten.to_owned() } else { row.excerpt.clone() };
    let holder = row.held_by.clone().unwrap_or_else(|| words.free.to_owned());
    let detail = format!("{} · {} · {holder}", row.number, ago(row.updated_at, now, language));
    let tag = if row.unread > 0 {
        (Tone::Info, format!("{} {}", row.unread, Talk::of(language).unread))
    } else {
        (tone(row.state), ticket_state(row.state, language).to_owned())
    };
    view! { <LinkRow href=routes::desk_ticket(&row.number) title=title detail=detail tag=Some(tag) /> }
        .into_any()
}

/// One of them.
pub fn one() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number")).unwrap_or_default();
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let service = service();
        let zone = service.settings().zone;
        let ticket = service.desk_ticket(&visitor.actor, &number, !visitor.by_itself).await?;
        let flash = visitor.take(DESK).await;
        let errors = FormErrors::of(&flash, language).labelled(&[("text", words.answer)]);
        let done =
            flash.done.is_some().then(|| view! { <Notice tone=Tone::Ok alert=true>{words.done}</Notice> });
        let talk = messages(&ticket.talk, Side::Office, zone, language);
        let forgotten = (!ticket.talk.may_write).then(|| view! { <p class="muted">{words.forgotten}</p> });
        let answer = ticket
            .talk
            .may_write
            .then(|| answer(&ticket, (flash.value("ready"), flash.value("text")), &errors, language));
        let acts = ticket
            .acts
            .iter()
            .map(|act| {
                let by = act.by.clone().unwrap_or_else(|| who(&act.kind, words).to_owned());
                let at = day_time(act.at, zone, language);
                view! { <li>{ticket_act(&act.kind, language)}<span class="small muted">" · "{by}" · "{at}</span></li> }
            })
            .collect_view();
        let facts = facts(&ticket, language);
        let state = ticket_state(ticket.state, language);
        let talk_title = Talk::of(language).title;
        Ok(Page::new(
            format!("{} {}", words.ticket, ticket.number),
            view! {
                {errors.summary()}
                {done}
                <p class="small"><a href=routes::DESK_HELP>{words.to_list}</a></p>
                <h1>{words.ticket}" "<span class="num nowrap">{ticket.number.clone()}</span></h1>
                <p><Tag label=state.to_owned() tone=tone(ticket.state) /></p>
                <SummaryList facts=facts words=crate::pages::account::change_words(&Common::of(language)) />
                {links(&ticket, language)}
                {buttons(&ticket, words)}
                <Card title=talk_title.to_owned()>
                    <div data-live="" data-kind="ticket">
                        {forgotten}
                        {talk}
                    </div>
                </Card>
                {answer.map(|form| view! { <section class="section">{form}</section> })}
                <Card title=words.acts.to_owned()><ol class="plain">{acts}</ol></Card>
            },
        )
        .with(Script::Live))
    })
}

/// Who did what no officer did.
fn who(kind: &str, words: Words) -> &'static str {
    match kind {
        "ticket_closed" | "ticket_forgotten" => words.by_system,
        _ => words.by_asker,
    }
}

fn facts(ticket: &DeskTicket, language: Language) -> Vec<Fact> {
    let words = Words::of(language);
    let service = service();
    let mut facts = vec![line(words.who, ticket.name.clone().unwrap_or_else(|| words.stranger.to_owned()))];
    if ticket.name.is_none() {
        let to: Vec<&str> = ticket.email.iter().chain(&ticket.phone).map(String::as_str).collect();
        let to = if to.is_empty() { words.no_reach.to_owned() } else { to.join(", ") };
        facts.push(line(words.reach, to));
    }
    facts.push(line(
        words.language,
        if ticket.language == Language::Id { "Bahasa Indonesia" } else { "English" },
    ));
    if !ticket.page.is_empty() {
        facts.push(line(words.page, ticket.page.clone()));
    }
    if !ticket.incident.is_empty() {
        facts.push(line(crate::text::Help::of(language).incident, ticket.incident.clone()));
    }
    if let Some(question) = service.help().question(&ticket.topic) {
        facts.push(line(words.topic, question.ask.get(language)));
    }
    let holder = match (&ticket.held_by, ticket.mine) {
        (_, true) => words.me.to_owned(),
        (Some(name), false) => name.clone(),
        (None, false) => words.free.to_owned(),
    };
    facts.push(line(words.held_by, holder));
    facts
}

/// The ways to the request that is meant.
fn links(ticket: &DeskTicket, language: Language) -> AnyView {
    let words = Words::of(language);
    let own = ticket.request.as_ref().map(|number| {
        view! { <p>{words.about_request}" "<a href=routes::desk_request(number)>{number.clone()}</a></p> }
    });
    let typed = ticket.typed_number.as_ref().map(|number| {
        let shown = if ticket.typed_is_visible {
            view! { <a href=routes::desk_request(number)>{number.clone()}</a> }.into_any()
        } else {
            view! { <span class="num">{number.clone()}</span> }.into_any()
        };
        view! { <p>{words.typed_number}" "{shown}" "<Tag label=words.unproven tone=Tone::Warn /></p> }
    });
    view! { {own}{typed} }.into_any()
}

fn buttons(ticket: &DeskTicket, words: Words) -> AnyView {
    let number = ticket.number.clone();
    let hold = if ticket.mine { ("release", words.release) } else { ("claim", words.claim) };
    let end =
        if ticket.state == TicketState::Closed { ("reopen", words.reopen) } else { ("close", words.close) };
    ticket
        .talk
        .may_write
        .then(|| {
            view! {
                <form method="post" action="/api/petugas/tiket" class="section cluster">
                    <input type="hidden" name="number" value=number />
                    <Button label=hold.1 kind=ButtonKind::Ghost small=true send=("go", hold.0.to_owned()) />
                    <Button label=end.1 kind=ButtonKind::Ghost small=true send=("go", end.0.to_owned()) />
                </form>
            }
        })
        .into_any()
}

fn answer(
    ticket: &DeskTicket,
    (ready, text): (String, String),
    errors: &FormErrors,
    language: Language,
) -> AnyView {
    let (words, talk) = (Words::of(language), Talk::of(language));
    let service = service();
    let options = service.catalogue().answers().iter();
    let options = options
        .map(|answer| ChoiceOption::new(answer.code.clone(), answer.label.get(language).to_owned()))
        .collect::<Vec<_>>();
    view! {
        <form method="post" action="/api/petugas/tiket-jawab" novalidate>
            <input type="hidden" name="number" value=ticket.number.clone() />
            <Select name="ready" label=talk.ready empty=talk.ready_none.to_owned() options=options value=ready />
            <TextArea name="text" label=words.answer hint=words.answer_hint.to_owned() lines=4
                max=Some(LONGEST_MESSAGE) value=text error=errors.field("text") />
            <Button label=words.answer_send />
        </form>
    }
    .into_any()
}
