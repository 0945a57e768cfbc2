//! Every set has a fate: the delta that carries it and then its
//! acknowledgement, or a refusal that nobody else notices.

use desk::{Index, Value};
use protocol::{ClientFrame, CloseCode, DeskState, RefusalCode, ServerFrame};
use testkit::world::{Packet, PageId, Setup, World, engineer, large_surface, musician, viewer};

use crate::ask::{byes, check_stopped, kind, kinds_down, refusals, set_refusals};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Two engineers, quiet, with recording on.
fn two() -> (World, PageId, PageId) {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    let ben = world.join_live(engineer(2, "Ben"));
    world.desk_sets();
    world.events(ann);
    world.events(ben);
    world.wire().record();
    (world, ann, ben)
}

#[test]
fn a_set_reaches_the_desk_and_everybody_and_is_then_acknowledged() {
    let (mut world, ann, ben) = two();
    let level = world.param("input.1.level");
    world.act(ann, |client, now| client.set(now, level, Value::Short(50_000))).unwrap();
    world.run(100);
    let sets = world.desk_sets();
    assert_eq!(sets.len(), 1);
    assert_eq!((sets[0].1, &sets[0].2), (level, &Value::Short(50_000)));
    let live = |kinds: Vec<u8>| {
        let live = kinds.into_iter().filter(|of| [kind::DELTA, kind::OP_ACK].contains(of));
        live.collect::<Vec<_>>()
    };
    assert_eq!(live(kinds_down(&mut world, ann)), [kind::DELTA, kind::OP_ACK]);
    assert_eq!(live(kinds_down(&mut world, ben)), [kind::DELTA]);
    // The bytes are the same for all.
    let delta = |world: &mut World, page| {
        let mut down = world.wire().down(page);
        down.find(|carried| carried.kind() == Some(kind::DELTA)).unwrap().packet.clone()
    };
    assert_eq!(delta(&mut world, ann), delta(&mut world, ben));
    world.check_quiet();
}

/// What a page sends is refused with a code; the desk, the other page and the
/// link of the sender do not notice.
#[track_caller]
fn check_refused(world: &mut World, page: PageId, other: PageId, code: RefusalCode) {
    world.run(200);
    let codes: Vec<_> = set_refusals(&world.events(page)).into_iter().map(|of| of.1).collect();
    assert_eq!(codes, [code]);
    assert_eq!(world.desk_sets(), []);
    let noticed = kinds_down(world, other);
    assert!(!noticed.contains(&kind::DELTA), "{noticed:?}");
    assert!(world.is_live(page));
    world.check_quiet();
}

/// Sends a set as a page would that does not check.
fn send_set(world: &mut World, page: PageId, index: &str, value: Value, tick: u16) {
    let param = world.client(page).index().find(index).unwrap();
    let frame = ClientFrame::Set { op: 1, gesture: 0, tick, entries: vec![(param, value)] };
    world.send_raw(page, Packet::Binary(frame.encode().into()));
}

#[test]
fn a_parameter_that_is_not_there_is_refused() {
    let (mut world, ann, ben) = two();
    let nowhere = desk::ParamId(60_000);
    let entries = vec![(nowhere, Value::Short(1))];
    let tick = world.wall_tick();
    let frame = ClientFrame::Set { op: 1, gesture: 0, tick, entries };
    world.send_raw(ann, Packet::Binary(frame.encode().into()));
    check_refused(&mut world, ann, ben, RefusalCode::OutOfRange);
}

#[test]
fn a_number_that_is_none_is_refused() {
    for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let (mut world, ann, ben) = two();
        let tick = world.wall_tick();
        send_set(&mut world, ann, "input.1.delay", Value::Float(number), tick);
        check_refused(&mut world, ann, ben, RefusalCode::OutOfRange);
        let delay = world.param("input.1.delay");
        let set = world.act(ann, |client, now| client.set(now, delay, Value::Float(number)));
        assert!(set.is_err(), "the session does not even send it");
    }
}

#[test]
fn a_choice_and_a_text_out_of_range_are_refused() {
    let (mut world, ann, ben) = two();
    let tick = world.wall_tick();
    send_set(&mut world, ann, "input.1.mute", Value::Short(2), tick);
    check_refused(&mut world, ann, ben, RefusalCode::OutOfRange);
    let (mut world, ann, ben) = two();
    send_set(&mut world, ann, "input.1.name", Value::Text("x".repeat(21)), tick);
    check_refused(&mut world, ann, ben, RefusalCode::OutOfRange);
}

#[test]
fn a_move_that_comes_too_late_is_refused_and_a_switch_a_little_later() {
    let cases = [
        ("input.1.level", Value::Short(7), 80, None),
        ("input.1.level", Value::Short(7), 110, Some(RefusalCode::Expired)),
        ("input.1.mute", Value::toggle(true), 110, None),
        ("input.1.mute", Value::toggle(true), 200, Some(RefusalCode::Expired)),
    ];
    for (path, value, age, refused) in cases {
        let (mut world, ann, ben) = two();
        let tick = world.wall_tick().wrapping_sub(age);
        send_set(&mut world, ann, path, value, tick);
        if let Some(code) = refused {
            check_refused(&mut world, ann, ben, code);
        } else {
            world.run(200);
            assert_eq!(world.desk_sets().len(), 1, "{path} at {age} ticks");
        }
    }
}

