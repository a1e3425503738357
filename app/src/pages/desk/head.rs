//! The head of a request: who asks for what since when, and what an officer must know before judging.
use super::case::CaseView;
use crate::{
    routes,
    text::{
        Assist, StatusTone, day, day_time, duplicate, eyes as eyes_of, finding, status, status_tone,
        unlink_reason,
    },
    ui::{
        button::{Button, ButtonKind},
        choice::ChoiceOption,
        disclosure::Disclosure,
        notice::Notice,
        select::Select,
        tag::Tag,
        tone::Tone,
    },
};
use domain::{ActorKind, Finding, Severity};
use leptos::prelude::*;
use service::{Duplicate, Eyes, UnlinkReason};

/// The tone of a tag for a status.
pub(super) fn tone(tone: StatusTone) -> Tone {
    match tone {
        StatusTone::Info => Tone::Info,
        StatusTone::Ok => Tone::Ok,
        StatusTone::Warn => Tone::Warn,
        StatusTone::Bad => Tone::Bad,
        StatusTone::Plain => Tone::Wait,
    }
}

/// Number, card, when, by whom; the procedure; tags.
pub(super) fn header(view: &CaseView) -> AnyView {
    let (words, language, detail) = (view.words(), view.language, &view.detail);
    let request = &detail.request;
    let sent = day_time(request.submitted_at, view.zone, language);
    let line = format!(
        "{} · {} {} · {} {sent} {} {}",
        request.number, words.card, detail.kk_number, words.sent, words.by, detail.applicant
    );
    let due =
        format!("{} {} · {} {}", words.due, day(request.due_at, view.zone, language), words.nik, detail.nik);
    let linked = if detail.linked { (Tone::Ok, words.linked) } else { (Tone::Warn, words.unlinked) };
    let changed = detail.changed_answers.len() + detail.new_documents.len();
    let corrected = (changed > 0)
        .then(|| view! { <Tag label=format!("{changed} {}", words.corrected_count) tone=Tone::Info /> });
    let until = request.correction_due_at.map(|until| {
        let words = format!("{} {}", words.to_correct_until, day(until, view.zone, language));
        view! { <p class="small">{words}</p> }
    });
    view! {
        <p class="small muted num">{line}</p>
        <h2 class="title">{request.title.clone()}</h2>
        <p class="cluster">
            <Tag label=status(request.status, language) tone=tone(status_tone(request.status)) />
            <Tag label=linked.1 tone=linked.0 />
            {corrected}
        </p>
        <p class="small muted num">{due}</p>
        {until}
        {helped(view)}
        {two_officers(view)}
    }
    .into_any()
}

/// That officers helped to fill it in, who, and that whoever did does not decide it.
fn helped(view: &CaseView) -> Option<AnyView> {
    let detail = &view.detail;
    let words = Assist::of(view.language);
    (!detail.helpers.is_empty()).then(|| {
        let names = detail.helpers.join(", ");
        let (tone, mine) =
            if detail.helped_by_me { (Tone::Warn, Some(words.desk_me)) } else { (Tone::Info, None) };
        let mine = mine.map(|mine| view! { <p>{mine}</p> });
        view! { <Notice tone=tone title=words.desk_title.to_owned()><p>{names}</p>{mine}</Notice> }.into_any()
    })
}

/// Where two officers must look: who has verified, and why this one may or may not approve.
fn two_officers(view: &CaseView) -> Option<AnyView> {
    let eyes = view.detail.eyes.as_ref()?;
    let (title, text) = eyes_of(eyes, view.language);
    let tone = if *eyes == Eyes::Mine { Tone::Warn } else { Tone::Info };
    Some(view! { <Notice tone=tone title=title.to_owned()><p>{text}</p></Notice> }.into_any())
}

