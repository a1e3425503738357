//! A citizen's requests: the list, choosing a change, starting it.
mod concern;
mod feedback;
mod progress;
mod receipt;
mod sent;
mod status;

pub use concern::concern;
pub(crate) use concern::tone as objection_tone;
pub(super) use receipt::drawn as square;
pub use receipt::receipt;
pub(super) use sent::gone;
pub use status::{resume, status};

use super::{
    frame::{Page, Script, page},
    services,
    words_of::FormErrors,
};
use crate::{
    routes,
    text::{
        Assist, Common, Home, Progress, Requests, StatusTone, Talk, day, day_time, status as status_words,
        status_tone,
    },
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        disclosure::Disclosure,
        empty_state::EmptyState,
        link_row::{LinkRow, Links},
        notice::Notice,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::{Language, Status, advice, advised_answers};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::{Error, RequestRow};
use uuid::Uuid;

/// The tone of a status in the design system.
pub(crate) const fn tone(status: Status) -> Tone {
    match status_tone(status) {
        StatusTone::Info => Tone::Info,
        StatusTone::Ok => Tone::Ok,
        StatusTone::Warn => Tone::Warn,
        StatusTone::Bad => Tone::Bad,
        StatusTone::Plain => Tone::Plain,
    }
}

/// Drafts and requests, with what needs attention first.
pub fn list() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let language = visitor.language;
        let words = Requests::of(language);
        let common = Common::of(language);
        let service = service();
        let zone = service.settings().zone;
        let drafts = service.drafts(&visitor.actor, language).await?;
        let requests = service.requests(&visitor.actor, language).await?;
        let errors = FormErrors::of(&visitor.take("permohonan-galat").await, language);
        let done = visitor.take("permohonan").await.done.is_some();
        let concerns = service.concerns(&visitor.actor, language).await?;
        let concerns = concern::section(concerns, zone, language);
        let nothing = drafts.is_empty() && requests.is_empty();
        let (waiting, requests): (Vec<_>, Vec<_>) =
            requests.into_iter().partition(|row| row.status == Status::NeedsCorrection);
        let (any_drafts, any_requests, any_waiting) =
            (!drafts.is_empty(), !requests.is_empty(), !waiting.is_empty());
        let drafts = drafts
            .into_iter()
            .map(|draft| {
                let title = if draft.correction {
                    format!("{}: {}", words.correction, draft.procedure)
                } else {
                    draft.procedure
                };
                // Of two drafts of one service each says whom it is about, and when it was begun.
                let title = draft.about.map_or_else(|| title.clone(), |name| format!("{title} · {name}"));
                let saved = format!(
                    "{} {} · {} {}",
                    words.begun,
                    day_time(draft.begun_at, zone, language),
                    words.last_saved.to_lowercase(),
                    day_time(draft.updated_at, zone, language)
                );
                view! {
                    <Card title=title.clone()>
                        <p class="muted small">{saved}</p>
                        <div class="cluster">
                            <LinkButton label=words.continue_draft href=routes::resume(draft.id) small=true />
                        </div>
                        {(!draft.correction).then(|| discard(draft.id, title, language))}
                    </Card>
                }
            })
            .collect_view();
        let row = |row: RequestRow| {
            let detail = match row.correction_due_at.filter(|_| row.status == Status::NeedsCorrection) {
                Some(until) => {
                    format!(
                        "{} · {} {}",
                        row.number,
                        Progress::of(language).before,
                        day(until, zone, language)
                    )
                }
                None => {
                    format!("{} · {} {}", row.number, words.sent_on, day(row.submitted_at, zone, language))
                }
            };
            let detail = match row.unread {
                0 => detail,
                _ => format!("{detail} · {}", Talk::of(language).new_message),
            };
            let tag = Some((tone(row.status), status_words(row.status, language).to_owned()));
            view! { <LinkRow href=routes::request(row.id) title=row.procedure detail=detail tag=tag /> }
        };
        let waiting = waiting.into_iter().map(row).collect_view();
        let requests = requests.into_iter().map(row).collect_view();
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                {done.then(|| view! { <Notice tone=Tone::Ok>{words.discarded}</Notice> })}
                <h1>{words.title}</h1>
                {nothing.then(|| view! {
                    <EmptyState title=words.empty_title text=words.empty_text>
                        <LinkButton label=words.new href=routes::NEW_REQUEST />
                    </EmptyState>
                })}
                {(!nothing).then(|| view! { <p><LinkButton label=words.new href=routes::NEW_REQUEST /></p> })}
                {any_waiting.then(|| view! {
                    <h2 class="section">{words.waiting}</h2>
                    <Links>{waiting}</Links>
                })}
                {any_drafts.then(|| view! { <h2 class="section">{words.drafts}</h2> })}
                {drafts}
                {any_drafts.then(|| view! { <p class="muted small">{Progress::of(language).draft_life}</p> })}
                {any_requests.then(|| view! {
                    <h2 class="section">{words.sent}</h2>
                    <Links>{requests}</Links>
                })}
                {concerns}
                <p class="muted small">{common.free}</p>
            },
        )
        .with(Script::Worker))
    })
}

