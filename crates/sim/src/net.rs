//! Sockets: what a connection wants is read from the head of its request, then
//! it becomes a WebSocket, a raw stream or a web page. Lines go to the desk's
//! task as they are; what they mean is not known here.

mod head;
mod page;
mod raw;
mod websocket;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};

use crate::desk::{ClientId, Frame, Transport};
use head::{Head, Wish};

/// How many frames wait for a slow client before it is cut off. What the real
/// desk does with one is unverified.
const QUEUED_FRAMES: usize = 1024;

/// A client that takes nothing for this long is cut off.
const WRITE_LIMIT: Duration = Duration::from_secs(10);

/// How long a client may take to say what it wants.
const HEAD_LIMIT: Duration = Duration::from_secs(5);

/// What a connection tells the desk's task.
#[derive(Debug)]
pub(crate) enum Event {
    /// A stream is open; its name and its frames are asked for.
    Opened { transport: Transport, frames: mpsc::Sender<Frame>, name: oneshot::Sender<ClientId> },
    /// Lines came, separated by newlines and without prefix.
    Lines { client: ClientId, lines: String },
    /// The stream is closed.
    Closed { client: ClientId },
}

/// A client as its connection sees it.
struct Line {
    client: ClientId,
    frames: mpsc::Receiver<Frame>,
    events: mpsc::Sender<Event>,
}

impl Line {
    async fn open(transport: Transport, events: mpsc::Sender<Event>) -> Option<Self> {
        let (sender, frames) = mpsc::channel(QUEUED_FRAMES);
        let (name, named) = oneshot::channel();
        events.send(Event::Opened { transport, frames: sender, name }).await.ok()?;
        Some(Self { client: named.await.ok()?, frames, events })
    }

    async fn tell(&self, lines: String) {
        let _ = self.events.send(Event::Lines { client: self.client, lines }).await;
    }

    async fn close(self) {
        let _ = self.events.send(Event::Closed { client: self.client }).await;
    }
}

/// Serves one connection to its end.
pub(crate) async fn serve(mut stream: TcpStream, events: mpsc::Sender<Event>, title: Arc<str>) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "no TCP_NODELAY");
    }
    let head = match tokio::time::timeout(HEAD_LIMIT, head::read(&mut stream)).await {
        Ok(Ok(head)) => head,
        Ok(Err(error)) => return tracing::debug!(%error, "no request"),
        Err(_) => return tracing::debug!("a client did not say what it wants"),
    };
    if let Err(error) = answer(stream, head, events, &title).await {
        tracing::debug!(%error, "connection ended");
    }
}

async fn answer(
    mut stream: TcpStream,
    head: Head,
    events: mpsc::Sender<Event>,
    title: &str,
) -> io::Result<()> {
    match head.wish() {
        Wish::WebSocket => {
            // The library reads the head once more, and what came after it.
            let (reader, writer) = stream.into_split();
            let reader = io::Cursor::new(head.into_bytes()).chain(reader);
            websocket::serve(tokio::io::join(reader, writer), events).await
        }
        Wish::Raw => raw::serve(stream, head.into_rest(), events).await,
        Wish::Page(path) => page::send(&mut stream, path, title).await,
    }
}
