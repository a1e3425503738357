//! What was said: label, answer, and what one may do about it. Where something changes, semula -> menjadi.
use leptos::prelude::*;

use super::tag::Tag;
use super::tone::Tone;

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it was, when it changes.
    pub was: Option<String>,
    /// What it is, or will be.
    pub value: String,
    /// The evidence, or a second line.
    pub quote: Option<String>,
    /// Where to change it: the word and the address.
    pub action: Option<(String, String)>,
    /// How it stands.
    pub tag: Option<(Tone, String)>,
}

/// The words said, not shown, before an old and a new value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeWords {
    /// "semula".
    pub was: String,
    /// "menjadi".
    pub will: String,
}

/// An old value and a new one.
#[component]
pub fn Change(
    /// The old value; none when there was nothing.
    was: Option<String>,
    /// The new value.
    will: String,
    /// What is said before each.
    words: ChangeWords,
) -> impl IntoView {
    view! {
        {was.map(|was| view! { <del class="was"><span class="vh">{words.was}" "</span>{was}</del>" " })}
        <ins class="will"><span class="vh">{words.will}" "</span>{will}</ins>
    }
}

/// The list.
#[component]
pub fn SummaryList(
    /// The lines.
    #[prop(into)]
    facts: Signal<Vec<Fact>>,
    /// What is said before an old and a new value.
    #[prop(optional)]
    words: ChangeWords,
) -> impl IntoView {
    let lines = move || {
        facts
            .get()
            .into_iter()
            .map(|fact| {
                let value = if fact.was.is_some() {
                    view! { <Change was=fact.was will=fact.value words=words.clone() /> }.into_any()
                } else {
                    fact.value.into_any()
                };
                let spoken = fact.label.clone();
                let action = fact
                    .action
                    .map(|(word, href)| view! { <a href=href>{word}<span class="vh">" "{spoken}</span></a> });
                let tag = fact.tag.map(|(tone, word)| view! { <Tag label=word tone=tone /> });
                let end = (action.is_some() || tag.is_some()).then(|| view! { <dd>{tag}{action}</dd> });
                view! {
                    <div>
                        <dt>{fact.label}</dt>
                        <dd>
                            {value}
                            {fact.quote.map(|quote| view! { <span class="quote">{quote}</span> })}
                        </dd>
                        {end}
                    </div>
                }
            })
            .collect_view()
    };
    view! { <dl class="facts">{lines}</dl> }
}
