//! The demonstration's mailbox: what would have been e-mailed or texted. Does not exist outside it.
use super::{frame, frame::Page, inbox::paragraphs};
use crate::{
    text::{Home, day_time},
    ui::{card::Card, empty_state::EmptyState},
    visitor::{service, visitor},
};
use leptos::prelude::*;

/// All messages, newest first.
pub fn page() -> impl IntoView {
    frame::page(async {
        let visitor = visitor();
        let words = Home::of(visitor.language);
        let service = service();
        let messages = service.mailbox().await?;
        let zone = service.settings().zone;
        let language = visitor.language;
        let empty = messages.is_empty();
        let list = messages
            .into_iter()
            .map(|message| {
                let way = match message.channel {
                    "email" => words.by_email,
                    "push" => words.by_push,
                    _ => words.by_phone,
                };
                let to = message.to.clone();
                view! {
                    <article data-to=to data-channel=message.channel data-code=message.code>
                        <Card title=message.text.subject.clone()>
                            <p class="muted small">{way}" "<b>{message.to.clone()}</b>{(!message.to.is_empty()).then_some(", ")}{day_time(message.at, zone, language)}</p>
                            {paragraphs(&message.text.body)}
                        </Card>
                    </article>
                }
            })
            .collect_view();
        Ok(Page::new(
            words.mailbox_title,
            view! {
                <h1>{words.mailbox_title}</h1>
                <p class="lead">{words.mailbox_intro}</p>
                {empty.then(|| view! { <EmptyState title=words.mailbox_title text=words.mailbox_empty /> })}
                {list}
            },
        ))
    })
}
