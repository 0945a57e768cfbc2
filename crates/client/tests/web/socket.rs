//! `Socket` against the relay's `/echo`: every event as the WebSocket standard
//! says, in its order, and none after a drop.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use client::socket::ReadyState;
use client::{CloseEvent, Message, Socket, SocketError};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::events::{Events, pass};
use crate::relay::{beside, echo_url};

#[derive(Debug, PartialEq)]
enum Seen {
    Open,
    Message(Message),
    Error,
    Close(CloseEvent),
}

fn text(content: &str) -> Seen {
    Seen::Message(Message::Text(content.to_owned()))
}

fn closed(code: u16, reason: &str) -> Seen {
    Seen::Close(CloseEvent { code, reason: reason.to_owned(), was_clean: code != 1006 })
}

/// Records everything the socket does.
fn record(socket: &Socket) -> Events<Seen> {
    let events = Events::default();
    let on = |event: fn() -> Seen| -> Option<Box<dyn Fn()>> {
        let events: Events<Seen> = events.clone();
        Some(Box::new(move || events.push(event())))
    };
    socket.set_onopen(on(|| Seen::Open));
    socket.set_onerror(on(|| Seen::Error));
    socket.set_onmessage(Some(Box::new({
        let events = events.clone();
        move |message| events.push(Seen::Message(message))
    })));
    socket.set_onclose(Some(Box::new({
        let events = events.clone();
        move |close| events.push(Seen::Close(close))
    })));
    events
}

fn connect(url: &str) -> (Socket, Events<Seen>) {
    let socket = Socket::new(url, &[]).unwrap();
    let events = record(&socket);
    (socket, events)
}

async fn open(url: &str) -> (Socket, Events<Seen>) {
    let (socket, events) = connect(url);
    assert_eq!(events.next().await, Seen::Open);
    (socket, events)
}

/// A test that needs the relay.
macro_rules! with_echo {
    ($(async fn $name:ident($url:ident) $body:block)*) => {$(
        #[wasm_bindgen_test]
        async fn $name() {
            if let Some($url) = echo_url(stringify!($name)) $body
        }
    )*};
}

