//! Everything that is answered over HTTP: the routes, and what all of them
//! share. The WebSocket behind `/ws` is `peer`'s, the one behind `/echo` is
//! `echo`'s.

mod api;
mod error;
mod guard;
mod health;
mod spa;
mod upgrade;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};

use crate::app::App;

pub(crate) use error::ApiError;

/// Largest request body, in bytes; the longest the API knows is a name.
const BODY_LIMIT: usize = 16 * 1024;

/// All routes.
pub(crate) fn router(app: App) -> Router {
    let guarded = Router::new()
        .route("/ws", any(upgrade::ws))
        .route("/echo", any(upgrade::echo))
        .nest("/api/v1", api::routes())
        .route("/metrics", get(health::metrics))
        .layer(from_fn_with_state(app.clone(), guard::check));
    Router::new()
        .merge(guarded)
        .route("/alive", any(health::alive))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .fallback(spa::serve)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(app)
}
