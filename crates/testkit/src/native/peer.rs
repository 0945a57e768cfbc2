//! A peer that said hello and was welcomed: sends protocol messages and picks
//! what it waits for out of what comes.

use std::net::SocketAddr;
use std::sync::Arc;

use desk::{Index, ParamId, Surface, Value};
use protocol::{
    ChatBody, ChatEntry, ChatPost, ClientFrame, ClientInfo, ClientText, Command, Decision, Easing,
    Entry, Hello, Refusal, RefusalCode, Resume, RoomCursor, SUBPROTOCOL, ServerFrame, ServerText,
    StateCursor, Welcome, WireSurface,
};

use tokio::net::TcpStream;

use super::{RawSocket, within};

/// What a peer hears.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// A text message.
    Text(ServerText),
    /// A binary frame.
    Frame(ServerFrame),
    /// The end.
    Closed {
        /// Close code, 1006 without a close frame.
        code: u16,
        /// Reason.
        reason: String,
    },
}

/// A welcomed peer.
pub struct Peer {
    socket: RawSocket,
    index: Arc<Index>,
    op: u64,
    /// What the relay said to hello.
    pub welcome: Welcome,
    /// The client id it uses.
    pub cid: String,
}

/// A client id.
#[must_use]
pub fn client_id() -> String {
    format!("{:032x}", fastrand::u128(..))
}

/// A hello with a new client id and no cursors.
#[must_use]
pub fn hello(token: &str) -> Hello {
    Hello {
        token: token.to_owned(),
        cid: client_id(),
        tab: format!("{:016x}", fastrand::u64(..)),
        client: ClientInfo { name: "testkit".to_owned(), version: "0".to_owned() },
        resume: None,
        state: None,
        rooms: Vec::new(),
        visible: false,
    }
}

impl Peer {
    /// Connects as a new client.
    ///
    /// # Panics
    /// When it is not welcomed.
    pub async fn join(address: SocketAddr, token: &str) -> Self {
        Self::connect(address, hello(token)).await
    }

    /// Connects with this hello.
    ///
    /// # Panics
    /// When it is not welcomed.
    pub async fn connect(address: SocketAddr, hello: Hello) -> Self {
        match Self::try_connect(address, hello).await {
            Ok(peer) => peer,
            Err((code, reason)) => panic!("closed with {code} {reason:?} instead of welcome"),
        }
    }

    /// Connects with this hello.
    ///
    /// # Errors
    /// Close code and reason when it is not welcomed.
    ///
    /// # Panics
    /// When the upgrade is refused or something else than welcome comes first.
    pub async fn try_connect(address: SocketAddr, hello: Hello) -> Result<Self, (u16, String)> {
        let stream = TcpStream::connect(address).await.expect("the relay listens");
        Self::over(stream, hello).await
    }

    /// Says hello over a connection that is there already, with options of its
    /// own.
    ///
    /// # Errors
    /// Close code and reason when it is not welcomed.
    ///
    /// # Panics
    /// When the upgrade is refused or something else than welcome comes first.
    pub async fn over(stream: TcpStream, hello: Hello) -> Result<Self, (u16, String)> {
        let socket = RawSocket::over(stream, "/ws", &[SUBPROTOCOL], &[]).await;
        let mut socket = socket.unwrap_or_else(|refused| panic!("refused: {}", refused.text()));
        let cid = hello.cid.clone();
        socket.send_text(ClientText::Hello(Box::new(hello)).encode()).await;
        let first = socket.next().await;
        let text = first.as_ref().and_then(|message| message.as_text()).unwrap_or_default();
        let welcome = match ServerText::decode(text) {
            Ok(ServerText::Welcome(welcome)) => *welcome,
            Ok(ServerText::Bye { .. }) => return Err(socket.closed().await),
            other => panic!("{other:?} instead of welcome"),
        };
        let index = welcome.surface.clone().map_or_else(|| Arc::new(Index::empty()), index_of);
        Ok(Self { socket, index, op: 0, welcome, cid })
    }

