//! Links to the official forms of a request.
use crate::{routes, text::Forms, ui::card::Card};
use domain::Language;
use leptos::prelude::*;
use service::FormName;
use uuid::Uuid;

/// A line for each form. `lang` tells a screen reader that the titles are Indonesian. On the desk they open beside
/// the request that is being judged.
fn lines(id: Uuid, forms: &[FormName], beside: bool) -> AnyView {
    let line = |form: &FormName| {
        let (code, title) = (form.code.clone(), form.title.clone());
        let href = routes::form(id, &code);
        view! { <li><a href=href target=beside.then_some("_blank") rel=beside.then_some("noopener")>{code}" "<span lang="id">{title}</span></a></li> }
    };
    view! { <ul>{forms.iter().map(line).collect_view()}</ul> }.into_any()
}

/// For the citizen: a card of its own; nothing where no form is needed.
pub(super) fn card(id: Uuid, forms: &[FormName], language: Language) -> Option<AnyView> {
    let words = Forms::of(language);
    (!forms.is_empty()).then(|| {
        let lines = lines(id, forms, false);
        view! {
            <div class="no-print">
                <Card title=words.title.to_owned()>
                    {lines}
                    <p class="small muted last">{words.about}</p>
                </Card>
            </div>
        }
        .into_any()
    })
}

/// For the officer: a section of the request.
pub(super) fn section(id: Uuid, forms: &[FormName], language: Language) -> Option<AnyView> {
    let words = Forms::of(language);
    (!forms.is_empty()).then(|| {
        let lines = lines(id, forms, true);
        view! {
            <section class="section">
                <h3>{words.title}</h3>
                {lines}
                <p class="small muted">{words.for_siak}</p>
            </section>
        }
        .into_any()
    })
}

/// The empty statement of a document, for who has no account; nothing where there is none.
pub(super) fn empty(code: &str, language: Language) -> Option<AnyView> {
    let service = crate::visitor::service();
    let words = Forms::of(language);
    service.forms().statement(code, service.today()).map(|_| {
        let href = routes::empty_form(code);
        view! { <br /><a href=href>{words.empty}</a><span class="muted small">" ("{words.size}")"</span> }
            .into_any()
    })
}

/// The statements that go with every service: the power of attorney.
pub(super) fn for_all(language: Language) -> Option<AnyView> {
    let service = crate::visitor::service();
    let words = Forms::of(language);
    let links: Vec<_> = service
        .forms()
        .for_all(service.today())
        .into_iter()
        .map(|form| {
            let href = routes::empty_form(&form.code);
            view! { " "<a href=href>{form.code}" "<span lang="id">{form.title}</span></a>" ("{words.size}")" }
        })
        .collect();
    (!links.is_empty()).then(|| view! { <p>{words.authority}{links}</p> }.into_any())
}
