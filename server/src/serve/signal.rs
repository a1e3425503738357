//! Being told to stop.

use tokio_util::sync::CancellationToken;

/// What was said so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// To stop, and to let what has begun end.
    pub(super) stop: CancellationToken,
    /// To stop at once.
    pub(super) at_once: CancellationToken,
}

/// Waits for SIGTERM or Ctrl-C, which ends the live streams, too, since they would never end by themselves. A second
/// signal ends everything at once.
pub(super) async fn wait(told: Told) {
    told_to_stop().await;
    tracing::info!("stopping");
    told.stop.cancel();
    told_to_stop().await;
    told.at_once.cancel();
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
