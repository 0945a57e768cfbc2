//! A plain client of a Ui desk, for tests: knows frames and lines, no more.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio_websockets::{ClientBuilder, MaybeTlsStream, Message, WebSocketStream};

/// Nothing in these tests may take longer.
pub const LIMIT: Duration = Duration::from_secs(10);

pub struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    lines: std::collections::VecDeque<String>,
}

impl Client {
    /// Connects a plain WebSocket at `path`.
    pub async fn connect(addr: SocketAddr, path: &str) -> Self {
        let uri = format!("ws://{addr}{path}").parse().unwrap();
        let (socket, _) = ClientBuilder::from_uri(uri).connect().await.unwrap();
        Self { socket, lines: [].into() }
    }

    /// Connects and reads the dump to its end.
    pub async fn ready(addr: SocketAddr) -> Self {
        let mut client = Self::connect(addr, "/").await;
        client.dump().await;
        client
    }

    pub async fn send(&mut self, line: &str) {
        self.socket.send(Message::text(format!("3:::{line}"))).await.unwrap();
    }

    pub async fn send_message(&mut self, message: Message) {
        self.socket.send(message).await.unwrap();
    }

    /// The next text frame as it is, or nothing when the desk has ended the
    /// connection.
    pub async fn frame(&mut self) -> Option<String> {
        loop {
            let message = tokio::time::timeout(LIMIT, self.socket.next()).await.expect("in time");
            let message = message?.ok()?;
            if message.is_close() {
                return None;
            }
            if let Some(text) = message.as_text() {
                return Some(text.to_owned());
            }
        }
    }

    /// Reads to the end of the connection: whether the desk closed it in words.
    pub async fn said_goodbye(&mut self) -> bool {
        loop {
            let message = tokio::time::timeout(LIMIT, self.socket.next()).await.expect("in time");
            match message {
                Some(Ok(message)) if message.is_close() => return true,
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return false,
            }
        }
    }

    /// The next line of a message; greetings and heartbeats are passed over.
    pub async fn line(&mut self) -> String {
        loop {
            if let Some(line) = self.lines.pop_front() {
                return line;
            }
            let frame = self.frame().await.expect("the connection is open");
            if let Some(lines) = frame.strip_prefix("3:::") {
                self.lines.extend(lines.split('\n').map(str::to_owned));
            }
        }
    }

    /// The next line that is no meter.
    pub async fn news(&mut self) -> String {
        loop {
            let line = self.line().await;
            if !["VU2^", "VUA^", "RTA^"].iter().any(|meter| line.starts_with(meter)) {
                return line;
            }
        }
    }

    /// The next line that begins so.
    pub async fn line_with(&mut self, prefix: &str) -> String {
        loop {
            let line = self.line().await;
            if line.starts_with(prefix) {
                return line;
            }
        }
    }

    /// Reads lines as far as the `VU2` that follows a dump.
    pub async fn dump(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let line = self.line().await;
            if line.starts_with("VU2^") {
                return lines;
            }
            lines.push(line);
        }
    }
}

/// Keys and values told by `SETD` and `SETS` lines.
pub fn keys(lines: &[String]) -> BTreeMap<String, String> {
    let told = lines.iter().filter_map(|line| {
        let rest = line.strip_prefix("SETD^").or_else(|| line.strip_prefix("SETS^"))?;
        rest.split_once('^')
    });
    told.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}
