//! The session against a relay that says what a test wants it to say.

use protocol::{
    ChatEntry, CloseCode, DeskStatus, Member, RefusalCode, Role, RoomState, RoomVerdict,
    SAVE_SHEET, ServerFrame, ServerText, StateVerdict, Welcome, WireSurface,
};

use super::*;
use crate::ControlError;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

mod silence;

const SOCKET: SocketId = SocketId(1);

fn at(millis: u64) -> Moment {
    Moment::from_millis(millis)
}

fn surface() -> WireSurface {
    let params = vec![desk::Template::once("level", desk::Law::Fader)];
    let kind =
        desk::Kind { id: "input".into(), count: 2, single: false, params, meters: Vec::new() };
    WireSurface::from(&desk::Surface { kinds: vec![kind], ..desk::Surface::default() })
}

fn welcome() -> ServerText {
    let member = Member {
        id: 1,
        name: "Ann".into(),
        role: Role::Engineer,
        color: "sky".into(),
        buses: Vec::new(),
    };
    let room = RoomState {
        room: "crew".into(),
        epoch: Epoch(3),
        head: 4,
        from: 5,
        read: 0,
        verdict: RoomVerdict::Snapshot,
    };
    ServerText::Welcome(Box::new(Welcome {
        session: "session".into(),
        secret: "secret".into(),
        incarnation: 1,
        you: member,
        epoch: Epoch(7),
        rev: 1,
        state: StateVerdict::Snapshot,
        surface: Some(surface()),
        desk: DeskStatus { state: DeskState::Live, address: String::new(), reason: String::new() },
        rooms: vec![room],
        members: Vec::new(),
        limits: Some(Limits::default()),
        heartbeat: Some(Heartbeat::default()),
        clock: 1_800_000_000_000,
        decided: 0,
    }))
}

fn new() -> Client {
    Client::new(Config {
        client: ClientInfo { name: "test".into(), version: "0".into() },
        token: "token".into(),
        seed: 1,
        saved: None,
        visible: true,
    })
}

/// A session that is live with its state, one second after the start.
fn live() -> Client {
    let mut client = new();
    client.start(at(0));
    assert_eq!(actions(&mut client), [Action::Connect(SOCKET)]);
    client.handle_opened(at(500), SOCKET);
    say(&mut client, 1000, &welcome());
    let values = vec![Value::Short(0); 2];
    let snapshot = ServerFrame::Snapshot { rev: 1, part: 0, parts: 1, start: 0, values };
    frame(&mut client, 1000, &snapshot);
    actions(&mut client);
    events(&mut client);
    client
}

fn say(client: &mut Client, millis: u64, message: &ServerText) {
    client.handle_text(at(millis), SOCKET, &message.encode());
}

fn frame(client: &mut Client, millis: u64, frame: &ServerFrame) {
    client.handle_binary(at(millis), SOCKET, &frame.encode());
}

fn actions(client: &mut Client) -> Vec<Action> {
    std::iter::from_fn(|| client.poll_action()).collect()
}

fn events(client: &mut Client) -> Vec<Event> {
    std::iter::from_fn(|| client.poll_event()).collect()
}

fn entry(offset: u64) -> ServerText {
    ServerText::Chat(ChatEntry {
        room: "crew".into(),
        offset,
        at: 0,
        author: 1,
        name: "Ann".into(),
        color: "sky".into(),
        cid: "c".into(),
        n: 1,
        body: ChatBody::Create { text: "hi".into() },
    })
}

/// The code with which the session gave its socket up, if it did.
fn given_up(client: &mut Client) -> bool {
    actions(client).iter().any(|action| matches!(action, Action::Drop(SOCKET, _)))
}

#[test]
fn hello_is_the_first_frame_and_asks_for_everything() {
    let mut client = new();
    client.start(at(0));
    client.start(at(0));
    assert_eq!(actions(&mut client).len(), 1, "started once");
    client.handle_opened(at(5), SOCKET);
    let sent = actions(&mut client);
    let [Action::SendText(SOCKET, text)] = sent.as_slice() else { panic!("{sent:?}") };
    let Ok(ClientText::Hello(hello)) = ClientText::decode(text) else { panic!("{text}") };
    assert_eq!((hello.resume, hello.state, hello.rooms.len()), (None, None, 0));
    assert_eq!((hello.cid.len(), hello.cid.as_str()), (32, client.cid()));
}

