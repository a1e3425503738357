//! What one's own card was before requests changed it.
use crate::{
    routes,
    text::{Card as Words, day},
    ui::link_row::{LinkRow, Links},
    visitor::{Visitor, service},
};
use domain::Member;
use leptos::prelude::*;
use service::{CardVersion, Error};

/// The list of earlier versions; nothing where there is none.
pub(super) async fn section(visitor: &Visitor) -> Result<Option<AnyView>, Error> {
    if visitor.actor.assisted().is_some() {
        return Ok(None);
    }
    let versions = service().card_versions(&visitor.actor, visitor.language).await?;
    if versions.is_empty() {
        return Ok(None);
    }
    let words = Words::of(visitor.language);
    let zone = service().settings().zone;
    let row = |version: &CardVersion| {
        let title = [words.until, " ", &day(version.until, zone, visitor.language)].concat();
        let who: Vec<&str> = version.card.members.iter().map(name).collect();
        let detail = [&version.procedure, " · ", &version.number, " · ", &who.join(", ")].concat();
        view! { <LinkRow href=routes::request(version.request) title=title detail=detail tag=None /> }
    };
    let rows = versions.iter().map(row).collect_view();
    Ok(Some(
        view! {
            <h2 class="section">{words.earlier}</h2>
            <p>{words.earlier_text}</p>
            <Links>{rows}</Links>
        }
        .into_any(),
    ))
}

fn name(member: &Member) -> &str {
    member.name.as_str()
}
