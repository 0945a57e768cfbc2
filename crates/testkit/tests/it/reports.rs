//! Coming back without a jump: everything is read, nothing is written, and
//! the page tells what others changed meanwhile.

use desk::{ParamId, Value};
use protocol::DeskState;
use session::{ControlError, Event, Report};
use testkit::world::{Cut, PageId, Told, World, engineer};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn two() -> (World, PageId, PageId, ParamId) {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    let ben = world.join_live(engineer(2, "Ben"));
    let level = world.param("input.1.level");
    world.desk_moves(level, Value::Short(1000));
    world.run(200);
    world.events(ann);
    world.desk_sets();
    (world, ann, ben, level)
}

fn reports(world: &mut World, page: PageId) -> Vec<Report> {
    let reports = world.events(page).into_iter().filter_map(|event| match event {
        Event::Returned(report) => Some(report),
        _ => None,
    });
    reports.collect()
}

fn told(report: &Report) -> Vec<(ParamId, &Value, &Value)> {
    report.changes.iter().map(|change| (change.id, &change.before, &change.after)).collect()
}

/// A drag, the network goes, somebody else moves the same fader, the network
/// comes back.
#[test]
fn a_drag_over_an_outage_writes_nothing_and_is_told_of() {
    let (mut world, ann, ben, level) = two();
    world.act(ann, |client, now| client.touch(now, level)).unwrap();
    for value in 2000..2010 {
        world.act(ann, |client, now| client.set(now, level, Value::Short(value))).unwrap();
        world.run(40);
    }
    let down = world.under_way(ann).1 / 2;
    world.cut(ann, Cut { up: Cut::EVERYTHING, down, told: Told::Both });
    world.hold(ann);
    world.run(2500);
    world.desk_sets();
    for value in 3000..3003 {
        let late = world.act(ann, |client, now| client.set(now, level, Value::Short(value)));
        assert_eq!(late, Err(ControlError::Offline));
        world.run(10);
    }
    // The finger is still on Ann's glass, her fader is free all the same.
    world.act(ben, |client, now| client.touch(now, level)).unwrap();
    world.act(ben, |client, now| client.set(now, level, Value::Short(9000))).unwrap();
    world.act(ben, |client, now| client.lift(now, level));
    world.run(100);
    world.release(ann);
    world.run(5000);
    assert!(world.is_live(ann));
    assert_eq!(world.client(ann).shown(level), Some(&Value::Short(9000)));
    let lift_first = world.act(ann, |client, now| client.set(now, level, Value::Short(3005)));
    assert_eq!(lift_first, Err(ControlError::LiftFirst));
    world.act(ann, |client, now| client.lift(now, level));
    world.run(200);
    let written: Vec<Value> = world.desk_sets().into_iter().map(|(_, _, value)| value).collect();
    assert_eq!(written, [Value::Short(9000)], "nothing by Ann");
    let reports = reports(&mut world, ann);
    assert_eq!(reports.len(), 1);
    assert_eq!(told(&reports[0]), [(level, &Value::Short(2009), &Value::Short(9000))]);
    assert!(reports[0].away.as_secs() >= 2);
    world.check_quiet();
}

/// Own moves that arrived after the link broke are no news, nor is a switch
/// that is set again.
#[test]
fn what_was_done_here_is_not_told() {
    let (mut world, ann, _, level) = two();
    let mute = world.param("input.1.mute");
    world.act(ann, |client, now| client.set(now, mute, Value::toggle(true))).unwrap();
    world.run(40);
    world.act(ann, |client, now| client.set(now, level, Value::Short(2000))).unwrap();
    world.cut(ann, Cut { up: Cut::EVERYTHING, down: 0, told: Told::Both });
    world.run(3000);
    assert_eq!(world.desk_value(level), &Value::Short(2000));
    assert_eq!(reports(&mut world, ann), []);
    world.check_quiet();
}

#[test]
fn an_absence_without_changes_is_not_told() {
    let (mut world, ann, _, level) = two();
    world.cut(ann, Cut::CLEAN);
    world.hold_for(ann, 3000);
    world.desk_moves(level, Value::Short(5));
    world.desk_moves(level, Value::Short(1000));
    world.run(6000);
    assert!(world.is_live(ann));
    assert_eq!(reports(&mut world, ann), []);
}

/// The relay forgot its revisions and begins without a desk; the page still
/// knows what it saw.
#[test]
fn a_relay_that_was_restarted_is_compared_too() {
    let (mut world, ann, _, level) = two();
    world.crash(0);
    world.run(1000);
    world.desk_moves(level, Value::Short(5));
    world.start_relay();
    world.run(3000);
    assert!(world.is_live(ann));
    world.desk_is(DeskState::Live);
    world.run(500);
    let reports = reports(&mut world, ann);
    assert_eq!(reports.len(), 1);
    assert_eq!(told(&reports[0]), [(level, &Value::Short(1000), &Value::Short(5))]);
    world.check_quiet();
}

/// A second socket took over: what happened in between is told as well.
#[test]
fn the_silence_before_a_second_socket_is_an_absence() {
    let (mut world, ann, _, level) = two();
    world.cut(ann, Cut::SILENT);
    world.desk_moves(level, Value::Short(5));
    world.run(4000);
    assert_eq!(reports(&mut world, ann).len(), 1);
}

/// A first visit and a reload know of no before.
#[test]
fn who_knows_nothing_is_told_nothing() {
    let (mut world, ann, _, level) = two();
    world.desk_moves(level, Value::Short(5));
    world.reload(ann);
    world.run(1000);
    assert_eq!(reports(&mut world, ann), []);
}