#[test]
fn a_viewer_and_a_musician_beyond_the_own_mix_are_refused() {
    for (member, may) in [(viewer(3, "Cleo"), false), (musician(3, "Cleo", &[2]), true)] {
        let (mut world, ann, _) = two();
        let cleo = world.join_live(member);
        world.events(cleo);
        world.wire().record();
        let level = world.param("input.1.level");
        world.act(cleo, |client, now| client.set(now, level, Value::Short(7))).unwrap();
        assert_eq!(world.client(cleo).shown(level), Some(&Value::Short(7)));
        check_refused(&mut world, cleo, ann, RefusalCode::NotAllowed);
        let mix = world.param("input.1.aux.2.level");
        world.act(cleo, |client, now| client.set(now, mix, Value::Short(7))).unwrap();
        world.run(200);
        assert_eq!(world.desk_sets().len(), usize::from(may));
    }
}

#[test]
fn without_a_desk_controls_cannot_be_moved() {
    let (mut world, ann, ben) = two();
    let level = world.param("input.1.level");
    // The page does not know yet that the desk is gone.
    world.act(ann, |client, now| client.touch(now, level)).unwrap();
    world.desk_is(DeskState::Offline);
    world.act(ann, |client, now| client.set(now, level, Value::Short(7))).unwrap();
    world.run(100);
    assert_eq!(set_refusals(&world.events(ann)), [(vec![level], RefusalCode::DeskOffline)]);
    assert_eq!(world.client(ann).shown(level), Some(&Value::Short(0)));
    let later = world.act(ann, |client, now| client.set(now, level, Value::Short(8)));
    assert_eq!(later, Err(session::ControlError::DeskOffline));
    assert_eq!(world.desk_sets(), []);
    world.act(ann, |client, now| client.lift(now, level));
    world.desk_is(DeskState::Live);
    world.run(100);
    assert_eq!(world.client(ben).check_control(), Ok(()));
    world.check_quiet();
}

#[test]
fn one_bad_entry_does_not_take_the_others_along() {
    let (mut world, ann, _) = two();
    let index = Index::new(testkit::world::small_surface()).unwrap();
    let (level, mute) = (index.find("input.1.level").unwrap(), index.find("input.1.mute").unwrap());
    let entries = vec![(level, Value::Short(7)), (mute, Value::Short(2))];
    let frame = ClientFrame::Set { op: 1, gesture: 0, tick: world.wall_tick(), entries };
    world.send_raw(ann, Packet::Binary(frame.encode().into()));
    world.run(200);
    assert_eq!(set_refusals(&world.events(ann)), [(vec![mute], RefusalCode::OutOfRange)]);
    assert_eq!(world.desk_sets().len(), 1);
    let acks = world
        .wire()
        .down(ann)
        .filter_map(|carried| ServerFrame::decode(carried.packet.bytes(), &index).ok());
    let acks: Vec<_> = acks.filter(|frame| matches!(frame, ServerFrame::OpAck { .. })).collect();
    assert_eq!(acks, [ServerFrame::OpAck { op: 1 }]);
    world.check_quiet();
}

