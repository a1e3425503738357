//! Answers given before a page can be drawn: refusals of the layers and plain failures.
//!
//! A page for a browser, JSON for an island. No style sheet, no script: these must work when nothing else does.

mod page;
mod words;

use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use domain::Language;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts};
use serde::Serialize;

use crate::{layer::RequestId, visitor};

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plain {
    /// 403: the request was made by another site's page.
    OtherSite,
    /// 403: not in this role.
    Forbidden,
    /// 401: nobody is signed in.
    SignInFirst,
    /// 404: not there, or not theirs.
    NotFound,
    /// 409: it changed meanwhile.
    Conflict,
    /// 413: more bytes than may be sent.
    TooLarge {
        /// How many were, if known.
        bytes: Option<u64>,
        /// How many may be.
        limit: u64,
    },
    /// 400: what came is not what the form sends.
    Malformed,
    /// 422: the file is not accepted.
    File(service::inspect::InspectError),
    /// 422: the slot is full.
    TooManyFiles {
        /// How many it takes.
        most: u8,
    },
    /// 429: too often.
    TooMany {
        /// Seconds to wait.
        seconds: u64,
    },
    /// 503: nothing was changed; try again.
    Busy,
    /// 500: our fault.
    Broken {
        /// To be given when asking about it.
        incident: Option<RequestId>,
    },
}

/// Who reads the answer: in which language, as page or as data, and where a way back leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    pub(crate) language: Language,
    pub(crate) wants_json: bool,
    /// A path of ours.
    pub(crate) back: Option<String>,
}

impl Reader {
    /// As the request says.
    pub fn of(request: &Request) -> Self {
        Self::from_headers(request.headers(), request.uri())
    }

    /// As the head of a request says.
    pub fn of_parts(parts: &Parts) -> Self {
        Self::from_headers(&parts.headers, &parts.uri)
    }

    fn from_headers(headers: &HeaderMap, uri: &Uri) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let accept = text(header::ACCEPT).unwrap_or_default();
        let host = text(header::HOST);
        let back = text(header::REFERER)
            .and_then(|referer| referer.parse::<Uri>().ok())
            .filter(|referer| referer.authority().map(http::uri::Authority::as_str) == host)
            .and_then(|referer| Some(referer.path_and_query()?.as_str().to_owned()));
        Self {
            language: visitor::chosen_language(headers, uri).unwrap_or_default(),
            wants_json: accept.contains("application/json") && !accept.contains("text/html"),
            back,
        }
    }
}

/// What an island reads.
#[derive(Serialize)]
struct Wire<'a> {
    code: &'static str,
    sentence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u64>,
}

impl Plain {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::OtherSite | Self::Forbidden => StatusCode::FORBIDDEN,
            Self::SignInFirst => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge { .. } | Self::File(service::inspect::InspectError::TooLarge { .. }) => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::File(_) | Self::TooManyFiles { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable name on the wire.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherSite => "other_site",
            Self::Forbidden => "forbidden",
            Self::SignInFirst => "sign_in_first",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::TooLarge { .. } => "too_large",
            Self::Malformed => "malformed",
            Self::File(error) => error.code(),
            Self::TooManyFiles { .. } => "too_many_files",
            Self::TooMany { .. } => "too_many",
            Self::Busy => "busy",
            Self::Broken { .. } => "internal",
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany { seconds } => Some((*seconds).max(1)),
            Self::Busy => Some(5),
            _ => None,
        }
    }

    /// The whole answer.
    pub fn answer(&self, reader: &Reader) -> Response {
        let sentence = words::sentence(self, reader.language);
        let mut response = if reader.wants_json {
            axum::Json(self.wire(&sentence)).into_response()
        } else {
            let page = page::draw(self, &sentence, reader);
            axum::response::Html(page).into_response()
        };
        *response.status_mut() = self.status();
        if let Some(seconds) = self.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    fn wire<'a>(&self, sentence: &'a str) -> Wire<'a> {
        use service::inspect::InspectError;
        let (bytes, limit) = match self {
            Self::TooLarge { bytes, limit } => (*bytes, Some(*limit)),
            Self::File(InspectError::TooLarge { bytes, limit }) => (Some(*bytes), Some(*limit)),
            Self::TooManyFiles { most } => (None, Some(u64::from(*most))),
            _ => (None, None),
        };
        let incident = match self {
            Self::Broken { incident } => incident.map(|id| id.to_string()),
            _ => None,
        };
        Wire { code: self.code(), sentence, incident, bytes, limit, retry_after: self.retry_after() }
    }
}

/// What a use case's refusal is over plain HTTP. Field by field it is the app's to tell; here only files and
/// streams are handled.
pub fn of_service(error: &service::Error, incident: Option<RequestId>) -> Plain {
    use domain::FieldError;
    use service::Error;
    match error {
        Error::SignInFirst => Plain::SignInFirst,
        Error::Forbidden | Error::NotHeld | Error::Contested => Plain::Forbidden,
        Error::NotFound => Plain::NotFound,
        Error::Conflict { .. } | Error::Refused(_) => Plain::Conflict,
        Error::TooMany { retry_after } => Plain::TooMany { seconds: retry_after.as_secs() },
        Error::File(error) => Plain::File(*error),
        Error::Fields(issues) => match issues.first().map(|issue| &issue.error) {
            Some(FieldError::TooManyDocuments { max }) => Plain::TooManyFiles { most: *max },
            _ => Plain::Malformed,
        },
        Error::Busy => Plain::Busy,
        Error::WrongCredentials | Error::Internal(_) => {
            tracing::error!(%error, "internal error");
            Plain::Broken { incident }
        }
    }
}

#[cfg(test)]
mod tests;
