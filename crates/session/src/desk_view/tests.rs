//! The display rule by itself.

use desk::{Kind, Law, Surface, Template};
use protocol::TouchPhase;

use super::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const A: ParamId = ParamId(0);
const MUTE: ParamId = ParamId(12);

/// Twelve faders and a switch, with a whole state.
fn view() -> DeskView {
    view_of_inputs(12)
}

fn view_of_inputs(inputs: u16) -> DeskView {
    let kind = |id: &str, count, law| Kind {
        id: id.into(),
        count,
        single: count == 1,
        params: vec![Template::once("level", law)],
        meters: vec![],
    };
    let kinds = vec![kind("input", inputs, Law::Fader), kind("master", 1, Law::Toggle)];
    let mut view = DeskView::new();
    assert!(
        view.take_surface(Arc::new(Index::new(Surface { kinds, ..Surface::default() }).unwrap()))
    );
    let whole = vec![Value::Short(0); view.index().len()];
    assert_eq!(view.take_part(Epoch(1), 1, (0, 1), 0, whole), Ok(true));
    view
}

fn at(millis: u64) -> Moment {
    Moment::from_millis(millis)
}

fn touch(view: &mut DeskView, now: Moment, id: ParamId) -> Option<ClientFrame> {
    view.touch(now, &[id]).pop()
}

fn shown(view: &DeskView, id: ParamId) -> u16 {
    match view.shown(id) {
        Some(Value::Short(value)) => *value,
        other => panic!("{other:?}"),
    }
}

fn set(view: &mut DeskView, millis: u64, id: ParamId, value: u16) -> bool {
    let value = Value::Short(value);
    view.check(id, &value).unwrap();
    view.set(at(millis), id, value)
}

/// What a set that leaves at this time carries as its own.
fn tick_of_set(view: &mut DeskView, millis: u64) -> u16 {
    let frames = view.frames(at(millis), (millis / 16) as u16, 64);
    let tick = frames.into_iter().find_map(|frame| match frame {
        ClientFrame::Set { tick, .. } => Some(tick),
        _ => None,
    });
    tick.unwrap()
}

#[test]
fn a_set_carries_the_time_of_the_finger_and_not_of_the_socket() {
    let mut view = view();
    set(&mut view, 1600, A, 5);
    assert_eq!(tick_of_set(&mut view, 2400), 100);
    // A switch that waited tells its own age, by itself.
    view.set(at(3200), MUTE, Value::toggle(true));
    set(&mut view, 4700, A, 6);
    let frames = view.frames(at(4800), 300, 64);
    let ticks = frames.iter().filter_map(|frame| match frame {
        ClientFrame::Set { tick, entries, .. } => Some((*tick, entries[0].0)),
        _ => None,
    });
    assert_eq!(ticks.collect::<Vec<_>>(), [(294, A), (200, MUTE)]);
}

/// After a stall each move is as old as it is and not as old as another.
#[test]
fn a_fresh_move_does_not_carry_the_age_of_a_stale_one() {
    let mut view = view();
    set(&mut view, 160, A, 5);
    set(&mut view, 1584, ParamId(1), 6);
    let frames = view.frames(at(1600), 100, 64).into_iter().map(|frame| match frame {
        ClientFrame::Set { tick, entries, .. } => (tick, entries[0].0, entries.len()),
        other => panic!("{other:?}"),
    });
    assert_eq!(frames.collect::<Vec<_>>(), [(99, ParamId(1), 1), (10, A, 1)]);
}

/// Numbers of the sets that leave at this time.
fn sets(view: &mut DeskView, millis: u64) -> Vec<u64> {
    let frames = view.frames(at(millis), 0, 64).into_iter();
    let sets = frames.filter_map(|frame| match frame {
        ClientFrame::Set { op, .. } => Some(op),
        _ => None,
    });
    sets.collect()
}

