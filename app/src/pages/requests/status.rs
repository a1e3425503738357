//! One request: the citizen's next act first, reasons in full, then the timeline, then what was sent.
use super::{feedback, progress::timeline, sent::sent, tone};
use crate::{
    api::{appointments::CHOSEN, talk::TALK_FORM},
    flash::Flash,
    pages::{
        account::{change_words, line, unreachable},
        appointment, forms,
        frame::{Page, Script, page_about, page_written},
        results,
        talk::{Side, files, list},
        words_of::FormErrors,
    },
    routes,
    text::{
        Common, Objection, Progress, Requests, Talk, by_when, can_do, day, day_time, status as status_words,
        way_name, who_acts,
    },
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        disclosure::Disclosure,
        notice::Notice,
        summary_list::{Fact, SummaryList},
        tag::Tag,
        text_area::TextArea,
        timeline::Timeline,
        tone::Tone,
    },
    visitor::service,
};
use domain::{Command, Language, Status};
use leptos::prelude::*;
use service::{Conversation, Error, LONGEST_MESSAGE, ObjectionState, ReasonLine, RequestDetail};
use uuid::Uuid;

/// The status of a request; a draft goes on where it was left.
pub fn status() -> impl IntoView {
    page_about(|visitor, id| async move {
        let language = visitor.language;
        match service().request(&visitor.actor, id, language).await {
            Ok(request) => {
                let errors = FormErrors::of(&visitor.take("status").await, language);
                let talk = service().conversation(&visitor.actor, id).await?;
                service().read_messages(&visitor.actor, id).await?;
                let writing = visitor.take(TALK_FORM).await;
                let collecting = service().appointment_case(&visitor.actor, id).await?;
                let said = visitor.take(CHOSEN).await.done;
                let collecting =
                    collecting.map(|case| appointment::card(id, &case, said.as_deref(), language));
                Ok(drawn(request, &errors, (&talk, &writing), collecting, language))
            }
            // Not sent yet: go on writing.
            Err(Error::NotFound) => {
                let place = match service().step_view(&visitor.actor, id, "", language).await {
                    Ok(view) => routes::step(id, &view.journey().next),
                    // Sent in the moment between both looks: no draft any more, and a request now.
                    Err(Error::NotFound) => {
                        service().request(&visitor.actor, id, language).await?;
                        routes::request(id)
                    }
                    Err(error) => return Err(error),
                };
                leptos_axum::redirect(&place);
                Ok(Page::new("", ()))
            }
            Err(error) => Err(error),
        }
    })
}

/// Goes on writing: leads to the step that is next.
pub fn resume() -> impl IntoView {
    page_written(|visitor, id| async move {
        let view = service().step_view(&visitor.actor, id, "", visitor.language).await?;
        let journey = view.journey();
        // In a correction everything is filled in: begin with what was flagged, not with the last look.
        let begin =
            if view.flagged.is_some() { journey.stops.first().map(|stop| stop.step.clone()) } else { None };
        leptos_axum::redirect(&routes::step(id, &begin.unwrap_or(journey.next)));
        Ok(Page::new("", ()))
    })
}

fn drawn(
    request: RequestDetail,
    errors: &FormErrors,
    (talk, writing): (&Conversation, &Flash),
    collecting: Option<AnyView>,
    language: Language,
) -> Page {
    let words = Requests::of(language);
    let id = request.id;
    let title = format!("{}: {}", headline(words, request.status), request.procedure.name);
    let act = next_act(words, &request, language);
    let objected = objected(&request, language);
    let turn = turn(&request, language);
    let troubled = unreachable(&request.unreachable, language);
    let results = results::card(&request.results, service().settings().zone, language);
    let steps = timeline(words, &request, language);
    let (sent, deliveries) = (sent(words, &request, language), deliveries(words, &request, language));
    let (messages, ask) = (messages(talk, language), ask(id, talk, writing, language));
    let forms = forms::card(id, &request.forms, language);
    let thought = request.status.is_end().then(|| feedback::ask(id, request.feedback, errors, language));
    let (number, procedure, status) = (request.number, request.title, request.status);
    let body = view! {
        {errors.summary()}
        <div data-live=id.to_string()>
            <p class="small muted">{words.number}" "<span class="num nowrap">{number}</span></p>
            <h1>{headline(words, status)}</h1>
            <p class="cluster">
                <span>{procedure}</span>
                <Tag label=status_words(status, language) tone=tone(status) />
            </p>
            {act}
            {objected}
            {troubled}
            {results}
            {collecting}
            {turn}
            {messages}
            <Card title=words.progress.to_owned()><Timeline steps=steps /></Card>
            {sent}
            {forms}
            {deliveries}
            {thought}
            <p><a href=routes::receipt(id)>{words.see_receipt}</a></p>
            {may_withdraw(status).then(|| withdraw(words, id))}
        </div>
        {ask}
    };
    Page::new(title, body).with(Script::Live)
}

