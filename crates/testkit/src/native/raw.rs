//! A WebSocket client below any protocol of ours: chosen headers, text and
//! binary messages, and how it ended.

use std::net::SocketAddr;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_websockets::{ClientBuilder, CloseCode, Message, WebSocketStream};

use super::{Response, within};

/// A WebSocket.
pub struct RawSocket {
    socket: WebSocketStream<TcpStream>,
    /// The subprotocol that was selected, empty for none.
    pub subprotocol: String,
}

/// The upgrade was answered with something else.
pub type Refused = Response;

impl RawSocket {
    /// Upgrades at a path, offering these subprotocols, with more headers.
    ///
    /// # Errors
    /// The answer when it is not 101.
    ///
    /// # Panics
    /// When nobody listens or nothing is answered.
    pub async fn connect(
        address: SocketAddr,
        path: &str,
        subprotocols: &[&str],
        headers: &[(&str, &str)],
    ) -> Result<Self, Refused> {
        let stream = TcpStream::connect(address).await.expect("the relay listens");
        Self::over(stream, path, subprotocols, headers).await
    }

    /// Upgrades a connection that is there already, with options of its own.
    ///
    /// # Errors
    /// The answer when it is not 101.
    ///
    /// # Panics
    /// When nothing is answered.
    pub async fn over(
        stream: TcpStream,
        path: &str,
        subprotocols: &[&str],
        headers: &[(&str, &str)],
    ) -> Result<Self, Refused> {
        let address = stream.peer_addr().expect("it is connected");
        let mut text = format!(
            "GET {path} HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        );
        if !subprotocols.is_empty() {
            text.push_str(&format!("Sec-WebSocket-Protocol: {}\r\n", subprotocols.join(", ")));
        }
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            text.push_str(&format!("Host: {address}\r\n"));
        }
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        within("the upgrade", upgrade(stream, text)).await
    }

    /// Sends a text message.
    ///
    /// # Panics
    /// When the socket is closed.
    pub async fn send_text(&mut self, text: impl Into<String>) {
        self.send(Message::text(text.into())).await;
    }

    /// Sends a binary message.
    ///
    /// # Panics
    /// When the socket is closed.
    pub async fn send_binary(&mut self, bytes: impl Into<Vec<u8>>) {
        self.send(Message::binary(bytes.into())).await;
    }

    async fn send(&mut self, message: Message) {
        within("a message to leave", self.socket.send(message)).await.expect("the socket is open");
    }

    /// Sends a message that the relay may cut off in the middle.
    pub async fn try_send_binary(&mut self, bytes: Vec<u8>) {
        let _ = within("a message to leave", self.socket.send(Message::binary(bytes))).await;
    }

    /// Sends a close frame.
    ///
    /// # Panics
    /// When the code may not be sent.
    pub async fn close(&mut self, code: u16, reason: &str) {
        let code = CloseCode::try_from(code).expect("a code that may be sent");
        self.send(Message::close(Some(code), reason)).await;
    }

    /// The next text, binary or close message; none when the socket ended
    /// without a close frame.
    pub async fn next(&mut self) -> Option<Message> {
        within("a message", async {
            loop {
                let message = self.socket.next().await?.ok()?;
                if !message.is_ping() && !message.is_pong() {
                    return Some(message);
                }
            }
        })
        .await
    }

    /// Skips messages until the close: its code and reason; 1006 without a
    /// close frame.
    pub async fn closed(&mut self) -> (u16, String) {
        while let Some(message) = self.next().await {
            if let Some((code, reason)) = message.as_close() {
                return (code.into(), reason.to_owned());
            }
        }
        (1006, String::new())
    }
}

async fn upgrade(mut stream: TcpStream, request: String) -> Result<RawSocket, Refused> {
    stream.write_all(request.as_bytes()).await.expect("the relay reads");
    let mut head = Vec::new();
    // Byte by byte, so that what follows the head stays in the socket.
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    let mut response = Response::parse(&head);
    if response.status != 101 {
        let length = response.header("content-length").parse().unwrap_or(0);
        response.body = vec![0; length];
        stream.read_exact(&mut response.body).await.expect("the body is there");
        return Err(response);
    }
    assert_eq!(
        response.header("sec-websocket-accept"),
        "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
        "the accept key of RFC 6455"
    );
    let subprotocol = response.header("sec-websocket-protocol").to_owned();
    let socket = ClientBuilder::new().take_over(stream);
    Ok(RawSocket { socket, subprotocol })
}
