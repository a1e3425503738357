//! The queue in words, for the page and for the island.
use crate::{
    text::ago,
    visitor::{Visitor, service},
    wire::{QueueLine, QueueView},
};
use domain::Language;
use service::{Error, QueueFilter, QueueRow};
use time::OffsetDateTime;

/// A page of the queue as `visitor` sees it.
pub(crate) async fn queue_view(
    visitor: &Visitor,
    filter: QueueFilter,
    after: Option<&str>,
) -> Result<QueueView, Error> {
    let service = service();
    let page = service.queue(&visitor.actor, filter, after, visitor.language).await?;
    let counts = service.queue_counts(&visitor.actor).await?;
    let now = service.now();
    Ok(QueueView {
        filter: filter.as_str().to_owned(),
        parts: counts.0.into_iter().map(|(part, count)| (part.as_str().to_owned(), count)).collect(),
        lines: page.rows.into_iter().map(|row| line(row, now, visitor.language)).collect(),
        next: page.next,
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
        elapsed: row.elapsed,
        corrected: row.corrected,
    }
}
