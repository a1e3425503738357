//! The right pane: the document in front, the others behind it, and the tools. Without a script a tab loads the
//! page with its document; the tools need one.
use super::{case::CaseView, papers};
use crate::{
    islands::desk::places::{STAGE, TOOL},
    pages::requests::gone,
    routes,
    ui::{
        button::{Button, ButtonKind},
        viewer::{Picture, Viewer, ViewerTab, ViewerTabs},
    },
};
use leptos::{attr::custom::custom_attribute, prelude::*};
use service::PreviewState;

/// The pane.
pub(super) fn pane(view: &CaseView) -> AnyView {
    let words = view.words();
    if let Some(gone) = gone(&view.detail.request, view.language) {
        return view! { <p class="pane-empty">{gone}</p> }.into_any();
    }
    let (mut tabs, mut pictures) = (Vec::new(), Vec::new());
    for (_, label, files) in papers::slots(view) {
        for (place, file) in files.iter().enumerate() {
            let label = if files.len() > 1 { format!("{label} {}", place + 1) } else { label.clone() };
            let front = view.place.document == Some(file.id);
            tabs.push(ViewerTab { label: label.clone(), href: view.place.document(file.id), current: front });
            let open = (!papers::is_picture(file)).then(|| words.open_file.to_owned());
            let preview = view.detail.previews.get(&file.id).filter(|_| open.is_some());
            let pages = preview.map_or(0, |preview| preview.pages);
            let pages = (1..=pages).map(|number| routes::document_picture(file.id, number)).collect();
            let why = match preview.map(|preview| preview.state) {
                Some(PreviewState::None) => words.not_drawn,
                Some(PreviewState::Waiting) => words.drawn_soon,
                _ => "",
            };
            pictures.push(Picture {
                source: routes::document_turned(file.id, file.turns),
                pages,
                why: why.to_owned(),
                alt: label,
                file: open,
                hidden: !front,
            });
        }
    }
    if tabs.iter().all(|tab| !tab.current)
        && let (Some(tab), Some(picture)) = (tabs.first_mut(), pictures.first_mut())
    {
        (tab.current, picture.hidden) = (true, false);
    }
    if tabs.is_empty() {
        return view! { <p class="pane-empty">{words.no_papers}</p> }.into_any();
    }
    let leafing = (tabs.len() > 1)
        .then(|| view! { {tool(words.next, "N")}{tool(words.before, "Shift+N")}{tool(words.beside, "V")} });
    view! {
        <div class="stage" id=STAGE>
            <h2 class="vh">{words.documents}</h2>
            <ViewerTabs label=words.documents tabs=tabs />
            <Viewer pictures=pictures>
                <div class="cluster only-awake">
                    {tool(words.larger, "+")}
                    {tool(words.smaller, "-")}
                    {tool(words.turn, "R")}
                    {tool(words.bright, "B")}
                    {leafing}
                </div>
            </Viewer>
        </div>
    }
    .into_any()
}

fn tool(label: &'static str, key: &'static str) -> impl IntoView {
    // A press is the script's affair; the callback only keeps the button from sending a form.
    let press = Callback::new(|()| ());
    view! { <Button label=label kind=ButtonKind::Quiet small=true key=key.to_owned() on_press=press /> }
        .add_any_attr(custom_attribute(TOOL, key))
}
