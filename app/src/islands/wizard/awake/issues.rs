//! What is wrong, at each field and in the summary at the top, in the same places as the server writes it.
use super::{page, writing::Writing};
use crate::{
    islands::wizard::rules::named,
    text::{sentence, summary_title},
};
use domain::FieldIssue;
use web_sys::Element;

const SUMMARY: &str = "ringkasan-galat";

/// Shows these, and takes away what was shown before.
pub fn show(writing: &Writing, issues: &[FieldIssue]) {
    if *writing.issues.borrow() == *issues && !issues.is_empty() {
        return;
    }
    let before = writing.issues.replace(issues.to_vec());
    for gone in before.iter().filter(|old| issues.iter().all(|new| new.field != old.field)) {
        at_field(writing, &gone.field, None);
    }
    for issue in issues {
        at_field(writing, &issue.field, Some(&sentence(&issue.error, writing.language())));
    }
    summary(writing, issues);
}

/// Takes away what is right now. The rest of the summary stays as it is: somebody may be pressing one of its links.
pub fn shrink(writing: &Writing, still: &[FieldIssue]) {
    if still.is_empty() || writing.issues.borrow().len() <= still.len() {
        return show(writing, still);
    }
    let before = writing.issues.replace(still.to_vec());
    let Some(sheet) = page::find(&writing.root, &["#", SUMMARY].concat()) else { return };
    for gone in before.iter().filter(|old| still.iter().all(|new| new.field != old.field)) {
        at_field(writing, &gone.field, None);
        let link = page::find(&sheet, &["a[href='#", &id_of(&gone.field), "']"].concat());
        if let Some(line) = link.and_then(|link| page::around(&link, "li")) {
            line.remove();
        }
    }
    for issue in still {
        at_field(writing, &issue.field, Some(&sentence(&issue.error, writing.language())));
    }
    if let Some(title) = page::find(&sheet, "h2") {
        page::write(&title, &summary_title(still.len(), writing.language()));
    }
}

/// Moves the focus to the summary.
pub fn focus(writing: &Writing) {
    if let Some(summary) = page::find(&writing.root, &["#", SUMMARY].concat()) {
        page::focus(&summary);
    }
}

fn summary(writing: &Writing, issues: &[FieldIssue]) -> Option<()> {
    let above = page::find(&writing.root, "[data-above]")?;
    above.set_text_content(None);
    if issues.is_empty() {
        return None;
    }
    let language = writing.language();
    let sheet = page::make("div", "summary", "")?;
    page::put(&sheet, "role", "alert");
    page::put(&sheet, "tabindex", "-1");
    sheet.set_id(SUMMARY);
    page::add(&sheet, &page::make("h2", "", &summary_title(issues.len(), language))?);
    let list = page::make("ul", "", "")?;
    for issue in issues {
        let words = named(&writing.view, &issue.field, &sentence(&issue.error, language));
        let link = page::make("a", "", &words)?;
        page::put(&link, "href", &["#", &id_of(&issue.field)].concat());
        let line = page::make("li", "", "")?;
        page::add(&line, &link);
        page::add(&list, &line);
    }
    page::add(&sheet, &list);
    page::add(&above, &sheet);
    Some(())
}

fn id_of(field: &str) -> String {
    ["f-", &field.replace('.', "-")].concat()
}

/// Writes a sentence at a field, or takes it away.
pub fn at_field(writing: &Writing, field: &str, words: Option<&str>) -> Option<()> {
    let section = writing.section()?;
    let id = id_of(field);
    let control = page::find(section, &["#", &id].concat())?;
    let frame = page::around(&control, ".field,.drop")?;
    let class = if frame.matches(".drop").ok()? { "drop-bad" } else { "field-bad" };
    let _ = frame.class_list().toggle_with_force(class, words.is_some());
    let error_id = [&id, "-error"].concat();
    let present = page::find(&frame, ".error");
    match (words, present) {
        (Some(words), Some(line)) => page::write(&line, words),
        (Some(words), None) => {
            let line = page::make("p", "error", words)?;
            line.set_id(&error_id);
            // After the hint, else after the question, else first.
            let hint = page::find(&frame, &[":scope > #", &id, "-hint"].concat());
            match hint.or_else(|| page::find(&frame, ":scope > legend,:scope > label")) {
                Some(before) => before.after_with_node_1(&line).ok()?,
                None => frame.prepend_with_node_1(&line).ok()?,
            }
        }
        (None, Some(line)) => line.remove(),
        (None, None) => {}
    }
    // A group is described as a whole, a single control by itself.
    let described = if frame.tag_name() == "FIELDSET" { &frame } else { &control };
    describe(described, &id, words.is_some().then_some(error_id.as_str()), &frame);
    let invalid = words.is_some().then_some("true");
    for control in page::all(&frame, ".input").iter().chain([&control]) {
        page::put_or_not(control, "aria-invalid", invalid);
    }
    Some(())
}

fn describe(described: &Element, id: &str, error: Option<&str>, frame: &Element) {
    let hint = [id, "-hint"].concat();
    let hint = page::find(frame, &["#", &hint].concat()).map(|_| hint);
    let ids = match (hint, error) {
        (None, None) => None,
        (Some(hint), None) => Some(hint),
        (None, Some(error)) => Some(error.to_owned()),
        (Some(hint), Some(error)) => Some([&hint, " ", error].concat()),
    };
    page::put_or_not(described, "aria-describedby", ids.as_deref());
}
