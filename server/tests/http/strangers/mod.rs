//! Nobody reaches anything of anybody else: every server function and every page, asked by everybody.

mod functions;
mod pages;
mod routes;
mod world;

use std::collections::BTreeSet;

use crate::support::{Answer, Browser};
use domain::Role;
use http::StatusCode;

use self::{
    functions::{Function, Kind},
    world::{Who, World},
};

async fn ask(browser: &mut Browser, function: &Function, world: &World) -> Answer {
    let body = (function.body)(world);
    match function.kind {
        Kind::Form => browser.post(function.path, &body).await,
        Kind::Json => browser.post_json(function.path, &body).await,
        Kind::Query => browser.get(&format!("{}?{body}", function.path)).await,
    }
}

fn is_refusal(status: StatusCode) -> bool {
    matches!(status.as_u16(), 401 | 403 | 404 | 409 | 422)
}

/// What is wrong with an answer to somebody who may not: nothing, if it is a refusal, or leads to one, or to
/// a page with nothing of the family's.
async fn complaint(
    world: &World,
    who: Who,
    browser: &mut Browser,
    asked: &str,
    answer: &Answer,
) -> Option<String> {
    if answer.status.is_server_error() {
        return Some(format!("failed: {}", answer.status));
    }
    let betrayed = |text: &str| if who.may_see() { Vec::new() } else { world.betrayed(asked, text) };
    let betrays = betrayed(&answer.text);
    if !betrays.is_empty() {
        return Some(format!("betrays {betrays:?}"));
    }
    match &answer.location {
        // How Leptos tells a browser the code that an island would have got.
        Some(place) if place.contains("__err=") => None,
        Some(place) if who == Who::Stranger => {
            (place != "/masuk").then(|| format!("a stranger is led to {place}"))
        }
        Some(place) => {
            let (end, page) = browser.visit(place).await;
            let betrays = betrayed(&page.text);
            (page.status.is_server_error() || !betrays.is_empty())
                .then(|| format!("leads to {end}: {} {betrays:?}", page.status))
        }
        None => (!is_refusal(answer.status)).then(|| format!("{} {}", answer.status, answer.text)),
    }
}

#[tokio::test]
async fn every_server_function_is_classified() {
    // The functions are there because the routes are.
    let world = World::new().await;
    drop(world);
    let there: BTreeSet<_> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    let known: BTreeSet<_> = functions::ALL.iter().map(|function| function.path).collect();
    let missing: Vec<_> = there.difference(&known).collect();
    let gone: Vec<_> = known.difference(&there).collect();
    assert!(missing.is_empty(), "say in strangers/functions.rs who may: {missing:?}");
    assert!(gone.is_empty(), "these are no more: {gone:?}");
}

