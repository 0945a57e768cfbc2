//! What things cost on the wire, WebSocket headers included.

use desk::Value;
use testkit::world::{Carried, Cut, PageId, Setup, World, engineer, large_surface};

use crate::ask::{kind, kinds_down};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn large() -> (World, PageId, PageId) {
    let mut world = World::new(Setup { surface: large_surface(), ..Setup::default() }, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    let ben = world.join_live(engineer(2, "Ben"));
    (world, ann, ben)
}

#[test]
fn a_fader_move_is_small_both_ways() {
    let (mut world, ann, ben) = large();
    let level = world.param("master.level");
    assert!(level.0 > 4900, "one of the last, so its number is long");
    world.act(ann, |client, now| client.touch(now, level)).unwrap();
    for at in 1..400u16 {
        world.wire().record();
        world.act(ann, |client, now| client.set(now, level, Value::Short(at * 100))).unwrap();
        world.run(40);
        let up: Vec<_> = world.wire().up(ann).filter(|of| of.is_set()).cloned().collect();
        assert_eq!(up.len(), 1);
        assert!(up[0].wire_bytes() <= 16, "{} bytes up", up[0].wire_bytes());
        for page in [ann, ben] {
            let down = world.wire().down(page).filter(|of| of.kind() == Some(kind::DELTA));
            let bytes: Vec<_> = down.map(Carried::wire_bytes).collect();
            assert!(bytes.len() == 1 && bytes[0] <= 10, "{bytes:?} bytes down");
        }
    }
}

#[test]
fn thirty_two_faders_at_once_share_a_frame() {
    let (mut world, ann, _) = large();
    world.run(100);
    world.wire().record();
    for n in 1..=32u16 {
        let level = world.param(&format!("input.{n}.level"));
        world.desk_moves(level, Value::Short(n));
    }
    world.run(50);
    let down = world.wire().down(ann).filter(|of| of.kind() == Some(kind::DELTA));
    let bytes: usize = down.map(Carried::wire_bytes).sum();
    // The first leaves at once, the others with the next tick.
    assert!(bytes <= 10 + 32 * 4, "{bytes} bytes");
}

#[test]
fn joining_a_desk_of_five_thousand_parameters() {
    let (mut world, _, _) = large();
    for n in 1..=40 {
        let name = world.param(&format!("input.{n}.name"));
        world.desk_moves(name, Value::Text(format!("Microphone {n}")));
    }
    world.run(100);
    world.wire().record();
    let cleo = world.join_live(engineer(3, "Cleo"));
    let parameters = world.client(cleo).index().len();
    assert!((4900..5200).contains(&parameters), "{parameters}");
    let bytes: usize = world.wire().down(cleo).map(Carried::wire_bytes).sum();
    println!("{bytes} bytes down to join {parameters} parameters");
    assert!(bytes <= 25_000, "{bytes} bytes");
    world.check_quiet();
}

/// It has the surface, the numbers and the values: an epoch has one of each.
#[test]
fn coming_back_costs_little() {
    let (mut world, ann, _) = large();
    world.run(6000);
    world.wire().record();
    assert!(world.cut(ann, Cut::CLEAN));
    world.run(1000);
    assert!(world.is_live(ann));
    let bytes: usize = world.wire().down(ann).map(Carried::wire_bytes).sum();
    println!("{bytes} bytes down to come back");
    assert!(bytes <= 700, "{bytes} bytes");
    world.check_quiet();
}

#[test]
fn an_idle_link_is_nearly_silent() {
    let (mut world, ann, _) = large();
    world.run(100);
    world.wire().record();
    world.run(60_000);
    let sum = |carried: Vec<&Carried>| carried.into_iter().map(Carried::wire_bytes).sum::<usize>();
    let down = sum(world.wire().down(ann).collect());
    let up = sum(world.wire().up(ann).collect());
    assert!(down <= 60 * 20, "{down} bytes down in a minute");
    assert!(up <= 30 * 11, "{up} bytes up in a minute");
}

/// Meters are sent against credit: a page that does not answer gets four.
#[test]
fn meters_wait_for_credit() {
    let (mut world, ann, ben) = large();
    for page in [ann, ben] {
        world.act(page, |client, _| client.want_meters(vec!["input".into()]));
    }
    world.run(100);
    world.wire().record();
    let tick = |world: &mut World| {
        for level in 0..30u8 {
            world.meters(vec![level; 40]);
            world.run(33);
        }
    };
    let count = |world: &mut World, page| {
        kinds_down(world, page).into_iter().filter(|of| *of == kind::METERS).count()
    };
    tick(&mut world);
    assert_eq!(count(&mut world, ann), 30);
    world.wire().record();
    world.hold_for(ben, 990);
    tick(&mut world);
    assert_eq!(count(&mut world, ann), 30);
    assert_eq!(count(&mut world, ben), 4);
    // Out of sight costs nothing.
    world.run(100);
    world.show(ann, false);
    world.run(100);
    world.wire().record();
    tick(&mut world);
    assert_eq!(count(&mut world, ann), 0);
    world.show(ann, true);
    world.run(100);
    tick(&mut world);
    assert!((30..=31).contains(&count(&mut world, ann)), "the newest comes at once");
}
