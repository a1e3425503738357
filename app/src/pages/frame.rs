//! The frame of every page: the document, header and footer, and how a page that fails answers.
mod navigation;

pub(super) use self::navigation::office_tabs;
pub use self::navigation::other_language;
use self::navigation::shell_words;
use crate::{
    api::refuse,
    assets::{Assets, STYLE, WAKE},
    next, routes,
    text::{Common, Help, Home, problem},
    ui::{button::LinkButton, empty_state::EmptyState, notice::Notice, shell::Shell, tone::Tone},
    visitor::{Visitor, service, visitor},
    wire::AppError,
};
use leptos::prelude::*;
use leptos_meta::{Link, MetaTags, Title};
use leptos_router::hooks::use_params_map;
use service::{Actor, Error};
use std::future::Future;
use uuid::Uuid;

/// Which script a page needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// None.
    None,
    /// The small module: live status, warning before the session ends.
    Live,
    /// The small module: villages are suggested while one types.
    Areas,
    /// The small module of a phone that sends photos for somebody at a desk.
    Scan,
    /// Registers the service worker, nothing else.
    Worker,
    /// The same, and keeps what is needed to begin a request without a network.
    Begin,
    /// The small module: what lies on this device.
    Offline,
    /// The small module: signing out takes along what lies on this device.
    Leave,
    /// The small module: ticks on many requests.
    Batch,
    /// The small module: notices of this browser, turned on and off.
    Push,
    /// The small module: passkeys.
    Passkey,
    /// The small module: a new password is judged while it is typed.
    Password,
    /// The citizen's island.
    Citizen,
    /// The officers' island.
    Desk,
}

/// From pages of citizens only: public ones carry no script, and the desk needs its network.
const REGISTER: &str = r#"navigator.serviceWorker?.register("/sw.js")"#;
/// What lets a phone put the portal beside its other programs.
const MANIFEST: &str = "app.webmanifest";
/// Warns before the session ends.
const IDLE: &str = "idle.js";

/// A page ready to be drawn.
pub struct Page {
    title: String,
    body: AnyView,
    script: Script,
    bare: bool,
    bodies_own_frame: bool,
    silent: bool,
}

impl Page {
    /// An ordinary page: a column under header and above footer, no script.
    pub fn new(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        let body = view! { <div class="wrap">{body.into_any()}</div> }.into_any();
        Self {
            title: title.into(),
            body,
            script: Script::None,
            bare: false,
            bodies_own_frame: false,
            silent: false,
        }
    }

    /// A page that arranges its own column.
    pub fn bare(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Self {
            title: title.into(),
            body: body.into_any(),
            script: Script::None,
            bare: false,
            bodies_own_frame: false,
            silent: false,
        }
    }

    /// A page that draws everything itself, as the desk does.
    pub fn whole(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Self { bodies_own_frame: true, ..Self::bare(title, body) }
    }

    /// With a script.
    #[must_use]
    pub fn with(mut self, script: Script) -> Self {
        self.script = script;
        self
    }

    /// Without any script, also none that warns before the session ends: a page to be printed.
    #[must_use]
    pub fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    /// With a notice above everything; pages that draw everything themselves have no place for it.
    fn noting(self, notice: Option<AnyView>) -> Self {
        let Some(notice) = notice.filter(|_| !self.bodies_own_frame) else { return self };
        let body = self.body;
        Self { body: view! { <div class="wrap wrap-note no-print">{notice}</div>{body} }.into_any(), ..self }
    }

    /// Without the footer: pages that end in a dock.
    #[must_use]
    pub fn without_footer(mut self) -> Self {
        self.bare = true;
        self
    }
}

/// Draws what `future` answers; an error becomes a page with its status, or leads to signing in.
pub fn page<F>(future: F) -> impl IntoView + use<F>
where
    F: Future<Output = Result<Page, Error>> + Send + 'static,
{
    Suspend::new(async move {
        match future.await {
            Ok(page) => {
                let visitor = visitor();
                let ending = super::ending::notice(&visitor).await;
                let machine = super::state::notice(&visitor).await;
                let helping = super::assist::banner(&visitor);
                framed(page.noting(ending).noting(machine).noting(helping).noting(unreadable_form()))
                    .into_any()
            }
            Err(Error::SignInFirst) => to_sign_in().into_any(),
            Err(error) => failed(&refuse(error)).into_any(),
        }
    })
}

/// A page of a citizen, about what the `id` in the address names.
pub fn page_about<D, F>(draw: D) -> impl IntoView + use<D, F>
where
    D: FnOnce(Visitor, Uuid) -> F + Send + 'static,
    F: Future<Output = Result<Page, Error>> + Send + 'static,
{
    page_by(|actor| actor.citizen().map(|_| ()), draw)
}

