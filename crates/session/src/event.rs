//! What the state machine asks of its shell and tells the application.

use std::time::Duration;

use desk::ParamId;
use protocol::{
    ChatEntry, Decision, DeskStatus, ListName, Member, Notice, Presence, Refusal, RefusalCode,
    RoomState, StoreState,
};

use crate::Report;

/// Numbers the sockets a shell opens, so that a late event of an old one is
/// told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SocketId(pub u32);

/// What the shell has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Ask `/alive` and tell the answer or the refusal: a browser delays
    /// WebSocket attempts after failures, but not a fetch. Others may still be
    /// under way; once a socket is to be opened none of them matters.
    Probe,
    /// Open a socket.
    Connect(SocketId),
    /// Send a text frame.
    SendText(SocketId, String),
    /// Send a binary frame.
    SendBinary(SocketId, Vec<u8>),
    /// Detach every handler of this socket, close it and forget it; its
    /// closing is not waited for.
    Drop(SocketId, u16),
}

/// How the link is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Opening a socket, or waiting for welcome.
    Connecting,
    /// Welcome came and the relay is heard.
    Live {
        /// Newest round trip, once measured.
        round_trip: Option<Duration>,
    },
    /// The relay was not heard for too long; values may be old.
    Suspect,
    /// The link is lost; it will be tried again.
    Offline,
    /// The relay closed for good; nothing is tried any more.
    Stopped {
        /// The close code.
        code: u16,
        /// The relay's reason.
        reason: String,
    },
}

/// What the application learns.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// The link changed.
    Link(LinkState),
    /// Who the client is, after every welcome.
    Me(Member),
    /// Another desk or other parameters: build everything anew from
    /// `Client::index`.
    Surface,
    /// The shown values of these parameters changed.
    Shown(Vec<ParamId>),
    /// Every shown value may have changed.
    AllShown,
    /// Meter levels: bit k of `kinds` says that kind k of the surface is
    /// contained, a byte per meter. Levels: dB = (b - 240) / 3, 0 is silence.
    Meters {
        /// Kinds contained.
        kinds: u16,
        /// Levels in surface order.
        levels: Vec<u8>,
    },
    /// How the desk is.
    Desk(DeskStatus),
    /// Whether the relay can store; after every welcome it can until another
    /// event says otherwise.
    Store(StoreState),
    /// Who is here.
    Members(Vec<Presence>),
    /// Rooms and how their cursors were taken up, after every welcome. What
    /// is known of a room with the verdict snapshot is to be forgotten; after
    /// a gap, older entries are had over HTTP.
    Rooms(Vec<RoomState>),
    /// A log entry; each comes once and in order.
    Chat(ChatEntry),
    /// The verdict on an own intent.
    Decided {
        /// Number of the intent.
        n: u64,
        /// The verdict.
        decision: Decision,
    },
    /// The outbox changed, see `Client::outbox`.
    Outbox,
    /// Own writes were refused; the values glide back.
    SetRefused {
        /// The parameters, empty when the whole set could not be read.
        params: Vec<ParamId>,
        /// Why.
        refusal: Refusal,
    },
    /// What came of a command: the words of its answer, or why not. Of one
    /// that was under way when the link was lost nobody knows.
    Command {
        /// Number of the command.
        n: u64,
        /// What came of it.
        outcome: Result<Vec<String>, Refusal>,
    },
    /// A list of the desk that was asked for, always the whole of it.
    List {
        /// Its name.
        name: ListName,
        /// What is in it.
        names: Vec<String>,
    },
    /// What the desk has to say.
    Notice(Notice),
    /// A finger here no longer moves its control, or never did: somebody else
    /// has it. It counts again after it was lifted and put down.
    TouchLost {
        /// The control.
        id: ParamId,
        /// Why.
        refusal: Refusal,
    },
    /// Who has these controls in hand changed, see `Client::holder`.
    Held(Vec<ParamId>),
    /// The link is back and everything was read; this changed meanwhile.
    Returned(Report),
    /// Something else was refused.
    Refused(Refusal),
    /// What must survive a reload changed, see `Client::saved`.
    Save,
}

/// Why a control cannot be moved now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ControlError {
    /// No link to the relay.
    Offline,
    /// The relay has no link to the desk.
    DeskOffline,
    /// The link was lost under the finger: lift it first.
    LiftFirst,
    /// Somebody else has it in hand: it can be taken over.
    Held,
    /// There is no such parameter, the value does not fit it, or a command is
    /// larger than the relay takes.
    Unfit,
}

impl ControlError {
    /// The refusal code a view words it by.
    #[must_use]
    pub fn code(self) -> RefusalCode {
        match self {
            Self::Offline | Self::LiftFirst => RefusalCode::Expired,
            Self::DeskOffline => RefusalCode::DeskOffline,
            Self::Held => RefusalCode::Held,
            Self::Unfit => RefusalCode::OutOfRange,
        }
    }
}