#[test]
fn meters_from_before_a_stall_are_acknowledged_but_not_shown() {
    let mut client = live();
    let mut shown = |millis: u64, produced: u64, seq: u8| {
        let tick = (((1_800_000_000_000 - 1000 + produced) / 16) & 0xffff) as u16;
        let meters = ServerFrame::Meters { seq, tick, kinds: 0, levels: Vec::new() };
        frame(&mut client, millis, &meters);
        let ack = Action::SendBinary(SOCKET, ClientFrame::MeterAck { seq }.encode());
        assert!(actions(&mut client).contains(&ack), "{seq} is acknowledged");
        events(&mut client).iter().any(|event| matches!(event, Event::Meters { .. }))
    };
    assert!(shown(1050, 1050, 1));
    // Four were under way when the network stopped for 900 ms.
    for seq in 2..=5 {
        assert!(!shown(2000, 1050 + 10 * u64::from(seq), seq));
    }
    assert!(shown(2010, 2005, 6), "the next is fresh");
    // A link that is always slow shows what it has.
    let late = (0..20).filter(|n| shown(3000 + 50 * n, 2500 + 50 * n, 7 + *n as u8)).count();
    assert_eq!(late, 4);
}

#[test]
fn an_entry_that_comes_twice_is_told_once() {
    let mut client = live();
    for offset in [4, 5, 5, 6, 5] {
        say(&mut client, 1100, &entry(offset));
    }
    let told = events(&mut client).into_iter().filter_map(|event| match event {
        Event::Chat(entry) => Some(entry.offset),
        _ => None,
    });
    assert_eq!(told.collect::<Vec<_>>(), [5, 6]);
}

