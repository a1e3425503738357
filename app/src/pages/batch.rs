//! Several requests at once: the queue's own filter as a list to tick, the acts below it, and what became of the last one.
use super::{
    desk::Place,
    frame::{Page, Script, page},
    words_of::FormErrors,
};
use crate::{
    api::desk::{BATCH_FORM, BATCH_REPORT, SURE, sought, tick_name, ticked},
    flash::Flash,
    routes,
    text::{Batch as Words, acted_first, ago, held_by, manner, problem, sentence, status},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        checkbox::Checkbox,
        choice::ChoiceOption,
        notice::Notice,
        select::Select,
        text_area::TextArea,
        text_field::TextField,
        tone::Tone,
    },
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use domain::{FieldError, Language, tone_of};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::{Colleague, Error, MOST_AT_ONCE, NUMBER_NEEDED, QueueRow};
use std::collections::BTreeMap;

/// Lines that are shown unless more are asked for.
const FEW: usize = 100;

struct Choosing {
    rows: Vec<QueueRow>,
    more: bool,
    filter: String,
    /// Everything on the page is ticked.
    all: bool,
    colleagues: Vec<Colleague>,
    form: Flash,
    ticks: BTreeMap<String, String>,
    language: Language,
}

/// The page.
pub fn batch() -> impl IntoView {
    let place = Place::read();
    let query = use_query_map().get_untracked();
    let all = query.get("pilih").as_deref() == Some("semua");
    let again = query.get("ubah").is_some();
    let most = if query.get("banyak").is_some() { MOST_AT_ONCE } else { FEW };
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let (rows, more) = rows(&visitor, &place, most).await?;
        let form = visitor.flash(BATCH_FORM).await;
        let report = visitor.flash(BATCH_REPORT).await;
        let choosing = Choosing {
            rows,
            more,
            filter: place.filter(),
            all,
            colleagues: service().possible_colleagues(&visitor.actor).await?,
            ticks: ticked(&form.values),
            form,
            language,
        };
        let labels = [
            ("chosen", words.list),
            ("place", words.place),
            ("reason", words.reason),
            ("to", words.colleague),
            ("note", words.citizen_note),
        ];
        let errors = FormErrors::of(&choosing.form, language).labelled(&labels);
        let back = routes::queue(&choosing.filter, None);
        let now = service().now();
        let lines = choosing.rows.iter().map(|row| line(&choosing, row, now)).collect_view();
        let links = links(&choosing);
        let body = if choosing.form.values.contains_key(SURE) && !again {
            letter(&choosing)
        } else {
            view! {
                <p>{words.intro}</p>
                {chosen_problem(&choosing)}
                <form method="post" action="/api/petugas/serentak" id="serentak" data-dipilih=words.chosen>
                    // The Enter key presses the first button of a form: this one, which does nothing.
                    <button type="submit" disabled hidden></button>
                    <input type="hidden" name="part" value=choosing.filter.clone() />
                    <Card title=format!("{} · {}", words.list, choosing.rows.len())>
                        {links}
                        {lines}
                    </Card>
                    {acts(&choosing, &errors)}
                </form>
            }
            .into_any()
        };
        Ok(Page::new(
            words.title,
            view! {
                <p class="small"><a href=back>{words.back}</a></p>
                <h1>{words.title}</h1>
                {errors.summary()}
                {told(&report, &choosing)}
                {body}
            },
        )
        .with(Script::Batch))
    })
}

/// The lines of the queue, page after page.
async fn rows(visitor: &Visitor, place: &Place, most: usize) -> Result<(Vec<QueueRow>, bool), Error> {
    let service = service();
    let mut query = place.query.clone();
    if let Some(name) = &place.search {
        query.sought = Some(sought(visitor, name).await);
    }
    let (mut rows, mut after) = (Vec::new(), place.after.clone());
    loop {
        let page = service.queue(&visitor.actor, &query, after.as_deref(), visitor.language).await?;
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() || rows.len() >= most {
            break;
        }
    }
    let more = after.is_some() || rows.len() > most;
    rows.truncate(most);
    Ok((rows, more))
}

