//! Handing the request over: by its holder to a colleague, by a supervisor to anybody.
use super::case::CaseView;
use crate::{
    text::{DeskFilter as Words, acted},
    ui::{
        button::{Button, ButtonKind},
        choice::ChoiceOption,
        disclosure::Disclosure,
        select::Select,
        text_area::TextArea,
    },
};
use leptos::prelude::*;

/// The form, where there is somebody to hand it to.
pub(super) fn section(view: &CaseView) -> Option<AnyView> {
    let words = Words::of(view.language);
    let colleagues = &view.detail.colleagues;
    (!colleagues.is_empty()).then(|| {
        let options = colleagues.iter().map(|colleague| {
            let role = acted(colleague.role.as_str(), view.language);
            ChoiceOption::new(colleague.id.to_string(), format!("{} ({role})", colleague.name))
        });
        let options = options.collect::<Vec<_>>();
        let (to, note) = view.handing.clone();
        let open = view.errors.field("to").is_some() || view.errors.field("handover_note").is_some();
        let (identity, version) = (view.identity(), view.detail.request.version.to_string());
        let wrong = |field: &str| Signal::stored(view.errors.field(field));
        let (to_wrong, note_wrong) = (wrong("to"), wrong("handover_note"));
        view! {
            <Disclosure summary=words.hand_over open=open>
                <form method="post" action="/api/petugas/serahkan">
                    {identity}
                    <input type="hidden" name="version" value=version />
                    <Select
                        name="to"
                        label=words.hand_over_to
                        empty=words.hand_over_choose.to_owned()
                        options=options
                        value=to
                        error=to_wrong
                    />
                    <TextArea
                        name="handover_note"
                        label=words.hand_over_note
                        value=note
                        error=note_wrong
                        lines=2
                        max=Some(600)
                    />
                    <Button label=words.hand_over_act kind=ButtonKind::Ghost small=true />
                </form>
            </Disclosure>
        }
        .into_any()
    })
}
