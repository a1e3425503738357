//! Figures for everybody: how many requests come in, how long they take, why they go back; without personal data.
use super::{
    account::{change_words, line},
    frame::{Page, page},
};
use crate::{
    routes,
    text::{
        Common, Statistics as Words, first_figures, month_words, rule, shown as shown_words, since,
        times_fields, times_words, together, unseen,
    },
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        choice::ChoiceOption,
        disclosure::Disclosure,
        empty_state::EmptyState,
        plot::{BarLine, BarLines, Bars},
        select::Select,
        summary_list::SummaryList,
    },
    visitor::{service, visitor},
};
use domain::{Cells, Language, Month, REST, Shown, Times};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::PublicFigures;

/// So many reasons are drawn; all of them are in the file.
const MOST_REASONS: usize = 10;

/// What the address asks for.
struct Asked {
    from: Option<Month>,
    to: Option<Month>,
    service: Option<String>,
}

/// The page.
pub fn statistics() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| {
        let month = |name: &str| query.get(name).and_then(|text| text.parse().ok());
        let code = query.get("layanan").map(|code| code.to_ascii_uppercase());
        Asked { from: month("dari"), to: month("sampai"), service: code }
    });
    page(async move {
        let language = visitor().language;
        let words = Words::of(language);
        let figures = service().public_figures((asked.from, asked.to)).await?;
        let chosen = asked.service.filter(|code| service().catalogue().knows(code));
        let body = match figures.shown {
            None => {
                let text = first_figures(figures.next, language);
                view! { <EmptyState title=words.empty text=text /> }.into_any()
            }
            Some(period) => whole(&figures, period, chosen.as_deref(), language),
        };
        Ok(Page::new(words.title, view! { <h1>{words.title}</h1><p class="lead">{words.lead}</p>{body} }))
    })
}

/// What a service is called.
fn service_name(code: &str, language: Language) -> String {
    if code == REST {
        return Words::of(language).rest.to_owned();
    }
    let service = service();
    let entry = service.catalogue().find(code, service.today());
    entry.map_or_else(|| code.to_owned(), |entry| entry.procedure.name.get(language).to_owned())
}

fn reason_name(code: &str, language: Language) -> String {
    let service = service();
    let known = service.catalogue().reason(code);
    known.map_or_else(|| code.to_owned(), |reason| reason.label.get(language).to_owned())
}

fn whole(
    figures: &PublicFigures,
    period: (Month, Month),
    chosen: Option<&str>,
    language: Language,
) -> AnyView {
    let words = Words::of(language);
    let (least, cells) = (figures.least, figures.published.whole(chosen));
    let [half, most] = times_words(cells.times, language);
    let facts = vec![
        line(words.came, together(cells.came, chosen.is_some(), least, language)),
        line(words.went, together(cells.went, chosen.is_some(), least, language)),
        line(words.half, half),
        line(words.most, most),
    ];
    let file = |address: &str| routes::statistics_file(address, period, chosen, language);
    let there = figures.there.unwrap_or(period);
    view! {
        {choose(there, period, chosen, language)}
        <div class="section">
            <Card><SummaryList facts=facts words=change_words(&Common::of(language)) /></Card>
        </div>
        {per_month(figures, chosen, language)}
        {waiting(figures, chosen, language)}
        {chosen.is_none().then(|| by_service(figures, language))}
        {reasons(figures, chosen, language)}
        <h2 class="section">{words.about}</h2>
        <p>{words.about_went}</p>
        <p>{rule(least, language)}</p>
        <p>{since(there.0, figures.next, language)}</p>
        <ul>
            <li><a href=file(routes::STATISTICS_FILE) download="">{words.csv}</a></li>
            <li><a href=file(routes::STATISTICS_REASONS_FILE) download="">{words.csv_reasons}</a></li>
        </ul>
    }
    .into_any()
}

