//! Being told to stop.

use std::{net::SocketAddr, time::Duration};

use axum_server::Handle;
use tokio_util::sync::CancellationToken;

/// Waits for SIGTERM or Ctrl-C, ends the live streams, which would never end by themselves, and lets requests
/// that have begun end within `patience`. A second signal ends it at once.
pub(super) async fn wait(handle: Handle<SocketAddr>, stopping: CancellationToken, patience: Duration) {
    told_to_stop().await;
    tracing::info!("stopping");
    stopping.cancel();
    handle.graceful_shutdown(Some(patience));
    told_to_stop().await;
    handle.shutdown();
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(error) => {
            tracing::error!(%error, "SIGTERM cannot be heard");
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}
