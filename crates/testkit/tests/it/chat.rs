//! Chat: one log, the same for all; a verdict is final, and it is told only
//! once the entry is on disk.

use protocol::{ChatBody, ChatEntry, ClientText, Decision, RefusalCode, RoomVerdict};
use session::Event;
use testkit::world::{CREW, Cut, Packet, PageId, Setup, Told, World, admin, engineer, viewer};

use crate::ask::rooms;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn post(world: &mut World, page: PageId, body: ChatBody) -> u64 {
    world.act(page, |client, now| client.post(now, CREW, body)).expect("the outbox takes it")
}

fn create(text: &str) -> ChatBody {
    ChatBody::Create { text: text.to_owned() }
}

/// The verdicts that a page was told, by number.
fn verdicts(events: &[Event]) -> Vec<(u64, Decision)> {
    let decided = events.iter().filter_map(|event| match event {
        Event::Decided { n, decision } => Some((*n, decision.clone())),
        _ => None,
    });
    decided.collect()
}

/// Posts and gives the verdict: the offset, or the code of the refusal.
fn verdict(world: &mut World, page: PageId, body: ChatBody) -> Result<u64, RefusalCode> {
    world.events(page);
    let n = post(world, page, body);
    world.run(200);
    let decided = verdicts(&world.events(page));
    assert_eq!(decided.len(), 1, "{decided:?}");
    assert_eq!(decided[0].0, n);
    match &decided[0].1 {
        Decision::Stored { offset } => Ok(*offset),
        Decision::Refused { refusal } => Err(refusal.code),
    }
}

#[test]
fn everybody_sees_the_same_log_once_it_is_on_disk() {
    let setup = Setup { store_millis: (500, 501), ..Setup::default() };
    let mut world = World::new(setup, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    let ben = world.join_live(viewer(2, "Ben"));
    world.say(ann);
    world.say(ben);
    world.run(400);
    for page in [ann, ben] {
        assert_eq!(world.seen(page).entries, [], "shown before it was stored");
        assert_eq!(verdicts(&world.events(page)), []);
    }
    world.run(600);
    let seen = &world.seen(ann).entries;
    assert_eq!(seen.len(), 2);
    assert_eq!(seen, &world.seen(ben).entries);
    assert_eq!(seen[0].name, "Ann");
    world.check_quiet();
}

#[test]
fn what_cannot_be_said_is_refused_for_good() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    let long = "x".repeat(2001);
    let cases = [
        (create("  \n "), RefusalCode::BadText),
        (create(&long), RefusalCode::BadText),
        (ChatBody::Edit { target: 9, text: "a".into() }, RefusalCode::NotFound),
        (ChatBody::Delete { target: 9 }, RefusalCode::NotFound),
        (ChatBody::React { target: 9, reaction: "ok".into(), on: true }, RefusalCode::NotFound),
    ];
    for (body, code) in cases {
        assert_eq!(verdict(&mut world, ann, body.clone()), Err(code), "{body:?}");
    }
    world.events(ann);
    world.act(ann, |client, now| client.post(now, "cellar", create("a")));
    world.run(100);
    let decided = verdicts(&world.events(ann));
    let Decision::Refused { refusal } = &decided[0].1 else { panic!("{decided:?}") };
    assert_eq!(refusal.code, RefusalCode::UnknownRoom);
    assert_eq!(verdict(&mut world, ann, create(" fine ")), Ok(1));
    assert_eq!(world.store().entries(CREW)[0].body, create("fine"));
    world.check_quiet();
}

/// What is stored for ever holds little of what a client wrote.
#[test]
fn a_long_name_of_a_room_is_not_stored_whole() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    let cellar = "cellar ".repeat(2000);
    let n = world.act(ann, |client, now| client.post(now, &cellar, create("a"))).unwrap();
    world.run(100);
    let Some(Decision::Refused { refusal }) = decision(&world, ann, n) else { panic!("stored") };
    assert_eq!(refusal.code, RefusalCode::UnknownRoom);
    assert!(refusal.reason.len() < 100, "{}", refusal.reason);
    world.check_quiet();
}

/// The relay decides nothing twice, and the outbox goes on. A thousand pages
/// are too many for a browser.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn a_post_whose_verdict_is_forgotten_gets_an_answer() {
    let setup = Setup { store_millis: (50, 51), ..Setup::default() };
    let mut world = World::new(setup, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    world.say(ann);
    world.run(57);
    let saved = world.client(ann).saved();
    assert_eq!(saved.outbox.len(), 1, "the verdict is under way");
    world.close_page(ann);
    world.run(1000);
    // A thousand others come, write and leave.
    for other in 0..1000 {
        let page = world.join(engineer(2, "Ben"));
        world.run(100);
        world.say(page);
        world.run(100);
        world.close_page(page);
        if other % 100 == 0 {
            world.run(100);
        }
    }
    world.run(1000);
    let ann = world.join_with(engineer(1, "Ann"), saved);
    world.run(5000);
    let told: Vec<_> = verdicts(&world.events(ann));
    let [(1, Decision::Refused { refusal })] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(refusal.code, RefusalCode::NotFound);
    assert_eq!(world.client(ann).outbox().len(), 0);
    assert_eq!(world.store().entries(CREW).len(), 1001);
}