/// The form that chooses what is shown.
fn choose(
    there: (Month, Month),
    period: (Month, Month),
    chosen: Option<&str>,
    language: Language,
) -> AnyView {
    let words = Words::of(language);
    let months: Vec<ChoiceOption> = (0..=there.0.until(there.1))
        .map(|back| there.1.plus(-back))
        .map(|month| ChoiceOption::new(month.to_string(), month_words(month, language)))
        .collect();
    let house = service();
    let services = house
        .catalogue()
        .offered(house.today())
        .map(|entry| {
            ChoiceOption::new(entry.procedure.code.clone(), entry.procedure.name.get(language).to_owned())
        })
        .collect();
    view! {
        <form method="get" action=routes::STATISTICS>
            <Select name="dari" label=words.from options=months.clone() value=period.0.to_string() />
            <Select name="sampai" label=words.to options=months value=period.1.to_string() />
            <Select
                name="layanan"
                label=words.service
                empty=words.every.to_owned()
                options=services
                value=chosen.unwrap_or_default().to_owned()
            />
            <Button label=words.show kind=ButtonKind::Ghost />
        </form>
    }
    .into_any()
}

/// A table: its heads, and its lines of which the first field names the line. It may be moved to the side, with keys too.
fn table(title: &'static str, heads: &[&'static str], lines: Vec<Vec<String>>) -> AnyView {
    let heads = heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect_view();
    let lines = lines
        .into_iter()
        .map(|line| {
            let mut fields = line.into_iter();
            let name = fields.next();
            let rest = fields.map(|field| view! { <td>{field}</td> }).collect_view();
            view! { <tr><th scope="row">{name}</th>{rest}</tr> }
        })
        .collect_view();
    view! {
        <div class="scroll-x" role="region" tabindex="0" aria-label=title>
            <table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>
        </div>
    }
    .into_any()
}

/// The first and the last month, under their bars.
fn ends(figures: &PublicFigures, language: Language) -> AnyView {
    let months = &figures.published.months;
    let [first, last] =
        [months.first(), months.last()].map(|month| month.map(|month| month_words(month.month, language)));
    view! { <p class="cluster spread small muted"><span>{first}</span><span>{last}</span></p> }.into_any()
}

/// How high the highest bar is.
fn highest(series: &[Vec<u64>], language: Language) -> String {
    let most = series.iter().flatten().copied().max().unwrap_or(0);
    format!(" {} {most}.", Words::of(language).highest)
}

fn per_month(figures: &PublicFigures, chosen: Option<&str>, language: Language) -> AnyView {
    let words = Words::of(language);
    let months = &figures.published.months;
    let cells: Vec<Cells> = months.iter().map(|month| month.cells(chosen)).collect();
    let series: Vec<Vec<u64>> = vec![
        cells.iter().map(|cells| cells.came.known()).collect(),
        cells.iter().map(|cells| cells.went.known()).collect(),
    ];
    let number = |shown: Shown| shown_words(shown, figures.least, language);
    let lines = months.iter().zip(&cells).map(|(month, cells)| {
        vec![month_words(month.month, language), number(cells.came), number(cells.went)]
    });
    let table = table(words.by_month, &[words.month, words.came, words.went], lines.collect());
    let plot = if series.iter().flatten().all(|n| *n == 0) {
        view! { <p class="muted">{words.month_none}</p> }.into_any()
    } else {
        let (ends, most) = (ends(figures, language), highest(&series, language));
        view! {
            <p class="small muted">{words.by_month_key}{most}</p>
            <Bars label=words.by_month series=series bare=true />
            {ends}
        }
        .into_any()
    };
    view! {
        <section>
            <h2 class="section">{words.by_month}</h2>
            {plot}
            <Disclosure summary=words.table>{table}</Disclosure>
        </section>
    }
    .into_any()
}

