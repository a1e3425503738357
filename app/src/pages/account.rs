//! One's own account: what it holds, masked, and the ways to everything that keeps it its owner's.
mod address;
mod data;
mod devices;
mod factor;
mod helpers;
mod logs;
mod notices;
mod passkeys;
mod password;
mod push;

pub use address::{email, phone};
pub use data::{corrections, delete, page as data};
pub use devices::page as devices;
pub(super) use factor::enrolment;
pub use factor::{off as factor_off, page as factor, recovery, recovery_new};
pub use helpers::helpers;
pub use logs::{access, security};
pub use notices::page as notices;
pub(super) use notices::unreachable;
pub use passkeys::{add as passkey_add, one as passkey_one};
pub use password::page as password;

use super::{
    frame,
    frame::{Page, Script},
};
use crate::{
    routes,
    text::{Account, Assist, Common, Offline, Rights, Security, Telling, day_time},
    ui::{
        button::{Button, ButtonKind},
        card::Card,
        link_row::{LinkRow, Links},
        notice::Notice,
        summary_list::{ChangeWords, Fact, SummaryList},
        tone::Tone,
    },
    visitor::{service, visitor},
};
use leptos::prelude::*;
use uuid::Uuid;

/// A line of a summary list with nothing but label and value.
pub(crate) fn line(label: &str, value: impl Into<String>) -> Fact {
    Fact { label: label.to_owned(), value: value.into(), ..Fact::default() }
}

/// The words around a change, for those who hear it.
pub(crate) fn change_words(common: &Common) -> ChangeWords {
    ChangeWords { was: common.was.to_owned(), will: common.will.to_owned() }
}

/// What has just been done, in words.
fn told(done: Option<&str>, account: &Account, words: &Security) -> Option<&'static str> {
    match done? {
        "password" => Some(words.password_done),
        "email" => Some(words.email_done),
        "phone" => Some(words.phone_done),
        "ended_others" => Some(account.ended_others),
        _ => None,
    }
}

/// Signing out. What lies on this device of the account goes with it; what was not sent yet is said before.
fn leave(account: Option<Uuid>, common: &Common, words: Offline) -> AnyView {
    let unsent = account.map(|_| {
        view! {
            <input type="hidden" name="cleared" />
            <div data-unsent hidden tabindex="-1" role="alert">
                <Notice tone=Tone::Warn>
                    <p>{words.unsent}</p>
                    <p class="last"><a href=routes::OFFLINE>{words.look_first}</a></p>
                </Notice>
            </div>
        }
    });
    view! {
        <form method="post" action="/api/keluar" class="section" data-account=account.map(|id| id.to_string())>
            {unsent}
            <Button label=common.sign_out kind=ButtonKind::Ghost />
        </form>
    }
    .into_any()
}

/// The account page.
pub fn page() -> impl IntoView {
    frame::page(async {
        let visitor = visitor();
        let words = Account::of(visitor.language);
        let more = Security::of(visitor.language);
        let common = Common::of(visitor.language);
        let account = service().account(&visitor.actor).await?;
        let factor = service().second_factor(&visitor.actor).await?;
        let troubled = service().wishes(&visitor.actor).await?.unreachable;
        let done = told(visitor.take("akun").await.done.as_deref(), &words, &more);
        let mine = visitor.actor.citizen().ok().map(|citizen| citizen.account);
        let citizen = mine.is_some();
        let change = |href: &str| citizen.then(|| (common.change.to_owned(), href.to_owned()));
        let mut facts = vec![line(words.name, account.name)];
        for (label, value, action) in [
            (words.nik, account.nik, None),
            (words.kk_number, account.kk_number, None),
            (words.phone, account.phone, change(routes::ACCOUNT_PHONE)),
            (words.email, account.email, change(routes::ACCOUNT_EMAIL)),
        ] {
            facts.extend(value.map(|value| Fact { action, ..line(label, value) }));
        }
        let password = Some((common.change.to_owned(), routes::ACCOUNT_PASSWORD.to_owned()));
        facts.push(Fact { action: password, ..line(more.password_row, "••••••••") });
        let other = frame::other_language(&visitor);
        facts.push(Fact {
            action: Some((common.change.to_owned(), other.href)),
            ..line(more.language, more.language_name)
        });
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
        let zone = service().settings().zone;
        let first = account.first_password_until.map(|until| {
            let until = day_time(until, zone, visitor.language);
            view! {
                <Notice tone=Tone::Warn>
                    <p>{more.first_password}" "{until}"."</p>
                    <p class="last"><a href=routes::ACCOUNT_PASSWORD>{more.first_password_go}</a></p>
                </Notice>
            }
        });
        let state = if factor.stands() {
            (Tone::Ok, more.factor_on.to_owned())
        } else {
            (Tone::Wait, more.factor_off.to_owned())
        };
        Ok(Page::new(
            words.title,
            view! {
                {done.map(|done| view! { <Notice tone=Tone::Ok>{done}</Notice> })}
                <h1>{words.title}</h1>
                {first}
                <Card><SummaryList facts=facts words=change_words(&common) /></Card>
                {(citizen && !linked).then(|| view! { <p class="muted">{words.unlinked_text}</p> })}
                {unreachable(&troubled, visitor.language)}
                <Links>
                    <LinkRow href=routes::ACCOUNT_NOTICES title=Telling::of(visitor.language).title />
                </Links>
                <h2 class="section">{words.security}</h2>
                <Links>
                    <LinkRow href=routes::ACCOUNT_FACTOR title=more.factor tag=Some(state) />
                    <LinkRow href=routes::ACCOUNT_DEVICES title=more.devices />
                    <LinkRow href=routes::ACCOUNT_LOG title=more.log />
                    {citizen.then(|| view! { <LinkRow href=routes::ACCOUNT_ACCESS title=more.access /> })}
                    {citizen.then(|| view! { <LinkRow href=routes::ACCOUNT_ASSIST title=Assist::of(visitor.language).mine_title /> })}
                    {citizen.then(|| view! { <LinkRow href=routes::ACCOUNT_DATA title=Rights::of(visitor.language).title /> })}
                </Links>
                {leave(mine, &common, Offline::of(visitor.language))}
            },
        )
        .with(if mine.is_some() { Script::Leave } else { Script::None }))
    })
}
