//! A phone as scanner: the page that shows the code and what arrives, and the two pages of the phone. The phone's pages
//! tell nothing but the name of the document that is wanted.
use super::{
    frame::{Page, Script, page},
    requests::square,
    words_of::FormErrors,
};
use crate::{
    islands::wizard::told,
    routes,
    text::{Slots, Wizard, day_time, files_sent},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        document_row::{DocumentRow, Documents},
        empty_state::EmptyState,
        notice::Notice,
        tone::Tone,
        upload::Upload,
    },
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use domain::{DOCUMENTS, Language, StepView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::Serialize;
use service::{CodeSquare, Error, Scan};
use uuid::Uuid;

/// The name of what the phone's form was refused for, in the session.
pub const SCAN_FORM: &str = "pindai";

/// Lends a phone to a slot: the code, then what arrives. What arrives shows by itself, or by "Muat ulang".
pub fn lend() -> impl IntoView {
    let params = use_params_map().get_untracked();
    page(async move {
        let visitor = visitor();
        let id: Uuid = params.get("id").and_then(|id| id.parse().ok()).ok_or(Error::NotFound)?;
        let slot = params.get("slot").unwrap_or_default();
        let view = service().step_view(&visitor.actor, id, DOCUMENTS, visitor.language).await?;
        let known = view.procedure.slot(&slot).ok_or(Error::NotFound)?;
        if view.opened().is_some_and(|opened| !opened.slot(&slot)) {
            return Err(Error::NotFound);
        }
        let scan = service().scan_of(&visitor.actor, id, &slot).await?;
        let words = Slots::of(visitor.language);
        let full = view.documents_in(&slot).len() >= usize::from(known.max_files);
        let label = known.label.clone();
        let state = state(&view, &slot, scan.as_ref(), full, &visitor);
        let arrived = arrived(&view, &slot, &label);
        let body = view! {
            <p><a href=routes::slot(id, &slot)>{words.to_documents}</a></p>
            <h1>{words.phone_title}": "{label}</h1>
            <p class="lead">{words.phone_lead}</p>
            <div data-live=id.to_string()>
                {state}
                <Card title=words.arrived.to_owned()>{arrived}</Card>
            </div>
            <p class="cluster">
                <LinkButton label=words.to_documents href=routes::slot(id, &slot) />
                <LinkButton label=words.reload href=routes::lend_phone(id, &slot) kind=ButtonKind::Ghost />
            </p>
        };
        Ok(Page::new(words.phone_title, body).with(Script::Live))
    })
}

/// The code, the phone, or the button that shows a code.
fn state(view: &StepView, slot: &str, scan: Option<&Scan>, full: bool, visitor: &Visitor) -> AnyView {
    let language = visitor.language;
    let words = Slots::of(language);
    let (draft, slot) = (view.draft.to_string(), slot.to_owned());
    let act = |action: &'static str, label: &'static str, kind: ButtonKind| {
        let (draft, slot) = (draft.clone(), slot.clone());
        view! {
            <form method="post" action=action>
                <input type="hidden" name="draft" value=draft />
                <input type="hidden" name="slot" value=slot />
                <Button label=label kind=kind />
            </form>
        }
        .into_any()
    };
    let Some(scan) = scan else {
        return if full {
            view! { <Notice><p>{words.full}</p></Notice> }.into_any()
        } else {
            act("/api/pindai", words.show_code, ButtonKind::Primary)
        };
    };
    let service = service();
    let until = format!("{} {}", words.until, day_time(scan.expires_at, service.settings().zone, language));
    let end = (
        act("/api/pindai", words.new_code, ButtonKind::Ghost),
        act(
            "/api/pindai-akhiri",
            if scan.token.is_some() { words.end_code } else { words.end },
            ButtonKind::Ghost,
        ),
    );
    let sent = files_sent(scan.files, language);
    let Some(token) = &scan.token else {
        return view! {
            <Notice tone=Tone::Ok title=words.connected.to_owned()>
                <p>{words.connected_text}" "{sent}</p>
                <p class="small muted last">{until}</p>
            </Notice>
            <div class="cluster">{end}</div>
        }
        .into_any();
    };
    let address = format!("{}{}", service.settings().public_url, routes::scan_code(token));
    let drawn = CodeSquare::of(&address).map(|code| square(&code, words.square, None));
    view! {
        <Card>
            <p>{words.read_code}</p>
            <div class="receipt-qr">{drawn}</div>
            <p class="small">{words.or_type}" "<b>{address}</b></p>
            <p class="small muted">{until}". "{words.one_phone}</p>
            <div class="cluster">{end}</div>
        </Card>
    }
    .into_any()
}

/// The files of the slot.
fn arrived(view: &StepView, slot: &str, label: &str) -> AnyView {
    let files: Vec<_> = view.documents_in(slot).into_iter().cloned().collect();
    if files.is_empty() {
        return view! { <p class="muted last">{Slots::of(view.language).nothing_yet}</p> }.into_any();
    }
    let received = Wizard::of(view.language).received;
    let rows: Vec<_> = (0..files.len()).filter_map(|at| told::one_of(view, at, &files)).collect();
    let label = label.to_owned();
    let rows = rows.into_iter().map(move |row| {
        let title = label.clone();
        let state = Signal::stored(Some((Tone::Ok, received.to_owned())));
        view! {
            <DocumentRow
                title=title
                detail=row.detail
                thumb=row.thumb
                format=row.format
                state=state
            />
        }
    });
    let rows = rows.collect_view();
    view! { <Documents>{rows}</Documents> }.into_any()
}

/// A phone that has read a code: what is wanted, and the button that takes it. Looking changes nothing, so that a
/// preview of the link by some program takes no code away.
pub fn code() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token").unwrap_or_default());
    page(async move {
        let visitor = visitor();
        let words = Slots::of(visitor.language);
        let before = match service().scan_before(&token, &visitor.address, visitor.language).await {
            Ok(before) => before,
            Err(Error::NotFound) => return Ok(gone(visitor.language)),
            Err(error) => return Err(error),
        };
        let until = day_time(before.expires_at, service().settings().zone, visitor.language);
        let body = view! {
            <h1>{words.take_title}</h1>
            <p>{words.take_text}</p>
            <p class="lead"><b>{before.slot}</b></p>
            <form method="post" action="/api/pindai-ambil">
                <input type="hidden" name="token" value=token />
                <Button label=words.take wide=true />
            </form>
            <p class="small muted">{words.until}" "{until}"."</p>
        };
        Ok(Page::new(words.take_title, body))
    })
}

