//! The form by which anybody asks the office. It knows the page one comes from, and the request if it is one's own.
use crate::{
    api::help::ASK,
    pages::{
        frame::{Page, page},
        help::{From, contact},
        talk::files,
        words_of::FormErrors,
    },
    routes,
    text::{Help, Talk, Ticket as Words},
    ui::{
        button::Button,
        notice::Notice,
        text_area::TextArea,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
    visitor::{Visitor, service, visitor},
};
use domain::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::{Error, LONGEST_MESSAGE};
use uuid::Uuid;

/// The page.
pub fn ask() -> impl IntoView {
    let from = From::read();
    let topic = use_query_map().with_untracked(|query| query.get("soal")).unwrap_or_default();
    page(async move {
        let visitor = visitor();
        // Officers have the desk, and the list of what others ask.
        if visitor.actor.officer().is_ok() {
            return Err(Error::Forbidden);
        }
        let language = visitor.language;
        let words = Words::of(language);
        let topic = service().help().question(&topic).map(|known| known.code.clone()).unwrap_or_default();
        let flash = visitor.take(ASK).await;
        let trapped = flash.issues().iter().any(|issue| issue.field == "situs");
        let errors = FormErrors::of(&flash, language).labelled(&[
            ("text", words.text),
            ("email", words.email),
            ("phone", words.phone),
            ("number", words.number),
            ("files", Talk::of(language).files),
        ]);
        let summary = if trapped {
            view! { <Notice tone=Tone::Warn alert=true>{words.trap_filled}</Notice> }.into_any()
        } else {
            errors.summary()
        };
        // The same form sent twice asks once.
        let key = flash.value("key").parse().unwrap_or_else(|_| Uuid::new_v4());
        let request = about(&visitor, &from).await;
        let reach = reach(&visitor, &flash, &errors, request.is_some(), language);
        let context = context(&from, request.as_deref(), language);
        // What strangers send would lie here for nobody to answer for.
        let with_files = visitor.actor.citizen().is_ok();
        let (action, kind) = if with_files {
            (routes::ASK_UPLOAD, Some("multipart/form-data"))
        } else {
            ("/api/bantuan-kirim", None)
        };
        let attach = if with_files {
            files(errors.field("files"), language)
        } else {
            view! { <p class="small muted">{words.files_signed_in}</p> }.into_any()
        };
        let intro = if with_files { words.ask_intro_known } else { words.ask_intro };
        Ok(Page::new(
            words.ask_title,
            view! {
                {summary}
                {from.back(language)}
                <h1>{words.ask_title}</h1>
                <p class="lead">{intro}</p>
                {context}
                <form method="post" action=action enctype=kind novalidate>
                    <input type="hidden" name="key" value=key.to_string() />
                    <input type="hidden" name="dari" value=from.place.clone() />
                    <input type="hidden" name="galat" value=from.incident.clone() />
                    <input type="hidden" name="soal" value=topic />
                    <TextArea name="text" label=words.text hint=words.text_hint.to_owned() lines=5
                        max=Some(LONGEST_MESSAGE) value=flash.value("text") error=errors.field("text") />
                    {attach}
                    {reach}
                    <div class="vh" aria-hidden="true">
                        <label>
                            {words.trap}
                            <input name="situs" tabindex="-1" autocomplete="off" />
                        </label>
                    </div>
                    <Button label=words.send wide=true />
                </form>
                <p><a href=routes::HELP_TICKETS>{Help::of(language).tickets_open}</a></p>
                {contact(language)}
            },
        ))
    })
}

/// The number of the request that one comes from, if it is one's own.
async fn about(visitor: &Visitor, from: &From) -> Option<String> {
    let id = routes::request_of(&from.place)?;
    visitor.actor.citizen().ok()?;
    let request = service().request(&visitor.actor, id, visitor.language).await.ok()?;
    Some(request.number)
}

fn context(from: &From, request: Option<&str>, language: Language) -> AnyView {
    let words = Words::of(language);
    let page = (!from.place.is_empty() && request.is_none())
        .then(|| view! { <p class="small muted">{words.from_page}" "<span class="num">{from.place.clone()}</span></p> });
    let request = request.map(|number| {
        view! { <p>{words.about_request}" "<b class="num nowrap">{number.to_owned()}</b></p> }
    });
    let incident = (!from.incident.is_empty()).then(|| {
        view! { <p>{Help::of(language).incident}" "<b class="num">{from.incident.clone()}</b></p> }
    });
    view! { {request}{page}{incident} }.into_any()
}

/// Where the answer goes: whoever has an account is told there.
fn reach(
    visitor: &Visitor,
    flash: &crate::flash::Flash,
    errors: &FormErrors,
    known: bool,
    language: Language,
) -> AnyView {
    let words = Words::of(language);
    let number = (!known).then(|| {
        view! {
            <TextField name="number" label=words.number hint=words.number_hint.to_owned() max=Some(20)
                value=flash.value("number") error=errors.field("number") />
        }
    });
    if visitor.actor.citizen().is_ok() {
        return view! { {number}<p class="muted">{words.with_account}</p> }.into_any();
    }
    view! {
        {number}
        <h2 class="section">{words.reach}</h2>
        <p class="muted">{words.reach_text}</p>
        <TextField name="email" label=words.email kind=InputKind::Email autocomplete="email"
            value=flash.value("email") error=errors.field("email") />
        <TextField name="phone" label=words.phone kind=InputKind::Phone autocomplete="tel"
            value=flash.value("phone") error=errors.field("phone") />
    }
    .into_any()
}
