//! The request being written, as the page holds it.
use super::{answer, device::DeviceStore, keeping::Keeping, page, upload::Coming};
use crate::islands::wizard::{issues_at, start::Props, unsent::Unsent, way::Mark};
use domain::{Answers, DocumentView, FieldIssue, Journey, Language, StepView, journey, live_answers};
use gloo_timers::callback::Timeout;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};
use web_sys::{Element, HtmlTemplateElement};

/// All that is known, shared by everything that listens. The cells are borrowed for one expression at a time:
/// writing to the page may call a listener at once.
pub struct Writing {
    /// What is drawn in: the column of the page.
    pub root: Element,
    /// Definition, context, language. Its answers and documents are those of the beginning.
    pub view: StepView,
    /// Whose it is.
    pub account: String,
    /// Every stop, drawn by the server; one of them is in the page.
    stops: BTreeMap<String, Element>,
    /// Rows to copy.
    rows: Element,
    /// The raw answers.
    pub answers: RefCell<Answers>,
    /// What the server is known to have.
    pub known: RefCell<Answers>,
    /// What the server does not have yet.
    pub unsent: RefCell<Unsent>,
    /// The acknowledged files.
    pub documents: RefCell<Vec<DocumentView>>,
    /// Files on their way.
    pub uploads: RefCell<Vec<Coming>>,
    /// What sends them is being fetched, or there.
    pub loading: Cell<bool>,
    /// It is there: no form of a slot is posted any more.
    pub sends_files: Cell<bool>,
    /// The stop shown.
    pub step: RefCell<String>,
    /// The next step leads back to the last look.
    pub from_check: Cell<bool>,
    /// What is shown as wrong.
    pub issues: RefCell<Vec<FieldIssue>>,
    /// The page is a copy that lay on the device.
    pub kept: Cell<bool>,
    /// What was sent last.
    pub asked: RefCell<Unsent>,
    /// What went to the server without an answer: it may have it.
    pub tried: RefCell<Vec<Unsent>>,
    /// Where the answers are.
    pub keeping: RefCell<Keeping>,
    /// The device's own store, once it is open.
    pub device: RefCell<Option<Rc<DeviceStore>>>,
    /// Waits before the device is written.
    pub device_timer: RefCell<Option<Timeout>>,
    /// Waits before the server is asked.
    pub server_timer: RefCell<Option<Timeout>>,
    /// The device is being written; what is typed meanwhile is written after it.
    pub device_busy: Cell<bool>,
    /// The device has everything that the server has not.
    pub on_device: Cell<bool>,
    /// Questions on their way to the server.
    pub asking: Cell<u32>,
    /// One of them was sent before another was answered: which came last is not known.
    pub overlapping: Cell<bool>,
    /// How often saving failed since it last went well.
    pub failures: Cell<u32>,
    /// The progress line as drawn.
    pub marks: RefCell<Vec<Mark>>,
    /// Somebody has pressed "Kirim".
    pub sending: Cell<bool>,
    /// Where somebody goes as soon as everything is saved.
    pub leaving: RefCell<Option<String>>,
}

/// How it is handed around.
pub type Shared = Rc<Writing>;

impl Writing {
    /// From the island's element.
    pub fn of(island: &Element) -> Option<Shared> {
        let props: Props = answer::read(&island.get_attribute("data-props")?)?;
        let root = page::find(island, "#wizard")?;
        let mut stops = BTreeMap::new();
        let waiting = inside(&page::find(island, "[data-stops]")?)?;
        for stop in page::all(&waiting, "[data-stop]").into_iter().chain(page::all(&root, "[data-stop]")) {
            if let Some(update) = page::find(&stop, "[data-update]") {
                page::show(&update, false);
            }
            stops.insert(stop.get_attribute("data-stop")?, stop);
        }
        let view = props.view;
        let issues = if props.show_issues {
            issues_at(&view, &view.answers, &view.documents, &view.step)
        } else {
            Vec::new()
        };
        Some(Rc::new(Self {
            root,
            rows: inside(&page::find(island, "[data-rows]")?)?,
            stops,
            account: props.account.to_string(),
            answers: RefCell::new(view.answers.clone()),
            known: RefCell::new(view.answers.clone()),
            unsent: RefCell::default(),
            documents: RefCell::new(view.documents.clone()),
            uploads: RefCell::default(),
            loading: Cell::new(false),
            sends_files: Cell::new(false),
            step: RefCell::new(view.step.clone()),
            from_check: Cell::new(props.from_check),
            issues: RefCell::new(issues),
            kept: Cell::new(island.has_attribute("data-kept")),
            asked: RefCell::default(),
            tried: RefCell::default(),
            // Begun without a network: of this draft the server knows nothing yet.
            keeping: RefCell::new(if island.has_attribute("data-begun") {
                Keeping::Typed(true)
            } else {
                Keeping::Before
            }),
            device: RefCell::default(),
            device_timer: RefCell::default(),
            server_timer: RefCell::default(),
            device_busy: Cell::new(false),
            on_device: Cell::new(false),
            asking: Cell::new(0),
            overlapping: Cell::new(false),
            failures: Cell::new(0),
            marks: RefCell::default(),
            sending: Cell::new(false),
            leaving: RefCell::default(),
            view,
        }))
    }

    /// In which language.
    pub fn language(&self) -> Language {
        self.view.language
    }

    /// The code of the stop shown.
    pub fn here(&self) -> String {
        self.step.borrow().clone()
    }

    /// A stop by its code.
    pub fn stop(&self, step: &str) -> Option<&Element> {
        self.stops.get(step)
    }

    /// The stop in the page.
    pub fn section(&self) -> Option<&Element> {
        self.stop(&self.step.borrow())
    }

    /// A fresh copy of a row.
    pub fn row(&self, name: &str, selector: &str) -> Option<Element> {
        use wasm_bindgen::JsCast;
        let model = page::find(&self.rows, &["[data-row=", name, "] ", selector].concat())?;
        model.clone_node_with_deep(true).ok()?.dyn_into().ok()
    }

    /// The files that count: what the server has; without a network also what waits on this device.
    fn papers(&self) -> Vec<DocumentView> {
        let mut papers = self.documents.borrow().clone();
        if self.kept.get() || !page::online() {
            papers.extend(self.uploads.borrow().iter().filter_map(Coming::paper));
        }
        papers
    }

    /// The way for the present answers.
    pub fn way(&self) -> Journey {
        let view = &self.view;
        let (answers, papers) = (self.answers.borrow(), self.papers());
        journey(&view.procedure, &answers, &view.context, &papers, view.flagged.as_ref())
    }

    /// The answers that count.
    pub fn live(&self) -> Answers {
        live_answers(&self.view.procedure, &self.answers.borrow(), &self.view.context)
    }

    /// Everything wrong with a step.
    pub fn wrong_at(&self, step: &str) -> Vec<FieldIssue> {
        issues_at(&self.view, &self.answers.borrow(), &self.papers(), step)
    }
}

/// What a template holds, in an element of its own: a fragment answers fewer questions.
fn inside(template: &Element) -> Option<Element> {
    use wasm_bindgen::JsCast;
    let content = template.dyn_ref::<HtmlTemplateElement>()?.content();
    let holder = page::make("div", "", "")?;
    holder.append_child(&content).ok()?;
    Some(holder)
}
