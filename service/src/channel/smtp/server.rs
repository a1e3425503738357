//! Where the mail server is, how the way there is protected, and what its refusals mean.

use std::{error::Error as _, fmt, io, net::IpAddr, time::Duration};

use lettre::transport::smtp::{
    self,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, TlsParameters},
    extension::ClientId,
};
use percent_encoding::percent_decode_str;
use reqwest::Url;

use super::{FailureCode, SendError};

/// What is wrong with the settings; never repeats the password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmtpSettingsError {
    /// The address for letters that come back.
    #[error(
        "the address for letters that come back must be like pantul@contoh.go.id, with 15 signs at most before the @, and no +"
    )]
    Bounces,
    /// Not a URL, or one without a host.
    #[error("the mail server must be written as smtps://user:password@host or smtp://user:password@host")]
    Url,
    /// An unknown way of encryption.
    #[error("`tls` of the mail server may only be `none`, and only with smtp://")]
    Protection,
    /// Unencrypted mail to another machine.
    #[error("`tls=none` is allowed for a mail server on this machine only; use smtps:// or smtp://")]
    PlainAway,
    /// The sender is no mailbox.
    #[error("the sender must be written as `Name <address@host>` or `address@host`")]
    From,
    /// The system's certificates cannot be read.
    #[error("no certificates to trust were found on this machine (install ca-certificates)")]
    Certificates,
}

enum Protection {
    Implicit(TlsParameters),
    StartTls(TlsParameters),
    None,
}

pub(super) struct Server {
    host: String,
    port: u16,
    protection: Protection,
    credentials: Option<Credentials>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl Server {
    pub(super) fn parse(raw: &str) -> Result<Self, SmtpSettingsError> {
        let url = Url::parse(raw).map_err(|_| SmtpSettingsError::Url)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(SmtpSettingsError::Url)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let tls = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
        let (protection, port) = match (url.scheme(), tls.as_deref()) {
            ("smtps", None) => (Protection::Implicit(parameters(&host)?), 465),
            ("smtp", None) => (Protection::StartTls(parameters(&host)?), 587),
            ("smtp", Some("none")) if is_this_machine(&host) => (Protection::None, 25),
            ("smtp", Some("none")) => return Err(SmtpSettingsError::PlainAway),
            ("smtp" | "smtps", Some(_)) => return Err(SmtpSettingsError::Protection),
            _ => return Err(SmtpSettingsError::Url),
        };
        Ok(Self { port: url.port().unwrap_or(port), credentials: credentials(&url)?, host, protection })
    }

    /// Connects, encrypts and signs in. The caller bounds the whole by a time limit.
    pub(super) async fn connect(&self, timeout: Duration) -> Result<AsyncSmtpConnection, SendError> {
        let hello = ClientId::default();
        let implicit = match &self.protection {
            Protection::Implicit(parameters) => Some(parameters.clone()),
            Protection::StartTls(_) | Protection::None => None,
        };
        let place = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(place, Some(timeout), &hello, implicit, None)
                .await
                .map_err(|error| judge(&error))?;
        if let Protection::StartTls(parameters) = &self.protection {
            connection
                .starttls(parameters.clone(), &hello)
                .await
                .map_err(|_| SendError::Temporary(FailureCode::Tls))?;
        }
        if let Some(credentials) = &self.credentials {
            connection
                .auth(DEFAULT_MECHANISMS, credentials)
                .await
                .map_err(|_| SendError::Temporary(FailureCode::Credentials))?;
        }
        Ok(connection)
    }
}

fn parameters(host: &str) -> Result<TlsParameters, SmtpSettingsError> {
    TlsParameters::new_rustls(host.to_owned()).map_err(|_| SmtpSettingsError::Certificates)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn credentials(url: &Url) -> Result<Option<Credentials>, SmtpSettingsError> {
    let decode = |raw: &str| {
        percent_decode_str(raw).decode_utf8().map(String::from).map_err(|_| SmtpSettingsError::Url)
    };
    match url.password() {
        Some(password) => Ok(Some(Credentials::new(decode(url.username())?, decode(password)?))),
        None => Ok(None),
    }
}

/// What a refusal means for the letter. 530, 534, 535 and 538 are about us, not about it: the letter waits
/// until the office has mended its settings.
pub(super) fn judge(error: &smtp::Error) -> SendError {
    if let Some(code) = error.status().map(u16::from) {
        return match code {
            530 | 534 | 535 | 538 => SendError::Temporary(FailureCode::Credentials),
            _ if error.is_permanent() => SendError::Permanent(FailureCode::Smtp(code)),
            _ => SendError::Temporary(FailureCode::Smtp(code)),
        };
    }
    SendError::Temporary(if error.is_tls() {
        FailureCode::Tls
    } else if error.is_response() {
        FailureCode::Nonsense
    } else {
        broken_line(error)
    })
}

fn broken_line(error: &smtp::Error) -> FailureCode {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<io::Error>() {
            return match io.kind() {
                io::ErrorKind::TimedOut => FailureCode::TimedOut,
                // How rustls reports a handshake that went wrong.
                io::ErrorKind::InvalidData => FailureCode::Tls,
                _ => FailureCode::Unreachable,
            };
        }
        source = inner.source();
    }
    FailureCode::Unreachable
}
