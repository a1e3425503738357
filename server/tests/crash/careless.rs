//! A server with a planted fault: the receipt leaves before the commit. It is this test's own program, so
//! nothing that is shipped can be made careless.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{net::SocketAddr, process::Command, sync::atomic::Ordering, time::Duration};

use server::{
    assets::Built,
    config::Config,
    jobs,
    layer::client_address::Line,
    live::hub::Hub,
    opening,
    router::{self, House},
    seeing::{Meter, Rounds},
};
use tokio_util::sync::CancellationToken;

/// Set in the process that is to serve.
const SERVE: &str = "CRASH_CARELESS";

/// Runs the server below.
pub fn command() -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "careless::serve", "--ignored", "--nocapture"]).env(SERVE, "1");
    command
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "no test by itself: the careless server of another one"]
async fn serve() {
    if std::env::var_os(SERVE).is_none() {
        return;
    }
    let config = Config::load().unwrap();
    let service = opening::open(&config).await.unwrap();
    service.receipt_before_commit.store(true, Ordering::Relaxed);
    let (stopping, hub) = (CancellationToken::new(), Hub::default());
    jobs::start(&service, &hub, Duration::from_millis(500), None, &Rounds::default(), &stopping);
    let routes = router::router(House {
        capacity: 1_000,
        service,
        assets: Built::open(config.assets_dir.as_deref()).unwrap(),
        hub,
        public_url: config.public_url.clone(),
        line: Line { trusted: [].into(), tls: false },
        stopping,
        meter: Meter::default(),
        metrics_token: None,
    });
    let listener = tokio::net::TcpListener::bind(config.listen).await.unwrap();
    axum::serve(listener, routes.into_make_service_with_connect_info::<SocketAddr>()).await.unwrap();
}