/// What is odd: a NIK of two accounts, other open requests of the card, the family.
pub(super) fn warnings(view: &CaseView) -> AnyView {
    let (words, detail) = (view.words(), &view.detail);
    let contested = detail.contested.then(|| {
        let settle = settle(view);
        view! {
            <Notice tone=Tone::Bad title=words.contested_title.to_owned()>
                <p>{words.contested_text}</p>
                {settle}
            </Notice>
        }
    });
    let siblings = (!detail.siblings.is_empty()).then(|| {
        let links = detail.siblings.iter().enumerate().map(|(place, number)| {
            let href = routes::desk_request_beside(number, &view.place.filter(), None);
            view! { {if place == 0 { " " } else { ", " }}<a href=href>{number.clone()}</a> }
        });
        let links = links.collect_view();
        view! { <Notice tone=Tone::Warn><p>{words.sibling} {links}</p></Notice> }
    });
    let twice = (!detail.duplicates.is_empty()).then(|| {
        let lines = detail.duplicates.iter().map(|found| twice(view, found)).collect_view();
        view! { <Notice tone=Tone::Warn title=words.twice.to_owned()><ul>{lines}</ul></Notice> }
    });
    let family = (!detail.findings.is_empty()).then(|| {
        let worst = detail.findings.iter().map(|found| found.severity).max();
        let tone = if worst > Some(Severity::Notice) { Tone::Bad } else { Tone::Warn };
        let lines = detail.findings.iter().map(|found| sentence(view, found)).collect_view();
        view! { <Notice tone=tone title=words.warnings.to_owned()><ul>{lines}</ul></Notice> }
    });
    view! { {contested}{siblings}{twice}{family} }.into_any()
}

fn twice(view: &CaseView, found: &Duplicate) -> AnyView {
    let link = match found {
        Duplicate::SamePerson { number, .. } | Duplicate::Alike { number, .. } => Some(number),
        Duplicate::SameBirth { number, .. } => number.as_ref(),
        Duplicate::OnCard { .. } => None,
    };
    let link = link.map(|number| {
        let href = routes::desk_request_beside(number, &view.place.filter(), None);
        view! { " "<a href=href>{number.clone()}</a> }
    });
    view! { <li>{duplicate(found, view.language)}{link}</li> }.into_any()
}

fn sentence(view: &CaseView, found: &Finding) -> AnyView {
    let before = (!found.new).then(|| view! { <span class="muted">" "{view.words().warned_before}</span> });
    view! { <li>{finding(found, view.language)}{before}</li> }.into_any()
}

/// Says whose a disputed NIK is, for those who may, while they hold the request.
fn settle(view: &CaseView) -> Option<AnyView> {
    (view.mine() && view.may_link).then(|| {
        let version = view.detail.request.version.to_string();
        view! {
            <form method="post" action="/api/petugas/nik">
                {view.identity()}
                <input type="hidden" name="version" value=version />
                <Button label=view.words().contested_settle kind=ButtonKind::Ghost small=true />
            </form>
        }
        .into_any()
    })
}

/// Taking that tie back, for those who may.
pub(super) fn unlink(view: &CaseView) -> Option<AnyView> {
    let words = view.words();
    view.detail.may_unlink.then(|| {
        let options = UnlinkReason::ALL
            .map(|reason| ChoiceOption::new(reason.as_str(), unlink_reason(reason, view.language)));
        let identity = view.identity();
        view! {
            <Disclosure summary=words.unlink_title>
                <p>{words.unlink_text}</p>
                <form method="post" action="/api/petugas/cabut-tautan">
                    {identity}
                    <Select name="reason" label=words.unlink_reason options=options.to_vec() />
                    <Button label=words.unlink kind=ButtonKind::Ghost small=true />
                </form>
            </Disclosure>
        }
        .into_any()
    })
}

/// Tying the account to the register, for those who may, while they hold the request.
pub(super) fn link(view: &CaseView) -> Option<AnyView> {
    let words = view.words();
    let may = view.mine() && !view.detail.linked && view.may_link;
    may.then(|| {
        let version = view.detail.request.version.to_string();
        view! {
            <section class="section">
                <h3>{words.link_title}</h3>
                <p>{words.link_text}</p>
                <form method="post" action="/api/petugas/tautkan">
                    {view.identity()}
                    <input type="hidden" name="version" value=version />
                    <Button label=words.link kind=ButtonKind::Ghost small=true />
                </form>
            </section>
        }
        .into_any()
    })
}

/// Whether this kind of officer may link accounts.
pub(super) fn may_link(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Verifier | ActorKind::Supervisor)
}
