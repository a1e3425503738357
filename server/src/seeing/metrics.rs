//! `GET /metrics`, in the text format of `OpenMetrics`, which Prometheus reads.
//!
//! It is no secret and nobody's business: whoever may not read it is told that there is no such thing. Without a token only a
//! program on this machine may, on a line that came through no proxy; with one, whoever shows it.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::{ConnectInfo, Request, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use prometheus_client::{
    encoding::text::{encode_eof, encode_registry},
    metrics::{
        counter::{ConstCounter, Counter},
        family::Family,
        gauge::Gauge,
    },
    registry::{Registry, Unit},
};
use service::{Figures, Pool, Service};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use tokio::sync::Mutex;

use super::Meter;
use crate::{config::Secret, live::hub::Hub};

/// The state is looked at no oftener, however many ask: it writes to the store.
const REMEMBERED: Duration = Duration::from_secs(15);
/// What proxies write. A request with any of them did not begin on this machine, whoever brought it.
const FORWARDED: [HeaderName; 5] = [
    HeaderName::from_static("x-forwarded-for"),
    HeaderName::from_static("x-forwarded-proto"),
    HeaderName::from_static("x-real-ip"),
    header::FORWARDED,
    header::VIA,
];
const OPEN_METRICS: HeaderValue =
    HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");

/// What is told, and to whom.
#[derive(Clone)]
struct Reading {
    service: Arc<Service>,
    meter: Meter,
    hub: Hub,
    token: Option<Arc<Secret>>,
    last: Arc<Mutex<Option<(Instant, String)>>>,
}

/// The route; a `token` takes the place of being on this machine.
pub fn router(service: &Arc<Service>, meter: &Meter, hub: &Hub, token: Option<&Secret>) -> Router {
    let reading = Reading {
        service: Arc::clone(service),
        meter: meter.clone(),
        hub: hub.clone(),
        token: token.cloned().map(Arc::new),
        last: Arc::default(),
    };
    Router::new().route("/metrics", get(read)).with_state(reading)
}

