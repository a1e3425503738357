//! "Kartu Keluarga saya": the card as its owner typed it, and as requests have changed it.
mod head;
mod office;
mod versions;

pub use head::head;
pub use office::office;

use super::{
    account::{change_words, line},
    frame,
    frame::Page,
    words_of::FormErrors,
};
use crate::{
    api::card::member_flash,
    flash::Flash,
    routes,
    text::{Account, Area, Card as Words, Common, problem},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        card::Card,
        choice::{ChoiceOption, Choices},
        date_field::{DateField, DateWords},
        empty_state::EmptyState,
        link_row::{LinkRow, Links},
        notice::Notice,
        select::Select,
        summary_list::{Fact, SummaryList},
        text_field::{InputKind, TextField},
        tone::Tone,
    },
    visitor::{service, visitor},
    wire::AppError,
};
use domain::{CodeList, FamilyCard, Language, MemberForm, Nik};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::{
    Error,
    areas::{AreaCode, Level},
};
use uuid::Uuid;

/// The card.
pub fn page() -> impl IntoView {
    frame::page(async {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let common = Common::of(language);
        let card = service().card(&visitor.actor).await?.card;
        let welcome = visitor.take("selamat-datang").await.done.is_some();
        let done = visitor.take("kk-tersimpan").await.done;
        let refused = visitor.take("kk-hapus").await.error;
        let refused =
            refused.map(|error| view! { <Notice tone=Tone::Warn>{problem(&error, language)}</Notice> });
        let note = done.map(|code| match code.as_str() {
            "removed" => words.removed,
            "office" => office::taken(language),
            _ => words.saved,
        });
        let (office, is_office) = office::notice(&visitor).await?;
        let versions = versions::section(&visitor).await?;
        let moved = (card.is_none() && versions.is_some())
            .then(|| view! { <Notice tone=Tone::Info><p>{words.moved}</p></Notice> });
        let body = match card {
            None => view! {
                {moved}
                <EmptyState title=words.empty text=words.empty_text>
                    <LinkButton label=words.begin href=routes::CARD_HEAD />
                </EmptyState>
            }
            .into_any(),
            Some(card) => {
                let number = card.number.as_ref().map(domain::KkNumber::masked).unwrap_or_default();
                let unnumbered = card.number.is_none().then(|| {
                    view! {
                        <Notice tone=Tone::Warn>
                            <p>{words.no_number}</p>
                            <p><a href=routes::CARD_HEAD>{words.fill_number}</a></p>
                        </Notice>
                    }
                });
                let mut facts = vec![
                    line(words.number, number),
                    line(words.address, format!("{}, RT {}/RW {}", card.address, card.rt, card.rw)),
                    line(words.village, card.village.clone()),
                    line(words.district, card.district.clone()),
                ];
                facts.extend(around(&card, language));
                facts.push(line(words.postcode, card.postcode.clone()));
                facts.retain(|fact| !fact.value.is_empty());
                let empty = card.members.is_empty();
                let members = card
                    .members
                    .iter()
                    .map(|member| {
                        let relation = domain::codes::label(CodeList::Relation, &member.relation, language)
                            .unwrap_or_default();
                        let nik = member.nik.as_ref().map(Nik::masked).unwrap_or_default();
                        view! {
                            <LinkRow href=routes::card_member(member.id) title=member.name.as_str().to_owned()
                                detail=format!("{relation} · {nik}") tag=None />
                        }
                    })
                    .collect_view();
                view! {
                    {unnumbered}
                    <Card>
                        <SummaryList facts=facts words=change_words(&common) />
                        <p class="last"><a href=routes::CARD_HEAD>{common.change}</a></p>
                    </Card>
                    <h2 class="section">{words.members}</h2>
                    {empty.then(|| view! { <p>{words.no_members}</p> })}
                    <Links>{members}</Links>
                    <div class="cluster">
                        <LinkButton label=words.add_member href=routes::CARD_NEW_MEMBER kind=ButtonKind::Ghost />
                        {(!empty).then(|| view! { <LinkButton label=words.start_request href=routes::NEW_REQUEST /> })}
                    </div>
                    {(!is_office).then(|| view! { <p class="muted small">{words.not_register}</p> })}
                }
                .into_any()
            }
        };
        Ok(Page::new(
            words.title,
            view! {
                {welcome.then(|| view! { <Notice tone=Tone::Ok>{Account::of(language).welcome}</Notice> })}
                {refused}
                {note.map(|note| view! { <Notice tone=Tone::Ok>{note}</Notice> })}
                <h1>{words.title}</h1>
                <p class="lead">{words.intro}</p>
                {office}
                {body}
                {versions}
            },
        ))
    })
}

/// The revision of the card that a form is about: the one that its first page showed. Who was told that the card
/// has changed has now seen the new one.
fn seen(flash: &Flash, revision: i64) -> String {
    let told = matches!(flash.error, Some(AppError::Conflict { .. }));
    let kept = flash.value("seen");
    if told || kept.is_empty() { revision.to_string() } else { kept }
}

