//! Whether the relay lives, whether it is ready, and numbers about it.

use std::fmt::Write as _;
use std::net::IpAddr;

use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use protocol::{DeskState, DeskStatus};
use serde::Serialize;

use super::ApiError;
use crate::app::{App, Remote};
use crate::config::split_authority;

const NO_STORE: (HeaderName, &str) = (CACHE_CONTROL, "no-store");

/// `/alive`: the probe a page asks before it opens a WebSocket. It answers
/// any method, host and page, since it tells nothing but that it is there.
pub(crate) async fn alive() -> Response {
    (StatusCode::NO_CONTENT, [NO_STORE, (ACCESS_CONTROL_ALLOW_ORIGIN, "*")]).into_response()
}

/// `/healthz`: the process runs.
pub(crate) async fn healthz() -> Response {
    ([NO_STORE], "ok\n").into_response()
}

#[derive(Serialize)]
struct Readiness {
    ready: bool,
    hub: bool,
    store: bool,
    desk: DeskStatus,
}

/// `/readyz`: 200 when people can join and chat. The desk may be away: its
/// state is in the body.
pub(crate) async fn readyz(State(app): State<App>) -> Response {
    let hub = app.hub.stats().await.is_some();
    let store = app.store.is_well();
    let desk = app.desk.borrow().status.clone();
    let ready = hub && store && !app.draining();
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, [NO_STORE], Json(Readiness { ready, hub, store, desk })).into_response()
}

/// `/metrics` in the text format of Prometheus; this machine only, unless
/// configured.
pub(crate) async fn metrics(
    State(app): State<App>,
    ConnectInfo(remote): ConnectInfo<Remote>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    // A proxy on this machine comes from here too, but asks for another name.
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let local = remote.address.ip().to_canonical().is_loopback() && is_loopback_name(host);
    if !app.config.metrics_public && !local {
        return Err(ApiError::forbidden("metrics are for this machine; see metrics_public"));
    }
    let mut page = Page::default();
    if let Some(stats) = app.hub.stats().await {
        page.gauge("connections", "clients that have said hello", stats.connections as u64);
        page.gauge("members", "people connected", stats.members as u64);
        page.gauge("state_revision", "revision of the desk state", stats.rev);
        let heads: u64 = stats.heads.iter().map(|(_, head)| head).sum();
        page.counter("chat_entries_total", "entries in all chat logs", heads);
    }
    page.gauge("unproven_sockets", "sockets that have not said hello", app.lobby.count().into());
    page.gauge("store_pending", "writes waiting for the disk", app.store.pending() as u64);
    page.gauge("store_well", "1 when the last write reached the disk", app.store.is_well().into());
    let live = app.desk.borrow().status.state == DeskState::Live;
    page.gauge("desk_live", "1 when the desk's values are true", live.into());
    let kind = (CONTENT_TYPE, "text/plain; version=0.0.4");
    Ok(([kind, NO_STORE], page.text).into_response())
}

fn is_loopback_name(host: &str) -> bool {
    let Some((name, _)) = split_authority(host) else { return false };
    let address = name.trim_matches(['[', ']']).parse::<IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn gauge(&mut self, name: &str, help: &str, value: u64) {
        self.line(name, help, "gauge", value);
    }

    fn counter(&mut self, name: &str, help: &str, value: u64) {
        self.line(name, help, "counter", value);
    }

    fn line(&mut self, name: &str, help: &str, kind: &str, value: u64) {
        // Writing to a String cannot fail.
        let _ = write!(
            self.text,
            "# HELP mediatrix_{name} {help}\n# TYPE mediatrix_{name} {kind}\nmediatrix_{name} {value}\n"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxied_name_is_not_this_machine() {
        for local in ["127.0.0.1:8080", "localhost", "[::1]:8080"] {
            assert!(is_loopback_name(local), "{local}");
        }
        for other in ["mix.example.org", "10.0.0.2:8080", ""] {
            assert!(!is_loopback_name(other), "{other}");
        }
    }
}
