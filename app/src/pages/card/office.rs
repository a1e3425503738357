//! The office's data beside the card that was typed, for a linked account: a notice, and a page that asks once more.
use crate::{
    pages::{account::change_words, frame, frame::Page},
    routes,
    text::{Card, Common, Office as Words, Sides, day, sides},
    ui::{
        button::{Button, ButtonKind, LinkButton},
        notice::Notice,
        summary_list::{Fact, SummaryList},
        tone::Tone,
    },
    visitor::{Visitor, service, visitor},
};
use domain::Language;
use leptos::prelude::*;
use service::{Difference, Error};

/// What to say above the card, and whether the card is the office's; nothing to anybody whose account is not linked.
pub(super) async fn notice(visitor: &Visitor) -> Result<(Option<AnyView>, bool), Error> {
    if visitor.actor.assisted().is_some() {
        return Ok((None, false));
    }
    let Some(data) = service().office_data(&visitor.actor).await? else { return Ok((None, false)) };
    let words = Words::of(visitor.language);
    let as_of =
        [words.as_of, " ", &day(data.as_of, service().settings().zone, visitor.language), "."].concat();
    let view = if data.shown {
        view! { <Notice tone=Tone::Info><p>{words.shown}</p><p class="small">{as_of}</p></Notice> }.into_any()
    } else {
        view! {
            <Notice tone=Tone::Info title=words.differs_title.to_owned()>
                <p>{words.differs}</p>
                <p class="small">{as_of}</p>
                <p><LinkButton label=words.take href=routes::CARD_OFFICE kind=ButtonKind::Ghost small=true /></p>
            </Notice>
        }
        .into_any()
    };
    Ok((Some(view), data.shown))
}

/// What was just done.
pub(super) fn taken(language: Language) -> &'static str {
    Words::of(language).taken
}

fn fact(difference: &Difference, language: Language) -> Fact {
    let Sides { label, own, office } = sides(difference, language);
    Fact { label, was: Some(own), value: office, ..Fact::default() }
}

/// Asks once more, with everything that would change in view.
pub fn office() -> impl IntoView {
    frame::page(async {
        let visitor = visitor();
        let language = visitor.language;
        let words = Words::of(language);
        let data = service().office_data(&visitor.actor).await?.filter(|data| !data.shown);
        let data = data.ok_or(Error::NotFound)?;
        let facts: Vec<Fact> = data.differences.iter().map(|one| fact(one, language)).collect();
        let as_of = [words.as_of, " ", &day(data.as_of, service().settings().zone, language), "."].concat();
        let page = view! {
            <h1>{words.question}</h1>
            <p class="lead">{words.lead}</p>
            <SummaryList facts=facts words=change_words(&Common::of(language)) />
            <p class="small muted">{as_of}</p>
            <form method="post" action="/api/kk-data-kantor">
                <div class="cluster">
                    <Button label=words.confirm />
                    <LinkButton label=words.keep href=routes::CARD kind=ButtonKind::Ghost />
                </div>
            </form>
        };
        Ok(Page::new(Card::of(language).title, page))
    })
}