/// The same for pages of the one who writes: an officer who helps sees them too.
pub fn page_written<D, F>(draw: D) -> impl IntoView + use<D, F>
where
    D: FnOnce(Visitor, Uuid) -> F + Send + 'static,
    F: Future<Output = Result<Page, Error>> + Send + 'static,
{
    page_by(|actor| actor.writer().map(|_| ()), draw)
}

fn page_by<D, F>(may: fn(&Actor) -> Result<(), Error>, draw: D) -> impl IntoView + use<D, F>
where
    D: FnOnce(Visitor, Uuid) -> F + Send + 'static,
    F: Future<Output = Result<Page, Error>> + Send + 'static,
{
    let asked = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    page(async move {
        let visitor = visitor();
        may(&visitor.actor)?;
        draw(visitor, asked.parse().map_err(|_| Error::NotFound)?).await
    })
}

/// What the framework appends to the page that a form came from when it could not make anything of it.
const UNREADABLE: &str = "__err=";

/// A posted form that could not be read did nothing, and its page says so. What is in the address is not repeated:
/// anybody can write it there.
fn unreadable_form() -> Option<AnyView> {
    let parts = use_context::<http::request::Parts>()?;
    parts.uri.query()?.split('&').find(|pair| pair.starts_with(UNREADABLE))?;
    let sentence = problem(&AppError::Malformed, crate::visitor::language());
    Some(view! { <Notice tone=Tone::Bad>{sentence}</Notice> }.into_any())
}

fn to_sign_in() -> impl IntoView {
    let visitor = visitor();
    // With its query: choices made before signing in are taken along.
    let asked = use_context::<http::request::Parts>();
    let asked = asked.and_then(|parts| parts.uri.path_and_query().map(ToString::to_string));
    next::remember(asked.as_ref().unwrap_or(&visitor.path));
    leptos_axum::redirect(routes::SIGN_IN);
}

/// The page for an error.
pub fn failed(error: &AppError) -> impl IntoView {
    let language = crate::visitor::language();
    crate::api::set_status(crate::api::status_of(error));
    let words = Home::of(language);
    let title = match error {
        AppError::NotFound => words.not_found_title,
        AppError::Forbidden => words.forbidden_title,
        _ => Common::of(language).error,
    };
    let text =
        if *error == AppError::NotFound { words.not_found_text.to_owned() } else { problem(error, language) };
    let incident = incident_of(error);
    let help = help_of(&incident);
    let said = Help::of(language);
    framed(Page::new(
        title,
        view! {
            <EmptyState title=title text=text>
                <LinkButton label=words.to_home href=routes::HOME />
            </EmptyState>
            <p class="small muted">{said.incident}" "<span class="num">{incident}</span>". "{said.incident_text}</p>
            <p><a href=help>{said.title}</a></p>
        },
    ))
}

/// The number by which this failure is found in the log: its own, or that of the request.
fn incident_of(error: &AppError) -> String {
    match error {
        AppError::Internal { incident } => incident.clone(),
        _ => use_context::<Visitor>().map(|visitor| visitor.incident).unwrap_or_default(),
    }
}

/// The help, which knows where one comes from and the number.
fn help_of(incident: &str) -> String {
    let path = use_context::<Visitor>().map(|visitor| visitor.path).unwrap_or_default();
    let place = routes::came_from(&path).unwrap_or_default();
    routes::help_with(routes::HELP, &[("dari", place), ("galat", incident)])
}

/// No page has this address.
pub fn not_found() -> impl IntoView {
    failed(&AppError::NotFound)
}

fn framed(page: Page) -> impl IntoView {
    let visitor = visitor();
    let common = Common::of(visitor.language);
    let title = format!("{} · {}", page.title, common.product);
    // Who goes on from here finds the style sheet there already; islands come first.
    let sheet = expect_context::<Assets>().url(STYLE);
    let later = (visitor.arrived && !matches!(page.script, Script::Citizen | Script::Desk))
        .then(|| view! { <Link rel="prefetch" as_="style" href=sheet /> });
    // The islands fetch it themselves, when nobody waits for anything.
    let islands = matches!(page.script, Script::Citizen | Script::Desk);
    let idle =
        warner(&visitor, &expect_context::<Assets>()).filter(|_| !page.silent && !islands).map(|url| {
            let nonce = visitor.nonce.clone();
            view! { <script type="module" src=url nonce=nonce></script> }
        });
    let script = script(page.script, &visitor);
    let installable = visitor.actor.citizen().is_ok() || page.script == Script::Offline;
    let manifest = installable.then(|| expect_context::<Assets>().find(MANIFEST)).flatten().map(|_| {
        view! { <Link rel="manifest" href=["/", MANIFEST].concat() /> }
    });
    let content = if page.bodies_own_frame {
        page.body
    } else {
        let words = shell_words(&visitor, common);
        let (body, bare) = (page.body, page.bare);
        view! { <Shell words=words bare=bare>{body}</Shell> }.into_any()
    };
    view! {
        <Title text=title />
        {later}
        {manifest}
        {content}
        {script}
        {idle}
    }
}

