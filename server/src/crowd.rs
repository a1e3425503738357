//! When more come than can be served: those who are inside stay quick, the others stand in line and are told honestly
//! how long.
//!
//! So many requests are worked on at once (`KK_CAPACITY`). As soon as one has to wait for its place, whoever comes new
//! and only wants to look at a page gets the waiting room, which costs next to nothing. What somebody sends is never
//! turned away for it; it waits for its place, and is refused with a sentence only when none comes free in ten seconds.
//!
//! Two layers: the door stands outside all others, so that who is told to wait costs nothing but that; the place is
//! taken further in.

mod held;
mod line;
mod page;
mod ticket;

use std::{
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use app::{Assets, routes, wire::AppError};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::{Html, IntoResponse as _, Redirect, Response},
};
use http::{HeaderValue, Method, StatusCode, header};
use rand::RngExt as _;
use service::Service;
use tokio::{sync::Semaphore, time::timeout};

use self::{
    held::Held,
    line::{Line, Millis},
    page::Waiting,
    ticket::Ticket,
};
use crate::{
    layer::{
        ClientAddress,
        body_limit::drain,
        client_address,
        security_headers::{self, Https},
    },
    plain::{self, Reader},
    seeing::Meter,
    session, visitor,
};

/// Who waits longer for a place says that there is a crowd.
const QUICK: Duration = Duration::from_millis(200);
/// Who waits longer is refused.
const PATIENT: Duration = Duration::from_secs(10);
/// Seconds after which the waiting room asks again, at least and at most.
const AGAIN: (u64, u64) = (5, 30);

/// The door of one server.
#[derive(Debug)]
pub struct Crowd {
    service: Arc<Service>,
    places: Arc<Semaphore>,
    line: Mutex<Line>,
    /// The address of the style sheet.
    style: String,
    /// Counts who is told to wait.
    meter: Meter,
    https: Https,
    wires: client_address::Line,
}

impl Crowd {
    /// So many requests are worked on at once. The waiting room has the style of `assets`.
    pub fn new(
        service: &Arc<Service>,
        capacity: u16,
        assets: &Assets,
        meter: &Meter,
        https: Https,
        wires: client_address::Line,
    ) -> Arc<Self> {
        Arc::new(Self {
            service: Arc::clone(service),
            places: Arc::new(Semaphore::new(capacity.into())),
            line: Mutex::new(Line::new(now(service))),
            style: assets.url("main.css"),
            meter: meter.clone(),
            https,
            wires,
        })
    }

    fn line(&self) -> std::sync::MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What becomes of somebody who comes to look at a page: in, with a ticket if there is a crowd, or the waiting room.
    fn at_the_door(&self, request: &Request) -> Result<Option<Ticket>, (Ticket, u64, u64)> {
        let now = now(&self.service);
        let mut line = self.line();
        let is_watched = line.is_watched(now);
        self.meter.in_line(line.people());
        if !is_watched {
            return Ok(None);
        }
        let came = match Ticket::of(&self.service, request.headers(), now) {
            Some(Ticket::Inside(_)) => return Ok(Some(Ticket::inside(now))),
            Some(Ticket::Came(came)) => {
                line.stand_again(came);
                came
            }
            None => {
                line.stand(now);
                now
            }
        };
        if line.is_called(came, now) {
            return Ok(Some(Ticket::inside(now)));
        }
        let ahead = line.ahead(came);
        self.meter.told_to_wait();
        Err((Ticket::Came(came), ahead, line.seconds(ahead)))
    }

    /// Whether so many want to sign in that somebody at this address would be sent away at once. When very many guess, all
    /// else would cost more than the guesses: number and line of the request, session, form and page.
    fn has_no_turn(&self, request: &Request) -> bool {
        let address = ClientAddress::of(&self.wires, request).key();
        let browser = visitor::browser(&self.service, request.headers());
        self.service.is_too_busy_to_sign_in(&address, browser)
    }

    async fn send_away(&self, request: Request) -> Response {
        self.meter.sent_away();
        drain(request.into_body().into_data_stream()).await;
        let mut response = Redirect::to(routes::SIGN_IN_BUSY).into_response();
        security_headers::without_scripts(response.headers_mut(), self.https);
        response
    }

    fn waiting_room(&self, ticket: Ticket, ahead: u64, seconds: u64, reader: &Reader) -> Response {
        // Not all at once, and not all of those who came together.
        let again = (seconds / 2).clamp(AGAIN.0, AGAIN.1) + rand::rng().random_range(0..5);
        let office = &self.service.settings().office_name;
        let body = page::draw(Waiting {
            language: reader.language,
            ahead,
            seconds,
            again,
            style: &self.style,
            demonstration: self.service.settings().demonstration,
            office,
        });
        let mut response = (StatusCode::SERVICE_UNAVAILABLE, Html(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(again));
        security_headers::without_scripts(headers, self.https);
        add_cookie(&mut response, ticket, &self.service);
        response
    }
}

/// The outermost layer: lets in, or tells to wait.
pub async fn door(State(crowd): State<Arc<Crowd>>, request: Request, next: Next) -> Response {
    if request.uri().path() == OWN_LINE && crowd.has_no_turn(&request) {
        return crowd.send_away(request).await;
    }
    if !only_looks(&request) || visitor::cookie(request.headers(), session::COOKIE).is_some() {
        return next.run(request).await;
    }
    match crowd.at_the_door(&request) {
        Err((place, ahead, seconds)) => crowd.waiting_room(place, ahead, seconds, &Reader::of(&request)),
        Ok(None) => next.run(request).await,
        Ok(Some(ticket)) => {
            let mut response = next.run(request).await;
            add_cookie(&mut response, ticket, &crowd.service);
            response
        }
    }
}

/// Signing in has a line of its own (`service/src/turns.rs`): whoever waits there for a password to be hashed must not
/// hold a place that a page wants.
const OWN_LINE: &str = "/api/masuk";

/// The inner layer: whoever is in takes a place, or waits for one.
pub async fn place(State(crowd): State<Arc<Crowd>>, request: Request, next: Next) -> Response {
    if request.uri().path() == OWN_LINE {
        return next.run(request).await;
    }
    let reader = Reader::of(&request);
    let mut place = pin!(Arc::clone(&crowd.places).acquire_owned());
    let place = if let Ok(place) = timeout(QUICK, &mut place).await {
        Ok(place)
    } else {
        crowd.line().press(now(&crowd.service));
        timeout(PATIENT, place).await
    };
    let Ok(Ok(place)) = place else { return plain::refuse(&AppError::Busy, &reader) };
    // Drawing a page lets nobody else run. Without this the others would wait unseen, each in its own connection, and
    // all places seem free; so whoever else is there asks for a place first.
    tokio::task::yield_now().await;
    let response = next.run(request).await;
    // A page is worked on until it is squeezed as well. What else is given out may be long, and whoever takes it slow.
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return response.map(|body| Body::new(Held { body, _place: place }));
    }
    response
}

/// A browser that goes to a page; not what a page fetches, and nothing that is sent.
fn only_looks(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    matches!(*request.method(), Method::GET | Method::HEAD)
        && accept.is_some_and(|accept| accept.contains("text/html"))
}

fn add_cookie(response: &mut Response, ticket: Ticket, service: &Service) {
    if let Ok(value) = HeaderValue::from_str(&ticket.set_cookie(service)) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn now(service: &Service) -> Millis {
    Millis::try_from(service.now().unix_timestamp_nanos() / 1_000_000).unwrap_or(0)
}

#[cfg(test)]
mod tests;
