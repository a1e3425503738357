//! Wide limits, counted in memory because a row in the database would cost as much as the answer: by address for public
//! answers that cost some work, and for everything that changes something by account, whatever use case it is.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::{Visitor, wire::AppError};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::Method;

use crate::{
    layer::ClientAddress,
    plain::{self, Reader},
};

const WINDOW: Duration = Duration::from_mins(1);
/// So many addresses are remembered; then those whose minute is over are forgotten, and if none is, all.
const MOST: usize = 50_000;

/// So many answers a minute for one address; a mobile carrier puts a village behind one.
#[derive(Clone)]
pub struct Wide {
    a_minute: u32,
    seen: Arc<Mutex<HashMap<String, (Instant, u32)>>>,
}

impl Wide {
    /// Allows `a_minute` answers.
    pub fn new(a_minute: u32) -> Self {
        Self { a_minute, seen: Arc::default() }
    }

    /// Counts one at `now`; how long to wait when there were too many.
    fn count(&self, key: &str, now: Instant) -> Result<(), Duration> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST && !seen.contains_key(key) {
            seen.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
            if seen.len() >= MOST {
                seen.clear();
            }
        }
        let (since, count) = seen.entry(key.to_owned()).or_insert((now, 0));
        if now.duration_since(*since) >= WINDOW {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        if *count > self.a_minute { Err(WINDOW.saturating_sub(now.duration_since(*since))) } else { Ok(()) }
    }
}

/// Answers 429 to an address that asked too often.
pub async fn count(State(wide): State<Wide>, request: Request, next: Next) -> Response {
    let key = request.extensions().get::<ClientAddress>().map(ClientAddress::key).unwrap_or_default();
    match wide.count(&key, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let error = AppError::TooMany { seconds: wait.as_secs().max(1) };
            plain::refuse(&error, &Reader::of(&request))
        }
    }
}

/// So many posts a minute of one account; a wizard that saves each answer of a quick typist sends some sixty. Where nobody is
/// signed in each use case has limits of its own: an address is a village, and a known browser in it must get in.
const OF_ACCOUNT: u32 = 300;

/// What one account may post a minute, whatever it is.
#[derive(Clone)]
pub struct Posts(Wide);

impl Default for Posts {
    fn default() -> Self {
        Self(Wide::new(OF_ACCOUNT))
    }
}

impl Posts {
    fn count(&self, request: &Request, now: Instant) -> Result<(), Duration> {
        if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
            return Ok(());
        }
        let account = request.extensions().get::<Visitor>().and_then(|visitor| visitor.actor.account());
        account.map_or(Ok(()), |account| self.0.count(&account.to_string(), now))
    }
}

/// Answers 429 to who posts more than anybody can.
pub async fn posts(State(posts): State<Posts>, request: Request, next: Next) -> Response {
    match posts.count(&request, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let error = AppError::TooMany { seconds: wait.as_secs().max(1) };
            plain::refuse(&error, &Reader::of(&request))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_waits_for_the_rest_of_its_minute_and_no_other_one_does() {
        let wide = Wide::new(3);
        let now = Instant::now();
        assert!((0..3).all(|_| wide.count("192.0.2.1", now).is_ok()));
        let wait = wide.count("192.0.2.1", now + Duration::from_secs(20));
        assert_eq!(wait, Err(Duration::from_secs(40)));
        assert!(wide.count("192.0.2.2", now).is_ok());
        assert!(wide.count("192.0.2.1", now + WINDOW).is_ok());
    }

    #[test]
    fn memory_is_bounded_however_many_addresses_ask() {
        let wide = Wide::new(3);
        let now = Instant::now();
        for number in 0..MOST + 10 {
            assert!(wide.count(&number.to_string(), now).is_ok());
        }
        assert!(wide.seen.lock().is_ok_and(|seen| seen.len() <= MOST));
    }
}
