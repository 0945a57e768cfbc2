//! A room for the tests of its parts, and who is asked for a batch.

use protocol::{ClientFrame, ClientInfo, Hello, Limits, Member, Notice, Role};

use super::*;
use crate::chat::Restored;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

pub(super) const CONN: ConnId = ConnId(1);

pub(super) fn at(millis: u64) -> Moment {
    Moment::from_millis(millis)
}

/// A room with one visible page, heard at 0.
pub(super) fn room() -> Room {
    let config = Config {
        limits: Limits::default(),
        heartbeat: Heartbeat::default(),
        rooms: vec!["crew".into()],
        chat_memory: 10,
    };
    let mut room = Room::new(config, Restored::default());
    let member = Member {
        id: 1,
        name: "Ann".into(),
        role: Role::Engineer,
        color: "sky".into(),
        buses: Vec::new(),
    };
    let hello = Hello {
        token: String::new(),
        cid: "c0".repeat(16),
        tab: "1".into(),
        client: ClientInfo { name: "test".into(), version: "0".into() },
        resume: None,
        state: None,
        rooms: Vec::new(),
        visible: true,
    };
    let fresh = Fresh { session: "session".into(), secret: "secret".into() };
    room.handle_hello(at(0), 0, CONN, member, &hello, fresh);
    room
}

/// Takes every batch that is due.
fn settle(room: &mut Room, millis: u64) {
    while room.poll_batch(at(millis), 0, CONN).is_some() {
        room.handle_written(CONN);
    }
}

#[test]
fn who_has_everything_is_not_asked_again_before_there_is_more() {
    let mut room = room();
    assert_eq!(room.ready(at(0)), [CONN]);
    settle(&mut room, 0);
    assert_eq!(room.ready(at(999)), []);
    assert_eq!(room.ready(at(1000)), [CONN], "a sign of life is due");
    settle(&mut room, 1000);
    assert_eq!(room.ready(at(1000)), []);
    room.handle_binary(at(1001), 0, CONN, &ClientFrame::Ping { nonce: 7 }.encode());
    assert_eq!(room.ready(at(1001)), [CONN], "it asked something");
    settle(&mut room, 1001);
    room.handle_notice(Notice { what: "toast".into(), words: Vec::new() }, None);
    assert_eq!(room.ready(at(1001)), [CONN], "the desk says something");
    settle(&mut room, 1001);
    room.handle_notice(Notice { what: "toast".into(), words: Vec::new() }, Some(CONN));
    assert_eq!(room.ready(at(1001)), [], "it said so itself");
    room.handle_store_state(StoreState::Full);
    assert_eq!(room.ready(at(1002)), [CONN], "all are told something");
    assert!(room.poll_batch(at(1002), 0, CONN).is_some());
    assert_eq!(room.ready(at(1002)), [], "the last batch is under way");
    room.handle_written(CONN);
    settle(&mut room, 1002);
    assert_eq!(room.ready(at(1003)), []);
}

#[test]
fn a_command_meant_for_the_desk_before_reaches_no_other() {
    let mut room = room();
    let state = DeskState::Live;
    let (address, reason) = ("sim:ui12".to_owned(), String::new());
    room.handle_desk_status(DeskStatus { state, address, reason });
    let surface = ::desk::Surface { model: "another".into(), ..::desk::Surface::default() };
    room.handle_desk_synced(surface, Vec::new());
    let words = vec!["Gig".to_owned(), "Opening".to_owned()];
    let load = |n| Command { n, verb: "snapshot.load".to_owned(), words: words.clone() };
    let orders = |room: &mut Room| {
        let effects = std::iter::from_fn(|| room.poll_effect());
        effects.filter(|effect| matches!(effect, Effect::DeskCommand { .. })).count()
    };
    room.handle_command(CONN, load(1));
    assert_eq!(orders(&mut room), 0, "it has not heard of this desk");
    room.conns.get_mut(&CONN).unwrap().surface_taken = true;
    room.handle_command(CONN, load(2));
    assert_eq!(orders(&mut room), 1);
}
