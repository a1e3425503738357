//! Finds out who is visiting, before Leptos or any other handler is asked.

use std::sync::Arc;

use app::{
    ASSISTING, Visitor,
    api::refuse,
    routes::{self, ASSIST, ASSIST_OVER, AssistWay, assist_way},
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::Language;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use service::{Actor, Service};
use tower_sessions::Session;
use uuid::Uuid;

use crate::{
    layer::{ClientAddress, CspNonce, RequestId, body_limit::drain},
    plain::{self, Reader},
    session,
};

/// Session key: the account that is signed in. The app writes it.
pub const ACCOUNT: &str = "account";
/// The cookie by which a proven browser is known. The app writes it.
pub const DEVICE_COOKIE: &str = "__Host-perangkat";
/// Remembers the language that was chosen by `?lang=`.
const LANGUAGE_COOKIE: &str = "__Host-bahasa";
const A_YEAR: u32 = 365 * 24 * 60 * 60;
/// Islands say so when they fetch by themselves: that nobody is there must not keep a session alive.
const BY_ITSELF: HeaderName = HeaderName::from_static("x-kk-by-itself");

/// Puts a [`Visitor`] beside the request. A session whose account is gone ends here.
pub async fn find(State(service): State<Arc<Service>>, mut request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let Some(session) = request.extensions().get::<Session>().cloned() else {
        tracing::error!("no session beside the request");
        return plain::refuse(&app::wire::AppError::Busy, &reader);
    };
    let by_hand = !request.headers().contains_key(BY_ITSELF);
    let known = sending(&service, &request, &session);
    let found = match known {
        Some(actor) => Ok(actor),
        None => who(&service, &session, by_hand).await,
    };
    let actor = match found {
        Ok(actor) => match helping(&service, &session, actor, request.uri().path()).await {
            Ok(Helping::As(actor)) => actor,
            Ok(Helping::Elsewhere(address)) => {
                drain(request.into_body().into_data_stream()).await;
                return Redirect::to(&address).into_response();
            }
            Err(error) => return plain::refuse(&refuse(error), &reader),
        },
        Err(error) => return plain::refuse(&refuse(error), &reader),
    };
    let asked = asked_language(request.uri());
    // Letters follow what somebody chose here, not what a link from elsewhere says.
    let chosen = asked.filter(|asked| from_here(request.headers()) && *asked != own_language(&actor));
    if let (Some(chosen), false) = (chosen, actor == Actor::Stranger)
        && let Err(error) = service.set_language(&actor, chosen).await
    {
        // The page itself speaks it all the same.
        tracing::warn!(%error, "the language of letters could not be changed");
    }
    let language = chosen_language(request.headers(), request.uri()).unwrap_or_else(|| own_language(&actor));
    let extensions = request.extensions();
    let address = extensions.get::<ClientAddress>().copied();
    let visitor = Visitor {
        actor,
        language,
        session,
        address: address.map(|address| address.key()).unwrap_or_default(),
        device: browser(&service, request.headers()).map(str::to_owned),
        next: cookie(request.headers(), app::next::COOKIE).and_then(app::next::read),
        path: request.uri().path().to_owned(),
        at: service.now().unix_timestamp(),
        nonce: extensions.get::<CspNonce>().map(ToString::to_string).unwrap_or_default(),
        secure: true,
        by_itself: !by_hand,
        arrived: !from_here(request.headers()),
        incident: extensions.get::<RequestId>().map(RequestId::incident).unwrap_or_default(),
    };
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    if let Some(language) = asked {
        remember(language, response.headers_mut());
    }
    response
}

/// The secret of the browser that sends this, if it shows one that was given out here.
pub fn browser<'a>(service: &Service, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie(headers, DEVICE_COOKIE).filter(|secret| service.is_browser(secret))
}

/// Who sends one more part of a file: whoever sent the one before, by the same session. Whether that still lives is asked
/// when the part counts.
fn sending(service: &Service, request: &Request, session: &Session) -> Option<Actor> {
    let id = upload_part(request.method(), request.uri().path())?;
    service.sender_of(id, &session::key(&session.id()?))
}

