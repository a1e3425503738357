//! The head of the card: number, address, village, postcode.
use super::seen;
use crate::{
    pages::{
        frame,
        frame::{Page, Script},
        words_of::FormErrors,
    },
    place::{self, Names, Place, Typed},
    text::{Area, Card as Words, Common},
    ui::{
        button::Button,
        field::Width,
        text_field::{InputKind, TextField},
    },
    visitor::{service, visitor},
};
use domain::CardForm;
use leptos::prelude::*;
use service::areas::Level;

/// The form.
pub fn head() -> impl IntoView {
    frame::page(async {
        let visitor = visitor();
        let words = Words::of(visitor.language);
        let area_words = Area::of(visitor.language);
        let common = Common::of(visitor.language);
        let service = service();
        let saved: CardForm = service.card_form(&visitor.actor).await?;
        let revision = service.card(&visitor.actor).await?.revision;
        let flash = visitor.flash("kk").await;
        let seen = seen(&flash, revision);
        let errors = FormErrors::of(&flash, visitor.language).labelled(&[
            ("number", words.number),
            ("address", words.address),
            ("rt", words.rt),
            ("rw", words.rw),
            ("area", area_words.label),
            ("village_code", area_words.label),
            ("pick", area_words.by_list),
            ("village", words.village),
            ("district", words.district),
            ("postcode", words.postcode),
        ]);
        let typed = flash.error.is_some() || !flash.values.is_empty();
        let value = |field: &str, saved: &str| if typed { flash.value(field) } else { saved.to_owned() };
        let stored = |field: &str| match field {
            "village_code" => value(field, &saved.village_code),
            "village" => value(field, &saved.village),
            "district" => value(field, &saved.district),
            field => flash.value(field),
        };
        let village = Typed(Names::Card.read(stored));
        let village = place::part(
            &Place {
                areas: service.areas(),
                names: Names::Card,
                level: Level::Village,
                label: area_words.label.to_owned(),
                hint: area_words.hint.to_owned(),
                module: None,
                error: &|field| errors.field(field),
                language: visitor.language,
            },
            &village,
        );
        let optional = common.optional.to_owned();
        let page = view! {
            {errors.summary()}
            <h1>{words.head_title}</h1>
            <form method="post" action="/api/kk" novalidate>
                // The Enter key presses the first button of a form: this one.
                <button class="vh" tabindex="-1" aria-hidden="true">{common.save}</button>
                <input type="hidden" name="seen" value=seen />
                <TextField name="number" label=words.number kind=InputKind::Digits max=Some(24)
                    value=value("number", &saved.number) error=errors.field("number") />
                <TextField name="address" label=words.address hint=words.address_hint.to_owned()
                    value=value("address", &saved.address) error=errors.field("address") />
                <div class="row">
                    <TextField name="rt" label=words.rt kind=InputKind::Digits width=Width::W4 max=Some(3)
                        value=value("rt", &saved.rt) error=errors.field("rt") />
                    <TextField name="rw" label=words.rw kind=InputKind::Digits width=Width::W4 max=Some(3)
                        value=value("rw", &saved.rw) error=errors.field("rw") />
                </div>
                {village}
                <TextField name="postcode" label=words.postcode note=optional kind=InputKind::Digits width=Width::W6 max=Some(5)
                    value=value("postcode", &saved.postcode) error=errors.field("postcode") />
                <Button label=common.save wide=true />
            </form>
        };
        Ok(Page::new(words.title, page).with(Script::Areas))
    })
}
