//! Does what the session asks and tells it what happens: the same loop that
//! the browser's client has, with tokio's sockets and timers.

use std::collections::BTreeMap;
use std::time::{Instant, SystemTime};

use desk::Moment;
use futures_util::{SinkExt as _, StreamExt as _};
use protocol::{ClientInfo, REJECT_SUBPROTOCOL, SUBPROTOCOL};
use session::{Action, Client, Config, Event, SocketId};
use tokio::sync::mpsc;
use tokio_websockets::{ClientBuilder, Message};

/// Whatever goes wrong ends the program with a sentence.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// What happens at a socket.
enum Input {
    Opened,
    Text(String),
    Bytes(Vec<u8>),
    Closed(u16, String),
}

/// A session with its sockets and its clock.
pub struct Shell {
    /// The session, for questions.
    pub client: Client,
    url: String,
    began: Instant,
    /// Messages to each socket's task, which ends when its sender is dropped.
    sockets: BTreeMap<SocketId, mpsc::UnboundedSender<Message>>,
    inputs: mpsc::UnboundedReceiver<(SocketId, Input)>,
    tell: mpsc::UnboundedSender<(SocketId, Input)>,
}

impl Shell {
    /// Opens a session; it keeps itself up from here on.
    pub fn open(address: &str, token: String) -> Self {
        // Distinct is enough: client ids and jitter come from it.
        let since = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        let client = ClientInfo { name: "remote".to_owned(), version: "0".to_owned() };
        let client = Client::new(Config {
            client,
            token,
            seed: since.as_nanos() as u64,
            saved: None,
            visible: true,
        });
        let (tell, inputs) = mpsc::unbounded_channel();
        let url = format!("ws://{address}/ws");
        let sockets = BTreeMap::new();
        let mut shell = Self { client, url, began: Instant::now(), sockets, inputs, tell };
        shell.command(|client, now| client.start(now));
        shell
    }

    /// Runs a command of the session, at the present time.
    pub fn command<T>(&mut self, run: impl FnOnce(&mut Client, Moment) -> T) -> T {
        let now = Moment::from_duration(self.began.elapsed());
        let answer = run(&mut self.client, now);
        while let Some(action) = self.client.poll_action() {
            self.act(action);
        }
        answer
    }

    /// Waits for what happens next.
    pub async fn next_event(&mut self) -> Event {
        loop {
            if let Some(event) = self.client.poll_event() {
                return event;
            }
            let now = Moment::from_duration(self.began.elapsed());
            let wait = self.client.poll_deadline().map(|deadline| deadline.since(now));
            // `None` of a timer that is off never comes.
            let timer = async {
                match wait {
                    Some(wait) => tokio::time::sleep(wait).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = timer => self.command(Client::handle_timeout),
                Some((id, input)) = self.inputs.recv() => self.command(|client, now| match input {
                    Input::Opened => client.handle_opened(now, id),
                    Input::Text(text) => client.handle_text(now, id, &text),
                    Input::Bytes(bytes) => client.handle_binary(now, id, &bytes),
                    Input::Closed(code, reason) => client.handle_closed(now, id, code, &reason),
                }),
            }
        }
    }

    fn act(&mut self, action: Action) {
        let message = match action {
            // Only browsers have to ask before they try.
            Action::Probe => return self.command(|client, now| client.handle_probe(now, true)),
            Action::Connect(id) => {
                let (send, messages) = mpsc::unbounded_channel();
                self.sockets.insert(id, send);
                tokio::spawn(carry(self.url.clone(), id, messages, self.tell.clone()));
                return;
            }
            Action::Drop(id, _) => {
                self.sockets.remove(&id);
                return;
            }
            Action::SendText(id, text) => (id, Message::text(text)),
            Action::SendBinary(id, bytes) => (id, Message::binary(bytes)),
        };
        if let Some(socket) = self.sockets.get(&message.0) {
            // A socket that is gone has told so, or will.
            let _ = socket.send(message.1);
        }
    }
}

/// One socket, from its connection to its end.
async fn carry(
    url: String,
    id: SocketId,
    mut messages: mpsc::UnboundedReceiver<Message>,
    tell: mpsc::UnboundedSender<(SocketId, Input)>,
) {
    let closed = match exchange(&url, id, &mut messages, &tell).await {
        Ok((code, reason)) => Input::Closed(code, reason),
        Err(trouble) => Input::Closed(1006, trouble.to_string()),
    };
    // Nobody listens any more when the program ends.
    let _ = tell.send((id, closed));
}

async fn exchange(
    url: &str,
    id: SocketId,
    messages: &mut mpsc::UnboundedReceiver<Message>,
    tell: &mpsc::UnboundedSender<(SocketId, Input)>,
) -> Result<(u16, String), Trouble> {
    let offered = format!("{SUBPROTOCOL}, {REJECT_SUBPROTOCOL}");
    let builder = ClientBuilder::new().uri(url)?;
    let builder = builder.add_header("sec-websocket-protocol".parse()?, offered.parse()?)?;
    let (mut socket, _) = builder.connect().await?;
    tell.send((id, Input::Opened))?;
    loop {
        tokio::select! {
            message = messages.recv() => match message {
                Some(message) => socket.send(message).await?,
                None => {
                    socket.close().await?;
                    return Ok((1000, String::new()));
                }
            },
            heard = socket.next() => {
                let Some(message) = heard.transpose()? else { return Ok((1006, String::new())) };
                if let Some(text) = message.as_text() {
                    tell.send((id, Input::Text(text.to_owned())))?;
                } else if let Some((code, reason)) = message.as_close() {
                    return Ok((code.into(), reason.to_owned()));
                } else if message.is_binary() {
                    tell.send((id, Input::Bytes(message.as_payload().to_vec())))?;
                }
            }
        }
    }
}
