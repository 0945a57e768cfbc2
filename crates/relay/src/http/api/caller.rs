//! Who asks: the member behind the bearer token.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use protocol::{Member, Role};

use crate::app::App;
use crate::http::ApiError;

/// A request that showed a valid token.
pub(super) struct Caller(pub(super) Member);

impl Caller {
    /// # Errors
    /// 403 when the caller is no admin.
    pub(super) fn require_admin(&self) -> Result<(), ApiError> {
        if self.0.role == Role::Admin {
            return Ok(());
        }
        Err(ApiError::forbidden("only an admin may do this"))
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer "));
        token
            .and_then(|token| app.people.by_token(token.trim()))
            .map(Self)
            .ok_or_else(ApiError::unauthorized)
    }
}
