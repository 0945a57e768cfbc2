//! A client on the raw stream: bare lines both ways, after `GET /raw`.

use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::{Event, Line, WRITE_LIMIT};
use crate::desk::{Frame, Transport};
use crate::line;

/// Serves the client to its end. `rest` came together with its request.
pub(super) async fn serve(
    stream: TcpStream,
    rest: Vec<u8>,
    events: mpsc::Sender<Event>,
) -> io::Result<()> {
    let Some(mut client) = Line::open(Transport::Raw, events).await else { return Ok(()) };
    let result = converse(stream, rest, &mut client).await;
    client.close().await;
    result
}

async fn converse(mut stream: TcpStream, rest: Vec<u8>, client: &mut Line) -> io::Result<()> {
    let (mut reader, mut writer) = stream.split();
    let mut heard = rest;
    loop {
        if let Some(lines) = take_lines(&mut heard) {
            client.tell(lines).await;
        }
        tokio::select! {
            frame = client.frames.recv() => match frame {
                Some(Frame::Lines(lines)) => {
                    let text = format!("{lines}\n");
                    let sent = writer.write_all(text.as_bytes());
                    let sent = tokio::time::timeout(WRITE_LIMIT, sent).await;
                    sent.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
                }
                // The raw stream has neither greeting nor heartbeat.
                Some(Frame::Connected | Frame::Heartbeat) => {}
                Some(Frame::Close | Frame::Cut) | None => return writer.shutdown().await,
            },
            bytes = reader.read_buf(&mut heard) => if bytes? == 0 {
                return Ok(());
            },
        }
    }
}

/// Takes all whole lines; forgets a line that grows beyond all measure.
fn take_lines(heard: &mut Vec<u8>) -> Option<String> {
    let Some(end) = heard.iter().rposition(|byte| *byte == b'\n') else {
        if heard.len() > line::LONGEST_LINE {
            heard.clear();
        }
        return None;
    };
    let rest = heard.split_off(end + 1);
    let lines = std::mem::replace(heard, rest);
    Some(String::from_utf8_lossy(&lines).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_are_taken() {
        let mut heard = b"ALIVE\nSETD^i.0.mix^0".to_vec();
        assert_eq!(take_lines(&mut heard).as_deref(), Some("ALIVE\n"));
        assert_eq!(take_lines(&mut heard), None);
        assert_eq!(heard, b"SETD^i.0.mix^0");
        heard.resize(line::LONGEST_LINE + 1, b'x');
        assert_eq!(take_lines(&mut heard), None);
        assert!(heard.is_empty());
    }
}
