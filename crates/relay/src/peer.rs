//! One browser: owns its socket in one task. Waits for hello, proves the
//! token, then carries frames to the hub and batches back.

mod driver;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::StreamExt as _;
use protocol::{ClientText, CloseCode, Hello, Member, ServerText};
use room::ConnId;
use tokio::time::timeout;

use crate::app::{App, Remote};
use crate::hub::{Hub, Input, RETRY_MILLIS};
use crate::net::lobby::Place;
use crate::ws::{Socket, close};

/// Numbers connections; never used again while the process lives.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// Serves one socket from its upgrade to its end. Holding `remote` keeps it
/// counted.
pub(crate) async fn serve(mut socket: Socket, app: App, remote: Remote, place: Place) {
    let hello = tokio::select! {
        hello = hello(&mut socket, &app) => hello,
        () = app.drained() => Err(Refused::new(CloseCode::GoingAway, "the relay stops")),
    };
    let (member, hello) = match hello {
        Ok(known) => known,
        Err(refused) => return refuse(socket, refused).await,
    };
    drop(place);
    let conn = ConnId(NEXT.fetch_add(1, Ordering::Relaxed));
    let (outs, receiver) = Hub::outs();
    tracing::debug!(conn = conn.0, member = member.id, address = %remote.address, "hello");
    let told = app.hub.tell(Input::Hello { conn, member, hello: Box::new(hello), outs }).await;
    if told.is_err() {
        return refuse(socket, Refused::new(CloseCode::GoingAway, "the relay stops")).await;
    }
    let end = driver::drive(&mut socket, &app.hub, conn, receiver).await;
    // The room forgets the client before goodbye is said, which may take a
    // moment: who comes back at once is not taken for a second tab. A hub that
    // has stopped has forgotten everybody.
    let _ = app.hub.tell(Input::Gone { conn }).await;
    end.settle(socket).await;
}

/// Why a client is not let in.
enum Refused {
    /// It is told by a close code.
    Close { code: CloseCode, reason: &'static str },
    /// The framing broke.
    Broken(tokio_websockets::Error),
    /// It has gone.
    Gone,
}

impl Refused {
    fn new(code: CloseCode, reason: &'static str) -> Self {
        Self::Close { code, reason }
    }
}

/// The member behind the first frame.
async fn hello(socket: &mut Socket, app: &App) -> Result<(Member, Hello), Refused> {
    let limit = Duration::from_millis(app.config.heartbeat.hello_millis.into());
    let first = async {
        loop {
            match socket.next().await {
                Some(Ok(message)) if message.is_ping() || message.is_pong() => {}
                Some(Ok(message)) if message.is_close() => return Err(Refused::Gone),
                Some(Ok(message)) => return Ok(message),
                Some(Err(error)) => return Err(Refused::Broken(error)),
                None => return Err(Refused::Gone),
            }
        }
    };
    let message = timeout(limit, first)
        .await
        .map_err(|_| Refused::new(CloseCode::HelloTimeout, "no hello came in time"))??;
    let malformed = || Refused::new(CloseCode::Malformed, "the first frame must be hello");
    let text = message.as_text().ok_or_else(malformed)?;
    let Ok(ClientText::Hello(hello)) = ClientText::decode(text) else { return Err(malformed()) };
    match app.people.by_token(&hello.token) {
        Some(member) => Ok((member, *hello)),
        None => {
            let reason = "the token is unknown or was taken back; join again";
            Err(Refused::new(CloseCode::NotAuthenticated, reason))
        }
    }
}

async fn refuse(mut socket: Socket, refused: Refused) {
    match refused {
        Refused::Close { code, reason } => {
            tracing::debug!(code = code.code(), reason, "a client was not let in");
            let retry_millis = if code == CloseCode::GoingAway { RETRY_MILLIS } else { 0 };
            let bye =
                ServerText::Bye { code: code.code(), retry_millis, reason: reason.to_owned() };
            close::bye(&mut socket, bye.encode()).await;
            close::close(socket, code.code(), reason).await;
        }
        Refused::Broken(error) => close::after_error(socket, &error).await,
        // The answer to its close frame goes out with the next poll.
        Refused::Gone => close::finish(socket).await,
    }
}
