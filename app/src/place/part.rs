//! A place as it is drawn: looked for by words, chosen from lists, or written by hand.
use super::{FROM_THE_TOP, NONE_OF_THEM, Names};
use crate::{
    routes,
    text::{Area as Words, Card, Common, lies_in},
    ui::{
        area_search::{AreaChosen, AreaSearch, Suggesting},
        button::{Button, ButtonKind},
        choice::{ChoiceOption, Choices},
        disclosure::Disclosure,
        field::Width,
        notice::Notice,
        select::Select,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
};
use domain::Language;
use leptos::prelude::*;
use service::areas::{Area, AreaCode, Areas, Level};

/// So many choices are shown at once.
const MOST: usize = 20;

/// What the form has about a place, by field.
pub(crate) struct Typed(pub(crate) super::step::Values);

impl Typed {
    fn of(&self, field: &str) -> String {
        self.0.get(field).cloned().unwrap_or_default()
    }
}

/// A place to choose.
pub(crate) struct Place<'a> {
    /// The list of areas.
    pub(crate) areas: &'a Areas,
    /// What its inputs are called.
    pub(crate) names: Names,
    /// How small it must be.
    pub(crate) level: Level,
    /// The question.
    pub(crate) label: String,
    /// What a good answer looks like.
    pub(crate) hint: String,
    /// Where `area.js` lies, if the page fetches it only when it is needed.
    pub(crate) module: Option<String>,
    /// What is wrong with a field.
    pub(crate) error: &'a (dyn Fn(&str) -> Signal<Option<String>> + Sync),
    /// In which language.
    pub(crate) language: Language,
}

/// This part of the form.
pub(crate) fn part(place: &Place<'_>, typed: &Typed) -> AnyView {
    let code: Option<AreaCode> = typed.of("village_code").parse().ok();
    let path = code.map(|code| place.areas.path(code)).unwrap_or_default();
    let inner = match path.last() {
        Some(found) if found.level == place.level => place.chosen(found, &path),
        _ => view! {
            {place.looking(typed)}
            {place.by_list(typed)}
            {place.by_hand(typed)}
        }
        .into_any(),
    };
    let anchor = (place.names == Names::Card).then_some("desa");
    view! { <div class="area" id=anchor>{inner} {place.postcode(typed)}</div> }.into_any()
}

