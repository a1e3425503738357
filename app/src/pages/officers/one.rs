//! One officer: role and scope, closing, opening again, the second factor.
use super::{labelled, said, scope_fields, scope_line, tags, times};
use crate::{
    api::officers::CHANGE,
    pages::{
        frame::{Page, page},
        words_of::FormErrors,
    },
    routes,
    text::{Officers as Words, officer_reason},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        choice::ChoiceOption,
        disclosure::Disclosure,
        notice::Notice,
        select::Select,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::{Error, OfficerReason, OfficerView};

/// The page.
pub fn one() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        visitor.actor.officer()?;
        let id = id.parse().map_err(|_| Error::NotFound)?;
        let officer = service().officer(&visitor.actor, id).await?;
        let choices = service().officer_choices(&visitor.actor).await?;
        let form = visitor.take(CHANGE).await;
        let errors = labelled(FormErrors::of(&form, language), language);
        let done = form.done.as_ref().map(|code| said(code, language));
        let or = |name: &str, now: &str| {
            if form.error.is_some() && !form.value("role").is_empty() {
                form.value(name)
            } else {
                now.to_owned()
            }
        };
        let scope = [
            or("role", officer.role.as_str()),
            or("office", &officer.office.0),
            or("district", officer.district.as_deref().unwrap_or_default()),
        ];
        let acts = if officer.is_me {
            view! { <Notice><p>{words.own}</p></Notice> }.into_any()
        } else {
            let fields = scope_fields(&choices, scope, &errors, language);
            view! {
                <Card title=words.scope.to_owned()>
                    <p class="muted">{words.scope_hint}</p>
                    <form method="post" action="/api/petugas/pengguna-peran">
                        <input type="hidden" name="id" value=officer.id.to_string() />
                        {fields}
                        <Button label=words.save />
                    </form>
                </Card>
                {closing(&officer, &errors, language)}
            }
            .into_any()
        };
        let history = format!("{}?petugas={}", routes::AUDIT, officer.id);
        Ok(Page::new(
            officer.name.clone(),
            view! {
                {errors.summary()}
                {done.map(|done| view! { <Notice tone=Tone::Ok alert=true>{done}</Notice> })}
                <p><a href=routes::OFFICERS>{words.back}</a></p>
                <h1>{officer.name.clone()}</h1>
                <p class="cluster">{tags(&officer, language)}</p>
                <p class="last">{scope_line(&officer, language)}</p>
                <p class="muted">{officer.email.clone()}<br />{times(&officer, language)}</p>
                <p><a href=history>{words.history}</a></p>
                {acts}
            },
        ))
    })
}

fn closing(officer: &OfficerView, errors: &FormErrors, language: Language) -> AnyView {
    let words = Words::of(language);
    let id = officer.id.to_string();
    let act = |action: &'static str,
               text: &'static str,
               label: &'static str,
               reasons: &[OfficerReason],
               kind| {
        let options = reasons
            .iter()
            .map(|reason| ChoiceOption::new(reason.as_str(), officer_reason(*reason, language)))
            .collect();
        let (id, error) = (id.clone(), errors.field("reason"));
        view! {
            <Disclosure summary=label>
                <p>{text}</p>
                <form method="post" action=action>
                    <input type="hidden" name="id" value=id />
                    <Select name="reason" label=words.reason empty=words.choose.to_owned() options=options error=error />
                    <Button label=label kind=kind small=true />
                </form>
            </Disclosure>
        }
        .into_any()
    };
    let closing = if officer.suspended_at.is_some() {
        act(
            "/api/petugas/pengguna-buka",
            words.restore_text,
            words.restore,
            &OfficerReason::TO_RESTORE,
            ButtonKind::Primary,
        )
    } else {
        act(
            "/api/petugas/pengguna-tutup",
            words.suspend_text,
            words.suspend,
            &OfficerReason::TO_SUSPEND,
            ButtonKind::Danger,
        )
    };
    let reset = officer.factor.then(|| {
        act(
            "/api/petugas/pengguna-dua-langkah",
            words.reset_text,
            words.reset,
            &OfficerReason::TO_RESET,
            ButtonKind::Danger,
        )
    });
    view! { <section class="section">{closing}{reset}</section> }.into_any()
}
