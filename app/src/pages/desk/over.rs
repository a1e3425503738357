//! Over the queue: the next request, the box for everything an officer may know of one, the filters, and the views that
//! an officer keeps. Plain forms; the filter lives in the address, what is looked for in the session.
use super::place::Place;
use crate::{
    api::desk::{NEXT_FORM, QueueRead, QueueWanted, SEARCH_FORM, VIEW_FORM, queue_view},
    flash::Flash,
    pages::words_of::FormErrors,
    routes,
    text::{
        Batch, DeskFilter as Words, age_word, done, found_as, held_by_word, problem, sort_word, status,
        time_left_word,
    },
    ui::{
        button::{Button, ButtonKind},
        checkbox::Checkbox,
        choice::ChoiceOption,
        disclosure::Disclosure,
        notice::Notice,
        queue::{Chip, Chips},
        select::Select,
        text_field::{InputKind, TextField},
        tone::Tone,
    },
    visitor::{Visitor, service},
};
use domain::{Language, Status};
use leptos::prelude::*;
use service::{
    Age, Error, HeldBy, MOST_VIEWS, QueuePlace, QueueQuery, QueueSort, SavedView, SoughtAs, TimeLeft,
};

/// Everything that the left pane is drawn from.
#[derive(Clone, Debug, Default)]
pub(super) struct Over {
    pub(super) read: QueueRead,
    places: Vec<(String, String)>,
    procedures: Vec<(String, String)>,
    views: Vec<SavedView>,
    view_form: Flash,
    said: Option<&'static str>,
    /// Why the last search was not made.
    refused: Option<String>,
}

impl Over {
    /// The left pane as `visitor` sees it at this place.
    pub(super) async fn of(visitor: &Visitor, place: &Place) -> Result<Self, Error> {
        let service = service();
        let wanted = QueueWanted {
            query: place.query.clone(),
            search: place.search.clone(),
            after: place.after.clone(),
        };
        let language = visitor.language;
        let procedures = service
            .catalogue()
            .offered(service.today())
            .map(|entry| (entry.procedure.code.clone(), entry.procedure.name.get(language).to_owned()));
        Ok(Self {
            read: queue_view(visitor, &wanted).await?,
            places: service.queue_places(&visitor.actor).await?,
            procedures: procedures.collect(),
            views: service.saved_views(&visitor.actor).await?,
            view_form: visitor.flash(VIEW_FORM).await,
            refused: visitor.take(SEARCH_FORM).await.error.map(|error| problem(&error, language)),
            said: visitor.take(NEXT_FORM).await.done.map(|code| done(&code, language)),
        })
    }
}

impl Over {
    /// As what was looked for when this request is among what was found.
    pub(super) fn found(&self, number: &str) -> Option<SoughtAs> {
        let sought = self.read.sought.as_ref().is_some_and(|sought| !sought.is_empty());
        let shown = self.read.view.lines.iter().any(|line| line.number == number);
        self.read.sought_as.filter(|_| sought && shown)
    }
}

/// The upper part of the left pane.
pub(super) fn section(over: &Over, place: &Place, language: Language) -> AnyView {
    let words = Words::of(language);
    let filter = place.filter();
    let (filters, views) = (filters(over, place, language), views(over, place, language));
    let said = over.said.map(|said| view! { <Notice tone=Tone::Info alert=true><p>{said}</p></Notice> });
    let several = routes::batch(&filter, false);
    let refused = over.refused.clone();
    let refused = refused.map(|why| view! { <Notice tone=Tone::Bad alert=true><p>{why}</p></Notice> });
    let chips = kept_views(over, place);
    view! {
        <div class="over">
            <form method="post" action="/api/petugas/berikutnya">
                <input type="hidden" name="part" value=filter.clone() />
                <Button label=words.next small=true wide=true key="G".to_owned() />
            </form>
            {said}
            {refused}
            <form class="over-find" method="post" action=crate::wire::DESK_SEARCH role="search">
                <input type="hidden" name="part" value=filter />
                <TextField
                    name="q"
                    label=words.search
                    hide_label=true
                    hint=words.search_hint.to_owned()
                    kind=InputKind::Search
                    value=over.read.sought.clone().unwrap_or_default()
                    max=Some(120)
                />
                <Button label=words.find kind=ButtonKind::Ghost small=true />
            </form>
            {found(over, place, language)}
            <a class="small over-several" href=several aria-keyshortcuts="M">{Batch::of(language).link}</a>
            <Disclosure summary=summary(over, place, language)>
                {filters}
                {views}
            </Disclosure>
        </div>
        {chips.map(|chips| view! { <Chips label=words.views chips=chips /> })}
    }
    .into_any()
}

