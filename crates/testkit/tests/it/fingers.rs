//! Two hands on one control: who has it, who sees that, and how it changes
//! hands.

use desk::{ParamId, Value};
use protocol::{Member, RefusalCode};
use session::{ControlError, Event};
use testkit::world::{
    Cut, Dice, PageId, Setup, Told, World, admin, engineer, large_surface, musician,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const LATENCY: u64 = 20;

fn short(value: u16) -> Value {
    Value::Short(value)
}

fn meet(one: Member, other: Member) -> (World, PageId, PageId, ParamId) {
    let setup = Setup { latency_millis: (LATENCY, LATENCY + 1), ..Setup::default() };
    let mut world = World::new(setup, 1);
    let (ann, ben) = (world.join_live(one), world.join_live(other));
    let level = world.param("input.1.aux.1.level");
    world.desk_moves(level, short(1000));
    world.run(200);
    world.desk_sets();
    (world, ann, ben, level)
}

fn two() -> (World, PageId, PageId, ParamId) {
    meet(engineer(1, "Ann"), engineer(2, "Ben"))
}

fn touch(world: &mut World, page: PageId, id: ParamId) -> Result<(), ControlError> {
    world.act(page, |client, now| client.touch(now, id))
}

fn set(world: &mut World, page: PageId, id: ParamId, value: u16) -> Result<(), ControlError> {
    world.act(page, |client, now| client.set(now, id, short(value)))
}

fn lift(world: &mut World, page: PageId, id: ParamId) {
    world.act(page, |client, now| client.lift(now, id));
}

fn values(world: &mut World, id: ParamId) -> Vec<u16> {
    let sets = world.desk_sets().into_iter().filter(|(_, of, _)| *of == id);
    let values = sets.map(|(_, _, value)| match value {
        Value::Short(value) => value,
        other => panic!("{other:?}"),
    });
    values.collect()
}

#[test]
fn others_see_who_holds_a_fader_until_a_while_after_its_lift() {
    let (mut world, ann, ben, level) = two();
    touch(&mut world, ann, level).unwrap();
    world.run(2 * LATENCY);
    assert_eq!(world.client(ben).holder(level), Some(1));
    assert_eq!(world.client(ann).holder(level), None, "not another");
    assert!(world.events(ben).contains(&Event::Held(vec![level])));
    let cleo = world.join_live(engineer(3, "Cleo"));
    assert_eq!(world.client(cleo).holder(level), Some(1), "who comes later, too");
    // It rests for a long time; the finger tells of itself.
    world.watch(5000, |world| assert_eq!(world.client(ben).holder(level), Some(1)));
    lift(&mut world, ann, level);
    world.run(1500);
    assert_eq!(world.client(ben).holder(level), Some(1));
    world.run(2 * LATENCY);
    assert_eq!(world.client(ben).holder(level), None);
    assert!(values(&mut world, level).is_empty());
}

/// Connections live on over another desk and say no second hello: who asks
/// for a control over one is known all the same.
#[test]
fn who_takes_over_on_another_desk_has_the_control() {
    let (mut world, ann, ben, _) = two();
    world.watch_hands();
    world.desk_becomes(large_surface());
    world.run(1000);
    let level = world.param("input.1.level");
    world.cut(ann, Cut::CLEAN);
    world.run(1000);
    world.touch(ann, level).unwrap();
    world.set(ann, level, short(2000)).unwrap();
    world.run(100);
    world.take_over(ben, level).unwrap();
    world.run(2 * LATENCY);
    world.cut(ben, Cut::CLEAN);
    world.run(400);
    world.touch(ben, level).unwrap();
    world.set(ben, level, short(3000)).unwrap();
    world.run(100);
    assert_eq!(world.desk_value(level), &short(3000));
    world.lift(ann, level);
    world.lift(ben, level);
    world.run(5000);
    world.check_quiet();
}

#[test]
fn touching_what_an_equal_holds_writes_nothing_and_may_take_over() {
    let (mut world, ann, ben, level) = two();
    touch(&mut world, ann, level).unwrap();
    set(&mut world, ann, level, 2000).unwrap();
    world.run(100);
    assert!(world.client(ben).must_ask(level));
    assert_eq!(touch(&mut world, ben, level), Err(ControlError::Held));
    assert_eq!(set(&mut world, ben, level, 9000), Err(ControlError::Held));
    world.act(ben, |client, _| client.take_over(level)).unwrap();
    // Until the relay has said so it is Ann's, then it is Ben's; once.
    world.run(2 * LATENCY);
    assert!(!world.client(ben).must_ask(level));
    assert_eq!(world.client(ann).holder(level), Some(2));
    let told = world.events(ann).into_iter().filter_map(|event| match event {
        Event::TouchLost { id, refusal } => Some((id, refusal.code, refusal.reason)),
        _ => None,
    });
    let reason = "Ben holds this control".to_owned();
    assert_eq!(told.collect::<Vec<_>>(), [(level, RefusalCode::Held, reason)]);
    touch(&mut world, ben, level).unwrap();
    set(&mut world, ben, level, 3000).unwrap();
    assert_eq!(set(&mut world, ann, level, 2500), Err(ControlError::Held));
    world.run(200);
    assert_eq!(world.client(ann).shown(level), Some(&short(3000)), "her cap follows");
    // Long after Ben has gone her finger still has to lift.
    lift(&mut world, ben, level);
    world.run(3000);
    assert_eq!(set(&mut world, ann, level, 2600), Err(ControlError::Held));
    lift(&mut world, ann, level);
    touch(&mut world, ann, level).unwrap();
    set(&mut world, ann, level, 2700).unwrap();
    world.run(200);
    assert_eq!(values(&mut world, level), [2000, 3000, 2700]);
    lift(&mut world, ann, level);
    world.run(200);
    world.check_quiet();
}

#[test]
fn a_higher_role_takes_a_fader_by_touching_it() {
    let (mut world, ann, cleo, level) = meet(admin(1, "Ann"), musician(2, "Cleo", &[1]));
    touch(&mut world, cleo, level).unwrap();
    world.run(100);
    assert_eq!(world.client(ann).holder(level), Some(2));
    assert!(!world.client(ann).must_ask(level));
    touch(&mut world, ann, level).unwrap();
    world.run(100);
    assert!(!world.client(cleo).in_hand(level) && world.client(ann).in_hand(level));
    lift(&mut world, cleo, level);
    assert_eq!(touch(&mut world, cleo, level), Err(ControlError::Held));
    world.run(100);
    world.check_quiet();
}

/// Both fingers come down before either page can know of the other.
#[test]
fn of_two_fingers_at_once_the_first_to_arrive_has_it() {
    let (mut world, ann, ben, level) = two();
    touch(&mut world, ann, level).unwrap();
    touch(&mut world, ben, level).unwrap();
    for step in 0..30 {
        // Sixty movements a second each, towards different places.
        set(&mut world, ann, level, 10_000 + step).unwrap();
        let _ = set(&mut world, ben, level, 40_000 + step);
        world.run(16);
    }
    assert_eq!(world.client(ben).shown(level), world.client(ben).shadow(level));
    let sets = values(&mut world, level);
    assert!(sets.iter().all(|value| *value < 40_000), "{sets:?}");
    set(&mut world, ann, level, 20_000).unwrap();
    world.run(40 + 2 * LATENCY);
    for page in [ann, ben] {
        assert_eq!(world.client(page).shown(level), Some(&short(20_000)), "within a round trip");
    }
}

/// People take a fader from each other again and again: it changes hands as
/// often as that, and between two changes only one of them moves it.
#[test]
fn ownership_never_alternates() {
    for seed in 0..20 {
        let setup = Setup { latency_millis: (5, 90), ..Setup::default() };
        let mut world = World::new(setup, seed);
        let ann = world.join_live(engineer(1, "Ann"));
        let ben = world.join_live(engineer(2, "Ben"));
        let level = world.param("input.1.level");
        let mut dice = Dice::new(seed);
        let mut taken = 1;
        let _ = touch(&mut world, ann, level);
        for step in 0..300u16 {
            if dice.one_in(40) {
                let page = if dice.one_in(2) { ann } else { ben };
                lift(&mut world, page, level);
                if touch(&mut world, page, level).is_err() {
                    let _ = world.act(page, |client, _| client.take_over(level));
                    world.run(200);
                    let _ = touch(&mut world, page, level);
                }
                taken += 1;
            }
            // An odd number comes from Ann.
            let _ = set(&mut world, ann, level, 2 * step + 1);
            let _ = set(&mut world, ben, level, 2 * step + 2);
            world.run(dice.between(0, 40));
        }
        world.run(300);
        let sets = values(&mut world, level);
        let changes = sets.windows(2).filter(|two| two[0] % 2 != two[1] % 2).count();
        assert!(changes <= taken, "{changes} changes by {taken} touches: {sets:?}");
        lift(&mut world, ann, level);
        lift(&mut world, ben, level);
        world.run(2000);
        world.check_quiet();
    }
}

/// However its holder vanishes, a fader is free again within two seconds.
#[test]
fn a_fader_is_free_soon_after_its_holder_vanished() {
    for how in 0..4 {
        let (mut world, ann, ben, level) = two();
        touch(&mut world, ann, level).unwrap();
        set(&mut world, ann, level, 2000).unwrap();
        world.run(1234);
        match how {
            0 => world.close_page(ann),
            1 => world.sleep(ann, 60_000),
            2 => world.hold(ann),
            _ => {
                world.cut(ann, Cut::SILENT);
                world.hold(ann);
            }
        }
        let gone = world.now();
        while world.client(ben).must_ask(level) && world.now().since(gone).as_secs() < 60 {
            world.run(1);
        }
        let took = world.now().since(gone).as_millis();
        assert!(took <= 2000, "way {how}: {took} ms");
        touch(&mut world, ben, level).unwrap();
        set(&mut world, ben, level, 3000).unwrap();
        world.run(100);
        assert_eq!(world.desk_value(level), &short(3000));
    }
}

/// A stall that outlasts the lease costs nothing while nobody else came.
#[test]
fn a_stalled_finger_goes_on_when_nobody_else_wanted_the_fader() {
    let (mut world, ann, ben, level) = two();
    touch(&mut world, ann, level).unwrap();
    world.run(100);
    world.hold_for(ann, 1700);
    world.run(1690);
    assert_eq!(world.client(ben).holder(level), None);
    world.run(110);
    set(&mut world, ann, level, 2000).unwrap();
    world.run(100);
    assert_eq!(world.client(ben).holder(level), Some(1));
    assert_eq!(world.desk_value(level), &short(2000));
}

/// The same person on a second screen does not have to ask.
#[test]
fn a_persons_other_page_takes_a_fader_by_touching_it() {
    let (mut world, ann, phone, level) = meet(engineer(1, "Ann"), engineer(1, "Ann"));
    touch(&mut world, ann, level).unwrap();
    world.run(100);
    touch(&mut world, phone, level).unwrap();
    set(&mut world, phone, level, 2000).unwrap();
    world.run(100);
    assert_eq!(set(&mut world, ann, level, 3000), Err(ControlError::Held));
    assert_eq!(world.desk_value(level), &short(2000));
}

/// Switches and texts have no finger; they wait for one all the same.
#[test]
fn a_key_does_not_write_into_a_hand() {
    let (mut world, ann, ben, level) = two();
    touch(&mut world, ann, level).unwrap();
    // Ben's page does not know yet.
    set(&mut world, ben, level, 9000).unwrap();
    world.run(100);
    let refused = crate::ask::set_refusals(&world.events(ben));
    assert_eq!(refused, [(vec![level], RefusalCode::Held)]);
    assert_eq!(world.client(ben).shown(level), Some(&short(1000)));
    assert!(values(&mut world, level).is_empty());
}

/// A group is one revision: nobody ever sees a part of it.
#[test]
fn several_controls_set_at_once_change_at_once() {
    let (mut world, ann, ben, _) = two();
    let ids: Vec<ParamId> = ["input.1.mute", "input.1.level", "input.2.level", "master.level"]
        .map(|path| world.param(path))
        .to_vec();
    let rev = world.room().stats().rev;
    let entries = ids.iter().map(|id| (*id, short(1))).collect();
    world.act(ann, |client, now| client.set_all(now, entries)).unwrap();
    world.watch(200, |world| {
        let client = world.client(ben);
        let set = ids.iter().filter(|id| client.shown(**id) == Some(&short(1))).count();
        assert!(set == 0 || set == ids.len(), "{set} of {}", ids.len());
    });
    assert_eq!(world.room().stats().rev, rev + 1);
    let bad = vec![(ids[1], short(5)), (ids[0], short(2))];
    let unfit = world.act(ann, |client, now| client.set_all(now, bad));
    assert_eq!(unfit, Err(ControlError::Unfit));
    world.run(200);
    assert_eq!(world.desk_value(ids[1]), &short(1), "all or nothing");
    world.check_quiet();
}

/// Two people drag one fader at sixty movements a second, take it from each
/// other, and their links break: the world holds every write against the hand
/// it came from, and once the last word is said both screens show it within a
/// round trip.
#[test]
fn two_fingers_on_one_fader_through_bad_links() {
    let (slowest, mut changes, mut words) = (90, 0, 0);
    for seed in 0..60 {
        let setup = Setup { latency_millis: (5, slowest), ..Setup::default() };
        let mut world = World::new(setup, seed);
        world.watch_hands();
        let pages = [1, 2].map(|id| world.join_live(engineer(id, "Ann")));
        let level = world.param("input.1.level");
        let mut dice = Dice::new(seed);
        for step in 0..400u16 {
            let of = dice.between(0, 2);
            let page = pages[of as usize];
            match dice.between(0, 60) {
                0 => world.hold_for(page, dice.between(1, 3000)),
                1 => drop(world.cut(page, Cut { up: 30, down: 30, told: Told::Both })),
                2 => drop(world.cut(page, Cut::SILENT)),
                3 => world.freeze(page, dice.between(1, 3000)),
                4..7 => world.lift(page, level),
                7..10 => drop(world.touch(page, level)),
                10 => drop(world.take_over(page, level)),
                _ => {}
            }
            for (at, page) in (0..).zip(pages) {
                if !world.is_asleep(page) {
                    let _ = world.set(page, level, short(2 * step + at));
                }
            }
            world.run(16);
        }
        for page in pages {
            world.lift(page, level);
        }
        world.run(20_000);
        // The last word, in whoever's hand.
        let last = pages[dice.between(0, 2) as usize];
        world.touch(last, level).unwrap();
        world.set(last, level, short(30_000)).unwrap();
        world.run(2 * slowest);
        for page in pages {
            assert_eq!(world.client(page).shown(level), Some(&short(30_000)), "seed {seed}");
        }
        world.lift(last, level);
        world.run(5000);
        world.check_quiet();
        changes += world.hand_changes();
        words += world.desk_sets().len();
    }
    println!("{words} moves reached the desk, {changes} changes of hands");
    assert!(changes > 40 && words > 1000, "{changes} changes, {words} words");
}

/// Whenever and however a holder dies, nobody waits for the fader for longer
/// than two seconds.
#[test]
fn a_dead_holder_keeps_no_fader() {
    let mut longest = 0;
    for seed in 0..200 {
        let setup = Setup { latency_millis: (5, 60), ..Setup::default() };
        let mut world = World::new(setup, seed);
        let (ann, ben) = (world.join_live(engineer(1, "Ann")), world.join_live(engineer(2, "Ben")));
        let level = world.param("input.1.level");
        let mut dice = Dice::new(seed);
        world.touch(ann, level).unwrap();
        // Until Ben's page knows of it, it cannot know when that ends either.
        world.run(200);
        for step in 0..dice.between(1, 200) {
            if dice.one_in(3) {
                world.set(ann, level, short(step as u16)).unwrap();
            }
            world.run(dice.between(1, 40));
        }
        match dice.between(0, 5) {
            0 => world.close_page(ann),
            1 => world.sleep(ann, 60_000),
            2 => world.freeze(ann, 60_000),
            3 => world.blackout(ann, 60_000),
            _ => {}
        }
        // Her phone is dead, or at least its present link.
        world.cut(ann, Cut { up: dice.between(0, 90) as usize, ..Cut::SILENT });
        world.hold(ann);
        let died = world.now();
        // His page may look for a better path first, once hers is silent, and
        // a new path tells a moment after its welcome who holds what.
        let waits = |world: &World| world.client(ben).must_ask(level) || !world.is_live(ben);
        let tried = loop {
            while waits(&world) {
                world.run(1);
            }
            let tried = world.now().since(died);
            assert!(tried.as_secs() < 10, "seed {seed}");
            let _ =
                touch(&mut world, ben, level).and_then(|()| set(&mut world, ben, level, 40_000));
            world.run(200);
            if world.desk_value(level) == &short(40_000) {
                break tried;
            }
            lift(&mut world, ben, level);
        };
        longest = longest.max(tried.as_millis());
    }
    println!("free after {longest} ms at the most");
    assert!(longest <= 2000, "{longest} ms");
}