fn links(choosing: &Choosing) -> AnyView {
    let words = Words::of(choosing.language);
    let filter = &choosing.filter;
    let more = (choosing.more && choosing.rows.len() < MOST_AT_ONCE).then(|| {
        let href = format!("{}&banyak=500", routes::batch(filter, choosing.all));
        view! { <a href=href>{words.more}</a> }
    });
    let (every, other) = if choosing.all { (false, words.none) } else { (true, words.all) };
    let most = if choosing.rows.len() > FEW { "&banyak=500" } else { "" };
    let toggle = format!("{}{most}", routes::batch(filter, every));
    let empty = choosing.rows.is_empty().then(|| view! { <p class="muted">{words.empty}</p> });
    view! {
        <p class="cluster small">
            <a href=toggle id="semua">{other}</a>
            {more}
            <b id="terpilih" role="status"></b>
        </p>
        <p class="small muted only-awake">{words.keys}</p>
        {empty}
    }
    .into_any()
}

fn line(choosing: &Choosing, row: &QueueRow, now: time::OffsetDateTime) -> AnyView {
    let language = choosing.language;
    let holder = row.holder.as_ref().map(|name| held_by(name, language));
    let hint = [Some(row.village.clone()), Some(status(row.status, language).to_owned()), holder]
        .into_iter()
        .flatten()
        .chain([ago(row.submitted_at, now, language)])
        .collect::<Vec<_>>()
        .join(" · ");
    let checked = choosing.all || choosing.ticks.contains_key(&row.number);
    let name = tick_name(&row.number);
    view! {
        <Checkbox
            name=name
            value=Some(row.version.to_string())
            label=format!("{} · {}", row.procedure, row.number)
            hint=hint
            checked=checked
        />
    }
    .into_any()
}

/// Nothing was ticked, or too much.
fn chosen_problem(choosing: &Choosing) -> Option<AnyView> {
    let words = Words::of(choosing.language);
    let issue = choosing.form.issues().iter().find(|issue| issue.field == "chosen")?;
    let said = if issue.error == FieldError::Missing { words.none_chosen } else { words.too_many };
    let said = view! { <Notice tone=Tone::Bad><p>{said}</p></Notice> };
    Some(view! { <div id="f-chosen" tabindex="-1">{said}</div> }.into_any())
}

fn act(label: &'static str, code: &str, kind: ButtonKind) -> AnyView {
    view! { <Button label=label kind=kind small=true send=("act", code.to_owned()) /> }.into_any()
}

fn acts(choosing: &Choosing, errors: &FormErrors) -> AnyView {
    let (words, form) = (Words::of(choosing.language), &choosing.form);
    let colleagues = choosing.colleagues.iter();
    let colleagues = colleagues
        .map(|other| ChoiceOption::new(other.id.to_string(), other.name.clone()))
        .collect::<Vec<_>>();
    let reasons = service().shared_reasons();
    let reasons = reasons
        .iter()
        .map(|reason| ChoiceOption::new(reason.code.clone(), reason.label.get(choosing.language).to_owned()))
        .collect::<Vec<_>>();
    let (to, handover_note) = (form.value("to"), form.value("handover_note"));
    let (place, reason, note) = (form.value("place"), form.value("reason"), form.value("note"));
    let (no_colleague, no_place, no_reason) =
        (errors.field("to"), errors.field("place"), errors.field("reason"));
    view! {
        <h2 class="section">{words.acts}</h2>
        <p class="cluster">
            {act(words.claim, "claim", ButtonKind::Ghost)}
            {act(words.release, "release", ButtonKind::Ghost)}
            {act(words.signature, "await_signature", ButtonKind::Ghost)}
        </p>
        <Card title=words.hand_over.to_owned()>
            <Select name="to" label=words.colleague empty=words.choose.to_owned() options=colleagues
                value=to error=no_colleague />
            <TextField name="handover_note" label=words.note hint=words.optional.to_owned()
                value=handover_note max=Some(600) />
            {act(words.hand_over, "hand_over", ButtonKind::Ghost)}
        </Card>
        <Card title=words.complete.to_owned()>
            <TextField name="place" label=words.place hint=words.place_hint.to_owned()
                value=place error=no_place max=Some(600) />
            {act(words.complete, "complete", ButtonKind::Ghost)}
        </Card>
        <Card title=words.give_back.to_owned()>
            <Select name="reason" label=words.reason empty=words.choose_reason.to_owned() options=reasons
                value=reason error=no_reason />
            <TextArea name="note" label=words.citizen_note hint=words.optional.to_owned()
                value=note lines=2 max=Some(600) />
            {act(words.give_back, "return", ButtonKind::Ghost)}
        </Card>
    }
    .into_any()
}

