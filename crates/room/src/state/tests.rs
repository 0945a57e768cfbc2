//! Every cursor is brought up to date, and by the shortest way.

use desk::{Kind, Law, Surface, Template};
#[cfg(not(target_arch = "wasm32"))]
use proptest::prelude::*;

use super::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn log(count: u16) -> StateLog {
    let params = vec![Template::once("level", Law::Fader)];
    let kind = Kind { id: "input".into(), count, single: false, params, meters: vec![] };
    let index = Index::new(Surface { kinds: vec![kind], ..Surface::default() }).unwrap();
    StateLog::new(Epoch(1), index)
}

fn at(millis: u64) -> Moment {
    Moment::from_millis(millis)
}

fn change(log: &mut StateLog, id: u16, value: u16) -> u64 {
    log.apply([(ParamId(id), Value::Short(value))])
}

/// What a peer has: its values and its revision.
struct Peer {
    values: Vec<Value>,
    rev: u64,
}

impl Peer {
    fn take(&mut self, log: &StateLog, frames: &[Bytes]) {
        for bytes in frames {
            let entries = match ServerFrame::decode(bytes, log.index()).unwrap() {
                ServerFrame::Delta { from, advance, entries } => {
                    assert_eq!(from, (self.rev & 0xff) as u8);
                    self.rev += advance;
                    entries
                }
                ServerFrame::CatchUp { rev, entries } => {
                    self.rev = rev;
                    entries
                }
                ServerFrame::Snapshot { rev, start, values, .. } => {
                    self.rev = rev;
                    log.index().columns().skip(start.into()).zip(values).collect()
                }
                other => panic!("{other:?}"),
            };
            for (id, value) in entries {
                self.values[usize::from(id.0)] = value;
            }
        }
    }

    fn check(&self, log: &StateLog) {
        assert_eq!(self.rev, log.published());
        for (place, value) in (0..=u16::MAX).zip(&self.values) {
            assert_eq!(log.value(ParamId(place)), Some(value));
        }
    }
}

#[test]
fn the_first_change_leaves_at_once_and_the_next_a_little_later() {
    let mut log = log(4);
    change(&mut log, 0, 1);
    log.publish(at(100));
    assert_eq!(log.published(), 2);
    change(&mut log, 1, 1);
    change(&mut log, 2, 1);
    log.publish(at(107));
    assert_eq!(log.published(), 2);
    assert_eq!(log.due(), Some(at(108)));
    log.publish(at(108));
    assert_eq!(log.published(), log.head());
    assert_eq!(log.due(), None);
}

#[test]
fn an_equal_value_is_no_change() {
    let mut log = log(4);
    let rev = change(&mut log, 0, 1);
    assert_eq!(change(&mut log, 0, 1), rev);
    assert_eq!(change(&mut log, 9, 1), rev, "there is no such parameter");
}

#[test]
fn up_to_date_peers_share_the_same_bytes() {
    let mut log = log(4);
    let cursor = log.published();
    change(&mut log, 0, 1);
    log.publish(at(0));
    let (one, other) = (log.since(at(0), cursor), log.since(at(0), cursor));
    assert_eq!(one[0].as_ptr(), other[0].as_ptr());
    assert!(log.since(at(0), log.published()).is_empty());
}

#[test]
fn who_was_away_gets_each_parameter_once() {
    let mut log = log(4);
    let cursor = log.published();
    // The very next revision after the cursor counts too.
    change(&mut log, 3, 7);
    for round in 0..1000 {
        change(&mut log, round % 2, round);
        log.publish(at(u64::from(round) * 10));
    }
    let frames = log.since(at(10_000), cursor);
    assert_eq!(frames.len(), 1);
    let Ok(ServerFrame::CatchUp { entries, .. }) = ServerFrame::decode(&frames[0], log.index())
    else {
        panic!("no catch-up")
    };
    let newest = [(0, 998), (1, 999), (3, 7)];
    assert_eq!(entries, newest.map(|(id, value)| (ParamId(id), Value::Short(value))));
}

#[test]
fn a_snapshot_is_encoded_once_per_revision() {
    let mut log = log(9000);
    let first = log.snapshot(at(0));
    assert!(first.len() > 2, "{} parts", first.len());
    assert!(first.iter().all(|part| part.len() < PART_BYTES + 100));
    assert_eq!(first[0].as_ptr(), log.snapshot(at(0))[0].as_ptr());
    change(&mut log, 0, 1);
    assert_ne!(first[0], log.snapshot(at(0))[0]);
}

/// The largest state there can be in four-byte letters is whole too.
#[test]
fn a_snapshot_never_has_more_parts_than_can_be_counted() {
    let params = vec![Template::each("name.{}", 1024, Law::Text { max: 20 })];
    let kind = Kind { id: "input".into(), count: 64, single: false, params, meters: vec![] };
    let index = Index::new(Surface { kinds: vec![kind], ..Surface::default() }).unwrap();
    let mut log = StateLog::new(Epoch(1), index);
    let text = Value::Text("\u{1f39a}".repeat(20));
    let ids = log.index().ids();
    log.apply(ids.map(|id| (id, text.clone())));
    let frames = log.snapshot(at(0));
    assert!(frames.len() > 200, "{} parts", frames.len());
    let mut peer = Peer { values: vec![Value::Short(0); log.index().len()], rev: 0 };
    assert_eq!(peer.values.len(), 65_536);
    peer.take(&log, &frames);
    peer.check(&log);
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #[test]
    fn any_cursor_is_brought_up_to_date(
        changes in prop::collection::vec((0..6u16, 0..4u16, 0..12u64, 0..4usize), 1..300),
    ) {
        let mut log = log(6);
        let mut peers: Vec<Peer> = (0..4).map(|_| Peer { values: Vec::new(), rev: 0 }).collect();
        for peer in &mut peers {
            peer.values = vec![Value::Short(0); 6];
            let frames = log.snapshot(at(0));
            peer.take(&log, &frames);
        }
        let mut now = 0;
        for (id, value, pause, reader) in changes {
            now += pause;
            change(&mut log, id, value);
            log.publish(at(now));
            // The last peer hardly ever reads.
            if reader < 3 {
                let frames = log.since(at(now), peers[reader].rev);
                peers[reader].take(&log, &frames);
            }
        }
        log.publish(at(now + 100));
        for peer in &mut peers {
            let frames = log.since(at(now + 100), peer.rev);
            peer.take(&log, &frames);
            peer.check(&log);
        }
    }
}