#[test]
fn bad_frames_are_answered_and_ten_in_a_row_are_the_end() {
    let (mut world, ann, ben) = two();
    let bad = [
        Packet::Text("not json".into()),
        Packet::Text(r#"{"t":"dance"}"#.into()),
        Packet::Text(r#"{"t":"post"}"#.into()),
        Packet::Binary(vec![].into()),
        Packet::Binary(vec![0x99, 1, 2].into()),
        Packet::Binary(vec![0x12, 1].into()),
        Packet::Binary(vec![0x14, 1, 2, 3, 4, 5].into()),
        Packet::Binary(vec![0x12, 1, 9, 0].into()),
        Packet::Text(r#"{"t":"hello"}"#.into()),
    ];
    for packet in &bad {
        world.send_raw(ann, packet.clone());
    }
    world.run(100);
    let codes = refusals(&world.events(ann));
    assert_eq!(codes.len(), bad.len());
    assert_eq!(codes.iter().filter(|code| **code == RefusalCode::UnknownKind).count(), 2);
    assert!(world.is_live(ann));
    // A good frame in between forgives.
    world.run(3000);
    for _ in 0..9 {
        world.send_raw(ann, bad[0].clone());
    }
    world.run(100);
    assert!(world.is_live(ann));
    world.send_raw(ann, bad[0].clone());
    world.run(100);
    check_stopped(&world, ann, CloseCode::Malformed);
    assert_eq!(byes(&mut world, ann), [CloseCode::Malformed.code()]);
    assert!(world.is_live(ben));
}

#[test]
fn too_fast_is_refused_once_and_then_for_long_the_end() {
    let (mut world, ann, ben) = two();
    let touch = ClientFrame::MeterAck { seq: 1 }.encode();
    let burst = |world: &mut World, count| {
        for _ in 0..count {
            world.send_raw(ann, Packet::Binary(touch.clone().into()));
        }
        world.run(100);
    };
    burst(&mut world, 300);
    assert_eq!(refusals(&world.events(ann)), [RefusalCode::TooFast]);
    // A set in the flood is refused too, and glides back.
    let level = world.param("input.1.level");
    for _ in 0..100 {
        world.send_raw(ann, Packet::Binary(touch.clone().into()));
    }
    world.act(ann, |client, now| client.set(now, level, Value::Short(7))).unwrap();
    world.run(100);
    assert_eq!(set_refusals(&world.events(ann)), [(vec![], RefusalCode::TooFast)]);
    assert_eq!(world.client(ann).shown(level), Some(&Value::Short(0)));
    assert!(world.is_live(ann));
    burst(&mut world, 900);
    assert_eq!(byes(&mut world, ann), [CloseCode::TooFast.code()]);
    world.run(5000);
    assert!(world.is_live(ann), "it may come back after a pause");
    assert!(world.is_live(ben));
    world.check_quiet();
}

/// Frames that come evenly always leave room for one now and then; that does
/// not make a flood many small ones.
#[test]
fn an_even_flood_is_told_once_and_then_the_end() {
    let (mut world, ann, ben) = two();
    let touch = ClientFrame::MeterAck { seq: 1 }.encode();
    for _ in 0..300 {
        for _ in 0..5 {
            world.send_raw(ann, Packet::Binary(touch.clone().into()));
        }
        world.run(1);
    }
    world.run(50);
    assert_eq!(refusals(&world.events(ann)), [RefusalCode::TooFast]);
    assert_eq!(byes(&mut world, ann), [CloseCode::TooFast.code()]);
    assert!(world.is_live(ben));
}

/// A page in the background is frozen before it can send the newest move.
#[test]
fn a_frozen_page_does_not_send_its_move_when_it_wakes() {
    let (mut world, ann, _) = two();
    let level = world.param("input.1.level");
    for value in [100, 200] {
        world.act(ann, |client, now| client.set(now, level, Value::Short(value))).unwrap();
    }
    world.show(ann, false);
    world.sleep(ann, 30_000);
    world.run(29_000);
    world.events(ann);
    world.run(3000);
    let sets: Vec<_> = world.desk_sets().into_iter().map(|(_, _, value)| value).collect();
    assert_eq!(sets, [Value::Short(100)]);
    let shown = world.events(ann).into_iter();
    assert!(shown.into_iter().any(|event| event == session::Event::Shown(vec![level])));
    assert_eq!(world.client(ann).shown(level), Some(&Value::Short(100)));
    world.show(ann, true);
    world.run(3000);
    world.check_quiet();
}

/// The relay's clock tells how long that was, also over a link that lived on.
#[test]
fn a_page_whose_clock_stood_still_does_not_send_its_moves_when_it_goes_on() {
    let (mut world, ann, _) = two();
    let (level, mute) = (world.param("input.1.level"), world.param("input.1.mute"));
    for value in [100, 200] {
        world.set(ann, level, Value::Short(value)).unwrap();
    }
    world.set(ann, mute, Value::toggle(true)).unwrap();
    world.freeze(ann, 4000);
    world.run(6000);
    let sets: Vec<_> = world.desk_sets().into_iter().map(|(_, _, value)| value).collect();
    assert_eq!(sets, [Value::Short(100)]);
    assert_eq!(world.connects(ann), 1, "the link lived on");
    world.check_quiet();
}

/// Ten fingers ride faders for half a minute while meters run: no frame is
/// one too many.
#[test]
fn ten_fingers_are_not_too_fast() {
    let mut world = World::new(Setup { surface: large_surface(), ..Setup::default() }, 1);
    let ann = world.join_live(engineer(1, "Ann"));
    world.act(ann, |client, _| client.want_meters(vec!["input".into()]));
    let faders: Vec<_> = (1..=10).map(|n| world.param(&format!("input.{n}.level"))).collect();
    for fader in &faders {
        world.act(ann, |client, now| client.touch(now, *fader)).unwrap();
    }
    world.events(ann);
    for at in 0u16..1800 {
        for fader in &faders {
            world.act(ann, |client, now| client.set(now, *fader, Value::Short(at * 16))).unwrap();
        }
        if at % 2 == 0 {
            world.meters(vec![0; 40]);
        }
        world.run(16);
    }
    for fader in &faders {
        world.act(ann, |client, now| client.lift(now, *fader));
    }
    world.run(1000);
    let events = world.events(ann);
    assert_eq!(set_refusals(&events), []);
    assert_eq!(refusals(&events), []);
    world.check_quiet();
}