#[test]
fn what_a_newer_relay_adds_is_skipped() {
    let mut client = live();
    client.handle_text(at(1100), SOCKET, r#"{"t":"dance"}"#);
    client.handle_text(at(1100), SOCKET, "not json");
    client.handle_binary(at(1100), SOCKET, &[0x7f, 1, 2]);
    assert_eq!(events(&mut client), []);
    assert!(!given_up(&mut client));
}

/// The two ends do not agree: the session starts over with a whole state, and
/// does not show what may be wrong as if it were right.
#[test]
fn a_state_that_does_not_fit_is_asked_for_anew() {
    let misfits = [
        ServerFrame::Delta { from: 9, advance: 1, entries: Vec::new() }.encode(),
        ServerFrame::Tick { rev: 2, clock: 0, heads: vec![4] }.encode(),
        ServerFrame::Tick { rev: 1, clock: 0, heads: vec![5] }.encode(),
        vec![0x02, 1],
        vec![0x02, 1, 1, 77, 0, 0],
    ];
    for bytes in misfits {
        let mut client = live();
        client.handle_binary(at(1100), SOCKET, &bytes);
        assert!(given_up(&mut client), "{bytes:?}");
        assert_eq!(*client.link(), LinkState::Offline);
        let due = client.poll_deadline().unwrap();
        client.handle_timeout(due);
        client.handle_probe(due, true);
        client.handle_opened(due, SocketId(2));
        let hello = actions(&mut client).into_iter().find_map(|action| match action {
            Action::SendText(_, text) => ClientText::decode(&text).ok(),
            _ => None,
        });
        let Some(ClientText::Hello(hello)) = hello else { panic!("no hello") };
        assert_eq!(hello.state, None);
        assert_eq!(hello.rooms.len(), 1, "chat goes on where it was");
    }
}

#[test]
fn a_tick_that_fits_is_only_a_sign_of_life() {
    let mut client = live();
    frame(&mut client, 2900, &ServerFrame::Tick { rev: 1, clock: 0, heads: vec![4] });
    client.handle_timeout(at(4800));
    assert!(matches!(client.link(), LinkState::Live { .. }));
    client.handle_timeout(at(4900));
    assert_eq!(*client.link(), LinkState::Suspect);
}

#[test]
fn an_old_socket_is_not_listened_to() {
    let mut client = live();
    client.handle_closed(at(1100), SOCKET, 1006, "");
    events(&mut client);
    say(&mut client, 1100, &entry(5));
    client.handle_closed(at(1100), SOCKET, CloseCode::Malformed.code(), "");
    assert_eq!(events(&mut client), []);
    assert_eq!(*client.link(), LinkState::Offline);
}

/// After a reload another page turns out to have the client id for good: what
/// the storage brought along is not dropped without a word.
#[test]
fn an_outbox_that_is_left_to_a_twin_is_told_of() {
    let draft = Draft { n: 3, room: "crew".into(), body: ChatBody::Create { text: "hi".into() } };
    let saved = Saved { cid: "c".repeat(32), resume: None, next: 4, outbox: vec![draft] };
    let mut client = Client::new(Config {
        client: ClientInfo { name: "test".into(), version: "0".into() },
        token: "token".into(),
        seed: 1,
        saved: Some(saved),
        visible: true,
    });
    let decided = |client: &mut Client| {
        let verdicts = events(client).into_iter().filter_map(|event| match event {
            Event::Decided { n, decision: protocol::Decision::Refused { refusal } } => {
                Some((n, refusal.code))
            }
            _ => None,
        });
        verdicts.collect::<Vec<_>>()
    };
    let twin = CloseCode::DuplicateClient.code();
    client.start(at(0));
    client.handle_closed(at(100), SOCKET, twin, "");
    assert_eq!((decided(&mut client), client.outbox().len()), (vec![], 1));
    let due = client.poll_deadline().unwrap();
    client.handle_timeout(due);
    client.handle_probe(due, true);
    client.handle_closed(due, SocketId(2), twin, "");
    assert_eq!(decided(&mut client), [(3, protocol::RefusalCode::NotStored)]);
    assert_eq!(client.outbox().len(), 0);
    assert_ne!(client.cid(), "c".repeat(32));
}

/// Meters keep ticks away, so their tick must carry the clock.
#[test]
fn a_clock_that_jumps_is_believed_with_the_next_meters() {
    let mut client = live();
    let tick = (1_800_000_100_000u64 / 16) & 0xffff;
    let meters = ServerFrame::Meters { seq: 1, tick: tick as u16, kinds: 1, levels: Vec::new() };
    frame(&mut client, 1000, &meters);
    actions(&mut client);
    client.set(at(1000), ParamId(0), Value::Short(1)).unwrap();
    let sent = actions(&mut client).into_iter().find_map(|action| match action {
        Action::SendBinary(_, bytes) => ClientFrame::decode(&bytes, client.index(), 64).ok(),
        _ => None,
    });
    let Some(ClientFrame::Set { tick: sent, .. }) = sent else { panic!("{sent:?}") };
    assert_eq!(u64::from(sent), tick);
}

#[test]
fn a_hidden_page_waits_even_when_its_timer_fires() {
    let mut client = live();
    client.handle_visible(at(1100), false);
    client.handle_closed(at(1200), SOCKET, 1006, "");
    actions(&mut client);
    assert_eq!(client.poll_deadline(), None);
    client.handle_timeout(at(60_000));
    assert_eq!(actions(&mut client), []);
    client.handle_visible(at(61_000), true);
    assert_eq!(actions(&mut client), [Action::Probe]);
}

#[test]
fn a_page_that_came_on_screen_since_its_hello_says_so() {
    for visible in [true, false] {
        let mut client = new();
        client.handle_visible(at(0), !visible);
        client.start(at(0));
        client.handle_opened(at(500), SOCKET);
        client.handle_visible(at(600), visible);
        actions(&mut client);
        say(&mut client, 1000, &welcome());
        let told = Action::SendText(SOCKET, ClientText::Visible { visible }.encode());
        assert!(actions(&mut client).contains(&told));
    }
}

#[test]
fn a_surface_this_page_cannot_read_is_the_end() {
    let mut client = live();
    let text = r#"{"t":"surface","epoch":"0000000000000009","surface":{"model":"","firmware":"",
        "simulated":false,"types":[{"law":"new"}],"params":[["x",0,0]],
        "kinds":[{"id":"input","count":1,"params":[[0,1]]}]}}"#;
    client.handle_text(at(1100), SOCKET, text);
    let code = CloseCode::NoCommonVersion.code();
    assert!(matches!(client.link(), LinkState::Stopped { code: found, .. } if *found == code));
    assert_eq!(client.poll_deadline(), None);
}

