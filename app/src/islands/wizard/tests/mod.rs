//! The wizard as the server draws it: every kind of question in both languages, and each kind of stop.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
mod kinds;
mod sample;
mod stops;

use super::{Start, Wizard};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What the browser gets.
fn html(start: Start) -> String {
    Owner::new().with(|| view! { <Wizard start=start /> }.to_html())
}

/// What is shown: without the island's JSON, which repeats every word, and without what waits in templates.
fn drawn(start: Start) -> String {
    let html = html(start);
    let from = html.find(" id=\"wizard\"").unwrap();
    let to = html.find("<template data-stops").unwrap();
    html[from..to].to_owned()
}

/// The stops that wait for the script.
fn waiting(start: Start) -> String {
    let html = html(start);
    let from = html.find("<template data-stops").unwrap();
    let to = html.find("<template data-rows").unwrap();
    html[from..to].to_owned()
}

/// The values of one attribute, in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What holds for every page: no id twice, every label and description has its target, no style inside.
fn is_sound(html: &str) {
    let ids = values(html, "id");
    let distinct: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an id twice: {ids:?}");
    for described in values(html, "aria-describedby") {
        for id in described.split(' ') {
            assert!(distinct.contains(id), "nothing has the id {id}");
        }
    }
    for target in values(html, "for") {
        assert!(distinct.contains(target), "no control has the id {target}");
    }
    assert!(values(html, "style").is_empty());
    assert!(!html.contains("<script"));
}