/// The letter, before it goes to many.
fn letter(choosing: &Choosing) -> AnyView {
    let (words, form) = (Words::of(choosing.language), &choosing.form);
    let code = form.value("reason");
    let reason = service().shared_reasons().into_iter().find(|reason| reason.code == code);
    let reason = reason.map(|reason| {
        let (label, advice) = (reason.label.get(choosing.language), reason.advice.get(choosing.language));
        view! { <p><b>{label.to_owned()}</b></p><p>{advice.to_owned()}</p> }
    });
    let note = form.value("note");
    let manners = tone_of(&note);
    let manners = (!manners.is_empty()).then(|| {
        let lines = manners.into_iter().map(|found| view! { <li>{manner(found, choosing.language)}</li> });
        let lines = lines.collect_view();
        view! { <Notice tone=Tone::Warn><ul>{lines}</ul></Notice> }
    });
    let kept = form.values.iter().filter(|(name, _)| *name != SURE).map(|(name, value)| {
        view! { <input type="hidden" name=name.clone() value=value.clone() /> }
    });
    let kept = kept.collect_view();
    let count = format!("{} {}", choosing.ticks.len(), words.chosen);
    view! {
        {manners}
        <Card title=words.preview.to_owned()>
            <p class="muted">{words.preview_hint}" "{count}</p>
            {reason}
            <p>{domain::hide_numbers(&note)}</p>
        </Card>
        <form method="post" action="/api/petugas/serentak">
            <input type="hidden" name="part" value=choosing.filter.clone() />
            {kept}
            <p class="cluster">
                <Button label=words.send send=("yakin", "1".to_owned()) />
                <a href=routes::batch_again(&choosing.filter)>{words.cancel}</a>
            </p>
        </form>
    }
    .into_any()
}

/// What became of the last act, with links.
fn told(report: &Flash, choosing: &Choosing) -> Option<AnyView> {
    let words = Words::of(choosing.language);
    let done = report.values.get("jadi")?;
    let done: Vec<&str> = done.split_whitespace().collect();
    let link = |number: &str| {
        let href = routes::desk_request_beside(number, &choosing.filter, None);
        view! { <a href=href>{number.to_owned()}</a> }
    };
    let refused = report.values.iter().filter_map(|(key, why)| {
        let number = key.strip_prefix("tidak[")?.strip_suffix(']')?;
        let why =
            serde_json::from_str(why).map_or_else(|_| String::new(), |why| why_not(&why, choosing.language));
        Some((number.to_owned(), why))
    });
    let refused: Vec<(String, String)> = refused.collect();
    let tone = if refused.is_empty() { Tone::Ok } else { Tone::Warn };
    let title = format!("{} {}, {} {}", done.len(), words.done, refused.len(), words.not_done);
    let lines = refused
        .iter()
        .map(|(number, why)| {
            let named = (!number.is_empty()).then(|| link(number));
            view! { <li>{named}" "{why.clone()}</li> }
        })
        .collect_view();
    let successes = done.iter().enumerate().map(|(at, number)| {
        view! { {(at > 0).then_some(", ")}{link(number)} }
    });
    let successes = successes.collect_view();
    let done_line = (!done.is_empty()).then(|| view! { <p class="small num">{successes}</p> });
    Some(
        view! {
            <div id="hasil" tabindex="-1">
                <Notice tone=tone title=title alert=true>
                    <ul>{lines}</ul>
                    {done_line}
                </Notice>
            </div>
        }
        .into_any(),
    )
}

/// One reason in a sentence.
fn why_not(error: &AppError, language: Language) -> String {
    let words = Words::of(language);
    match error {
        AppError::Conflict { by: Some(name) } => acted_first(name, language),
        AppError::Conflict { by: None } => words.changed.to_owned(),
        AppError::NotFound => words.unreadable.to_owned(),
        AppError::Fields { issues } => issues.first().map_or_else(String::new, |issue| {
            if issue.field == NUMBER_NEEDED {
                words.number_needed.to_owned()
            } else {
                sentence(&issue.error, language)
            }
        }),
        AppError::Refused { refusal: domain::Refusal::WrongStatus { status: Some(now) } } => {
            format!("{} ({})", problem(error, language), status(*now, language))
        }
        other => problem(other, language),
    }
}
