//! Who is alive, when each end gives the other up, and how a page comes back.

use desk::Moment;
use protocol::DeskState;
use session::LinkState;
use testkit::world::{Carried, Cut, PageId, Setup, Told, World, engineer};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// One way takes this long in an ordinary world.
const LATENCY: u64 = 5;

fn one() -> (World, PageId) {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    world.wire().record();
    world.run(4321);
    (world, ann)
}

/// Milliseconds until the link is of this kind.
fn until(world: &mut World, page: PageId, is: impl Fn(&LinkState) -> bool) -> u64 {
    let start = world.now();
    for _ in 0..200_000 {
        if is(world.client(page).link()) {
            return world.now().since(start).as_millis() as u64;
        }
        world.run(1);
    }
    panic!("still {:?}", world.client(page).link());
}

/// How often a page was welcomed.
fn welcomes(world: &mut World, page: PageId) -> usize {
    let events = world.events(page);
    events.iter().filter(|event| matches!(event, session::Event::Me(_))).count()
}

fn is_live(link: &LinkState) -> bool {
    matches!(link, LinkState::Live { .. })
}

fn arrival(carried: Option<&Carried>) -> u64 {
    carried.expect("something was sent").at.as_millis() + LATENCY
}

#[test]
fn a_silent_relay_is_suspect_after_two_seconds_and_lost_after_five() {
    let (mut world, ann) = one();
    world.run(50);
    let heard = arrival(world.wire().down(ann).last());
    world.hold(ann);
    until(&mut world, ann, |link| *link == LinkState::Suspect);
    assert_eq!(world.now(), Moment::from_millis(heard + 2000));
    until(&mut world, ann, |link| *link == LinkState::Offline);
    assert_eq!(world.now(), Moment::from_millis(heard + 5000));
    world.release(ann);
    until(&mut world, ann, is_live);
}

#[test]
fn a_suspect_relay_that_is_heard_again_is_live_at_once() {
    let (mut world, ann) = one();
    world.hold_for(ann, 3500);
    until(&mut world, ann, |link| *link == LinkState::Suspect);
    until(&mut world, ann, is_live);
    world.run(2000);
    assert_eq!(welcomes(&mut world, ann), 1);
    world.check_quiet();
}

/// When the relay gives up a page that fell silent, after its last frame.
fn relay_patience(world: &mut World, page: PageId) -> u64 {
    let heard = arrival(world.wire().up(page).last());
    world.cut(page, Cut::SILENT);
    world.hold(page);
    let connections = world.room().stats().connections;
    while world.room().stats().connections == connections {
        world.run(1);
    }
    world.now().as_millis() - heard
}

#[test]
fn the_relay_gives_up_a_silent_page() {
    let (mut world, ann) = one();
    world.run(50);
    assert_eq!(relay_patience(&mut world, ann), 5400);
}

#[test]
fn the_relay_is_patient_with_a_page_in_the_background() {
    let (mut world, ann) = one();
    world.show(ann, false);
    world.run(100);
    assert_eq!(relay_patience(&mut world, ann), 90_000);
}

#[test]
fn a_page_in_the_background_stays_connected() {
    let (mut world, ann) = one();
    world.show(ann, false);
    world.run(3_600_000);
    assert_eq!(world.room().stats().connections, 1);
    assert_eq!(world.connects(ann), 1);
    world.show(ann, true);
    world.run(100);
    world.check_quiet();
}

/// A machine that slept wakes to a timer that is overdue and to bytes that
/// were not read: the bytes count.
#[test]
fn a_late_timer_does_not_kill_a_healthy_link() {
    let mut setup = Setup::default();
    setup.heartbeat.relay_dead_millis = 600_000;
    for visible in [true, false] {
        let mut world = World::new(setup.clone(), 1);
        let ann = world.join_live(engineer(1, "Ann"));
        world.show(ann, visible);
        world.run(100);
        world.sleep(ann, 60_000);
        world.run(60_300);
        // It dozes off again before anything is settled.
        world.sleep(ann, 30_000);
        world.run(40_000);
        world.show(ann, true);
        world.run(100);
        assert_eq!(world.connects(ann), 1, "visible: {visible}");
        world.check_quiet();
    }
}

/// Asleep for so short a time that the relay did not give it up either.
#[test]
fn a_short_nap_costs_nothing() {
    let (mut world, ann) = one();
    world.sleep(ann, 3000);
    world.run(6000);
    assert_eq!(world.connects(ann), 1);
    world.check_quiet();
}

#[test]
fn a_page_that_wakes_after_ten_minutes_is_back_at_once() {
    let (mut world, ann) = one();
    world.sleep(ann, 600_000);
    world.run(600_000);
    let took = until(&mut world, ann, is_live);
    assert!(took < 700, "{took} ms");
    world.run(100);
    world.check_quiet();
}

/// The socket is dead but nobody has told the page, which comes on screen.
#[test]
fn a_page_that_comes_on_screen_asks_whether_the_relay_is_there() {
    let (mut world, ann) = one();
    world.show(ann, false);
    world.run(100);
    world.cut(ann, Cut::SILENT);
    world.run(600_000);
    assert!(world.is_live(ann), "nobody could notice");
    world.show(ann, true);
    world.events(ann);
    world.run(300);
    assert_eq!((welcomes(&mut world, ann), world.probes(ann)), (1, 1), "before any doubt");
    world.check_quiet();
}

