//! The loop of a peer that was let in: reads and writes at the same time, in
//! one task, so that nothing is lost when one of them waits.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Sink as _, SinkExt as _, Stream as _};
use protocol::CloseCode;
use room::{ConnId, Outgoing};
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};
use tokio_websockets::{Error, Message};

use crate::hub::{Hub, HubGone, Input, Out};
use crate::ws::{Socket, close};

/// Pings for proxies that end quiet connections. Browsers answer them even
/// while a page hangs, so they say little about life.
const PING_EVERY: Duration = Duration::from_secs(15);
/// How long a write may make no progress. Never judged by size: a slow link
/// that takes something is slow, not dead.
const PROGRESS_LIMIT: Duration = Duration::from_secs(10);

/// What the socket has done.
enum Step {
    Heard(Message),
    Flushed,
    Failed(Error),
    Ended,
}

/// How a socket is to be ended, once the hub knows that it is no more.
pub(super) enum End {
    /// Send a close frame.
    Close { code: u16, reason: String },
    /// Let the library's own close frame out.
    Broken(Error),
    /// Let the answer to the other end's close out.
    Closed,
    /// Nothing can be written any more.
    Dead,
}

impl End {
    fn close(code: CloseCode, reason: &str) -> Self {
        Self::Close { code: code.code(), reason: reason.to_owned() }
    }

    /// Says goodbye as far as that goes.
    pub(super) async fn settle(self, socket: Socket) {
        match self {
            Self::Close { code, reason } => close::close(socket, code, &reason).await,
            Self::Broken(error) => close::after_error(socket, &error).await,
            Self::Closed => close::finish(socket).await,
            Self::Dead => {}
        }
    }
}

/// Carries frames both ways until either end closes.
pub(super) async fn drive(
    socket: &mut Socket,
    hub: &Hub,
    conn: ConnId,
    mut outs: mpsc::Receiver<Out>,
) -> End {
    let mut pings = interval(PING_EVERY);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    pings.reset();
    let mut flush = Flush::default();
    loop {
        let step = tokio::select! {
            step = step(socket, flush.under_way) => step,
            out = outs.recv() => match out {
                Some(Out::Batch(batch)) => {
                    if feed(socket, batch.frames).await.is_err() {
                        return End::Dead;
                    }
                    flush.begin(socket);
                    flush.tells = true;
                    continue;
                }
                Some(Out::Close { last, code, reason }) => {
                    let last = last.into_iter().map(Outgoing::Text).collect();
                    return match feed(socket, last).await {
                        Ok(()) => End::Close { code, reason },
                        Err(_) => End::Dead,
                    };
                }
                None => return End::close(CloseCode::Internal, "the relay could not go on"),
            },
            _ = pings.tick() => {
                if socket.feed(Message::ping(Bytes::new())).await.is_err() {
                    return End::Dead;
                }
                flush.begin(socket);
                continue;
            }
            () = sleep_until(flush.deadline), if flush.under_way => {
                if flush.stalled(socket) {
                    let reason = "nothing could be written for too long";
                    tracing::debug!(conn = conn.0, reason);
                    return End::close(CloseCode::NoProgress, reason);
                }
                continue;
            }
        };
        let told = match step {
            Step::Heard(message) => forward(hub, conn, message).await,
            Step::Flushed => {
                flush.under_way = false;
                match std::mem::take(&mut flush.tells) {
                    true => hub.tell(Input::Written { conn }).await,
                    false => Ok(()),
                }
            }
            Step::Failed(error) => {
                tracing::debug!(conn = conn.0, %error, "a socket failed");
                return End::Broken(error);
            }
            Step::Ended => return End::Closed,
        };
        if told.is_err() {
            return End::close(CloseCode::GoingAway, "the relay stops");
        }
    }
}

/// A flush that may take a while.
struct Flush {
    under_way: bool,
    /// Whether the hub waits for the end of it.
    tells: bool,
    /// Bytes the system had taken at the last look.
    written: u64,
    deadline: Instant,
}

impl Default for Flush {
    fn default() -> Self {
        Self { under_way: false, tells: false, written: 0, deadline: Instant::now() }
    }
}

impl Flush {
    fn begin(&mut self, socket: &Socket) {
        if !self.under_way {
            self.under_way = true;
            self.look(socket);
        }
    }

    fn look(&mut self, socket: &Socket) {
        self.written = socket.get_ref().written();
        self.deadline = Instant::now() + PROGRESS_LIMIT;
    }

    /// Whether no byte was taken since the last look.
    fn stalled(&mut self, socket: &Socket) -> bool {
        let stalled = socket.get_ref().written() == self.written;
        self.look(socket);
        stalled
    }
}

/// Reads, and writes if there is something left; one task does both, so
/// either wakes it. Losing the race in a `select!` loses nothing: what is half
/// read or half written stays in the socket.
async fn step(socket: &mut Socket, flushing: bool) -> Step {
    poll_fn(|cx| {
        let mut socket = Pin::new(&mut *socket);
        if flushing {
            match socket.as_mut().poll_flush(cx) {
                Poll::Ready(Ok(())) => return Poll::Ready(Step::Flushed),
                Poll::Ready(Err(error)) => return Poll::Ready(Step::Failed(error)),
                Poll::Pending => {}
            }
        }
        match socket.poll_next(cx) {
            Poll::Ready(Some(Ok(message))) => Poll::Ready(Step::Heard(message)),
            Poll::Ready(Some(Err(error))) => Poll::Ready(Step::Failed(error)),
            Poll::Ready(None) => Poll::Ready(Step::Ended),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Queues frames in the socket; nothing is written before the flush.
async fn feed(socket: &mut Socket, frames: Vec<Outgoing>) -> Result<(), Error> {
    for frame in frames {
        let message = match frame {
            Outgoing::Text(bytes) => Message::text(bytes),
            Outgoing::Binary(bytes) => Message::binary(bytes),
        };
        socket.feed(message).await?;
    }
    Ok(())
}

async fn forward(hub: &Hub, conn: ConnId, message: Message) -> Result<(), HubGone> {
    let input = if message.is_text() {
        Input::Text { conn, text: message.into_payload().into() }
    } else if message.is_binary() {
        Input::Binary { conn, bytes: message.into_payload().into() }
    } else if message.is_close() {
        // The stream ends after it; nothing that waits is worth writing.
        return Ok(());
    } else {
        Input::Alive { conn }
    };
    hub.tell(input).await
}