/// The views that were kept, at hand.
fn kept_views(over: &Over, place: &Place) -> Option<Vec<Chip>> {
    let chip = |kept: &SavedView| Chip {
        key: kept.id.to_string(),
        label: kept.name.clone(),
        count: None,
        href: routes::queue(&routes::desk_filter(&kept.query, None), None),
        current: place.search.is_none() && kept.query == place.query,
    };
    (!over.views.is_empty()).then(|| over.views.iter().map(chip).collect())
}

/// "Saring dan urutkan", with what holds now.
fn summary(over: &Over, place: &Place, language: Language) -> String {
    let words = Words::of(language);
    let held = in_words(over, &place.query, language);
    if held.is_empty() {
        words.filters.to_owned()
    } else {
        format!("{}: {}", words.narrowed, held.join(" · "))
    }
}

/// A filter in words.
fn in_words(over: &Over, query: &QueueQuery, language: Language) -> Vec<String> {
    let words = Words::of(language);
    let procedure = query.procedure.as_ref().map(|code| {
        let known = over.procedures.iter().find(|(of, _)| of == code);
        known.map_or_else(|| code.clone(), |(_, name)| name.clone())
    });
    let place = query.place.as_ref().map(|place| {
        place.village.clone().unwrap_or_else(|| format!("{} {}", words.district, place.district))
    });
    [
        procedure,
        place,
        query.status.map(|of| status(of, language).to_owned()),
        query.age.map(|age| age_word(age, language).to_owned()),
        query.time_left.map(|left| time_left_word(left, language).to_owned()),
        query.held_by.map(|held| format!("{}: {}", words.held_by, held_by_word(held, language))),
        query.flagged.then(|| words.flagged.to_owned()),
        query.unread.then(|| words.unread.to_owned()),
        query.twin.then(|| words.twin.to_owned()),
        (query.sort != QueueSort::default()).then(|| sort_word(query.sort, language).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What came of looking for something.
fn found(over: &Over, place: &Place, language: Language) -> Option<AnyView> {
    let words = Words::of(language);
    let sought = over.read.sought.as_ref()?;
    let none = over.read.view.lines.is_empty();
    let line = if sought.is_empty() {
        words.forgotten.to_owned()
    } else if none {
        words.no_match.to_owned()
    } else {
        let kind = over.read.sought_as.map_or("", |kind| found_as(kind, language));
        format!("{}: {sought} ({kind})", words.looked_for)
    };
    let many = over.read.too_many.then(|| view! { <p>{words.too_many}</p> });
    let clear = routes::queue(&routes::desk_filter(&place.query, None), None);
    Some(
        view! {
            <div class="small" role="status">
                <p>{line}</p>
                {many}
                <p><a href=clear>{words.clear}</a></p>
            </div>
        }
        .into_any(),
    )
}

fn filters(over: &Over, place: &Place, language: Language) -> AnyView {
    let (words, query) = (Words::of(language), &place.query);
    let choice = |value: &str, label: &str| ChoiceOption::new(value, label);
    let procedures = over.procedures.iter().map(|(code, name)| choice(code, name)).collect::<Vec<_>>();
    let left = TimeLeft::ALL.map(|left| choice(left.as_str(), time_left_word(left, language))).to_vec();
    let ages = Age::ALL.map(|age| choice(age.as_str(), age_word(age, language))).to_vec();
    let statuses = Status::all().into_iter().filter(|status| query.part.holds(*status));
    let statuses: Vec<_> = statuses.map(|of| choice(of.as_str(), status(of, language))).collect();
    let several = statuses.len() > 1;
    let held = HeldBy::ALL.map(|held| choice(held.as_str(), held_by_word(held, language))).to_vec();
    let sorts = QueueSort::ALL.map(|sort| choice(sort.as_str(), sort_word(sort, language))).to_vec();
    let search =
        place.search.clone().map(|name| view! { <input type="hidden" name=routes::SEARCH value=name /> });
    let any = || Some(words.any.to_owned());
    let clear =
        routes::queue(&routes::desk_filter(&QueueQuery::part(query.part), place.search.as_deref()), None);
    let chosen_place = query.place.as_ref().map(QueuePlace::code).unwrap_or_default();
    view! {
        <form method="get" action=routes::QUEUE>
            <input type="hidden" name="bagian" value=query.part.as_str() />
            {search}
            <Select name="layanan" label=words.procedure empty=any() options=procedures
                value=query.procedure.clone().unwrap_or_default() />
            {several.then(|| view! {
                <Select name="status" label=words.status empty=any() options=statuses
                    value=query.status.map_or("", Status::as_str).to_owned() />
            })}
            <Select name="wilayah" label=words.place empty=any() options=place_options(over, language)
                value=chosen_place />
            <Select name="umur" label=words.age empty=any() options=ages
                value=query.age.map_or("", Age::as_str).to_owned() />
            <Select name="sisa" label=words.time_left empty=any() options=left
                value=query.time_left.map_or("", TimeLeft::as_str).to_owned() />
            <Select name="pemegang" label=words.held_by empty=any() options=held
                value=query.held_by.map_or("", HeldBy::as_str).to_owned() />
            <Select name="urut" label=words.sort options=sorts value=query.sort.as_str().to_owned() />
            <Checkbox name="ditandai" sends="1" label=words.flagged checked=query.flagged />
            <Checkbox name="pesan" sends="1" label=words.unread checked=query.unread />
            <Checkbox name="ganda" sends="1" label=words.twin checked=query.twin />
            <p class="cluster">
                <Button label=words.apply small=true />
                <a href=clear>{words.clear}</a>
            </p>
        </form>
    }
    .into_any()
}

/// Each district, and the villages in it.
fn place_options(over: &Over, language: Language) -> Vec<ChoiceOption> {
    let words = Words::of(language);
    let mut options: Vec<ChoiceOption> = Vec::new();
    let mut last: Option<&str> = None;
    for (district, village) in &over.places {
        if last != Some(district) && !district.is_empty() {
            let whole = QueuePlace { district: district.clone(), village: None };
            options.push(ChoiceOption::new(whole.code(), format!("{} {district}", words.district)));
        }
        last = Some(district);
        let place = QueuePlace { district: district.clone(), village: Some(village.clone()) };
        options.push(ChoiceOption::new(place.code(), format!("{village}, {district}")));
    }
    options
}

fn views(over: &Over, place: &Place, language: Language) -> AnyView {
    let words = Words::of(language);
    let filter = routes::desk_filter(&place.query, None);
    let here = place.filter();
    let kept = over.views.iter().map(|kept| {
        view! {
            <li class="cluster">
                <span>{kept.name.clone()}</span>
                <form method="post" action="/api/petugas/hapus-tampilan">
                    <input type="hidden" name="part" value=here.clone() />
                    <input type="hidden" name="id" value=kept.id.to_string() />
                    <Button label=words.view_forget kind=ButtonKind::Link small=true spoken=kept.name.clone() />
                </form>
            </li>
        }
    });
    let kept = (!over.views.is_empty()).then(|| {
        view! {
            <h3 class="small">{words.views}</h3>
            <ul class="plain">{kept.collect_view()}</ul>
        }
    });
    let errors = FormErrors::of(&over.view_form, language);
    let room = u64::try_from(over.views.len()).is_ok_and(|count| count < MOST_VIEWS);
    let save = room.then(|| {
        view! {
            <form method="post" action="/api/petugas/tampilan">
                <input type="hidden" name="part" value=filter />
                <TextField
                    name="name"
                    label=words.view_name
                    value=over.view_form.value("name")
                    error=errors.field("name")
                    max=Some(40)
                />
                <Button label=words.view_save kind=ButtonKind::Ghost small=true />
            </form>
        }
    });
    view! { {kept}{save} }.into_any()
}
