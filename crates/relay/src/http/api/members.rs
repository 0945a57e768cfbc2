//! `/members`: who has joined, and taking somebody's access back.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use protocol::{Member, Role};
use serde::Serialize;

use super::caller::Caller;
use crate::app::App;
use crate::http::ApiError;

#[derive(Serialize)]
pub(super) struct Members {
    members: Vec<Member>,
}

pub(super) async fn list(State(app): State<App>, _caller: Caller) -> Json<Members> {
    Json(Members { members: app.people.all() })
}

/// `DELETE /members/{id}`, for admins: the token stops working and its
/// sockets close at once.
pub(super) async fn revoke(
    State(app): State<App>,
    caller: Caller,
    id: Result<Path<u32>, PathRejection>,
) -> Result<StatusCode, ApiError> {
    caller.require_admin()?;
    let Path(id) = id.map_err(|_| ApiError::bad_request("a member's id is a number"))?;
    let members = app.people.all();
    let Some(member) = members.iter().find(|member| member.id == id) else {
        return Err(ApiError::not_found(format!("there is no member {id}")));
    };
    let admins = members.iter().filter(|member| member.role == Role::Admin).count();
    if member.role == Role::Admin && admins == 1 {
        let message = "this is the last admin; invite another one first";
        return Err(ApiError::new(StatusCode::CONFLICT, "last_admin", message));
    }
    app.store.revoke(id).await?;
    app.people.revoke(id);
    app.hub.revoked(id).await;
    tracing::info!(member = id, by = caller.0.id, "access was taken back");
    Ok(StatusCode::NO_CONTENT)
}
