//! The queue in words, for the page and for the island.
use crate::{
    routes,
    text::ago,
    visitor::{Visitor, service},
    wire::{QueueLine, QueueView},
};
use domain::Language;
use service::{Error, QueueQuery, QueueRow, SoughtAs};
use time::OffsetDateTime;

/// Which page of the queue somebody wants to see.
#[derive(Clone, Debug, Default)]
pub(crate) struct QueueWanted {
    /// The filter.
    pub(crate) query: QueueQuery,
    /// The name of what is looked for.
    pub(crate) search: Option<String>,
    /// Where the page begins.
    pub(crate) after: Option<String>,
}

/// A page of the queue, and what was made of what is looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct QueueRead {
    /// For page and island.
    pub(crate) view: QueueView,
    /// What is looked for; empty when it is forgotten.
    pub(crate) sought: Option<String>,
    /// As what it was taken.
    pub(crate) sought_as: Option<SoughtAs>,
    /// More was found than is ever shown.
    pub(crate) too_many: bool,
}

/// A page of the queue as `visitor` sees it.
pub(crate) async fn queue_view(visitor: &Visitor, wanted: &QueueWanted) -> Result<QueueRead, Error> {
    let service = service();
    let mut query = wanted.query.clone();
    if let Some(name) = &wanted.search {
        // A search that is no longer there finds nothing, rather than everything.
        query.sought = Some(super::sought(visitor, name).await);
    }
    let page = service.queue(&visitor.actor, &query, wanted.after.as_deref(), visitor.language).await?;
    let counts = service.queue_counts(&visitor.actor).await?;
    let now = service.now();
    Ok(QueueRead {
        sought_as: page.sought_as,
        too_many: page.too_many,
        view: QueueView {
            filter: routes::desk_filter(&query, wanted.search.as_deref()),
            narrowed: query.narrows(),
            parts: counts.0.into_iter().map(|(part, count)| (part.as_str().to_owned(), count)).collect(),
            lines: page.rows.into_iter().map(|row| line(row, now, visitor.language)).collect(),
            next: page.next,
        },
        sought: query.sought,
    })
}

fn line(row: QueueRow, now: OffsetDateTime, language: Language) -> QueueLine {
    QueueLine {
        age: ago(row.submitted_at, now, language),
        number: row.number,
        procedure: row.procedure,
        village: row.village,
        status: row.status,
        holder: row.holder,
        mine: row.mine,
        seen_by: row.seen_by,
        unread: row.unread,
        objected: row.objected,
        elapsed: row.elapsed,
        corrected: row.corrected,
    }
}