#[test]
fn parts_of_a_state_come_in_order_and_are_whole() {
    let mut view = view();
    let all: Vec<Value> = (0..13).map(|place| Value::Short(place % 2)).collect();
    assert_eq!(view.take_part(Epoch(2), 9, (1, 2), 5, all[..5].to_vec()), Err(()));
    assert_eq!(view.take_part(Epoch(2), 9, (0, 2), 0, all[..5].to_vec()), Ok(false));
    assert_eq!(view.cursor().map(|cursor| cursor.epoch), Some(Epoch(1)), "not yet");
    assert_eq!(shown(&view, A), 0);
    assert_eq!(view.take_part(Epoch(2), 9, (1, 2), 4, all[4..].to_vec()), Err(()));
    assert_eq!(view.take_part(Epoch(2), 9, (1, 2), 5, all[5..].to_vec()), Ok(true));
    assert_eq!((shown(&view, A), shown(&view, ParamId(11))), (0, 1));
    assert_eq!(view.cursor(), Some(StateCursor { epoch: Epoch(2), rev: 9 }));
    assert_eq!(view.take_part(Epoch(2), 9, (0, 1), 0, all[..5].to_vec()), Err(()), "not whole");
}

#[test]
fn a_delta_fits_the_revision_or_is_an_error() {
    let mut view = view();
    assert_eq!(view.take_delta(1, 300, vec![(A, Value::Short(5))]), Ok(vec![A]));
    assert_eq!((view.rev(), shown(&view, A)), (301, 5));
    assert_eq!(view.take_delta(1, 1, vec![]), Err(()));
    assert!(view.take_delta((301 & 0xff) as u8, 1, vec![]).is_ok());
    view.forget_cursor();
    assert_eq!(view.take_delta(0, 1, vec![]), Err(()));
}

#[test]
fn an_acknowledgement_of_an_older_set_leaves_the_newer_one_shown() {
    let mut view = view();
    set(&mut view, 0, A, 10);
    assert_eq!(sets(&mut view, 0), [1]);
    set(&mut view, 5, A, 20);
    assert!(sets(&mut view, 5).is_empty(), "not before its turn");
    assert_eq!(sets(&mut view, 33), [2]);
    view.take_delta(1, 1, vec![(A, Value::Short(10))]).unwrap();
    assert_eq!(view.acknowledge(1), []);
    assert_eq!(shown(&view, A), 20);
    view.take_delta(2, 1, vec![(A, Value::Short(20))]).unwrap();
    assert_eq!(view.acknowledge(2), [A]);
    assert_eq!(shown(&view, A), 20);
}

#[test]
fn a_refusal_of_an_older_set_leaves_the_newer_one_shown() {
    let mut view = view();
    set(&mut view, 0, A, 10);
    sets(&mut view, 0);
    set(&mut view, 40, A, 20);
    sets(&mut view, 40);
    assert_eq!(view.refuse(1, &[A]), []);
    assert_eq!(shown(&view, A), 20);
    assert_eq!(view.refuse(2, &[]), [A], "no parameters mean the whole set");
    assert_eq!(shown(&view, A), 0);
}

/// Asleep with its clock, a page does not notice; then the relay's tells.
#[test]
fn what_was_done_before_a_sleep_is_as_old_as_the_sleep() {
    let mut view = view();
    view.set(at(100), MUTE, Value::toggle(true));
    assert_eq!(sets(&mut view, 100), [1]);
    set(&mut view, 110, A, 10);
    view.note_sleep(Duration::from_secs(2));
    assert_eq!(view.give_up_old(at(120)), [A]);
    view.note_sleep(Duration::from_secs(2));
    view.break_link(at(130));
    assert_eq!(view.mend_link(at(200)), [MUTE]);
}

#[test]
fn an_equal_value_is_not_sent() {
    let mut view = view();
    assert!(!set(&mut view, 0, A, 0));
    assert!(set(&mut view, 0, A, 1));
    assert!(!set(&mut view, 0, A, 1));
    assert_eq!(view.check(ParamId(99), &Value::Short(1)), Err(ControlError::Unfit));
    assert_eq!(view.check(MUTE, &Value::Short(2)), Err(ControlError::Unfit));
}

