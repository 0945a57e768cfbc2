//! `/desk`: how the desk is, what it has, and which one it is to be.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use protocol::{DeskStatus, WireSurface};
use serde::{Deserialize, Serialize};

use super::caller::Caller;
use crate::app::App;
use crate::config::{BadDeskAddress, DeskAddress};
use crate::http::ApiError;

#[derive(Serialize)]
pub(super) struct Desk {
    #[serde(flatten)]
    status: DeskStatus,
    surface: WireSurface,
}

pub(super) async fn read(State(app): State<App>, _caller: Caller) -> Json<Desk> {
    let view = app.desk.borrow();
    Json(Desk { status: view.status.clone(), surface: WireSurface::from(&view.surface) })
}

#[derive(Deserialize)]
pub(super) struct Choice {
    address: String,
}

/// `PUT /desk`, for admins: the relay leaves the desk it drives and seeks this
/// one, now and after a restart. Whether it is there is seen by its state.
pub(super) async fn choose(
    State(app): State<App>,
    caller: Caller,
    body: Result<Json<Choice>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    caller.require_admin()?;
    let Json(Choice { address }) = body?;
    let address: DeskAddress = address.trim().parse().map_err(|error: BadDeskAddress| {
        ApiError::new(StatusCode::BAD_REQUEST, "bad_desk_address", error.to_string())
    })?;
    // To its end, also if who asked has gone: a choice that is kept is made.
    let chosen = tokio::spawn(async move {
        let _only = app.choosing_desk.lock().await;
        app.store.choose_desk(&app.config.desk, &address).await?;
        tracing::info!(by = caller.0.id, "the desk {address} was chosen");
        app.wanted_desk.send_replace(address);
        Ok(StatusCode::NO_CONTENT)
    });
    chosen.await.unwrap_or_else(|_| Err(ApiError::unavailable("the relay stops")))
}