with_echo! {
    async fn it_opens_and_tells_what_it_is(url) {
        let (socket, events) = connect(url);
        assert_eq!(socket.ready_state(), ReadyState::Connecting);
        assert_eq!(socket.protocol(), "");
        assert_eq!(events.next().await, Seen::Open);
        assert_eq!(socket.ready_state(), ReadyState::Open);
        assert_eq!(socket.url(), url);
        assert_eq!(socket.buffered_amount(), 0);
        assert_eq!(events.drain(), []);
    }

    async fn a_class_that_is_handed_in_is_used(url) {
        let class = js_sys::eval(
            "globalThis.made = []; (class extends WebSocket {
                constructor(...given) { super(...given); globalThis.made.push(String(given)); }
            })",
        );
        let socket = Socket::with_class(class.unwrap().dyn_ref(), url, &["a", "b"]).unwrap();
        let made = js_sys::eval("globalThis.made.join()").unwrap();
        assert_eq!(made.as_string(), Some(format!("{url},a,b")));
        drop(socket);
    }

    async fn text_comes_back_as_text(url) {
        let (socket, events) = open(url).await;
        for content in ["hello", "", "Größe 🎚️ \u{0} \u{10ffff}"] {
            socket.send_text(content).unwrap();
            assert_eq!(events.next().await, text(content));
        }
    }

    async fn bytes_come_back_as_bytes(url) {
        let (socket, events) = open(url).await;
        for content in [&[0, 1, 254, 255][..], &[]] {
            socket.send_bytes(content).unwrap();
            assert_eq!(events.next().await, Seen::Message(Message::Bytes(content.to_vec())));
        }
    }

    async fn a_megabyte_comes_back_whole(url) {
        let (socket, events) = open(url).await;
        let content: Vec<u8> = (0..1 << 20).map(|at: u32| (at % 251) as u8).collect();
        socket.send_bytes(&content).unwrap();
        assert!(socket.buffered_amount() >= 1 << 20);
        let Seen::Message(Message::Bytes(bytes)) = events.next().await else { panic!("no bytes") };
        assert!(bytes == content, "{} bytes came back changed", bytes.len());
        assert_eq!(socket.buffered_amount(), 0);
    }

    async fn messages_keep_their_order(url) {
        let (socket, events) = open(url).await;
        for at in 0..100_u8 {
            match at % 2 {
                0 => socket.send_text(&at.to_string()).unwrap(),
                _ => socket.send_bytes(&[at]).unwrap(),
            }
        }
        for at in 0..100_u8 {
            let expected = match at % 2 {
                0 => Message::Text(at.to_string()),
                _ => Message::Bytes(vec![at]),
            };
            assert_eq!(events.next().await, Seen::Message(expected));
        }
    }

    async fn the_page_closes_with_code_and_reason(url) {
        let (socket, events) = open(url).await;
        socket.send_text("last words").unwrap();
        socket.close(4321, "Schluß").unwrap();
        assert_eq!(socket.ready_state(), ReadyState::Closing);
        assert_eq!(socket.send_text("too late"), Err(SocketError::NotOpen(ReadyState::Closing)));
        // The echo is on its way, but a socket that closes delivers nothing any more.
        let Seen::Close(close) = events.next().await else { panic!("no close") };
        // Code and reason are those of the server's answer: it repeats the
        // code (RFC 6455, section 5.5.1), the reason if it likes.
        assert!(close.code == 4321 && close.was_clean, "{close:?}");
        assert!(["", "Schluß"].contains(&close.reason.as_str()), "{close:?}");
        assert_eq!(socket.ready_state(), ReadyState::Closed);
        assert_eq!(socket.close(1000, ""), Ok(()));
        assert_eq!(socket.send_bytes(&[1]), Err(SocketError::NotOpen(ReadyState::Closed)));
        pass(Duration::from_millis(50)).await;
        assert_eq!(events.drain(), []);
    }

    async fn the_server_closes_with_code_and_reason(url) {
        for (code, reason) in [(1000, ""), (1001, "going away"), (4406, "mediatrix.v1 to mediatrix.v1")] {
            let (socket, events) = open(url).await;
            socket.send_text(&format!("close:{code}:{reason}")).unwrap();
            assert_eq!(events.next().await, closed(code, reason));
            assert_eq!(socket.ready_state(), ReadyState::Closed);
        }
    }

    async fn a_refused_upgrade_is_an_error_then_a_close(url) {
        let (socket, events) = connect(&beside(url, "/no-socket-here"));
        assert_eq!(events.next().await, Seen::Error);
        assert_eq!(events.next().await, closed(1006, ""));
        assert_eq!(socket.ready_state(), ReadyState::Closed);
    }

    async fn closing_while_connecting_is_an_error_then_a_close(url) {
        let (socket, events) = connect(url);
        assert_eq!(socket.send_text("too early"), Err(SocketError::NotOpen(ReadyState::Connecting)));
        socket.close(1000, "").unwrap();
        assert_eq!(events.next().await, Seen::Error);
        assert_eq!(events.next().await, closed(1006, ""));
    }

    async fn nothing_happens_after_a_drop(url) {
        let (connecting, early) = connect(url);
        drop(connecting);
        let (socket, events) = open(url).await;
        socket.send_text("nobody hears the echo").unwrap();
        drop(socket);
        pass(Duration::from_millis(200)).await;
        assert_eq!(early.drain(), []);
        assert_eq!(events.drain(), []);
    }

    async fn a_socket_may_be_dropped_by_its_own_handler(url) {
        for reply in ["plain", "close:4000:over"] {
            let socket = Rc::new(RefCell::new(Some(Socket::new(url, &[]).unwrap())));
            let events = Events::default();
            if let Some(socket_now) = &*socket.borrow() {
                let drop_it = {
                    let (socket, events) = (Rc::clone(&socket), events.clone());
                    move |what: String| {
                        let taken = socket.borrow_mut().take();
                        events.push((what.clone(), taken.is_some()));
                        drop(taken);
                        // The closure and what it holds are still here.
                        events.push((what, socket.borrow().is_none()));
                    }
                };
                socket_now.set_onopen(Some(Box::new({
                    let socket = Rc::downgrade(&socket);
                    move || {
                        let socket = socket.upgrade().unwrap();
                        socket.borrow().as_ref().unwrap().send_text(reply).unwrap();
                    }
                })));
                socket_now.set_onmessage(Some(Box::new({
                    let drop_it = drop_it.clone();
                    move |message| drop_it(format!("{message:?}"))
                })));
                socket_now.set_onclose(Some(Box::new(move |close| drop_it(close.code.to_string()))));
            }
            let expected = if reply == "plain" { r#"Text("plain")"# } else { "4000" };
            assert_eq!(events.next().await, (expected.to_owned(), true));
            assert_eq!(events.next().await, (expected.to_owned(), true));
            pass(Duration::from_millis(50)).await;
            assert_eq!(events.drain(), []);
        }
    }

    async fn handlers_can_be_exchanged_and_taken_off(url) {
        let (socket, events) = open(url).await;
        let socket = Rc::new(socket);
        let second = Events::default();
        socket.set_onmessage(Some(Box::new({
            let (socket, second) = (Rc::downgrade(&socket), second.clone());
            move |_| {
                second.push("first handler");
                let later = second.clone();
                // The running closure is replaced, and its captures with it.
                if let Some(socket) = socket.upgrade() {
                    socket.set_onmessage(Some(Box::new(move |_| later.push("second handler"))));
                }
                second.push("still running");
            }
        })));
        socket.send_text("a").unwrap();
        socket.send_text("b").unwrap();
        for expected in ["first handler", "still running", "second handler"] {
            assert_eq!(second.next().await, expected);
        }
        socket.set_onmessage(None);
        socket.send_text("close:4000:").unwrap();
        assert_eq!(events.next().await, closed(4000, ""));
        assert_eq!(second.drain(), Vec::<&str>::new());
    }

    async fn closures_are_gone_with_their_socket(url) {
        struct Counted(Rc<Cell<u32>>);
        impl Drop for Counted {
            fn drop(&mut self) {
                self.0.set(self.0.get() + 1);
            }
        }
        let dropped = Rc::new(Cell::new(0));
        let (socket, _events) = open(url).await;
        let held = Counted(Rc::clone(&dropped));
        socket.set_onerror(Some(Box::new(move || { let _ = &held; })));
        let held = Counted(Rc::clone(&dropped));
        socket.set_onclose(Some(Box::new(move |_| { let _ = &held; })));
        assert_eq!(dropped.get(), 0);
        drop(socket);
        assert_eq!(dropped.get(), 2);
    }

    async fn two_hundred_sockets_open_and_go(url) {
        let mut before = 0;
        for round in 0..200 {
            let (socket, events) = open(url).await;
            socket.send_text("ping").unwrap();
            assert_eq!(events.next().await, text("ping"));
            drop(socket);
            if round == 20 {
                before = memory_bytes();
            }
        }
        // Closures are counted above; here nothing bigger may stay either.
        assert!(memory_bytes() <= before + 65_536, "{before} bytes became {}", memory_bytes());
    }
}

