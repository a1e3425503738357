//! Passwords: argon2id on a bounded number of blocking threads with a deadline, so that a flood of bad
//! sign-ins slows nobody else.
use crate::Error;
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// How long somebody waits for a free thread before being told that the portal is busy.
const QUEUE_DEADLINE: Duration = Duration::from_secs(4);

/// Hashes and checks passwords.
#[derive(Clone)]
pub(crate) struct Passwords {
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

impl Passwords {
    pub(crate) fn new(threads: usize) -> Result<Self, Error> {
        Ok(Self { permits: Arc::new(Semaphore::new(threads.max(1))), decoy: decoy()? })
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let permit = tokio::time::timeout(QUEUE_DEADLINE, Arc::clone(&self.permits).acquire_owned())
            .await
            .map_err(|_| Error::Busy)?
            .map_err(|_| Error::Busy)?;
        tokio::task::spawn_blocking(move || {
            let _held = permit;
            work()
        })
        .await
        .map_err(|_| Error::Internal("password thread".into()))
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
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

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
