//! What a browser shows at the door: when it came, or until when it may go in and out. Signed, so that nobody came
//! earlier than they did.

use http::HeaderMap;
use service::Service;

use super::line::Millis;
use crate::visitor::cookie;

/// The cookie.
const COOKIE: &str = "__Host-giliran";
const PURPOSE: &str = "giliran";
/// Whoever is in may come back without standing in line for so long; each page begins it anew.
const INSIDE: Millis = 15 * 60 * 1000;
/// A place in line is kept for so long.
const KEPT: Millis = 2 * 60 * 60 * 1000;

/// What it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ticket {
    /// Stands in line since then.
    Came(Millis),
    /// May go in until then.
    Inside(Millis),
}

impl Ticket {
    pub(super) fn inside(now: Millis) -> Self {
        Self::Inside(now + INSIDE)
    }

    /// That of the request, if it is ours and still counts.
    pub(super) fn of(service: &Service, headers: &HeaderMap, now: Millis) -> Option<Self> {
        let (text, proof) = cookie(headers, COOKIE)?.rsplit_once('.')?;
        let (kind, time) = text.split_once('.')?;
        let time: Millis = time.parse().ok()?;
        let ticket = match kind {
            "d" if time <= now && now - time < KEPT => Self::Came(time),
            "m" if now < time => Self::Inside(time),
            _ => return None,
        };
        service.is_proof_of(PURPOSE, text, proof).then_some(ticket)
    }

    /// The line for the answer's head.
    pub(super) fn set_cookie(self, service: &Service) -> String {
        let (text, life) = match self {
            Self::Came(at) => (format!("d.{at}"), KEPT),
            Self::Inside(until) => (format!("m.{until}"), INSIDE),
        };
        let proof = service.proof_of(PURPOSE, &text);
        format!("{COOKIE}={text}.{proof}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={}", life / 1000)
    }
}
