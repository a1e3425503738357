//! "Data saya": to see, download, correct and delete what the portal keeps; and the supervisors' list of corrections.
use crate::{
    api::ANSWER_FORM,
    pages::{
        frame::{Page, page as framed},
        words_of::FormErrors,
    },
    routes,
    text::{Common, Rights, Security, correction_state, data_part, day_time, hours_left},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        choice::ChoiceOption,
        link_row::{LinkRow, Links},
        notice::Notice,
        password_field::PasswordField,
        select::Select,
        tag::Tag,
        text_area::TextArea,
        text_field::TextField,
        tone::Tone,
    },
    visitor::{Visitor, service, visitor},
};
use domain::{Language, Zone};
use leptos::prelude::*;
use service::{Correction, CorrectionState, OpenCorrection, Part};
use time::OffsetDateTime;

fn password(visitor: &Visitor, errors: &FormErrors) -> AnyView {
    let (words, common) = (Security::of(visitor.language), Common::of(visitor.language));
    view! {
        <PasswordField name="current" label=words.current hint=words.current_why.to_owned() show=common.show
            hide=common.hide error=errors.field("current") />
    }
    .into_any()
}

/// One's own data.
pub fn page() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let language = visitor.language;
        let (words, more) = (Rights::of(language), Security::of(language));
        let corrections = service().corrections(&visitor.actor).await?;
        let open = service().open_requests(&visitor.actor).await?;
        let zone = service().settings().zone;
        let asked = visitor.take("data").await.done.is_some();
        let typed = visitor.take("data-perbaikan").await;
        let of_typed = FormErrors::of(&typed, language)
            .labelled(&[("part", words.part), ("should_be", words.should_be)]);
        let of_download = FormErrors::of(&visitor.take("data-unduh").await, language);
        let ready = visitor.data_proven().await;
        let summaries = (of_typed.summary(), of_download.summary());
        let options = Part::ALL.map(|part| ChoiceOption::new(part.as_str(), data_part(part, language)));
        let download = if ready {
            view! {
                <Notice tone=Tone::Ok>
                    <p>{words.download_ready}</p>
                    <p><a href=routes::ACCOUNT_DATA_SHEET>{words.download_sheet}</a></p>
                    <p><a href=routes::ACCOUNT_DATA_FILE>{words.download_link}</a></p>
                </Notice>
            }
            .into_any()
        } else {
            view! {
                <form method="post" action="/api/data-saya" novalidate>
                    {password(&visitor, &of_download)}
                    <Button label=words.download_go kind=ButtonKind::Ghost />
                </form>
            }
            .into_any()
        };
        let delete = if open > 0 {
            view! { <p class="muted">{words.delete_open}</p> }.into_any()
        } else {
            view! { <p><a href=routes::ACCOUNT_DELETE>{words.delete}</a></p> }.into_any()
        };
        let list = corrections.into_iter().map(|asked| mine(asked, words, zone, language)).collect_view();
        Ok(Page::new(
            words.title,
            view! {
                {summaries}
                {asked.then(|| view! { <Notice tone=Tone::Ok>{words.correct_done}</Notice> })}
                <p><a href=routes::ACCOUNT>{more.back}</a></p>
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                <h2 class="section">{words.see}</h2>
                <Links>
                    <LinkRow href=routes::CARD title=words.see_card />
                    <LinkRow href=routes::REQUESTS title=words.see_requests />
                    <LinkRow href=routes::INBOX title=words.see_inbox />
                    <LinkRow href=routes::ACCOUNT_ACCESS title=words.see_access />
                    <LinkRow href=routes::ACCOUNT_LOG title=more.log />
                </Links>
                <h2 class="section">{words.download}</h2>
                <p>{words.download_text}</p>
                {download}
                <h2 class="section">{words.correct}</h2>
                <p>{words.correct_text}</p>
                {list}
                <form method="post" action="/api/data-perbaikan" novalidate>
                    <Select name="part" label=words.part options=options.to_vec() value=typed.value("part")
                        error=of_typed.field("part") />
                    <TextField name="should_be" label=words.should_be value=typed.value("should_be")
                        error=of_typed.field("should_be") max=Some(600) />
                    <Button label=words.correct_send kind=ButtonKind::Ghost />
                </form>
                <h2 class="section">{words.delete}</h2>
                <p>{words.delete_text}</p>
                {delete}
            },
        ))
    })
}

