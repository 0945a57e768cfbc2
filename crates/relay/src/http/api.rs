//! `/api/v1`: joining and everything that is asked for once rather than
//! watched. `openapi.json` describes it for other programs.

mod caller;
mod desk;
mod invitations;
mod me;
mod members;
mod rooms;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{delete, get, post};

use super::ApiError;
use crate::app::App;

const OPENAPI: &str = include_str!("api/openapi.json");

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/openapi.json", get(openapi))
        .route("/invitations", post(invitations::create))
        .route("/invitations/{code}", get(invitations::look_up))
        .route("/join", post(invitations::join))
        .route("/me", get(me::read).patch(me::change))
        .route("/members", get(members::list))
        .route("/members/{id}", delete(members::revoke))
        .route("/desk", get(desk::read).put(desk::choose))
        .route("/rooms/{room}/messages", get(rooms::messages))
        .fallback(async || ApiError::not_found("the API has no such address; see openapi.json"))
        .method_not_allowed_fallback(async || {
            let status = axum::http::StatusCode::METHOD_NOT_ALLOWED;
            ApiError::new(status, "method_not_allowed", "this address takes other methods")
        })
}

async fn openapi() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], OPENAPI)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_is_json_and_names_every_route() {
        let document: serde_json::Value = serde_json::from_str(OPENAPI).unwrap();
        let source = include_str!("api.rs");
        let routes = source.lines().filter_map(|line| line.trim().strip_prefix(".route(\""));
        let mut count = 0;
        for route in routes.filter_map(|rest| rest.split('"').next()) {
            let described = document["paths"][route].is_object();
            assert!(described, "{route} is not described");
            count += 1;
        }
        assert!(count >= 9);
    }
}
