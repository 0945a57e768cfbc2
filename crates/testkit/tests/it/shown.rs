//! What a control shows: the finger's value while it is down or under way,
//! else the desk's; nothing jumps, nothing flickers.

use desk::{ParamId, Value};
use session::{ControlError, Event};
use testkit::world::{Cut, Dice, PageId, Setup, World, engineer};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn short(value: u16) -> Value {
    Value::Short(value)
}

fn two() -> (World, PageId, PageId, ParamId) {
    let setup = Setup { latency_millis: (20, 60), ..Setup::default() };
    let mut world = World::new(setup, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    let ben = world.join_live(engineer(2, "Ben"));
    let level = world.param("input.1.level");
    world.desk_moves(level, short(1000));
    world.run(200);
    world.events(ann);
    (world, ann, ben, level)
}

fn touch(world: &mut World, page: PageId, id: ParamId) {
    world.act(page, |client, now| client.touch(now, id)).unwrap();
}

fn set(world: &mut World, page: PageId, id: ParamId, value: u16) {
    world.act(page, |client, now| client.set(now, id, short(value))).unwrap();
}

#[test]
fn under_a_finger_only_the_shadow_moves() {
    let (mut world, ann, _, level) = two();
    touch(&mut world, ann, level);
    for value in [2000, 3000] {
        world.desk_moves(level, short(value));
        world.run(200);
        let client = world.client(ann);
        assert_eq!(client.shown(level), Some(&short(1000)));
        assert_eq!(client.shadow(level), Some(&short(value)));
        assert_eq!(client.ghost(level), Some(&short(value)));
    }
    // The holder's next movement wins.
    set(&mut world, ann, level, 1500);
    world.run(200);
    assert_eq!(world.desk_value(level), &short(1500));
    assert_eq!(world.client(ann).ghost(level), None);
    world.act(ann, |client, now| client.lift(now, level));
    world.run(200);
    world.check_quiet();
}

#[test]
fn lifting_without_moving_shows_what_the_desk_has() {
    let (mut world, ann, _, level) = two();
    touch(&mut world, ann, level);
    world.desk_moves(level, short(2000));
    world.run(200);
    world.desk_sets();
    world.events(ann);
    world.act(ann, |client, now| client.lift(now, level));
    assert_eq!(world.client(ann).shown(level), Some(&short(2000)));
    assert!(world.events(ann).contains(&Event::Shown(vec![level])));
    world.run(200);
    assert_eq!(world.desk_sets(), [], "a touch writes nothing");
    world.check_quiet();
}

/// A ride with its acknowledgements, and a hand on the desk's own fader: the
/// own cap is where the finger put it at every millisecond, and after the lift
/// it does not go back and forth.
#[test]
fn the_own_cap_never_flickers() {
    let (mut world, ann, _, level) = two();
    let mut dice = Dice::new(5);
    touch(&mut world, ann, level);
    let mut mine = 1000;
    for at in 0..1500 {
        if at % 7 == 0 {
            mine = dice.between(1, 60_000) as u16;
            set(&mut world, ann, level, mine);
        }
        if at % 50 == 0 {
            let theirs = dice.between(1, 60_000) as u16;
            world.desk_moves(level, short(theirs));
        }
        world.run(1);
        assert_eq!(world.client(ann).shown(level), Some(&short(mine)), "at {at} ms");
    }
    world.run(1000);
    mine += 1;
    set(&mut world, ann, level, mine);
    world.act(ann, |client, now| client.lift(now, level));
    world.watch(1000, |world| {
        assert_eq!(world.client(ann).shown(level), Some(&short(mine)));
    });
    world.check_quiet();
}

/// Without a finger too: from a key press to its acknowledgement the control
/// shows one value.
#[test]
fn a_key_press_shows_at_once_and_stays() {
    let (mut world, ann, _, _) = two();
    let mute = world.param("input.1.mute");
    world.act(ann, |client, now| client.set(now, mute, Value::toggle(true))).unwrap();
    world.watch(500, |world| {
        assert_eq!(world.client(ann).shown(mute), Some(&Value::toggle(true)));
    });
    assert_eq!(world.client(ann).shadow(mute), Some(&Value::toggle(true)));
}

/// Each acknowledgement is for one of them only.
#[test]
fn a_key_pressed_twice_never_shows_the_first_value_again() {
    let setup = Setup { latency_millis: (100, 101), ..Setup::default() };
    let mut world = World::new(setup, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    let level = world.param("input.1.level");
    set(&mut world, ann, level, 10);
    world.run(60);
    set(&mut world, ann, level, 20);
    world.watch(1000, |world| {
        assert_eq!(world.client(ann).shown(level), Some(&short(20)), "at {:?}", world.now());
    });
    world.check_quiet();
}

/// The delta with the effect of a set waits its turn behind another one; the
/// acknowledgement waits with it.
#[test]
fn an_acknowledgement_does_not_overtake_its_effect() {
    for pause in 0..8 {
        let mut world = World::ordinary(1);
        let ann = world.join_live(engineer(1, "Ann"));
        let (mute, other) = (world.param("input.1.mute"), world.param("input.2.level"));
        world.act(ann, |client, now| client.set(now, mute, Value::toggle(true))).unwrap();
        world.run(pause);
        world.desk_moves(other, short(9));
        world.watch(50, |world| {
            assert_eq!(world.client(ann).shown(mute), Some(&Value::toggle(true)), "{pause} ms");
        });
        world.check_quiet();
    }
}

#[test]
fn a_refused_move_glides_back_under_the_finger_too() {
    let (mut world, _, _, level) = two();
    let cleo = world.join_live(testkit::world::viewer(3, "Cleo"));
    touch(&mut world, cleo, level);
    set(&mut world, cleo, level, 9000);
    assert_eq!(world.client(cleo).shown(level), Some(&short(9000)));
    world.run(300);
    assert_eq!(world.client(cleo).shown(level), Some(&short(1000)));
    world.act(cleo, |client, now| client.lift(now, level));
    world.run(100);
    world.check_quiet();
}

#[test]
fn a_link_that_broke_under_the_finger_asks_to_lift_first() {
    let (mut world, ann, _, level) = two();
    touch(&mut world, ann, level);
    set(&mut world, ann, level, 2000);
    world.run(300);
    world.cut(ann, Cut::CLEAN);
    world.run(2);
    let offline = world.act(ann, |client, now| client.set(now, level, short(3000)));
    assert_eq!(offline, Err(ControlError::Offline));
    world.run(2000);
    assert!(world.is_live(ann));
    world.desk_moves(level, short(4000));
    world.run(200);
    assert_eq!(world.client(ann).shown(level), Some(&short(4000)), "the finger holds no more");
    let broken = world.act(ann, |client, now| client.set(now, level, short(5000)));
    assert_eq!(broken, Err(ControlError::LiftFirst));
    world.run(200);
    world.check_quiet();
    // Other controls are free, and this one is after a lift.
    let other = world.param("input.2.level");
    set(&mut world, ann, other, 6000);
    world.act(ann, |client, now| client.lift(now, level));
    touch(&mut world, ann, level);
    set(&mut world, ann, level, 7000);
    world.act(ann, |client, now| client.lift(now, level));
    world.run(300);
    assert_eq!(world.desk_value(level), &short(7000));
    world.check_quiet();
}

/// A switch is set again after a break, a move is not; each was lost on its
/// way up.
#[test]
fn after_a_break_switches_are_set_again_and_moves_are_not() {
    let (mut world, ann, _, level) = two();
    let (mute, other) = (world.param("input.1.mute"), world.param("input.2.mute"));
    world.act(ann, |client, now| client.set(now, mute, Value::toggle(true))).unwrap();
    // These two wait for their turn when the link breaks.
    world.act(ann, |client, now| client.set(now, other, Value::toggle(true))).unwrap();
    set(&mut world, ann, level, 9000);
    world.cut(ann, Cut::CLEAN);
    world.run(2);
    assert_eq!(world.client(ann).shown(mute), Some(&Value::toggle(true)), "under way");
    assert_eq!(world.client(ann).shown(other), Some(&Value::toggle(true)), "under way");
    assert_eq!(world.client(ann).shown(level), Some(&short(1000)), "given up");
    world.run(1500);
    assert_eq!(world.desk_value(mute), &Value::toggle(true));
    assert_eq!(world.desk_value(other), &Value::toggle(true));
    assert_eq!(world.desk_value(level), &short(1000));
    world.check_quiet();
}

#[test]
fn a_switch_older_than_three_seconds_is_given_up() {
    let (mut world, ann, _, _) = two();
    let mute = world.param("input.1.mute");
    world.act(ann, |client, now| client.set(now, mute, Value::toggle(true))).unwrap();
    world.cut(ann, Cut::CLEAN);
    world.hold_for(ann, 4000);
    world.run(10_000);
    assert!(world.is_live(ann));
    assert_eq!(world.client(ann).shown(mute), Some(&Value::toggle(false)));
    assert_eq!(world.desk_value(mute), &Value::toggle(false));
    world.check_quiet();
}

/// Neither the wait on the page nor the one on the way is forgotten.
#[test]
fn a_switch_ages_on_the_page_and_on_its_way() {
    let (mut world, ann, _, _) = two();
    let mute = world.param("input.1.mute");
    let pressed = world.now();
    world.cut(ann, Cut::SILENT);
    world.set(ann, mute, Value::toggle(true)).unwrap();
    // The second socket takes it up late, then the path stalls.
    let sockets = world.connects(ann);
    while world.connects(ann) == sockets || !world.is_live(ann) {
        world.run(1);
    }
    let waited = world.now().since(pressed).as_millis() as u64;
    assert!((1000..2500).contains(&waited), "{waited} ms");
    world.hold_for(ann, 3300 - waited);
    world.run(5000);
    assert_eq!(world.desk_sets(), []);
    assert_eq!(world.client(ann).shown(mute), Some(&Value::toggle(false)));
    world.check_quiet();
}

/// A repeat does not make a switch young again: over breaks that follow each
/// other it still ages.
#[test]
fn a_switch_ages_over_several_breaks() {
    for seed in 0..20 {
        let setup = Setup { latency_millis: (20, 60), ..Setup::default() };
        let mut world = World::new(setup, seed);
        let ann = world.join_live(engineer(1, "Ann"));
        let mute = world.param("input.1.mute");
        let pressed = world.now();
        world.act(ann, |client, now| client.set(now, mute, Value::toggle(true))).unwrap();
        // Every repeat is lost, until well after its time.
        while world.now().since(pressed).as_millis() < 6000 {
            world.cut(ann, Cut::CLEAN);
            let live = world.is_live(ann);
            while world.is_live(ann) == live && world.now().since(pressed).as_millis() < 6000 {
                world.run(1);
            }
        }
        world.run(10_000);
        assert_eq!(world.desk_sets(), [], "seed {seed}");
        world.check_quiet();
    }
}

/// A move that hung in the network is not applied when it comes through.
#[test]
fn no_move_hits_the_desk_late() {
    let (mut world, ann, _, level) = two();
    let mute = world.param("input.1.mute");
    touch(&mut world, ann, level);
    for at in 0..20 {
        set(&mut world, ann, level, 2000 + at);
        world.run(40);
    }
    world.desk_sets();
    world.events(ann);
    world.act(ann, |client, now| client.set(now, mute, Value::toggle(true))).unwrap();
    world.hold_for(ann, 2500);
    let held = world.now().as_millis();
    for at in 0..20 {
        // Offline is refused by the session; until then it does not know.
        let _ = world.act(ann, |client, now| client.set(now, level, short(3000 + at)));
        world.run(100);
    }
    world.run(8000);
    let mut switched = false;
    for (at, id, value) in world.desk_sets() {
        match value {
            Value::Short(value) if id == level => {
                let age = at.as_millis() - (held + u64::from(value - 3000) * 100);
                assert!(age < 1700, "{value} came {age} ms late");
            }
            _ => switched = true,
        }
    }
    assert!(switched, "a switch may be 3 s late");
    let expired = crate::ask::set_refusals(&world.events(ann));
    assert!(expired.iter().any(|(_, code)| *code == protocol::RefusalCode::Expired));
    world.act(ann, |client, now| client.lift(now, level));
    world.run(300);
    world.check_quiet();
}
