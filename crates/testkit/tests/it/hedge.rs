//! The second socket beside one that fell silent: the first to answer wins,
//! and whatever both bring is taken once.

use desk::Value;
use session::{Event, LinkState};
use testkit::world::{Cut, Packet, PageId, Setup, World, engineer};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn pair(latency: (u64, u64)) -> (World, PageId, PageId) {
    let mut world = World::new(Setup { latency_millis: latency, ..Setup::default() }, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    let ben = world.join_live(engineer(2, "Ben"));
    world.run(6000);
    world.events(ann);
    world.wire().record();
    (world, ann, ben)
}

fn links(world: &mut World, page: PageId) -> Vec<LinkState> {
    crate::ask::links(&world.events(page))
}

fn is_live(link: &LinkState) -> bool {
    matches!(link, LinkState::Live { .. })
}

#[track_caller]
fn until(world: &mut World, page: PageId, is: impl Fn(&LinkState) -> bool) {
    for _ in 0..20_000 {
        if is(world.client(page).link()) {
            return;
        }
        world.run(1);
    }
    panic!("still {:?}", world.client(page).link());
}

#[track_caller]
fn until_second_socket(world: &mut World, page: PageId) {
    for _ in 0..20_000 {
        if world.connects(page) == 2 {
            return;
        }
        world.run(1);
    }
    panic!("no second socket");
}

/// The old connection is dead, a fresh one is not: a beacon that is half late
/// is enough to find out, long before anybody is told of doubts.
#[test]
fn a_fresh_socket_is_opened_beside_a_dead_one() {
    let (mut world, ann, ben) = pair((5, 6));
    let level = world.param("input.1.level");
    world.cut(ann, Cut::SILENT);
    world.say(ben);
    world.desk_moves(level, Value::Short(7));
    let cut = world.now();
    until_second_socket(&mut world, ann);
    assert!(world.now().since(cut).as_millis() <= 1550);
    world.run(50);
    assert_eq!((world.connects(ann), world.probes(ann)), (2, 1));
    let links = links(&mut world, ann);
    assert!(links.iter().all(is_live), "{links:?}");
    world.check_quiet();
}

/// The old socket is heard while the new one is opening: nothing changes.
#[test]
fn the_old_socket_wins_when_it_answers_first() {
    let (mut world, ann, _) = pair((100, 101));
    world.hold_for(ann, 2050);
    world.run(2010);
    assert_eq!(world.client(ann).link(), &LinkState::Suspect);
    assert_eq!(world.connects(ann), 1, "no probe came through");
    world.run(3000);
    assert_eq!(world.connects(ann), 2);
    let events = world.events(ann);
    assert!(!events.iter().any(|event| matches!(event, Event::Me(_))), "no second welcome");
    let closes = world.wire().up(ann).filter(|of| matches!(of.packet, Packet::Close(1000, _)));
    assert_eq!(closes.count(), 1, "the loser is closed");
    world.check_quiet();
}

/// Hello has left over the new socket when the old one wakes up and brings
/// what it had: entries, values and the news that it was replaced.
#[test]
fn what_both_sockets_bring_is_taken_once() {
    for woken_after in 0..60 {
        let (mut world, ann, ben) = pair((10, 11));
        let level = world.param("input.1.level");
        world.stall_newest(ann, true);
        for step in 0..3 {
            world.say(ben);
            world.desk_moves(level, Value::Short(step));
            world.run(250);
        }
        until_second_socket(&mut world, ann);
        // What stalled comes through while the new socket is on its way.
        world.run(woken_after);
        world.stall_newest(ann, false);
        world.desk_moves(level, Value::Short(50));
        world.say(ben);
        world.run(3000);
        world.check_quiet();
        assert!(!links(&mut world, ann).contains(&LinkState::Offline), "{woken_after} ms");
    }
}

/// A blackout of the whole path: the page is back soon after the path is,
/// whatever the old connection does.
#[test]
fn after_a_blackout_the_page_is_back_soon() {
    for outage in (500..8000).step_by(250) {
        let (mut world, ann, _) = pair((5, 6));
        // The old connection does not recover, as TCP for seconds after.
        world.cut(ann, Cut::SILENT);
        world.blackout(ann, outage);
        world.run(outage);
        let back = world.now();
        until(&mut world, ann, is_live);
        // Before two seconds are over nobody is suspicious yet; later a probe
        // every tenth of a second looks for the path.
        let took = world.now().since(back).as_millis() as u64;
        assert!(took <= 200, "{took} ms after {outage} ms");
        world.run(2000);
        world.check_quiet();
    }
}

/// The relay does not mind which of a page's sockets goes when.
#[test]
fn a_page_has_one_place_at_the_relay() {
    let (mut world, ann, _) = pair((30, 90));
    for _ in 0..10 {
        world.cut(ann, Cut::SILENT);
        world.run(2700);
        assert!(is_live(world.client(ann).link()));
        assert_eq!(world.room().stats().connections, 2);
    }
    world.check_quiet();
}
