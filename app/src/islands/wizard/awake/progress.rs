//! The progress line, drawn again when the way changes.
use super::{page, writing::Writing};
use crate::islands::wizard::way::{self, Mark, Place};

/// Draws the line for the stop shown.
pub fn draw(writing: &Writing) {
    let Some(around) = page::find(&writing.root, "[data-way]") else { return };
    let (way, step) = (writing.way(), writing.here());
    let marks = way::marks(&writing.view, &way, &step);
    if *writing.marks.borrow() == marks {
        return;
    }
    if let Some(name) = page::find(&around, ".steps-name") {
        page::write(&name, &way::line(&writing.view, &way, &step));
    }
    let (Some(bar), Some(list)) = (page::find(&around, ".steps-bar"), page::find(&around, "ol")) else {
        return;
    };
    bar.set_text_content(None);
    list.set_text_content(None);
    for mark in &marks {
        if let (Some(part), Some(line)) = (page::make("i", class(mark), ""), line(mark)) {
            page::add(&bar, &part);
            page::add(&list, &line);
        }
    }
    writing.marks.replace(marks);
}

fn class(mark: &Mark) -> &'static str {
    match mark.place {
        Place::Done => "done",
        Place::Here => "now",
        Place::Ahead => "ahead",
    }
}

fn line(mark: &Mark) -> Option<web_sys::Element> {
    let Some(href) = &mark.href else {
        let line = page::make("li", class(mark), &mark.label)?;
        page::put_or_not(&line, "aria-current", (mark.place == Place::Here).then_some("step"));
        return Some(line);
    };
    let line = page::make("li", class(mark), "")?;
    let link = page::make("a", "", &mark.label)?;
    page::put(&link, "href", href);
    page::add(&line, &link);
    Some(line)
}
