//! Helping a citizen: asking for the consent, beginning with the code, stopping; and the citizen's own end of it.
#![expect(missing_docs, reason = "`server` makes a struct of the arguments")]
use super::{Posted, card::member_flash, values};
use crate::{
    routes,
    visitor::{ASKED, ASSISTING, Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{AskedToHelp, Error};
use uuid::Uuid;

/// The flash of the officer's page.
pub(crate) const ASSIST_FORM: &str = "bantu";
/// The flash of the citizen's page.
pub(crate) const REFUSE_FORM: &str = "bantuan-saya";

/// Asks a citizen for the consent to help; says the same whatever name was typed.
#[server(name = PostAskHelp, prefix = "/api", endpoint = "petugas/bantu-minta")]
pub async fn post_ask_help(
    #[server(default)] name: String,
    #[server(default)] by: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let result = ask(&visitor, &name, by == "email").await;
    let values = values([("name", &name), ("by", &by)]);
    Posted { form: ASSIST_FORM, values, back: routes::ASSIST.into() }
        .settle(&visitor, result, |()| routes::ASSIST.into())
        .await
}

async fn ask(visitor: &Visitor, name: &str, by_email: bool) -> Result<(), Error> {
    let asked = service().ask_to_help(&visitor.actor, name, by_email).await?;
    visitor.session.insert(ASKED, asked).await.map_err(|_| Error::Internal("session".into()))
}

/// Begins with the code that the citizen read out.
#[server(name = PostBeginHelp, prefix = "/api", endpoint = "petugas/bantu-mulai")]
pub async fn post_begin_help(#[server(default)] code: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = begin(&visitor, &code).await;
    let begun = result.is_ok();
    Posted { form: ASSIST_FORM, values: values([]), back: routes::ASSIST.into() }
        .settle(&visitor, result, |()| routes::ASSIST.into())
        .await?;
    if begun {
        visitor.keep_done(ASSIST_FORM, "begun").await;
    }
    Ok(())
}

async fn begin(visitor: &Visitor, code: &str) -> Result<(), Error> {
    // Not an officer at all: that first.
    visitor.actor.officer()?;
    let asked: Option<AskedToHelp> = visitor.session.get(ASKED).await.ok().flatten();
    let id = service().begin_to_help(&visitor.actor, asked.ok_or(Error::NotFound)?, code).await?;
    let _: Result<Option<AskedToHelp>, _> = visitor.session.remove(ASKED).await;
    forget_typed(visitor).await;
    visitor.session.insert(ASSISTING, id).await.map_err(|_| Error::Internal("session".into()))
}

/// What was typed of one citizen's card and was not right is never shown with another's.
async fn forget_typed(visitor: &Visitor) {
    visitor.forget("kk").await;
    visitor.forget(&member_flash("baru")).await;
}

/// The officer is done.
#[server(name = PostStopHelp, prefix = "/api", endpoint = "petugas/bantu-selesai")]
pub async fn post_stop_help() -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        visitor.actor.officer()?;
        service().stop_helping(&visitor.actor).await?;
        let _: Result<Option<Uuid>, _> = visitor.session.remove(ASSISTING).await;
        forget_typed(&visitor).await;
        Ok(())
    }
    .await;
    let ended = result.is_ok();
    Posted { form: ASSIST_FORM, values: values([]), back: routes::ASSIST.into() }
        .settle(&visitor, result, |()| routes::ASSIST.into())
        .await?;
    if ended {
        visitor.keep_done(ASSIST_FORM, "ended").await;
    }
    Ok(())
}

/// The citizen ends an officer's help.
#[server(name = PostRefuseHelp, prefix = "/api", endpoint = "akhiri-bantuan")]
pub async fn post_refuse_help(#[server(default)] id: String) -> Result<(), AppError> {
    let visitor = visitor();
    let result = async {
        let id = id.parse().map_err(|_| Error::NotFound)?;
        service().refuse_help(&visitor.actor, id).await
    }
    .await;
    let ended = result.is_ok();
    Posted { form: REFUSE_FORM, values: values([]), back: routes::ACCOUNT_ASSIST.into() }
        .settle(&visitor, result, |()| routes::ACCOUNT_ASSIST.into())
        .await?;
    if ended {
        visitor.keep_done(REFUSE_FORM, "ended").await;
    }
    Ok(())
}
