//! Answers given where no page can be drawn: refusals of the layers, of uploads and documents, and failures.
//!
//! A page for a browser, the wire's JSON for an island. No style sheet, no script: these must work when
//! nothing else does.

mod page;

pub(crate) use page::escape;

use app::{
    api::status_of,
    routes,
    text::{pick, problem, sentence},
    wire::AppError,
};
use axum::{
    extract::Request,
    response::{Html, IntoResponse, Response},
};
use domain::Language;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header, uri::Authority};

use crate::{layer::RequestId, visitor};

/// Who reads the answer: in which language, as page or as data, and where a way back leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reader {
    /// In which language.
    pub language: Language,
    /// An island, not a browser.
    pub wants_json: bool,
    /// A path of ours.
    pub back: Option<String>,
    /// The number of the request, by which it is found in the log.
    pub incident: String,
}

impl Reader {
    /// As the request says.
    pub fn of(request: &Request) -> Self {
        let incident = request.extensions().get::<RequestId>().map(RequestId::incident).unwrap_or_default();
        Self { incident, ..Self::of_head(request.headers(), request.uri()) }
    }

    /// As the head of a request says.
    pub fn of_head(headers: &HeaderMap, uri: &Uri) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let accept = text(header::ACCEPT).unwrap_or_default();
        let host = text(header::HOST);
        let back = text(header::REFERER)
            .and_then(|referer| referer.parse::<Uri>().ok())
            .filter(|referer| host.is_some() && referer.authority().map(Authority::as_str) == host)
            .and_then(|referer| Some(referer.path_and_query()?.as_str().to_owned()))
            // `//other.site/` has our host too, and leads to another.
            .filter(|back| routes::safe_next(back) == back);
        Self {
            language: visitor::chosen_language(headers, uri).unwrap_or_default(),
            wants_json: accept.contains("application/json") && !accept.contains("text/html"),
            back,
            incident: String::new(),
        }
    }
}

/// The whole answer to a refusal.
pub fn refuse(error: &AppError, reader: &Reader) -> Response {
    let sentence = match error {
        AppError::Fields { issues } if issues.len() == 1 => sentence(&issues[0].error, reader.language),
        other => problem(other, reader.language),
    };
    let status = match error {
        AppError::File { reason, .. } if reason == TOO_LARGE => StatusCode::PAYLOAD_TOO_LARGE,
        other => status_of(other),
    };
    let mut response = respond(status, error, &sentence, reader);
    let wait = match error {
        AppError::TooMany { seconds } => Some((*seconds).max(1)),
        AppError::Busy => Some(5),
        _ => None,
    };
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The code of a file, or a form, over its limit.
const TOO_LARGE: &str = "too_large";

/// More was sent than may be. `bytes` is what is known of it.
pub fn too_large(bytes: u64, limit: u64, reader: &Reader) -> Response {
    refuse(&AppError::File { reason: TOO_LARGE.to_owned(), bytes, limit }, reader)
}

/// The request was made by a page of another site.
pub fn other_site(reader: &Reader) -> Response {
    tracing::info!(target: service::SECURITY, event = "other_site", outcome = "refused");
    let sentence = pick(
        reader.language,
        "Permintaan ini tidak berasal dari halaman kami. Buka halaman ini dari alamat portal, lalu ulangi.",
        "This request was not made by one of our pages. Open the page from the portal's address and try again.",
    );
    respond(StatusCode::FORBIDDEN, &AppError::Forbidden, sentence, reader)
}

fn respond(status: StatusCode, error: &AppError, sentence: &str, reader: &Reader) -> Response {
    if reader.wants_json {
        return (status, axum::Json(error)).into_response();
    }
    let incident = match error {
        AppError::Internal { incident } => incident,
        _ => &reader.incident,
    };
    (status, Html(page::draw(sentence, incident, reader))).into_response()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn reader(headers: &[(&str, &str)]) -> Reader {
        let request =
            headers.iter().fold(http::Request::builder().uri("/unggah/1/x"), |request, (name, value)| {
                request.header(*name, *value)
            });
        Reader::of(&request.body(axum::body::Body::empty()).unwrap())
    }

    #[test]
    fn a_way_back_never_leads_to_another_site() {
        let back = |referer: &str| reader(&[("host", "kk.contoh.go.id"), ("referer", referer)]).back;
        assert_eq!(back("https://kk.contoh.go.id/permohonan/1?a=b").as_deref(), Some("/permohonan/1?a=b"));
        assert_eq!(back("https://jahat.example/permohonan/1"), None);
        assert_eq!(back("javascript:alert(1)"), None);
        assert_eq!(back("https://kk.contoh.go.id//jahat.example/a"), None);
        assert_eq!(reader(&[("referer", "/permohonan")]).back, None);
    }

    #[test]
    fn islands_get_codes_and_browsers_get_sentences() {
        let island = reader(&[("accept", "application/json")]);
        let browser = reader(&[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]);
        let type_of = |reader: &Reader| too_large(30, 20, reader).headers()[header::CONTENT_TYPE].clone();
        assert_eq!(type_of(&island), "application/json");
        assert_eq!(type_of(&browser), "text/html; charset=utf-8");
    }

    #[test]
    fn waiting_times_are_told_to_programs_too() {
        let response = refuse(&AppError::TooMany { seconds: 90 }, &Reader::default());
        assert_eq!(
            (response.status(), &response.headers()[header::RETRY_AFTER]),
            (StatusCode::TOO_MANY_REQUESTS, &HeaderValue::from(90))
        );
    }

    #[tokio::test]
    async fn every_failure_carries_a_number_and_the_way_to_help_that_leads_back() {
        let reader =
            Reader { back: Some("/permohonan".into()), incident: "AB12CD34".into(), ..Reader::default() };
        let body = refuse(&AppError::Busy, &reader).into_body();
        let page = String::from_utf8(axum::body::to_bytes(body, 10_000).await.unwrap().to_vec()).unwrap();
        assert!(
            page.contains("AB12CD34") && page.contains("/bantuan?dari=/permohonan&amp;galat=AB12CD34"),
            "{page}"
        );
        let own = AppError::Internal { incident: "FFFF0000".into() };
        let body = refuse(&own, &reader).into_body();
        let page = String::from_utf8(axum::body::to_bytes(body, 10_000).await.unwrap().to_vec()).unwrap();
        assert!(page.contains("FFFF0000") && !page.contains("AB12CD34"), "{page}");
    }

    #[test]
    fn what_was_asked_for_never_becomes_markup() {
        let reader = Reader { back: Some("/x\"><script>".to_owned()), ..Reader::default() };
        let page = page::draw("<u>", "<i>", &reader);
        assert!(!page.contains("<script>") && !page.contains("<u>") && !page.contains("<i>"));
    }
}
