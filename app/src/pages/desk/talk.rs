//! Messages with the citizen, in the middle pane.
use super::case::CaseView;
use crate::{
    pages::talk::{Side, files, list},
    routes,
    text::Talk as Words,
    ui::{
        button::{Button, ButtonKind},
        choice::ChoiceOption,
        select::Select,
        tag::Tag,
        text_area::TextArea,
        tone::Tone,
    },
};
use leptos::prelude::*;
use service::LONGEST_MESSAGE;

/// The section: open for whoever may see the request, to write for whoever may act on it.
pub(super) fn section(view: &CaseView) -> AnyView {
    let words = Words::of(view.language);
    let unread = (view.talk.unread > 0).then(|| view! { " "<Tag label=words.unread tone=Tone::Info /> });
    let form = view.talk.may_write.then(|| form(view));
    view! {
        <section class="section" id="pesan">
            <h3>{words.title}{unread}</h3>
            {list(&view.talk, Side::Office, view.zone, view.language)}
            {form}
        </section>
    }
    .into_any()
}

fn form(view: &CaseView) -> AnyView {
    let words = Words::of(view.language);
    let options = view
        .answers
        .iter()
        .map(|answer| ChoiceOption::new(answer.code.clone(), answer.label.get(view.language).to_owned()));
    let options = options.collect::<Vec<_>>();
    let wrong = view.errors.field("text");
    let (ready, text) = view.writing.clone();
    view! {
        <form method="post" action=routes::message_upload(view.detail.request.id) enctype="multipart/form-data">
            {view.identity()}
            <Select
                name="ready"
                label=words.ready
                empty=words.ready_none.to_owned()
                options=options
                value=ready
            />
            <TextArea
                name="text"
                label=words.write_officer
                hint=words.write_officer_hint.to_owned()
                value=text
                error=Signal::stored(wrong)
                lines=3
                max=Some(LONGEST_MESSAGE)
            />
            {files(Signal::stored(view.errors.field("files")), view.language)}
            <Button label=words.send kind=ButtonKind::Ghost small=true />
        </form>
    }
    .into_any()
}
