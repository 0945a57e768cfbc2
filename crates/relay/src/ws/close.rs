//! Ending a WebSocket so that the other end learns why: the close frame must
//! arrive before the system answers unread bytes with a reset.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::time::timeout;
use tokio_websockets::{CloseCode, Error, Message, WebSocketStream};

/// How long the other end may take to answer a close.
const ANSWER_LIMIT: Duration = Duration::from_secs(1);
/// Most bytes read and dropped while waiting for it.
const DRAIN_BYTES: u64 = 8 * 1024 * 1024;
/// Longest reason a close frame can carry, in bytes.
///
/// **Source:** RFC 6455, section 5.5: a control frame holds 125 bytes.
const REASON_BYTES: usize = 123;

/// A close frame with a code that may be sent and a reason that fits.
pub(crate) fn frame(code: u16, reason: &str) -> Message {
    let code = CloseCode::try_from(code)
        .ok()
        .filter(|code| !code.is_reserved())
        .unwrap_or(CloseCode::INTERNAL_SERVER_ERROR);
    let end = (0..=reason.len().min(REASON_BYTES)).rev().find(|at| reason.is_char_boundary(*at));
    Message::close(Some(code), &reason[..end.unwrap_or(0)])
}

/// Sends a close frame, waits a moment for the answer and ends the socket.
pub(crate) async fn close<T>(mut socket: WebSocketStream<T>, code: u16, reason: &str)
where
    T: AsyncRead + AsyncWrite + Unpin,
{
    let goodbye = async {
        if socket.send(frame(code, reason)).await.is_ok() {
            while let Some(Ok(_)) = socket.next().await {}
        }
    };
    // Both have said goodbye, or the other end had time enough to read ours.
    if timeout(ANSWER_LIMIT, goodbye).await.is_err() {
        tracing::trace!(code, "a close was not answered");
    }
    end(socket).await;
}

/// Sends a last text before the close; a peer that takes nothing is not
/// waited for.
pub(crate) async fn bye<T>(socket: &mut WebSocketStream<T>, text: String)
where
    T: AsyncRead + AsyncWrite + Unpin,
{
    // A broken socket says so at the close that follows.
    let _ = timeout(ANSWER_LIMIT, socket.send(Message::text(text))).await;
}

/// After the other end has closed: lets the answer out and ends the socket.
pub(crate) async fn finish<T>(mut socket: WebSocketStream<T>)
where
    T: AsyncRead + AsyncWrite + Unpin,
{
    let answer = async { while let Some(Ok(_)) = socket.next().await {} };
    if timeout(ANSWER_LIMIT, answer).await.is_err() {
        tracing::trace!("the answer to a close could not be written");
    }
    end(socket).await;
}

/// Ends the connection below, for TLS with its own goodbye.
async fn end<T>(socket: WebSocketStream<T>)
where
    T: AsyncRead + AsyncWrite + Unpin,
{
    let mut io = socket.into_inner();
    if !matches!(timeout(ANSWER_LIMIT, io.shutdown()).await, Ok(Ok(()))) {
        tracing::trace!("a connection was gone before its end");
    }
}

/// After an error of the framing: lets the close frame that the library has
/// queued out, and reads what still comes, since closing a socket with unread
/// bytes would throw that frame away.
pub(crate) async fn after_error<T>(mut socket: WebSocketStream<T>, error: &Error)
where
    T: AsyncRead + AsyncWrite + Unpin,
{
    match error {
        Error::Io(_) | Error::AlreadyClosed => return,
        // Found while joining fragments, where the library queues nothing:
        // then this is the frame that goes out, else it is refused.
        Error::PayloadTooLong { max_len, .. } => {
            let code = protocol::CloseCode::TooBig.code();
            let reason = format!("a message has at most {max_len} bytes");
            if timeout(ANSWER_LIMIT, socket.feed(frame(code, &reason))).await.is_err() {
                return;
            }
        }
        _ => {}
    }
    if timeout(ANSWER_LIMIT, socket.flush()).await.is_ok_and(|flushed| flushed.is_ok()) {
        drain(socket).await;
    }
}

/// Tells the other end that nothing more comes, and reads until it is done.
async fn drain<T>(socket: WebSocketStream<T>)
where
    T: AsyncRead + AsyncWrite + Unpin,
{
    let mut io = socket.into_inner();
    let wait = async {
        if io.shutdown().await.is_ok() {
            let mut rest = (&mut io).take(DRAIN_BYTES);
            let mut scrap = [0; 4096];
            while matches!(rest.read(&mut scrap).await, Ok(1..)) {}
        }
    };
    if timeout(ANSWER_LIMIT, wait).await.is_err() {
        tracing::trace!("a peer kept its half of the socket open");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_cut_between_characters_and_odd_codes_replaced() {
        let (code, reason) =
            frame(4400, &"ä".repeat(100)).as_close().map(|(c, r)| (c, r.to_owned())).unwrap();
        assert_eq!((u16::from(code), reason.len()), (4400, 122));
        for bad in [0, 999, 1005, 1006, 2000, 5000] {
            let message = frame(bad, "");
            assert_eq!(message.as_close().map(|(code, _)| u16::from(code)), Some(1011), "{bad}");
        }
    }
}