#[tokio::test]
async fn who_may_not_changes_nothing_and_learns_nothing() {
    let world = World::new().await;
    let mut complaints = Vec::new();
    let mut asked = 0;
    let before = world.rows().await;
    for function in functions::ALL {
        for who in Who::ALL.into_iter().filter(|who| !function.may.allows(*who)) {
            for island in [false, true] {
                let mut browser = world.browser(who);
                if island {
                    browser = browser.of_an_island();
                }
                let answer = ask(&mut browser, function, &world).await;
                asked += 1;
                let body = (function.body)(&world);
                if let Some(wrong) = complaint(&world, who, &mut browser, &body, &answer).await {
                    complaints.push(format!("{} as {who:?}: {wrong}", function.path));
                }
                let after = world.rows().await;
                if after != before {
                    let changed: Vec<_> = after.symmetric_difference(&before).collect();
                    complaints.push(format!("{} as {who:?} changed {changed:?}", function.path));
                    assert!(complaints.is_empty(), "{complaints:#?}");
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
    assert!(asked > 200, "{asked}");
}

#[tokio::test]
async fn every_act_of_administration_wants_the_password_again() {
    let world = World::new().await;
    let acts: BTreeSet<_> = app::api::confirm::ACTS.iter().map(|(act, _)| *act).collect();
    let known: BTreeSet<_> = functions::ALL
        .iter()
        .filter(|function| function.may == functions::May::Administrators)
        .map(|function| function.path)
        .collect();
    assert_eq!(acts, known, "declare it in app/src/api/confirm.rs: ACTS");
    let before = world.rows().await;
    for function in functions::ALL.iter().filter(|function| acts.contains(function.path)) {
        let mut browser = world.unconfirmed().await;
        let answer = ask(&mut browser, function, &world).await;
        assert_eq!(answer.location.as_deref(), Some("/petugas/konfirmasi"), "{}", function.path);
        assert_eq!(world.rows().await, before, "{}", function.path);
    }
}

#[tokio::test]
async fn who_may_is_let_in_and_sees_nothing_of_others() {
    let world = World::new().await;
    let mut complaints = Vec::new();
    for function in functions::ALL {
        for who in Who::ALL.into_iter().filter(|who| function.may.allows(*who)) {
            let before = world.rows().await;
            let mut browser = world.browser(who);
            let answer = ask(&mut browser, function, &world).await;
            let changed = world.rows().await != before;
            let mut wrong = Vec::new();
            if answer.status.is_server_error() {
                wrong.push(format!("failed: {}", answer.status));
            }
            let betrays = world.betrayed(&(function.body)(&world), &answer.text);
            if !who.may_see() && !betrays.is_empty() {
                wrong.push(format!("betrays {betrays:?}"));
            }
            if changed != function.acts {
                wrong.push(format!(
                    "changed: {changed}, {} {:?} {}",
                    answer.status, answer.location, answer.text
                ));
            }
            complaints
                .extend(wrong.into_iter().map(|wrong| format!("{} as {who:?}: {wrong}", function.path)));
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

fn short(answer: &Answer) -> String {
    match &answer.location {
        Some(place) if place == "/masuk" => "in".to_owned(),
        Some(_) => "on".to_owned(),
        None if answer.status.is_success() => "ok".to_owned(),
        None => answer.status.as_u16().to_string(),
    }
}

#[tokio::test]
async fn every_page_answers_each_visitor_as_the_table_says() {
    let world = World::new().await;
    let known: BTreeSet<_> = pages::ALL.iter().map(|route| route.path.to_owned()).collect();
    let there = leptos_axum::generate_route_list(app::App);
    let missing: Vec<_> =
        there.iter().map(|route| colons(route.path())).filter(|path| !known.contains(path)).collect();
    assert!(missing.is_empty(), "say in strangers/pages.rs who sees what: {missing:?}");
    let receipt = world.browser(Who::Owner).get(&format!("/permohonan/{}/tanda-terima", world.request)).await;
    assert!(world.betrayed("", &receipt.text).len() > 1, "what must not be betrayed is known");
    let mut complaints = Vec::new();
    for route in pages::ALL {
        let address = (route.address)(&world);
        let expected: Vec<_> = route.answers.split(' ').collect();
        assert_eq!(expected.len(), pages::COLUMNS.len(), "{}", route.path);
        for (column, expected) in pages::COLUMNS.iter().zip(expected) {
            for who in *column {
                let expected = match expected.split_once('+') {
                    Some((_, supervisor)) if *who == Who::Desk(Role::Supervisor) => supervisor,
                    Some((others, _)) => others,
                    None => expected,
                };
                let answer = world.browser(*who).get(&address).await;
                if short(&answer) != expected {
                    let got = short(&answer);
                    complaints.push(format!(
                        "{} as {who:?}: {got}, not {expected} {:?}",
                        route.path, answer.location
                    ));
                }
                // Of a receipt and of the history a request's number may be known, and nothing else.
                let numbered = [pages::RECEIPT, pages::AUDIT, pages::AUDIT_CSV].contains(&route.path);
                let asked = if numbered { &world.number } else { &address };
                let betrayed = world.betrayed(asked, &answer.text);
                if route.path != pages::MAILBOX && !who.may_see() && !betrayed.is_empty() {
                    complaints.push(format!("{} as {who:?} betrays {betrayed:?}", route.path));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// `/kk/anggota/{member}` as the pages' own table has it.
fn colons(path: &str) -> String {
    path.replace('{', ":").replace('}', "")
}

#[tokio::test]
async fn whatever_id_of_somebody_else_is_tried_it_is_not_found() {
    let world = World::new().await;
    let mut ids = vec![
        world.draft,
        world.spare,
        world.draft_document,
        world.removed,
        world.request,
        world.second,
        world.member,
    ];
    ids.extend(&world.documents);
    let steps = ["", "kejadian", "kapan", "polisi", domain::DOCUMENTS, domain::CHECK];
    let mut complaints = Vec::new();
    for id in ids {
        let mut citizens = vec![
            format!("/permohonan/{id}"),
            format!("/permohonan/{id}/tanda-terima"),
            format!("/kk/anggota/{id}"),
            format!("/dokumen/{id}"),
            format!("/permohonan/{id}/formulir/F-1.02"),
            format!("/permohonan/{id}/formulir/F-1.07"),
        ];
        citizens.extend(steps[1..].iter().map(|step| format!("/permohonan/{id}/isi/{step}")));
        for path in &citizens {
            let answer = world.browser(Who::Other).get(path).await;
            if answer.status != StatusCode::NOT_FOUND || !world.betrayed(path, &answer.text).is_empty() {
                complaints.push(format!("{path}: {} {:?}", answer.status, answer.location));
            }
        }
        for who in [Who::Other, Who::Owner] {
            let (_, answer) = world
                .browser(who)
                .upload(&format!("/unggah/{id}/ktp_el"), "a.jpg", &crate::support::picture())
                .await;
            let may = who == Who::Owner && (id == world.draft || id == world.spare);
            if !may && answer.status != StatusCode::NOT_FOUND {
                complaints.push(format!("/unggah/{id} as {who:?}: {}", answer.status));
            }
        }
        for who in [Who::Elsewhere, Who::Desk(Role::Administrator)] {
            let answer = world.browser(who).get(&format!("/dokumen/{id}")).await;
            if answer.status != StatusCode::NOT_FOUND {
                complaints.push(format!("/dokumen/{id} as {who:?}: {}", answer.status));
            }
        }
    }
    for who in [Who::Elsewhere, Who::Desk(Role::Administrator)] {
        let plain = world.number.replace('-', "");
        let asked = [world.number.as_str(), &plain].concat();
        for number in [world.number.clone(), world.number.replace('-', ""), world.number.to_lowercase()] {
            let answer = world.browser(who).get(&format!("/petugas/berkas/{number}")).await;
            if answer.status != StatusCode::NOT_FOUND || !world.betrayed(&asked, &answer.text).is_empty() {
                complaints.push(format!("{number} as {who:?}: {}", answer.status));
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}
