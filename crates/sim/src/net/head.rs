//! The head of a request: read as far as its empty line, then asked what the
//! client wants. The odd `GET /raw HTTP1.1\n\n` of raw clients is understood.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt as _};

/// A head may have this many bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// What a client wants.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Wish<'a> {
    /// An upgrade, on whatever path.
    WebSocket,
    /// Bare lines.
    Raw,
    /// Anything else: the page at a path.
    Page(&'a str),
}

/// A request up to its empty line, and the bytes that came with it.
#[derive(Debug)]
pub(super) struct Head {
    bytes: Vec<u8>,
    end: usize,
}

/// Reads until the empty line.
///
/// # Errors
///
/// When the stream ends before, or the head is too long.
pub(super) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Head> {
    let mut bytes = Vec::with_capacity(1024);
    loop {
        if let Some(end) = end_of_head(&bytes) {
            return Ok(Head { bytes, end });
        }
        if bytes.len() > LONGEST_HEAD {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the head is too long"));
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// Behind the first empty line, whether its ends are bare newlines or not.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let mut line_is_empty = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' if line_is_empty => return Some(at + 1),
            b'\n' => line_is_empty = true,
            b'\r' => {}
            _ => line_is_empty = false,
        }
    }
    None
}

impl Head {
    pub(super) fn wish(&self) -> Wish<'_> {
        let head = std::str::from_utf8(&self.bytes[..self.end]).unwrap_or("");
        let mut lines = head.lines();
        let target = lines.next().unwrap_or("").split_whitespace().nth(1).unwrap_or("");
        let path = target.split(['?', '#']).next().unwrap_or("");
        let upgrade = lines.filter_map(|line| line.split_once(':')).any(|(name, value)| {
            name.trim().eq_ignore_ascii_case("upgrade")
                && value.trim().eq_ignore_ascii_case("websocket")
        });
        match path {
            _ if upgrade => Wish::WebSocket,
            "/raw" => Wish::Raw,
            _ => Wish::Page(path),
        }
    }

    /// Everything read so far, head included.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// What was read beyond the head.
    pub(super) fn into_rest(mut self) -> Vec<u8> {
        self.bytes.split_off(self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Head {
        let bytes = text.as_bytes().to_vec();
        let end = end_of_head(&bytes).unwrap();
        Head { bytes, end }
    }

    #[test]
    fn wishes_are_understood() {
        let upgrade = "GET /any/path HTTP/1.1\r\nHost: x\r\nUPGRADE: WebSocket\r\n\r\n";
        assert_eq!(head(upgrade).wish(), Wish::WebSocket);
        assert_eq!(head("GET /raw HTTP1.1\n\n").wish(), Wish::Raw);
        assert_eq!(head("GET /raw HTTP/1.1\r\nHost: x\r\n\r\n").wish(), Wish::Raw);
        assert_eq!(
            head("GET /socket.io/1/?t=1 HTTP/1.1\r\n\r\n").wish(),
            Wish::Page("/socket.io/1/")
        );
        assert_eq!(head("\u{0}\u{1}\n\n").wish(), Wish::Page(""));
    }

    #[test]
    fn what_follows_the_head_is_kept() {
        assert_eq!(head("GET /raw HTTP1.1\n\nALIVE\n").into_rest(), b"ALIVE\n");
        assert_eq!(end_of_head(b"GET / HTTP/1.1\r\nHost: x\r\n"), None);
    }
}
