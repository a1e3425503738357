//! The officer's desk: three panes that never jump; below 1100 px one at a time, chosen by tabs.
use leptos::prelude::*;

/// Which pane a narrow screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeskPane {
    /// The queue.
    #[default]
    Queue,
    /// The request.
    Case,
    /// Its documents.
    Document,
}

impl DeskPane {
    /// All panes in reading order.
    pub const ALL: [Self; 3] = [Self::Queue, Self::Case, Self::Document];

    fn class(self) -> &'static str {
        match self {
            Self::Queue => "desk at-queue",
            Self::Case => "desk at-case",
            Self::Document => "desk at-document",
        }
    }
}

/// The words of the three panes, with their addresses for those without a script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskWords {
    /// The headline of the page, said but not shown: the request's own title comes below it.
    pub title: String,
    /// What the tabs are for.
    pub tabs: String,
    /// "Antrean" and the address that shows it.
    pub queue: (String, String),
    /// "Permohonan" and its address.
    pub case: (String, String),
    /// "Berkas" and its address.
    pub document: (String, String),
}

/// The arrangement of the desk.
#[component]
pub fn Desk(
    /// Names of the panes.
    words: DeskWords,
    /// The pane a narrow screen shows.
    #[prop(into)]
    pane: Signal<DeskPane>,
    /// Chooses a pane without leaving the page.
    #[prop(optional_no_strip, into)]
    on_pane: Option<Callback<DeskPane>>,
    /// The header: mark, live dot, ways.
    #[prop(into)]
    bar: ViewFn,
    /// The left pane.
    #[prop(into)]
    queue: ViewFn,
    /// The middle pane.
    #[prop(into)]
    case: ViewFn,
    /// The right pane.
    #[prop(into)]
    document: ViewFn,
    /// The decision bar; nothing when nothing is open.
    #[prop(optional, into)]
    foot: ViewFn,
) -> impl IntoView {
    let [queue_name, case_name, document_name] =
        [&words.queue, &words.case, &words.document].map(|(name, _)| name.clone());
    let tabs = DeskPane::ALL
        .into_iter()
        .zip([words.queue, words.case, words.document])
        .map(|(which, (label, href))| {
            view! {
                <a
                    href=href
                    aria-current=move || (pane.get() == which).then_some("true")
                    on:click=move |event| {
                        if let Some(call) = on_pane {
                            event.prevent_default();
                            call.run(which);
                        }
                    }
                >
                    {label}
                </a>
            }
        })
        .collect_view();
    view! {
        <div class=move || pane.get().class()>
            <header class="bar">{bar.run()}</header>
            <nav class="desk-tabs" aria-label=words.tabs>{tabs}</nav>
            <main class="panes" id="isi" tabindex="-1">
                <h1 class="vh">{words.title}</h1>
                <section class="pane pane-queue" aria-label=queue_name>{queue.run()}</section>
                <section class="pane pane-case" aria-label=case_name>{case.run()}</section>
                <section class="pane pane-document" aria-label=document_name>{document.run()}</section>
            </main>
            {foot.run()}
        </div>
    }
}
