//! A client on a WebSocket: text frames with the packet prefixes of socket.io.

use std::io;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tokio_websockets::{CloseCode, Limits, Message, ServerBuilder, WebSocketStream};

use super::{Event, Line, WRITE_LIMIT};
use crate::desk::{Frame, Transport};
use crate::line;

/// A longer frame ends its connection (with 1009), nothing else.
const LONGEST_FRAME: usize = 1024 * 1024;

/// Accepts the upgrade, on any path, and serves the client to its end.
pub(super) async fn serve<S>(stream: S, events: mpsc::Sender<Event>) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let limits = Limits::default().max_payload_len(Some(LONGEST_FRAME));
    let accepted = ServerBuilder::new().limits(limits).accept(stream).await;
    let (_, mut socket) = accepted.map_err(io::Error::other)?;
    let Some(mut client) = Line::open(Transport::WebSocket, events).await else {
        return Ok(());
    };
    let result = converse(&mut socket, &mut client).await;
    client.close().await;
    result
}

async fn converse<S>(socket: &mut WebSocketStream<S>, client: &mut Line) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    loop {
        tokio::select! {
            frame = client.frames.recv() => {
                let sent = tokio::time::timeout(WRITE_LIMIT, send(socket, client, frame)).await;
                if !sent.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?? {
                    return Ok(());
                }
            }
            message = socket.next() => match message {
                Some(Ok(message)) => hear(&message, client).await,
                Some(Err(error)) => return Err(io::Error::other(error)),
                None => return Ok(()),
            },
        }
    }
}

/// Sends a frame and all that wait behind it. False when that was the last.
async fn send<S>(
    socket: &mut WebSocketStream<S>,
    client: &mut Line,
    first: Option<Frame>,
) -> io::Result<bool>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut next = first;
    loop {
        let message = match next {
            Some(Frame::Connected) => Message::text("1::"),
            Some(Frame::Heartbeat) => Message::text("2::"),
            Some(Frame::Lines(lines)) => Message::text(format!("{}{lines}", line::MESSAGE_PREFIX)),
            Some(Frame::Cut) => return Ok(false),
            Some(Frame::Close) | None => {
                let goodbye = Message::close(Some(CloseCode::GOING_AWAY), "");
                socket.send(goodbye).await.map_err(io::Error::other)?;
                return Ok(false);
            }
        };
        socket.feed(message).await.map_err(io::Error::other)?;
        match client.frames.try_recv() {
            Ok(frame) => next = Some(frame),
            Err(_) => break,
        }
    }
    socket.flush().await.map_err(io::Error::other)?;
    Ok(true)
}

/// Binary frames and frames without the prefix are ignored, `2::` among them.
async fn hear(message: &Message, client: &Line) {
    let lines = message.as_text().and_then(|text| text.strip_prefix(line::MESSAGE_PREFIX));
    if let Some(lines) = lines {
        client.tell(lines.to_owned()).await;
    }
}
