//! The WebSocket handshake on top of HTTP: which subprotocol, the accept key,
//! and the stream after the upgrade. What is said over it is others' business.

pub(crate) mod close;
mod progress;

use axum::body::Body;
use axum::http::header::{
    CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL,
    SEC_WEBSOCKET_VERSION, UPGRADE,
};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use base64::Engine as _;
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use sha1::{Digest as _, Sha1};
use tokio_websockets::{Config, Limits, ServerBuilder, WebSocketStream};

use crate::http::ApiError;
use progress::Progress;

/// What the accept key is made of beside the client's key.
///
/// **Source:** RFC 6455, section 1.3.
const ACCEPT_GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// A WebSocket after the upgrade.
pub(crate) type Socket = WebSocketStream<Progress<TokioIo<Upgraded>>>;

/// A request that asks for an upgrade in good order.
pub(crate) struct Handshake {
    accept: HeaderValue,
    offered: Vec<String>,
    upgrade: OnUpgrade,
}

impl Handshake {
    /// Checks the request's headers.
    ///
    /// # Errors
    /// 426 with a sentence when it is no WebSocket upgrade of version 13.
    pub(crate) fn read(request: &mut Request<Body>) -> Result<Self, ApiError> {
        let headers = request.headers();
        let wanted = has_token(headers, UPGRADE.as_str(), "websocket")
            && has_token(headers, CONNECTION.as_str(), "upgrade");
        if !wanted || request.method() != axum::http::Method::GET {
            return Err(upgrade_required("this address speaks WebSocket only"));
        }
        if headers.get(SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13") {
            return Err(upgrade_required("the WebSocket version must be 13"));
        }
        let accept = headers
            .get(SEC_WEBSOCKET_KEY)
            .and_then(accept_key)
            .ok_or_else(|| ApiError::bad_request("Sec-WebSocket-Key is missing or damaged"))?;
        let offered = headers
            .get_all(SEC_WEBSOCKET_PROTOCOL)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|token| token.trim().to_owned())
            .filter(|token| !token.is_empty())
            .collect();
        let upgrade = request
            .extensions_mut()
            .remove::<OnUpgrade>()
            .ok_or_else(|| upgrade_required("this connection cannot be upgraded"))?;
        Ok(Self { accept, offered, upgrade })
    }

    /// The subprotocols the client offered, best first.
    pub(crate) fn offered(&self) -> &[String] {
        &self.offered
    }

    /// Answers 101 and runs `serve` on the socket once the client has it.
    pub(crate) fn accept<F>(
        self,
        subprotocol: Option<&str>,
        max_bytes: usize,
        serve: impl FnOnce(Socket) -> F + Send + 'static,
    ) -> Response<Body>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        let headers = response.headers_mut();
        headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
        headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(SEC_WEBSOCKET_ACCEPT, self.accept);
        if let Some(value) = subprotocol.and_then(|name| HeaderValue::from_str(name).ok()) {
            headers.insert(SEC_WEBSOCKET_PROTOCOL, value);
        }
        let upgrade = self.upgrade;
        tokio::spawn(async move {
            match upgrade.await {
                Ok(upgraded) => serve(socket(upgraded, max_bytes)).await,
                Err(error) => tracing::debug!(%error, "an upgrade was not finished"),
            }
        });
        response
    }
}

fn socket(upgraded: Upgraded, max_bytes: usize) -> Socket {
    ServerBuilder::new()
        .limits(Limits::default().max_payload_len(Some(max_bytes)))
        // Feeding never writes: a turn's frames leave together at the flush.
        .config(Config::default().flush_threshold(usize::MAX))
        .serve(Progress::new(TokioIo::new(upgraded)))
}

fn upgrade_required(message: &str) -> ApiError {
    ApiError::new(StatusCode::UPGRADE_REQUIRED, "upgrade_required", message)
}

/// Whether a comma-separated header has a token, in whatever case.
fn has_token(headers: &HeaderMap, name: &str, token: &str) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|part| part.trim().eq_ignore_ascii_case(token))
}

/// The answer to the client's key; none when the key is not 16 bytes of
/// base64.
fn accept_key(key: &HeaderValue) -> Option<HeaderValue> {
    let engine = base64::engine::general_purpose::STANDARD;
    let key = key.to_str().ok()?.trim();
    if engine.decode(key).ok()?.len() != 16 {
        return None;
    }
    let digest = Sha1::new().chain_update(key).chain_update(ACCEPT_GUID).finalize();
    HeaderValue::from_str(&engine.encode(digest)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accept_key_is_that_of_the_standard() {
        // RFC 6455, section 1.3.
        let key = HeaderValue::from_static("dGhlIHNhbXBsZSBub25jZQ==");
        assert_eq!(accept_key(&key).unwrap(), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assert!(accept_key(&HeaderValue::from_static("c2hvcnQ=")).is_none());
        assert!(accept_key(&HeaderValue::from_static("not base64 at all")).is_none());
    }
}
