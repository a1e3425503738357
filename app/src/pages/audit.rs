//! The history, searched by administrators: plain links and forms, no script.
use super::frame::{Page, page};
use crate::{
    pages::words_of::FormErrors,
    routes,
    text::{AUDIT_KINDS, Audit as Words, acted, audit_detail, audit_kind, day_time, helped_by},
    ui::{
        button::{Button, ButtonKind},
        choice::ChoiceOption,
        disclosure::Disclosure,
        field::Width,
        pager::Pager,
        select::Select,
        text_field::TextField,
    },
    visitor::{service, visitor},
};
use domain::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use service::{AuditForm, AuditLine, AuditPage, AuditSubject, Error};

/// The page.
pub fn page_of_history() -> impl IntoView {
    let (form, after) = use_query_map().with_untracked(|query| {
        let of = |name: &str| query.get(name).unwrap_or_default().chars().take(64).collect::<String>();
        let form = AuditForm {
            actor: of("petugas"),
            kind: of("jenis"),
            number: of("nomor"),
            from: of("dari"),
            to: of("sampai"),
        };
        (form, query.get("sesudah"))
    });
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let officers = service().audit_actors(&visitor.actor).await?;
        let (found, error) = match service().audit(&visitor.actor, &form, after.as_deref()).await {
            Ok(found) => (Some(found), None),
            Err(error @ Error::Fields(_)) => (None, Some(crate::api::refuse(error))),
            Err(error) => return Err(error),
        };
        let flash = crate::flash::Flash::of_error(error);
        let errors = FormErrors::of(&flash, language).labelled(&[
            ("number", words.number),
            ("actor", words.actor),
            ("from", words.from),
            ("to", words.to),
        ]);
        let anybody = ChoiceOption::new("", words.anybody);
        let officers = officers.into_iter().map(|(id, name)| ChoiceOption::new(id.to_string(), name));
        let kinds = AUDIT_KINDS.map(|kind| ChoiceOption::new(kind, audit_kind(kind, language)));
        let kinds = std::iter::once(ChoiceOption::new("", words.anything)).chain(kinds).collect();
        let (from, to) = found.as_ref().map_or_else(
            || (form.from.clone(), form.to.clone()),
            |found| (domain::iso(found.days.0), domain::iso(found.days.1)),
        );
        let narrowed = !(form.actor.is_empty()
            && form.kind.is_empty()
            && form.number.is_empty()
            && form.from.is_empty());
        let body = found.map(|found| results(&found, &form, after.is_some(), language));
        let fields = view! {
            <form method="get" action=routes::AUDIT>
                <Select name="petugas" label=words.actor options=std::iter::once(anybody).chain(officers).collect() value=form.actor.clone() error=errors.field("actor") />
                <Select name="jenis" label=words.kind options=kinds value=form.kind.clone() />
                <TextField name="nomor" label=words.number value=form.number.clone() error=errors.field("number") width=Width::W16 max=Some(20) />
                <TextField name="dari" label=words.from hint=words.day_hint.to_owned() value=from error=errors.field("from") width=Width::W16 max=Some(10) />
                <TextField name="sampai" label=words.to value=to error=errors.field("to") width=Width::W16 max=Some(10) />
                <Button label=words.search kind=ButtonKind::Ghost />
            </form>
        };
        let fields = if narrowed || errors.any() {
            fields.into_any()
        } else {
            view! { <Disclosure summary=words.search>{fields}</Disclosure> }.into_any()
        };
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                {fields}
                {body}
            },
        ))
    })
}

fn query(form: &AuditForm) -> String {
    let pairs = [
        ("petugas", &form.actor),
        ("jenis", &form.kind),
        ("nomor", &form.number),
        ("dari", &form.from),
        ("sampai", &form.to),
    ];
    let pair =
        |(name, value): (&str, &String)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC));
    pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(pair).collect::<Vec<_>>().join("&")
}

fn results(found: &AuditPage, form: &AuditForm, later: bool, language: Language) -> AnyView {
    let words = Words::of(language);
    let asked = query(form);
    let older = found
        .next
        .as_ref()
        .map(|next| (words.older.to_owned(), format!("{}?{asked}&sesudah={next}", routes::AUDIT)));
    let newest = later.then(|| (words.newest.to_owned(), format!("{}?{asked}", routes::AUDIT)));
    let pager = (older.is_some() || newest.is_some())
        .then(|| view! { <Pager label=words.pages before=newest after=older /> });
    let none = found.lines.is_empty().then(|| view! { <p class="muted">{words.none}</p> });
    let lines = found.lines.iter().map(|line| one(line, language)).collect_view();
    let csv = format!("{}?{asked}", routes::AUDIT_FILE);
    view! {
        <p class="section"><a href=csv download="audit.csv">{words.csv}</a></p>
        {none}
        <ul class="plain stack">{lines}</ul>
        {pager}
    }
    .into_any()
}

fn one(line: &AuditLine, language: Language) -> AnyView {
    let words = Words::of(language);
    let at = day_time(line.at, service().settings().zone, language);
    let role = acted(&line.role, language);
    let who = line.actor.as_ref().map_or_else(|| role.to_owned(), |name| format!("{name} ({role})"));
    let helped = (!line.helpers.is_empty()).then(|| helped_by(&line.helpers.join(", "), language));
    let who = helped.into_iter().fold(who, |who, helped| format!("{who}, {helped}"));
    let subject = match &line.subject {
        AuditSubject::Request(number) => format!("{} {number}", words.request),
        AuditSubject::Officer(name) => format!("{} {name}", words.officer_account),
        AuditSubject::Citizen(id) => format!("{} {id}", words.citizen_account),
    };
    // A number in one piece; names and ids may be longer than a phone is wide.
    let whole = matches!(line.subject, AuditSubject::Request(_)).then_some("nowrap");
    let detail = audit_detail(&line.detail, language);
    let detail = (!detail.is_empty()).then(|| view! { <br /><span>{detail}</span> });
    view! {
        <li>
            <b>{audit_kind(&line.kind, language)}</b>" · "<span class=whole>{subject}</span>
            <br />
            <span class="small muted num">{at}" · "{who}{detail}</span>
        </li>
    }
    .into_any()
}
