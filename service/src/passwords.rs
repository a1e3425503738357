//! Passwords: argon2id on threads of its own, with a deadline. They give way to whatever else the server does, so that
//! a flood of bad sign-ins slows no page.
use crate::Error;
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, OnceLock, PoisonError, mpsc},
    thread,
    time::Duration,
};
use tokio::sync::{Semaphore, oneshot};
use zeroize::Zeroizing;

/// How long somebody waits for a free thread before being told that the portal is busy.
const QUEUE_DEADLINE: Duration = Duration::from_secs(4);

/// How nice the threads are: where others want the whole processor, a tenth of it is left to them. With
/// 5, a quarter, a page that came in the middle of a hash took up to twice as long as without.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

type Work = Box<dyn FnOnce() + Send>;

/// Hashes and checks passwords.
#[derive(Clone)]
pub(crate) struct Passwords {
    /// The threads end with the last of these.
    threads: mpsc::Sender<Work>,
    permits: Arc<Semaphore>,
    /// A hash of nobody's password: checked when there is no account, so that both take as long.
    decoy: Arc<str>,
}

/// m = 19 MiB, t = 2, p = 1: the OWASP recommendation.
fn argon2() -> Result<Argon2<'static>, Error> {
    let params =
        Params::new(19 * 1024, 2, 1, None).map_err(|_| Error::Internal("argon2 parameters".into()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &[u8]) -> Result<String, Error> {
    argon2()?
        .hash_password_with_salt(password, &super::keys::fresh_secret()[..16])
        .map(|hash| hash.to_string())
        .map_err(|_| Error::Internal("argon2 hash".into()))
}

/// Made once a process.
fn decoy() -> Result<Arc<str>, Error> {
    static MADE: OnceLock<Arc<str>> = OnceLock::new();
    if let Some(made) = MADE.get() {
        return Ok(Arc::clone(made));
    }
    let made = hash_now(&super::keys::fresh_secret()[..])?;
    Ok(Arc::clone(MADE.get_or_init(|| made.into())))
}

/// What one of the threads does.
fn work_off(works: &Mutex<mpsc::Receiver<Work>>) {
    // Of this thread alone. Where it is not allowed, it works like any other.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, NICE);
    let next = || works.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok(work) = next() {
        // Whoever waits hears that it was not done.
        let _ = catch_unwind(AssertUnwindSafe(work));
    }
}

fn start(threads: usize) -> Result<mpsc::Sender<Work>, Error> {
    let (sender, works) = mpsc::channel();
    let works = Arc::new(Mutex::new(works));
    for _ in 0..threads {
        let works = Arc::clone(&works);
        thread::Builder::new()
            .name("passwords".to_owned())
            .spawn(move || work_off(&works))
            .map_err(|_| Error::Internal("password threads".into()))?;
    }
    Ok(sender)
}

impl Passwords {
    pub(crate) fn new(threads: usize) -> Result<Self, Error> {
        let threads = threads.max(1);
        Ok(Self { threads: start(threads)?, permits: Arc::new(Semaphore::new(threads)), decoy: decoy()? })
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let permit = tokio::time::timeout(QUEUE_DEADLINE, Arc::clone(&self.permits).acquire_owned())
            .await
            .map_err(|_| Error::Busy)?
            .map_err(|_| Error::Busy)?;
        let (done, outcome) = oneshot::channel();
        let work = move || {
            let _held = permit;
            // Nobody may be waiting any more.
            let _ = done.send(work());
        };
        let gone = || Error::Internal("password thread".into());
        self.threads.send(Box::new(work)).map_err(|_| gone())?;
        outcome.await.map_err(|_| gone())
    }

    /// The PHC string of a new password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Error> {
        let password = Zeroizing::new(password.to_owned());
        self.run(move || hash_now(password.as_bytes())).await?
    }

    /// Whether `password` matches `stored`; without a stored hash it takes as long and answers no.
    pub(crate) async fn matches(&self, password: &str, stored: Option<String>) -> Result<bool, Error> {
        let password = Zeroizing::new(password.to_owned());
        let known = stored.is_some();
        let hash = stored.unwrap_or_else(|| self.decoy.to_string());
        let fits = self
            .run(move || {
                let Ok(hash) = PasswordHash::new(&hash) else { return false };
                argon2().is_ok_and(|argon| argon.verify_password(password.as_bytes(), &hash).is_ok())
            })
            .await?;
        Ok(known && fits)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
    use super::*;

    #[tokio::test]
    async fn a_thread_that_fails_at_one_password_does_the_next() {
        let pool = Passwords::new(1).unwrap();
        let failed = pool.run(|| panic!("planted")).await;
        assert!(matches!(failed, Err::<(), _>(Error::Internal(_))));
        assert_eq!(pool.run(|| 7).await.unwrap(), 7);
    }

    /// Others come first, and only at hashing.
    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn only_the_threads_that_hash_give_way() {
        let pool = Passwords::new(1).unwrap();
        let nice = || rustix::process::getpriority_process(None).unwrap();
        let before = nice();
        assert_eq!(pool.run(nice).await.unwrap(), Ord::max(before, NICE));
        assert_eq!(nice(), before);
    }

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only_and_nobody_has_no_password() {
        let pool = Passwords::new(1).unwrap();
        let hash = pool.hash("perahu kayu biru 7").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(pool.matches("perahu kayu biru 7", Some(hash.clone())).await.unwrap());
        assert!(!pool.matches("perahu kayu biru 8", Some(hash)).await.unwrap());
        assert!(!pool.matches("perahu kayu biru 7", None).await.unwrap());
    }
}
