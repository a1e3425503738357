//! Is this receipt genuine? For everybody who holds one: the least that proves it.
use super::{
    account::{change_words, line},
    frame::{Page, page},
};
use crate::{
    api::set_status,
    routes,
    text::{Common, Receipt, day_time},
    ui::{
        button::Button, card::Card, notice::Notice, summary_list::SummaryList, text_field::TextField,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::ReceiptCode;
use http::StatusCode;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::Error;

/// A line for the code. It goes by its address, which can be kept and sent on: the code is no secret of whoever holds
/// the receipt.
pub fn ask() -> impl IntoView {
    let typed = use_query_map().with_untracked(|query| query.get("kode"));
    page(async move {
        let words = Receipt::of(visitor().language);
        let code = typed.as_deref().and_then(ReceiptCode::parse);
        if let Some(code) = code {
            leptos_axum::redirect(&routes::verify(code.as_str()));
        }
        let refused = typed.as_ref().is_some_and(|typed| !typed.trim().is_empty());
        Ok(Page::new(
            words.verify_title,
            view! {
                {refused.then(|| unknown(words))}
                <h1>{words.verify_title}</h1>
                <p class="lead">{words.verify_intro}</p>
                {form(words, typed.unwrap_or_default())}
                {offline(words)}
            },
        ))
    })
}

/// What the receipt with this code says of itself.
pub fn answer() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("code").unwrap_or_default());
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Receipt::of(language);
        let service = service();
        let found = match service.check_receipt(&asked, &visitor.address).await {
            Ok(found) => found,
            Err(Error::NotFound) => {
                set_status(StatusCode::NOT_FOUND);
                return Ok(Page::new(
                    words.unknown,
                    view! { <h1>{words.unknown}</h1><p class="lead">{words.unknown_text}</p>{form(words, asked)} },
                ));
            }
            Err(error) => return Err(error),
        };
        let signed = match &found.signed_by {
            Some(key) => format!("{} {key}.", words.signed),
            None => words.unsigned.to_owned(),
        };
        let facts = vec![
            line(crate::text::Requests::of(language).number, found.number.to_string()),
            line(words.office, found.office.clone()),
            line(words.when, day_time(found.sent_at, service.settings().zone, language)),
            line(words.documents, found.documents.to_string()),
        ];
        Ok(Page::new(
            words.genuine,
            view! {
                <h1>{words.genuine}</h1>
                <p class="lead">{words.compare}</p>
                <Card><SummaryList facts=facts words=change_words(&Common::of(language)) /></Card>
                {found.followed.then(|| view! { <Notice tone=Tone::Warn>{words.followed}</Notice> })}
                <p>{signed}</p>
                <p>{words.is_not}</p>
                <p class="small muted">{words.nothing_more}</p>
                {offline(words)}
            },
        ))
    })
}

fn unknown(words: Receipt) -> AnyView {
    view! {
        <div id="ringkasan-galat" tabindex="-1">
            <Notice tone=Tone::Bad alert=true title=words.unknown.to_owned()>{words.unknown_text}</Notice>
        </div>
    }
    .into_any()
}

fn form(words: Receipt, typed: String) -> AnyView {
    view! {
        <form method="get" action=routes::VERIFY>
            <TextField name="kode" label=words.code hint=words.verify_hint.to_owned() value=typed />
            <Button label=words.verify />
        </form>
    }
    .into_any()
}

fn offline(words: Receipt) -> Option<AnyView> {
    (!service().public_keys().is_empty()).then(|| {
        view! { <p class="small muted section">{words.offline}" "<a href=routes::PUBLIC_KEYS>{words.public_key}</a></p> }
            .into_any()
    })
}
