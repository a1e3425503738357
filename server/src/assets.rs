//! The files a browser fetches: style, scripts, WASM.
//!
//! Their names carry a hash of their content, so they may be kept for ever, and they lie beside their squeezed
//! twins, so nothing is compressed while somebody waits. A few must have a fixed address and are asked for
//! again each time. A release carries them in the program (`carried.rs`); a folder may take their place. Either way
//! they are read once, at the start, so that a folder that is replaced does not change what a running server gives out.
//! What a page of another release names lies with the service (`Service::keep_release`).

#[cfg(feature = "carried")]
mod carried;
mod given;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use app::{Assets, CARRIED};
use axum::Router;
use bytes::Bytes;
use service::Service;

/// Begins the address of every hashed file.
const FOLDER: &str = "/aset";
/// Names the rest.
const MANIFEST: &str = "manifest.json";
/// Served under the root as well, when the build made them: browsers look for them there. A service worker
/// governs what lies below its own address; the module about photos is fetched by pages that have no byte to name it.
const AT_THE_ROOT: [&str; 5] = ["sw.js", "photo.js", "app.webmanifest", "favicon.ico", "robots.txt"];

/// Content by name below the folder. What the program carries is never copied.
type Files = BTreeMap<String, Bytes>;

/// What the build made.
#[derive(Debug, Clone)]
pub struct Built {
    files: Arc<Files>,
    manifest: BTreeMap<String, String>,
    texts: BTreeMap<&'static str, String>,
}

/// Why there is nothing to serve.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    /// This program was built without them.
    #[error(
        "this program carries no files for the browser; run `make assets` and set KK_ASSETS_DIR to target/site"
    )]
    NotCarried,
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
    /// The list names what is not there.
    #[error("{name} is missing or no text, though {MANIFEST} names it; run `make assets` again")]
    NotThere {
        /// Which file.
        name: String,
    },
}

impl Built {
    /// Those of `folder`, or those that this program carries.
    ///
    /// # Errors
    /// Says where it looked and what to do.
    pub fn open(folder: Option<&Path>) -> Result<Self, AssetsError> {
        match folder {
            Some(folder) => Self::read(folder),
            None => carried(),
        }
    }

    /// Those of `folder`: its `manifest.json` and what lies in `aset`.
    ///
    /// # Errors
    /// Says where it looked and what to do.
    pub fn read(folder: &Path) -> Result<Self, AssetsError> {
        let read = |file: &Path| {
            std::fs::read(file)
                .map_err(|source| AssetsError::Missing { path: file.display().to_string(), source })
        };
        let file = folder.join(MANIFEST);
        let manifest = read(&file)?;
        let mut files = Files::new();
        // No folder is no file, as in a test that fetches none.
        for entry in std::fs::read_dir(folder.join("aset")).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_file()) {
                let name = entry.file_name().to_string_lossy().into_owned();
                files.insert(name, read(&entry.path())?.into());
            }
        }
        Self::of(&file.display().to_string(), &manifest, files)
    }

    fn of(path: &str, manifest: &[u8], files: Files) -> Result<Self, AssetsError> {
        let manifest: BTreeMap<String, String> = serde_json::from_slice(manifest)
            .map_err(|source| AssetsError::Broken { path: path.to_owned(), source })?;
        let mut texts = BTreeMap::new();
        for name in CARRIED {
            let Some(address) = manifest.get(name) else { continue };
            let text = files.get(in_folder(address)).and_then(|file| str::from_utf8(file).ok());
            let Some(text) = text else { return Err(AssetsError::NotThere { name: address.clone() }) };
            texts.insert(name, text.to_owned());
        }
        Ok(Self { files: Arc::new(files), manifest, texts })
    }

    /// For the pages: logical names to addresses, and what they carry in themselves.
    pub fn for_pages(&self) -> Assets {
        Assets::new(self.manifest.clone(), self.texts.clone())
    }

    /// Each by its name, for [`Service::keep_release`].
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, content)| (name.as_str(), &**content))
    }

    /// Serves them.
    pub fn router(&self, service: &Arc<Service>) -> Router {
        let hashed = given::hashed(FOLDER, Arc::clone(&self.files), Arc::clone(service));
        AT_THE_ROOT.iter().fold(hashed, |router, name| match self.manifest.get(*name) {
            Some(address) => {
                router.merge(given::at_the_root(name, in_folder(address), Arc::clone(&self.files)))
            }
            None => router,
        })
    }
}

