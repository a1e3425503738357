//! "Petugas yang membantu Anda": who fills in requests for the citizen now, who did, and the way to end it.
use crate::{
    api::assist::REFUSE_FORM,
    pages::{
        frame::{Page, page as framed},
        words_of::FormErrors,
    },
    routes,
    text::{Assist, Security, day_time, ended_by},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        notice::Notice,
        tag::Tag,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::Language;
use leptos::prelude::*;
use service::AssistanceView;

/// The page.
pub fn helpers() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let words = Assist::of(visitor.language);
        let views = service().assistances(&visitor.actor).await?;
        let flash = visitor.take(REFUSE_FORM).await;
        let errors = FormErrors::of(&flash, visitor.language);
        let said = flash
            .done
            .is_some()
            .then(|| view! { <Notice tone=Tone::Ok alert=true><p>{words.mine_ended}</p></Notice> });
        let none = views.is_empty().then(|| view! { <p class="muted">{words.mine_none}</p> });
        let cards = views.iter().map(|view| card(view, visitor.language)).collect_view();
        Ok(Page::new(
            words.mine_title,
            view! {
                {errors.summary()}
                {said}
                <p><a href=routes::ACCOUNT>{Security::of(visitor.language).back}</a></p>
                <h1>{words.mine_title}</h1>
                <p class="lead">{words.mine_intro}</p>
                {none}
                {cards}
            },
        ))
    })
}

fn card(view: &AssistanceView, language: Language) -> AnyView {
    let words = Assist::of(language);
    let zone = service().settings().zone;
    let from = day_time(view.started_at, zone, language);
    let to = day_time(view.ends_at, zone, language);
    let (tag, tone) = if view.open { (words.mine_open, Tone::Warn) } else { (words.mine_over, Tone::Plain) };
    let how = (!view.open).then(|| format!(" ({})", ended_by(view, language)));
    let sent = view.sent.iter().map(|(id, number)| {
        view! { <p class="small">{words.sent}": "<a class="num" href=routes::request(*id)>{number.clone()}</a></p> }
    });
    let sent = sent.collect_view();
    let end = view.open.then(|| {
        view! {
            <form method="post" action="/api/akhiri-bantuan">
                <input type="hidden" name="id" value=view.id.to_string() />
                <Button label=words.mine_end kind=ButtonKind::Danger spoken=view.officer.clone() />
            </form>
            <p class="small last">{words.mine_strange}</p>
        }
    });
    view! {
        <Card title=format!("{}, {}", view.officer, view.office)>
            <p><Tag label=tag tone=tone /></p>
            <p class="num">{from}" – "{to}{how}</p>
            {sent}
            {end}
        </Card>
    }
    .into_any()
}