    /// A hello that takes this peer's session up again, with these cursors.
    #[must_use]
    pub fn resume(&self, token: &str, rev: u64, rooms: Vec<RoomCursor>) -> Hello {
        let Welcome { session, secret, epoch, .. } = self.welcome.clone();
        Hello {
            cid: self.cid.clone(),
            resume: Some(Resume { session, secret }),
            state: Some(StateCursor { epoch, rev }),
            rooms,
            ..hello(token)
        }
    }

    /// The parameter index of the surface.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The socket below, for doing what no client would.
    pub fn socket(&mut self) -> &mut RawSocket {
        &mut self.socket
    }

    /// Sends a text message.
    ///
    /// # Panics
    /// When the socket is closed.
    pub async fn say(&mut self, message: &ClientText) {
        self.socket.send_text(message.encode()).await;
    }

    /// Posts chat text to the crew as intent `n`.
    ///
    /// # Panics
    /// When the socket is closed.
    pub async fn post(&mut self, n: u64, text: &str) {
        let body = ChatBody::Create { text: text.to_owned() };
        self.post_body(n, body).await;
    }

    /// Posts to the crew as intent `n`.
    ///
    /// # Panics
    /// When the socket is closed.
    pub async fn post_body(&mut self, n: u64, body: ChatBody) {
        let room = "crew".to_owned();
        self.say(&ClientText::Post(ChatPost { n, room, body, resumed: false })).await;
    }

    /// Says that the surface is taken up, so that sets are accepted.
    ///
    /// # Panics
    /// When the socket is closed.
    pub async fn take_up_surface(&mut self) {
        let epoch = self.welcome.epoch;
        self.say(&ClientText::Surface { epoch }).await;
    }

    /// Sends a live frame.
    ///
    /// # Panics
    /// When the socket is closed.
    pub async fn send(&mut self, frame: &ClientFrame) {
        self.socket.send_binary(frame.encode()).await;
    }

    /// Sets a parameter by its path, and returns the number of the set.
    ///
    /// # Panics
    /// When there is no such parameter or the socket is closed.
    pub async fn set(&mut self, path: &str, value: Value) -> u64 {
        let id = self.index.find(path).unwrap_or_else(|| panic!("there is no {path}"));
        self.set_many(vec![(id, value)]).await
    }

    /// Sets some parameters, sorted, and returns the number of the set.
    ///
    /// # Panics
    /// When the socket is closed.
    pub async fn set_many(&mut self, entries: Vec<Entry>) -> u64 {
        self.op += 1;
        let tick = tick();
        let set = ClientFrame::Set { op: self.op, gesture: 0, tick, entries };
        self.socket.send_binary(set.encode()).await;
        self.op
    }

    /// Lets the relay move parameters slowly.
    ///
    /// # Panics
    /// When the socket is closed.
    pub async fn fade(&mut self, entries: Vec<Entry>, millis: u32, easing: Easing) -> u64 {
        self.op += 1;
        let frame = ClientFrame::Fade { op: self.op, tick: tick(), millis, easing, entries };
        self.socket.send_binary(frame.encode()).await;
        self.op
    }

    /// The next thing the relay says.
    ///
    /// # Panics
    /// When nothing comes or it cannot be read.
    pub async fn hear(&mut self) -> Heard {
        let Some(message) = self.socket.next().await else {
            return Heard::Closed { code: 1006, reason: String::new() };
        };
        if let Some(text) = message.as_text() {
            let message = ServerText::decode(text);
            let message = message.unwrap_or_else(|error| panic!("{error}: {text}"));
            if let ServerText::Surface { epoch, surface } = &message {
                self.welcome.epoch = *epoch;
                self.index = index_of(surface.clone());
            }
            return Heard::Text(message);
        }
        if let Some((code, reason)) = message.as_close() {
            return Heard::Closed { code: code.into(), reason: reason.to_owned() };
        }
        let frame = ServerFrame::decode(message.as_payload(), &self.index);
        Heard::Frame(frame.unwrap_or_else(|error| panic!("{error}")))
    }