#[test]
fn a_command_is_answered_once_and_lost_with_the_link() {
    let mut client = live();
    let first = client.command("snapshot.load", vec!["Gig".into(), "Opener".into()]).unwrap();
    let text = r#"{"t":"command","n":1,"verb":"snapshot.load","words":["Gig","Opener"]}"#;
    assert_eq!(actions(&mut client), [Action::SendText(SOCKET, text.into())]);
    let done = ServerText::CommandDone { n: first, words: vec![] };
    say(&mut client, 1100, &done);
    say(&mut client, 1100, &done);
    assert_eq!(events(&mut client), [Event::Command { n: first, outcome: Ok(vec![]) }]);
    let second = client.command("player.play", vec![]).unwrap();
    client.handle_closed(at(1200), SOCKET, 1006, "");
    let lost = events(&mut client).into_iter().find_map(|event| match event {
        Event::Command { n, outcome: Err(refusal) } => Some((n, refusal.code)),
        _ => None,
    });
    assert_eq!(lost, Some((second, RefusalCode::Expired)));
    assert_eq!(client.command("player.play", vec![]), Err(ControlError::Offline));
}

#[test]
fn a_sheet_needs_no_desk_and_nothing_larger_than_the_relay_takes_is_sent() {
    let mut client = live();
    let away =
        DeskStatus { state: DeskState::Offline, address: String::new(), reason: String::new() };
    say(&mut client, 1100, &ServerText::Desk { desk: away });
    assert_eq!(client.command("player.play", vec![]), Err(ControlError::DeskOffline));
    let sheet = |line: String| vec!["layers".to_owned(), "0".to_owned(), line];
    actions(&mut client);
    // Each quote takes two bytes on the wire.
    let most = sheet("\"".repeat(8_192));
    assert_eq!(client.command(SAVE_SHEET, most), Err(ControlError::Unfit));
    assert_eq!(actions(&mut client), []);
    assert_eq!(client.command(SAVE_SHEET, sheet("\"".repeat(8_000))), Ok(1));
    assert_eq!(actions(&mut client).len(), 1);
}

#[test]
fn lists_are_asked_for_again_after_every_welcome() {
    let mut client = live();
    let shows = ListName { list: "shows".into(), of: String::new() };
    client.want_lists(vec![shows.clone()]);
    client.want_lists(vec![shows.clone()]);
    let ask = Action::SendText(SOCKET, r#"{"t":"lists","lists":[{"list":"shows"}]}"#.into());
    assert_eq!(actions(&mut client), std::slice::from_ref(&ask));
    let names = vec!["Gig".to_owned()];
    say(&mut client, 1100, &ServerText::List { name: shows.clone(), names: names.clone() });
    assert_eq!(events(&mut client), [Event::List { name: shows, names }]);
    client.handle_closed(at(6000), SOCKET, 1006, "");
    client.handle_timeout(client.poll_deadline().unwrap());
    client.handle_probe(at(6200), true);
    client.handle_opened(at(6300), SocketId(SOCKET.0 + 1));
    client.handle_text(at(6400), SocketId(SOCKET.0 + 1), &welcome().encode());
    let again = actions(&mut client);
    assert!(
        again
            .iter()
            .any(|action| matches!(action, Action::SendText(_, text) if text.contains("lists"))),
        "{again:?}"
    );
}

#[test]
fn a_fade_goes_to_the_relay_behind_what_was_set() {
    let mut client = live();
    let fader = ParamId(0);
    client.set(at(1100), fader, Value::Short(7)).unwrap();
    client.set(at(1101), fader, Value::Short(8)).unwrap();
    actions(&mut client);
    let two = Duration::from_secs(2);
    let goal = vec![(fader, Value::Short(50_115))];
    client.fade(at(1102), goal, two, protocol::Easing::Both).unwrap();
    let index = client.index().clone();
    let sent: Vec<ClientFrame> = actions(&mut client)
        .into_iter()
        .filter_map(|action| match action {
            Action::SendBinary(_, bytes) => ClientFrame::decode(&bytes, &index, 64).ok(),
            _ => None,
        })
        .collect();
    assert!(matches!(&sent[0], ClientFrame::Set { op: 2, .. }), "{sent:?}");
    assert!(matches!(&sent[1], ClientFrame::Fade { op: 3, millis: 2000, .. }), "{sent:?}");
    let unfit = vec![(ParamId(60_000), Value::Short(0))];
    let refused = client.fade(at(1103), unfit, two, protocol::Easing::Linear);
    assert_eq!(refused, Err(ControlError::Unfit));
}