fn in_folder(address: &str) -> &str {
    address.strip_prefix(FOLDER).unwrap_or(address).trim_start_matches('/')
}

#[cfg(feature = "carried")]
fn carried() -> Result<Built, AssetsError> {
    carried::built()
}

#[cfg(not(feature = "carried"))]
fn carried() -> Result<Built, AssetsError> {
    Err(AssetsError::NotCarried)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use axum::body::Body;
    use http::{HeaderMap, Request, StatusCode, header};
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;

    async fn service() -> Arc<Service> {
        crate::testing::Installation::new().await.service
    }

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

    async fn get(built: &Built, path: &str, encoding: &str) -> (StatusCode, HeaderMap, String) {
        let request =
            Request::get(path).header(header::ACCEPT_ENCODING, encoding).body(Body::empty()).unwrap();
        let response = built.router(&service().await).oneshot(request).await.unwrap();
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
        assert_eq!(headers[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
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

    #[tokio::test]
    async fn who_has_a_file_is_not_sent_it_again() {
        let (_folder, built) = built();
        let (_, headers, _) = get(&built, "/sw.js", "").await;
        let tag = headers[header::ETAG].clone();
        let request = Request::get("/sw.js").header(header::IF_NONE_MATCH, &tag).body(Body::empty()).unwrap();
        let response = built.router(&service().await).oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(response.headers()[header::ETAG], tag);
        assert!(response.into_body().collect().await.unwrap().to_bytes().is_empty());
        let request =
            Request::get("/sw.js").header(header::IF_NONE_MATCH, "\"older\"").body(Body::empty()).unwrap();
        assert_eq!(built.router(&service().await).oneshot(request).await.unwrap().status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn each_browser_gets_a_form_it_understands() {
        let (_folder, built) = built();
        for (accepts, body) in [
            ("br", "(br)"),
            ("BR;q=0.1, gzip", "(br)"),
            ("*", "(br)"),
            ("gzip", "body{}"),
            ("br;q=0", "body{}"),
            ("br; q=0.000, identity", "body{}"),
            ("bright", "body{}"),
        ] {
            let (_, headers, got) = get(&built, "/aset/main.1a2b.css", accepts).await;
            assert_eq!(got, body, "{accepts}");
            assert_eq!(headers[header::VARY], "accept-encoding");
        }
    }

    #[tokio::test]
    async fn what_was_read_at_the_start_stays_whatever_happens_to_the_folder() {
        let (folder, built) = built();
        drop(folder);
        assert_eq!(get(&built, "/aset/main.1a2b.css", "").await.2, "body{}");
    }

    #[tokio::test]
    async fn a_page_of_another_release_finds_what_it_names() {
        let (_folder, old) = built();
        let service = service().await;
        assert_eq!(service.keep_release(old.files()).await.unwrap(), 4);
        assert_eq!(service.keep_release(old.files()).await.unwrap(), 0, "once");
        let new = Built { files: Arc::default(), manifest: BTreeMap::new(), texts: BTreeMap::new() };
        let get = async |name: &str, encoding: &str| {
            let request = Request::get(format!("/aset/{name}")).header(header::ACCEPT_ENCODING, encoding);
            let routes = new.router(&service);
            let response = routes.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            let (head, body) = response.into_parts();
            (head.status, head.headers, body.collect().await.unwrap().to_bytes())
        };
        let (status, headers, body) = get("main.1a2b.css", "br").await;
        assert_eq!((status, &body[..]), (StatusCode::OK, &b"(br)"[..]));
        assert_eq!(
            (&headers[header::CONTENT_ENCODING], &headers[header::CONTENT_TYPE]),
            (&"br".parse().unwrap(), &"text/css; charset=utf-8".parse().unwrap())
        );
        assert_eq!(&get("main.1a2b.css", "").await.2[..], b"body{}");
        for wrong in ["main.9.css", "..%2f..%2fkeys.json", "%00", "a%2fb"] {
            assert_eq!(get(wrong, "br").await.0, StatusCode::NOT_FOUND, "{wrong}");
        }
    }

    #[cfg(not(feature = "carried"))]
    #[test]
    fn a_program_without_files_says_what_to_do() {
        assert!(Built::open(None).unwrap_err().to_string().contains("KK_ASSETS_DIR"));
    }

    #[cfg(feature = "carried")]
    #[test]
    fn a_program_that_carries_files_needs_no_folder() {
        assert!(Built::open(None).unwrap().for_pages().text("main.css").is_some());
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
