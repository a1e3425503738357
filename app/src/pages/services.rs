//! The services of the catalogue by group: for choosing one, and for reading what each needs.
use super::{
    forms,
    frame::{Page, page},
};
use crate::{
    routes,
    text::{Common, Home, group_name},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        choice::{ChoiceOption, Choices},
        link_row::{LinkRow, Links},
    },
    visitor::{service, visitor},
};
use domain::{Advice, Advised, Answers, Group, Language, Procedure, QuestionKind, advice, advised_answers};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::Error;

/// What can be requested today, by group; groups without any are left out.
pub(super) fn by_group(language: Language) -> Vec<(Group, Vec<Procedure<String>>)> {
    let service = service();
    let today = service.today();
    let all: Vec<_> =
        service.catalogue().offered(today).map(|entry| entry.procedure.localize(language)).collect();
    let of = |group| all.iter().filter(|procedure| procedure.group == group).cloned().collect::<Vec<_>>();
    let groups = Group::ALL.into_iter().map(|group| (group, of(group)));
    groups.filter(|(_, procedures)| !procedures.is_empty()).collect()
}

/// "sekitar 5 menit".
pub(super) fn about_minutes(words: &Home, procedure: &Procedure<String>) -> String {
    words.minutes.replace("{}", &procedure.minutes.to_string())
}

/// Every service as a way to go, under its group, with the groups as ways above.
pub(super) fn ways(language: Language, href: fn(&str) -> String) -> AnyView {
    let words = Home::of(language);
    let groups = by_group(language);
    let anchors = groups
        .iter()
        .map(|(group, _)| {
            view! { <a href=format!("#{}", group.as_str())>{group_name(*group, language)}</a> }
        })
        .collect_view();
    let sections = groups
        .into_iter()
        .map(|(group, procedures)| {
            let rows = procedures
                .into_iter()
                .map(|procedure| {
                    let minutes = about_minutes(&words, &procedure);
                    let example = procedure.examples.first().unwrap_or(&procedure.description);
                    let detail = format!("{example} {minutes}");
                    view! { <LinkRow href=href(&procedure.code) title=procedure.title.clone() detail=detail tag=None /> }
                })
                .collect_view();
            view! {
                <h2 class="section" id=group.as_str()>{group_name(group, language)}</h2>
                <Links>{rows}</Links>
            }
        })
        .collect_view();
    view! {
        <nav class="cluster" aria-label=words.groups>{anchors}</nav>
        {sections}
    }
    .into_any()
}

/// What do I need?
pub fn requirements() -> impl IntoView {
    page(async {
        let language = visitor().language;
        let words = Home::of(language);
        Ok(Page::new(
            words.needs_title,
            view! {
                <h1>{words.needs_title}</h1>
                <p class="lead">{words.needs_intro}</p>
                {ways(language, routes::requirement)}
            },
        ))
    })
}

/// What one service needs: the choices that decide about it, and the documents as far as they are known from them.
/// The form asks by its address, so that an answer can be kept, printed and sent on; nothing in it is personal.
pub fn requirement() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("procedure").unwrap_or_default());
    let given = given_answers();
    page(async move {
        let language = visitor().language;
        let words = Home::of(language);
        let service = service();
        let entry =
            service.catalogue().find(&asked.to_uppercase(), service.today()).ok_or(Error::NotFound)?;
        let procedure = entry.procedure.localize(language);
        let begin = routes::start_with(&procedure.code, &advised_answers(&procedure, &given));
        let examples =
            procedure.examples.iter().map(|example| view! { <li>{example.clone()}</li> }).collect_view();
        let told = advice(&procedure, &given, false);
        let choices = choices(&procedure, &told, &given, language);
        let minutes = about_minutes(&words, &procedure);
        let basis = format!("{}: {}", words.basis, procedure.legal_basis.join("; "));
        let documents = documents(&told, words, language);
        Ok(Page::new(
            procedure.title.clone(),
            view! {
                <h1>{procedure.title.clone()}</h1>
                <p class="lead">{procedure.description.clone()}</p>
                <ul>{examples}</ul>
                {choices}
                <div id=NEEDED class="section">{documents}</div>
                <p class="muted small">{minutes}" "{words.free}</p>
                <h2 class="section">{words.who}</h2>
                <p>{procedure.who_may.clone()}</p>
                {forms::for_all(language)}
                <h2 class="section">{words.result}</h2>
                <p>{procedure.result.clone()}</p>
                <p class="muted small">{basis}</p>
                <div class="cluster">
                    <LinkButton label=words.begin_this href=begin />
                    <LinkButton label=words.other_services href=routes::REQUIREMENTS kind=ButtonKind::Ghost />
                </div>
            },
        ))
    })
}