/// Deleting a draft asks first: nothing brings it back.
fn discard(id: Uuid, title: String, language: Language) -> AnyView {
    let words = Progress::of(language);
    view! {
        <Disclosure summary=Requests::of(language).discard>
            <p>{words.delete_text}</p>
            <form method="post" action="/api/hapus-draf">
                <input type="hidden" name="id" value=id.to_string() />
                <Button label=words.delete_confirm kind=ButtonKind::Danger small=true spoken=title />
            </form>
        </Disclosure>
    }
    .into_any()
}

/// What would you like to update?
pub fn choose() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let account = visitor.actor.writer()?.account;
        let kept = visitor.actor.assisted().is_none();
        let language = visitor.language;
        let words = Requests::of(language);
        Ok(Page::new(
            words.choose_title,
            view! {
                <h1>{words.choose_title}</h1>
                <p class="lead">{words.choose_intro}</p>
                {services::ways(language, routes::start)}
                {kept.then(|| view! { <div hidden data-blank=USUAL data-account=account.to_string()></div> })}
            },
        )
        .with(begins(kept)))
    })
}

/// The script that keeps on the device what is needed to begin; not on that of an officer who helps.
const fn begins(kept: bool) -> Script {
    if kept { Script::Begin } else { Script::None }
}

/// What can be begun without a network though its page was never looked at: birth, death, education, marriage.
const USUAL: &str = "KK-04 KK-06 KK-07 KK-01";

/// What one procedure needs, before it is begun.
pub fn start() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("procedure").unwrap_or_default());
    let given = services::given_answers();
    page(async move {
        let visitor = visitor();
        let citizen = visitor.actor.writer()?;
        let kept = visitor.actor.assisted().is_none();
        let (account, linked) = (citizen.account, citizen.link == service::Link::Linked);
        let language = visitor.language;
        let words = Requests::of(language);
        let home = Home::of(language);
        let service = service();
        let entry =
            service.catalogue().find(&asked.to_uppercase(), service.today()).ok_or(Error::NotFound)?;
        let procedure = entry.procedure.localize(language);
        let flash = visitor.take("mulai").await;
        let no_card = procedure.needs_card && !service.has_card(&visitor.actor).await?;
        let errors = FormErrors::of(&flash, language);
        let told = advice(&procedure, &given, linked);
        let documents = told
            .documents
            .iter()
            .map(|advised| {
                view! {
                    <li>
                        {advised.slot.label.clone()}
                        {(!advised.certain).then(|| view! { <span class="muted small">" · "{home.when_needed.to_lowercase()}</span> })}
                    </li>
                }
            })
            .collect_view();
        let chosen = advised_answers(&procedure, &given).into_iter().map(|(code, value)| {
            view! { <input type="hidden" name=format!("jawab[{code}]") value=value /> }
        });
        let chosen = chosen.collect_view();
        let minutes = home.minutes.replace("{}", &procedure.minutes.to_string());
        let act = if no_card && !kept {
            let words = Assist::of(language);
            view! {
                <Notice tone=Tone::Warn><p>{words.card_missing}</p></Notice>
                <LinkButton label=words.card_begin href=routes::CARD wide=true />
            }
            .into_any()
        } else if no_card {
            view! {
                <Notice tone=Tone::Warn><p>{words.needs_card}</p></Notice>
                <LinkButton label=Common::of(language).my_card href=routes::CARD wide=true />
            }
            .into_any()
        } else {
            view! {
                <form method="post" action="/api/mulai">
                    <input type="hidden" name="id" value=Uuid::now_v7().to_string() />
                    <input type="hidden" name="procedure" value=procedure.code.clone() />
                    {chosen}
                    <Button label=words.start wide=true />
                </form>
            }
            .into_any()
        };
        Ok(Page::new(
            procedure.title.clone(),
            view! {
                {(!no_card).then(|| errors.summary())}
                <h1>{procedure.title.clone()}</h1>
                <p class="lead">{procedure.description}</p>
                <Card title=words.you_need.to_owned()>
                    <ul>{documents}</ul>
                    <p class="muted small last">{minutes}</p>
                </Card>
                <p>{home.result}": "{procedure.result}</p>
                <p class="muted small">{procedure.who_may}</p>
                {act}
                {kept.then(|| view! { <div hidden data-blank=USUAL data-own=procedure.code data-account=account.to_string()></div> })}
            },
        )
        .with(begins(kept)))
    })
}
