//! Ways in, silence, and coming back.

use desk::Moment;
use soundcraft::{Action, Event, LostReason, Options, SetError, State};

use crate::bench::{Bench, at, rta};
use crate::dumps;

fn connect(path: &str) -> Action {
    Action::Connect { path: path.to_owned() }
}

fn fetch() -> Action {
    Action::FetchHandshake { path: "/socket.io/1/".to_owned() }
}

const SID_PATH: &str = "/socket.io/1/websocket/10399287775469968506";

fn body() -> &'static str {
    include_str!("../../testdata/handshake-ui24r.txt")
}

#[test]
fn the_plain_way_is_tried_first() {
    let mut bench = Bench::new();
    assert_eq!(bench.drain().actions, [connect("/")]);
}

#[test]
fn a_refused_upgrade_leads_to_the_handshake_which_is_remembered() {
    let mut bench = Bench::new();
    bench.driver.handle_connect_failed(bench.now());
    assert_eq!(bench.drain().actions, [connect("/"), fetch()]);
    bench.driver.handle_handshake(bench.now(), body());
    assert_eq!(bench.drain().actions, [connect(SID_PATH)]);
    bench.open();
    bench.lines(&dumps::small());
    bench.run(300);
    assert_eq!(bench.driver.state(), State::Live);
    bench.driver.handle_closed(bench.now());
    bench.wait(250);
    assert_eq!(bench.drain().actions, [fetch()]);
}

#[test]
fn a_plain_socket_that_says_nothing_is_dropped_for_the_handshake() {
    let mut bench = Bench::new();
    bench.driver.handle_opened(bench.now());
    bench.drain();
    bench.wait(1_999);
    assert!(bench.drain().actions.is_empty());
    bench.wait(1);
    let drained = bench.drain();
    assert_eq!(drained.actions, [Action::Close, fetch()]);
    assert!(drained.events.is_empty(), "it never was a link");
}

/// Greeted, but the state never begins: the other way may do better.
#[test]
fn a_greeting_alone_is_not_enough() {
    let mut bench = Bench::opened();
    for _ in 0..60 {
        bench.text("2::");
        bench.wait(100);
    }
    let drained = bench.drain();
    assert_eq!(drained.actions[..2], [Action::Close, fetch()]);
    assert!(drained.events.is_empty());
}

#[test]
fn a_bad_handshake_is_a_failed_attempt() {
    let mut bench = Bench::new();
    bench.driver.handle_connect_failed(bench.now());
    bench.driver.handle_handshake(bench.now(), "<html>not a desk</html>");
    assert_eq!(bench.driver.state(), State::Waiting { until: Moment::from_millis(250) });
    bench.drain();
    bench.wait(250);
    assert_eq!(bench.drain().actions, [connect("/")]);
}

/// The desk is off: both ways fail, in rounds that come ever slower.
#[test]
fn retries_grow_to_two_seconds_and_never_end() {
    let mut bench = Bench::new();
    let mut pauses = Vec::new();
    for _ in 0..8 {
        bench.driver.handle_connect_failed(bench.now());
        bench.driver.handle_connect_failed(bench.now());
        let State::Waiting { until } = bench.driver.state() else { panic!("not waiting") };
        let pause = until.as_millis() - bench.millis;
        pauses.push(pause);
        bench.wait(pause);
        assert_eq!(bench.driver.state(), State::Connecting);
    }
    assert_eq!(pauses, [250, 500, 1_000, 2_000, 2_000, 2_000, 2_000, 2_000]);
    assert_eq!(bench.drain().actions.len(), 17);
}

#[test]
fn jitter_shortens_a_pause_by_up_to_a_quarter() {
    for (jitter, pause) in
        [(0.0, 2_000), (0.5, 1_750), (1.0, 1_500), (9.0, 1_500), (f64::NAN, 2_000)]
    {
        let mut bench = Bench::with(Options { jitter, ..Options::default() });
        for _ in 0..4 {
            bench.driver.handle_connect_failed(bench.now());
            bench.driver.handle_connect_failed(bench.now());
            let State::Waiting { until } = bench.driver.state() else { panic!("not waiting") };
            let waited = until.as_millis() - bench.millis;
            bench.wait(waited);
            if bench.driver.poll_deadline().is_none() {
                panic!("gave up");
            }
            bench.drain();
            if waited > 1_000 {
                assert_eq!(waited, pause, "{jitter}");
            }
        }
    }
}

