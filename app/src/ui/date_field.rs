//! A date in three boxes: nobody's birthday should need a calendar with sixty years of arrows.
use leptos::prelude::*;

use super::field::{FieldGroup, field_id, invalid};

/// The words over the three boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateWords {
    /// "Tanggal".
    pub day: String,
    /// "Bulan".
    pub month: String,
    /// "Tahun".
    pub year: String,
}

/// Day, month and year as typed. The boxes are named `<name>.day`, `<name>.month`, `<name>.year`.
#[component]
pub fn DateField(
    /// The name of the date; the boxes add their part.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// "Contoh: 14 3 2026".
    #[prop(optional_no_strip, into)]
    hint: Option<String>,
    /// A quiet word after the label.
    #[prop(optional_no_strip, into)]
    note: Option<String>,
    /// Said, not shown.
    #[prop(optional)]
    hide_label: bool,
    /// The words over the boxes.
    words: DateWords,
    /// The day as typed.
    #[prop(optional, into)]
    day: Signal<String>,
    /// The month as typed.
    #[prop(optional, into)]
    month: Signal<String>,
    /// The year as typed.
    #[prop(optional, into)]
    year: Signal<String>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The browser may fill in the birthday of the person who types.
    #[prop(optional)]
    own_birthday: bool,
    /// Called with the name of the box and its value at each change.
    #[prop(optional_no_strip, into)]
    on_input: Option<Callback<(String, String)>>,
) -> impl IntoView {
    let boxes = [
        (words.day, "day", day, "2", "input num", "bday-day"),
        (words.month, "month", month, "2", "input num", "bday-month"),
        (words.year, "year", year, "4", "input input-year num", "bday-year"),
    ]
    .map(|(label, part, value, most, class, fill)| {
        let name = format!("{name}.{part}");
        let id = field_id(&name);
        view! {
            <div>
                <label for=id.clone()>{label}</label>
                <input
                    class=class
                    id=id
                    name=name.clone()
                    inputmode="numeric"
                    maxlength=most
                    autocomplete=if own_birthday { fill } else { "off" }
                    value=value.get_untracked()
                    prop:value=move || value.get()
                    aria-invalid=invalid(error)
                    on:input=move |event| {
                        if let Some(call) = on_input {
                            call.run((name.clone(), event_target_value(&event)));
                        }
                    }
                />
            </div>
        }
    });
    view! {
        <FieldGroup
            id=field_id(&name)
            lands_here=true
            label=label
            hint=hint
            note=note
            hide_label=hide_label
            error=error
        >
            <div class="date">{boxes.into_iter().collect_view()}</div>
        </FieldGroup>
    }
}