/// What was written so far; nothing while nobody has.
fn messages(talk: &Conversation, language: Language) -> Option<AnyView> {
    let words = Talk::of(language);
    let list = list(talk, Side::Citizen, service().settings().zone, language);
    (!talk.messages.is_empty()).then(|| view! { <Card title=words.title.to_owned()>{list}</Card> }.into_any())
}

/// The line to the officer. It stands outside the part that is replaced when something happens.
fn ask(id: Uuid, talk: &Conversation, writing: &Flash, language: Language) -> AnyView {
    let words = Talk::of(language);
    let errors = FormErrors::of(writing, language).labelled(&[("text", words.write_citizen)]);
    let said =
        writing.done.is_some().then(|| view! { <Notice tone=Tone::Ok alert=true>{words.sent}</Notice> });
    let body = if talk.may_write {
        view! {
            <form method="post" action=routes::message_upload(id) enctype="multipart/form-data">
                <TextArea
                    name="text"
                    label=words.write_citizen
                    hint=words.write_citizen_hint.to_owned()
                    value=writing.value("text")
                    error=errors.field("text")
                    max=Some(LONGEST_MESSAGE)
                />
                {files(errors.field("files"), language)}
                <Button label=words.send kind=ButtonKind::Ghost />
            </form>
        }
        .into_any()
    } else {
        view! { <p class="muted small">{words.over}</p> }.into_any()
    };
    view! { <div id="pesan">{said}{errors.summary()}{body}</div> }.into_any()
}

fn headline(words: Requests, status: Status) -> &'static str {
    match status {
        Status::Submitted => words.head_submitted,
        Status::InReview | Status::Verified => words.head_in_review,
        Status::NeedsCorrection => words.head_needs_correction,
        Status::Approved => words.head_approved,
        Status::InSiak => words.head_in_siak,
        Status::AwaitingSignature => words.head_awaiting_signature,
        Status::Done => words.head_done,
        Status::Rejected => words.head_rejected,
        Status::Withdrawn => words.head_withdrawn,
        Status::Expired => words.head_expired,
    }
}

/// The reasons in full: what is wrong, what to do, what the officer added.
pub(crate) fn reasons(words: Requests, reasons: &[ReasonLine], language: Language) -> AnyView {
    let note = words.officer_note;
    reasons
        .iter()
        .map(|line| {
            let about = line.about.as_ref().map(|about| format!("{}: ", about.get(language)));
            let own = (!line.note.trim().is_empty())
                .then(|| view! { <p class="small">{note}": “"{line.note.trim().to_owned()}"”"</p> });
            view! {
                <p><b>{about}{line.reason.get(language).to_owned()}</b><br />{line.advice.get(language).to_owned()}</p>
                {own}
            }
        })
        .collect_view()
        .into_any()
}

