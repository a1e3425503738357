//! Every route of the real router, read out of it: whoever adds one says here or in the tables beside it who may, and
//! none that changes something listens to another site.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use uuid::Uuid;

use super::{
    functions, pages,
    world::{Who, World},
};

/// What changes nothing, whoever asks.
const SAFE: [&str; 3] = ["get", "head", "options"];

/// A route that takes files.
struct Taking {
    path: &'static str,
    /// Its address about the family's affairs.
    address: fn(&World) -> String,
    /// From whom.
    may: fn(Who) -> bool,
    /// Whether something changes when they send a photo as the plain form does.
    acts: bool,
}

fn nobody(_: Who) -> bool {
    false
}

fn owner(who: Who) -> bool {
    who == Who::Owner
}

/// Whoever works on the request of this world, and its owner.
fn concerned(who: Who) -> bool {
    who.may_see()
}

/// All of them.
const TAKING: &[Taking] = &[
    Taking {
        path: "/unggah/{draft}/{slot}",
        address: |world| format!("/unggah/{}/ktp_el", world.draft),
        may: owner,
        acts: true,
    },
    Taking {
        path: "/unggah/pesan/{id}",
        address: |world| format!("/unggah/pesan/{}", world.request),
        may: concerned,
        acts: true,
    },
    Taking {
        path: "/unggah/tanya",
        address: |_| "/unggah/tanya".into(),
        may: |who| functions::May::Citizens.allows(who),
        acts: false,
    },
    Taking {
        path: "/unggah/tanya/{number}",
        address: |world| format!("/unggah/tanya/{}", world.ticket),
        may: owner,
        acts: true,
    },
    // A request in review has no result yet.
    Taking {
        path: "/unggah/hasil/{number}",
        address: |world| format!("/unggah/hasil/{}", world.number),
        may: |who| functions::May::Desk.allows(who),
        acts: false,
    },
    // Only a phone that has taken a code: server/tests/http/scanner.rs.
    Taking { path: "/pindai/unggah", address: |_| "/pindai/unggah".into(), may: nobody, acts: false },
    Taking { path: "/pindai/berkas", address: |_| "/pindai/berkas".into(), may: nobody, acts: false },
];

/// Files of the house: server/src/assets.
const FILES: &str = "/aset/{name}";
/// By the protocol of `tus`: `a_file_on_its_way_is_its_senders_alone`.
const BY_TUS: &str = "/unggah";

/// Path and methods of everything that a router serves. `axum` tells them by `Debug` only; should it write them in another
/// way one day, nothing is found here and the tests below fail.
pub fn served(router: &axum::Router) -> BTreeMap<String, BTreeSet<String>> {
    let written = format!("{router:?}");
    let (routes, rest) = written.split_once("node: Node { paths: {").unwrap();
    let (paths, _) = rest.split_once('}').map_or((rest, ""), |_| rest.split_once("\"} }").unwrap());
    let paths: BTreeMap<&str, &str> = paths
        .split("RouteId(")
        .filter_map(|one| {
            let (id, path) = one.split_once("): \"")?;
            Some((id, path.trim_end_matches(", ").trim_end_matches('"')))
        })
        .collect();
    let mut found = BTreeMap::new();
    for one in routes.split("RouteId(").skip(1) {
        let (id, route) = one.split_once("): ").unwrap();
        let path = paths.get(id).unwrap_or_else(|| panic!("route {id} has no path"));
        let methods = ["get", "head", "delete", "options", "patch", "post", "put", "trace", "connect"];
        let known = route.starts_with("MethodRouter(");
        let has = |method: &&str| !known || !route.contains(&format!(" {method}: None"));
        found.insert(
            (*path).to_owned(),
            methods.iter().filter(|method| has(method)).map(|method| (*method).to_owned()).collect(),
        );
    }
    found
}