#[test]
fn an_attempt_without_an_answer_ends_after_three_seconds() {
    let mut bench = Bench::new();
    bench.wait(2_999);
    assert_eq!(bench.drain().actions, [connect("/")]);
    bench.wait(1);
    assert_eq!(bench.drain().actions, [Action::Close, fetch()]);
    bench.wait(3_000);
    assert_eq!(bench.drain().actions, [Action::Close]);
    assert!(matches!(bench.driver.state(), State::Waiting { .. }));
}

/// The desk stops all data while its heartbeat goes on and the socket stays
/// open. People must know within 2 s.
#[test]
fn heartbeats_alone_are_silence() {
    let mut bench = Bench::live(&dumps::small());
    let since = bench.millis;
    let mut stalled = None;
    let mut lost = None;
    while lost.is_none() && bench.millis < since + 5_000 {
        bench.wait(67);
        bench.text("2::");
        for event in bench.drain().events {
            match event {
                Event::Stalled => stalled = Some(bench.millis - since),
                Event::Lost { reason, retry_at } => {
                    assert_eq!(reason, LostReason::Silent);
                    assert!(retry_at.as_millis() <= bench.millis + 250);
                    lost = Some(bench.millis - since);
                }
                other => panic!("{other:?}"),
            }
        }
        if stalled.is_some() {
            assert_eq!(bench.set("input.1.level", &at(0.1)), Err(SetError::NotSynced));
        }
    }
    assert!(stalled.unwrap() <= 1_600, "{stalled:?}");
    assert!((2_000..2_100).contains(&lost.unwrap()), "{lost:?}");
}

#[test]
fn a_short_silence_passes() {
    let mut bench = Bench::live(&dumps::small());
    bench.wait(1_800);
    assert_eq!(bench.drain().events, [Event::Stalled]);
    assert_eq!(bench.driver.state(), State::Stalled);
    bench.text(&rta());
    assert_eq!(bench.drain().events[0], Event::Resumed);
    assert_eq!(bench.driver.state(), State::Live);
    bench.set("input.1.level", &at(0.1)).unwrap();
    bench.run(10_000);
    assert!(bench.drain().events.is_empty());
}

/// Meters pause on a constant tone and in silence; the analyser never does.
#[test]
fn silent_meters_are_no_loss() {
    let mut bench = Bench::live(&dumps::small());
    bench.run(60_000);
    assert!(bench.drain().events.is_empty());
    assert_eq!(bench.driver.state(), State::Live);
}

#[test]
fn an_ended_socket_is_told_at_once_and_dialled_again() {
    let mut bench = Bench::live(&dumps::small());
    bench.driver.handle_closed(bench.now());
    let drained = bench.drain();
    let retry_at = bench.now() + std::time::Duration::from_millis(250);
    let lost = Event::Lost { reason: LostReason::Closed, retry_at };
    assert_eq!(drained.events, [lost]);
    assert!(drained.actions.is_empty(), "there is nothing left to close");
    bench.wait(250);
    assert_eq!(bench.drain().actions, [connect("/")]);
}

#[test]
fn a_goodbye_ends_the_link() {
    let mut bench = Bench::live(&dumps::small());
    bench.text("0::");
    let drained = bench.drain();
    assert!(matches!(drained.events[..], [Event::Lost { reason: LostReason::Disconnected, .. }]));
    assert_eq!(drained.actions, [Action::Close]);
}

/// What a slow shell still reports of a socket that is gone already.
#[test]
fn late_reports_change_nothing() {
    let mut bench = Bench::live(&dumps::small());
    bench.driver.handle_closed(bench.now());
    bench.drain();
    let state = bench.driver.state();
    bench.driver.handle_closed(bench.now());
    bench.driver.handle_connect_failed(bench.now());
    bench.driver.handle_opened(bench.now());
    bench.driver.handle_handshake(bench.now(), body());
    bench.text("3:::SETD^i.0.mix^1");
    assert_eq!(bench.driver.state(), state);
    let drained = bench.drain();
    assert!(drained.events.is_empty() && drained.actions.is_empty() && drained.sent.is_empty());
}

/// After a desk's update the way that always worked may be gone.
#[test]
fn a_way_that_stopped_working_is_doubted() {
    let mut bench = Bench::live(&dumps::small());
    bench.driver.handle_closed(bench.now());
    let mut tried = Vec::new();
    for _ in 0..8 {
        bench.wait(2_000);
        tried.extend(bench.drain().actions);
        bench.driver.handle_connect_failed(bench.now());
    }
    assert!(tried.contains(&fetch()) && tried.contains(&connect("/")), "{tried:?}");
}