/// It would end every socket that carries it, again and again.
#[test]
fn a_message_larger_than_the_relay_takes_never_enters_the_outbox() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    let large = create(&"x".repeat(16 * 1024));
    assert_eq!(world.act(ann, |client, now| client.post(now, CREW, large)), None);
    let small = create(&"x".repeat(15 * 1024));
    assert_eq!(verdict(&mut world, ann, small), Err(RefusalCode::BadText));
}

#[test]
fn only_the_author_revises_and_an_admin_takes_back() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    let ben = world.join_live(engineer(2, "Ben"));
    let boss = world.join_live(admin(3, "Boss"));
    let first = verdict(&mut world, ann, create("secret word")).unwrap();
    let second = verdict(&mut world, ann, create("another")).unwrap();
    let edit = |target, text: &str| ChatBody::Edit { target, text: text.into() };
    let denied = Err(RefusalCode::NotAllowed);
    assert_eq!(verdict(&mut world, ben, edit(first, "mine")), denied);
    assert_eq!(verdict(&mut world, boss, edit(first, "mine")), denied);
    assert_eq!(verdict(&mut world, ben, ChatBody::Delete { target: first }), denied);
    let react = |on| ChatBody::React { target: first, reaction: "got_it".into(), on };
    assert!(verdict(&mut world, ben, react(true)).is_ok());
    assert!(verdict(&mut world, ann, edit(first, "secret too")).is_ok());
    assert!(verdict(&mut world, ann, ChatBody::Delete { target: first }).is_ok());
    assert!(verdict(&mut world, boss, ChatBody::Delete { target: second }).is_ok());
    // What is gone can be neither changed nor liked.
    let gone = Err(RefusalCode::NotFound);
    assert_eq!(verdict(&mut world, ann, edit(first, "again")), gone);
    assert_eq!(verdict(&mut world, ann, ChatBody::Delete { target: first }), gone);
    assert_eq!(verdict(&mut world, ben, react(false)), gone);
    // Nothing of the text is left, on disk or for those who come later.
    let cleo = world.join_live(viewer(4, "Cleo"));
    let words = |entries: &[ChatEntry]| format!("{entries:?}");
    for entries in [world.store().entries(CREW), &world.seen(cleo).entries] {
        assert!(!words(entries).contains("secret"), "{entries:?}");
        assert!(!words(entries).contains("another"), "{entries:?}");
    }
    world.check_quiet();
}

