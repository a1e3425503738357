//! Puts everything together: routes, and the layers around them.

use std::sync::Arc;

use axum::{Router, middleware};
use service::Service;
use tokio_util::sync::CancellationToken;

use crate::{
    appointments, areas,
    assets::Built,
    audit,
    config::{PublicUrl, Secret},
    confirm,
    crowd::{self, Crowd},
    data, forms, health,
    layer::{
        BodyLimit, access_log, body_limit, client_address, compression, even, panic, request_id, same_origin,
        security_headers,
    },
    limit::wide::{self, Posts},
    live::{self, hub::Hub},
    pages, photo, receipt, report, results,
    seeing::{self, Meter},
    session, statistics, upload, visitor,
};

/// What the routes need.
pub struct House {
    /// The use cases.
    pub service: Arc<Service>,
    /// The files of the house.
    pub assets: Built,
    /// Hands out changes.
    pub hub: Hub,
    /// How people reach it.
    pub public_url: PublicUrl,
    /// Who is on the other end.
    pub line: client_address::Line,
    /// Ends the live streams.
    pub stopping: CancellationToken,
    /// Counts what is done.
    pub meter: Meter,
    /// What whoever reads the counts from elsewhere must know.
    pub metrics_token: Option<Secret>,
    /// What the gateway and we know, for what it says later.
    pub report_secret: Option<Secret>,
    /// How many requests are worked on at once before newcomers are told to wait.
    pub capacity: u16,
}

/// Everything that is served.
pub fn router(house: House) -> Router {
    let House {
        service,
        assets,
        hub,
        public_url,
        line,
        stopping,
        meter,
        metrics_token,
        report_secret,
        capacity,
    } = house;
    // A gateway is no browser: past the guard against other sites, before nothing else.
    let reports = numbered(report::router(&service, report_secret.as_ref()), &public_url, line.clone());
    let metrics = seeing::router(&service, &meter, &hub, metrics_token.as_ref());
    let pages = pages::router(&service, &assets.for_pages())
        .layer(middleware::from_fn_with_state(Arc::clone(&service), confirm::ask))
        .layer(middleware::from_fn_with_state(BodyLimit::FORM, body_limit::enforce));
    let inside = Router::new()
        .merge(pages)
        .merge(forms::router(&service))
        .merge(receipt::router(&service))
        .merge(results::router(&service))
        .merge(appointments::router(&service))
        .merge(audit::router(&service))
        .merge(data::router(&service));
    // Uploads and live streams last; they have limits of their own.
    let lasting = Router::new().merge(upload::router(&service)).merge(live::router(&service, hub, stopping));
    let https = security_headers::Https(public_url.is_https());
    let crowd = Crowd::new(&service, capacity, &assets.for_pages(), &meter, https, line.clone());
    let inside = inside.layer(middleware::from_fn_with_state(Posts::default(), wide::posts));
    let inside = with_visitor(inside, &service)
        .layer(middleware::from_fn_with_state(Arc::clone(&crowd), crowd::place))
        .layer(middleware::from_fn_with_state(Arc::clone(&service), even::hold));
    let outside = Router::new()
        .merge(with_visitor(lasting, &service))
        .merge(areas::router(Arc::clone(&service)))
        .merge(forms::public(Arc::clone(&service)))
        .merge(photo::router())
        .merge(receipt::public(Arc::clone(&service)))
        .merge(statistics::public(Arc::clone(&service)));
    let files = Router::new().merge(assets.router(&service)).merge(metrics).merge(health::router(service));
    let outside = Router::new().merge(compressed(outside, &public_url)).merge(files);
    let measured = |routes| {
        guarded(routes, &public_url, line.clone())
            .layer(middleware::from_fn_with_state(meter.clone(), seeing::measure))
    };
    measured(compressed(inside, &public_url))
        .layer(middleware::from_fn_with_state(crowd, crowd::door))
        .merge(measured(outside))
        .merge(reports.layer(middleware::from_fn_with_state(meter.clone(), seeing::measure)))
}

fn compressed(routes: Router, public_url: &PublicUrl) -> Router {
    routes
        .layer(compression::layer())
        .layer(middleware::from_fn_with_state(public_url.clone(), compression::only_for_ours))
}

/// Session and visitor beside each request.
fn with_visitor(routes: Router, service: &Arc<Service>) -> Router {
    routes
        .layer(middleware::from_fn_with_state(Arc::clone(service), visitor::find))
        .layer(session::layer(service))
}

/// The layers that guard every route.
pub fn guarded(routes: Router, public_url: &PublicUrl, line: client_address::Line) -> Router {
    let ours = routes.layer(middleware::from_fn_with_state(public_url.clone(), same_origin::require));
    numbered(ours, public_url, line)
}

/// The layers that stand around every route, whoever asks.
fn numbered(routes: Router, public_url: &PublicUrl, line: client_address::Line) -> Router {
    let https = security_headers::Https(public_url.is_https());
    routes
        .layer(middleware::from_fn(panic::catch))
        .layer(middleware::from_fn_with_state(https, security_headers::add))
        .layer(access_log::layer())
        .layer(middleware::from_fn_with_state(line, client_address::find))
        .layer(middleware::from_fn(request_id::number))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod weight;
