//! Where an officer is: read from the address.
use crate::routes;
use domain::ReceiptNumber;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::QueueQuery;
use uuid::Uuid;

/// A place on the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pages) struct Place {
    /// The number in the address, as displayed; empty on the queue's own page.
    pub(in crate::pages) number: String,
    /// What the queue shows; what is looked for is not in it yet.
    pub(in crate::pages) query: QueueQuery,
    /// The name of a search that waits in the session.
    pub(in crate::pages) search: Option<String>,
    /// Where the page of the queue begins.
    pub(in crate::pages) after: Option<String>,
    /// The document in front.
    pub(in crate::pages) document: Option<Uuid>,
    /// The words of a decision are to be read once more.
    pub(in crate::pages) preview: bool,
}

impl Place {
    /// From the address of this page.
    pub(in crate::pages) fn read() -> Self {
        let params = use_params_map().get_untracked();
        let query = use_query_map().get_untracked();
        let number = params.get("number").unwrap_or_default();
        Self {
            number: ReceiptNumber::parse(&number).map_or(number, |number| number.to_string()),
            query: QueueQuery::read(|name| query.get(name)),
            search: query.get(routes::SEARCH).filter(|name| routes::is_search(name)),
            after: query.get("sesudah").filter(|after| is_place(after)),
            document: query.get("dokumen").and_then(|id| id.parse().ok()),
            preview: query.get("tahap").as_deref() == Some("tinjau"),
        }
    }

    /// The filter of the queue as addresses carry it.
    pub(in crate::pages) fn filter(&self) -> String {
        routes::desk_filter(&self.query, self.search.as_deref())
    }

    /// The address of this request without a document or a stage.
    pub(in crate::pages) fn case(&self) -> String {
        routes::desk_request_beside(&self.number, &self.filter(), self.after.as_deref())
    }

    /// The address of this request with a document in front.
    pub(in crate::pages) fn document(&self, id: Uuid) -> String {
        routes::desk_document(&self.number, &self.filter(), self.after.as_deref(), id)
    }
}

/// Digits, letters of an id, dots and dashes: what `QueuePage::next` is made of.
fn is_place(after: &str) -> bool {
    !after.is_empty()
        && after.len() <= 80
        && after.bytes().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'.' | b'-'))
}
