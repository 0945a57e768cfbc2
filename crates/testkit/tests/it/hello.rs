//! Hello and welcome: what a newcomer gets, who is turned away, and who makes
//! place for whom.

use desk::Value;
use protocol::{CloseCode, DeskState, StateVerdict};
use session::{Event, LinkState, Saved};
use testkit::world::{
    CREW, Cut, Packet, Setup, World, engineer, large_surface, small_surface, viewer,
};

use crate::ask::{byes, check_stopped, kind, kinds_down, links, welcome};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_newcomer_is_live_with_the_whole_state() {
    let mut world = World::ordinary(1);
    let level = world.param("input.3.level");
    world.desk_moves(level, Value::Short(40_000));
    world.wire().record();
    let ann = world.join_live(engineer(1, "Ann"));
    assert_eq!(world.client(ann).index().surface(), &small_surface());
    assert_eq!(world.client(ann).shown(level), Some(&Value::Short(40_000)));
    let told = welcome(&mut world, ann);
    assert_eq!((told.state, told.incarnation), (StateVerdict::Snapshot, 1));
    assert_eq!(told.members.len(), 1);
    assert_eq!(kinds_down(&mut world, ann)[0], kind::SNAPSHOT);
    world.check_quiet();
}

/// Who is told of it before the first entry can tell that one is missing, and
/// takes it for the first.
#[test]
fn welcome_tells_the_position_of_a_room_without_entries() {
    let mut world = World::ordinary(1);
    world.wire().record();
    let ann = world.join_live(engineer(1, "Ann"));
    let told = welcome(&mut world, ann).rooms;
    let positions: Vec<_> = told.iter().map(|of| (of.room.as_str(), of.head, of.from)).collect();
    assert_eq!(positions, [(CREW, 0, 1)]);
    world.say(ann);
    world.run(100);
    assert_eq!(world.seen(ann).head, 1);
}

#[test]
fn a_large_state_comes_in_parts() {
    let setup = Setup { surface: large_surface(), ..Setup::default() };
    let mut world = World::new(setup, 1);
    world.wire().record();
    let ann = world.join_live(engineer(1, "Ann"));
    let kinds = kinds_down(&mut world, ann);
    let parts = kinds.iter().filter(|of| **of == kind::SNAPSHOT).count();
    assert!(parts > 1, "{parts} parts of {} parameters", world.client(ann).index().len());
    world.check_quiet();
}

#[test]
fn people_learn_of_each_other() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    world.events(ann);
    let ben = world.join_live(viewer(2, "Ben"));
    let here = |events: Vec<Event>| {
        let members = events.into_iter().rev().find_map(|event| match event {
            Event::Members(here) => Some(here),
            _ => None,
        });
        let here = members.expect("members were told");
        here.into_iter().map(|one| (one.member.name, one.visible)).collect::<Vec<_>>()
    };
    let both = [("Ann".to_owned(), true), ("Ben".to_owned(), true)];
    assert_eq!(here(world.events(ann)), both);
    assert_eq!(here(world.events(ben)), both);
    world.show(ben, false);
    world.run(100);
    assert_eq!(here(world.events(ann)), [("Ann".to_owned(), true), ("Ben".to_owned(), false)]);
    world.close_page(ben);
    world.run(100);
    assert_eq!(here(world.events(ann)), [("Ann".to_owned(), true)]);
}

#[test]
fn whoever_is_not_invited_any_more_is_sent_away_for_good() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    let ben = world.join_live(engineer(2, "Ben"));
    world.revoke(ann);
    world.run(30_000);
    check_stopped(&world, ann, CloseCode::NotAuthenticated);
    assert_eq!(world.connects(ann), 1, "no further try");
    assert!(world.is_live(ben));
    world.reload(ann);
    world.run(5000);
    check_stopped(&world, ann, CloseCode::NotAuthenticated);
}

#[test]
fn a_newer_connection_of_the_session_fences_the_older() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    world.wire().record();
    // The relay does not know that the socket is gone.
    world.cut(ann, Cut { told: testkit::world::Told::Page, ..Cut::CLEAN });
    world.run(1000);
    assert!(world.is_live(ann));
    assert_eq!(byes(&mut world, ann), [CloseCode::Replaced.code()]);
    assert_eq!(welcome(&mut world, ann).incarnation, 2);
    assert_eq!(world.room().stats().connections, 1);
}