/// Regency and province, where the village is known by its code.
fn around(card: &FamilyCard, language: Language) -> Vec<Fact> {
    let words = Area::of(language);
    let code: Option<AreaCode> = card.village_code.as_deref().and_then(|code| code.parse().ok());
    let service = service();
    let path = code.map(|code| service.areas().path(code)).unwrap_or_default();
    let fact = |level: Level, label: &str| {
        path.iter().find(|area| area.level == level).map(|area| line(label, area.name))
    };
    [fact(Level::Regency, words.regency), fact(Level::Province, words.province)]
        .into_iter()
        .flatten()
        .collect()
}

fn options(list: CodeList, language: Language) -> Vec<ChoiceOption> {
    list.entries()
        .iter()
        .map(|code| ChoiceOption::new(code.code, if language == Language::Id { code.id } else { code.en }))
        .collect()
}

fn raw(form: &MemberForm, flash: &Flash, field: &str) -> String {
    if flash.error.is_some() {
        return flash.value(field);
    }
    match field {
        "nik" => &form.nik,
        "name" => &form.name,
        "sex" => &form.sex,
        "birth_place" => &form.birth_place,
        "birth_date.day" => &form.birth_day,
        "birth_date.month" => &form.birth_month,
        "birth_date.year" => &form.birth_year,
        "religion" => &form.religion,
        "education" => &form.education,
        "occupation" => &form.occupation,
        "blood" => &form.blood,
        "marital" => &form.marital,
        "relation" => &form.relation,
        "citizenship" => &form.citizenship,
        "father" => &form.father,
        "mother" => &form.mother,
        _ => "",
    }
    .to_owned()
}

/// One member, new or to be changed.
pub fn member() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("member").unwrap_or_default());
    frame::page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let common = Common::of(language);
        let view = service().card(&visitor.actor).await?;
        let (card, revision) = (view.card, view.revision);
        let fresh = asked == "baru";
        let form = if fresh {
            MemberForm { id: Uuid::now_v7(), ..MemberForm::default() }
        } else {
            let id: Uuid = asked.parse().map_err(|_| Error::NotFound)?;
            let card = card.ok_or(Error::NotFound)?;
            MemberForm::of(card.member(id).ok_or(Error::NotFound)?)
        };
        let flash = visitor.flash(&member_flash(&asked)).await;
        let seen = seen(&flash, revision);
        let errors = FormErrors::of(&flash, language).labelled(&[
            ("nik", words.nik),
            ("name", words.name),
            ("sex", words.sex),
            ("birth_place", words.birth_place),
            ("birth_date", words.birth_date),
            ("religion", words.religion),
            ("education", words.education),
            ("occupation", words.occupation),
            ("marital", words.marital),
            ("relation", words.relation),
            ("father", words.father),
            ("mother", words.mother),
        ]);
        let id = form.id;
        let value = |field: &str| raw(&form, &flash, field);
        let select = |field: &str, label: &'static str, list: CodeList| {
            view! {
                <Select name=field label=label empty=common.choose.to_owned() options=options(list, language)
                    value=value(field) error=errors.field(field) />
            }
        };
        let text = |field: &str, label: &'static str, optional: bool| {
            view! {
                <TextField name=field label=label note=optional.then(|| common.optional.to_owned())
                    value=value(field) error=errors.field(field) />
            }
        };
        let title = if fresh { words.new_title } else { words.edit_title };
        let date = DateWords { day: common.day.into(), month: common.month.into(), year: common.year.into() };
        let removal = (!fresh).then(|| {
            view! {
                <form method="post" action="/api/kk-hapus-anggota">
                    <input type="hidden" name="id" value=id.to_string() />
                    <input type="hidden" name="seen" value=revision.to_string() />
                    <Button label=common.remove kind=ButtonKind::Danger />
                </form>
            }
        });
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                <h1>{title}</h1>
                <p class="lead">{words.member_intro}</p>
                <form method="post" action="/api/kk-anggota" novalidate>
                    <input type="hidden" name="id" value=id.to_string() />
                    <input type="hidden" name="seen" value=seen />
                    {fresh.then(|| view! { <input type="hidden" name="fresh" value="1" /> })}
                    {text("name", words.name, false)}
                    <TextField name="nik" label=words.nik hint=words.nik_hint.to_owned() kind=InputKind::Digits max=Some(24)
                        value=value("nik") error=errors.field("nik") />
                    {select("relation", words.relation, CodeList::Relation)}
                    <Choices name="sex" label=words.sex options=options(CodeList::Sex, language) pair=true
                        value=value("sex") error=errors.field("sex") />
                    {text("birth_place", words.birth_place, false)}
                    <DateField name="birth_date" label=words.birth_date hint=common.date_example.to_owned() words=date
                        day=value("birth_date.day") month=value("birth_date.month") year=value("birth_date.year")
                        error=errors.field("birth_date") />
                    {select("religion", words.religion, CodeList::Religion)}
                    {select("education", words.education, CodeList::Education)}
                    {select("occupation", words.occupation, CodeList::Occupation)}
                    {select("marital", words.marital, CodeList::Marital)}
                    {select("blood", words.blood, CodeList::Blood)}
                    {text("father", words.father, true)}
                    {text("mother", words.mother, true)}
                    <div class="cluster">
                        <Button label=words.save_member />
                        <Button label=words.add_more kind=ButtonKind::Ghost send=("go", "lagi".to_owned()) />
                    </div>
                </form>
                {removal}
            },
        ))
    })
}
