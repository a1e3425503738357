//! The front page: what this is.
use super::{
    frame::{Page, page},
    services::by_group,
};
use crate::{
    routes,
    text::{Home, Track, group_name},
    ui::{
        button::{ButtonKind, LinkButton},
        link_row::{LinkRow, Links},
        notice::Notice,
        tone::Tone,
    },
    visitor::visitor,
};
use leptos::prelude::*;
use service::Actor;

/// The front page.
pub fn home() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let words = Home::of(visitor.language);
        let signed_in = visitor.actor != Actor::Stranger;
        let start = if signed_in { routes::NEW_REQUEST } else { routes::REGISTER };
        let services = by_group(visitor.language)
            .into_iter()
            .map(|(group, procedures)| {
                let names: Vec<_> = procedures.into_iter().map(|procedure| procedure.name).collect();
                let href = format!("{}#{}", routes::REQUIREMENTS, group.as_str());
                let title = group_name(group, visitor.language);
                view! { <LinkRow href=href title=title detail=names.join(" · ") tag=None /> }
            })
            .collect_view();
        Ok(Page::new(
            words.title,
            view! {
                <h1>{words.title}</h1>
                <p class="lead">{words.lead}</p>
                <div class="cluster">
                    <LinkButton label=words.start href=start />
                    {(!signed_in).then(|| view! { <LinkButton label=words.sign_in href=routes::SIGN_IN kind=ButtonKind::Ghost /> })}
                </div>
                <p><a href=routes::TRACK>{Track::of(visitor.language).title}</a></p>
                <h2 class="section">{words.how}</h2>
                <ol class="ways">
                    <li>{words.step_1}</li>
                    <li>{words.step_2}</li>
                    <li>{words.step_3}</li>
                    <li>{words.step_4}</li>
                </ol>
                <h2 class="section">{words.services}</h2>
                <Links>{services}</Links>
                <Notice tone=Tone::Info>{words.not_issued}</Notice>
            },
        ))
    })
}
