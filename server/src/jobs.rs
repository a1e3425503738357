//! What happens without a request: messages leave, changes are passed on, files that
//! arrived are looked at, what has had its time goes.
//!
//! Each job runs for ever. One that fails or panics is started again after a moment; all stop together.

use std::{future::Future, panic::AssertUnwindSafe, path::PathBuf, sync::Arc, time::Duration};

use futures::FutureExt as _;
use service::{Error, Job, Service};
use tokio::time::sleep;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{live::hub::Hub, seeing::Rounds};

/// Between a failure and the next start.
const MOMENT: Duration = Duration::from_secs(2);
/// Messages whose time has come without anything happening: second tries.
const LOOK_FOR_MESSAGES: Duration = Duration::from_secs(2);
/// Whether a checkpoint is due.
const LOOK_AT_HISTORY: Duration = Duration::from_mins(15);
const SWEEP: Duration = Duration::from_mins(1);

/// How often other processes are told that the jobs go on, and administrators of what is not well.
const WATCH: Duration = Duration::from_secs(30);

/// Starts all jobs. Wait on the tracker after `stopping`.
pub fn start(
    service: &Arc<Service>,
    hub: &Hub,
    look_at_feed: Duration,
    checkpoints: Option<PathBuf>,
    rounds: &Rounds,
    stopping: &CancellationToken,
) -> TaskTracker {
    let jobs = TaskTracker::new();
    let here = Working { service: Arc::clone(service), rounds: rounds.clone(), stopping: stopping.clone() };
    // Beginning counts as a round, so that one which never ends any is seen.
    for job in Job::ALL.into_iter().filter(|job| *job != Job::Checkpoints || checkpoints.is_some()) {
        here.ended(job);
    }
    let (job, of) = (here.clone(), here.clone());
    jobs.spawn(of.supervise("messages", MOMENT, move || send(job.clone())));
    let (job, of) = (here.clone(), here.clone());
    jobs.spawn(of.supervise("sweep", MOMENT, move || sweep(job.clone())));
    let (job, of) = (here.clone(), here.clone());
    jobs.spawn(of.supervise("files", MOMENT, move || finish(job.clone())));
    let (job, of) = (here.clone(), here.clone());
    jobs.spawn(of.supervise("previews", MOMENT, move || draw(job.clone())));
    if let Some(folder) = checkpoints {
        let (job, of) = (here.clone(), here.clone());
        jobs.spawn(
            of.supervise("checkpoints", LOOK_AT_HISTORY, move || keep_history(job.clone(), folder.clone())),
        );
    }
    let (job, of) = (here.clone(), here.clone());
    jobs.spawn(of.supervise("watch", MOMENT, move || watch(job.clone())));
    if service.has_replica() {
        let (job, of) = (here.clone(), here.clone());
        jobs.spawn(of.supervise("replica", MOMENT, move || follow(job.clone())));
    }
    let (hub, job) = (hub.clone(), here.clone());
    jobs.spawn(here.supervise("feed", MOMENT, move || {
        hub.clone().relay(Arc::clone(&job.service), look_at_feed, job.stopping.clone())
    }));
    jobs.close();
    jobs
}

/// What every job has.
#[derive(Clone)]
struct Working {
    service: Arc<Service>,
    rounds: Rounds,
    stopping: CancellationToken,
}

impl Working {
    /// A round has ended.
    fn ended(&self, job: Job) {
        self.rounds.ended(job, self.service.now());
    }
}

/// Files whose server went away before it looked at them.
const LOOK_FOR_FILES: Duration = Duration::from_secs(5);
/// Objects that no row knows: one look goes through all that is on its way.
const LOOK_FOR_LOST: Duration = Duration::from_hours(6);

async fn finish(working: Working) -> Result<(), Error> {
    let Working { service, stopping, .. } = &working;
    let mut lost = tokio::time::interval(LOOK_FOR_LOST);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return Ok(()),
            () = sleep(LOOK_FOR_FILES) => { service.finish_waiting_uploads().await?; }
            _ = lost.tick() => { service.sweep_lost_parts().await?; }
        }
        working.ended(Job::Files);
    }
}

/// Documents of which an officer wants small pictures.
const LOOK_FOR_PAPERS: Duration = Duration::from_secs(3);

async fn draw(working: Working) -> Result<(), Error> {
    let Working { service, stopping, .. } = &working;
    while !stopping.is_cancelled() {
        let drawn = service.draw_waiting_previews().await?;
        working.ended(Job::Previews);
        if drawn > 0 {
            continue;
        }
        tokio::select! {
            () = stopping.cancelled() => {}
            () = sleep(LOOK_FOR_PAPERS) => {}
        }
    }
    Ok(())
}

