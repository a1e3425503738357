//! When one may come to collect something, for administrators: counters, hours, lengths, places.
use super::{
    frame::{Page, page},
    words_of::FormErrors,
};
use crate::{
    api::appointments::{RULES_FORM, rules_form},
    routes,
    text::{AppointmentRulesPage as Words, weekday_name},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        checkbox::Checkbox,
        choice::ChoiceOption,
        field::Width,
        notice::Notice,
        select::Select,
        text_area::TextArea,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::{AppointmentForm, Language};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::AppointmentSettings;

/// The page.
pub fn page_of_rules() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get("kantor"));
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let asked = asked.filter(|code| !code.is_empty());
        let kept = service().appointment_settings(&visitor.actor, asked.as_deref()).await?;
        let flash = visitor.take(RULES_FORM).await;
        let typed = flash.error.is_some();
        let form = if typed { rules_form(|name| flash.value(name)) } else { kept.form.clone() };
        let offered = if typed { !flash.value("offered").is_empty() } else { kept.offered };
        let mut labels = vec![
            ("counters", words.counters),
            ("slot_minutes", words.slot_minutes),
            ("capacity", words.capacity),
            ("days_ahead", words.days_ahead),
            ("notice_hours", words.notice_hours),
        ];
        labels.extend(AppointmentForm::DAYS.into_iter().zip((0..).map(|day| weekday_name(day, language))));
        let errors = FormErrors::of(&flash, language).labelled(&labels);
        let said =
            flash.done.is_some().then(|| view! { <Notice tone=Tone::Ok alert=true>{words.saved}</Notice> });
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                {said}
                <p class="small muted">{kept.office.1.clone()}</p>
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}" "<a href=routes::CALENDAR>{words.calendar}</a></p>
                {other_office(&kept, language)}
                <p>{words.booked}" "<b class="num">{kept.booked}</b>". "{words.falls}</p>
                {drawn(&kept, &form, offered, &errors, language)}
            },
        ))
    })
}

fn other_office(kept: &AppointmentSettings, language: Language) -> Option<AnyView> {
    let words = Words::of(language);
    (kept.offices.len() > 1).then(|| {
        let options =
            kept.offices.iter().map(|(code, name)| ChoiceOption::new(code.as_str(), name.as_str())).collect();
        view! {
            <form method="get" action=routes::APPOINTMENT_RULES>
                <Select name="kantor" label=words.office options=options value=kept.office.0.clone() />
                <Button label=words.show kind=ButtonKind::Ghost small=true />
            </form>
        }
        .into_any()
    })
}

fn drawn(
    kept: &AppointmentSettings,
    form: &AppointmentForm,
    offered: bool,
    errors: &FormErrors,
    language: Language,
) -> AnyView {
    let words = Words::of(language);
    let days = AppointmentForm::DAYS
        .into_iter()
        .zip(&form.week)
        .zip(0..)
        .map(|((name, hours), day)| {
            view! {
                <TextField name=name label=weekday_name(day, language) value=hours.clone() error=errors.field(name) max=Some(80) />
            }
        })
        .collect_view();
    let number = |name: &'static str, label: &'static str, value: &str, unit: Option<&'static str>| {
        let unit = unit.map(str::to_owned);
        view! {
            <TextField name=name label=label value=value.to_owned() error=errors.field(name)
                kind=InputKind::Digits width=Width::W4 max=Some(4) after=unit />
        }
    };
    view! {
        <form method="post" action="/api/petugas/janji-atur" novalidate>
            <input type="hidden" name="office" value=kept.office.0.clone() />
            <Checkbox name="offered" label=words.offered hint=words.offered_hint.to_owned() checked=offered />
            <TextArea name="counters" label=words.counters hint=words.counters_hint.to_owned() lines=3
                value=form.counters.clone() error=errors.field("counters") max=Some(900) />
            <Card title=words.hours.to_owned()>
                <p class="hint">{words.hours_hint}</p>
                {days}
            </Card>
            {number("slot_minutes", words.slot_minutes, &form.slot_minutes, Some(words.minutes))}
            {number("capacity", words.capacity, &form.capacity, None)}
            {number("days_ahead", words.days_ahead, &form.days_ahead, Some(words.days))}
            {number("notice_hours", words.notice_hours, &form.notice_hours, Some(words.hours_unit))}
            <Button label=words.save />
        </form>
    }
    .into_any()
}