/// Where the documents stand.
const NEEDED: &str = "berkas";

/// The choices made in the address.
pub(super) fn given_answers() -> Answers {
    let query = use_query_map().get_untracked();
    let mut given = Answers::new();
    for (code, value) in query {
        // What does not fit is left out: it is no choice of any service.
        let _ = given.set(code.into_owned(), value);
    }
    given
}

/// A form of the choices that decide about documents; nothing where there are none.
fn choices(
    procedure: &Procedure<String>,
    told: &Advice<'_>,
    given: &Answers,
    language: Language,
) -> Option<AnyView> {
    if told.questions.is_empty() {
        return None;
    }
    let (words, common) = (Home::of(language), Common::of(language));
    let fields = told.questions.iter().map(|question| {
        let options: Vec<_> = match &question.kind {
            QuestionKind::Options { options } => options
                .iter()
                .map(|opt| ChoiceOption {
                    hint: opt.hint.clone(),
                    ..ChoiceOption::new(&opt.code, &opt.label)
                })
                .collect(),
            QuestionKind::Codes { list, only, .. } => {
                let listed = list.common_first().into_iter();
                let listed =
                    listed.filter(|entry| only.is_empty() || only.iter().any(|code| code == entry.code));
                listed.map(|entry| ChoiceOption::new(entry.code, entry.label(language))).collect()
            }
            _ => vec![ChoiceOption::new("yes", common.yes), ChoiceOption::new("no", common.no)],
        };
        let pair = matches!(question.kind, QuestionKind::YesNo);
        let title = procedure.step_of(&question.code).filter(|step| step.questions.len() == 1);
        let label = title.map_or(&question.label, |step| &step.title).clone();
        let value = given.text(&question.code).to_owned();
        view! { <Choices name=question.code.clone() label=label options=options pair=pair value=value /> }
    });
    let fields = fields.collect_view();
    let action = format!("{}#{NEEDED}", routes::requirement(&procedure.code));
    Some(
        view! {
            <form method="get" action=action class="no-print">
                <h2 class="section">{words.your_case}</h2>
                <p>{words.your_case_text}</p>
                {fields}
                <Button label=words.show_needed kind=ButtonKind::Ghost />
            </form>
        }
        .into_any(),
    )
}

/// The documents that are needed for sure, and below them those of which that is not known yet.
fn documents(told: &Advice<'_>, words: Home, language: Language) -> AnyView {
    let row = |advised: &Advised<'_>| {
        let slot = advised.slot;
        let form = slot.form.as_ref().map(|form| format!(" ({form})"));
        let hint = slot.hint.clone().map(|hint| view! { <br /><span class="muted small">{hint}</span> });
        let empty = slot.form.as_ref().and_then(|code| forms::empty(code, language));
        view! { <li><b>{slot.label.clone()}</b>{form}{hint}{empty}</li> }
    };
    let rows = |certain: bool| {
        let rows: Vec<_> = told.documents.iter().filter(|one| one.certain == certain).map(row).collect();
        (!rows.is_empty()).then_some(rows)
    };
    let certain = rows(true).map_or_else(
        || view! { <p>{words.no_needs}</p> }.into_any(),
        |rows| view! { <ul>{rows}</ul> }.into_any(),
    );
    let perhaps = rows(false).map(|rows| view! { <h3>{words.when_needed}</h3><ul>{rows}</ul> });
    view! { <Card title=words.needs.to_owned()>{certain}{perhaps}</Card> }.into_any()
}