async fn read(State(reading): State<Reading>, request: Request) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.ip());
    if !may_read(reading.token.as_deref(), peer, request.headers()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match reading.text().await {
        Ok(text) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the metrics could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn may_read(token: Option<&Secret>, peer: Option<IpAddr>, headers: &HeaderMap) -> bool {
    let Some(token) = token else {
        let is_here = peer.is_some_and(|peer| peer.to_canonical().is_loopback());
        return is_here && !FORWARDED.iter().any(|name| headers.contains_key(name));
    };
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = shown.and_then(|value| value.split_once(' '));
    let Some((_, shown)) = shown.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")) else {
        return false;
    };
    // Hashes are of one length and in no order, so that the time tells nothing of either.
    let hash = |text: &str| Sha256::digest(text.as_bytes());
    hash(shown.trim()).ct_eq(&hash(token.reveal())).into()
}

/// Names and codes of ours: no label holds anything that is not written in this program.
type Labels<const N: usize> = [(&'static str, &'static str); N];

impl Reading {
    async fn text(&self) -> Result<String, std::fmt::Error> {
        let mut registry = Registry::default();
        self.meter.register(&mut registry);
        self.process(&mut registry);
        let mut text = String::with_capacity(16 << 10);
        encode_registry(&mut text, &registry)?;
        text.push_str(&self.state().await?);
        encode_eof(&mut text)?;
        Ok(text)
    }

    /// What this process knows of itself.
    fn process(&self, registry: &mut Registry) {
        let version = [([("version", env!("CARGO_PKG_VERSION"))], 1_u8)];
        family(registry, "kk_build", "The program that runs", version.into_iter());
        gauge(registry, "kk_uptime_seconds", "Since the start", self.meter.uptime().as_secs());
        let streams = u64::try_from(self.hub.listeners()).unwrap_or(u64::MAX);
        gauge(registry, "kk_live_streams", "Live streams that are open", streams);
        let uploaded = ConstCounter::new(self.service.uploaded_bytes());
        let help = "Bytes of files that were acknowledged";
        registry.register_with_unit("kk_uploads_acknowledged", help, Unit::Bytes, uploaded);
        let restarts = Family::<Labels<1>, Counter>::default();
        for (job, count) in self.meter.rounds.restarts() {
            restarts.get_or_create(&[("job", job)]).inc_by(count);
        }
        registry.register("kk_job_restarts", "How often a job failed and was started again", restarts);
        let rounds = self.meter.rounds.last().into_iter();
        let rounds = rounds.map(|(job, at)| ([("job", job.as_str())], at.unix_timestamp()));
        family(registry, "kk_job_last_round_timestamp_seconds", "When a job last ended a round here", rounds);
    }

    /// What everybody who looks at the state sees, remembered for a moment.
    async fn state(&self) -> Result<String, std::fmt::Error> {
        let mut last = self.last.lock().await;
        if let Some((at, text)) = last.as_ref()
            && at.elapsed() < REMEMBERED
        {
            return Ok(text.clone());
        }
        let state = self.service.state().await;
        let mut registry = Registry::default();
        let points = state.points.iter();
        let grades = points.map(|point| ([("subject", point.subject.as_str())], point.grade.number()));
        family(&mut registry, "kk_state", "0 as it should be, 1 late, 2 broken", grades);
        figures(&mut registry, &state.figures);
        let mut text = String::new();
        encode_registry(&mut text, &registry)?;
        *last = Some((Instant::now(), text.clone()));
        Ok(text)
    }
}

fn figures(registry: &mut Registry, figures: &Figures) {
    gauge(registry, "kk_database_answers", "1 while the database answers", figures.rows.answers);
    gauge(registry, "kk_storage_works", "1 while documents can be written and read", figures.storage.works);
    gauge(registry, "kk_storage_milliseconds", "How long that took", figures.storage.milliseconds);
    if let Some(bytes) = figures.rows.bytes {
        gauge(registry, "kk_database_bytes", "How large the database is", bytes);
    }
    let pools = [("write", figures.rows.writing), ("read", figures.rows.reading)];
    let pools = pools.into_iter().flat_map(|(pool, Pool { open, idle, most })| {
        [("busy", open.saturating_sub(idle)), ("idle", idle), ("most", most)]
            .map(|(state, count)| ([("pool", pool), ("state", state)], count))
    });
    family(registry, "kk_database_connections", "Connections of this process to the database", pools);
    let requests = figures.requests.iter().map(|(status, count)| ([("status", status.as_str())], *count));
    family(registry, "kk_requests_open", "Open requests by status", requests);
    gauge(registry, "kk_uploads_arriving", "Files that are not there as a whole", figures.uploads.arriving);
    gauge(registry, "kk_uploads_waiting", "Whole files that are no document yet", figures.uploads.whole);
    gauge(registry, "kk_previews_waiting", "Documents to be drawn small", figures.previews.waiting);
    let destroyed = figures.destruction.unwrap_or_default().waiting;
    gauge(
        registry,
        "kk_destruction_waiting",
        "Requests whose files were given up and are still there",
        destroyed,
    );
    let code = |line: service::OutboxLine| domain::Way::from(line).as_str();
    let lanes: Vec<_> = figures.lanes.iter().map(|(line, lane)| (code(*line), lane)).collect();
    let messages = lanes.iter().flat_map(|(channel, lane)| {
        [("waiting", lane.waiting), ("standby", lane.standby), ("failed", lane.failed), ("sent", lane.sent)]
            .map(|(state, count)| ([("channel", *channel), ("state", state)], count))
    });
    let help = "Messages of the outbox; failed and sent of the last 24 hours";
    family(registry, "kk_outbox_messages", help, messages);
    let ages = lanes
        .iter()
        .map(|(channel, lane)| ([("channel", *channel)], lane.untried.max(lane.stuck).unwrap_or(0)));
    family(registry, "kk_outbox_oldest_due_seconds", "How long the oldest due message has waited", ages);
    gauge(registry, "kk_undelivered", "Messages given up and not sent again, 30 days", figures.failed.count);
    let oldest = figures.failed.oldest.unwrap_or(0);
    gauge(registry, "kk_undelivered_oldest_seconds", "How long ago the oldest was given up", oldest);
    let free = figures.disks.iter().map(|(disk, room)| ([("disk", disk.as_str())], room.free));
    family(registry, "kk_disk_free_bytes", "Room that is left", free);
    let total = figures.disks.iter().map(|(disk, room)| ([("disk", disk.as_str())], room.total));
    family(registry, "kk_disk_bytes", "Room in all", total);
    let dated = [("checkpoint", figures.checkpoint), ("backup", figures.backup)];
    let dated = dated.into_iter().chain(figures.mirror.map(|found| ("mirror", found)));
    let dated = dated.chain(figures.replica.map(|found| ("replica", found)));
    let dated = dated.filter_map(|(what, found)| match found {
        service::Dated::Age(age) => Some(([("what", what)], age)),
        _ => None,
    });
    family(
        registry,
        "kk_newest_age_seconds",
        "How old the newest checkpoint, back-up and second copy are, and how far the replica is behind",
        dated,
    );
    let jobs = figures.jobs.iter().filter_map(|(job, age)| Some(([("job", job.as_str())], (*age)?)));
    family(registry, "kk_job_age_seconds", "How long ago a job last ended a round, on any server", jobs);
}

/// A number as the library has it.
trait Number {
    fn number(self) -> i64;
}

impl Number for u64 {
    fn number(self) -> i64 {
        i64::try_from(self).unwrap_or(i64::MAX)
    }
}

impl Number for i64 {
    fn number(self) -> i64 {
        self
    }
}

impl Number for u8 {
    fn number(self) -> i64 {
        self.into()
    }
}

impl Number for bool {
    fn number(self) -> i64 {
        self.into()
    }
}

fn gauge(registry: &mut Registry, name: &str, help: &str, value: impl Number) {
    let gauge = Gauge::<i64>::default();
    gauge.set(value.number());
    registry.register(name, help, gauge);
}

fn family<const N: usize, V: Number>(
    registry: &mut Registry,
    name: &str,
    help: &str,
    values: impl Iterator<Item = (Labels<N>, V)>,
) {
    let family = Family::<Labels<N>, Gauge>::default();
    for (labels, value) in values {
        family.get_or_create(&labels).set(value.number());
    }
    registry.register(name, help, family);
}

#[cfg(test)]
mod tests;
