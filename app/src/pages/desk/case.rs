//! The middle pane: one request, from who asked for it to what became of it.
use super::{
    answers, changes, checklist, errors::CaseErrors, flags, hand_over, head, objections, papers, past,
    place::Place, preview, register, talk,
};
use crate::{
    api::desk::DecisionInput,
    islands::desk::places,
    pages::forms,
    routes,
    text::{Desk as Words, looking_too},
    ui::{notice::Notice, tone::Tone},
    wire::seen,
};
use domain::{Command, Language, Zone};
use leptos::prelude::*;
use service::{CheckedPoint, Conversation, DeskDetail, ReadyAnswer, Wrote};
use time::OffsetDateTime;

/// Everything that one request is drawn from.
#[derive(Clone, Debug)]
pub(super) struct CaseView {
    pub(super) detail: DeskDetail,
    /// The checklist of its services.
    pub(super) points: Vec<CheckedPoint>,
    /// What this officer may do now.
    pub(super) commands: Vec<Command>,
    /// This officer may tie accounts to the register.
    pub(super) may_link: bool,
    pub(super) place: Place,
    /// The decision form as it was posted last.
    pub(super) typed: DecisionInput,
    /// The reason for a takeover as it was posted last.
    pub(super) takeover: String,
    /// The colleague and the words of a hand-over as they were posted last.
    pub(super) handing: (String, String),
    /// The answer to an objection as it was posted last: to whoever objects, to the applicant.
    pub(super) settling: (String, String),
    /// The messages with the citizen.
    pub(super) talk: Conversation,
    /// Answers that are given often.
    pub(super) answers: Vec<ReadyAnswer>,
    /// The ready answer and the words of a message as they were posted last.
    pub(super) writing: (String, String),
    pub(super) errors: CaseErrors,
    /// What was just done.
    pub(super) said: Option<&'static str>,
    /// The words of a decision that is to be read once more.
    pub(super) letter: Option<Wrote>,
    pub(super) language: Language,
    pub(super) zone: Zone,
    pub(super) now: OffsetDateTime,
}

/// The form that carries flags and decision.
pub(super) const DECISION_FORM: &str = "putusan";

impl CaseView {
    pub(super) fn words(&self) -> Words {
        Words::of(self.language)
    }

    /// This officer holds the request.
    pub(super) fn mine(&self) -> bool {
        self.detail.lease.as_ref().is_some_and(|lease| lease.mine)
    }

    /// Flags can be set: a decision that needs reasons is open to this officer.
    pub(super) fn judged(&self) -> bool {
        let flagging = [Command::Return, Command::Reject, Command::SiakReturn];
        self.mine() && self.commands.iter().any(|command| flagging.contains(command))
    }

    /// The inputs that every form about this request carries.
    pub(super) fn identity(&self) -> AnyView {
        view! {
            <input type="hidden" name="number" value=self.detail.request.number.clone() />
            <input type="hidden" name="part" value=self.place.filter() />
        }
        .into_any()
    }
}

/// The middle pane.
pub(super) fn pane(view: &CaseView) -> AnyView {
    let said = view.said.map(|said| {
        let back = (!view.mine()).then(|| {
            let href = routes::queue(&view.place.filter(), view.place.after.as_deref());
            view! { " " <a href=href>{view.words().next_in_queue}</a> }
        });
        view! { <Notice tone=Tone::Ok alert=true><p>{said}{back}</p></Notice> }
    });
    let body = match &view.letter {
        Some(letter) => preview::section(view, letter),
        None => request(view),
    };
    view! {
        {view.errors.summary(view)}
        {watch(view)}
        <p class="small" id=places::WITH role="status">{looking_too(&view.detail.onlookers, view.language)}</p>
        {said}
        {head::header(view)}
        {body}
    }
    .into_any()
}

/// Says when the request changes elsewhere while it is on screen; hidden until then.
fn watch(view: &CaseView) -> AnyView {
    let (words, request, lease) = (view.words(), &view.detail.request, &view.detail.lease);
    let seen = seen(request.version, lease.as_ref().map(|lease| lease.by.as_str()), view.mine());
    view! {
        <div
            class=Tone::Warn.note_class()
            id=places::WATCH
            role="alert"
            hidden
            data-request=request.id.to_string()
            data-number=request.number.clone()
            data-seen=seen
        >
            <p>
                <b>{words.changed_by}" "<span id=places::WATCH_BY></span>"."</b>
                " "
                {words.changed_keep}
            </p>
            <p><a href=view.place.case()>{words.reload}</a></p>
        </div>
    }
    .into_any()
}

fn request(view: &CaseView) -> AnyView {
    let parts = view! {
        {changes::section(view)}
        {answers::section(view)}
        {papers::section(view)}
        {checklist::section(view)}
        {forms::section(view.detail.request.id, &view.detail.request.forms, view.language)}
    };
    let judged = if view.judged() {
        let version = view.detail.request.version.to_string();
        view! {
            <form id=DECISION_FORM method="post" action="/api/petugas/putusan">
                // The Enter key presses the first button of a form: this one, which does nothing.
                <button type="submit" disabled hidden></button>
                {view.identity()}
                <input type="hidden" name="version" value=version />
                {parts}
                {flags::whole(view)}
            </form>
        }
        .into_any()
    } else {
        parts.into_any()
    };
    view! {
        {objections::section(view)}
        {head::warnings(view)}
        {register::section(view)}
        {judged}
        {head::link(view)}
        {head::unlink(view)}
        {hand_over::section(view)}
        {talk::section(view)}
        {past::section(view)}
    }
    .into_any()
}
