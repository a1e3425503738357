//! "Kabar dan surat": by which ways and in which language one is told, and addresses that do not answer.
use super::push;
use crate::{
    api::WISHES,
    pages::{
        frame::{Page, Script, page as framed},
        words_of::FormErrors,
    },
    routes,
    text::{Security, Telling, quiet_hours, unreachable as unreachable_words},
    ui::{
        button::{Button, ButtonKind},
        checkbox::Checkbox,
        choice::{ChoiceOption, Choices},
        notice::Notice,
        tone::Tone,
    },
    visitor::{service, visitor},
};
use domain::{Language, Way};
use leptos::prelude::*;
use service::{Unreachable, WishView};

/// What the owner of an address reads that does not answer, with the way to mend it.
pub(crate) fn unreachable(troubled: &[Unreachable], language: Language) -> AnyView {
    let words = Telling::of(language);
    troubled
        .iter()
        .map(|trouble| {
            let (href, correct) = match trouble.way {
                way if way.is_to_phone() => (routes::ACCOUNT_PHONE, words.correct_phone),
                _ => (routes::ACCOUNT_EMAIL, words.correct_email),
            };
            let sentence = unreachable_words(trouble.way, trouble.kept, language);
            view! {
                <Notice tone=Tone::Warn>
                    <p>{sentence}</p>
                    <p class="last"><a href=href>{correct}</a></p>
                </Notice>
            }
        })
        .collect_view()
        .into_any()
}

fn again(trouble: &Unreachable, words: Telling) -> Option<AnyView> {
    (trouble.kept > 0).then(|| {
        view! {
            <form method="post" action="/api/kabar-lagi">
                <input type="hidden" name="channel" value=trouble.way.as_str() />
                <Button label=words.again kind=ButtonKind::Link />
            </form>
        }
        .into_any()
    })
}

/// The page.
pub fn page() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let language = visitor.language;
        let (words, more) = (Telling::of(language), Security::of(language));
        let view = service().wishes(&visitor.actor).await?;
        let citizen = visitor.actor.citizen().is_ok();
        let form = visitor.take(WISHES).await;
        let errors = FormErrors::of(&form, language);
        let said = match form.done.as_deref() {
            Some("again") => Some(words.again_done),
            Some("removed") => Some(words.push_removed),
            Some(_) => Some(words.saved),
            None => None,
        };
        let once_more = view.unreachable.iter().filter_map(|trouble| again(trouble, words)).collect_view();
        let troubled = citizen.then(|| unreachable(&view.unreachable, language));
        let quiet = view.quiet.as_ref().map(|(from, until)| quiet_hours(from, until, language));
        let notices = match service().push_key().filter(|_| citizen) {
            Some(key) => {
                let devices = service().push_devices(&visitor.actor).await?;
                Some(push::section(key, devices, service().settings().zone, language))
            }
            None => None,
        };
        let script = if notices.is_some() { Script::Push } else { Script::None };
        let choices = if citizen { ways(&view, &errors, words) } else { digest(&view, words) };
        let languages = vec![
            ChoiceOption::new("", words.language_same),
            ChoiceOption::new("id", "Bahasa Indonesia"),
            ChoiceOption::new("en", "English"),
        ];
        let chosen = view.language.map(|language| language.code().to_owned()).unwrap_or_default();
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                {said.map(|said| view! { <Notice tone=Tone::Ok alert=true>{said}</Notice> })}
                <p><a href=routes::ACCOUNT>{more.back}</a></p>
                <h1>{words.title}</h1>
                <p class="lead">{if citizen { words.intro } else { words.officer_intro }}</p>
                {troubled}
                {once_more}
                <form method="post" action="/api/kabar" novalidate>
                    {choices}
                    <Choices name="language" label=words.language options=languages value=chosen
                        error=errors.field("language") />
                    <Button label=words.save wide=true />
                </form>
                {citizen.then(|| view! { <p class="small muted">{quiet}" "{words.security}</p> })}
                {notices}
            },
        )
        .with(script))
    })
}

fn ways(view: &WishView, errors: &FormErrors, words: Telling) -> AnyView {
    let phone = service().settings().phone_ways.ways();
    let named = |way: Way| match way {
        Way::WhatsApp => (words.whatsapp, view.wishes.whatsapp),
        Way::Sms => (words.sms, view.wishes.sms),
        _ => (words.phone, view.wishes.whatsapp || view.wishes.sms),
    };
    let mut first = vec![ChoiceOption::new("email", words.email)];
    first.extend(phone.iter().map(|way| ChoiceOption::new(way.as_str(), named(*way).0)));
    let pair = first.len() == 2;
    // What was wished under another setting is read as the plan reads it.
    let chosen = match view.wishes.first {
        first if first.is_to_phone() && !phone.contains(&first) => {
            phone.first().copied().unwrap_or(Way::Email)
        }
        first => first,
    };
    let boxes = phone
        .iter()
        .map(|way| {
            let (label, checked) = named(*way);
            view! { <Checkbox name=way.as_str() label=label checked=checked hint=view.phone.clone() /> }
        })
        .collect_view();
    let push = service()
        .push_key()
        .map(|_| view! { <Checkbox name="push" label=words.push checked=view.wishes.push /> });
    view! {
        <fieldset>
            <legend class="label">{words.ways}</legend>
            <Checkbox name="email" label=words.email checked=view.wishes.email hint=view.email.clone() />
            {boxes}
            {push}
        </fieldset>
        <Choices name="first" label=words.first hint=words.first_hint.to_owned() options=first pair=pair
            value=chosen.as_str().to_owned() error=errors.field("first") />
    }
    .into_any()
}

fn digest(view: &WishView, words: Telling) -> AnyView {
    view! {
        <Checkbox name="digest" label=words.digest hint=words.digest_hint.to_owned() checked=view.digest />
    }
    .into_any()
}
