//! The village in the head of the card: looked for by words, chosen from lists, or written by hand.
//!
//! Whatever is pressed posts the whole form, which comes back with everything typed and the next thing to choose
//! from (`api/card/area.rs`).
use crate::{
    pages::words_of::FormErrors,
    routes,
    text::{Area as Words, Card, Common, lies_in},
    ui::{
        area_search::{AreaChosen, AreaSearch, Suggesting},
        button::{Button, ButtonKind},
        choice::{ChoiceOption, Choices},
        disclosure::Disclosure,
        notice::Notice,
        select::Select,
        text_field::TextField,
        tone::Tone,
    },
};
use domain::Language;
use leptos::prelude::*;
use service::areas::{Area, AreaCode, Areas, Level};

/// So many choices are shown at once.
const MOST: usize = 20;
/// The lists are open, and nothing is chosen from them yet.
pub(crate) const FROM_THE_TOP: &str = "0";

/// The choice of none of those that were found.
pub(crate) const NONE_OF_THEM: &str = "-";

/// What the form has about the village.
pub(super) struct Typed {
    /// The code of the one that was chosen.
    pub(super) code: String,
    /// Its name, written by hand.
    pub(super) village: String,
    /// The district's name, written by hand.
    pub(super) district: String,
    /// What stands in the line to search in.
    pub(super) words: String,
    /// What was looked for last.
    pub(super) asked: String,
    /// How far the lists have come: a code, [`FROM_THE_TOP`], or nothing while they are closed.
    pub(super) list: String,
}

/// This part of the form.
pub(super) fn part(areas: &Areas, typed: &Typed, errors: &FormErrors, language: Language) -> AnyView {
    let words = Words::of(language);
    let code: Option<AreaCode> = typed.code.parse().ok();
    let path = code.map(|code| areas.path(code)).unwrap_or_default();
    let inner = match path.last() {
        Some(village) if village.level == Level::Village => chosen(village, &path, &words),
        _ => view! {
            {looking(areas, typed, errors, language)}
            {by_list(areas, typed, errors, language)}
            {by_hand(typed, errors, language)}
        }
        .into_any(),
    };
    view! { <div class="area" id="desa">{inner}</div> }.into_any()
}

fn chosen(village: &Area<'_>, path: &[Area<'_>], words: &Words) -> AnyView {
    view! {
        <input type="hidden" name="village_code" value=village.code.dotted() />
        <AreaChosen
            label=words.chosen
            name=village.name
            within=lies_in(path)
            another=words.another
            send=("go", "ganti".to_owned())
        />
    }
    .into_any()
}

/// The line to type in and, once something was looked for, what was found.
fn looking(areas: &Areas, typed: &Typed, errors: &FormErrors, language: Language) -> AnyView {
    let words = Words::of(language);
    let suggesting = Suggesting {
        from: routes::AREAS,
        some: words.suggested.to_owned(),
        none: words.suggested_none.to_owned(),
    };
    view! {
        <AreaSearch
            name="area"
            label=words.label
            hint=words.hint
            value=typed.words.clone()
            error=errors.field("area")
            search=words.search
            send=("go", "cari".to_owned())
            suggesting=suggesting
        />
        <input type="hidden" name="asked" value=typed.asked.clone() />
        {(!typed.asked.is_empty()).then(|| found(areas, typed, errors, words))}
    }
    .into_any()
}

fn found(areas: &Areas, typed: &Typed, errors: &FormErrors, words: Words) -> AnyView {
    let hits = areas.search_villages(&typed.asked, MOST);
    if hits.areas.is_empty() {
        return view! { <div data-found><Notice tone=Tone::Warn><p>{words.none}</p></Notice></div> }
            .into_any();
    }
    let more = hits.more.then(|| words.more.to_owned());
    let option = |area: &Area<'_>| {
        ChoiceOption::new(area.code.dotted(), area.name).hint(lies_in(&areas.path(area.code)))
    };
    let mut options: Vec<_> = hits.areas.iter().map(option).collect();
    options.push(ChoiceOption::new(NONE_OF_THEM, words.not_here));
    view! {
        <div data-found>
            <Choices name="village_code" label=words.found hint=more options=options value=typed.code.clone()
                error=errors.field("village_code") />
            <p><Button label=words.use_it kind=ButtonKind::Ghost send=("go", "pilih".to_owned()) /></p>
        </div>
    }
    .into_any()
}

/// One list at a time; above it what was chosen from those before.
fn by_list(areas: &Areas, typed: &Typed, errors: &FormErrors, language: Language) -> AnyView {
    let (words, common) = (Words::of(language), Common::of(language));
    let name = |level: Level| match level {
        Level::Province => words.province,
        Level::Regency => words.regency,
        Level::District => words.district,
        Level::Village => words.village,
    };
    let path = typed.list.parse::<AreaCode>().map(|code| areas.path(code)).unwrap_or_default();
    let back = |area: &Area<'_>| {
        let to = area.code.parent().map_or(FROM_THE_TOP.to_owned(), AreaCode::digits);
        view! {
            <li>
                <span><small>{name(area.level)}</small>{area.name.to_owned()}</span>
                <Button label=words.another kind=ButtonKind::Link send=("go", format!("daftar-{to}")) spoken=name(area.level).to_owned() />
            </li>
        }
    };
    let way = (!path.is_empty())
        .then(|| view! { <ul class="area-way">{path.iter().map(back).collect_view()}</ul> }.into_any());
    let (mut next, level) = match path.last() {
        Some(area) => (areas.children(area.code), area.level.below().unwrap_or(Level::Village)),
        None => (areas.provinces(), Level::Province),
    };
    next.sort_by_key(|area| area.name);
    let options = next.iter().map(|area| ChoiceOption::new(area.code.digits(), area.name)).collect();
    let (wrong, title, list) = (errors.field("pick"), name(level), typed.list.clone());
    let open = wrong.read_untracked().is_some() || !typed.list.is_empty();
    view! {
        <Disclosure summary=words.by_list open=open>
            <input type="hidden" name="list" value=list />
            {way}
            <Select name="pick" lang=Some("id") label=title empty=common.choose_one.to_owned() options=options
                error=wrong />
            <p><Button label=common.choose kind=ButtonKind::Ghost send=("go", "daftar".to_owned()) /></p>
        </Disclosure>
    }
    .into_any()
}

fn by_hand(typed: &Typed, errors: &FormErrors, language: Language) -> AnyView {
    let (words, card) = (Words::of(language), Card::of(language));
    let (village, district) = (errors.field("village"), errors.field("district"));
    let wrong = village.read_untracked().is_some() || district.read_untracked().is_some();
    let names = (typed.village.clone(), typed.district.clone());
    let open = wrong || !names.0.is_empty() || !names.1.is_empty();
    view! {
        <Disclosure summary=words.by_hand open=open>
            <p class="hint">{words.by_hand_hint}</p>
            <TextField name="village" label=card.village value=names.0 error=village />
            <TextField name="district" label=card.district value=names.1 error=district />
        </Disclosure>
    }
    .into_any()
}
