//! The officers, for administrators: the list, one officer, inviting; and the page on which an invited one begins.
mod invite;
mod join;
mod one;

pub use invite::invite;
pub use join::join;
pub use one::one;

use super::{
    frame::{Page, page},
    words_of::FormErrors,
};
use crate::{
    api::officers::CHANGE,
    routes,
    text::{Officers as Words, ago, day_time, role_name},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        choice::ChoiceOption,
        notice::Notice,
        pager::Pager,
        select::Select,
        tag::Tag,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::{Language, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::{InvitationView, OfficerChoices, OfficerView};

/// What was just done with an officer.
fn said(code: &str, language: Language) -> &'static str {
    match (code, language) {
        ("invited", Language::Id) => "Undangan sudah dikirim.",
        ("invited", Language::En) => "The invitation is on its way.",
        (_, Language::Id) => "Tersimpan.",
        (_, Language::En) => "Saved.",
    }
}

/// The list.
pub fn list() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| (query.get("cari"), query.get("sesudah")));
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let search: String = asked.0.unwrap_or_default().chars().take(100).collect();
        let after = asked.1.and_then(|after| after.parse().ok());
        let found = service().officers(&visitor.actor, &search, after).await?;
        let form = visitor.take(CHANGE).await;
        let errors = FormErrors::of(&form, language);
        let done = form.done.as_ref().map(|code| said(code, language));
        let next = found.next.map(|next| (words.next.to_owned(), routes::officers_after(&search, next)));
        let first = after.map(|_| (words.first.to_owned(), routes::OFFICERS.to_owned()));
        let pager = (next.is_some() || first.is_some())
            .then(|| view! { <Pager label=words.pages before=first here=Some(found.total.to_string()) after=next /> });
        let none = found.officers.is_empty().then(|| view! { <p class="muted">{words.none}</p> });
        let lines = found.officers.iter().map(|officer| line(officer, language)).collect_view();
        let invited = (!found.invited.is_empty()).then(|| {
            let lines = found.invited.iter().map(|one| invitation(one, language)).collect_view();
            view! { <h2 class="section">{words.invited}</h2>{lines} }
        });
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                {done.map(|done| view! { <Notice tone=Tone::Ok alert=true>{done}</Notice> })}
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                <p><LinkButton label=words.invite href=routes::OFFICER_INVITE /></p>
                <form method="get" action=routes::OFFICERS>
                    <TextField name="cari" label=words.search value=search kind=InputKind::Search max=Some(100) />
                    <Button label=words.search_act kind=ButtonKind::Ghost small=true />
                </form>
                {none}
                <div class="section">{lines}</div>
                {pager}
                {invited}
            },
        ))
    })
}

/// Role, service point and district in one line.
pub(super) fn scope_line(officer: &OfficerView, language: Language) -> String {
    let words = Words::of(language);
    let role = role_name(Some(officer.role), language);
    let narrow = matches!(officer.role, Role::FrontDesk | Role::Verifier);
    let district = officer.district.as_deref().unwrap_or(words.all_districts);
    if narrow {
        format!("{role} · {} · {district}", officer.office.1)
    } else {
        format!("{role} · {}", officer.office.1)
    }
}

/// The tags of an officer.
pub(super) fn tags(officer: &OfficerView, language: Language) -> AnyView {
    let words = Words::of(language);
    let factor = if officer.factor { (words.factor, Tone::Ok) } else { (words.no_factor, Tone::Warn) };
    let closed = officer.suspended_at.map(|_| view! { <Tag label=words.suspended tone=Tone::Bad /> });
    let me = officer.is_me.then(|| view! { <Tag label=words.me tone=Tone::Info /> });
    view! { {closed}{me}<Tag label=factor.0 tone=factor.1 /> }.into_any()
}

/// When an officer was here.
pub(super) fn times(officer: &OfficerView, language: Language) -> String {
    let words = Words::of(language);
    let service = service();
    let zone = service.settings().zone;
    let signed = officer.signed_in_at.map_or_else(
        || words.never.to_owned(),
        |at| format!("{} {}", words.last, day_time(at, zone, language)),
    );
    let seen = officer.seen_at.map(|at| format!("{} {}", words.seen, ago(at, service.now(), language)));
    let holds = (officer.holds > 0).then(|| format!("{} {} {}", words.holds, officer.holds, words.requests));
    std::iter::once(signed).chain(seen).chain(holds).collect::<Vec<_>>().join(" · ")
}

fn line(officer: &OfficerView, language: Language) -> AnyView {
    let href = routes::officer(officer.id);
    let (name, email) = (officer.name.clone(), officer.email.clone());
    let (tags, scope, times) =
        (tags(officer, language), scope_line(officer, language), times(officer, language));
    view! {
        <Card>
            <p class="cluster"><a href=href><b>{name}</b></a>{tags}</p>
            <p class="last">{scope}</p>
            <p class="small muted last">{email}<br />{times}</p>
        </Card>
    }
    .into_any()
}

fn invitation(one: &InvitationView, language: Language) -> AnyView {
    let words = Words::of(language);
    let until = day_time(one.expires_at, service().settings().zone, language);
    let role = role_name(Some(one.role), language);
    let told = format!("{} · {} {until}", one.email, words.invited_until);
    let (id, name) = (one.id.to_string(), one.name.clone());
    view! {
        <Card>
            <p class="last"><b>{name.clone()}</b>" · "{role}</p>
            <p class="small muted">{told}</p>
            <form method="post" action="/api/petugas/tarik-undangan">
                <input type="hidden" name="id" value=id />
                <Button label=words.withdraw kind=ButtonKind::Ghost small=true spoken=name />
            </form>
        </Card>
    }
    .into_any()
}

/// Role, service point and district, to be chosen.
pub(super) fn scope_fields(
    choices: &OfficerChoices,
    [role, office, district]: [String; 3],
    errors: &FormErrors,
    language: Language,
) -> AnyView {
    let words = Words::of(language);
    let roles =
        Role::all().map(|role| ChoiceOption::new(role.as_str(), role_name(Some(role), language))).to_vec();
    let offices =
        choices.offices.iter().map(|(code, name)| ChoiceOption::new(code.as_str(), name.as_str())).collect();
    let hint = if choices.districts.is_empty() {
        words.district_hint.to_owned()
    } else {
        format!("{} {} {}", words.district_hint, words.districts_known, choices.districts.join(", "))
    };
    view! {
        <Select name="role" label=words.role options=roles value=role error=errors.field("role") />
        <Select name="office" label=words.office options=offices value=office error=errors.field("office") />
        <TextField name="district" label=words.district hint=hint value=district error=errors.field("district") max=Some(80) />
    }
    .into_any()
}

/// The labels of the fields, for the summary.
pub(super) fn labelled(errors: FormErrors, language: Language) -> FormErrors {
    let words = Words::of(language);
    errors.labelled(&[
        ("name", words.name),
        ("email", words.email),
        ("role", words.role),
        ("office", words.office),
        ("district", words.district),
        ("reason", words.reason),
        ("password", words.password),
        ("password_again", words.password_again),
    ])
}
