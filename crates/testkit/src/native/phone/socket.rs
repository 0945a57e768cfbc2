//! One WebSocket of a phone: reads and writes at the same time, and tells how
//! it ended. It behaves as a browser's: sending never waits.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use socket2::{SockRef, Socket};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_websockets::{ClientBuilder, CloseCode, Message, WebSocketStream};

use super::dial;

/// How long a socket that is given up may take to say goodbye.
const GOODBYE_LIMIT: Duration = Duration::from_millis(500);
/// Reported for an end without a close frame.
const ABNORMAL: u16 = 1006;

pub(super) enum Order {
    Text(String),
    Binary(Vec<u8>),
}

pub(super) enum SocketEvent {
    /// It stands; with a second handle on it, to look at what was not read.
    Opened(Option<Socket>),
    Text(String),
    Binary(Vec<u8>),
    Closed {
        code: u16,
        reason: String,
    },
}

pub(super) async fn serve(
    address: SocketAddr,
    from: Option<IpAddr>,
    mut orders: mpsc::UnboundedReceiver<Order>,
    tell: impl Fn(SocketEvent) + Send,
) {
    let opened = tokio::select! {
        opened = open(address, from) => opened,
        () = given_up(&mut orders) => return,
    };
    let Ok(socket) = opened else {
        return tell(SocketEvent::Closed { code: ABNORMAL, reason: String::new() });
    };
    tell(SocketEvent::Opened(SockRef::from(socket.get_ref()).try_clone().ok()));
    let (mut writer, mut reader) = socket.split();
    let reading = async {
        loop {
            match reader.next().await {
                Some(Ok(message)) => {
                    if let Some(text) = message.as_text() {
                        tell(SocketEvent::Text(text.to_owned()));
                    } else if message.is_binary() {
                        tell(SocketEvent::Binary(message.as_payload().to_vec()));
                    } else if let Some((code, reason)) = message.as_close() {
                        return (code.into(), reason.to_owned());
                    }
                }
                _ => return (ABNORMAL, String::new()),
            }
        }
    };
    let writing = async {
        while let Some(order) = orders.recv().await {
            let message = match order {
                Order::Text(text) => Message::text(text),
                Order::Binary(bytes) => Message::binary(bytes),
            };
            if writer.send(message).await.is_err() {
                // The reader tells how it ended.
                std::future::pending::<()>().await;
            }
        }
        let close = Message::close(Some(CloseCode::NORMAL_CLOSURE), "");
        let _ = tokio::time::timeout(GOODBYE_LIMIT, writer.send(close)).await;
    };
    tokio::select! {
        (code, reason) = reading => tell(SocketEvent::Closed { code, reason }),
        () = writing => {}
    }
}

/// Returns when the phone has let the socket go.
async fn given_up(orders: &mut mpsc::UnboundedReceiver<Order>) {
    while orders.recv().await.is_some() {}
}

async fn open(
    address: SocketAddr,
    from: Option<IpAddr>,
) -> Result<WebSocketStream<TcpStream>, tokio_websockets::Error> {
    let stream = dial::connect(address, from).await?;
    let uri = format!("ws://{address}/ws");
    let builder = ClientBuilder::new()
        .uri(&uri)
        .map_err(|_| tokio_websockets::Error::NoUriConfigured)?
        .add_header(
            "sec-websocket-protocol".try_into().expect("a header name"),
            protocol::SUBPROTOCOL.try_into().expect("a header value"),
        )?;
    let (socket, _) = builder.connect_on(stream).await?;
    Ok(socket)
}
