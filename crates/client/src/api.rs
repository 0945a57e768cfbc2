//! The relay's HTTP calls that a client needs: joining by invitation, who one
//! is, older messages, and whether the relay answers at all.
//!
//! Everything live goes over the socket, see [`crate::link`].

mod call;
mod error;

use std::time::Duration;

use protocol::json::fields_from_json;
use protocol::{ChatEntry, Member, Role};
use serde::Serialize;
use web_sys::RequestCache;

use call::{Call, get, post, put};
pub use error::ApiError;

use crate::url::SocketUrl;

/// How long a call may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long this question may take: a relay in the same building answers at
/// once.
const ALIVE_PATIENCE: Duration = Duration::from_secs(1);
/// How long a probe may take that has others beside it.
const PROBE_PATIENCE: Duration = Duration::from_secs(3);

/// What an invitation offers, before it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// What the person may do.
    pub role: Role,
    /// Buses a musician may mix, aux numbers from 1.
    pub buses: Vec<u16>,
    /// Until when it can be used, milliseconds since 1970; none is for ever.
    pub expires: Option<u64>,
}

/// How the relay tells of an invitation: a code that is no good is an answer
/// to this question and no failure of HTTP.
struct Preview {
    role: Option<Role>,
    buses: Vec<u16>,
    expires: Option<u64>,
    reason: String,
    message: String,
}

fields_from_json!(Preview { role, expires; or each buses, reason, message });

impl Preview {
    fn into_invitation(self) -> Result<Invitation, ApiError> {
        let Self { role, buses, expires, reason, message } = self;
        match role {
            Some(role) => Ok(Invitation { role, buses, expires }),
            None => Err(ApiError::Refused { status: 200, code: reason, message }),
        }
    }
}

/// What joining gives: keep the token, it is the person's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Goes into hello and into the calls that ask for a token.
    pub token: String,
    /// Who the person is now.
    pub member: Member,
}

fields_from_json!(Joined { token, member });

/// Older messages of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Entries in the order of the room's log.
    pub entries: Vec<ChatEntry>,
    /// Whether there are still older ones.
    pub more: bool,
}

fields_from_json!(History { entries, more });

/// The calls to one relay. A call that is dropped is aborted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Api {
    origin: String,
}

impl Api {
    /// Calls to the server the page came from.
    #[must_use]
    pub fn of_page() -> Self {
        Self::default()
    }

    /// Calls to the server beside a socket.
    #[must_use]
    pub fn beside(url: &SocketUrl) -> Self {
        Self { origin: url.http_origin() }
    }

    /// What the invitation with this code offers, without using it.
    ///
    /// # Errors
    /// [`ApiError::Refused`] with code `invitation_unknown`,
    /// `invitation_expired` or `invitation_used`; else when the relay could
    /// not be asked.
    pub async fn invitation(&self, code: &str) -> Result<Invitation, ApiError> {
        let path = format!("/api/v1/invitations/{}", segment(code));
        let preview: Preview = Call::new(get(&self.to(&path)), PATIENCE).json().await?;
        preview.into_invitation()
    }

    /// Joins with an invitation's code. `name` is what others will see,
    /// `color` a name of the palette.
    ///
    /// # Errors
    /// As [`Self::invitation`], and `bad_request` when the relay does not
    /// accept the name.
    pub async fn join(&self, code: &str, name: &str, color: &str) -> Result<Joined, ApiError> {
        #[derive(Serialize)]
        struct Join<'a> {
            code: &'a str,
            name: &'a str,
            color: &'a str,
        }
        let request = post(&self.to("/api/v1/join"), &Join { code, name, color });
        Call::new(request, PATIENCE).json().await
    }

    /// Who the holder of a token is.
    ///
    /// # Errors
    /// [`ApiError::Refused`] for a token that is unknown or revoked; else when
    /// the relay could not be asked.
    pub async fn me(&self, token: &str) -> Result<Member, ApiError> {
        Call::new(get(&self.to("/api/v1/me")).bearer(token), PATIENCE).json().await
    }

    /// The `limit` entries of a room before offset `before`, or its newest.
    ///
    /// # Errors
    /// [`ApiError::Refused`] when the room does not exist or the token may not
    /// read it; else when the relay could not be asked.
    pub async fn history(
        &self,
        token: &str,
        room: &str,
        before: Option<u64>,
        limit: u16,
    ) -> Result<History, ApiError> {
        let path = format!("/api/v1/rooms/{}/messages", segment(room));
        let mut request = get(&self.to(&path)).bearer(token).query("limit", limit.into());
        if let Some(before) = before {
            request = request.query("before", before);
        }
        Call::new(request, PATIENCE).json().await
    }

    /// Sends the relay to another desk, now and after it was restarted; for
    /// admins. `address` is `ui://HOST[:PORT]` or `sim[:MODEL]`. Whether the
    /// desk is there is told on the socket.
    ///
    /// # Errors
    /// [`ApiError::Refused`] with code `bad_desk_address`, or for a token that
    /// may not do this; else when the relay could not be asked.
    pub async fn choose_desk(&self, token: &str, address: &str) -> Result<(), ApiError> {
        #[derive(Serialize)]
        struct Choice<'a> {
            address: &'a str,
        }
        let request = put(&self.to("/api/v1/desk"), &Choice { address }).bearer(token);
        Call::new(request, PATIENCE).done().await
    }

    /// Whether the relay answers, within a second.
    ///
    /// Ask this before opening a socket after a failure: Chromium stretches
    /// failing WebSocket attempts to three seconds each, but not this.
    pub async fn alive(&self) -> bool {
        self.ask_alive(ALIVE_PATIENCE).await.is_ok_and(|status| status == 204)
    }

    /// The same for the link, which has several of these under way: nothing
    /// when no answer came in time.
    pub(crate) async fn probe(&self) -> Option<bool> {
        match self.ask_alive(PROBE_PATIENCE).await {
            Err(ApiError::Late(_)) => None,
            answer => Some(answer.is_ok_and(|status| status == 204)),
        }
    }

    async fn ask_alive(&self, patience: Duration) -> Result<u16, ApiError> {
        let request = get(&self.to("/alive")).cache(RequestCache::NoStore);
        Call::new(request, patience).status().await
    }

    fn to(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

/// Something a person typed, as one segment of a path.
fn segment(text: &str) -> String {
    String::from(js_sys::encode_uri_component(text))
}
