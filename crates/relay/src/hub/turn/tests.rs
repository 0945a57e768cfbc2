//! The hub's turn without sockets: whom it lets in, and which surface a write
//! belongs to.

use desk::{Index, Surface, Value};
use protocol::{ClientFrame, DeskState, Heartbeat, Limits, Role};
use testkit::native::{Folder, hello};
use testkit::world::small_surface;

use super::*;
use crate::auth::Token;
use crate::store::{MemberRow, Opened};

const CONN: ConnId = ConnId(1);

struct Bench {
    turn: Turn,
    member: Member,
    token: String,
    _folder: Folder,
}

impl Bench {
    fn new() -> Self {
        let folder = Folder::new();
        let rooms = vec!["crew".to_owned()];
        let Opened { store, restored, .. } = Store::open(folder.path(), &rooms, 200).unwrap();
        let config = room::Config {
            limits: Limits::default(),
            heartbeat: Heartbeat::default(),
            rooms,
            chat_memory: 200,
        };
        let token = Token::random().unwrap();
        let member = Member {
            id: 1,
            name: "Ana".to_owned(),
            role: Role::Admin,
            color: "sky".to_owned(),
            buses: Vec::new(),
        };
        let row = MemberRow { member: member.clone(), token: token.hash(), revoked: false };
        let parts = Parts {
            room: Room::new(config, restored),
            inputs: mpsc::channel(1).1,
            desk_events: mpsc::channel(1).1,
            desk_writes: DeskWrites::default(),
            store,
            people: People::new(vec![row]),
            drain: watch::channel(false).1,
            clock: Clock::start(),
        };
        let turn = Turn { parts, peers: BTreeMap::new(), generation: 0, draining: false };
        Self { turn, member, token: token.text().to_owned(), _folder: folder }
    }

    fn hello(&mut self) -> mpsc::Receiver<Out> {
        let (outs, receiver) = crate::hub::Hub::outs();
        let hello = Box::new(hello(&self.token));
        self.turn.take(Input::Hello { conn: CONN, member: self.member.clone(), hello, outs });
        self.turn.act();
        receiver
    }

    fn sync(&mut self, generation: u64, surface: Surface) {
        self.turn.take_desk(DeskEvent::Synced { generation, surface, values: Vec::new() });
    }
}

#[test]
fn a_set_keeps_the_surface_it_was_made_for() {
    let mut bench = Bench::new();
    let live =
        DeskStatus { state: DeskState::Live, address: "desk".to_owned(), reason: String::new() };
    bench.turn.take_desk(DeskEvent::Status(live));
    bench.sync(1, small_surface());
    let _outs = bench.hello();
    let id = Index::new(small_surface()).unwrap().find("input.1.level").unwrap();
    let tick = ((bench.turn.parts.clock.read().1 / 16) & 0xffff) as u16;
    let value = Value::Short(7);
    let set = ClientFrame::Set { op: 1, gesture: 0, tick, entries: vec![(id, value.clone())] };
    bench.turn.take(Input::Binary { conn: CONN, bytes: set.encode().into() });
    // In the same turn the desk turns out to be another.
    bench.sync(2, Surface { model: "Other".to_owned(), ..small_surface() });
    bench.turn.act();
    assert_eq!(bench.turn.parts.desk_writes.take(), [(1, id, value)]);
}

#[test]
fn a_token_taken_back_during_hello_lets_nobody_in() {
    let mut bench = Bench::new();
    bench.turn.parts.people.revoke(1);
    let mut outs = bench.hello();
    let Ok(Out::Close { code, last, .. }) = outs.try_recv() else { panic!("let in") };
    assert_eq!((code, last.len()), (4401, 1));
    assert_eq!(bench.turn.parts.room.stats().connections, 0);

    let mut bench = Bench::new();
    let mut outs = bench.hello();
    assert!(matches!(outs.try_recv(), Ok(Out::Batch(_))));
    assert_eq!(bench.turn.parts.room.stats().connections, 1);
}
