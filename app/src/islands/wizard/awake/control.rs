//! A control of a form, whichever kind: input, select, textarea.
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// Input, select or textarea: they have these in common.
    #[wasm_bindgen(extends = Element)]
    pub type Control;

    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Control) -> String;

    #[wasm_bindgen(method, getter, js_name = type)]
    pub fn kind(this: &Control) -> String;

    #[wasm_bindgen(method, getter)]
    pub fn value(this: &Control) -> String;

    #[wasm_bindgen(method, setter)]
    pub fn set_value(this: &Control, value: &str);

    #[wasm_bindgen(method, getter)]
    pub fn checked(this: &Control) -> bool;

    #[wasm_bindgen(method, setter)]
    pub fn set_checked(this: &Control, checked: bool);
}

/// The controls of questions.
pub const ANSWERS: &str = "[data-form=step] :is(input:not([type=hidden]),select,textarea)[name]";

impl Control {
    /// What is answered here, if anything: an unpressed row answers nothing.
    pub fn answer(&self) -> Option<String> {
        (self.kind() != "radio" || self.checked()).then(|| self.value())
    }

    /// Shows an answer.
    pub fn show_answer(&self, answer: &str) {
        if self.kind() == "radio" {
            let ours = self.value() == answer;
            if self.checked() != ours {
                self.set_checked(ours);
            }
        } else if self.value() != answer {
            self.set_value(answer);
        }
    }
}
