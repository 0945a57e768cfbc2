//! Invitations: what a code gives, joining with it, making new ones.

use std::net::IpAddr;
use std::time::Instant;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use protocol::{Member, Role};
use serde::{Deserialize, Serialize};

use super::caller::Caller;
use super::me;
use crate::app::{App, Remote};
use crate::auth::{Code, Token};
use crate::clock;
use crate::http::ApiError;
use crate::store::{Invalid, Invitation, NewInvitation, NewMember};

/// Longest life of an invitation made over the API.
const MAX_SECONDS: u64 = 365 * 24 * 3600;
/// Most uses of an invitation made over the API.
const MAX_USES: u32 = 10_000;

/// What a code gives, or why it gives nothing.
#[derive(Serialize)]
pub(super) struct Preview {
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    buses: Vec<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'static str>,
}

/// `GET /invitations/{code}`: without using it up.
pub(super) async fn look_up(
    State(app): State<App>,
    ConnectInfo(remote): ConnectInfo<Remote>,
    Path(code): Path<String>,
) -> Result<Json<Preview>, ApiError> {
    Ok(Json(match find(&app, remote.address.ip(), &code).await? {
        Ok((_, invitation)) => Preview {
            valid: true,
            role: Some(invitation.role),
            buses: invitation.buses,
            expires: Some(invitation.expires),
            reason: None,
            message: None,
        },
        Err(invalid) => Preview {
            valid: false,
            role: None,
            buses: Vec::new(),
            expires: None,
            reason: Some(reason(invalid)),
            message: Some(sentence(invalid)),
        },
    }))
}

#[derive(Deserialize)]
pub(super) struct Join {
    code: String,
    name: String,
    #[serde(default = "default_color")]
    color: String,
}

fn default_color() -> String {
    "sky".to_owned()
}

#[derive(Serialize)]
pub(super) struct Joined {
    token: String,
    member: Member,
}

/// `POST /join`: exchanges a code for a token.
pub(super) async fn join(
    State(app): State<App>,
    ConnectInfo(remote): ConnectInfo<Remote>,
    body: Result<Json<Join>, JsonRejection>,
) -> Result<(StatusCode, Json<Joined>), ApiError> {
    let Json(Join { code, name, color }) = body?;
    let name = me::checked_name(&name)?;
    let color = me::checked_color(&color)?;
    let hash = match find(&app, remote.address.ip(), &code).await? {
        Ok((hash, _)) => hash,
        Err(invalid) => return Err(refusal(invalid)),
    };
    let token = Token::random().map_err(no_random)?;
    let person = NewMember { name, color, token: token.hash() };
    // Somebody else may have used it up just now.
    let row = app.store.join(hash, person).await?.map_err(refusal)?;
    let member = row.member.clone();
    app.people.add(row);
    tracing::info!(member = member.id, role = member.role.as_str(), "{} joined", member.name);
    let joined = Joined { token: token.text().to_owned(), member };
    Ok((StatusCode::CREATED, Json(joined)))
}

#[derive(Deserialize)]
pub(super) struct Create {
    role: Role,
    #[serde(default)]
    buses: Vec<u16>,
    #[serde(default = "default_seconds")]
    expires_seconds: u64,
    #[serde(default = "default_uses")]
    uses: u32,
}

fn default_seconds() -> u64 {
    8 * 3600
}

fn default_uses() -> u32 {
    1
}

#[derive(Serialize)]
pub(super) struct Created {
    code: String,
    link: String,
    expires: u64,
}

/// `POST /invitations`, for admins.
pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    body: Result<Json<Create>, JsonRejection>,
) -> Result<(StatusCode, Json<Created>), ApiError> {
    caller.require_admin()?;
    let Json(Create { role, buses, expires_seconds, uses }) = body?;
    if (role == Role::Musician) == buses.is_empty() {
        return Err(ApiError::bad_request("a musician needs buses, other roles have none"));
    }
    if !(1..=MAX_SECONDS).contains(&expires_seconds) || !(1..=MAX_USES).contains(&uses) {
        let message = format!(
            "expires_seconds is between 1 and {MAX_SECONDS}, uses between 1 and {MAX_USES}"
        );
        return Err(ApiError::bad_request(message));
    }
    let code = Code::random().map_err(no_random)?;
    let expires = clock::system_millis() + expires_seconds * 1000;
    let invitation = NewInvitation { hash: code.hash(), role, buses, expires, uses };
    app.store.add_invitation(invitation).await?;
    let link = format!("{}/#/join/{code}", app.link_base);
    Ok((StatusCode::CREATED, Json(Created { code: code.to_string(), link, expires })))
}

type Usable = Result<([u8; 32], Invitation), Invalid>;

/// Looks a code up; an address that shows wrong ones too often is refused.
async fn find(app: &App, address: IpAddr, code: &str) -> Result<Usable, ApiError> {
    if !app.wrong_codes.has_share(address, Instant::now()) {
        let message = "too many wrong invitations from this address; try again in a minute";
        return Err(ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_fast", message));
    }
    let invalid = match code.parse::<Code>() {
        Ok(code) => {
            let hash = code.hash();
            match app.store.invitation(hash).await? {
                Ok(invitation) => return Ok(Ok((hash, invitation))),
                Err(invalid) => invalid,
            }
        }
        Err(_) => Invalid::Unknown,
    };
    app.wrong_codes.count(address, Instant::now());
    Ok(Err(invalid))
}

fn reason(invalid: Invalid) -> &'static str {
    match invalid {
        Invalid::Unknown => "invitation_unknown",
        Invalid::Expired => "invitation_expired",
        Invalid::Used => "invitation_used",
    }
}

fn sentence(invalid: Invalid) -> &'static str {
    match invalid {
        Invalid::Unknown => "there is no such invitation; check the link or ask for a new one",
        Invalid::Expired => "the invitation has expired; ask for a new one",
        Invalid::Used => "the invitation was used already; ask for a new one",
    }
}

fn refusal(invalid: Invalid) -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, reason(invalid), sentence(invalid))
}

fn no_random(error: getrandom::Error) -> ApiError {
    tracing::error!(%error, "the system gives no random numbers");
    ApiError::unavailable("the relay cannot make a secret now; try again soon")
}
