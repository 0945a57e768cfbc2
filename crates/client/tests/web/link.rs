//! `Link` against a relay that the test plays: what is sent, what is told, in
//! which order, and that nothing is left behind.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use client::link::Options;
use client::storage::Storage;
use client::{Link, SocketError};
use desk::{ParamId, Value};
use protocol::{ClientFrame, ClientInfo, ClientText, Decision, ServerFrame, ServerText};
use session::{ControlError, Event, LinkState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::events::{Events, pass};
use crate::fake_relay::{FakeRelay, index, member};
use crate::socket::memory_bytes;

fn options(storage: &Storage) -> Options {
    Options {
        url: "ws://relay.test/ws".parse().unwrap(),
        token: "t0".to_owned(),
        client: ClientInfo { name: "test".to_owned(), version: "0".to_owned() },
        storage: storage.clone(),
        socket_class: None,
    }
}

fn open(storage: &Storage) -> (Link, Events<Event>) {
    let events = Events::default();
    let on_event = {
        let events = events.clone();
        move |event| events.push(event)
    };
    (Link::open(options(storage), on_event).unwrap(), events)
}

fn level(number: u16) -> ParamId {
    index().find(&format!("input.{number}.level")).unwrap()
}

/// Something happens to the window.
fn happens(name: &str) {
    web_sys::window().unwrap().dispatch_event(&web_sys::Event::new(name).unwrap()).unwrap();
}

/// Takes events until one fits.
async fn until(events: &Events<Event>, fits: impl Fn(&Event) -> bool) -> Event {
    loop {
        let event = events.next().await;
        if fits(&event) {
            return event;
        }
    }
}

async fn until_link(events: &Events<Event>, fits: impl Fn(&LinkState) -> bool) {
    until(events, |event| matches!(event, Event::Link(state) if fits(state))).await;
}

fn is_live(state: &LinkState) -> bool {
    matches!(state, LinkState::Live { .. })
}

#[wasm_bindgen_test]
async fn it_says_hello_and_tells_who_we_are() {
    let relay = FakeRelay::new();
    let (link, events) = open(&Storage::in_memory());
    let socket = relay.socket(0).await;
    let offered = "mediatrix.v1, mediatrix.reject";
    assert_eq!(socket.asked_for(), ("ws://relay.test/ws".to_owned(), offered.to_owned()));
    assert_eq!(link.state(), LinkState::Connecting);
    socket.open();
    let [ClientText::Hello(hello)] = &socket.texts()[..] else { panic!("hello comes first") };
    assert_eq!((hello.token.as_str(), &hello.cid), ("t0", &link.cid()));
    assert!(hello.visible);
    socket.welcome();
    until(&events, |event| *event == Event::Me(member())).await;
    until_link(&events, is_live).await;
    until(&events, |event| *event == Event::AllShown).await;
    assert_eq!(link.index().len(), 4);
    assert_eq!(link.shown(level(1)), Some(Value::Short(0)));
    assert_eq!(link.check_control(), Ok(()));
}

#[wasm_bindgen_test]
async fn a_move_is_shown_at_once_and_sent() {
    let relay = FakeRelay::new();
    let (link, events) = open(&Storage::in_memory());
    assert_eq!(link.set(level(1), Value::Short(9)), Err(ControlError::Offline));
    let socket = relay.greet(0).await;
    events.drain();
    socket.frames();
    link.touch(level(2)).unwrap();
    link.set(level(2), Value::Short(900)).unwrap();
    assert_eq!(link.shown(level(2)), Some(Value::Short(900)));
    // Events never come from within a call.
    assert_eq!(events.drain(), []);
    assert_eq!(events.next().await, Event::Shown(vec![level(2)]));
    link.lift(level(2));
    let frames = socket.frames();
    let sets = frames.iter().filter_map(|frame| match frame {
        ClientFrame::Set { entries, .. } => Some(entries.clone()),
        _ => None,
    });
    assert_eq!(sets.collect::<Vec<_>>(), [vec![(level(2), Value::Short(900))]]);
    assert!(matches!(frames.first(), Some(ClientFrame::Touch { .. })), "{frames:?}");
}

#[wasm_bindgen_test]
async fn the_newest_value_leaves_by_timer() {
    let relay = FakeRelay::new();
    let (link, _events) = open(&Storage::in_memory());
    let socket = relay.greet(0).await;
    for value in 1..=50 {
        link.set(level(1), Value::Short(value)).unwrap();
    }
    pass(Duration::from_millis(120)).await;
    let sets = socket.frames().into_iter().filter_map(|frame| match frame {
        ClientFrame::Set { entries, .. } => Some(entries),
        _ => None,
    });
    let sets: Vec<_> = sets.collect();
    assert_eq!(sets.last(), Some(&vec![(level(1), Value::Short(50))]));
    assert!(sets.len() <= 3, "{} sets for 50 moves", sets.len());
}

#[wasm_bindgen_test]
async fn handlers_may_call_everything_and_events_keep_their_order() {
    let relay = FakeRelay::new();
    let place: Rc<RefCell<Option<Link>>> = Rc::default();
    let events = Events::default();
    let link = Link::open(options(&Storage::in_memory()), {
        let (place, events) = (Rc::clone(&place), events.clone());
        move |event| {
            let link = place.borrow().clone();
            events.push(("begin", event.clone()));
            if let (Some(link), Event::AllShown) = (link, &event)
                && is_live(&link.state())
            {
                link.set(level(1), Value::Short(5)).unwrap();
                assert_eq!(link.say("crew", "from within"), Some(1));
            }
            events.push(("end", event));
        }
    })
    .unwrap();
    place.replace(Some(link));
    let socket = relay.greet(0).await;
    let said = socket.texts();
    assert!(
        said.iter().any(|text| matches!(text, ClientText::Post(post) if post.n == 1)),
        "{said:?}"
    );
    let seen = events.drain();
    assert!(seen.iter().any(|(_, event)| *event == Event::Outbox));
    for pair in seen.chunks(2) {
        let [("begin", first), ("end", second)] = pair else { panic!("nested: {seen:?}") };
        assert_eq!(first, second);
    }
    place.replace(None);
}

#[wasm_bindgen_test]
async fn a_lost_link_is_probed_and_taken_up_again() {
    let relay = FakeRelay::new();
    let (link, events) = open(&Storage::in_memory());
    let first = relay.greet(0).await;
    until_link(&events, is_live).await;
    relay.set_alive(false);
    first.close(1006, "");
    assert!(first.is_detached());
    until_link(&events, |state| *state == LinkState::Offline).await;
    assert_eq!(link.set(level(1), Value::Short(1)), Err(ControlError::Offline));
    // No socket is tried while the probe is not answered.
    pass(Duration::from_millis(700)).await;
    assert_eq!(relay.opened(), 1);
    relay.set_alive(true);
    let second = relay.socket(1).await;
    second.open();
    let [ClientText::Hello(hello)] = &second.texts()[..] else { panic!("hello comes first") };
    assert_eq!(hello.resume.as_ref().map(|resume| resume.session.as_str()), Some("s1"));
    assert_eq!(hello.state.map(|cursor| cursor.rev), Some(1));
    second.welcome();
    until_link(&events, is_live).await;
}

#[wasm_bindgen_test]
async fn an_old_socket_is_not_heard_any_more() {
    let relay = FakeRelay::new();
    let (link, events) = open(&Storage::in_memory());
    let first = relay.greet(0).await;
    until_link(&events, is_live).await;
    // A frame that cannot be read: the client starts over on a new socket
    // without waiting for the old one to close.
    first.frame(&ServerFrame::CatchUp { rev: 2, entries: vec![(ParamId(999), Value::Short(1))] });
    assert!(first.is_detached());
    assert_eq!(first.closed_with(), Some(1000));
    let second = relay.greet(1).await;
    first.close(4401, "too late to matter");
    assert!(is_live(&link.state()));
    drop(link);
    assert_eq!(second.closed_with(), Some(1000));
}

#[wasm_bindgen_test]
async fn a_final_close_stops_it() {
    let relay = FakeRelay::new();
    let (link, events) = open(&Storage::in_memory());
    let socket = relay.greet(0).await;
    socket.close(4401, "revoked");
    let stopped = LinkState::Stopped { code: 4401, reason: "revoked".to_owned() };
    until_link(&events, |state| *state == stopped).await;
    assert_eq!(link.state(), stopped);
    pass(Duration::from_millis(300)).await;
    assert_eq!(relay.opened(), 1);
}

#[wasm_bindgen_test]
async fn nothing_happens_after_the_last_clone_is_gone() {
    let relay = FakeRelay::new();
    let (link, events) = open(&Storage::in_memory());
    let socket = relay.greet(0).await;
    let clone = link.clone();
    drop(link);
    assert!(!socket.is_detached());
    clone.say("crew", "last words").unwrap();
    drop(clone);
    assert!(socket.is_detached());
    assert_eq!(socket.closed_with(), Some(1000));
    events.drain();
    happens("online");
    pass(Duration::from_millis(100)).await;
    assert_eq!(events.drain(), []);
    assert_eq!(relay.opened(), 1);
}

#[wasm_bindgen_test]
async fn a_handler_may_drop_the_link() {
    let relay = FakeRelay::new();
    let place: Rc<RefCell<Option<Link>>> = Rc::default();
    let events = Events::default();
    let link = Link::open(options(&Storage::in_memory()), {
        let (place, events) = (Rc::clone(&place), events.clone());
        move |event| {
            events.push(event);
            place.replace(None);
        }
    })
    .unwrap();
    place.replace(Some(link));
    let socket = relay.socket(0).await;
    socket.open();
    socket.welcome();
    assert_eq!(events.drain().len(), 1);
    assert!(socket.is_detached());
    assert_eq!(socket.closed_with(), Some(1000));
    pass(Duration::from_millis(50)).await;
    assert_eq!(events.drain(), []);
}

#[wasm_bindgen_test]
async fn closing_is_told_and_then_all_is_gone() {
    let relay = FakeRelay::new();
    let (link, events) = open(&Storage::in_memory());
    let socket = relay.greet(0).await;
    link.close();
    assert_eq!(socket.closed_with(), Some(1000));
    until_link(&events, |state| matches!(state, LinkState::Stopped { code: 1000, .. })).await;
    assert_eq!(link.set(level(1), Value::Short(1)), Err(ControlError::Offline));
    link.close();
    pass(Duration::from_millis(50)).await;
    assert_eq!(events.drain(), []);
}

#[wasm_bindgen_test]
async fn undecided_messages_survive_a_reload() {
    let relay = FakeRelay::new();
    let storage = Storage::in_memory();
    let (link, _) = open(&storage);
    let cid = link.cid();
    assert_eq!(link.say("crew", "hello"), Some(1));
    drop(link);

    let (link, events) = open(&storage);
    assert_eq!(link.cid(), cid);
    let socket = relay.greet(1).await;
    let said = socket.texts();
    let post = said.iter().find_map(|text| match text {
        ClientText::Post(post) => Some(post),
        _ => None,
    });
    assert_eq!(post.map(|post| (post.n, post.resumed)), Some((1, true)), "{said:?}");
    let decision = Decision::Stored { offset: 1 };
    socket.say(&ServerText::Decided { n: 1, decision: decision.clone() });
    until(&events, |event| *event == Event::Decided { n: 1, decision: decision.clone() }).await;
    assert_eq!(link.outbox(), []);
    drop(link);

    let (link, _) = open(&storage);
    assert_eq!(link.outbox(), []);
    assert_eq!(link.say("crew", "next"), Some(2));
}

#[wasm_bindgen_test]
async fn coming_back_to_the_network_asks_the_relay() {
    let relay = FakeRelay::new();
    let (_link, _events) = open(&Storage::in_memory());
    let socket = relay.greet(0).await;
    socket.frames();
    for name in ["online", "pageshow", "focus"] {
        happens(name);
        let frames = socket.frames();
        assert!(matches!(frames[..], [ClientFrame::Ping { .. }]), "{name}: {frames:?}");
    }
}

#[wasm_bindgen_test]
async fn two_hundred_reconnects_leave_nothing_behind() {
    let relay = FakeRelay::new();
    let (_link, events) = open(&Storage::in_memory());
    let mut before = 0;
    for round in 0..200 {
        let socket = relay.greet(round).await;
        socket.close(1006, "");
        assert!(socket.is_detached());
        // Back on the network: no need to wait for the backoff.
        happens("online");
        events.drain();
        if round == 20 {
            before = memory_bytes();
        }
    }
    assert!(memory_bytes() <= before + 65_536, "{before} bytes became {}", memory_bytes());
}

#[wasm_bindgen_test]
fn the_relay_of_a_page_is_where_the_page_came_from() {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    let expected = format!("{}/ws", origin.replacen("http", "ws", 1));
    assert_eq!(client::relay_of_page().unwrap().to_string(), expected);
}

#[wasm_bindgen_test]
async fn a_frozen_page_counts_as_hidden() {
    let relay = FakeRelay::new();
    let (_link, _events) = open(&Storage::in_memory());
    let socket = relay.greet(0).await;
    socket.texts();
    let document = web_sys::window().unwrap().document().unwrap();
    for (name, seen) in [("freeze", false), ("resume", true), ("visibilitychange", true)] {
        document.dispatch_event(&web_sys::Event::new(name).unwrap()).unwrap();
        let told = socket.texts().into_iter().find_map(|text| match text {
            ClientText::Visible { visible } => Some(visible),
            _ => None,
        });
        assert_eq!(told, (name != "visibilitychange").then_some(seen), "{name}");
    }
}

#[wasm_bindgen_test]
fn a_browser_that_forbids_sockets_is_an_error() {
    let relay = FakeRelay::new();
    relay.set_refused(true);
    let opened = Link::open(options(&Storage::in_memory()), |_| {});
    let refused = SocketError::Browser("this page may not".to_owned());
    assert_eq!(opened.map(|_| ()), Err(refused));
}