fn script(script: Script, visitor: &Visitor) -> Option<AnyView> {
    let assets = expect_context::<Assets>();
    let nonce = visitor.nonce.clone();
    let module = |name| {
        let (url, nonce) = (assets.url(name), visitor.nonce.clone());
        Some(view! { <script type="module" src=url nonce=nonce></script> }.into_any())
    };
    match script {
        Script::None => None,
        Script::Live => module("status.js"),
        Script::Areas => module("area.js"),
        Script::Scan => module("scan.js"),
        Script::Begin => module("begin.js"),
        Script::Offline => module("offline.js"),
        Script::Leave => module("leave.js"),
        Script::Batch => module("batch.js"),
        Script::Push => module("push.js"),
        Script::Passkey => module("passkey.js"),
        Script::Password => module("password.js"),
        Script::Worker => {
            Some(view! { <script type="module" nonce=nonce inner_html=REGISTER></script> }.into_any())
        }
        Script::Citizen | Script::Desk => {
            let (js, wasm) = if script == Script::Citizen {
                (assets.url("citizen.js"), assets.url("citizen.wasm"))
            } else {
                (assets.url("desk.js"), assets.url("desk.wasm"))
            };
            let wake = assets.text(WAKE);
            Some(
                view! {
                    <script
                        type="module"
                        nonce=nonce
                        id="wake"
                        data-js=js
                        data-wasm=wasm
                        data-idle=warner(visitor, &assets)
                        inner_html=wake
                    ></script>
                }
                .into_any(),
            )
        }
    }
}

/// The module that warns before the session ends, with after how many seconds without use that is.
fn warner(visitor: &Visitor, assets: &Assets) -> Option<String> {
    let idle = idle_of(&visitor.actor, service().settings())?;
    Some(format!("{}#{}", assets.find(IDLE)?, idle.as_secs()))
}

/// How long a session lives without use.
fn idle_of(actor: &Actor, settings: &service::Settings) -> Option<std::time::Duration> {
    match actor {
        Actor::Stranger => None,
        Actor::Citizen(_) => Some(settings.citizen_idle),
        Actor::Officer(_) | Actor::Assisted(_) => Some(settings.officer_idle),
    }
}

/// When a session that is not used from now on ends, as a time of day at the office.
fn idle_end(actor: &Actor, now: i64, settings: &service::Settings) -> Option<String> {
    let idle = idle_of(actor, settings)?;
    let end = time::OffsetDateTime::from_unix_timestamp(now).ok()? + idle;
    let end = end.to_offset(settings.zone.offset());
    Some(format!("{:02}.{:02} {}", end.hour(), end.minute(), settings.zone.as_str()))
}

/// How it looks: inside the page for who just arrived, else as the file that came along before. On slow 3G a
/// second request is a second of a white page.
fn style(assets: &Assets) -> AnyView {
    let visitor = use_context::<Visitor>().filter(|visitor| visitor.arrived);
    match visitor.and_then(|visitor| Some((visitor.nonce, assets.text(STYLE)?))) {
        Some((nonce, text)) => view! { <style nonce=nonce inner_html=text></style> }.into_any(),
        // The sheet says in which schemes it comes; until it is there the page has to.
        None => view! {
            <meta name="color-scheme" content="light dark" />
            <link rel="stylesheet" href=assets.url(STYLE) />
        }
        .into_any(),
    }
}

/// The document around the app.
pub fn shell() -> impl IntoView {
    let assets = use_context::<Assets>().unwrap_or_default();
    let language = crate::visitor::language();
    // For who looks for the portal; a page of somebody who is in it is in no list.
    let public = use_context::<Visitor>().is_none_or(|visitor| visitor.actor == Actor::Stranger);
    view! {
        <!DOCTYPE html>
        <html lang=language.code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                {public.then(|| view! { <meta name="description" content=Home::of(language).lead /> })}
                {style(&assets)}
                <link rel="icon" href=assets.url("mark.svg") />
                <MetaTags />
            </head>
            <body>
                <super::App />
            </body>
        </html>
    }
}
