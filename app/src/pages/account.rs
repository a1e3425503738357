//! One's own account, masked.
use super::{frame, frame::Page, words_of::FormErrors};
use crate::{
    text::{Account, Common},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        notice::Notice,
        summary_list::{ChangeWords, Fact, SummaryList},
        tone::Tone,
    },
    visitor::{service, visitor},
};
use leptos::prelude::*;

/// A line of a summary list with nothing but label and value.
pub(crate) fn line(label: &str, value: impl Into<String>) -> Fact {
    Fact { label: label.to_owned(), value: value.into(), ..Fact::default() }
}

/// The words around a change, for those who hear it.
pub(crate) fn change_words(common: &Common) -> ChangeWords {
    ChangeWords { was: common.was.to_owned(), will: common.will.to_owned() }
}

/// The account page.
pub fn page() -> impl IntoView {
    frame::page(async {
        let visitor = visitor();
        let words = Account::of(visitor.language);
        let common = Common::of(visitor.language);
        let account = service().account(&visitor.actor).await?;
        let errors = FormErrors::of(&visitor.take("akun-lain").await, visitor.language);
        let done = visitor.take("akun").await.done.is_some();
        let mut facts = vec![line(words.name, account.name)];
        for (label, value) in [
            (words.nik, account.nik),
            (words.kk_number, account.kk_number),
            (words.phone, account.phone),
            (words.email, account.email),
        ] {
            facts.extend(value.map(|value| line(label, value)));
        }
        let citizen = visitor.actor.citizen().is_ok();
        let linked = account.linked;
        if citizen {
            facts.push(Fact {
                tag: Some(if linked {
                    (Tone::Ok, words.linked.to_owned())
                } else {
                    (Tone::Wait, words.unlinked.to_owned())
                }),
                ..line(words.link, "")
            });
        }
        Ok(Page::new(
            words.title,
            view! {
                {errors.summary()}
                {done.then(|| view! { <Notice tone=Tone::Ok>{words.ended_others}</Notice> })}
                <h1>{words.title}</h1>
                {account.contested.then(|| view! { <Notice tone=Tone::Warn title=words.contested.to_owned()>{words.contested_text}</Notice> })}
                <Card><SummaryList facts=facts words=change_words(&common) /></Card>
                {(citizen && !linked).then(|| view! { <p class="muted">{words.unlinked_text}</p> })}
                <h2 class="section">{words.security}</h2>
                <div class="cluster">
                    <form method="post" action="/api/keluar-lain">
                        <Button label=words.end_others kind=ButtonKind::Ghost />
                    </form>
                    <form method="post" action="/api/keluar">
                        <Button label=common.sign_out kind=ButtonKind::Ghost />
                    </form>
                </div>
            },
        ))
    })
}
