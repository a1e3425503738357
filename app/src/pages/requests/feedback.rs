//! One question after the end, and room for words.
use crate::{
    pages::words_of::FormErrors,
    text::Feedback,
    ui::{
        button::{Button, ButtonKind},
        choice::{ChoiceOption, Choices},
        disclosure::Disclosure,
        notice::Notice,
        text_area::TextArea,
        tone::Tone,
    },
};
use domain::Language;
use leptos::prelude::*;
use uuid::Uuid;

/// The question; thanks, once it was answered.
pub(super) fn ask(id: Uuid, given: Option<u8>, errors: &FormErrors, language: Language) -> AnyView {
    let words = Feedback::of(language);
    if given.is_some() {
        return view! { <Notice tone=Tone::Ok>{words.thanks}</Notice> }.into_any();
    }
    let options = [words.very_easy, words.easy, words.fair, words.hard, words.very_hard];
    let options: Vec<_> = options
        .into_iter()
        .zip((1..=5).rev())
        .map(|(label, score)| ChoiceOption::new(score.to_string(), label))
        .collect();
    let (wrong, open) = (errors.field("score"), errors.any());
    let too_long = errors.field("words");
    view! {
        <Disclosure summary=words.title open=open>
            <form method="post" action="/api/pendapat" novalidate>
                <input type="hidden" name="id" value=id.to_string() />
                <Choices name="score" label=words.question options=options error=wrong />
                <TextArea name="words" label=words.words hint=words.hint.to_owned() lines=3 max=Some(600) error=too_long />
                <Button label=words.send kind=ButtonKind::Ghost />
            </form>
        </Disclosure>
    }
    .into_any()
}
