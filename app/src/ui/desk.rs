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

    /// Its place in the page: tabs lead there without leaving it, so nothing ticked is lost.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Queue => "antrean",
            Self::Case => "permohonan",
            Self::Document => "berkas",
        }
    }

    fn pane_class(self) -> &'static str {
        match self {
            Self::Queue => "pane pane-queue",
            Self::Case => "pane pane-case",
            Self::Document => "pane pane-document",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Queue => "desk at-queue",
            Self::Case => "desk at-case",
            Self::Document => "desk at-document",
        }
    }
}

/// The words of the three panes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskWords {
    /// The headline of the page, said but not shown: the request's own title comes below it.
    pub title: String,
    /// What the tabs are for.
    pub tabs: String,
    /// "Antrean".
    pub queue: String,
    /// "Permohonan".
    pub case: String,
    /// "Berkas".
    pub document: String,
}

/// The arrangement of the desk.
#[component]
pub fn Desk(
    /// Names of the panes.
    words: DeskWords,
    /// The pane a narrow screen shows, until a tab is chosen.
    pane: DeskPane,
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
    let names = [words.queue.clone(), words.case.clone(), words.document.clone()];
    let contents = [queue.run(), case.run(), document.run()];
    let panes = DeskPane::ALL
        .into_iter()
        .zip(names)
        .zip(contents)
        .map(|((pane, name), content)| {
            view! {
                <section class=pane.pane_class() id=pane.id() aria-label=name>
                    {content}
                </section>
            }
        })
        .collect_view();
    let tabs = DeskPane::ALL
        .into_iter()
        .zip([words.queue, words.case, words.document])
        .map(|(pane, label)| view! { <a href=format!("#{}", pane.id())>{label}</a> })
        .collect_view();
    view! {
        <div class=pane.class()>
            <header class="bar">{bar.run()}</header>
            <nav class="desk-tabs" aria-label=words.tabs>
                {tabs}
            </nav>
            <main class="panes" id="isi" tabindex="-1">
                <h1 class="vh">{words.title}</h1>
                {panes}
            </main>
            {foot.run()}
        </div>
    }
}
