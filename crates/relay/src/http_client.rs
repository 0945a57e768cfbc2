//! The smallest HTTP/1.1 client that does: one GET on a connection of its
//! own. For a desk's handshake and for `healthcheck`.

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// Largest answer that is read.
const ANSWER_BYTES: u64 = 64 * 1024;

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum GetError {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("it does not speak HTTP")]
    NotHttp,
}

/// Sends a GET and reads the answer. The other end is asked to close, and
/// one that does not is cut where its `Content-Length` says.
pub(crate) async fn get<S>(mut stream: S, authority: &str, path: &str) -> Result<Answer, GetError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\nAccept: */*\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::new();
    let mut reader = stream.take(ANSWER_BYTES);
    loop {
        if let Some(answer) = parse(&bytes, false)? {
            return Ok(answer);
        }
        if reader.read_buf(&mut bytes).await? == 0 {
            return parse(&bytes, true)?.ok_or(GetError::NotHttp);
        }
    }
}

/// The answer, if all of it is there.
fn parse(bytes: &[u8], ended: bool) -> Result<Option<Answer>, GetError> {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return Ok(None) };
    let mut lines = head.lines();
    let mut status = lines.next().unwrap_or_default().split(' ');
    if !status.next().is_some_and(|version| version.starts_with("HTTP/1.")) {
        return Err(GetError::NotHttp);
    }
    let status = status.next().and_then(|code| code.parse().ok()).ok_or(GetError::NotHttp)?;
    let field = |name: &str| {
        let found = head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        });
        found.unwrap_or_default()
    };
    if field("transfer-encoding").eq_ignore_ascii_case("chunked") {
        return Ok(unchunk(body).map(|body| Answer { status, body }));
    }
    let whole = match field("content-length").parse::<usize>() {
        Ok(length) => body.len() >= length,
        Err(_) => ended,
    };
    Ok((whole || ended).then(|| Answer { status, body: body.to_owned() }))
}

/// Joins chunks; none while the last one is not there.
fn unchunk(mut rest: &str) -> Option<String> {
    let mut body = String::new();
    loop {
        let (size, after) = rest.split_once("\r\n")?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.push_str(after.get(..size)?);
        rest = after.get(size..)?.strip_prefix("\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_end_where_they_say() {
        let check = |text: &str, ended, expected: Option<&str>| {
            let found = parse(text.as_bytes(), ended).unwrap().map(|answer| answer.body);
            assert_eq!(found.as_deref(), expected, "{text:?}");
        };
        check("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false, Some("ok"));
        check("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no", false, None);
        check("HTTP/1.1 200 OK\r\n\r\n7:5:5:websocket", false, None);
        check("HTTP/1.0 200 OK\r\n\r\n7:5:5:websocket", true, Some("7:5:5:websocket"));
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        check(&format!("{chunked}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), false, Some("abcde"));
        check(&format!("{chunked}3\r\nabc\r\n"), false, None);
        assert!(parse(b"SSH-2.0\r\n\r\n", false).is_err());
    }
}
