//! The wizard's page: checks that the step may be visited, and gathers what the island starts from.
use crate::{
    api::refuse,
    flash,
    islands::wizard::{Again, FlagWords, Props, Start, Wizard, family, on_its_way, title},
    pages::frame::{self, Page, Script},
    routes,
    text::{Photo, day},
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use domain::{CHECK, DOCUMENTS, FieldIssue};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::Error;
use uuid::Uuid;

/// A step of a draft.
pub fn page() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let query = use_query_map().get_untracked();
    frame::page(async move {
        let id: Uuid = params.get("id").and_then(|id| id.parse().ok()).ok_or(Error::NotFound)?;
        let step = params.get("step").unwrap_or_default();
        let visitor = visitor();
        let account = visitor.actor.writer()?.account;
        let assisted = visitor.actor.assisted().is_some();
        let problem = typed_before(&visitor, id).await;
        let view = match service().step_view(&visitor.actor, id, &step, visitor.language).await {
            Ok(view) => view,
            // Sent already: whoever comes back here sees how it stands.
            Err(Error::NotFound) if assisted => {
                service().receipt(&visitor.actor, id, visitor.language).await?;
                return Ok(elsewhere(&routes::receipt(id)));
            }
            Err(Error::NotFound) => {
                service().request(&visitor.actor, id, visitor.language).await?;
                return Ok(elsewhere(&routes::request(id)));
            }
            Err(error) => return Err(error),
        };
        let way = view.journey();
        if !way.may_visit(&step) {
            return Ok(elsewhere(&routes::step(id, &way.next)));
        }
        let from_check = query.get("kembali").as_deref() == Some(CHECK);
        let show_issues = query.get("galat").is_some();
        let title = title(&view, &step);
        let start = start(&visitor, Props { view, account, show_issues, from_check }, problem).await;
        let body = view! { <Wizard start=start /> };
        // Nothing of it stays on the device of an officer who helps.
        let script = if assisted { Script::None } else { Script::Citizen };
        Ok(Page::bare(title, body).with(script).without_footer())
    })
}

/// The wizard of a draft that nobody has begun, for a phone to keep; where there is no card yet, the page that says so.
pub fn blank() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("procedure").unwrap_or_default());
    frame::page(async move {
        let visitor = visitor();
        let account = visitor.actor.citizen()?.account;
        let code = asked.to_uppercase();
        let Some(view) = service().blank_view(&visitor.actor, &code, visitor.language).await? else {
            return Ok(elsewhere(&routes::start(&code)));
        };
        let title = title(&view, &view.step);
        let props = Props { view, account, show_issues: false, from_check: false };
        let start = start(&visitor, props, None).await;
        let body = view! { <Wizard start=start /> };
        Ok(Page::bare(title, body).with(Script::Citizen).without_footer())
    })
}

fn elsewhere(address: &str) -> Page {
    leptos_axum::redirect(address);
    Page::bare("", ())
}

/// What was typed in a step and could not be stored, because nobody was signed in any more or the portal was
/// busy, is stored now for whoever owns the draft. If that fails too it goes on waiting, and the page says so.
async fn typed_before(visitor: &Visitor, draft: Uuid) -> Option<AppError> {
    let form = flash::parked(draft);
    let posted = visitor.flash(&form).await;
    posted.error.as_ref()?;
    match service().save_answers(&visitor.actor, draft, &posted.values).await {
        Ok(_) | Err(Error::NotFound | Error::Forbidden) => {
            visitor.forget(&form).await;
            None
        }
        Err(error) => Some(refuse(error)),
    }
}

/// Everything the island starts from: the step, the officer's reasons, what the last post found out.
async fn start(visitor: &Visitor, props: Props, mut problem: Option<AppError>) -> Start {
    let view = &props.view;
    let language = visitor.language;
    let flags = view.flagged.iter().flat_map(|flagged| &flagged.0);
    let reasons = flags
        .filter_map(|flag| {
            let service = service();
            let reason = service.catalogue().reason(&flag.reason)?;
            Some(FlagWords {
                target: flag.target.as_str(),
                reason: reason.label.get(language).to_owned(),
                advice: reason.advice.get(language).to_owned(),
                note: flag.note.clone(),
            })
        })
        .collect();
    let mut hindrances: Vec<FieldIssue> = Vec::new();
    let mut foreseen = Vec::new();
    let (mut refused, mut removed) = (Vec::new(), None);
    if view.step == CHECK {
        let sent = visitor.take("kirim").await;
        hindrances = sent.issues().to_vec();
        let found = service().foreseen(&visitor.actor, view.draft).await.unwrap_or_default();
        let before = service().elsewhere(&visitor.actor, view.draft).await.unwrap_or_default();
        foreseen = [on_its_way(&before, language), family(&found, language)].concat();
        if hindrances.is_empty() {
            problem = sent.error.or(problem);
        }
    }
    if view.step == DOCUMENTS {
        problem = visitor.take("berkas-galat").await.error.or(problem);
        for slot in view.slots() {
            let flash = visitor.take(&format!("unggah:{}", slot.code)).await;
            refused.extend(flash.error.map(|error| (slot.code.clone(), error)));
        }
        let done = visitor.take("berkas").await.done.unwrap_or_default();
        removed = done.split_once('/').and_then(|(id, name)| Some((id.parse().ok()?, name.to_owned())));
    }
    let assisted = visitor.actor.assisted().is_some();
    let printable = if assisted { Vec::new() } else { printable(&props) };
    let poor = if props.view.step == DOCUMENTS { poor(visitor, &props).await } else { Vec::new() };
    let reusable = reusable(visitor, &props).await;
    Start {
        props,
        reasons,
        family: foreseen,
        hindrances,
        problem,
        refused,
        poor,
        printable,
        reusable,
        removed,
        assisted,
    }
}

/// What to tell about photos that arrived and may be hard to read.
async fn poor(visitor: &Visitor, props: &Props) -> Vec<(Uuid, Vec<(&'static str, &'static str)>)> {
    let words = Photo::of(visitor.language);
    let poor = service().poor_photos(&visitor.actor, props.view.draft).await.unwrap_or_default();
    let told = |cause: &service::Cause| {
        let [what, cure, _] = words.about(*cause);
        (what, cure)
    };
    poor.into_iter().map(|(id, verdict)| (id, verdict.causes.iter().map(told).collect())).collect()
}

/// What may be taken again from earlier requests.
async fn reusable(visitor: &Visitor, props: &Props) -> Vec<Again> {
    let (service, language) = (service(), visitor.language);
    let zone = service.settings().zone;
    let known = service.reusable(&visitor.actor, props.view.draft).await.unwrap_or_default();
    let told = |one: service::Reusable| Again {
        slot: one.slot,
        request: one.request,
        number: one.number,
        uploaded: day(one.uploaded_at, zone, language),
    };
    known.into_iter().map(told).collect()
}

/// The statements among the documents of this procedure that can be had filled in.
fn printable(props: &Props) -> Vec<String> {
    let service = service();
    let forms = props.view.procedure.documents.iter().filter_map(|slot| slot.form.clone());
    forms.filter(|code| service.forms().statement(code, service.today()).is_some()).collect()
}