    /// Skips until something is picked.
    ///
    /// # Panics
    /// When the socket closes first, or nothing is picked in time.
    pub async fn wait<T>(&mut self, what: &str, mut pick: impl FnMut(&Heard) -> Option<T>) -> T {
        within(what, async {
            loop {
                let heard = self.hear().await;
                if let Some(picked) = pick(&heard) {
                    return picked;
                }
                if let Heard::Closed { code, reason } = heard {
                    panic!("closed with {code} {reason:?} while waiting for {what}");
                }
            }
        })
        .await
    }

    /// Waits for the verdict on an own intent.
    pub async fn decided(&mut self, n: u64) -> Decision {
        self.wait("a verdict", |heard| match heard {
            Heard::Text(ServerText::Decided { n: of, decision }) if *of == n => {
                Some(decision.clone())
            }
            _ => None,
        })
        .await
    }

    /// Waits for the next entry of a room's log.
    pub async fn entry(&mut self) -> ChatEntry {
        self.wait("a chat entry", |heard| match heard {
            Heard::Text(ServerText::Chat(entry)) => Some(entry.clone()),
            _ => None,
        })
        .await
    }

    /// Asks the desk for something and waits for what came of it: the words of
    /// the answer, or the refusal.
    ///
    /// # Panics
    /// When the socket is closed.
    pub async fn command(&mut self, verb: &str, words: &[&str]) -> Result<Vec<String>, Refusal> {
        self.op += 1;
        let n = self.op;
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        self.say(&ClientText::Command(Command { n, verb: verb.to_owned(), words })).await;
        self.wait(verb, |heard| match heard {
            Heard::Text(ServerText::CommandDone { n: of, words }) if *of == n => {
                Some(Ok(words.clone()))
            }
            Heard::Text(ServerText::CommandRefused { n: of, refusal }) if *of == n => {
                Some(Err(refusal.clone()))
            }
            _ => None,
        })
        .await
    }

    /// Waits for a refusal that is not about a set or a post.
    pub async fn refused(&mut self) -> RefusalCode {
        self.wait("a refusal", |heard| match heard {
            Heard::Text(ServerText::Error { refusal }) => Some(refusal.code),
            _ => None,
        })
        .await
    }

    /// Waits until a parameter has a value, by snapshot, delta or catch-up.
    pub async fn value(&mut self, path: &str, expected: &Value) {
        self.value_where(path, |value| value == expected).await;
    }

    /// Waits until a parameter has a value that is good.
    pub async fn value_where(&mut self, path: &str, good: impl Fn(&Value) -> bool) {
        let id = self.index.find(path).unwrap_or_else(|| panic!("there is no {path}"));
        let index = Arc::clone(&self.index);
        self.wait(path, |heard| {
            told(&index, heard).iter().any(|(of, value)| *of == id && good(value)).then_some(())
        })
        .await;
    }

    /// Skips until the end: close code and reason.
    pub async fn closed(&mut self) -> (u16, String) {
        self.socket.closed().await
    }
}

/// The relay's clock on this machine, as it travels.
fn tick() -> u16 {
    let clock = std::time::SystemTime::UNIX_EPOCH.elapsed().expect("after 1970");
    ((clock.as_millis() / 16) & 0xffff) as u16
}

/// The values that a frame tells of parameters.
#[must_use]
pub fn told(index: &Index, heard: &Heard) -> Vec<(ParamId, Value)> {
    match heard {
        Heard::Frame(ServerFrame::Delta { entries, .. } | ServerFrame::CatchUp { entries, .. }) => {
            entries.clone()
        }
        Heard::Frame(ServerFrame::Snapshot { start, values, .. }) => {
            index.columns().skip((*start).into()).zip(values.iter().cloned()).collect()
        }
        _ => Vec::new(),
    }
}

fn index_of(surface: WireSurface) -> Arc<Index> {
    let surface = Surface::try_from(surface).expect("a known surface");
    Arc::new(Index::new(surface).expect("a surface that fits"))
}
