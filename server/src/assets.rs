//! The files a browser fetches: style, scripts, WASM.
//!
//! Their names carry a hash of their content, so they may be kept for ever, and they lie beside their squeezed
//! twins, so nothing is compressed while somebody waits. A few must have a fixed address and are asked for
//! again each time.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use app::{Assets, CARRIED};
use axum::{Router, middleware, response::Response};
use http::{HeaderValue, header};
use tower_http::services::{ServeDir, ServeFile};

/// Begins the address of every hashed file.
const FOLDER: &str = "/aset";
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// Served under the root as well, when the build made them: browsers look for them there. A service worker
/// governs what lies below its own address; the module about photos is fetched by pages that have no byte to name it.
const AT_THE_ROOT: [&str; 5] = ["sw.js", "photo.js", "app.webmanifest", "favicon.ico", "robots.txt"];

/// What the build made.
#[derive(Debug, Clone)]
pub struct Built {
    folder: PathBuf,
    manifest: BTreeMap<String, String>,
    texts: BTreeMap<&'static str, String>,
}

/// Why there is nothing to serve.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    /// No list of files.
    #[error("{path} cannot be read ({source}); run `make assets`, or set KK_ASSETS_DIR to what it built")]
    Missing {
        /// Where it was looked for.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// No such list.
    #[error("{path} is no list of files ({source}); run `make assets` again")]
    Broken {
        /// Which file.
        path: String,
        /// What is wrong.
        source: serde_json::Error,
    },
}

impl Built {
    /// Reads `manifest.json` of `folder`.
    ///
    /// # Errors
    /// Says where it looked and what to do.
    pub fn read(folder: &Path) -> Result<Self, AssetsError> {
        let file = folder.join("manifest.json");
        let path = file.display().to_string();
        let text = match std::fs::read(&file) {
            Ok(text) => text,
            Err(source) => return Err(AssetsError::Missing { path, source }),
        };
        let manifest: BTreeMap<String, String> = match serde_json::from_slice(&text) {
            Ok(manifest) => manifest,
            Err(source) => return Err(AssetsError::Broken { path, source }),
        };
        let mut texts = BTreeMap::new();
        for name in CARRIED {
            let Some(address) = manifest.get(name) else { continue };
            let file = folder.join(address.trim_start_matches('/'));
            match std::fs::read_to_string(&file) {
                Ok(text) => texts.insert(name, text),
                Err(source) => {
                    return Err(AssetsError::Missing { path: file.display().to_string(), source });
                }
            };
        }
        Ok(Self { folder: folder.to_owned(), manifest, texts })
    }

    /// For the pages: logical names to addresses, and what they carry in themselves.
    pub fn for_pages(&self) -> Assets {
        Assets::new(self.manifest.clone(), self.texts.clone())
    }

    /// Serves them.
    pub fn router(&self) -> Router {
        let hashed = ServeDir::new(self.folder.join("aset"))
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        let hashed =
            Router::new().nest_service(FOLDER, hashed).layer(middleware::map_response(keep_for_ever));
        AT_THE_ROOT.iter().fold(hashed, |router, name| match self.manifest.get(*name) {
            Some(address) => {
                let file = self.folder.join(address.trim_start_matches('/'));
                let served = ServeFile::new(file).precompressed_br().precompressed_gzip();
                router.merge(
                    Router::new()
                        .route_service(&format!("/{name}"), served)
                        .layer(middleware::map_response(ask_again)),
                )
            }
            None => router,
        })
    }
}

/// What is missing today may be there after the next release.
async fn keep_for_ever(mut response: Response) -> Response {
    if response.status().is_success() || response.status() == http::StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(header::CACHE_CONTROL, FOR_EVER);
    }
    response
}

async fn ask_again(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, ASK_AGAIN);
    response
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use axum::body::Body;
    use http::{Request, StatusCode};
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;

    fn built() -> (tempfile::TempDir, Built) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("aset")).unwrap();
        for (name, content) in [
            ("manifest.json", r#"{"main.css":"/aset/main.1a2b.css","sw.js":"/aset/sw.9f.js"}"#),
            ("aset/main.1a2b.css", "body{}"),
            ("aset/main.1a2b.css.br", "(br)"),
            ("aset/citizen.77.wasm", "wasm"),
            ("aset/sw.9f.js", "self"),
        ] {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        let built = Built::read(folder.path()).unwrap();
        (folder, built)
    }

    async fn get(built: &Built, path: &str, encoding: &str) -> (StatusCode, http::HeaderMap, String) {
        let request =
            Request::get(path).header(header::ACCEPT_ENCODING, encoding).body(Body::empty()).unwrap();
        let response = built.router().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        (head.status, head.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn hashed_files_are_kept_for_ever_and_come_squeezed() {
        let (_folder, built) = built();
        assert_eq!(built.for_pages().url("main.css"), "/aset/main.1a2b.css");
        let (status, headers, body) = get(&built, "/aset/main.1a2b.css", "gzip, br").await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "(br)"));
        assert_eq!(headers[header::CONTENT_ENCODING], "br");
        assert_eq!(headers[header::CONTENT_TYPE], "text/css");
        assert_eq!(headers[header::CACHE_CONTROL], FOR_EVER);
        let (_, headers, body) = get(&built, "/aset/citizen.77.wasm", "").await;
        assert_eq!(
            (headers[header::CONTENT_TYPE].as_bytes(), body.as_str()),
            (&b"application/wasm"[..], "wasm")
        );
    }

    #[tokio::test]
    async fn what_is_missing_is_not_missing_for_ever() {
        let (_folder, built) = built();
        for path in ["/aset/gone.css", "/aset/", "/aset/../manifest.json", "/aset/%2e%2e/manifest.json"] {
            let (status, headers, _) = get(&built, path, "").await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
            assert!(!headers.contains_key(header::CACHE_CONTROL), "{path}");
        }
    }

    #[tokio::test]
    async fn the_service_worker_has_a_fixed_address_and_is_asked_for_again() {
        let (_folder, built) = built();
        let (status, headers, body) = get(&built, "/sw.js", "").await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "self"));
        assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
        assert_eq!(get(&built, "/robots.txt", "").await.0, StatusCode::NOT_FOUND);
    }

    #[test]
    fn pages_carry_only_what_they_show_at_once() {
        let (folder, built) = built();
        assert_eq!(built.for_pages().text("main.css").as_deref(), Some("body{}"));
        assert_eq!(built.for_pages().text("citizen.wasm"), None);
        std::fs::remove_file(folder.path().join("aset/main.1a2b.css")).unwrap();
        assert!(Built::read(folder.path()).unwrap_err().to_string().contains("main.1a2b.css"));
    }

    #[test]
    fn without_a_build_it_says_what_to_run() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Built::read(folder.path()).unwrap_err().to_string().contains("make assets"));
    }
}