/// An edit of a message that is still on its way to disk finds it.
#[test]
fn a_message_can_be_revised_before_it_is_stored() {
    let setup = Setup { store_millis: (300, 400), ..Setup::default() };
    let mut world = World::new(setup, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    post(&mut world, ann, create("typo"));
    post(&mut world, ann, ChatBody::Edit { target: 1, text: "type".into() });
    world.run(2000);
    assert_eq!(world.store().entries(CREW).len(), 2);
    world.check_quiet();
}

/// A relay that read it from its disk knows it again.
#[test]
fn blanks_around_a_message_do_not_make_it_another() {
    let setup = Setup { store_millis: (50, 51), ..Setup::default() };
    let mut world = World::new(setup, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    world.events(ann);
    post(&mut world, ann, create(" between blanks\n"));
    world.run(20);
    world.crash(1);
    world.start_relay();
    world.desk_is(protocol::DeskState::Live);
    world.run(3000);
    let decided = world.events(ann).into_iter().filter_map(|event| match event {
        session::Event::Decided { n, decision } => Some((n, decision)),
        _ => None,
    });
    let stored = protocol::Decision::Stored { offset: 1 };
    assert_eq!(decided.collect::<Vec<_>>(), [(1, stored)]);
    world.check_quiet();
}

#[test]
fn a_repeat_gets_the_first_verdict_after_a_crash_too() {
    for stored in 0..3 {
        let setup = Setup { store_millis: (50, 51), ..Setup::default() };
        let mut world = World::new(setup, 1);
        let ann = world.join_live(engineer(1, "Ann"));
        world.say(ann);
        post(&mut world, ann, create(""));
        world.say(ann);
        world.run(20);
        world.crash(stored);
        world.start_relay();
        world.desk_is(protocol::DeskState::Live);
        let before: Vec<_> = (1..=3).map(|n| decision(&world, ann, n)).collect();
        world.run(3000);
        for (n, before) in (1..).zip(before) {
            let after = decision(&world, ann, n);
            assert!(after.is_some());
            assert!(before.is_none() || before == after, "{n}: {before:?}, then {after:?}");
        }
        // Repeats of what was decided long ago.
        world.events(ann);
        for n in 1..=3 {
            let repeat = protocol::ChatPost {
                n,
                room: CREW.into(),
                body: create("other words under an old number"),
                resumed: true,
            };
            let text = ClientText::Post(repeat).encode();
            world.send_raw(ann, Packet::Text(text.into()));
        }
        world.run(500);
        assert_eq!(world.store().entries(CREW).len(), 2);
        world.check_quiet();
    }
}

fn decision(world: &World, page: PageId, n: u64) -> Option<Decision> {
    world.store().decision(world.client(page).cid(), n)
}

#[test]
fn a_newcomer_gets_the_newest_hundred() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    for _ in 0..150 {
        world.say(ann);
        world.run(600);
    }
    let ben = world.join_live(viewer(2, "Ben"));
    let told = &rooms(&world.events(ben))[0];
    assert_eq!((told.verdict, told.head, told.from), (RoomVerdict::Snapshot, 150, 51));
    assert_eq!(world.seen(ben).entries.len(), 100);
    world.check_quiet();
}

/// The relay keeps a few entries in memory: who was away for longer is told
/// of the gap and gets the newest page.
#[test]
fn a_cursor_that_is_too_old_is_told_of_the_gap() {
    let setup = Setup { chat_memory: 30, ..Setup::default() };
    let mut world = World::new(setup, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    let ben = world.join_live(viewer(2, "Ben"));
    let cleo = world.join_live(viewer(3, "Cleo"));
    world.hold(ben);
    world.hold_for(cleo, 20_000);
    for count in 0..60 {
        world.say(ann);
        world.run(600);
        if count == 40 {
            world.run(10_000);
            world.events(cleo);
        }
    }
    world.release(ben);
    world.run(10_000);
    let told = rooms(&world.events(ben)).pop().unwrap();
    assert_eq!((told.verdict, told.head, told.from), (RoomVerdict::Gap, 60, 31));
    assert_eq!(world.seen(ben).gaps, 1);
    world.check_quiet();
}

/// A peer whose socket stalls while more is said than memory holds must not
/// be left with a hole it does not know of.
#[test]
fn a_stalled_peer_learns_of_its_gap() {
    let mut setup = Setup { chat_memory: 20, ..Setup::default() };
    setup.limits.posts_per_ten_seconds = 1000;
    setup.limits.frames_per_second = 1000;
    // Silence alone would end the stalled link before the memory is full.
    setup.heartbeat.dead_millis = 60_000;
    setup.heartbeat.relay_dead_millis = 60_000;
    let mut world = World::new(setup, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    let ben = world.join_live(viewer(2, "Ben"));
    world.hold_for(ben, 10_000);
    for count in 0..300 {
        post(&mut world, ann, create(&format!("{count} {}", "x".repeat(1500))));
        world.run(20);
    }
    world.run(20_000);
    assert!(world.seen(ben).gaps > 0, "300 long messages did not stall the link");
    world.check_quiet();
}

#[test]
fn read_marks_are_kept_and_told_to_the_next_page() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    for _ in 0..3 {
        world.say(ann);
    }
    world.run(100);
    world.act(ann, |client, _| client.read(CREW, 2));
    world.act(ann, |client, _| client.read(CREW, 1));
    world.run(100);
    assert_eq!(world.store().read_mark(1, CREW), 2);
    world.crash(0);
    world.start_relay();
    world.desk_is(protocol::DeskState::Live);
    let second = world.join_live(engineer(1, "Ann"));
    assert_eq!(rooms(&world.events(second))[0].read, 2);
    // A mark cannot lie ahead of the log.
    world.act(ann, |client, _| client.read(CREW, 99));
    world.run(2000);
    assert_eq!(world.store().read_mark(1, CREW), 3);
}

#[test]
fn a_burst_is_slowed_down_and_nothing_of_it_is_lost() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    world.events(ann);
    for _ in 0..200 {
        world.say(ann).expect("the outbox holds 500");
    }
    world.run(20_000);
    let refused = crate::ask::refusals(&world.events(ann));
    assert!(refused.iter().all(|code| *code == RefusalCode::TooFast), "{refused:?}");
    assert_eq!(world.store().entries(CREW).len(), 200);
    world.check_quiet();
}

#[test]
fn a_full_outbox_goes_out_when_the_link_is_back() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    world.cut(ann, Cut { told: Told::Nobody, ..Cut::CLEAN });
    world.hold(ann);
    let taken = (0..510).filter(|_| world.say(ann).is_some()).count();
    assert_eq!(taken, 500);
    world.run(10_000);
    world.events(ann);
    world.release(ann);
    world.run(30_000);
    let refused = crate::ask::refusals(&world.events(ann));
    assert!(refused.iter().all(|code| *code == RefusalCode::TooFast), "{refused:?}");
    world.check_quiet();
}

/// Whatever is lost of the very first messages under a new client id, their
/// order and their numbers hold.
#[test]
fn the_first_message_is_not_overtaken_when_it_is_dropped() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    let noise = protocol::ClientFrame::MeterAck { seq: 1 }.encode();
    for _ in 0..260 {
        world.send_raw(ann, Packet::Binary(noise.clone().into()));
    }
    for _ in 0..30 {
        world.say(ann);
        world.run(1);
    }
    world.run(10_000);
    world.check_quiet();
}
