//! The socket to a desk: connects, fetches, reads and writes, one thing at a
//! time, as the driver asks.

use std::pin::Pin;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_websockets::{ClientBuilder, Limits, Message, WebSocketStream};

use super::target::Target;
use crate::http_client;
use crate::net::socket;

/// How long a write may take before the desk counts as gone.
const WRITE_LIMIT: Duration = Duration::from_secs(2);
/// How long goodbye may take.
const CLOSE_LIMIT: Duration = Duration::from_millis(300);
/// Largest message from a desk; a full dump comes in pieces far smaller.
const MESSAGE_BYTES: usize = 4 * 1024 * 1024;

type Socket = WebSocketStream<TcpStream>;

/// What came of waiting.
pub(super) enum Heard {
    Text(String),
    Opened,
    Handshake(String),
    Failed(String),
    Closed(String),
}

type Attempt = Pin<Box<dyn Future<Output = Result<Reached, String>> + Send>>;

enum Reached {
    Socket(Box<Socket>),
    Body(String),
}

enum Stage {
    Idle,
    Trying(Attempt),
    Open(Box<Socket>),
}

/// The socket to one desk.
pub(super) struct Line {
    target: Target,
    stage: Stage,
    queued: bool,
}

impl Line {
    pub(super) fn new(target: Target) -> Self {
        Self { target, stage: Stage::Idle, queued: false }
    }

    /// Begins to open a WebSocket; whatever was open or under way is dropped.
    pub(super) fn connect(&mut self, path: String) {
        self.stage = Stage::Trying(Box::pin(open(self.target.clone(), path)));
        self.queued = false;
    }

    /// Begins to fetch a page.
    pub(super) fn fetch(&mut self, path: String) {
        self.stage = Stage::Trying(Box::pin(fetch(self.target.clone(), path)));
        self.queued = false;
    }

    /// Drops what is open or under way. Lines the desk has not got are
    /// forgotten: they belong to a link that is lost.
    pub(super) fn abort(&mut self) {
        self.stage = Stage::Idle;
        self.queued = false;
    }

    /// Ends what is open in good order: what was written still arrives.
    pub(super) async fn close(&mut self) {
        if let Stage::Open(mut socket) = std::mem::replace(&mut self.stage, Stage::Idle) {
            socket::forget_unsent(socket.get_ref(), false);
            if timeout(CLOSE_LIMIT, socket.close()).await.is_err() {
                tracing::debug!("the desk did not answer the goodbye");
            }
        }
    }

    /// Waits for the next thing to happen; for ever when nothing can. Losing
    /// the race in a `select!` loses nothing.
    pub(super) async fn hear(&mut self) -> Heard {
        match &mut self.stage {
            Stage::Idle => std::future::pending().await,
            Stage::Trying(attempt) => {
                let outcome = attempt.await;
                self.stage = Stage::Idle;
                match outcome {
                    Ok(Reached::Socket(socket)) => {
                        self.stage = Stage::Open(socket);
                        Heard::Opened
                    }
                    Ok(Reached::Body(body)) => Heard::Handshake(body),
                    Err(why) => Heard::Failed(why),
                }
            }
            Stage::Open(socket) => {
                let why = loop {
                    match socket.next().await {
                        Some(Ok(message)) => {
                            if let Some(text) = message.as_text() {
                                return Heard::Text(text.to_owned());
                            }
                        }
                        Some(Err(error)) => {
                            break format!("the connection to the desk broke: {error}");
                        }
                        None => break "the desk closed the connection".to_owned(),
                    }
                };
                self.stage = Stage::Idle;
                Heard::Closed(why)
            }
        }
    }

    /// Queues a frame for [`Line::flush`].
    pub(super) async fn queue(&mut self, text: String) {
        if let Stage::Open(socket) = &mut self.stage {
            // A broken socket says so at the flush.
            self.queued = true;
            if let Ok(Err(error)) = timeout(WRITE_LIMIT, socket.feed(Message::text(text))).await {
                tracing::debug!(%error, "a line to the desk was not taken");
            }
        }
    }

    /// Writes what is queued.
    pub(super) async fn flush(&mut self) -> Result<(), String> {
        let Stage::Open(socket) = &mut self.stage else { return Ok(()) };
        if !std::mem::take(&mut self.queued) {
            return Ok(());
        }
        let outcome = match timeout(WRITE_LIMIT, socket.flush()).await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => format!("the connection to the desk broke: {error}"),
            Err(_) => "the desk takes no more lines".to_owned(),
        };
        self.stage = Stage::Idle;
        Err(outcome)
    }
}

async fn dial(target: &Target) -> Result<TcpStream, String> {
    let stream = TcpStream::connect((target.host.as_str(), target.port)).await;
    let stream = stream.map_err(|error| format!("cannot reach {}: {error}", target.authority()))?;
    socket::tune_desk(&stream);
    Ok(stream)
}

async fn open(target: Target, path: String) -> Result<Reached, String> {
    let stream = dial(&target).await?;
    // Whichever way the link is lost, dropping the socket is enough.
    socket::forget_unsent(&stream, true);
    let uri = format!("ws://{}{path}", target.authority());
    let refused = |error: &dyn std::fmt::Display| {
        format!("{} does not open a WebSocket: {error}", target.authority())
    };
    let builder = ClientBuilder::new().uri(&uri).map_err(|error| refused(&error))?;
    let builder = builder.limits(Limits::default().max_payload_len(Some(MESSAGE_BYTES)));
    let (socket, _) = builder.connect_on(stream).await.map_err(|error| refused(&error))?;
    Ok(Reached::Socket(Box::new(socket)))
}

async fn fetch(target: Target, path: String) -> Result<Reached, String> {
    let stream = dial(&target).await?;
    let answer = http_client::get(stream, &target.authority(), &path).await;
    let answer =
        answer.map_err(|error| format!("{} does not answer: {error}", target.authority()))?;
    match answer.status {
        200 => Ok(Reached::Body(answer.body)),
        status => Err(format!("{} answers {path} with {status}", target.authority())),
    }
}
