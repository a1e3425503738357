//! Semula -> menjadi for the desk: one line an element, with a verdict per line; on a phone each line is a small sheet.
use leptos::prelude::*;

use super::choice::{ChoiceOption, Verdict};
use super::tag::Tag;
use super::tone::Tone;

/// One proposed change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeRow {
    /// The name of the verdict in the form, one a line ("tanda[q:education]"); empty when it takes none.
    pub key: String,
    /// Whose element.
    pub who: String,
    /// Which element.
    pub element: String,
    /// The old value; empty when there was nothing.
    pub was: String,
    /// The new value.
    pub will: String,
    /// The evidence for it.
    pub basis: Option<String>,
    /// The verdict so far.
    pub verdict: String,
    /// In doubt: the line is marked.
    pub open: bool,
    /// A word about the line: corrected since the last look.
    pub tag: Option<(Tone, String)>,
}

/// The words of the table's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeHead {
    /// What the table shows, said but not shown.
    pub caption: String,
    /// "Anggota".
    pub who: String,
    /// "Elemen".
    pub element: String,
    /// "Semula".
    pub was: String,
    /// "Menjadi".
    pub will: String,
    /// "Penilaian".
    pub verdict: String,
}

/// The table. Without verdicts it only shows.
#[component]
pub fn ChangeTable(
    /// The head's words.
    head: ChangeHead,
    /// The lines.
    #[prop(into)]
    rows: Signal<Vec<ChangeRow>>,
    /// The words of a verdict, the doubt last.
    #[prop(optional)]
    verdicts: Vec<ChoiceOption>,
    /// Called with the key of a line and its verdict.
    #[prop(optional_no_strip, into)]
    on_verdict: Option<Callback<(String, String)>>,
    /// What stands below the line with this key: the reason of a doubt.
    #[prop(optional_no_strip, into)]
    below: Option<Callback<String, Option<AnyView>>>,
) -> impl IntoView {
    let judged = !verdicts.is_empty();
    let (was_word, will_word) = (head.was.clone(), head.will.clone());
    let lines = move || {
        rows.get()
            .into_iter()
            .map(|row| {
                let more = below.and_then(|below| below.run(row.key.clone()));
                let more = more.map(|more| view! { <tr class="flag-row"><td colspan="5">{more}</td></tr> });
                let verdict = judged.then(|| {
                    if row.key.is_empty() {
                        return view! { <td></td> }.into_any();
                    }
                    let call = on_verdict.map(|call| {
                        let key = row.key.clone();
                        Callback::new(move |verdict| call.run((key.clone(), verdict)))
                    });
                    view! {
                        <td>
                            <Verdict
                                name=row.key.clone()
                                label=format!("{}: {}", row.who, row.element)
                                options=verdicts.clone()
                                value=row.verdict
                                on_input=call
                            />
                        </td>
                    }
                    .into_any()
                });
                view! {
                    <tr class=row.open.then_some("open")>
                        <th scope="row">{row.who}</th>
                        <td>
                            {row.element}
                            {row.tag.map(|(tone, word)| view! { " " <Tag label=word tone=tone /> })}
                        </td>
                        <td><span class="vh">{was_word.clone()}" "</span><del class="was">{row.was}</del></td>
                        <td>
                            <span class="vh">{will_word.clone()}" "</span>
                            <ins class="will">{row.will}</ins>
                            {row.basis.map(|basis| view! { <span class="quote">{basis}</span> })}
                        </td>
                        {verdict}
                    </tr>
                    {more}
                }
            })
            .collect_view()
    };
    view! {
        <table class="changes">
            <caption class="vh">{head.caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{head.who}</th>
                    <th scope="col">{head.element}</th>
                    <th scope="col">{head.was}</th>
                    <th scope="col">{head.will}</th>
                    {judged.then(|| view! { <th scope="col">{head.verdict}</th> })}
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}
