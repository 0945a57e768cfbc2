//! One accepted connection: TLS if there is any, then HTTP/1.1 until it ends
//! or becomes a WebSocket.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use crate::app::{App, Remote};
use crate::http::ApiError;
use crate::net::socket;

/// How long a TLS handshake may take; plain HTTP on a TLS port fails it at
/// once.
const TLS_LIMIT: Duration = Duration::from_secs(5);
/// How long the head of a request may take.
const HEAD_LIMIT: Duration = Duration::from_secs(10);
/// How long a request may take until it is answered.
const REQUEST_LIMIT: Duration = Duration::from_secs(30);
/// Largest head of a request, in bytes.
const HEAD_BYTES: usize = 16 * 1024;

pub(super) async fn serve(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    router: Router,
    app: App,
    remote: Remote,
) {
    socket::tune(&stream);
    match tls {
        None => serve_http(stream, router, app, remote).await,
        Some(tls) => match timeout(TLS_LIMIT, tls.accept(stream)).await {
            Ok(Ok(stream)) => serve_http(stream, router, app, remote).await,
            Ok(Err(error)) => tracing::debug!(%error, address = %remote.address, "no TLS"),
            Err(_) => tracing::debug!(address = %remote.address, "TLS took too long"),
        },
    }
}

async fn serve_http<S>(stream: S, router: Router, app: App, remote: Remote)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(remote.clone()));
        let answer = router.clone().oneshot(request.map(Body::new));
        async {
            // A body that trickles in must not hold a connection for ever; an
            // upgrade is answered before its socket is served.
            timeout(REQUEST_LIMIT, answer).await.unwrap_or_else(|_| {
                let message = "the request took too long";
                let late = ApiError::new(StatusCode::REQUEST_TIMEOUT, "timeout", message);
                Ok(late.into_response())
            })
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_LIMIT)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = app.drained() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended badly");
    }
}
