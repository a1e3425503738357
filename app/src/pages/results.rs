//! Results: the officer attaches them on a page of their own; the citizen gets them on the status page and at `/lacak`.
use super::{
    frame::{Page, page},
    words_of::FormErrors,
};
use crate::{
    routes,
    text::{Results, day, result_kind},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        choice::ChoiceOption,
        disclosure::Disclosure,
        document_row::{DocumentRow, Documents},
        notice::Notice,
        select::Select,
        text_field::TextField,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::{Language, ResultKind, Zone, words_for_bytes};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::ResultView;

/// Where an officer attaches the result of a request.
pub fn attach() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Results::of(language);
        let service = service();
        let there = service.desk_results(&visitor.actor, &asked).await?;
        let flash = visitor.take("hasil").await;
        let errors = FormErrors::of(&flash, language).labelled(&[
            ("kind", words.kind),
            ("whose", words.whose),
            ("place", words.place),
            ("when", words.when),
        ]);
        let done = visitor
            .take("hasil-jadi")
            .await
            .done
            .map(|code| if code == "removed" { words.removed } else { words.done });
        let open = service.may_attach(&visitor.actor, &asked).await?;
        let kinds: Vec<ChoiceOption> = ResultKind::FILES
            .iter()
            .map(|kind| ChoiceOption::new(kind.as_str(), result_kind(*kind, language)))
            .collect();
        let rows = there.iter().map(|one| attached(one, &asked, open, words, language)).collect_view();
        let summary = errors.summary();
        let forms = if open {
            let number = asked.clone();
            view! {
                <form method="post" action=routes::result_upload(&asked) enctype="multipart/form-data">
                    <Select name="kind" label=words.kind options=kinds value=flash.value("kind") error=errors.field("kind") />
                    <TextField name="whose" label=words.whose hint=words.whose_hint.to_owned() max=Some(120)
                        value=flash.value("whose") error=errors.field("whose") />
                    <p><label for="f-file">{words.file}</label><br /><input id="f-file" type="file" name="file" accept="application/pdf,.pdf" /></p>
                    <Button label=words.attach />
                </form>
                <Disclosure summary=words.collect>
                    <form method="post" action="/api/petugas/ambil-di-kantor">
                        <input type="hidden" name="number" value=number />
                        <TextField name="place" label=words.place hint=words.place_hint.to_owned() max=Some(120)
                            value=flash.value("place") error=errors.field("place") />
                        <TextField name="when" label=words.when hint=words.when_hint.to_owned() max=Some(120)
                            value=flash.value("when") error=errors.field("when") />
                        <Button label=words.save kind=ButtonKind::Ghost />
                    </form>
                </Disclosure>
            }
            .into_any()
        } else {
            view! { <Notice tone=Tone::Info>{words.not_now}</Notice> }.into_any()
        };
        Ok(Page::new(
            words.attach_title,
            view! {
                {summary}
                {done.map(|done| view! { <Notice tone=Tone::Ok>{done}</Notice> })}
                <p class="small muted num">{asked.clone()}</p>
                <h1>{words.attach_title}</h1>
                <p class="lead">{words.attach_intro}</p>
                <Card title=words.attached.to_owned()>
                    {there.is_empty().then(|| view! { <p class="muted last">{words.nothing}</p> })}
                    <Documents>{rows}</Documents>
                </Card>
                {forms}
                <p class="section"><a href=routes::desk_request(&asked)>{words.back}</a></p>
            },
        ))
    })
}

fn title(one: &ResultView, language: Language) -> String {
    let kind = result_kind(one.kind, language);
    if one.whose.is_empty() { kind.to_owned() } else { format!("{kind}: {}", one.whose) }
}

fn attached(one: &ResultView, number: &str, open: bool, words: Results, language: Language) -> AnyView {
    let detail = match one.kind {
        ResultKind::Collect => format!("{} · {}", one.place, one.when),
        _ if one.signed => words_for_bytes(one.bytes, language),
        _ => format!("{} · {}", words_for_bytes(one.bytes, language), words.unsigned),
    };
    let href = (one.kind != ResultKind::Collect && one.there).then(|| routes::result(one.id));
    let (id, number, title) = (one.id.to_string(), number.to_owned(), title(one, language));
    let spoken = title.clone();
    let format = if one.kind == ResultKind::Collect { "–" } else { "PDF" };
    view! {
        <DocumentRow title=title detail=detail format=format>
            {href.map(|href| view! { <a href=href>{words.download}</a> })}
            {open.then(|| view! {
                <form method="post" action="/api/petugas/hapus-hasil">
                    <input type="hidden" name="number" value=number />
                    <input type="hidden" name="id" value=id />
                    <Button label=words.remove kind=ButtonKind::Quiet small=true spoken=spoken />
                </form>
            })}
        </DocumentRow>
    }
    .into_any()
}

/// The results for who may have them; nothing where there are none.
pub(super) fn card(there: &[ResultView], zone: Zone, language: Language) -> Option<AnyView> {
    let words = Results::of(language);
    if there.is_empty() {
        return None;
    }
    let rows = there.iter().map(|one| row(one, words, zone, language)).collect_view();
    let files = there.iter().any(|one| one.kind != ResultKind::Collect);
    Some(
        view! {
            <Card title=words.title.to_owned()>
                <Documents>{rows}</Documents>
                {files.then(|| view! { <Disclosure summary=words.print><p>{words.print_text}</p></Disclosure> })}
            </Card>
        }
        .into_any(),
    )
}

fn row(one: &ResultView, words: Results, zone: Zone, language: Language) -> AnyView {
    let title = title(one, language);
    if one.kind == ResultKind::Collect {
        let detail = format!("{} · {}", one.place, one.when);
        return view! { <DocumentRow title=title detail=detail format="–" /> }.into_any();
    }
    let size = words_for_bytes(one.bytes, language);
    let until = one.expires_at.map(|at| day(at, zone, language)).unwrap_or_default();
    let detail = if one.there { format!("{size} · {} {until}", words.until) } else { words.over.to_owned() };
    let href = one.there.then(|| routes::result(one.id));
    let spoken = title.clone();
    view! {
        <DocumentRow title=title detail=detail format="PDF">
            {href.map(|href| view! { <a href=href aria-label=format!("{}: {spoken}", words.download)>{words.download}</a> })}
        </DocumentRow>
    }
    .into_any()
}
