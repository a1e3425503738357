//! The officers' desk: the queue, and one request with its documents and its decision. Complete without a
//! script; the islands make it live.
mod answers;
mod around;
mod case;
mod changes;
mod checklist;
mod errors;
mod flags;
mod foot;
mod hand_over;
mod head;
mod keys;
mod objections;
mod over;
mod papers;
mod past;
mod place;
mod preview;
mod register;
mod stage;
mod talk;
#[cfg(test)]
mod tests;

pub(super) use self::place::Place;
use self::{case::CaseView, errors::CaseErrors, over::Over};
use crate::{
    api::desk::{done_name, form_name, lease_name},
    api::refuse,
    flash::Flash,
    pages::frame::{Page, Script, page},
    routes,
    text::{Desk as Words, done},
    visitor::{service, visitor},
};
use leptos::prelude::*;
use service::DeskDetail;

/// The desk leads to its queue.
pub fn entrance() -> impl IntoView {
    page(async {
        leptos_axum::redirect(routes::QUEUE);
        Ok(Page::bare("", ()))
    })
}

/// The queue with nothing open.
pub fn queue() -> impl IntoView {
    let place = Place::read();
    page(async move {
        let visitor = visitor();
        let over = Over::of(&visitor, &place).await?;
        let words = Words::of(visitor.language);
        Ok(Page::whole(words.queue, around::nothing_open(&visitor, &place, &over)).with(Script::Desk))
    })
}

/// One request.
pub fn request() -> impl IntoView {
    let place = Place::read();
    page(async move {
        let visitor = visitor();
        let service = service();
        let over = Over::of(&visitor, &place).await?;
        let found = over.found(&place.number);
        let detail =
            service.desk_request_found(&visitor.actor, &place.number, visitor.language, found).await?;
        service.look_at(&visitor.actor, &place.number).await?;
        let talk = service.conversation(&visitor.actor, detail.request.id).await?;
        service.read_messages(&visitor.actor, detail.request.id).await?;
        let points = service.checklist(&visitor.actor, &place.number, visitor.language).await?;
        let flash = visitor.flash(&form_name(&place.number)).await;
        let lease = visitor.take(&lease_name(&place.number)).await;
        let said = visitor.take(&done_name(&place.number)).await.done;
        let (letter, refused) = if place.preview && flash.error.is_none() && !flash.values.is_empty() {
            preview::letter(&visitor, &place.number, &flash).await
        } else {
            (None, None)
        };
        let error = flash.error.clone().or_else(|| lease.error.clone()).or_else(|| refused.map(refuse));
        let title = format!("{} {}", detail.request.procedure.name, detail.request.number);
        let case = CaseView {
            commands: offered(&detail),
            may_link: visitor.actor.officer().is_ok_and(|officer| head::may_link(officer.kind())),
            errors: CaseErrors::of(&detail, error, visitor.language),
            said: said.map(|code| done(&code, visitor.language)),
            letter,
            language: visitor.language,
            zone: service.settings().zone,
            now: service.now(),
            place,
            typed: typed(&flash),
            detail,
            points,
            takeover: lease.value("takeover"),
            talk,
            answers: service.catalogue().answers().to_vec(),
            writing: (lease.value("ready"), lease.value("text")),
            settling: (lease.value("objection_answer"), lease.value("objection_note")),
            handing: (lease.value("to"), lease.value("handover_note")),
        };
        Ok(Page::whole(title, around::one_open(&visitor, &case, &over)).with(Script::Desk))
    })
}

/// What was typed in the decision form.
fn typed(flash: &Flash) -> crate::api::desk::DecisionInput {
    crate::api::desk::DecisionInput::from_values(&flash.values)
}

/// The commands offered as buttons: with two pairs of eyes, verifying comes before approving.
fn offered(detail: &DeskDetail) -> Vec<domain::Command> {
    use domain::Command;
    let mut commands = detail.commands.clone();
    if commands.contains(&Command::Verify) {
        commands.retain(|command| *command != Command::Approve);
    }
    commands
}
