//! The socket: plain or TLS, with limits for clients that take for ever.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use axum::Router;
use axum_server::{Handle, Server, tls_rustls::RustlsConfig};
use hyper_util::rt::TokioTimer;

use super::ServeError;
use crate::config::{Config, TlsFiles};

/// A client that has not said what it wants by then is cut off.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
/// HTTP/2 connections that do not answer to a ping are closed.
const PING_EVERY: Duration = Duration::from_secs(30);

pub(super) async fn listen(
    config: &Config,
    routes: Router,
    handle: Handle<SocketAddr>,
) -> Result<(), ServeError> {
    let refused = |source| ServeError::Listen { address: config.listen, source };
    let socket = TcpListener::bind(config.listen).map_err(refused)?;
    socket.set_nonblocking(true).map_err(refused)?;
    let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
    tracing::info!(listen = %config.listen, public = %config.public_url, "serving");
    let ended = if let Some(files) = &config.tls {
        let tls = certificate(files).await?;
        let mut server = axum_server::from_tcp_rustls(socket, tls).map_err(refused)?.handle(handle);
        limit(&mut server);
        server.serve(routes).await
    } else {
        let mut server = axum_server::from_tcp(socket).map_err(refused)?.handle(handle);
        limit(&mut server);
        server.serve(routes).await
    };
    ended.map_err(ServeError::Ended)
}

fn limit<A>(server: &mut Server<SocketAddr, A>) {
    let http = server.http_builder();
    http.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
    http.http2().timer(TokioTimer::new()).keep_alive_interval(PING_EVERY);
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
