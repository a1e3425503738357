//! The documents of the right pane: turned, enlarged, lightened, one after the other. The server drew them all,
//! all but one hidden; here they only change their classes.
use super::{
    line::{on, place},
    places::{STAGE, TOOL},
};
use crate::ui::viewer::Look;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

struct Stage {
    pane: Element,
    look: Cell<Look>,
}

pub(super) fn wake() {
    let Some(pane) = place(STAGE) else { return };
    let stage = Rc::new(Stage { pane: pane.clone(), look: Cell::default() });
    on(
        &pane,
        "click",
        Box::new(move |event| {
            if stage.press(&event).is_some() {
                event.prevent_default();
            }
        }),
    );
}

impl Stage {
    /// Obeys a tool or a tab; `None` when something else was pressed.
    fn press(&self, event: &Event) -> Option<()> {
        let target: Element = event.target()?.dyn_into().ok()?;
        if let Some(tool) = target.closest(&format!("[{TOOL}]")).ok()? {
            return self.use_tool(&tool.get_attribute(TOOL)?);
        }
        let tab = target.closest(".tabs a").ok()??;
        self.show(place_of(&self.all(".tabs a"), |one| *one == tab)?)
    }

    fn use_tool(&self, tool: &str) -> Option<()> {
        let mut look = self.look.get();
        match tool {
            "+" => look.zoom = (look.zoom + 1).min(2),
            "-" => look.zoom = look.zoom.saturating_sub(1),
            "R" => look.turns = (look.turns + 1) % 4,
            "B" => look.bright = !look.bright,
            "V" => {
                look.two = !look.two;
                self.look.set(look);
                return self.show(self.front()?);
            }
            _ => return self.leaf(tool == "N"),
        }
        self.draw(look)
    }

    fn leaf(&self, forwards: bool) -> Option<()> {
        let count = self.all(".tabs a").len();
        let by = if forwards { 1 } else { count - 1 };
        self.show((self.front()? + by) % count)
    }

    /// The document in front.
    fn front(&self) -> Option<usize> {
        place_of(&self.all(".tabs a"), |tab| tab.has_attribute("aria-current"))
    }

    fn show(&self, front: usize) -> Option<()> {
        let (papers, two) = (self.all(".viewer-stage > *"), self.look.get().two);
        for (place, paper) in papers.iter().enumerate() {
            let shown = place == front || (two && place == (front + 1) % papers.len());
            paper.toggle_attribute_with_force("hidden", !shown).ok()?;
        }
        for (place, tab) in self.all(".tabs a").iter().enumerate() {
            if place == front {
                tab.set_attribute("aria-current", "true").ok()?;
            } else {
                tab.remove_attribute("aria-current").ok()?;
            }
        }
        self.draw(Look { two, ..Look::default() })
    }

    fn draw(&self, look: Look) -> Option<()> {
        self.look.set(look);
        self.pane.query_selector(".viewer-stage").ok()??.set_class_name(&look.class());
        Some(())
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let Ok(found) = self.pane.query_selector_all(selector) else { return Vec::new() };
        (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
    }
}

fn place_of(elements: &[Element], fits: impl Fn(&Element) -> bool) -> Option<usize> {
    elements.iter().position(fits)
}
