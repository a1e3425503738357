//! Semula -> menjadi for the desk: one line an element, with a verdict per line; on a phone each line is a small sheet.
use leptos::prelude::*;

use super::choice::{ChoiceOption, Verdict};

/// One proposed change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeRow {
    /// What the verdict is about ("q:education").
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
) -> impl IntoView {
    let judged = !verdicts.is_empty();
    let (was_word, will_word) = (head.was.clone(), head.will.clone());
    let lines = move || {
        rows.get()
            .into_iter()
            .map(|row| {
                let verdict = judged.then(|| {
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
                });
                view! {
                    <tr class=row.open.then_some("open")>
                        <th scope="row">{row.who}</th>
                        <td>{row.element}</td>
                        <td><span class="vh">{was_word.clone()}" "</span><del class="was">{row.was}</del></td>
                        <td>
                            <span class="vh">{will_word.clone()}" "</span>
                            <ins class="will">{row.will}</ins>
                            {row.basis.map(|basis| view! { <span class="quote">{basis}</span> })}
                        </td>
                        {verdict}
                    </tr>
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
