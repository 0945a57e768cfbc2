//! A relay that a test plays by hand: it takes the place of `WebSocket` and
//! `fetch` until it is dropped.

use desk::{Index, Kind, Law, Surface, Template, kind, leaf};
use protocol::{
    ClientFrame, ClientText, DeskState, DeskStatus, Epoch, Heartbeat, Limits, Member, Role,
    RoomState, RoomVerdict, ServerFrame, ServerText, StateVerdict, Welcome, WireSurface,
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/tests/web/fake_relay.js")]
extern "C" {
    fn install();
    fn remove();
    fn set_alive(yes: bool);
    fn set_refused(yes: bool);
    fn opened_count() -> usize;
    #[wasm_bindgen(js_name = socket)]
    async fn nth_socket(place: usize) -> JsValue;
    #[wasm_bindgen(js_name = open)]
    fn open_socket(socket: &JsValue);
    fn say(socket: &JsValue, data: &JsValue);
    #[wasm_bindgen(js_name = close)]
    fn close_socket(socket: &JsValue, code: u16, reason: &str);
    #[wasm_bindgen(js_name = detached)]
    fn is_detached(socket: &JsValue) -> bool;
    fn take_sent(socket: &JsValue) -> Vec<JsValue>;
}

pub struct FakeRelay(());

impl FakeRelay {
    pub fn new() -> Self {
        install();
        Self(())
    }

    /// Whether `/alive` answers.
    pub fn set_alive(&self, yes: bool) {
        set_alive(yes);
    }

    /// Whether the browser forbids sockets.
    pub fn set_refused(&self, yes: bool) {
        set_refused(yes);
    }

    /// How many sockets were opened so far.
    pub fn opened(&self) -> usize {
        opened_count()
    }

    /// The socket opened at this place, from 0, once it is.
    pub async fn socket(&self, place: usize) -> FakeSocket {
        FakeSocket(nth_socket(place).await)
    }

    /// Takes the next client in as far as welcome and a whole state.
    pub async fn greet(&self, place: usize) -> FakeSocket {
        let socket = self.socket(place).await;
        socket.open();
        let hello = socket.texts();
        assert!(matches!(hello[..], [ClientText::Hello(_)]), "{hello:?}");
        socket.welcome();
        socket
    }
}

impl Drop for FakeRelay {
    fn drop(&mut self) {
        remove();
    }
}

/// The relay's end of one socket.
pub struct FakeSocket(JsValue);

impl FakeSocket {
    pub fn open(&self) {
        open_socket(&self.0);
    }

    pub fn say(&self, message: &ServerText) {
        say(&self.0, &message.encode().into());
    }

    pub fn frame(&self, frame: &ServerFrame) {
        say(&self.0, &js_sys::Uint8Array::from(&frame.encode()[..]));
    }

    pub fn close(&self, code: u16, reason: &str) {
        close_socket(&self.0, code, reason);
    }

    /// Whether the client listens no more.
    pub fn is_detached(&self) -> bool {
        is_detached(&self.0)
    }

    fn get(&self, name: &str) -> JsValue {
        js_sys::Reflect::get(&self.0, &name.into()).unwrap()
    }

    /// The code the client closed with.
    pub fn closed_with(&self) -> Option<u16> {
        self.get("closedWith").as_f64().map(|code| code as u16)
    }

    /// Address and subprotocols the client asked for.
    pub fn asked_for(&self) -> (String, String) {
        (self.get("url").as_string().unwrap(), self.get("protocols").as_string().unwrap())
    }

    /// Text messages that came since the last call; binary ones are dropped.
    pub fn texts(&self) -> Vec<ClientText> {
        let sent = take_sent(&self.0).into_iter().filter_map(|data| data.as_string());
        sent.map(|text| ClientText::decode(&text).unwrap()).collect()
    }

    /// Binary messages that came since the last call; text ones are dropped.
    pub fn frames(&self) -> Vec<ClientFrame> {
        let sent = take_sent(&self.0).into_iter().filter(|data| !data.is_string());
        let bytes = sent.map(|data| js_sys::Uint8Array::new(&data).to_vec());
        bytes.map(|bytes| ClientFrame::decode(&bytes, &index(), 64).unwrap()).collect()
    }

    pub fn welcome(&self) {
        self.say(&ServerText::Welcome(Box::new(Welcome {
            session: "s1".to_owned(),
            secret: "x1".to_owned(),
            incarnation: 1,
            you: member(),
            epoch: Epoch(1),
            rev: 1,
            state: StateVerdict::Snapshot,
            surface: Some(WireSurface::from(index().surface())),
            desk: DeskStatus {
                state: DeskState::Live,
                address: "sim:ui24r".to_owned(),
                reason: String::new(),
            },
            rooms: vec![RoomState {
                room: "crew".to_owned(),
                epoch: Epoch(2),
                head: 0,
                from: 1,
                read: 0,
                verdict: RoomVerdict::Snapshot,
            }],
            members: Vec::new(),
            limits: Some(Limits::default()),
            heartbeat: Some(Heartbeat::default()),
            clock: 1_700_000_000_000,
            decided: 0,
        })));
        let values = vec![desk::Value::Short(0); index().len()];
        self.frame(&ServerFrame::Snapshot { rev: 1, part: 0, parts: 1, start: 0, values });
    }
}

pub fn member() -> Member {
    Member {
        id: 7,
        name: "Ana".to_owned(),
        role: Role::Engineer,
        color: "sky".to_owned(),
        buses: Vec::new(),
    }
}

/// Two inputs with a fader and a mute each.
pub fn index() -> Index {
    let params =
        vec![Template::once(leaf::LEVEL, Law::Fader), Template::once(leaf::MUTE, Law::Toggle)];
    let input =
        Kind { id: kind::INPUT.to_owned(), count: 2, single: false, params, meters: Vec::new() };
    let surface = Surface { model: "Ui24R".to_owned(), kinds: vec![input], ..Surface::default() };
    Index::new(surface).unwrap()
}
