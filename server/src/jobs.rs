//! What happens without a request: messages leave, changes are passed on, files that
//! arrived are looked at, what has had its time goes.
//!
//! Each job runs for ever. One that fails or panics is started again after a moment; all stop together.

use std::{future::Future, panic::AssertUnwindSafe, path::PathBuf, sync::Arc, time::Duration};

use futures::FutureExt as _;
use service::{Error, Service};
use tokio::time::sleep;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::live::hub::Hub;

/// Between a failure and the next start.
const MOMENT: Duration = Duration::from_secs(2);
/// Messages whose time has come without anything happening: second tries.
const LOOK_FOR_MESSAGES: Duration = Duration::from_secs(2);
/// Whether a checkpoint is due.
const LOOK_AT_HISTORY: Duration = Duration::from_mins(15);
const SWEEP: Duration = Duration::from_mins(1);

/// Starts all jobs. Wait on the tracker after `stopping`.
pub fn start(
    service: &Arc<Service>,
    hub: &Hub,
    look_at_feed: Duration,
    checkpoints: Option<PathBuf>,
    stopping: &CancellationToken,
) -> TaskTracker {
    let jobs = TaskTracker::new();
    let (messages, sweeping) = (Arc::clone(service), Arc::clone(service));
    let until = stopping.clone();
    jobs.spawn(supervise("messages", MOMENT, stopping.clone(), move || {
        send(Arc::clone(&messages), until.clone())
    }));
    let until = stopping.clone();
    jobs.spawn(supervise("sweep", MOMENT, stopping.clone(), move || {
        sweep(Arc::clone(&sweeping), until.clone())
    }));
    let (files, until) = (Arc::clone(service), stopping.clone());
    jobs.spawn(supervise("files", MOMENT, stopping.clone(), move || {
        finish(Arc::clone(&files), until.clone())
    }));
    let (papers, until) = (Arc::clone(service), stopping.clone());
    jobs.spawn(supervise("previews", MOMENT, stopping.clone(), move || {
        draw(Arc::clone(&papers), until.clone())
    }));
    if let Some(folder) = checkpoints {
        let (history, until) = (Arc::clone(service), stopping.clone());
        jobs.spawn(supervise("checkpoints", LOOK_AT_HISTORY, stopping.clone(), move || {
            keep_history(Arc::clone(&history), folder.clone(), until.clone())
        }));
    }
    let (hub, feed, until) = (hub.clone(), Arc::clone(service), stopping.clone());
    jobs.spawn(supervise("feed", MOMENT, stopping.clone(), move || {
        hub.clone().relay(Arc::clone(&feed), look_at_feed, until.clone())
    }));
    jobs.close();
    jobs
}

/// Files whose server went away before it looked at them.
const LOOK_FOR_FILES: Duration = Duration::from_secs(5);
/// Objects that no row knows: one look goes through all that is on its way.
const LOOK_FOR_LOST: Duration = Duration::from_hours(6);

async fn finish(service: Arc<Service>, stopping: CancellationToken) -> Result<(), Error> {
    let mut lost = tokio::time::interval(LOOK_FOR_LOST);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return Ok(()),
            () = sleep(LOOK_FOR_FILES) => { service.finish_waiting_uploads().await?; }
            _ = lost.tick() => { service.sweep_lost_parts().await?; }
        }
    }
}

/// Documents of which an officer wants small pictures.
const LOOK_FOR_PAPERS: Duration = Duration::from_secs(3);

async fn draw(service: Arc<Service>, stopping: CancellationToken) -> Result<(), Error> {
    while !stopping.is_cancelled() {
        if service.draw_waiting_previews().await? > 0 {
            continue;
        }
        tokio::select! {
            () = stopping.cancelled() => {}
            () = sleep(LOOK_FOR_PAPERS) => {}
        }
    }
    Ok(())
}

async fn send(service: Arc<Service>, stopping: CancellationToken) -> Result<(), Error> {
    let mut woken = service.woken();
    while !stopping.is_cancelled() {
        // A message on its way is not broken off: the round ends first.
        if service.send_due().await? > 0 {
            continue;
        }
        tokio::select! {
            () = stopping.cancelled() => {}
            _ = woken.recv() => {}
            () = sleep(LOOK_FOR_MESSAGES) => {}
        }
    }
    Ok(())
}

async fn sweep(service: Arc<Service>, stopping: CancellationToken) -> Result<(), Error> {
    loop {
        tokio::select! {
            () = stopping.cancelled() => return Ok(()),
            () = sleep(SWEEP) => service.sweep().await?,
        }
    }
}

/// A checkpoint of the history each day, whoever of several servers comes first.
async fn keep_history(
    service: Arc<Service>,
    folder: PathBuf,
    stopping: CancellationToken,
) -> Result<(), Error> {
    loop {
        match service.checkpoint_when_due(&folder).await {
            Ok(Some(lines)) => tracing::info!(lines, "a checkpoint of the history was made"),
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "no checkpoint of the history could be made"),
        }
        tokio::select! {
            () = stopping.cancelled() => return Ok(()),
            () = sleep(LOOK_AT_HISTORY) => {}
        }
    }
}

/// Runs `job` until it ends by itself; starts it again when it fails or panics.
async fn supervise<F, R>(name: &'static str, moment: Duration, stopping: CancellationToken, job: F)
where
    F: Fn() -> R,
    R: Future<Output = Result<(), Error>>,
{
    loop {
        match AssertUnwindSafe(job()).catch_unwind().await {
            Ok(Ok(())) => return,
            Ok(Err(error)) => tracing::error!(job = name, %error, "a job failed and is started again"),
            Err(_) => tracing::error!(job = name, "a job panicked and is started again"),
        }
        tokio::select! {
            () = stopping.cancelled() => return,
            () = sleep(moment) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    #[expect(clippy::panic, reason = "to be caught")]
    async fn a_job_that_fails_or_panics_is_started_again() {
        let starts = AtomicUsize::new(0);
        supervise("test", Duration::from_millis(1), CancellationToken::new(), || async {
            match starts.fetch_add(1, Ordering::SeqCst) {
                0 => Err(Error::Busy),
                1 => panic!("to be caught"),
                _ => Ok(()),
            }
        })
        .await;
        assert_eq!(starts.load(Ordering::SeqCst), 3);
    }

    #[tokio::test]
    async fn nothing_is_started_again_while_stopping() {
        let stopping = CancellationToken::new();
        stopping.cancel();
        let starts = AtomicUsize::new(0);
        supervise("test", Duration::from_millis(1), stopping, || async {
            starts.fetch_add(1, Ordering::SeqCst);
            Err(Error::Busy)
        })
        .await;
        assert_eq!(starts.load(Ordering::SeqCst), 1);
    }
}