impl Place<'_> {
    fn words(&self) -> Words {
        Words::of(self.language)
    }

    fn chosen(&self, found: &Area<'_>, path: &[Area<'_>]) -> AnyView {
        let words = self.words();
        view! {
            <input type="hidden" name=self.names.input("village_code") value=found.code.dotted() />
            <AreaChosen
                id=self.names.id()
                label=self.label.clone()
                name=found.name
                within=lies_in(path)
                another=words.another
                send=self.names.press("ganti")
            />
        }
        .into_any()
    }

    /// The line to type in and, once something was looked for, what was found.
    fn looking(&self, typed: &Typed) -> AnyView {
        let (words, names) = (self.words(), &self.names);
        let suggesting = Suggesting {
            from: if self.level == Level::Regency { routes::REGENCIES } else { routes::AREAS },
            module: self.module.clone(),
            fields: names.input(""),
            some: words.suggested.to_owned(),
            none: words.suggested_none.to_owned(),
        };
        let asked = typed.of("asked");
        let found = (!asked.is_empty()).then(|| self.found(typed, &asked));
        view! {
            <AreaSearch
                id=names.id()
                name=names.input("area")
                label=self.label.clone()
                hint=self.hint.clone()
                value=typed.of("area")
                error=(self.error)("area")
                search=words.search
                send=names.press("cari")
                suggesting=suggesting
            />
            <input type="hidden" name=names.input("asked") value=asked />
            {found}
        }
        .into_any()
    }

    fn found(&self, typed: &Typed, asked: &str) -> AnyView {
        let words = self.words();
        let hits = if self.level == Level::Regency {
            self.areas.search_regencies(asked, MOST)
        } else {
            self.areas.search_villages(asked, MOST)
        };
        if hits.areas.is_empty() {
            return view! { <div data-found><Notice tone=Tone::Warn><p>{words.none}</p></Notice></div> }
                .into_any();
        }
        let more = hits.more.then(|| words.more.to_owned());
        let option = |area: &Area<'_>| {
            ChoiceOption::new(area.code.dotted(), area.name).hint(lies_in(&self.areas.path(area.code)))
        };
        let mut options: Vec<_> = hits.areas.iter().map(option).collect();
        options.push(ChoiceOption::new(NONE_OF_THEM, words.not_here));
        view! {
            <div data-found>
                <Choices name=self.names.input("village_code") label=words.found hint=more options=options
                    value=typed.of("village_code") error=(self.error)("village_code") />
                <p><Button label=words.use_it kind=ButtonKind::Ghost send=self.names.press("pilih") /></p>
            </div>
        }
        .into_any()
    }

    /// One list at a time; above it what was chosen from those before.
    fn by_list(&self, typed: &Typed) -> AnyView {
        let (words, common) = (self.words(), Common::of(self.language));
        let name = |level: Level| match level {
            Level::Province => words.province,
            Level::Regency => words.regency,
            Level::District => words.district,
            Level::Village => words.village,
        };
        let list = typed.of("list");
        let path = list.parse::<AreaCode>().map(|code| self.areas.path(code)).unwrap_or_default();
        let back = |area: &Area<'_>| {
            let to = area.code.parent().map_or(FROM_THE_TOP.to_owned(), AreaCode::digits);
            let send = self.names.press(&format!("daftar-{to}"));
            view! {
                <li>
                    <span><small>{name(area.level)}</small>{area.name.to_owned()}</span>
                    <Button label=words.another kind=ButtonKind::Link send=send spoken=name(area.level).to_owned() />
                </li>
            }
        };
        let way = (!path.is_empty())
            .then(|| view! { <ul class="area-way">{path.iter().map(back).collect_view()}</ul> }.into_any());
        let (mut next, level) = match path.last() {
            Some(area) => (self.areas.children(area.code), area.level.below().unwrap_or(Level::Village)),
            None => (self.areas.provinces(), Level::Province),
        };
        next.sort_by_key(|area| area.name);
        let options = next.iter().map(|area| ChoiceOption::new(area.code.digits(), area.name)).collect();
        let (wrong, title) = ((self.error)("pick"), name(level));
        let open = wrong.read_untracked().is_some() || !list.is_empty();
        let [list_name, pick_name] = ["list", "pick"].map(|field| self.names.input(field));
        let (send, picked) = (self.names.press("daftar"), typed.of("pick"));
        view! {
            <Disclosure summary=words.by_list open=open>
                <input type="hidden" name=list_name value=list />
                {way}
                <Select name=pick_name lang=Some("id") label=title empty=common.choose_one.to_owned()
                    options=options value=picked error=wrong />
                <p><Button label=common.choose kind=ButtonKind::Ghost send=send /></p>
            </Disclosure>
        }
        .into_any()
    }

    /// The card says regency and province by its office; elsewhere they are part of the place.
    fn by_hand(&self, typed: &Typed) -> AnyView {
        let (words, card) = (self.words(), Card::of(self.language));
        let mut fields = Vec::new();
        if self.level == Level::Village {
            fields.extend([("village", card.village), ("district", card.district)]);
        }
        if self.names != Names::Card {
            fields.extend([("regency", words.regency), ("province", words.province)]);
        }
        let shown =
            |field: &str| (self.error)(field).read_untracked().is_some() || !typed.of(field).is_empty();
        let open = fields.iter().any(|(field, _)| shown(field));
        let hint = if self.names == Names::Card { words.by_hand_hint } else { words.by_hand_place };
        let lines = fields.into_iter().map(|(field, label)| {
            let (name, value, error) = (self.names.input(field), typed.of(field), (self.error)(field));
            view! { <TextField name=name label=label value=value error=error /> }
        });
        let lines = lines.collect_view();
        let summary = if self.level == Level::Regency { words.by_hand_other } else { words.by_hand };
        view! {
            <Disclosure summary=summary open=open>
                <p class="hint">{hint}</p>
                {lines}
            </Disclosure>
        }
        .into_any()
    }

    /// The postcode, which the card asks for by itself.
    fn postcode(&self, typed: &Typed) -> Option<AnyView> {
        let wanted = self.level == Level::Village && self.names != Names::Card;
        wanted.then(|| {
            let (words, common) = (Card::of(self.language), Common::of(self.language));
            view! {
                <TextField name=self.names.input("postcode") label=words.postcode note=format!("({})", common.optional)
                    kind=InputKind::Digits width=Width::W6 max=Some(5) value=typed.of("postcode")
                    error=(self.error)("postcode") />
            }
            .into_any()
        })
    }
}