#[test]
fn fingers_have_numbers_in_turn_and_an_eleventh_has_none() {
    let mut view = view();
    let slot = |frame: Option<ClientFrame>| match frame {
        Some(ClientFrame::Touch { gesture, .. }) => Some(gesture),
        _ => None,
    };
    for finger in 0..10u16 {
        assert_eq!(slot(touch(&mut view, at(0), ParamId(finger))), Some(finger as u8 + 1));
    }
    assert_eq!(slot(touch(&mut view, at(0), ParamId(10))), None);
    assert_eq!(slot(view.lift(ParamId(3))), Some(4));
    assert_eq!(slot(touch(&mut view, at(0), ParamId(10))), Some(11), "4 may still be spoken of");
}

/// As one row of a mix that moves twenty sends.
#[test]
fn one_finger_on_many_controls_is_one_gesture_and_one_frame_a_round() {
    let mut view = view_of_inputs(30);
    let all: Vec<ParamId> = (0..20).map(ParamId).collect();
    assert_eq!(view.touch(at(0), &all), [], "it may be a tap");
    let set_all = |view: &mut DeskView, millis: u64| {
        all.iter().for_each(|id| assert!(set(view, millis, *id, millis as u16 + 1)));
    };
    for millis in [0, 33, 66] {
        set_all(&mut view, millis);
        let frames = view.frames(at(millis), 0, 64);
        let [ClientFrame::Set { gesture: 0, entries, .. }] = frames.as_slice() else {
            panic!("{frames:?}");
        };
        assert_eq!(entries.len(), 20);
    }
    assert_eq!(view.due(), Some(at(100)));
    let downs = view.frames(at(100), 0, 64);
    assert_eq!(downs.len(), 20);
    let phase = TouchPhase::Down;
    let down = |frame: &ClientFrame| matches!(frame, ClientFrame::Touch { gesture: 1, phase: of, .. } if *of == phase);
    assert!(downs.iter().all(down), "{downs:?}");
    for millis in (133..330).step_by(33) {
        set_all(&mut view, millis);
        let frames = view.frames(at(millis), 0, 64);
        let [ClientFrame::Set { gesture: 1, entries, .. }] = frames.as_slice() else {
            panic!("{frames:?}");
        };
        assert_eq!(entries.len(), 20);
    }
    // Nine more fingers fit beside it, however many controls it has.
    let more: Vec<ParamId> = (20..30).map(ParamId).collect();
    let fit = more.iter().filter(|id| touch(&mut view, at(330), **id).is_some());
    assert_eq!(fit.count(), 9);
    assert!(all.iter().all(|id| view.in_hand(*id)));
    view.break_link(at(340));
    for id in &all {
        assert_eq!(view.check(*id, &Value::Short(1)), Err(ControlError::LiftFirst));
        assert_eq!(view.lift(*id), None, "the relay has forgotten it");
        assert_eq!(view.check(*id, &Value::Short(1)), Ok(()));
    }
}

/// As the steps of "more me", ten of them a second.
#[test]
fn a_tap_that_steps_many_controls_is_one_frame() {
    let mut view = view_of_inputs(30);
    let all: Vec<ParamId> = (0..20).map(ParamId).collect();
    for tap in 0..10u64 {
        let mut frames = view.touch(at(tap * 100), &all);
        all.iter().for_each(|id| assert!(set(&mut view, tap * 100, *id, tap as u16 + 1)));
        view.take_unsent(at(tap * 100), 0, 64, &mut frames);
        frames.extend(all.iter().filter_map(|id| view.lift(*id)));
        assert_eq!(frames.len(), 1, "{frames:?}");
    }
}