fn waiting(figures: &PublicFigures, chosen: Option<&str>, language: Language) -> AnyView {
    let words = Words::of(language);
    let months = &figures.published.months;
    let times: Vec<Times> = months.iter().map(|month| month.cells(chosen).times).collect();
    let plot = if times.iter().any(|times| matches!(times, Times::Hours { .. })) {
        let of = |times: &Times| match times {
            Times::Hours { half, most } => (*most, *half),
            _ => (0, 0),
        };
        let series: Vec<Vec<u64>> =
            vec![times.iter().map(|one| of(one).0).collect(), times.iter().map(|one| of(one).1).collect()];
        let lines = months.iter().zip(&times).map(|(month, times)| {
            let [half, most] = times_fields(*times, language);
            vec![month_words(month.month, language), half, most]
        });
        let table = table(words.waiting, &[words.month, words.half_hours, words.most_hours], lines.collect());
        let (ends, most) = (ends(figures, language), highest(&series, language));
        view! {
            <p class="small muted">{words.waiting_key}{most}</p>
            <Bars label=words.waiting series=series bare=true />
            {ends}
            <Disclosure summary=words.table>{table}</Disclosure>
        }
        .into_any()
    } else {
        let counted = times.iter().any(|times| *times != Times::NotCounted);
        view! { <p class="muted">{if counted { words.waiting_none } else { words.not_counted }}</p> }
            .into_any()
    };
    view! { <section><h2 class="section">{words.waiting}</h2>{plot}</section> }.into_any()
}

fn by_service(figures: &PublicFigures, language: Language) -> AnyView {
    let words = Words::of(language);
    let services = figures.published.services();
    let number = |shown: Shown| shown_words(shown, figures.least, language);
    let named = services.into_iter().map(|(code, cells)| (service_name(&code, language), cells));
    let named: Vec<(String, Cells)> = named.collect();
    let bars = named.iter().map(|(name, cells)| BarLine {
        name: name.clone(),
        n: cells.came.known(),
        said: number(cells.came),
    });
    let bars: Vec<BarLine> = bars.collect();
    let heads = [words.service, words.came, words.went, words.half_hours, words.most_hours];
    let lines = named.into_iter().map(|(name, cells)| {
        let [half, most] = times_fields(cells.times, language);
        vec![name, number(cells.came), number(cells.went), half, most]
    });
    let table = table(words.by_service, &heads, lines.collect());
    let others = figures.published.unseen();
    view! {
        <section>
            <h2 class="section">{words.by_service}</h2>
            <BarLines lines=bars />
            {(others > 0).then(|| view! { <p class="small muted">{unseen(others, figures.least, language)}</p> })}
            <Disclosure summary=words.table>{table}</Disclosure>
        </section>
    }
    .into_any()
}

fn reasons(figures: &PublicFigures, chosen: Option<&str>, language: Language) -> AnyView {
    let words = Words::of(language);
    let number = |shown: Shown| shown_words(shown, figures.least, language);
    let body = match figures.published.reasons(chosen) {
        None => view! { <p class="muted">{words.not_counted}</p> }.into_any(),
        Some(reasons) if reasons.is_empty() => view! { <p class="muted">{words.reasons_none}</p> }.into_any(),
        Some(reasons) => {
            let named: Vec<(String, Shown)> =
                reasons.into_iter().map(|(code, shown)| (reason_name(&code, language), shown)).collect();
            let bars: Vec<BarLine> = named
                .iter()
                .take(MOST_REASONS)
                .map(|(name, shown)| BarLine { name: name.clone(), n: shown.known(), said: number(*shown) })
                .collect();
            let lines = named.into_iter().map(|(name, shown)| vec![name, number(shown)]).collect();
            let table = table(words.reasons, &[words.reason, words.count], lines);
            view! { <BarLines lines=bars /><Disclosure summary=words.table>{table}</Disclosure> }.into_any()
        }
    };
    view! {
        <section>
            <h2 class="section">{words.reasons}</h2>
            <p class="small muted">{words.reasons_text}</p>
            {body}
        </section>
    }
    .into_any()
}
