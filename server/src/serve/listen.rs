//! The socket: plain or TLS, with limits for clients that take for ever, and left so that nobody is dropped.
//!
//! Leaving has an order. First nobody else is taken: whoever comes waits in the socket, which systemd keeps. Then what
//! was taken and not yet read is read and answered, for closing a connection with a request in it tells its client that
//! the line broke. Only then are connections closed on which nothing is asked.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Extension, Router,
    extract::{ConnectInfo, Request, State},
    middleware::{self, Next},
    response::Response,
};
use axum_server::tls_rustls::RustlsConfig;
use http::{HeaderValue, Version, header};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto::Builder,
    service::TowerToHyperService,
};
use listenfd::ListenFd;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::Layer as _;

use super::{ServeError, signal::Told};
use crate::config::{Config, TlsFiles};

/// A client that has not said what it wants by then is cut off.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
/// HTTP/2 connections that do not answer to a ping are closed.
const PING_EVERY: Duration = Duration::from_secs(30);
/// So long, at most, those are waited for who were taken and have not asked yet: browsers open lines that they never use.
const UNREAD_AT_MOST: Duration = Duration::from_millis(1_500);
/// How often it is looked whether all were read.
const LOOK: Duration = Duration::from_millis(25);
/// When no connection can be taken because something ran out.
const BREATH: Duration = Duration::from_millis(50);

/// Serves until told to stop, and ends what has begun within `patience`.
pub(super) async fn listen(
    config: &Config,
    routes: Router,
    told: &Told,
    patience: Duration,
) -> Result<(), ServeError> {
    let refused = |source| ServeError::Listen { address: config.listen, source };
    let socket = socket(config.listen).map_err(refused)?;
    socket.set_nonblocking(true).map_err(refused)?;
    let socket = tokio::net::TcpListener::from_std(socket).map_err(refused)?;
    let at = socket.local_addr().map_err(refused)?;
    let tls = match &config.tls {
        Some(files) => Some(certificate(files).await?),
        None => None,
    };
    let door = Door {
        routes: routes.layer(middleware::from_fn_with_state(told.stop.clone(), say_farewell)),
        http: Arc::new(http()),
        tls,
        leave: CancellationToken::new(),
        unread: Arc::default(),
        open: TaskTracker::new(),
    };
    tracing::info!(listen = %at, public = %config.public_url, "serving");
    loop {
        tokio::select! {
            biased;
            () = told.stop.cancelled() => break,
            taken = socket.accept() => match taken {
                Ok((stream, peer)) => door.let_in(stream, peer),
                // The client has gone again, or something ran out; neither is a reason to end.
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    tracing::warn!(%error, "no connection could be taken");
                    sleep(BREATH).await;
                }
            },
        }
    }
    drop(socket);
    tokio::select! {
        () = door.leave(patience) => {}
        () = told.at_once.cancelled() => {}
    }
    Ok(())
}

/// The one that systemd holds for us, in which those who come while we restart wait; else one of our own.
fn socket(address: SocketAddr) -> io::Result<TcpListener> {
    match ListenFd::from_env().take_tcp_listener(0)? {
        Some(handed_over) => Ok(handed_over),
        None => TcpListener::bind(address),
    }
}

fn http() -> Builder<TokioExecutor> {
    let mut http = Builder::new(TokioExecutor::new());
    http.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
    http.http2().timer(TokioTimer::new()).keep_alive_interval(PING_EVERY);
    http
}

struct Door {
    routes: Router,
    http: Arc<Builder<TokioExecutor>>,
    tls: Option<RustlsConfig>,
    /// Connections on which nothing is asked are closed.
    leave: CancellationToken,
    /// Connections that have not asked anything yet.
    unread: Arc<AtomicUsize>,
    open: TaskTracker,
}

impl Door {
    fn let_in(&self, stream: TcpStream, peer: SocketAddr) {
        // Small answers leave at once; a socket that cannot do that works as well.
        let _ = stream.set_nodelay(true);
        let (http, leave) = (Arc::clone(&self.http), self.leave.clone());
        let unread = Unread::of(&self.unread);
        let routes = self.routes.clone();
        match &self.tls {
            None => self.open.spawn(async move { serve(&http, stream, routes, peer, unread, leave).await }),
            Some(tls) => {
                let tls = TlsAcceptor::from(tls.get_inner());
                self.open.spawn(async move {
                    if let Ok(Ok(stream)) = timeout(HEADERS_WITHIN, tls.accept(stream)).await {
                        serve(&http, stream, routes, peer, unread, leave).await;
                    }
                })
            }
        };
    }

    async fn leave(&self, patience: Duration) {
        let all_read = async {
            while self.unread.load(Ordering::Relaxed) > 0 {
                sleep(LOOK).await;
            }
        };
        let _ = timeout(UNREAD_AT_MOST, all_read).await;
        self.leave.cancel();
        self.open.close();
        // What takes longer is broken off: uploads go on where they were, everything else may be asked again.
        let _ = timeout(patience, self.open.wait()).await;
    }
}

async fn serve<S>(
    http: &Builder<TokioExecutor>,
    stream: S,
    routes: Router,
    peer: SocketAddr,
    unread: Unread,
    leave: CancellationToken,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let unread = Arc::new(unread);
    let routes = Extension(ConnectInfo(peer)).layer(Extension(Arc::clone(&unread)).layer(routes));
    let serving = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
    tokio::pin!(serving);
    // How it ended is the client's affair: lines break.
    tokio::select! {
        biased;
        _ = &mut serving => return,
        () = leave.cancelled() => {}
    }
    serving.as_mut().graceful_shutdown();
    let _ = serving.await;
}

/// Counts a connection as unread until it asks, or is gone.
struct Unread {
    all: Arc<AtomicUsize>,
    counted: AtomicBool,
}

impl Unread {
    fn of(all: &Arc<AtomicUsize>) -> Self {
        all.fetch_add(1, Ordering::Relaxed);
        Self { all: Arc::clone(all), counted: AtomicBool::new(true) }
    }

    fn is_read(&self) {
        if self.counted.swap(false, Ordering::Relaxed) {
            self.all.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Unread {
    fn drop(&mut self) {
        self.is_read();
    }
}

/// Notes that this connection has asked; and while we leave, tells whoever would ask more on it to open another.
async fn say_farewell(State(stop): State<CancellationToken>, mut request: Request, next: Next) -> Response {
    if let Some(unread) = request.extensions_mut().remove::<Arc<Unread>>() {
        unread.is_read();
    }
    let is_first = request.version() == Version::HTTP_11;
    let mut response = next.run(request).await;
    if is_first && stop.is_cancelled() {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

async fn certificate(files: &TlsFiles) -> Result<RustlsConfig, ServeError> {
    let tls = RustlsConfig::from_pem_file(&files.certificate, &files.key).await.map_err(ServeError::Tls)?;
    tokio::spawn(renew(tls.clone(), files.clone()));
    Ok(tls)
}

/// Reads the files again on SIGHUP, which whatever renews certificates can send.
#[cfg(unix)]
async fn renew(tls: RustlsConfig, files: TlsFiles) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangups = signal(SignalKind::hangup())?;
    while hangups.recv().await.is_some() {
        match tls.reload_from_pem_file(&files.certificate, &files.key).await {
            Ok(()) => tracing::info!("the certificate was read again"),
            Err(error) => tracing::error!(%error, "the certificate cannot be read; the old one stays"),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
async fn renew(_: RustlsConfig, _: TlsFiles) -> io::Result<()> {
    Ok(())
}