/// The end of the account, by whoever knows its password.
pub fn delete() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let (words, more) = (Rights::of(visitor.language), Security::of(visitor.language));
        let open = service().open_requests(&visitor.actor).await?;
        let errors = FormErrors::of(&visitor.take("data-hapus").await, visitor.language);
        let act = if open > 0 {
            view! { <Notice tone=Tone::Warn>{words.delete_open}</Notice> }.into_any()
        } else {
            view! {
                <form method="post" action="/api/hapus-akun" novalidate>
                    {password(&visitor, &errors)}
                    <Button label=words.delete_go kind=ButtonKind::Danger wide=true />
                </form>
            }
            .into_any()
        };
        Ok(Page::new(
            words.delete,
            view! {
                {errors.summary()}
                <p><a href=routes::ACCOUNT_DATA>{more.back}</a></p>
                <h1>{words.delete}</h1>
                <p class="lead">{words.delete_text}</p>
                {act}
            },
        ))
    })
}

fn mine(asked: Correction, words: Rights, zone: Zone, language: Language) -> AnyView {
    let tone = match asked.state {
        CorrectionState::Open => Tone::Wait,
        CorrectionState::Done => Tone::Ok,
        CorrectionState::Refused => Tone::Warn,
    };
    let until = (asked.state == CorrectionState::Open).then(|| {
        let at = day_time(asked.due_at, zone, language);
        view! { <p class="small muted">{words.answer_until}" "{at}</p> }
    });
    let answer = (!asked.answer.is_empty()).then(|| view! { <p>{asked.answer.clone()}</p> });
    view! {
        <Card>
            <p>
                <b>{data_part(asked.part, language)}</b>" "
                <Tag label=correction_state(asked.state, language) tone=tone />
            </p>
            <p>{domain::hide_numbers(&asked.should_be)}</p>
            {answer}
            {until}
        </Card>
    }
    .into_any()
}

/// The supervisors' list.
pub fn corrections() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let language = visitor.language;
        let words = Rights::of(language);
        let open = service().open_corrections(&visitor.actor).await?;
        let form = visitor.take(ANSWER_FORM).await;
        let errors = FormErrors::of(&form, language).labelled(&[("answer", words.desk_answer)]);
        let said = form.done.is_some();
        let now = service().now();
        let none = open.is_empty().then(|| view! { <p class="muted">{words.desk_none}</p> });
        let list = open.into_iter().map(|asked| waiting(asked, words, now, language)).collect_view();
        Ok(Page::new(
            words.desk_title,
            view! {
                {errors.summary()}
                {said.then(|| view! { <Notice tone=Tone::Ok alert=true>{words.desk_done}</Notice> })}
                <h1>{words.desk_title}</h1>
                <p class="lead">{words.desk_intro}</p>
                {none}
                {list}
            },
        ))
    })
}

fn waiting(open: OpenCorrection, words: Rights, now: OffsetDateTime, language: Language) -> AnyView {
    let OpenCorrection { name, present, asked } = open;
    let hours = (asked.due_at - now).whole_hours();
    let (tone, left) = if asked.due_at <= now {
        (Tone::Bad, words.desk_late.to_owned())
    } else {
        let tone = if hours < 24 { Tone::Warn } else { Tone::Wait };
        (tone, format!("{} {}", words.desk_left, hours_left(hours, language)))
    };
    let present = (!present.is_empty()).then(|| view! { <p>{words.desk_now}": "{present}</p> });
    view! {
        <Card>
            <p><b>{name}</b>" · "{data_part(asked.part, language)}" "<Tag label=left tone=tone /></p>
            {present}
            <p>{words.should_be}": "<b>{asked.should_be}</b></p>
            <form method="post" action="/api/petugas/data-jawab">
                <input type="hidden" name="id" value=asked.id.to_string() />
                <TextArea name="answer" label=words.desk_answer lines=2 max=Some(600) />
                <div class="cluster">
                    <Button label=words.desk_make send=("go", "make".to_owned()) />
                    <Button label=words.desk_refuse kind=ButtonKind::Ghost send=("go", "refuse".to_owned()) />
                </div>
            </form>
        </Card>
    }
    .into_any()
}
