//! `/rooms/{room}/messages`: older chat, page by page.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use super::caller::Caller;
use crate::app::App;
use crate::http::ApiError;
use crate::store::Page;

/// Entries of a page, unless asked for another number.
const PAGE: u32 = 50;
/// Most entries of a page.
const PAGE_MAX: u32 = 200;

#[derive(Deserialize)]
pub(super) struct Wanted {
    before: Option<u64>,
    limit: Option<u32>,
}

pub(super) async fn messages(
    State(app): State<App>,
    _caller: Caller,
    Path(room): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<Page>, ApiError> {
    let Query(Wanted { before, limit }) = wanted?;
    let limit = limit.unwrap_or(PAGE).clamp(1, PAGE_MAX);
    let missing = || ApiError::not_found(format!("there is no room {room:?}"));
    let page = app.store.page(room.clone(), before.unwrap_or(u64::MAX), limit).await?;
    page.map(Json).ok_or_else(missing)
}
