//! The few web pages of a desk: the socket.io handshake and a page that says
//! what this is. The real mixer pages belong to their maker.

use std::io;

use tokio::io::{AsyncWrite, AsyncWriteExt as _};

/// How the real server names itself.
///
/// **Source:** Soundcraft Ui protocol reference, measured.
const SERVER: &str = "rkdmixer";

/// Heartbeat and close times in seconds, and the only transport.
const HANDSHAKE: &str = "5:5:websocket";

/// Sends the page at `path` and ends the connection.
///
/// Every path that begins with `/socket.io` is a handshake: the real desk
/// matches as loosely. Its session names are never asked for again.
pub(super) async fn send(
    stream: &mut (impl AsyncWrite + Unpin),
    path: &str,
    title: &str,
) -> io::Result<()> {
    let response = match path {
        _ if path.starts_with("/socket.io") => handshake(&format!("{}:{HANDSHAKE}", session())),
        "/" | "/mixer.html" | "/phone.html" => whole("200 OK", &about(title)),
        "/config.html" => whole(
            "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"mixer\"",
            "<!doctype html><title>Unauthorized</title>",
        ),
        "" => whole("400 Bad Request", "<!doctype html><title>Bad request</title>"),
        _ => whole("404 Not Found", "<!doctype html><title>Not found</title>"),
    };
    stream.write_all(response.as_bytes()).await?;
    stream.shutdown().await
}

/// A decimal 64-bit number, new for each handshake.
fn session() -> u64 {
    use std::time::{SystemTime, UNIX_EPOCH};
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    fastrand::Rng::with_seed(since.as_nanos() as u64).u64(..)
}

/// The handshake comes chunked.
fn handshake(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nServer: {SERVER}\r\nContent-Type: text/plain\r\n\
         Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len(),
    )
}

fn whole(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nServer: {SERVER}\r\nContent-Type: text/html; charset=utf-8\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len(),
    )
}

fn about(title: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <title>Simulated {title}</title>\n<h1>Simulated {title}</h1>\n\
         <p>This is not a mixing desk. It is a program that speaks like one: connect a \
         WebSocket to this address.</p>\n</html>\n",
    )
}
