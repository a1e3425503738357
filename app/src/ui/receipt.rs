//! The head of a receipt: the number to keep, when, and the code that proves it.
use leptos::prelude::*;

/// Number and code.
#[component]
pub fn ReceiptHead(
    /// "Nomor permohonan".
    #[prop(into)]
    label: String,
    /// "K7RT-4MQX-9".
    #[prop(into)]
    number: String,
    /// When it arrived.
    #[prop(into)]
    when: String,
    /// The drawing of the code, 25 mm; nothing when empty.
    #[prop(optional_no_strip, into)]
    code: Option<ViewFn>,
) -> impl IntoView {
    view! {
        <div class="receipt-head">
            <div>
                <span class="muted">{label}</span>
                <strong class="receipt-number">{number}</strong>
                <span class="small muted num">{when}</span>
            </div>
            {code.map(|code| view! { <div class="receipt-qr">{code.run()}</div> })}
        </div>
    }
}