/// Which file one more part comes for.
fn upload_part(method: &Method, path: &str) -> Option<Uuid> {
    let id = path.strip_prefix(routes::UPLOADS)?.strip_prefix('/')?;
    if *method == Method::PATCH { id.parse().ok() } else { None }
}

async fn who(service: &Service, session: &Session, by_hand: bool) -> Result<Actor, service::Error> {
    let account: Option<Uuid> = session.get(ACCOUNT).await.map_err(|error| session::failed(&error))?;
    let Some(account) = account else { return Ok(Actor::Stranger) };
    let actor = service.actor(account).await?;
    if actor == Actor::Stranger {
        session.flush().await.map_err(|error| session::failed(&error))?;
    } else if by_hand {
        session::touch(service, session, &actor).await.map_err(|error| session::failed(&error))?;
    }
    Ok(actor)
}

/// As whom an officer is here.
enum Helping {
    /// As this.
    As(Actor),
    /// The officer has another page.
    Elsewhere(String),
}

/// In the wizard an officer who helps a citizen writes for the citizen; at every other address nothing changes. Once the
/// help is over, the officer is told so.
async fn helping(
    service: &Service,
    session: &Session,
    actor: Actor,
    path: &str,
) -> Result<Helping, service::Error> {
    let (Actor::Officer(_), Some(way)) = (&actor, assist_way(path)) else { return Ok(Helping::As(actor)) };
    let id: Option<Uuid> = session.get(ASSISTING).await.map_err(|error| session::failed(&error))?;
    let Some(id) = id else { return Ok(Helping::As(actor)) };
    let Some(assisted) = service.assisted(&actor, id).await? else {
        let _: Option<Uuid> = session.remove(ASSISTING).await.map_err(|error| session::failed(&error))?;
        return Ok(Helping::Elsewhere(format!("{ASSIST}?{ASSIST_OVER}=1")));
    };
    Ok(match way {
        AssistWay::Wizard => Helping::As(assisted),
        AssistWay::Home => Helping::Elsewhere(ASSIST.to_owned()),
    })
}

/// Whether a page of the portal itself asked.
fn from_here(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    // Browsers of before 2023.
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let before = text(header::REFERER).and_then(|address| address.parse::<Uri>().ok());
    before.is_some_and(|address| {
        address.authority().is_some_and(|own| Some(own.as_str()) == text(header::HOST))
    })
}

fn own_language(actor: &Actor) -> Language {
    match actor {
        Actor::Stranger => Language::default(),
        Actor::Citizen(citizen) => citizen.language,
        Actor::Officer(officer) => officer.language,
        Actor::Assisted(assisted) => assisted.helper.language,
    }
}

/// The language chosen in this browser: now, or before. Not the browser's own: Indonesian is the default.
pub fn chosen_language(headers: &HeaderMap, uri: &Uri) -> Option<Language> {
    asked_language(uri).or_else(|| Language::parse(cookie(headers, LANGUAGE_COOKIE)?))
}

fn asked_language(uri: &Uri) -> Option<Language> {
    uri.query()?.split('&').find_map(|pair| Language::parse(pair.strip_prefix("lang=")?))
}

/// A cookie of the request.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

fn remember(language: Language, headers: &mut HeaderMap) {
    let cookie = format!(
        "{LANGUAGE_COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={A_YEAR}",
        language.code()
    );
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn chosen(uri: &str, cookies: &[&str]) -> Option<Language> {
        let mut headers = HeaderMap::new();
        for cookies in cookies {
            headers.append(header::COOKIE, cookies.parse().unwrap());
        }
        chosen_language(&headers, &uri.parse().unwrap())
    }

    #[test]
    fn what_is_asked_for_wins_over_what_was_chosen_before() {
        assert_eq!(chosen("/syarat", &[]), None);
        assert_eq!(chosen("/syarat?lang=en", &[]), Some(Language::En));
        assert_eq!(chosen("/syarat?a=b&lang=id", &["__Host-bahasa=en"]), Some(Language::Id));
        assert_eq!(chosen("/syarat", &["a=b; __Host-bahasa=en; c=d"]), Some(Language::En));
        assert_eq!(chosen("/syarat", &["a=b", "__Host-bahasa=en"]), Some(Language::En));
        assert_eq!(chosen("/syarat?lang=xx", &["x__Host-bahasa=en"]), None);
    }
}