/// A thumb rests on one row while another hand steps the whole mix.
#[test]
fn a_finger_on_many_controls_lifts_the_one_it_replaces() {
    let mut view = view_of_inputs(3);
    touch(&mut view, at(0), ParamId(0));
    let ups = view.touch(at(50), &[ParamId(0), ParamId(1)]);
    let up = ClientFrame::Touch { gesture: 1, phase: TouchPhase::Up, param: ParamId(0) };
    assert_eq!(ups, [up]);
    assert_eq!(view.lift(ParamId(0)), None, "it was not told of");
}

#[test]
fn a_finger_at_rest_says_that_it_is_there() {
    let mut view = view();
    touch(&mut view, at(0), A);
    assert_eq!(view.due(), Some(at(500)));
    assert_eq!(view.frames(at(499), 0, 64), []);
    let hold = ClientFrame::Touch { gesture: 1, phase: TouchPhase::Hold, param: A };
    assert_eq!(view.frames(at(500), 0, 64), [hold]);
    view.break_link(at(500));
    assert_eq!(view.due(), None, "a broken one does not");
}

#[test]
fn many_fingers_share_the_frames_of_one_client() {
    let mut view = view();
    let mut sent = 0;
    for millis in 0..1000u16 {
        for finger in 0..10u16 {
            if millis == 0 {
                touch(&mut view, at(0), ParamId(finger));
            }
            set(&mut view, millis.into(), ParamId(finger), millis + 1);
        }
        sent += sets(&mut view, millis.into()).len();
    }
    assert!((50..=70).contains(&sent), "{sent} sets in a second");
}

#[test]
fn a_set_larger_than_the_limit_is_cut() {
    let mut view = view();
    for place in 0..12 {
        set(&mut view, 0, ParamId(place), 1);
    }
    let frames = view.frames(at(0), 0, 5);
    let lengths = frames.iter().map(|frame| match frame {
        ClientFrame::Set { entries, .. } => entries.len(),
        _ => 0,
    });
    assert_eq!(lengths.collect::<Vec<_>>(), [5, 5, 2]);
}

#[test]
fn a_move_that_could_not_leave_in_time_is_given_up() {
    let mut view = view();
    touch(&mut view, at(0), A);
    set(&mut view, 0, A, 9);
    sets(&mut view, 0);
    view.acknowledge(1);
    set(&mut view, 10, A, 10);
    set(&mut view, 10, MUTE, 1);
    assert_eq!(view.give_up_old(at(1510)), []);
    assert_eq!(view.give_up_old(at(1511)), [A]);
    assert_eq!((shown(&view, A), shown(&view, MUTE)), (0, 1));
    assert_eq!(view.give_up_old(at(3011)), [MUTE]);
    assert!(sets(&mut view, 3011).is_empty());
    assert!(set(&mut view, 3012, A, 10), "the finger may go on");
}

#[test]
fn a_broken_link_keeps_switches_and_their_age() {
    let mut view = view();
    set(&mut view, 0, MUTE, 1);
    set(&mut view, 0, A, 9);
    view.break_link(at(0));
    assert_eq!((shown(&view, MUTE), shown(&view, A)), (1, 0));
    assert_eq!(view.mend_link(at(2000)), []);
    assert_eq!(sets(&mut view, 2000), [1]);
    view.break_link(at(2000));
    assert_eq!(view.mend_link(at(4000)), [MUTE], "3 s are over, whenever it was sent");
    assert_eq!(shown(&view, MUTE), 0);
}

#[test]
fn a_ghost_is_what_others_did_and_not_the_own_echo() {
    let mut view = view();
    touch(&mut view, at(0), A);
    set(&mut view, 0, A, 10);
    sets(&mut view, 0);
    set(&mut view, 40, A, 20);
    sets(&mut view, 40);
    view.take_delta(1, 1, vec![(A, Value::Short(10))]).unwrap();
    assert_eq!(view.ghost(A), None, "the own echo");
    assert_eq!(shown(&view, A), 20);
    // A hand on the desk, while the finger goes on.
    view.take_delta(2, 1, vec![(A, Value::Short(77))]).unwrap();
    set(&mut view, 80, A, 30);
    assert_eq!((view.ghost(A), shown(&view, A)), (Some(&Value::Short(77)), 30));
    sets(&mut view, 80);
    view.take_delta(3, 1, vec![(A, Value::Short(30))]).unwrap();
    view.acknowledge(3);
    assert_eq!(view.ghost(A), None, "the holder's next movement wins");
}