/// What the phone's module starts from.
#[derive(Serialize)]
struct Beginning {
    photo: Option<String>,
    going: &'static str,
    trying: &'static str,
}

/// The phone's own page: one form.
pub fn phone() -> impl IntoView {
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Slots::of(language);
        let Some(scan) = visitor.scan().await else { return Ok(gone(language)) };
        let scanning = match service().scanning(scan, language).await {
            Ok(scanning) => scanning,
            Err(Error::NotFound) => return Ok(gone(language)),
            Err(error) => return Err(error),
        };
        let flash = visitor.take(SCAN_FORM).await;
        let errors = FormErrors::of(&flash, language);
        let said = (scanning.files > 0).then(|| {
            view! {
                <Notice tone=Tone::Ok>
                    <p class="last">{files_sent(scanning.files, language)}" "{words.sent}</p>
                </Notice>
            }
        });
        let until = day_time(scanning.expires_at, service().settings().zone, language);
        let assets = expect_context::<crate::Assets>();
        let start = Beginning { photo: assets.find("photo.js"), going: words.going, trying: words.trying };
        let start = serde_json::to_string(&start).unwrap_or_default();
        let body = view! {
            {errors.summary()}
            <h1>{words.take_title}</h1>
            <p class="lead"><b>{scanning.slot}</b></p>
            <div role="status" data-said>{said}</div>
            <form
                method="post"
                action=routes::SCAN_FILES
                enctype="multipart/form-data"
                data-scan=start
            >
                <Upload
                    name="berkas"
                    label=words.choose
                    hint=words.formats.to_owned()
                    accept="image/*,application/pdf"
                    multiple=true
                />
                <Button label=words.send wide=true />
            </form>
            <p class="small muted">{words.over}" "{words.until}" "{until}"."</p>
        };
        Ok(Page::new(words.take_title, body).with(Script::Scan))
    })
}

/// There is no such code, for whatever reason: which one is nobody's business.
fn gone(language: Language) -> Page {
    let words = Slots::of(language);
    crate::api::set_status(crate::api::status_of(&AppError::NotFound));
    Page::new(
        words.gone_title,
        view! {
            <EmptyState title=words.gone_title text=words.gone>
                ""
            </EmptyState>
        },
    )
}
