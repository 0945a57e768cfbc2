//! `/desk`: how the desk is and what it has.

use axum::Json;
use axum::extract::State;
use protocol::{DeskStatus, WireSurface};
use serde::Serialize;

use super::caller::Caller;
use crate::app::App;

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
