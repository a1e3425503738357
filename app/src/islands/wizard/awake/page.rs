//! The few things done to the page.
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, Event, EventTarget, Node, Window};

/// The window. There is one: this runs in a page.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The first element that fits.
pub fn find(within: &Element, selector: &str) -> Option<Element> {
    within.query_selector(selector).ok().flatten()
}

/// All elements that fit, in their order.
pub fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// The nearest element around that fits.
pub fn around(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// Shows or hides.
pub fn show(element: &Element, shown: bool) {
    let _ = element.toggle_attribute_with_force("hidden", !shown);
}

/// Writes text, but only if it is another: screen readers repeat what is written again.
pub fn write(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// The last text directly within; what is drawn on the server may end with a mark of the framework.
pub fn last_text(element: &Element) -> Option<Node> {
    let mut last = element.last_child();
    while last.as_ref().is_some_and(|node| node.node_type() != Node::TEXT_NODE) {
        last = last?.previous_sibling();
    }
    last
}

/// A new element with a class and text.
pub fn make(tag: &str, class: &str, text: &str) -> Option<Element> {
    let element = document()?.create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element.set_text_content((!text.is_empty()).then_some(text));
    Some(element)
}

/// Sets an attribute.
pub fn put(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Sets an attribute, or takes it off.
pub fn put_or_not(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => put(element, name, value),
        None => {
            let _ = element.remove_attribute(name);
        }
    }
}

/// Adds a child at the end.
pub fn add(parent: &Element, child: &Element) {
    let _ = parent.append_child(child);
}

/// Gives an element the focus, whatever its kind.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// Calls `act` at each event, for the rest of the page's life.
pub fn on(target: &EventTarget, event: &str, act: impl FnMut(Event) + 'static) {
    listen(target, event, Box::new(act));
}

fn listen(target: &EventTarget, event: &str, act: Box<dyn FnMut(Event)>) {
    let closure = Closure::wrap(act);
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Whether the browser believes that there is a network.
pub fn online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}
