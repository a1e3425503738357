//! The bar where decisions are taken, and nowhere else: acts, lease, version; what a decision needs opens above it.
use leptos::prelude::*;

/// The decision bar.
#[component]
pub fn Foot(
    /// "Anda memegang berkas ini 12 menit lagi, versi 4".
    #[prop(optional, into)]
    lease: ViewFn,
    /// What the chosen act needs: reasons, words. Nothing when nothing is chosen.
    #[prop(optional_no_strip, into)]
    open: Option<ViewFn>,
    /// The acts.
    children: Children,
) -> impl IntoView {
    view! {
        <footer class="foot">
            {open.map(|open| view! { <div class="foot-open">{open.run()}</div> })}
            <div class="foot-acts">
                {children()}
                <p class="foot-lease">{lease.run()}</p>
            </div>
        </footer>
    }
}
