//! Requests of others that concern whoever is signed in: the list on the page of one's own, and one of them with what
//! changes about oneself, what one has said against it, and the form to say so.
use crate::{
    api::requests::OBJECTION_FORM,
    flash::Flash,
    pages::{
        account::{change_words, line},
        frame::{Page, page_about},
        words_of::FormErrors,
    },
    routes,
    text::{Common, Objection as Words, day, day_time, element, objection_state},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        disclosure::Disclosure,
        link_row::{LinkRow, Links},
        notice::Notice,
        summary_list::{Fact, SummaryList},
        tag::Tag,
        text_area::TextArea,
        tone::Tone,
    },
    visitor::service,
};
use domain::{Language, Zone};
use leptos::prelude::*;
use service::{ConcernRow, ConcernView, LONGEST_MESSAGE, ObjectionState, OwnObjection};
use uuid::Uuid;

/// How loud a state is.
pub(crate) const fn tone(state: ObjectionState) -> Tone {
    match state {
        ObjectionState::Open => Tone::Info,
        ObjectionState::Upheld => Tone::Ok,
        ObjectionState::Dismissed | ObjectionState::Withdrawn | ObjectionState::Moot => Tone::Plain,
    }
}

/// The list, for the page of one's own requests; nothing while nothing concerns one.
pub(super) fn section(rows: Vec<ConcernRow>, zone: Zone, language: Language) -> Option<AnyView> {
    let words = Words::of(language);
    let row = |row: ConcernRow| {
        let detail = format!("{} · {} {}", row.number, words.sent, day(row.submitted_at, zone, language));
        let tag = row.objection.map(|state| (tone(state), objection_state(state, language).to_owned()));
        view! { <LinkRow href=routes::concern(row.id) title=row.procedure detail=detail tag=tag /> }
    };
    let any = !rows.is_empty();
    let rows = rows.into_iter().map(row).collect_view();
    any.then(|| {
        view! {
            <h2 class="section" id="menyangkut">{words.section}</h2>
            <p class="small muted">{words.section_text}</p>
            <Links>{rows}</Links>
        }
        .into_any()
    })
}

/// One of them.
pub fn concern() -> impl IntoView {
    page_about(|visitor, id| async move {
        let language = visitor.language;
        let view = service().concern(&visitor.actor, id, language).await?;
        let flash = visitor.take(OBJECTION_FORM).await;
        Ok(drawn(&view, &flash, language))
    })
}

fn drawn(view: &ConcernView, flash: &Flash, language: Language) -> Page {
    let words = Words::of(language);
    let zone = service().settings().zone;
    let common = Common::of(language);
    let errors = FormErrors::of(flash, language).labelled(&[("words", words.words)]);
    let said = match flash.done.as_deref() {
        Some("filed") => Some(words.filed),
        Some(_) => Some(words.taken_back),
        None => None,
    };
    let facts = vec![
        line(words.service, view.procedure.clone()),
        line(words.number, view.number.clone()),
        line(words.sent, day(view.submitted_at, zone, language)),
    ];
    let body = view! {
        {errors.summary()}
        {said.map(|said| view! { <Notice tone=Tone::Ok alert=true>{said}</Notice> })}
        <p class="small"><a href=routes::REQUESTS>{Common::of(language).my_requests}</a></p>
        <h1>{words.title}</h1>
        <p class="lead">{words.intro}</p>
        <Card><SummaryList facts=facts words=change_words(&common) /></Card>
        {changes(view, language)}
        {view.objections.iter().map(|own| objection(view.id, own, zone, language)).collect_view()}
        {act(view, flash, &errors, language)}
    };
    Page::new(words.title, body)
}

/// What changes about oneself.
fn changes(view: &ConcernView, language: Language) -> AnyView {
    let words = Words::of(language);
    let facts: Vec<Fact> = view
        .changes
        .iter()
        .map(|change| match &change.values {
            Some((was, will)) => Fact {
                was: Some(was.clone()).filter(|was| !was.is_empty()),
                ..line(element(change.element, language), will.clone())
            },
            None => line(element(change.element, language), words.hidden),
        })
        .collect();
    let list = if facts.is_empty() {
        view! { <p class="last">{words.no_changes}</p> }.into_any()
    } else {
        view! { <SummaryList facts=facts words=change_words(&Common::of(language)) /> }.into_any()
    };
    view! { <Card title=words.changes.to_owned()>{list}</Card> }.into_any()
}

/// What one has said, how it stands, what was answered.
fn objection(id: Uuid, own: &OwnObjection, zone: Zone, language: Language) -> AnyView {
    let words = Words::of(language);
    let answer = own.answer.clone().map(|answer| {
        view! { <p><b>{words.answer}</b></p><p class="letter">{answer}</p> }
    });
    let take_back = (own.state == ObjectionState::Open).then(|| {
        view! {
            <Disclosure summary=words.take_back>
                <p>{words.take_back_text}</p>
                <form method="post" action="/api/keberatan-cabut">
                    <input type="hidden" name="id" value=id.to_string() />
                    <Button label=words.take_back_confirm kind=ButtonKind::Danger small=true />
                </form>
            </Disclosure>
        }
    });
    let filed = day_time(own.filed_at, zone, language);
    let (state, text) = (own.state, own.words.clone());
    view! {
        <Card title=words.yours.to_owned()>
            <p class="cluster">
                <span class="small muted">{filed}</span>
                <Tag label=objection_state(state, language) tone=tone(state) />
            </p>
            <p class="letter">{text}</p>
            {answer}
            {take_back}
        </Card>
    }
    .into_any()
}

/// The form, or why there is none.
fn act(view: &ConcernView, flash: &Flash, errors: &FormErrors, language: Language) -> AnyView {
    let words = Words::of(language);
    let waits = view.objections.iter().any(|own| own.state == ObjectionState::Open);
    if !view.may_object {
        let told = match (waits, view.ended) {
            (true, _) => return ().into_any(),
            (false, true) => words.ended,
            (false, false) => words.too_late,
        };
        return view! { <p class="muted">{told}</p><p><a href=routes::HELP>{words.talk}</a></p> }.into_any();
    }
    view! {
        <section class="section">
            <h2>{words.object}</h2>
            <p>{words.object_text}</p>
            <Notice tone=Tone::Warn><p>{words.guess}" "<a href=routes::HELP>{words.talk}</a></p></Notice>
            <form method="post" action="/api/keberatan" novalidate>
                <input type="hidden" name="id" value=view.id.to_string() />
                <TextArea name="words" label=words.words hint=words.words_hint.to_owned() lines=5
                    max=Some(LONGEST_MESSAGE) value=flash.value("words") error=errors.field("words") />
                <Button label=words.send />
            </form>
        </section>
    }
    .into_any()
}
