//! What holds for every component, read from the gallery as the browser would get it.
use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{Gallery, GalleryDesk};

/// Both pages of examples as HTML.
fn pages() -> [String; 2] {
    Owner::new()
        .with(|| [view! { <Gallery /> }.to_html(), view! { <GalleryDesk picture="/surat.svg" /> }.to_html()])
}

/// The values of one attribute, in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn no_style_is_written_into_the_page() {
    for html in pages() {
        assert!(values(&html, "style").is_empty());
        assert!(!html.contains("<style"));
    }
}

#[test]
fn no_id_is_given_twice() {
    for html in pages() {
        let ids = values(&html, "id");
        let distinct: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len(), "{ids:?}");
    }
}

#[test]
fn every_description_label_and_link_of_the_summary_has_its_target() {
    for html in pages() {
        let ids: BTreeSet<_> = values(&html, "id").into_iter().collect();
        for described in values(&html, "aria-describedby") {
            for id in described.split(' ') {
                assert!(ids.contains(id), "nothing has the id {id}");
            }
        }
        for target in values(&html, "for") {
            assert!(ids.contains(target), "no control has the id {target}");
        }
        for link in values(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(link.is_empty() || ids.contains(link), "the link to {link} leads nowhere");
        }
    }
}

#[test]
fn a_field_with_an_error_says_so_and_a_field_without_does_not() {
    let [html, _] = pages();
    let input = |id: &str| {
        html.split(&format!("id=\"{id}\"")).nth(1).and_then(|rest| rest.split('>').next()).map(str::to_owned)
    };
    assert!(input("f-phone").is_some_and(|tag| tag.contains("aria-invalid=\"true\"")));
    assert!(input("f-phone").is_some_and(|tag| tag.contains("f-phone-hint f-phone-error")));
    assert!(input("f-nik").is_some_and(|tag| !tag.contains("aria-invalid")));
    assert!(input("f-birth_date-day").is_some_and(|tag| tag.contains("name=\"birth_date.day\"")));
}
