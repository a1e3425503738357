//! Who is on duty and what they hold, on the supervisor's page; from here it is handed to somebody else.
use crate::{
    routes,
    text::{Duty as Words, day_time, role_name, status},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        choice::ChoiceOption,
        select::Select,
    },
    visitor::service,
};
use domain::Language;
use leptos::prelude::*;
use service::{HeldRequest, OnDuty};

/// The section.
pub(super) fn section(duty: &[OnDuty], language: Language) -> AnyView {
    let words = Words::of(language);
    let nobody = duty.is_empty().then(|| view! { <p class="muted">{words.nobody}</p> });
    let officers = duty.iter().map(|one| officer(one, language)).collect_view();
    let ended = routes::queue("bagian=selesai", None);
    view! {
        <section id="bertugas">
            <h2 class="section">{words.title}</h2>
            <p class="muted">{words.intro}</p>
            {nobody}
            {officers}
            <p class="small muted">{words.reopen}" "<a href=ended>{words.ended}</a></p>
        </section>
    }
    .into_any()
}

fn officer(one: &OnDuty, language: Language) -> AnyView {
    let words = Words::of(language);
    let role = role_name(Some(one.officer.role), language);
    let none = one.held.is_empty().then(|| view! { <p class="small muted last">{words.holds_none}</p> });
    let held = one.held.iter().map(|request| line(request, language)).collect_view();
    let (name, times) = (one.officer.name.clone(), super::officers::times(&one.officer, language));
    view! {
        <Card>
            <p class="last"><b>{name}</b>" · "{role}</p>
            <p class="small muted">{times}</p>
            {none}
            {held}
        </Card>
    }
    .into_any()
}

fn line(request: &HeldRequest, language: Language) -> AnyView {
    let words = Words::of(language);
    let until = day_time(request.until, service().settings().zone, language);
    let told = format!(
        "{} · {} · {} {until}",
        request.procedure,
        status(request.status, language),
        words.held_until
    );
    let options = request
        .colleagues
        .iter()
        .map(|one| ChoiceOption::new(one.id.to_string(), one.name.as_str()))
        .collect::<Vec<_>>();
    let hand = (!options.is_empty()).then(|| {
        view! {
            <form class="row" method="post" action="/api/petugas/serahkan">
                <input type="hidden" name="number" value=request.number.clone() />
                <input type="hidden" name="part" value="terbuka" />
                <input type="hidden" name="version" value=request.version.to_string() />
                <div class="grow"><Select name="to" label=format!("{} {}", request.number, words.to) hide_label=true empty=words.to.to_owned() options=options /></div>
                <Button label=words.hand_over kind=ButtonKind::Ghost small=true spoken=request.number.clone() />
            </form>
        }
    });
    view! {
        <p class="last"><a href=routes::desk_request(&request.number)>{request.number.clone()}</a>" "<span class="small muted">{told}</span></p>
        {hand}
    }
    .into_any()
}
