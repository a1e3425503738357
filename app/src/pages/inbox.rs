//! The portal's own inbox: every letter, whatever happened to e-mail and phone.
use super::{frame, frame::Page};
use crate::{
    routes,
    text::{Requests, day_time},
    ui::{card::Card, empty_state::EmptyState, tag::Tag, tone::Tone},
    visitor::{service, visitor},
};
use leptos::prelude::*;

/// Plain text with blank lines between paragraphs.
pub(crate) fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.split("\n\n")
        .map(|paragraph| {
            let lines = paragraph
                .lines()
                .enumerate()
                .map(|(place, line)| view! { {(place > 0).then(|| view! { <br /> })}{line.to_owned()} })
                .collect_view();
            view! { <p>{lines}</p> }
        })
        .collect_view()
}

/// The inbox. Seeing it is reading it.
pub fn page() -> impl IntoView {
    frame::page(async {
        let visitor = visitor();
        let words = Requests::of(visitor.language);
        let service = service();
        let notices = service.notices(&visitor.actor, visitor.language).await?;
        let zone = service.settings().zone;
        let empty = notices.is_empty();
        let language = visitor.language;
        let list = notices
            .into_iter()
            .map(|notice| {
                let unread = (!notice.read).then(|| view! { <Tag label=words.unread tone=Tone::Info /> });
                let href = match &notice.at_desk {
                    Some(number) => Some(routes::desk_request_beside(number, "bagian=terbuka", None)),
                    None => notice.request.map(routes::request),
                };
                let link =
                    href.map(|href| view! { <p class="last"><a href=href>{words.open_request}</a></p> });
                view! {
                    <Card title=notice.text.subject.clone()>
                        <p class="muted small">{day_time(notice.at, zone, language)}" "{unread}</p>
                        {paragraphs(&notice.text.body)}
                        {link}
                    </Card>
                }
            })
            .collect_view();
        Ok(Page::new(
            words.inbox_title,
            view! {
                <h1>{words.inbox_title}</h1>
                {empty.then(|| view! { <EmptyState title=words.inbox_empty text=words.inbox_empty_text /> })}
                {list}
            },
        ))
    })
}