fn next_act(words: Requests, request: &RequestDetail, language: Language) -> AnyView {
    let id = request.id;
    let zone = service().settings().zone;
    match request.status {
        Status::NeedsCorrection => {
            let told = reasons(words, &request.reasons, language);
            let until = request
                .correction_due_at
                .map(|at| format!("{}: {}", words.repair_until, day(at, zone, language)));
            view! {
                <Notice tone=Tone::Warn title=words.reasons.to_owned()>
                    {told}
                    <p class="small last">{until}</p>
                </Notice>
                <LinkButton label=words.repair_now href=routes::resume(id) wide=true />
            }
            .into_any()
        }
        Status::Rejected => {
            let told = reasons(words, &request.reasons, language);
            view! {
                <Notice tone=Tone::Bad title=words.reasons_rejected.to_owned()>{told}</Notice>
                <LinkButton label=words.new href=routes::NEW_REQUEST kind=ButtonKind::Ghost />
            }
            .into_any()
        }
        Status::Done => match request.result_note.clone() {
            Some(note) => {
                view! { <Notice tone=Tone::Ok title=words.result_note.to_owned()>{note}</Notice> }.into_any()
            }
            None => ().into_any(),
        },
        Status::Submitted
        | Status::InReview
        | Status::Verified
        | Status::Approved
        | Status::InSiak
        | Status::AwaitingSignature => view! { <p class="muted small">{words.live_on}</p> }.into_any(),
        Status::Withdrawn | Status::Expired => {
            view! { <LinkButton label=words.new href=routes::NEW_REQUEST kind=ButtonKind::Ghost /> }
                .into_any()
        }
    }
}

/// That somebody objects and how it ended: neither who nor what.
fn objected(request: &RequestDetail, language: Language) -> Option<AnyView> {
    let words = Objection::of(language);
    let stands = request.objection.as_ref()?;
    let (tone, text) = match stands.state {
        ObjectionState::Open => (Tone::Info, words.owner_open),
        ObjectionState::Upheld => (Tone::Warn, words.owner_upheld),
        ObjectionState::Dismissed => (Tone::Plain, words.owner_dismissed),
        ObjectionState::Withdrawn | ObjectionState::Moot => return None,
    };
    if request.status.is_end() {
        return None;
    }
    let waits = (stands.state == ObjectionState::Open && stands.waits)
        .then(|| view! { <p class="small last">{words.owner_waits}</p> });
    let told = stands.told.clone().map(|told| view! { <p class="letter">{told}</p> });
    Some(
        view! {
            <Notice tone=tone title=words.owner_title.to_owned()><p>{text}</p>{told}{waits}</Notice>
        }
        .into_any(),
    )
}

/// Whose turn it is, what the citizen can do, and by when.
fn turn(request: &RequestDetail, language: Language) -> AnyView {
    let words = Progress::of(language);
    let zone = service().settings().zone;
    let by = by_when(request, zone, language).map(|when| line(words.by, when));
    let facts: Vec<Fact> = [
        line(words.who, who_acts(request.status, language)),
        line(words.can, can_do(request.status, language)),
    ]
    .into_iter()
    .chain(by)
    .collect();
    view! { <Card title=words.now.to_owned()><SummaryList facts=facts words=change_words(&Common::of(language)) /></Card> }
        .into_any()
}

fn deliveries(words: Requests, request: &RequestDetail, language: Language) -> AnyView {
    let zone = service().settings().zone;
    let facts: Vec<Fact> = request
        .deliveries
        .iter()
        .rev()
        .take(6)
        .map(|delivery| {
            let (tone, state) = match delivery.state.as_str() {
                "sent" => (Tone::Ok, words.message_sent),
                "failed" => (Tone::Bad, words.message_failed),
                _ => (Tone::Wait, words.message_waiting),
            };
            Fact {
                tag: Some((tone, state.to_owned())),
                ..line(way_name(delivery.way, language), day_time(delivery.at, zone, language))
            }
        })
        .collect();
    if facts.is_empty() {
        return ().into_any();
    }
    let common = Common::of(language);
    view! {
        <Disclosure summary=words.messages_sent><SummaryList facts=facts words=change_words(&common) /></Disclosure>
    }
    .into_any()
}

fn may_withdraw(status: Status) -> bool {
    domain::allowed(status, domain::ActorKind::Owner).contains(&Command::Withdraw)
}

fn withdraw(words: Requests, id: Uuid) -> AnyView {
    view! {
        <Disclosure summary=words.withdraw>
            <p>{words.withdraw_text}</p>
            <form method="post" action="/api/batalkan">
                <input type="hidden" name="id" value=id.to_string() />
                <Button label=words.withdraw_confirm kind=ButtonKind::Danger />
            </form>
        </Disclosure>
    }
    .into_any()
}