async fn send(working: Working) -> Result<(), Error> {
    let Working { service, stopping, .. } = &working;
    let mut woken = service.woken();
    while !stopping.is_cancelled() {
        // A message on its way is not broken off: the round ends first.
        let sent = service.send_due().await?;
        working.ended(Job::Messages);
        if sent > 0 {
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

async fn sweep(working: Working) -> Result<(), Error> {
    let Working { service, stopping, .. } = &working;
    loop {
        tokio::select! {
            () = stopping.cancelled() => return Ok(()),
            () = sleep(SWEEP) => service.sweep().await?,
        }
        working.ended(Job::Sweep);
    }
}

/// Tells other processes which jobs go on, and administrators what is not well.
async fn watch(working: Working) -> Result<(), Error> {
    let Working { service, rounds, stopping } = &working;
    while !stopping.is_cancelled() {
        // First, so that the time when no server ran is nobody's fault.
        service.note_rounds(&rounds.last()).await?;
        for told in service.alert().await? {
            let (subject, grade) = (told.point.subject.as_str(), told.point.grade.as_str());
            tracing::warn!(subject, grade, "administrators are told of the state of the machine");
        }
        working.ended(Job::Watch);
        tokio::select! {
            () = stopping.cancelled() => {}
            () = sleep(WATCH) => {}
        }
    }
    Ok(())
}

/// How old what the copy of the database answers may become, halved.
const LOOK_AT_REPLICA: Duration = Duration::from_secs(5);

/// Whether figures and lists are read from the copy of the database. Each server decides for itself.
async fn follow(working: Working) -> Result<(), Error> {
    let Working { service, stopping, .. } = &working;
    while !stopping.is_cancelled() {
        service.look_at_replica().await?;
        tokio::select! {
            () = stopping.cancelled() => {}
            () = sleep(LOOK_AT_REPLICA) => {}
        }
    }
    Ok(())
}

/// A checkpoint of the history each day, whoever of several servers comes first.
async fn keep_history(working: Working, folder: PathBuf) -> Result<(), Error> {
    let Working { service, stopping, .. } = &working;
    loop {
        match service.checkpoint_when_due(&folder).await {
            Ok(made) => {
                if let Some(lines) = made {
                    tracing::info!(lines, "a checkpoint of the history was made");
                }
                working.ended(Job::Checkpoints);
            }
            Err(error) => tracing::error!(%error, "no checkpoint of the history could be made"),
        }
        tokio::select! {
            () = stopping.cancelled() => return Ok(()),
            () = sleep(LOOK_AT_HISTORY) => {}
        }
    }
}

impl Working {
    /// Runs `job` until it ends by itself; starts it again when it fails or panics.
    async fn supervise<F, R>(self, name: &'static str, moment: Duration, job: F)
    where
        F: Fn() -> R,
        R: Future<Output = Result<(), Error>>,
    {
        supervise(name, moment, &self.rounds, self.stopping, job).await;
    }
}

async fn supervise<F, R>(
    name: &'static str,
    moment: Duration,
    rounds: &Rounds,
    stopping: CancellationToken,
    job: F,
) where
    F: Fn() -> R,
    R: Future<Output = Result<(), Error>>,
{
    loop {
        match AssertUnwindSafe(job()).catch_unwind().await {
            Ok(Ok(())) => return,
            Ok(Err(error)) => tracing::error!(job = name, %error, "a job failed and is started again"),
            Err(_) => tracing::error!(job = name, "a job panicked and is started again"),
        }
        rounds.restarted(name);
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
        let (starts, rounds) = (AtomicUsize::new(0), Rounds::default());
        supervise("test", Duration::from_millis(1), &rounds, CancellationToken::new(), || async {
            match starts.fetch_add(1, Ordering::SeqCst) {
                0 => Err(Error::Busy),
                1 => panic!("to be caught"),
                _ => Ok(()),
            }
        })
        .await;
        assert_eq!(starts.load(Ordering::SeqCst), 3);
        assert_eq!(rounds.restarts(), [("test", 2)]);
    }

    #[tokio::test]
    async fn nothing_is_started_again_while_stopping() {
        let stopping = CancellationToken::new();
        stopping.cancel();
        let starts = AtomicUsize::new(0);
        supervise("test", Duration::from_millis(1), &Rounds::default(), stopping, || async {
            starts.fetch_add(1, Ordering::SeqCst);
            Err(Error::Busy)
        })
        .await;
        assert_eq!(starts.load(Ordering::SeqCst), 1);
    }
}