/// `/kk/anggota/:member` as routers have it.
fn braces(path: &str) -> String {
    let parts = path
        .split('/')
        .map(|part| part.strip_prefix(':').map_or_else(|| part.to_owned(), |name| format!("{{{name}}}")));
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_route_has_its_rule() {
    let world = World::new().await;
    let there = served(&world.routes);
    let mut known: BTreeSet<String> = pages::ALL.iter().map(|page| braces(page.path)).collect();
    known.extend(functions::ALL.iter().map(|function| function.path.to_owned()));
    known.extend(TAKING.iter().map(|route| route.path.to_owned()));
    known.extend([FILES, BY_TUS].map(str::to_owned));
    let missing: Vec<_> = there.iter().filter(|(path, _)| !known.contains(*path)).collect();
    let gone: Vec<_> = known.iter().filter(|path| !there.contains_key(*path)).collect();
    assert!(missing.is_empty(), "say in strangers/pages.rs, functions.rs or TAKING who may: {missing:#?}");
    assert!(gone.is_empty(), "these are no more: {gone:?}");
    assert!(there.len() > 200, "{}", there.len());
}

/// Names and values.
type Heads<'a> = &'a [(&'a str, &'a str)];

/// How a browser says that another site asks, or nobody knows who.
const OTHERS: [(&str, Heads); 6] = [
    ("cross-site", &[("sec-fetch-site", "cross-site"), ("origin", "https://jahat.contoh.test")]),
    ("same-site", &[("sec-fetch-site", "same-site"), ("origin", "https://lain.contoh.go.id")]),
    ("null origin", &[("origin", "null")]),
    ("another origin", &[("origin", "https://kk.contoh.go.id.jahat.test")]),
    ("another page", &[("referer", "https://jahat.contoh.test/kk.contoh.go.id")]),
    ("nothing", &[]),
];

#[tokio::test]
async fn no_route_changes_anything_for_another_site() {
    let world = World::new().await;
    let before = world.rows().await;
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for (path, methods) in served(&world.routes) {
        let address = path
            .split('/')
            .map(|part| if part.starts_with('{') { world.draft.to_string() } else { part.to_owned() });
        let address = address.collect::<Vec<_>>().join("/");
        for method in methods.iter().filter(|method| !SAFE.contains(&method.as_str())) {
            for (who, heads) in OTHERS {
                let mut request = Request::builder()
                    .method(method.to_uppercase().as_str())
                    .uri(&address)
                    .header(header::HOST, "kk.contoh.go.id")
                    .header(header::COOKIE, world.browser(Who::Owner).cookies())
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                for (name, value) in heads {
                    request = request.header(*name, *value);
                }
                let body = format!("id={0}&draft={0}&number={1}&statement=true", world.draft, world.number);
                let response =
                    world.routes.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
                asked += 1;
                let status = response.status();
                let text = response.into_body().collect().await.unwrap().to_bytes();
                let said = String::from_utf8_lossy(&text).contains("tidak berasal dari halaman kami");
                if status != StatusCode::FORBIDDEN || !said {
                    wrong.push(format!("{method} {path} for {who}: {status}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(asked > 600, "{asked}");
    let after = world.rows().await;
    assert_eq!(after, before);
}

#[tokio::test]
async fn files_are_taken_from_whom_they_concern_only() {
    let world = World::new().await;
    let mut complaints = Vec::new();
    for route in TAKING {
        let address = (route.address)(&world);
        for who in Who::ALL {
            let before = world.rows().await;
            let mut browser = world.browser(who);
            let (end, answer) = browser.upload(&address, "a.jpg", &crate::support::picture()).await;
            let changed = world.rows().await != before;
            if answer.status.is_server_error() {
                complaints.push(format!("{address} as {who:?}: {}", answer.status));
            }
            if (route.may)(who) {
                if changed != route.acts {
                    complaints
                        .push(format!("{address} as {who:?} changed: {changed} {end} {}", answer.status));
                }
                continue;
            }
            let refused = super::is_refusal(answer.status)
                || end == "/masuk"
                || answer.status == StatusCode::BAD_REQUEST;
            let betrayed = if who.may_see() { Vec::new() } else { world.betrayed(&address, &answer.text) };
            if changed || !refused || !betrayed.is_empty() {
                complaints.push(format!(
                    "{address} as {who:?}: {} {end} changed: {changed} {betrayed:?}",
                    answer.status
                ));
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[tokio::test]
async fn a_file_on_its_way_is_its_senders_alone() {
    let world = World::new().await;
    let metadata = |draft: Uuid| {
        let pairs =
            [("draft", draft.to_string()), ("slot", "ktp_el".to_owned()), ("filename", "a.jpg".to_owned())];
        let pairs = pairs.map(|(name, value)| format!("{name} {}", STANDARD.encode(value)));
        format!("{},key {}", pairs.join(","), STANDARD.encode(Uuid::now_v7().to_string()))
    };
    let going = format!("/unggah/{}", world.upload);
    let stream = "application/offset+octet-stream";
    let begin = metadata(world.draft);
    let asked: [(&str, &str, Heads); 5] = [
        ("POST", "/unggah", &[("upload-length", "3"), ("upload-metadata", &begin)]),
        ("HEAD", &going, &[]),
        ("GET", &going, &[]),
        ("PATCH", &going, &[("upload-offset", "0"), ("content-type", stream)]),
        ("DELETE", &going, &[]),
    ];
    let mut complaints = Vec::new();
    for who in Who::ALL {
        for (method, path, heads) in &asked {
            let before = world.rows().await;
            let mut request = Request::builder()
                .method(*method)
                .uri(*path)
                .header(header::HOST, "kk.contoh.go.id")
                .header(header::COOKIE, world.browser(who).cookies())
                .header("sec-fetch-site", "same-origin")
                .header("tus-resumable", "1.0.0");
            for (name, value) in *heads {
                request = request.header(*name, *value);
            }
            let body = if *method == "PATCH" { "a" } else { "" };
            let response =
                world.routes.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
            let status = response.status();
            let changed = world.rows().await != before;
            let right =
                if who == Who::Owner { status.is_success() } else { super::is_refusal(status) && !changed };
            if !right {
                complaints.push(format!("{method} {path} as {who:?}: {status}, changed: {changed}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}
