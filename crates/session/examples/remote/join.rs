//! Joins with an invitation: one HTTP request on a connection of its own.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::shell::Trouble;

/// What joining gives.
pub struct Joined {
    /// `HOST:PORT` of the relay.
    pub address: String,
    /// The person's key.
    pub token: String,
}

/// Joins with `http://HOST:PORT/#/join/CODE`.
pub async fn join(link: &str, name: &str) -> Result<Joined, Trouble> {
    let parts = link.strip_prefix("http://").and_then(|rest| rest.split_once("/#/join/"));
    let (address, code) = parts.ok_or_else(|| format!("{link:?} is no http join link"))?;
    let body = serde_json::json!({ "code": code, "name": name, "color": "sky" }).to_string();
    let request = format!(
        "POST /api/v1/join HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let answer: serde_json::Value = serde_json::from_str(body)?;
    let text = |name: &str| answer.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    match text("token") {
        Some(token) => Ok(Joined { address: address.to_owned(), token }),
        None => Err(text("message").unwrap_or_else(|| "the relay said no".to_owned()).into()),
    }
}
