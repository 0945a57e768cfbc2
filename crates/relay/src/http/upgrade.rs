//! The two WebSocket addresses: chooses the subprotocol and hands the socket
//! to whoever speaks over it.

use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{Request, Response, StatusCode};
use protocol::{CloseCode, REJECT_SUBPROTOCOL, SUBPROTOCOL};

use super::ApiError;
use crate::app::{App, Remote};
use crate::net::lobby::Place;
use crate::ws::{Handshake, close};
use crate::{echo, peer};

/// `/ws`: the protocol of `docs/protocol.md`.
pub(crate) async fn ws(
    State(app): State<App>,
    ConnectInfo(remote): ConnectInfo<Remote>,
    mut request: Request<Body>,
) -> Result<Response<Body>, ApiError> {
    let handshake = Handshake::read(&mut request)?;
    let offers = |name: &str| handshake.offered().iter().any(|offer| offer == name);
    let (fits, rejects) = (offers(SUBPROTOCOL), offers(REJECT_SUBPROTOCOL));
    if !fits && !rejects {
        let message = format!("offer the subprotocol {SUBPROTOCOL}; this relay speaks no other");
        return Err(ApiError::new(StatusCode::UPGRADE_REQUIRED, "no_common_version", message));
    }
    let place = enter(&app, &remote)?;
    let max_bytes = usize::try_from(app.config.limits.message_bytes).unwrap_or(usize::MAX);
    if fits {
        return Ok(handshake.accept(Some(SUBPROTOCOL), max_bytes, move |socket| {
            peer::serve(socket, app, remote, place)
        }));
    }
    // A page cannot read an HTTP error on an upgrade, a close code it can.
    Ok(handshake.accept(Some(REJECT_SUBPROTOCOL), max_bytes, move |socket| async move {
        let reason = format!("this relay speaks {SUBPROTOCOL} to {SUBPROTOCOL}");
        close::close(socket, CloseCode::NoCommonVersion.code(), &reason).await;
        drop((place, remote));
    }))
}

/// `/echo`: see [`echo`].
pub(crate) async fn echo(
    State(app): State<App>,
    ConnectInfo(remote): ConnectInfo<Remote>,
    mut request: Request<Body>,
) -> Result<Response<Body>, ApiError> {
    let handshake = Handshake::read(&mut request)?;
    let place = enter(&app, &remote)?;
    let first = handshake.offered().first().cloned();
    Ok(handshake.accept(first.as_deref(), echo::MAX_BYTES, move |socket| {
        echo::serve(socket, app, remote, place)
    }))
}

fn enter(app: &App, remote: &Remote) -> Result<Place, ApiError> {
    app.lobby.enter(remote.address.ip()).ok_or_else(|| {
        ApiError::unavailable("too many sockets wait to say hello; try again in a few seconds")
    })
}
