//! Logs and verdicts by themselves.

use super::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn entry(offset: u64, body: ChatBody) -> ChatEntry {
    ChatEntry {
        room: "crew".into(),
        offset,
        at: 0,
        author: 7,
        name: "Ann".into(),
        color: "sky".into(),
        cid: "a".into(),
        n: offset,
        body,
    }
}

fn create(text: &str) -> ChatBody {
    ChatBody::Create { text: text.into() }
}

fn log(kept: usize, entries: u64) -> ChatLog {
    let room = RestoredRoom {
        room: "crew".into(),
        epoch: Epoch(1),
        entries: Vec::new(),
        messages: Vec::new(),
    };
    let mut log = ChatLog::new(room, kept);
    for _ in 0..entries {
        let offset = log.next_offset();
        let entry = entry(offset, create(&format!("text {offset}")));
        log.announce(&entry);
        log.publish(entry);
    }
    log
}

fn offsets(log: &ChatLog, cursor: u64) -> Vec<u64> {
    log.after(cursor).map(|(offset, _)| offset).collect()
}

#[test]
fn a_cursor_gets_what_comes_after_it() {
    let log = log(5, 8);
    assert_eq!((log.first(), log.head()), (4, 8));
    assert_eq!(offsets(&log, 3), [4, 5, 6, 7, 8]);
    assert_eq!(offsets(&log, 7), [8]);
    assert!(offsets(&log, 8).is_empty());
}

#[test]
fn an_empty_log_begins_at_one() {
    let log = log(5, 0);
    assert_eq!((log.first(), log.head()), (1, 0));
    assert!(offsets(&log, 0).is_empty());
}

#[test]
fn a_restored_log_goes_on_where_it_was() {
    let room = RestoredRoom {
        room: "crew".into(),
        epoch: Epoch(1),
        entries: vec![entry(41, create("a")), entry(42, create("b"))],
        messages: vec![(3, 9), (41, 7), (42, 7)],
    };
    let mut log = ChatLog::new(room, 5);
    assert_eq!((log.first(), log.head(), log.next_offset()), (41, 42, 43));
    assert_eq!(log.author(3), Some(9), "older than what is in memory");
}

#[test]
fn what_is_taken_back_leaves_no_text() {
    let mut log = log(5, 2);
    let edit = ChatBody::Edit { target: 1, text: "text too".into() };
    log.publish(entry(3, edit));
    let delete = entry(4, ChatBody::Delete { target: 1 });
    log.announce(&delete);
    log.publish(delete);
    let all: Vec<u8> = log.after(0).flat_map(|(_, bytes)| bytes.to_vec()).collect();
    let all = String::from_utf8(all).unwrap();
    assert!(!all.contains("text 1") && !all.contains("text too"), "{all}");
    assert!(all.contains("text 2"));
    assert_eq!(log.author(1), None);
}

/// What every intent says that is not about that.
const SAID: Option<Print> = Some(Print(1));

fn stored(offset: u64) -> Decision {
    Decision::Stored { offset }
}

#[test]
fn intents_are_decided_in_their_order() {
    let mut verdicts = Verdicts::default();
    assert_eq!(verdicts.classify("a", 1, SAID), Intent::New);
    assert_eq!(verdicts.classify("a", 2, SAID), Intent::Early { expected: 1 });
    verdicts.begin("a", 1, SAID);
    assert_eq!(verdicts.classify("a", 1, SAID), Intent::UnderWay);
    assert_eq!(verdicts.classify("a", 2, SAID), Intent::New);
    verdicts.begin("a", 2, SAID);
    verdicts.record("a", 1, stored(10));
    assert_eq!(verdicts.classify("a", 1, SAID), Intent::Decided(Some(stored(10))));
    assert_eq!(verdicts.classify("a", 2, SAID), Intent::UnderWay);
    assert_eq!(verdicts.classify("a", 4, SAID), Intent::Early { expected: 3 });
    assert_eq!((verdicts.highest("a"), verdicts.highest("b")), (1, 0));
}

