//! `/echo`: sends every message back, for diagnosis and for tests of
//! WebSocket clients. It knows nothing of the room.
//!
//! - Text and binary messages up to 2 MB come back unchanged; larger ones
//!   close 1009.
//! - Any subprotocol is fine: the first one offered is selected, none is
//!   selected when none was offered.
//! - The text `close:CODE:REASON` (or `close:CODE`) makes the relay close
//!   with that code and reason instead of echoing it.
//! - A close from the client is answered with its own code.
//! - Silence for five minutes closes 4100.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use protocol::CloseCode;
use tokio::time::timeout;

use crate::app::{App, Remote};
use crate::net::lobby::Place;
use crate::ws::{Socket, close};

/// Largest message that is echoed, in bytes.
pub(crate) const MAX_BYTES: usize = 2 * 1024 * 1024;
/// An echo that nobody uses is ended after this time.
const IDLE_LIMIT: Duration = Duration::from_secs(300);

/// Echoes until either end closes; keeps its place among the unproven
/// sockets all the while.
pub(crate) async fn serve(mut socket: Socket, app: App, remote: Remote, place: Place) {
    loop {
        let next = tokio::select! {
            next = timeout(IDLE_LIMIT, socket.next()) => next,
            () = app.drained() => {
                return close::close(socket, CloseCode::GoingAway.code(), "the relay stops").await;
            }
        };
        let Ok(next) = next else {
            return close::close(socket, CloseCode::Silent.code(), "nothing came for a while")
                .await;
        };
        let message = match next {
            Some(Ok(message)) => message,
            Some(Err(error)) => return close::after_error(socket, &error).await,
            None => return close::finish(socket).await,
        };
        if let Some((code, reason)) = message.as_text().and_then(close_order) {
            let reason = reason.to_owned();
            return close::close(socket, code, &reason).await;
        }
        let echoed = message.is_text() || message.is_binary();
        if echoed && socket.send(message).await.is_err() {
            break;
        }
    }
    drop((place, remote));
}

/// Reads `close:CODE[:REASON]`.
fn close_order(text: &str) -> Option<(u16, &str)> {
    let rest = text.strip_prefix("close:")?;
    let (code, reason) = rest.split_once(':').unwrap_or((rest, ""));
    Some((code.parse().ok()?, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_documented_text_closes() {
        assert_eq!(close_order("close:4001:bye: now"), Some((4001, "bye: now")));
        assert_eq!(close_order("close:1000"), Some((1000, "")));
        for echoed in ["close", "close:", "close:x:y", "close:70000:", "Close:1000", " close:1000"]
        {
            assert_eq!(close_order(echoed), None, "{echoed:?}");
        }
    }
}