/// The same without a path: then there is doubt, and soon despair.
#[test]
fn a_page_that_comes_on_screen_offline_says_so() {
    let (mut world, ann) = one();
    world.show(ann, false);
    world.run(100);
    world.cut(ann, Cut::SILENT);
    world.blackout(ann, 700_000);
    world.run(600_000);
    world.show(ann, true);
    world.run(1);
    let doubt = until(&mut world, ann, |link| *link == LinkState::Suspect);
    let lost = until(&mut world, ann, |link| *link == LinkState::Offline);
    assert!(doubt <= 400 && lost <= 1500, "doubt after {doubt} ms, lost {lost} ms later");
}

#[test]
fn after_a_good_session_the_way_back_is_short_and_probes_first() {
    let (mut world, ann) = one();
    world.run(1000);
    world.cut(ann, Cut::CLEAN);
    world.run(LATENCY + 1);
    let took = until(&mut world, ann, is_live);
    assert!(took <= 100 + 6 * LATENCY, "{took} ms");
    assert_eq!((world.probes(ann), world.connects(ann)), (1, 2));
}

#[test]
fn while_the_relay_is_down_no_socket_is_tried() {
    for outage in [500, 3000, 9000, 60_000] {
        let (mut world, ann) = one();
        world.crash(0);
        world.run(outage);
        assert_eq!(world.connects(ann), 1, "a browser would hold later sockets back");
        let most = outage.min(10_000) / 250 + outage / 2000 + 2;
        let probes = world.probes(ann) as u64;
        assert!(probes <= most, "{probes} probes in {outage} ms");
        world.start_relay();
        world.desk_is(DeskState::Live);
        let took = until(&mut world, ann, is_live);
        let most = if outage < 10_000 { 400 } else { 2600 };
        assert!(took < most, "{took} ms after {outage} ms");
    }
}

/// A relay, or something before it, that takes every socket and drops it.
#[test]
fn a_relay_that_drops_everybody_is_not_run_over() {
    for seed in 0..3 {
        let mut world = World::ordinary(seed);
        let ann = world.join(engineer(1, "Ann"));
        let mut most = 0;
        for _ in 0..6 {
            let before = world.connects(ann);
            world.watch(10_000, |world| {
                if world.is_live(ann) {
                    world.cut(ann, Cut { told: Told::Page, ..Cut::CLEAN });
                }
            });
            most = most.max(world.connects(ann) - before);
        }
        let last = world.connects(ann);
        world.run(60_000);
        assert!(most <= 20, "{most} sockets within 10 s");
        assert!(world.connects(ann) - last <= 1, "it settles once the relay does");
        world.check_quiet();
    }
}

#[test]
fn a_hidden_page_comes_back_only_when_it_is_shown() {
    let (mut world, ann) = one();
    world.show(ann, false);
    world.cut(ann, Cut::CLEAN);
    world.run(600_000);
    assert_eq!((world.probes(ann), world.connects(ann)), (0, 1));
    world.show(ann, true);
    let took = until(&mut world, ann, is_live);
    assert!(took < 100, "{took} ms");
}

#[test]
fn the_network_coming_back_is_no_reason_to_wait() {
    let (mut world, ann) = one();
    world.crash(0);
    world.run(60_000);
    world.start_relay();
    world.desk_is(DeskState::Live);
    world.act(ann, |client, now| client.handle_wake(now));
    let took = until(&mut world, ann, is_live);
    assert!(took < 1600, "{took} ms");
}

/// An upgrade or a welcome that never comes does not hold a page up.
#[test]
fn a_socket_that_hangs_is_given_up() {
    for hangs_after in [1, LATENCY * 2 + 1, LATENCY * 4 - 1] {
        let mut world = World::ordinary(1);
        let ann = world.join(engineer(1, "Ann"));
        world.run(hangs_after);
        world.cut(ann, Cut::SILENT);
        let took = until(&mut world, ann, is_live);
        assert!(took < 4500, "{took} ms when it hangs after {hangs_after} ms");
    }
}

/// A slow link that stalls for a second now and then is kept for an hour.
#[test]
fn a_bad_link_that_works_is_not_given_up() {
    let setup = Setup { latency_millis: (150, 450), ..Setup::default() };
    let mut world = World::new(setup, 1);
    let pages: Vec<_> = (1..3).map(|id| world.join(engineer(id, "Crew"))).collect();
    world.run(3000);
    for _ in 0..360 {
        for page in &pages {
            world.hold_for(*page, 1000);
        }
        world.run(10_000);
    }
    for page in &pages {
        assert_eq!(welcomes(&mut world, *page), 1);
    }
    world.check_quiet();
}

#[test]
fn a_page_that_stops_stays_away() {
    let (mut world, ann) = one();
    world.act(ann, |client, _| client.stop());
    world.run(60_000);
    world.act(ann, |client, now| client.handle_wake(now));
    world.run(60_000);
    assert_eq!(world.connects(ann), 1);
    assert_eq!(world.room().stats().connections, 0);
    assert_eq!(world.client(ann).poll_deadline(), None);
}