#[test]
fn nobody_gets_the_verdict_on_the_message_of_another_page() {
    let say = |text| Print::of("crew", &create(text));
    let mut verdicts = Verdicts::default();
    verdicts.begin("a", 1, say("mine"));
    assert_eq!(verdicts.classify("a", 1, say("mine")), Intent::UnderWay);
    assert_eq!(verdicts.classify("a", 1, say("yours")), Intent::Taken);
    verdicts.record("a", 1, stored(10));
    assert_eq!(verdicts.classify("a", 1, say("mine")), Intent::Decided(Some(stored(10))));
    assert_eq!(verdicts.classify("a", 1, say("yours")), Intent::Taken);
    assert_eq!(verdicts.classify("a", 1, Print::of("other", &create("mine"))), Intent::Taken);
    // Its text was taken back: nobody can tell whose it was.
    verdicts.begin("a", 2, say(""));
    verdicts.record("a", 2, stored(11));
    assert_eq!(verdicts.classify("a", 2, say("mine")), Intent::Taken);
}

#[test]
fn old_verdicts_are_forgotten_but_not_that_they_were_given() {
    let mut verdicts = Verdicts::default();
    for n in 1..=VERDICTS_KEPT as u64 + 1 {
        verdicts.begin("a", n, SAID);
        verdicts.record("a", n, stored(n));
    }
    assert_eq!(verdicts.classify("a", 1, SAID), Intent::Decided(None));
    assert_eq!(verdicts.classify("a", 2, SAID), Intent::Decided(Some(stored(2))));
}

#[test]
fn a_client_id_belongs_to_who_wrote_under_it() {
    let room = RestoredRoom {
        room: "crew".into(),
        epoch: Epoch(1),
        entries: vec![entry(1, create("a"))],
        messages: Vec::new(),
    };
    let decision = |cid: &str, author| RestoredDecision {
        cid: cid.into(),
        n: 1,
        decision: stored(1),
        author,
        print: SAID,
    };
    // What "c" wrote is older than what is in memory of the log.
    let decided = vec![decision("a", None), decision("c", Some(9))];
    let restored = Restored { rooms: vec![room], decided, ..Restored::default() };
    let mut verdicts = Verdicts::restore(&restored);
    assert!(verdicts.claim("a", 7));
    assert!(!verdicts.claim("c", 7));
    assert!(verdicts.claim("c", 9));
    assert!(!verdicts.claim("a", 8));
    // One under which nothing was written is free again.
    assert!(verdicts.claim("b", 8));
    assert!(!verdicts.claim("b", 7));
    for cid in ["a", "b"] {
        verdicts.leave(cid);
    }
    assert!(verdicts.claim("b", 7));
    assert!(!verdicts.claim("a", 8));
    assert_eq!(verdicts.highest("a"), 1);
}

#[test]
fn of_those_long_gone_only_the_highest_number_is_kept() {
    let decided = (0..IDLE_KEPT as u64).map(|place| RestoredDecision {
        cid: format!("{place}"),
        n: 1,
        decision: stored(place + 1),
        author: Some(7),
        print: SAID,
    });
    let decided = decided.collect();
    let mut verdicts = Verdicts::restore(&Restored { decided, ..Restored::default() });
    assert_eq!(verdicts.classify("0", 1, SAID), Intent::Decided(Some(stored(1))));
    // The oldest comes back, so that the next one is the longest gone.
    assert!(verdicts.claim("0", 7));
    verdicts.enter("0");
    for cid in ["x", "y"] {
        verdicts.begin(cid, 1, SAID);
        verdicts.record(cid, 1, stored(5000));
        verdicts.leave(cid);
    }
    assert_eq!(verdicts.classify("0", 1, SAID), Intent::Decided(Some(stored(1))));
    assert_eq!(verdicts.classify("1", 1, SAID), Intent::Decided(None));
    assert_eq!(verdicts.classify("1", 2, SAID), Intent::New, "the count goes on");
    assert!(!verdicts.claim("1", 8), "and it is still somebody's");
    assert_eq!(verdicts.classify("x", 1, SAID), Intent::Decided(Some(stored(5000))));
}
