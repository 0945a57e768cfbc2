//! The hub: one task owns the room and drives it. Peers, the desk link and
//! the store reach it through bounded channels; per turn it takes in what has
//! come, does what the room asks for, and hands every ready connection one
//! batch.
//!
//! There is no queue per connection: the room keeps cursors, and a connection
//! gets its next batch when the last one is written.

mod turn;

use protocol::{Hello, Member};
use room::{Batch, ConnId, Stats};
use tokio::sync::{mpsc, oneshot};

pub(crate) use turn::{Parts, run};

/// When clients that are sent away because the relay stops may come back.
pub(crate) const RETRY_MILLIS: u32 = 1000;

/// Inputs that may wait for the hub; when they do, peers stop reading and TCP
/// pushes back.
const INPUTS: usize = 1024;
/// Room in a peer's channel: a batch under way and the close after it.
const OUTS: usize = 2;

/// What reaches the hub from peers and handlers.
pub(crate) enum Input {
    /// A client with a valid token said hello.
    Hello { conn: ConnId, member: Member, hello: Box<Hello>, outs: mpsc::Sender<Out> },
    /// A text frame.
    Text { conn: ConnId, text: bytes::Bytes },
    /// A binary frame.
    Binary { conn: ConnId, bytes: bytes::Bytes },
    /// A ping or pong.
    Alive { conn: ConnId },
    /// The last batch was flushed.
    Written { conn: ConnId },
    /// The socket ended.
    Gone { conn: ConnId },
    /// A member's token was taken back.
    Revoked { member: u32 },
    /// Somebody wants numbers.
    Stats { reply: oneshot::Sender<Stats> },
}

/// What a peer is to write.
pub(crate) enum Out {
    /// Write these, flush once, say [`Input::Written`].
    Batch(Batch),
    /// Write these and close.
    Close { last: Vec<bytes::Bytes>, code: u16, reason: String },
}

/// The way to the hub.
#[derive(Clone)]
pub(crate) struct Hub {
    inputs: mpsc::Sender<Input>,
}

/// The hub has stopped.
#[derive(Debug)]
pub(crate) struct HubGone;

impl Hub {
    pub(crate) fn channel() -> (Self, mpsc::Receiver<Input>) {
        let (inputs, receiver) = mpsc::channel(INPUTS);
        (Self { inputs }, receiver)
    }

    /// The channel of one peer.
    pub(crate) fn outs() -> (mpsc::Sender<Out>, mpsc::Receiver<Out>) {
        mpsc::channel(OUTS)
    }

    /// Hands an input over, waiting while the hub is busy.
    pub(crate) async fn tell(&self, input: Input) -> Result<(), HubGone> {
        self.inputs.send(input).await.map_err(|_| HubGone)
    }

    pub(crate) async fn revoked(&self, member: u32) {
        if self.tell(Input::Revoked { member }).await.is_err() {
            tracing::debug!("the hub has stopped; nobody is connected");
        }
    }

    /// Numbers of the room; none when the hub does not answer in time.
    pub(crate) async fn stats(&self) -> Option<Stats> {
        let (reply, answer) = oneshot::channel();
        let ask = async {
            self.tell(Input::Stats { reply }).await.ok()?;
            answer.await.ok()
        };
        tokio::time::timeout(std::time::Duration::from_secs(1), ask).await.ok()?
    }
}
