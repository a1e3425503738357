//! Counts requests: by the template of their route, never their path, by kind of method and of status, with their
//! durations. No label holds anything that a client wrote.

use std::{
    fmt::Write as _,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http::{Method, StatusCode};
use prometheus_client::{
    encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};

use super::Rounds;

/// Seconds: from what a small page takes to what a phone on 2G needs for a piece of a photo.
const DURATIONS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// A template of ours.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: Arc<str>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: Arc<str>,
    method: Kind,
    status: Class,
}

/// What is asked for. A method may be any word; only those that we know are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Read,
    Write,
    Other,
}

impl Kind {
    fn of(method: &Method) -> Self {
        match *method {
            Method::GET | Method::HEAD => Self::Read,
            Method::POST | Method::PUT | Method::PATCH | Method::DELETE => Self::Write,
            _ => Self::Other,
        }
    }
}

impl EncodeLabelValue for Kind {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> std::fmt::Result {
        encoder.write_str(match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Other => "other",
        })
    }
}

/// The first digit of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Class(u16);

impl EncodeLabelValue for Class {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> std::fmt::Result {
        write!(encoder, "{}xx", self.0)
    }
}

#[derive(Debug)]
struct Counts {
    answered: Family<Answered, Counter>,
    durations: Family<Route, Histogram>,
    in_flight: Gauge,
    told_to_wait: Counter,
    sent_away: Counter,
    in_line: Gauge,
    started: Instant,
}

/// What this process counts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Meter {
    counts: Arc<Counts>,
    /// What the jobs do.
    pub rounds: Rounds,
}

impl Default for Meter {
    fn default() -> Self {
        let counts = Counts {
            answered: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(DURATIONS)),
            in_flight: Gauge::default(),
            told_to_wait: Counter::default(),
            sent_away: Counter::default(),
            in_line: Gauge::default(),
            started: Instant::now(),
        };
        Self { counts: Arc::new(counts), rounds: Rounds::default() }
    }
}

impl Meter {
    /// Lets `registry` write the counts.
    pub(super) fn register(&self, registry: &mut Registry) {
        let counts = &self.counts;
        let help = "Requests that were answered, by template of the route";
        registry.register("kk_http_requests", help, counts.answered.clone());
        let help = "How long answers took until their head was written";
        registry.register("kk_http_duration_seconds", help, counts.durations.clone());
        registry.register("kk_http_in_flight", "Requests that are being answered", counts.in_flight.clone());
        let help = "How often somebody was told to wait because of a crowd";
        registry.register("kk_crowd_told_to_wait", help, counts.told_to_wait.clone());
        let help = "How often somebody was sent away from signing in because of too many";
        registry.register("kk_sign_in_sent_away", help, counts.sent_away.clone());
        let help = "People who stood in line when somebody came last";
        registry.register("kk_crowd_in_line", help, counts.in_line.clone());
    }

    /// Somebody came while so many stood in line.
    pub fn in_line(&self, people: u64) {
        self.counts.in_line.set(i64::try_from(people).unwrap_or(i64::MAX));
    }

    /// Somebody was told to wait. The other counts do not know of them.
    pub fn told_to_wait(&self) {
        self.counts.told_to_wait.inc();
    }

    /// Somebody was sent away from signing in. The other counts do not know of them.
    pub fn sent_away(&self) {
        self.counts.sent_away.inc();
    }

    /// How long the process runs.
    pub(super) fn uptime(&self) -> Duration {
        self.counts.started.elapsed()
    }

    fn count(&self, route: &str, method: Kind, status: StatusCode, took: Duration) {
        let route: Arc<str> = route.into();
        let status = Class(status.as_u16() / 100);
        self.counts.answered.get_or_create(&Answered { route: Arc::clone(&route), method, status }).inc();
        self.counts.durations.get_or_create(&Route { route }).observe(took.as_secs_f64());
    }
}

/// Also gone when the client has gone.
struct InFlight(Gauge);

impl InFlight {
    fn begin(meter: &Meter) -> Self {
        let gauge = meter.counts.in_flight.clone();
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Counts one request.
pub async fn measure(State(meter): State<Meter>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    let method = Kind::of(request.method());
    let (begun, going) = (Instant::now(), InFlight::begin(&meter));
    let response = next.run(request).await;
    drop(going);
    let route = path.as_ref().map_or("-", MatchedPath::as_str);
    meter.count(route, method, response.status(), begun.elapsed());
    response
}
