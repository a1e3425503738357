//! The supervisor's figures: plots with their tables, from numbers that are kept.
mod scores;

use super::frame::{Page, page};
use crate::{
    routes,
    text::{Figures as Words, last_days, weekday},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        choice::ChoiceOption,
        disclosure::Disclosure,
        plot::{Bars, Heat},
        select::Select,
        summary_list::SummaryList,
    },
    visitor::{service, visitor},
};
use domain::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use service::Performance;

/// Periods that are offered, in days.
const PERIODS: [u16; 3] = [7, 30, 90];

/// The page.
pub fn performance() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get("hari")).unwrap_or_default();
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let days = PERIODS.into_iter().find(|days| days.to_string() == asked).unwrap_or(30);
        let figures = service().performance(&visitor.actor, days, language).await?;
        let duty = service().on_duty(&visitor.actor, language).await?;
        let duty = super::duty::section(&duty, language);
        let said = service().feedback_words(&visitor.actor, days, language).await?;
        let scores = scores::section(&figures, &said, language);
        Ok(Page::new(words.title, view! { {body(&figures, days, language)}{scores}{duty} }))
    })
}

fn body(figures: &Performance, days: u16, language: Language) -> AnyView {
    let words = Words::of(language);
    let periods = PERIODS.map(|days| ChoiceOption::new(days.to_string(), last_days(days, language))).to_vec();
    let hours = |hours: Option<u64>| hours.map_or_else(|| "-".to_owned(), |hours| hours.to_string());
    let line = |label: &str, value: String| crate::pages::account::line(label, value);
    let whole = vec![
        line(words.came, figures.whole.came.to_string()),
        line(words.went, figures.whole.went.to_string()),
        line(words.half, hours(figures.whole.half_within)),
        line(words.most, hours(figures.whole.most_within)),
    ];
    let csv = format!(
        "data:text/csv;charset=utf-8,{}",
        utf8_percent_encode(&csv(figures, words), NON_ALPHANUMERIC)
    );
    let nothing = (figures.whole == service::DayFigures::default())
        .then(|| view! { <p class="muted">{words.nothing}</p> });
    view! {
        <h1>{words.title}</h1>
        <form method="get" action=routes::PERFORMANCE>
            <Select name="hari" label=words.period options=periods value=days.to_string() />
            <p class="cluster">
                <Button label=words.show kind=ButtonKind::Ghost small=true />
                <a href=csv download="kinerja.csv">{words.csv}</a>
            </p>
        </form>
        {nothing}
        <Card><SummaryList facts=whole words=crate::pages::account::change_words(&crate::text::Common::of(language)) /></Card>
        {per_day(figures, language)}
        {waiting(figures, language)}
        {by_service(figures, language)}
        {by_one(words.by_reason, words.reason, words.count, &figures.reasons)}
        {by_one(words.by_officer, words.officer, words.count, &figures.officers)}
        {by_hour(figures, language)}
    }
    .into_any()
}

/// A table: its heads, and its lines of which the first field names the line.
fn table(heads: &[&'static str], lines: Vec<Vec<String>>) -> AnyView {
    let heads = heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect_view();
    let lines = lines
        .into_iter()
        .map(|line| {
            let mut fields = line.into_iter();
            let name = fields.next();
            let rest = fields.map(|field| view! { <td class="num">{field}</td> }).collect_view();
            view! { <tr><th scope="row">{name}</th>{rest}</tr> }
        })
        .collect_view();
    view! { <div class="scroll-x"><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div> }
        .into_any()
}

fn section(title: &'static str, plot: AnyView, summary: &'static str, table: AnyView) -> AnyView {
    view! {
        <section>
            <h2 class="section">{title}</h2>
            {plot}
            <Disclosure summary=summary>{table}</Disclosure>
        </section>
    }
    .into_any()
}

fn per_day(figures: &Performance, language: Language) -> AnyView {
    let words = Words::of(language);
    let series = vec![
        figures.days.iter().map(|(_, day)| day.came).collect(),
        figures.days.iter().map(|(_, day)| day.went).collect(),
    ];
    let lines = figures.days.iter().map(|(day, one)| {
        vec![domain::date::in_words(*day, language), one.came.to_string(), one.went.to_string()]
    });
    let table = table(&[words.day, words.came, words.went], lines.collect());
    section(
        words.per_day,
        view! { <Bars label=words.per_day series=series /> }.into_any(),
        words.table,
        table,
    )
}

fn waiting(figures: &Performance, language: Language) -> AnyView {
    let words = Words::of(language);
    let series = vec![
        figures.days.iter().map(|(_, day)| day.most_within.unwrap_or(0)).collect(),
        figures.days.iter().map(|(_, day)| day.half_within.unwrap_or(0)).collect(),
    ];
    let hours = |hours: Option<u64>| hours.map_or_else(|| "-".to_owned(), |hours| hours.to_string());
    let lines = figures.days.iter().map(|(day, one)| {
        vec![domain::date::in_words(*day, language), hours(one.half_within), hours(one.most_within)]
    });
    let table = table(&[words.day, words.half, words.most], lines.collect());
    section(
        words.waiting,
        view! { <Bars label=words.waiting series=series /> }.into_any(),
        words.table,
        table,
    )
}

fn by_service(figures: &Performance, language: Language) -> AnyView {
    let words = Words::of(language);
    let series = vec![
        figures.procedures.iter().map(|(_, came, _)| *came).collect(),
        figures.procedures.iter().map(|(_, _, went)| *went).collect(),
    ];
    let lines = figures
        .procedures
        .iter()
        .map(|(name, came, went)| vec![name.clone(), came.to_string(), went.to_string()]);
    let table = table(&[words.service, words.came, words.went], lines.collect());
    section(
        words.by_service,
        view! { <Bars label=words.by_service series=series /> }.into_any(),
        words.table,
        table,
    )
}

fn by_one(title: &'static str, what: &'static str, count: &'static str, lines: &[(String, u64)]) -> AnyView {
    let series = vec![lines.iter().map(|(_, n)| *n).collect()];
    let table =
        table(&[what, count], lines.iter().map(|(name, n)| vec![name.clone(), n.to_string()]).collect());
    let summary = what;
    section(title, view! { <Bars label=title series=series /> }.into_any(), summary, table)
}

fn by_hour(figures: &Performance, language: Language) -> AnyView {
    let words = Words::of(language);
    let rows = figures.hours.iter().enumerate();
    let heat = rows.map(|(day, hours)| (weekday(day, language).to_owned(), hours.to_vec())).collect();
    let lines = (0..24).map(|hour| {
        let of = |day: &[u64; 24]| day[hour].to_string();
        std::iter::once(format!("{hour:02}.00")).chain(figures.hours.iter().map(of)).collect()
    });
    let heads: Vec<&'static str> =
        std::iter::once(words.hour).chain((0..7).map(|day| weekday(day, language))).collect();
    let table = table(&heads, lines.collect());
    section(words.by_hour, view! { <Heat label=words.by_hour rows=heat /> }.into_any(), words.table, table)
}

/// The days as a file for a spreadsheet.
fn csv(figures: &Performance, words: Words) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let heads = [words.day, words.came, words.went, words.half, words.most].map(quoted).join(",");
    let hours = |hours: Option<u64>| hours.map_or_else(String::new, |hours| hours.to_string());
    let days = figures.days.iter().map(|(day, one)| {
        let (half, most) = (hours(one.half_within), hours(one.most_within));
        format!("{},{},{},{half},{most}", domain::iso(*day), one.came, one.went)
    });
    std::iter::once(heads).chain(days).collect::<Vec<_>>().join("\r\n")
}
