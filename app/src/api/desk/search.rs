//! What an officer looks for, and the filters that an officer keeps. What was typed may be a NIK or a name: it waits in
//! the sealed session under a made-up name, and only that name is in an address.
use super::{QueueWanted, queue_view};
use crate::{
    api::{Posted, values},
    routes,
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use service::{Error, QueueFilter, QueueQuery};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The flash of the searches of a session.
const SEARCHES: &str = "cari-meja";
/// The flash of a search that was refused.
pub(crate) const SEARCH_FORM: &str = "cari-galat";
/// Searches that a session remembers: one a tab, for some tabs.
const MOST_SEARCHES: usize = 8;
/// Longest that is looked for.
const LONGEST: usize = 120;

/// The flash of the form that keeps a view.
pub(crate) const VIEW_FORM: &str = "tampilan-meja";

/// What is looked for under this name; nothing once it is forgotten.
pub(crate) async fn sought(visitor: &Visitor, name: &str) -> String {
    visitor.flash(SEARCHES).await.value(name)
}

/// Remembers what is looked for; answers its name. Names are made in the order of time, so the oldest goes first.
async fn remember(visitor: &Visitor, typed: &str) -> String {
    let mut searches: BTreeMap<String, String> = visitor.flash(SEARCHES).await.values;
    while searches.len() >= MOST_SEARCHES {
        searches.pop_first();
    }
    let name = Uuid::now_v7().simple().to_string();
    searches.insert(name.clone(), typed.to_owned());
    visitor.keep_values(SEARCHES, searches).await;
    name
}

/// Looks for something: by whatever was typed, within the filters. What is found alone is opened at once.
#[server(name = PostSearch, prefix = "/api/petugas", endpoint = "cari")]
pub async fn post_search(
    #[server(default)] part: String,
    #[server(default)] q: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let (query, _) = routes::read_desk_filter(&part);
    let query = QueueQuery { part: QueueFilter::All, ..query };
    let typed: String = q.trim().chars().take(LONGEST).collect();
    let result: Result<String, Error> = async {
        visitor.actor.officer()?;
        if typed.is_empty() {
            return Ok(routes::queue(&routes::desk_filter(&QueueQuery::default(), None), None));
        }
        service().note_search(&visitor.actor, &typed).await?;
        let name = remember(&visitor, &typed).await;
        let wanted = QueueWanted { query, search: Some(name), after: None };
        let view = queue_view(&visitor, &wanted).await?.view;
        Ok(match view.lines.as_slice() {
            [one] => routes::desk_request_beside(&one.number, &view.filter, None),
            _ => routes::queue(&view.filter, None),
        })
    }
    .await;
    Posted { form: SEARCH_FORM, values: values([]), back: routes::QUEUE.to_owned() }
        .settle(&visitor, result, |address| address)
        .await
}

/// Keeps the filter on screen under a name.
#[server(name = PostView, prefix = "/api/petugas", endpoint = "tampilan")]
pub async fn post_view(
    #[server(default)] part: String,
    #[server(default)] name: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let (query, _) = routes::read_desk_filter(&part);
    let back = routes::queue(&routes::desk_filter(&query, None), None);
    let result = service().save_view(&visitor.actor, &name, &query).await;
    let typed = values([("name", name.as_str())]);
    Posted { form: VIEW_FORM, values: typed, back: format!("{back}#f-name") }
        .settle(&visitor, result, |_| back)
        .await
}

/// Forgets a view.
#[server(name = PostForgetView, prefix = "/api/petugas", endpoint = "hapus-tampilan")]
pub async fn post_forget_view(
    #[server(default)] part: String,
    #[server(default)] id: String,
) -> Result<(), AppError> {
    let visitor = visitor();
    let back = routes::queue(&super::filter_of(&part), None);
    let result = match id.parse() {
        Ok(id) => service().forget_view(&visitor.actor, id).await,
        Err(_) => Err(Error::NotFound),
    };
    Posted { form: VIEW_FORM, values: values([]), back: back.clone() }
        .settle(&visitor, result, |()| back)
        .await
}
