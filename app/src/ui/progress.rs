//! Where one is on the way. The bar is for the eye; the words say the same; it opens to the whole way,
//! without any script, so that every step already done is one press away.
use leptos::prelude::*;

use super::timeline::StepState;

/// One stop of the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgressStop {
    /// Its short name.
    pub label: String,
    /// Where it is, when it may be visited.
    pub href: Option<String>,
    /// Where it lies.
    pub state: StepState,
    /// Its code, handed to `on_go`.
    pub code: String,
}

/// The way through a form.
#[component]
pub fn Progress(
    /// "Langkah 3 dari 6 · Data anak".
    #[prop(into)]
    label: Signal<String>,
    /// The stops in order.
    #[prop(into)]
    stops: Signal<Vec<ProgressStop>>,
    /// Goes to a stop without leaving the page; the address stays for those without a script.
    #[prop(optional_no_strip, into)]
    on_go: Option<Callback<String>>,
) -> impl IntoView {
    let class = |state| match state {
        StepState::Done => "done",
        StepState::Now => "now",
        StepState::Ahead => "ahead",
    };
    let bar =
        move || stops.get().into_iter().map(|stop| view! { <i class=class(stop.state)></i> }).collect_view();
    let way = move || {
        stops
            .get()
            .into_iter()
            .map(|stop| {
                let current = (stop.state == StepState::Now).then_some("step");
                let name = match stop.href {
                    Some(href) if current.is_none() => view! {
                        <a
                            href=href
                            on:click=move |event| {
                                if let Some(call) = on_go {
                                    event.prevent_default();
                                    call.run(stop.code.clone());
                                }
                            }
                        >
                            {stop.label}
                        </a>
                    }
                    .into_any(),
                    _ => stop.label.into_any(),
                };
                view! { <li class=class(stop.state) aria-current=current>{name}</li> }
            })
            .collect_view()
    };
    view! {
        <details class="steps">
            <summary>
                <span class="steps-bar" aria-hidden="true">{bar}</span>
                <span class="steps-name">{move || label.get()}</span>
            </summary>
            <ol>{way}</ol>
        </details>
    }
}
