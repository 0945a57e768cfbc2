//! State after an absence: only what changed is sent, however long it was.

use desk::Value;
use protocol::{ServerFrame, StateVerdict};
use testkit::world::{Cut, Dice, PageId, Setup, World, engineer, large_surface};

use crate::ask::{kind, kinds_down, welcome};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn large(seed: u64) -> (World, PageId) {
    let mut world = World::new(Setup { surface: large_surface(), ..Setup::default() }, seed);
    let ann = world.join_live(engineer(1, "Ann"));
    world.wire().record();
    (world, ann)
}

/// Parameters in the catch-ups that went to a page, and their bytes.
fn caught_up(world: &mut World, page: PageId) -> (usize, usize) {
    let index = world.client(page).index().clone();
    let down = world.wire().down(page).filter(|of| of.kind() == Some(kind::CATCH_UP));
    let sizes = down.map(|carried| {
        let bytes = carried.packet.bytes();
        match ServerFrame::decode(bytes, &index) {
            Ok(ServerFrame::CatchUp { entries, .. }) => (entries.len(), bytes.len()),
            other => panic!("{other:?}"),
        }
    });
    sizes.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

#[test]
fn eight_hours_later_only_what_differs_is_sent() {
    let (mut world, ann) = large(1);
    world.cut(ann, Cut::CLEAN);
    world.hold(ann);
    let moved: Vec<_> = (1..=5).map(|n| world.param(&format!("input.{n}.level"))).collect();
    // Eight hours of a few faders being moved, as revisions go.
    let mut dice = Dice::new(1);
    for step in 0..20_000u64 {
        let id = moved[(step % 5) as usize];
        world.desk_moves(id, Value::Short(dice.between(0, 65_536) as u16));
        if step % 100 == 0 {
            world.run(144_000);
        }
    }
    assert!(world.now().as_millis() > 8 * 3_600_000);
    world.release(ann);
    world.run(5000);
    assert_eq!(welcome(&mut world, ann).state, StateVerdict::Resumed);
    assert!(!kinds_down(&mut world, ann).contains(&kind::SNAPSHOT));
    let (entries, bytes) = caught_up(&mut world, ann);
    assert_eq!(entries, 5);
    assert!(bytes <= 20 + 4 * 5, "{bytes} bytes for five faders");
    world.check_quiet();
}

#[test]
fn an_absence_without_changes_costs_nothing() {
    let (mut world, ann) = large(1);
    world.cut(ann, Cut::CLEAN);
    world.run(3000);
    assert!(world.is_live(ann));
    assert_eq!(welcome(&mut world, ann).state, StateVerdict::Resumed);
    let kinds = kinds_down(&mut world, ann);
    let state = [kind::SNAPSHOT, kind::DELTA, kind::CATCH_UP];
    assert!(!kinds.iter().any(|of| state.contains(of)), "{kinds:?}");
}

#[test]
fn a_relay_that_starts_anew_sends_everything() {
    let (mut world, ann) = large(1);
    let level = world.param("input.1.level");
    world.desk_moves(level, Value::Short(5));
    world.run(100);
    world.crash(0);
    world.start_relay();
    world.desk_is(protocol::DeskState::Live);
    world.wire().record();
    world.run(3000);
    assert_eq!(welcome(&mut world, ann).state, StateVerdict::Snapshot);
    assert!(kinds_down(&mut world, ann).contains(&kind::SNAPSHOT));
    world.check_quiet();
}

/// Whenever the link breaks within a snapshot, the next one is whole.
#[test]
fn a_state_that_came_half_is_asked_for_again() {
    for part in 0..12 {
        let mut world = World::new(Setup { surface: large_surface(), ..Setup::default() }, 1);
        let ann = world.join(engineer(1, "Ann"));
        while world.under_way(ann).1 == 0 {
            world.run(1);
        }
        let down = world.under_way(ann).1 * part / 12;
        world.cut(ann, Cut { down, ..Cut::CLEAN });
        world.run(3000);
        world.check_quiet();
    }
}

/// A peer that cannot keep up gets the newest values, not all of them.
#[test]
fn a_stalled_peer_costs_one_value_per_parameter() {
    let (mut world, ann) = large(1);
    world.hold_for(ann, 4500);
    let many: Vec<_> = world.client(ann).index().ids().filter(|id| id.0 % 10 == 0).collect();
    for round in 0..400u16 {
        for id in &many {
            if world.desk_value(*id).as_level().is_some() {
                world.desk_moves(*id, Value::Short(round % 2));
            }
        }
        world.run(10);
    }
    // What the network had taken, and not a byte more.
    let waiting: usize = world.wire().down(ann).map(|of| of.packet.size()).sum();
    assert!(waiting < 70_000, "{waiting} bytes wait for a peer that does not read");
    world.run(3000);
    assert!(world.is_live(ann));
    let sent: usize = world.wire().down(ann).map(|of| of.packet.size()).sum();
    assert!(sent < 90_000, "{sent} bytes for 200,000 changes");
    world.check_quiet();
}