/// How much memory the page's Rust has taken.
pub fn memory_bytes() -> u32 {
    use wasm_bindgen::JsCast;
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length()
}

#[wasm_bindgen_test]
fn bad_arguments_are_refused_before_anything_is_opened() {
    let refused = |url: &str, protocols: &[&str]| Socket::new(url, protocols).unwrap_err().code();
    assert_eq!(refused("", &[]), "url_empty");
    assert_eq!(refused("http://127.0.0.1", &[]), "url_wrong_scheme");
    assert_eq!(refused("ws://127.0.0.1/#part", &[]), "url_fragment");
    assert_eq!(refused("ws://127.0.0.1/", &["a", "a"]), "protocol");
    assert_eq!(refused("ws://127.0.0.1/", &["no spaces"]), "protocol");
}

#[wasm_bindgen_test]
async fn a_port_where_nobody_listens_is_an_error_then_a_close() {
    // Port 1 is closed by every browser, so nothing can listen there.
    let (socket, events) = connect("ws://127.0.0.1:1/");
    assert_eq!(socket.close(1001, ""), Err(SocketError::CloseCode(1001)));
    assert_eq!(socket.close(1000, &"é".repeat(62)), Err(SocketError::ReasonLength(124)));
    assert_eq!(events.next().await, Seen::Error);
    assert_eq!(events.next().await, closed(1006, ""));
    assert_eq!(socket.ready_state(), ReadyState::Closed);
    pass(Duration::from_millis(50)).await;
    assert_eq!(events.drain(), []);
}
