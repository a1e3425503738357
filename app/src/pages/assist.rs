//! Helping a citizen: the officer's page, and the line above every page of the wizard while it lasts.
//!
//! Pages of a helper carry no script: nothing of a citizen's draft may stay on an officer's device, and plain forms do
//! all of it.
use super::{
    frame::{Page, page as framed},
    words_of::FormErrors,
};
use crate::{
    api::assist::ASSIST_FORM,
    flash::Flash,
    routes,
    text::{Assist as Words, clock_time, day_time},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        choice::{ChoiceOption, Choices},
        code_field::CodeField,
        disclosure::Disclosure,
        link_row::{LinkRow, Links},
        notice::Notice,
        text_field::TextField,
        tone::Tone,
    },
    visitor::{ASKED, ASSISTING, Visitor, service, visitor},
};
use domain::{Language, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::{Actor, AskedToHelp, Assisted, Error};
use uuid::Uuid;

/// The officer's page.
pub fn page() -> impl IntoView {
    let over = use_query_map().with_untracked(|query| query.get(routes::ASSIST_OVER).is_some());
    framed(async move {
        let visitor = visitor();
        if visitor.actor.officer()?.role == Role::Administrator {
            return Err(Error::Forbidden);
        }
        let words = Words::of(visitor.language);
        let flash = visitor.take(ASSIST_FORM).await;
        let said = match flash.done.as_deref() {
            Some("begun") => Some((Tone::Ok, words.begun)),
            Some("ended") => Some((Tone::Ok, words.ended)),
            _ => over.then_some((Tone::Warn, words.over)),
        };
        let errors =
            FormErrors::of(&flash, visitor.language).labelled(&[("name", words.name), ("code", words.code)]);
        let said = said.map(|(tone, said)| view! { <Notice tone=tone alert=true><p>{said}</p></Notice> });
        let body = match helping(&visitor).await? {
            Some(actor) => at_work(&visitor, &actor).await?,
            None => at_the_start(&visitor, &flash, &errors).await,
        };
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                {said}
                <h1>{words.title}</h1>
                {body}
            },
        ))
    })
}

/// Whom the officer helps now.
async fn helping(visitor: &Visitor) -> Result<Option<Actor>, Error> {
    let id: Option<Uuid> = visitor.session.get(ASSISTING).await.ok().flatten();
    match id {
        Some(id) => service().assisted(&visitor.actor, id).await,
        None => Ok(None),
    }
}

/// The citizen's drafts, and the way to a new one.
async fn at_work(visitor: &Visitor, actor: &Actor) -> Result<AnyView, Error> {
    let language = visitor.language;
    let words = Words::of(language);
    let zone = service().settings().zone;
    let drafts = service().drafts(actor, language).await?;
    let any = !drafts.is_empty();
    let rows = drafts.into_iter().map(|draft| {
        let mut detail = day_time(draft.updated_at, zone, language);
        if let Some(about) = draft.about {
            detail = format!("{about} · {detail}");
        }
        let tag = draft.correction.then(|| (Tone::Warn, words.correction.to_owned()));
        view! { <LinkRow href=routes::resume(draft.id) title=draft.procedure detail=detail tag=tag /> }
    });
    let rows = rows.collect_view();
    let begin = if service().has_card(actor).await? {
        view! { <p><LinkButton label=words.new href=routes::NEW_REQUEST wide=true /></p> }.into_any()
    } else {
        view! {
            <Notice tone=Tone::Warn><p>{words.card_missing}</p></Notice>
            <p><LinkButton label=words.card_begin href=routes::CARD wide=true /></p>
            <p><LinkButton label=words.new href=routes::NEW_REQUEST kind=ButtonKind::Ghost wide=true /></p>
        }
        .into_any()
    };
    let line = actor.assisted().map(|assisted| line(assisted, language, false));
    Ok(view! {
        {line}
        {begin}
        <h2 class="section">{words.drafts}</h2>
        {if any { view! { <Links>{rows}</Links> }.into_any() } else { view! { <p class="muted">{words.no_drafts}</p> }.into_any() }}
    }
    .into_any())
}

/// What it is; the name, and the code once somebody was asked.
async fn at_the_start(visitor: &Visitor, flash: &Flash, errors: &FormErrors) -> AnyView {
    let words = Words::of(visitor.language);
    let asked: Option<AskedToHelp> = visitor.session.get(ASKED).await.ok().flatten();
    let ask = ask_form(flash, errors, visitor.language);
    let forms = match asked {
        Some(_) => view! {
            <h2 class="section">{words.asked_title}</h2>
            <p role="status">{words.asked}</p>
            <form method="post" action="/api/petugas/bantu-mulai" novalidate>
                <CodeField name="code" label=words.code hint=words.code_hint.to_owned() error=errors.field("code") />
                <Button label=words.begin wide=true />
            </form>
            {no_code(words)}
            <Disclosure summary=words.other>{ask}</Disclosure>
        }
        .into_any(),
        None => view! { {ask} {no_code(words)} }.into_any(),
    };
    view! {
        <p class="lead">{words.intro}</p>
        <ul>
            <li>{words.rule_code}</li>
            <li>{words.rule_see}</li>
            <li>{words.rule_history}</li>
        </ul>
        {forms}
    }
    .into_any()
}

fn ask_form(flash: &Flash, errors: &FormErrors, language: Language) -> AnyView {
    let words = Words::of(language);
    let by = Some(flash.value("by")).filter(|by| !by.is_empty()).unwrap_or_else(|| "phone".to_owned());
    let ways = vec![ChoiceOption::new("phone", words.by_phone), ChoiceOption::new("email", words.by_email)];
    view! {
        <form method="post" action="/api/petugas/bantu-minta" novalidate>
            <TextField name="name" label=words.name value=flash.value("name") error=errors.field("name") />
            <Choices name="by" label=words.by options=ways value=by />
            <Button label=words.ask wide=true />
        </form>
    }
    .into_any()
}

/// Who has no account or no phone is served all the same, and gets no made-up account.
fn no_code(words: Words) -> AnyView {
    view! {
        <Disclosure summary=words.none_title>
            <ul>
                <li>{words.none_account}" "<a href=routes::REGISTER>{words.register}</a></li>
                <li>{words.none_phone}</li>
                <li>{words.none_changed}</li>
            </ul>
        </Disclosure>
    }
    .into_any()
}

/// The line above the pages of the wizard: whom the officer helps, until when, and the way out.
pub(super) fn banner(visitor: &Visitor) -> Option<AnyView> {
    visitor.actor.assisted().map(|assisted| line(assisted, visitor.language, true))
}

fn line(assisted: &Assisted, language: Language, to_page: bool) -> AnyView {
    let words = Words::of(language);
    let until = clock_time(assisted.until, service().settings().zone);
    let name = assisted.citizen.name.clone();
    let way = to_page.then(|| view! { <a href=routes::ASSIST>{words.to_page}</a> });
    view! {
        <Notice tone=Tone::Warn>
            <p>{words.helping}" "<b>{name}</b>" · "{words.until}" "<span class="num nowrap">{until}</span></p>
            <form method="post" action="/api/petugas/bantu-selesai" class="cluster no-print">
                <Button label=words.stop kind=ButtonKind::Ghost small=true />
                {way}
            </form>
        </Notice>
    }
    .into_any()
}
