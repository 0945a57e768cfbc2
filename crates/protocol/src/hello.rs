//! Hello and welcome: one message each way that settles everything.

use serde::Serialize;

use crate::json::{expected, fields_from_json, names_from_json};
use crate::{
    DeskStatus, Epoch, Heartbeat, Limits, Member, Presence, RoomCursor, RoomState, WireSurface,
};

/// Who the client program is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClientInfo {
    /// Program name.
    pub name: String,
    /// Program version.
    pub version: String,
}

fields_from_json!(ClientInfo { name, version });

/// Proof that a client was here before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Resume {
    /// Session id from welcome.
    pub session: String,
    /// Secret from welcome.
    pub secret: String,
}

fields_from_json!(Resume { session, secret });

/// Where a client stands in the desk state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StateCursor {
    /// Epoch the revision belongs to.
    pub epoch: Epoch,
    /// Last revision the client has.
    pub rev: u64,
}

fields_from_json!(StateCursor { epoch, rev });

/// The first frame of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hello {
    /// Token from joining.
    pub token: String,
    /// Client id: 32 hexadecimal digits, random per tab, kept over reloads.
    pub cid: String,
    /// Random per page load; tells a copied tab from a reload.
    pub tab: String,
    /// The program.
    pub client: ClientInfo,
    /// The session to take up again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resume: Option<Resume>,
    /// Cursor in the desk state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<StateCursor>,
    /// Cursors in the rooms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<RoomCursor>,
    /// Whether the page is on screen.
    pub visible: bool,
}

fields_from_json!(Hello { token, cid, tab, client, resume, state, visible; or each rooms });

/// How the state cursor was taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StateVerdict {
    /// What changed since the cursor follows.
    Resumed,
    /// Everything follows.
    Snapshot,
}

names_from_json!(StateVerdict {
    "resumed" => Resumed,
    "snapshot" => Snapshot,
} else Err(expected("how the state is taken up")));

/// The relay's answer to hello. Surface, limits and heartbeat are left out for
/// a client that has them, which is one whose state cursor names this epoch;
/// nothing else ever is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Welcome {
    /// Session id.
    pub session: String,
    /// Secret to take the session up again.
    pub secret: String,
    /// Counts the connections of this session; an older one is fenced off.
    pub incarnation: u64,
    /// Who the client is.
    pub you: Member,
    /// Epoch of the desk state.
    pub epoch: Epoch,
    /// Newest revision of the desk state.
    pub rev: u64,
    /// How the state cursor was taken up.
    pub state: StateVerdict,
    /// The desk's surface, empty before a desk was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surface: Option<WireSurface>,
    /// How the desk is.
    pub desk: DeskStatus,
    /// Rooms in the order of the tick's heads.
    pub rooms: Vec<RoomState>,
    /// Who is here.
    pub members: Vec<Presence>,
    /// Limits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// Heartbeat numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heartbeat: Option<Heartbeat>,
    /// Wall clock of the relay, milliseconds since 1970.
    pub clock: u64,
    /// Highest decided intent of this client id, 0 for none.
    pub decided: u64,
}

fields_from_json!(Welcome {
    session,
    secret,
    incarnation,
    you,
    epoch,
    rev,
    state,
    surface,
    desk,
    rooms,
    members,
    limits,
    heartbeat,
    clock,
    decided
});