#[test]
fn eight_pages_of_one_person_and_a_reconnecting_one_is_no_ninth() {
    let mut world = World::ordinary(1);
    let pages: Vec<_> = (0..8).map(|_| world.join_live(engineer(1, "Ann"))).collect();
    world.wire().record();
    world.cut(pages[3], Cut { told: testkit::world::Told::Page, ..Cut::CLEAN });
    world.run(1000);
    assert!(world.is_live(pages[3]), "its own half-open socket was counted");
    let ninth = world.join(engineer(1, "Ann"));
    world.run(1000);
    assert!(!world.is_live(ninth));
    assert_eq!(byes(&mut world, ninth), [CloseCode::Overloaded.code()]);
    assert!(pages.iter().all(|page| world.is_live(*page)));
}

#[test]
fn nobody_speaks_under_the_client_id_of_another() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    world.say(ann);
    world.run(100);
    let cid = world.client(ann).cid().to_owned();
    // Ann is away, and everybody can read her client id in the log.
    world.hold(ann);
    world.run(20_000);
    world.wire().record();
    let stolen = Saved { cid: cid.clone(), resume: None, next: 1, outbox: Vec::new() };
    let eve = world.join_with(viewer(2, "Eve"), stolen);
    world.say(eve);
    world.run(2000);
    assert_eq!(byes(&mut world, eve), [CloseCode::DuplicateClient.code()]);
    assert_ne!(world.client(eve).cid(), cid);
    world.release(ann);
    world.say(ann);
    world.run(10_000);
    assert_eq!(world.client(ann).cid(), cid);
    world.check_quiet();
}

#[test]
fn a_first_frame_that_is_no_hello_and_silence_end_a_socket() {
    let mut world = World::ordinary(1);
    world.wire().record();
    let ann = world.join(engineer(1, "Ann"));
    // The upgrade takes 10 ms; hello is lost on its way.
    world.run(12);
    world.cut(ann, Cut { down: Cut::EVERYTHING, ..Cut::SILENT });
    world.run(10_000);
    assert!(world.is_live(ann), "{:?}", world.client(ann).link());
    let closed = world.wire().down(ann).find_map(|carried| match carried.packet {
        Packet::Close(code, _) => Some(code),
        _ => None,
    });
    assert_eq!(closed, Some(CloseCode::HelloTimeout.code()));

    let ben = world.join(engineer(2, "Ben"));
    world.run(5);
    world.send_raw(ben, Packet::Text(r#"{"t":"visible","visible":true}"#.into()));
    world.run(100);
    check_stopped(&world, ben, CloseCode::Malformed);
}

#[test]
fn a_change_of_desk_fences_sets_until_it_is_taken_up() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    let level = world.param("input.1.level");
    world.events(ann);
    world.desk_becomes(large_surface());
    // The page still has the old surface: its third parameter is a pan, the
    // new desk's is a solo.
    let old = world.client(ann).index().find("input.1.pan").unwrap();
    assert_eq!(old, world.param("input.1.solo"));
    world.act(ann, |client, now| client.set(now, old, Value::Short(1))).unwrap();
    world.run(200);
    assert_eq!(world.desk_sets(), [], "a set of the old surface reached the new desk");
    let events = world.events(ann);
    assert!(events.contains(&Event::Surface));
    assert_eq!(world.client(ann).index().surface(), &large_surface());
    world.check_quiet();
    world.act(ann, |client, now| client.set(now, level, Value::Short(7))).unwrap();
    world.run(200);
    assert_eq!(world.desk_sets().len(), 1);
    world.check_quiet();
}

#[test]
fn a_stopping_relay_says_when_to_come_back() {
    let mut world = World::ordinary(1);
    let pages: Vec<_> = (1..9).map(|id| world.join_live(engineer(id, "Crew"))).collect();
    world.wire().record();
    let stopped = world.now();
    world.drain(2000);
    world.crash(0);
    world.start_relay();
    world.desk_is(DeskState::Live);
    world.run(10_000);
    for page in pages {
        let code = CloseCode::GoingAway.code();
        assert_eq!(byes(&mut world, page), [code]);
        let hello = world
            .wire()
            .up(page)
            .find(|carried| matches!(carried.client_text(), Some(protocol::ClientText::Hello(_))));
        let pause = hello.expect("it came back").at.since(stopped).as_millis();
        assert!((2000..3200).contains(&pause), "{pause} ms");
        let states = links(&world.events(page));
        assert!(states.contains(&LinkState::Offline), "{states:?}");
    }
    world.check_quiet();
}

/// A welcome to who comes back leaves them out.
#[test]
fn the_limits_stay_over_a_reconnect() {
    let mut setup = Setup::default();
    setup.limits.chat_chars = 321;
    let mut world = World::new(setup, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    assert_eq!(world.client(ann).limits().chat_chars, 321);
    world.run(6000);
    assert!(world.cut(ann, Cut::CLEAN));
    world.run(1000);
    assert!(world.is_live(ann));
    assert_eq!(world.client(ann).limits().chat_chars, 321);
    world.check_quiet();
}
