//! Connecting and probing, from a chosen loopback address.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

/// As long as the oldest probe of a page may take.
const PROBE_LIMIT: Duration = Duration::from_secs(3);

pub(super) async fn connect(address: SocketAddr, from: Option<IpAddr>) -> io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    if let Some(from) = from {
        socket.bind((from, 0).into())?;
    }
    let stream = socket.connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Whether `/alive` answers as it should; nothing when there is no answer.
pub(super) async fn alive(address: SocketAddr, from: Option<IpAddr>) -> Option<bool> {
    let ask = async {
        let mut stream = connect(address, from).await?;
        let request =
            format!("GET /alive HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await?;
        io::Result::Ok(&answer == b"HTTP/1.1 204")
    };
    let answer = tokio::time::timeout(PROBE_LIMIT, ask).await.ok()?;
    Some(answer.unwrap_or(false))
}
