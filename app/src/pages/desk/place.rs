//! Where an officer is: read from the address.
use crate::routes;
use domain::ReceiptNumber;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::QueueFilter;
use uuid::Uuid;

/// A place on the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The number in the address, as displayed; empty on the queue's own page.
    pub(super) number: String,
    /// The part of the queue.
    pub(super) filter: QueueFilter,
    /// Where the page of the queue begins.
    pub(super) after: Option<String>,
    /// The document in front.
    pub(super) document: Option<Uuid>,
    /// The words of a decision are to be read once more.
    pub(super) preview: bool,
}

impl Place {
    /// From the address of this page.
    pub(super) fn read() -> Self {
        let params = use_params_map().get_untracked();
        let query = use_query_map().get_untracked();
        let number = params.get("number").unwrap_or_default();
        Self {
            number: ReceiptNumber::parse(&number).map_or(number, |number| number.to_string()),
            filter: QueueFilter::parse(&query.get("bagian").unwrap_or_default()),
            after: query.get("sesudah").filter(|after| is_place(after)),
            document: query.get("dokumen").and_then(|id| id.parse().ok()),
            preview: query.get("tahap").as_deref() == Some("tinjau"),
        }
    }

    /// The part of the queue as addresses carry it.
    pub(super) fn part(&self) -> &'static str {
        self.filter.as_str()
    }

    /// The address of this request without a document or a stage.
    pub(super) fn case(&self) -> String {
        routes::desk_request_beside(&self.number, self.part(), self.after.as_deref())
    }

    /// The address of this request with a document in front.
    pub(super) fn document(&self, id: Uuid) -> String {
        routes::desk_document(&self.number, self.part(), self.after.as_deref(), id)
    }
}

/// Digits, letters of an id, dots and dashes: what `QueuePage::next` is made of.
fn is_place(after: &str) -> bool {
    !after.is_empty()
        && after.len() <= 80
        && after.bytes().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'.' | b'-'))
}
