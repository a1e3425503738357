//! Buttons and links that look like them. One primary act a page; the others step back.
use leptos::prelude::*;

use super::kbd::Kbd;

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one act of the page.
    #[default]
    Primary,
    /// The other way.
    Ghost,
    /// A tool: turn, enlarge, filter.
    Quiet,
    /// What cannot be taken back.
    Danger,
    /// An act that reads as a link.
    Link,
}

/// The classes of one button.
pub(super) fn button_class(kind: ButtonKind, small: bool, wide: bool) -> String {
    let mut class = String::from(match kind {
        ButtonKind::Primary => "btn",
        ButtonKind::Ghost => "btn btn-ghost",
        ButtonKind::Quiet => "btn btn-quiet",
        ButtonKind::Danger => "btn btn-danger",
        ButtonKind::Link => "btn btn-link",
    });
    if small {
        class.push_str(" btn-small");
    }
    if wide {
        class.push_str(" btn-wide");
    }
    class
}

/// A button. Without `on_press` it sends its form; with it, it only calls back.
#[component]
pub fn Button(
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// How loud.
    #[prop(optional)]
    kind: ButtonKind,
    /// 40 px high, for the desk.
    #[prop(optional)]
    small: bool,
    /// As wide as its column.
    #[prop(optional)]
    wide: bool,
    /// Not now; a sentence near it says why.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What to call when pressed; the form is not sent then.
    #[prop(optional_no_strip, into)]
    on_press: Option<Callback<()>>,
    /// The key that does the same on the desk.
    #[prop(optional_no_strip, into)]
    key: Option<String>,
    /// A name and a value for the form, when several buttons send it.
    #[prop(optional)]
    send: Option<(&'static str, String)>,
    /// Words added for those who do not see what the button stands beside ("Surat kelahiran").
    #[prop(optional_no_strip, into)]
    spoken: Option<String>,
) -> impl IntoView {
    let class = button_class(kind, small, wide);
    let sort = if on_press.is_some() { "button" } else { "submit" };
    let (name, value) = send.unzip();
    let keys = key.clone();
    view! {
        <button
            type=sort
            class=class
            name=name
            value=value
            disabled=move || disabled.get()
            aria-keyshortcuts=keys
            on:click=move |_| {
                if let Some(press) = on_press {
                    press.run(());
                }
            }
        >
            {move || label.get()}
            {spoken.map(|words| view! { <span class="vh">" "{words}</span> })}
            {key.map(|key| view! { <Kbd key=key /> })}
        </button>
    }
}

/// A link that is an act: start, replace, download.
#[component]
pub fn LinkButton(
    /// What it leads to, in words.
    #[prop(into)]
    label: String,
    /// Where.
    #[prop(into)]
    href: String,
    /// How loud.
    #[prop(optional)]
    kind: ButtonKind,
    /// 40 px high.
    #[prop(optional)]
    small: bool,
    /// As wide as its column.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    view! { <a class=button_class(kind, small, wide) href=href>{label}</a> }
}
