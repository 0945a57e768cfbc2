//! A client on the raw stream: bare lines both ways, after `GET /raw`.

use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::{Event, Line, WRITE_LIMIT};
use crate::desk::{Frame, Transport};
use crate::line;

/// How much is read at once.
const READ_BYTES: usize = 4096;

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
    let mut heard = line::Reader::default();
    heard.push(&rest);
    let mut bytes = Vec::with_capacity(READ_BYTES);
    loop {
        if let Some(lines) = heard.take() {
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
            read = reader.read_buf(&mut bytes) => {
                if read? == 0 {
                    return Ok(());
                }
                heard.push(&bytes);
                bytes.clear();
            }
        }
    }
}
