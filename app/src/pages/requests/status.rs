//! One request: the citizen's next act first, reasons in full, then the timeline, then what was sent.
use super::{feedback, tone};
use crate::{
    api::talk::TALK_FORM,
    flash::Flash,
    pages::{
        account::{change_words, line},
        forms,
        frame::{Page, Script, page},
        results,
        talk::{Side, files, list},
        words_of::FormErrors,
    },
    routes,
    text::{
        Common, Progress, Requests, Talk, Wizard, by_when, can_do, day, day_time, element, event,
        status as status_words, who_acts,
    },
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        disclosure::Disclosure,
        document_row::{DocumentRow, Documents},
        notice::Notice,
        summary_list::{Fact, SummaryList},
        tag::Tag,
        text_area::TextArea,
        timeline::{StepState, Timeline, TimelineStep},
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::{
    Change, ChangeSubject, Command, DocumentView, Labels, Language, MediaType, Status, words_for_bytes,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::{Conversation, Error, LONGEST_MESSAGE, ReasonLine, RequestDetail};
use uuid::Uuid;

/// The status of a request; a draft goes on where it was left.
pub fn status() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    page(async move {
        let visitor = visitor();
        visitor.actor.citizen()?;
        let id: Uuid = asked.parse().map_err(|_| Error::NotFound)?;
        let language = visitor.language;
        match service().request(&visitor.actor, id, language).await {
            Ok(request) => {
                let errors = FormErrors::of(&visitor.take("status").await, language);
                let talk = service().conversation(&visitor.actor, id).await?;
                service().read_messages(&visitor.actor, id).await?;
                let writing = visitor.take(TALK_FORM).await;
                Ok(drawn(request, &errors, (&talk, &writing), language))
            }
            // Not sent yet: go on writing.
            Err(Error::NotFound) => {
                let view = service().step_view(&visitor.actor, id, "", language).await?;
                leptos_axum::redirect(&routes::step(id, &view.journey().next));
                Ok(Page::new("", ()))
            }
            Err(error) => Err(error),
        }
    })
}

/// Goes on writing: leads to the step that is next.
pub fn resume() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    page(async move {
        let visitor = visitor();
        let id: Uuid = asked.parse().map_err(|_| Error::NotFound)?;
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
    language: Language,
) -> Page {
    let words = Requests::of(language);
    let id = request.id;
    let title = format!("{}: {}", headline(words, request.status), request.procedure.name);
    let act = next_act(words, &request, language);
    let turn = turn(&request, language);
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
            {results}
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

fn timeline(words: Requests, request: &RequestDetail, language: Language) -> Vec<TimelineStep> {
    let zone = service().settings().zone;
    let mut steps: Vec<TimelineStep> = Vec::new();
    // What an officer does with files is told when it is ready to be had.
    let told = |line: &&service::EventView| {
        !matches!(line.kind.as_str(), "result_attached" | "result_removed" | "checklist" | "release")
    };
    for line in request.events.iter().filter(told) {
        let title = event(&line.kind, language).to_owned();
        // Being held again by another officer is no news for the citizen.
        if steps.last().is_some_and(|last| last.title == title) {
            continue;
        }
        steps.push(TimelineStep {
            title,
            detail: Some(day_time(line.at, zone, language)),
            state: StepState::Done,
            tone: Tone::Ok,
            spoken: String::new(),
        });
    }
    let ahead = |title: &str, state: StepState, tone: Tone| TimelineStep {
        title: title.to_owned(),
        detail: None,
        state,
        tone,
        spoken: String::new(),
    };
    if let (Some(last), false) = (steps.last_mut(), request.status.is_end()) {
        last.state = StepState::Now;
        last.tone = tone(request.status);
    }
    match request.status {
        Status::NeedsCorrection => {
            if let Some(last) = steps.last_mut() {
                last.state = StepState::Done;
            }
            steps.push(ahead(words.waiting_you, StepState::Now, Tone::Warn));
            steps.push(ahead(words.next_siak, StepState::Ahead, Tone::Plain));
            steps.push(ahead(words.next_done, StepState::Ahead, Tone::Plain));
        }
        Status::Submitted => {
            steps.push(ahead(words.next_review, StepState::Ahead, Tone::Plain));
            steps.push(ahead(words.next_siak, StepState::Ahead, Tone::Plain));
            steps.push(ahead(words.next_done, StepState::Ahead, Tone::Plain));
        }
        Status::InReview | Status::Verified => {
            steps.push(ahead(words.next_siak, StepState::Ahead, Tone::Plain));
            steps.push(ahead(words.next_done, StepState::Ahead, Tone::Plain));
        }
        Status::Approved | Status::InSiak | Status::AwaitingSignature => {
            steps.push(ahead(words.next_done, StepState::Ahead, Tone::Plain));
        }
        Status::Done | Status::Rejected | Status::Withdrawn | Status::Expired => {}
    }
    steps
}

/// A change as a line of a summary list.
pub(crate) fn change_fact(change: &Change, labels: &Labels, language: Language) -> Fact {
    let name = match &change.subject {
        ChangeSubject::Member(_, name) => format!("{name}: "),
        ChangeSubject::NewCard => format!("{}: ", Wizard::of(language).new_card),
        ChangeSubject::NewMember | ChangeSubject::Card => String::new(),
    };
    Fact {
        was: change.was.as_deref().map(|was| labels.display(change.element, was, language)),
        ..line(
            &format!("{name}{}", element(change.element, language)),
            labels.display(change.element, &change.will, language),
        )
    }
}

fn sent(words: Requests, request: &RequestDetail, language: Language) -> AnyView {
    let common = Common::of(language);
    let changes: Vec<Fact> =
        request.changes.iter().map(|change| change_fact(change, &request.labels, language)).collect();
    let facts: Vec<Fact> = request
        .facts
        .iter()
        .filter(|fact| !fact.value.is_empty())
        .map(|fact| line(&fact.label, fact.value.clone()))
        .collect();
    let label =
        |slot: &str| request.procedure.slot(slot).map_or_else(|| slot.to_owned(), |slot| slot.label.clone());
    let mut slots: Vec<&str> = Vec::new();
    for document in &request.documents {
        if !slots.contains(&document.slot.as_str()) {
            slots.push(&document.slot);
        }
    }
    let documents = slots.into_iter().map(|slot| paper(request, slot, &label(slot), language)).collect_view();
    let brought = request
        .bring_original
        .iter()
        .map(|slot| label(slot))
        .map(|title| view! { <DocumentRow title=title detail=words.brought format="–" /> })
        .collect_view();
    let details = (!facts.is_empty()).then(|| {
        view! {
            <Disclosure summary=words.answers><SummaryList facts=facts words=change_words(&common) /></Disclosure>
        }
    });
    view! {
        <Card title=words.what_you_sent.to_owned()>
            <SummaryList facts=changes words=change_words(&common) />
            {details}
            <Documents>{documents}{brought}</Documents>
        </Card>
    }
    .into_any()
}

/// One document, however many photos it is: how many pages, how large, each to be looked at.
fn paper(request: &RequestDetail, slot: &str, label: &str, language: Language) -> Option<AnyView> {
    let mut files: Vec<&DocumentView> = request.documents.iter().filter(|file| file.slot == slot).collect();
    files.sort_by_key(|file| file.position);
    let first = *files.first()?;
    let image = MediaType::parse(&first.media_type).is_some_and(MediaType::is_image);
    let thumb = image.then(|| routes::document_turned(first.id, first.turns));
    let pages: u32 = files.iter().map(|file| file.pages.max(1)).sum();
    let size = words_for_bytes(files.iter().map(|file| file.bytes).sum(), language);
    let detail = if pages > 1 { format!("{pages} {} · {size}", Wizard::of(language).pages) } else { size };
    let show = Common::of(language).show;
    let several = files.len() > 1;
    let links = files.iter().enumerate().map(|(at, file)| {
        let words = if several { format!("{show} {}", at + 1) } else { show.to_owned() };
        view! { <a href=routes::document_turned(file.id, file.turns)>{words}<span class="vh">" "{label.to_owned()}</span></a> }
    });
    let links = links.collect_view();
    Some(
        view! { <DocumentRow title=label.to_owned() detail=detail thumb=thumb format="PDF">{links}</DocumentRow> }
            .into_any(),
    )
}

fn deliveries(words: Requests, request: &RequestDetail, language: Language) -> AnyView {
    let zone = service().settings().zone;
    let facts: Vec<Fact> = request
        .deliveries
        .iter()
        .rev()
        .take(6)
        .map(|delivery| {
            let channel = if delivery.channel == "email" { words.channel_email } else { words.channel_phone };
            let (tone, state) = match delivery.state.as_str() {
                "sent" => (Tone::Ok, words.message_sent),
                "failed" => (Tone::Bad, words.message_failed),
                _ => (Tone::Wait, words.message_waiting),
            };
            Fact {
                tag: Some((tone, state.to_owned())),
                ..line(channel, day_time(delivery.at, zone, language))
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
