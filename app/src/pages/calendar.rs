//! The calendar of days on which the office does not work, for administrators.
use super::{
    frame::{Page, page},
    words_of::FormErrors,
};
use crate::{
    api::calendar::FORM,
    text::{Calendar as Words, done},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        date_field::{DateField, DateWords},
        notice::Notice,
        text_field::TextField,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use leptos::prelude::*;
use service::Holiday;

/// The page.
pub fn calendar() -> impl IntoView {
    page(async {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let days = service().holidays(&visitor.actor).await?;
        let form = visitor.take(FORM).await;
        let errors = FormErrors::of(&form, language).labelled(&[("day", words.day), ("name", words.name)]);
        let said = form.done.as_ref().map(|code| done(code, language));
        let row = |holiday: Holiday| {
            let date = domain::date::in_words(holiday.day, language);
            let name = if holiday.fixed { words.fixed.to_owned() } else { holiday.name.clone() };
            let remove = (!holiday.fixed).then(|| {
                view! {
                    <form method="post" action="/api/petugas/hapus-libur">
                        <input type="hidden" name="day" value=domain::iso(holiday.day) />
                        <Button label=words.remove kind=ButtonKind::Link small=true spoken=date.clone() />
                    </form>
                }
            });
            view! { <li class="cluster"><b>{date.clone()}</b><span>{name}</span>{remove}</li> }
        };
        let empty = days.is_empty().then(|| view! { <p class="muted">{words.none}</p> });
        let rows = days.into_iter().map(row).collect_view();
        let date_words = DateWords {
            day: words.date_day.to_owned(),
            month: words.date_month.to_owned(),
            year: words.date_year.to_owned(),
        };
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                {said.map(|said| view! { <Notice tone=Tone::Ok alert=true>{said}</Notice> })}
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                <Card title=words.add.to_owned()>
                    <form method="post" action="/api/petugas/libur">
                        <DateField
                            name="day"
                            label=words.day
                            words=date_words
                            day=form.value("day.day")
                            month=form.value("day.month")
                            year=form.value("day.year")
                            error=errors.field("day")
                        />
                        <TextField
                            name="name"
                            label=words.name
                            hint=words.name_hint.to_owned()
                            value=form.value("name")
                            error=errors.field("name")
                            max=Some(80)
                        />
                        <Button label=words.add_act />
                    </form>
                </Card>
                <h2 class="section">{words.days}</h2>
                {empty}
                <ul class="plain">{rows}</ul>
            },
        ))
    })
}