#[test]
fn a_finger_that_lost_its_control_follows_until_it_lifts() {
    let mut view = view();
    let Some(ClientFrame::Touch { gesture, .. }) = touch(&mut view, at(0), A) else {
        panic!("a finger");
    };
    set(&mut view, 0, A, 10);
    assert!(!view.lose(gesture + 1, A), "another gesture");
    assert!(view.lose(gesture, A));
    assert!(!view.lose(gesture, A), "told once");
    assert_eq!((shown(&view, A), view.in_hand(A)), (0, false));
    assert_eq!(view.check(A, &Value::Short(11)), Err(ControlError::Held));
    assert_eq!(view.due(), None);
    assert!(view.lift(A).is_some(), "the relay has to know that it is lifted");
    touch(&mut view, at(10), A);
    assert!(set(&mut view, 10, A, 12));
}

#[test]
fn what_two_connections_tell_is_taken_once() {
    let mut view = view();
    // The old connection goes on after hello told revision 1 on the new one.
    view.take_delta(1, 2, vec![(A, Value::Short(5))]).unwrap();
    view.take_delta(3, 1, vec![(A, Value::Short(6))]).unwrap();
    view.begin_stream(1, 5);
    assert_eq!(view.take_delta(1, 2, vec![(A, Value::Short(5))]), Ok(vec![]));
    assert_eq!(shown(&view, A), 6);
    assert_eq!(view.take_delta(3, 1, vec![(A, Value::Short(6))]), Ok(vec![]));
    assert_eq!(view.take_delta(4, 1, vec![(A, Value::Short(7))]), Ok(vec![A]));
    assert_eq!((shown(&view, A), view.rev(), view.stream()), (7, 5, 5));
    assert_eq!(view.take_delta(4, 1, vec![]), Err(()));
}

#[test]
fn an_absence_is_told_once_everything_was_read() {
    let mut view = view();
    set(&mut view, 0, A, 10);
    sets(&mut view, 0);
    view.break_link(at(100));
    assert_eq!(view.take_report(at(200)), None, "still away");
    view.begin_stream(1, 4);
    assert_eq!(view.take_report(at(5000)), None, "not read yet");
    // The own move has arrived after all; somebody else moved another fader.
    let other = ParamId(1);
    view.catch_up(4, vec![(A, Value::Short(10)), (other, Value::Short(3))]);
    let report = view.take_report(at(5100)).unwrap();
    assert_eq!(report.away, Duration::from_secs(5));
    assert_eq!(report.changes.len(), 1);
    assert_eq!(report.changes[0].id, other);
    assert_eq!(view.take_report(at(5200)), None);
}

/// A relay that was restarted has no desk at first.
#[test]
fn an_absence_outlasts_a_relay_without_a_desk() {
    let mut view = view();
    let desk = view.index().surface().clone();
    view.break_link(at(100));
    assert!(view.take_surface(Arc::new(Index::empty())));
    view.begin_stream(0, 1);
    view.take_part(Epoch(7), 1, (0, 1), 0, vec![]).unwrap();
    assert_eq!(view.take_report(at(500)), None);
    assert!(view.take_surface(Arc::new(Index::new(desk).unwrap())));
    let index = view.index().clone();
    let whole = index.columns().map(|id| Value::Short(u16::from(id == A))).collect();
    view.take_part(Epoch(8), 2, (0, 1), 0, whole).unwrap();
    let report = view.take_report(at(600)).unwrap();
    assert_eq!(report.changes.iter().map(|change| change.id).collect::<Vec<_>>(), [A]);
}
