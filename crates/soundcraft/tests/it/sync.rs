//! From the open socket to a known state, with no marker at the dump's end.

use desk::Value;
use soundcraft::{Action, Event, LostReason, Options, State};

use crate::bench::{Bench, at, off, on};
use crate::dumps;

fn synced(events: &[Event]) -> usize {
    events.iter().filter(|event| matches!(event, Event::Synced { .. })).count()
}

#[test]
fn alive_goes_out_with_the_open_socket_and_every_second() {
    let mut bench = Bench::new();
    bench.driver.handle_opened(bench.now());
    assert_eq!(bench.drain().alive(), [0]);
    bench.text("1::");
    bench.lines(&dumps::small());
    bench.run(5_000);
    let alive = bench.drain().alive();
    assert_eq!(alive, [1_000, 2_000, 3_000, 4_000, 5_000]);
}

#[test]
fn a_small_desk_is_known_after_the_quiet_period() {
    let mut bench = Bench::opened();
    bench.wait(45);
    bench.lines(&dumps::small());
    bench.wait(249);
    assert_eq!(bench.driver.state(), State::Syncing);
    assert_eq!(synced(&bench.drain().events), 0);
    bench.wait(1);
    assert_eq!(bench.driver.state(), State::Live);
    assert_eq!(synced(&bench.drain().events), 1);

    let surface = bench.surface();
    assert_eq!((surface.model.as_str(), surface.simulated), ("Ui24R", false));
    assert_eq!(surface.firmware, "3.3.8293-ui24");
    let kinds: Vec<_> = surface.kinds.iter().map(|kind| (kind.id.as_str(), kind.count)).collect();
    assert_eq!(kinds, [("input", 2), ("aux", 1), ("master", 1), ("desk", 1)]);
    for (path, value) in [
        ("input.1.level", at(13.0 / 17.0)),
        ("input.2.level", Value::Short(1)),
        ("input.1.mute", off()),
        ("input.2.mute", on()),
        ("input.1.pan", at(0.5)),
        ("input.1.name", Value::Text("KICK".into())),
        ("input.1.color", Value::Short(3)),
        ("input.1.mute_group.1", on()),
        ("input.1.mute_group.2", off()),
        ("input.1.mute_group.3", on()),
        ("input.1.aux.1.level", at(0.413_147_779_3)),
        ("input.1.aux.1.post", on()),
        ("aux.1.name", Value::Text("Singer".into())),
        ("master.level", at(13.0 / 17.0)),
        ("desk.mute_group.1.active", on()),
        ("desk.mute_group.2.active", off()),
        ("desk.mute_fx", on()),
        ("desk.mute_all", off()),
        ("desk.mute_group.1.name", Value::Text("Band".into())),
    ] {
        assert_eq!(bench.synced_value(path), &value, "{path}");
    }
    // Only what the dump has: no solo on the aux, no sends to an FX.
    for path in ["aux.1.solo", "input.1.fx.1.level", "input.1.aux.2.level"] {
        assert_eq!(bench.index().find(path), None, "{path}");
    }
}

#[test]
fn a_slow_dump_is_waited_for() {
    let mut bench = Bench::opened();
    for line in dumps::small() {
        bench.lines(&[line]);
        bench.wait(240);
    }
    assert_eq!(bench.driver.state(), State::Syncing);
    bench.wait(10);
    assert_eq!(bench.driver.state(), State::Live);
}

/// Others may be riding a fader all the while; that is no dump.
#[test]
fn moving_faders_do_not_hold_up_the_sync() {
    let mut bench = Bench::opened();
    bench.lines(&dumps::small());
    for step in 0..20 {
        bench.wait(20);
        bench.lines(&[format!("SETD^i.0.mix^0.{step:02}")]);
    }
    assert_eq!(bench.driver.state(), State::Live);
    let drained = bench.drain();
    assert_eq!(synced(&drained.events), 1);
    // What moved before the end is in the values, the rest are changes.
    assert_ne!(bench.synced_value("input.1.level"), &at(13.0 / 17.0));
    let changed = drained.events.iter().filter(|event| matches!(event, Event::Changed { .. }));
    assert_eq!(changed.count(), 8);
}

#[test]
fn streams_neither_hold_up_the_sync_nor_come_through_before_it() {
    let mut bench = Bench::opened();
    bench.lines(&dumps::small());
    for _ in 0..7 {
        bench.lines(&[include_str!("../../testdata/vu2-ui16.txt").trim_end()]);
        bench.run(30);
    }
    assert!(bench.drain().events.is_empty());
    bench.run(60);
    assert_eq!(synced(&bench.drain().events), 1);
    bench.lines(&[include_str!("../../testdata/vu2-ui16.txt").trim_end()]);
    let events = bench.drain().events;
    // Two inputs, one aux, the master: three meters each.
    let expected = vec![0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(events, [Event::Meters(expected)]);
}

#[test]
fn a_dump_without_a_model_is_asked_for_again() {
    let mut bench = Bench::opened();
    let (model, rest): (Vec<_>, Vec<_>) =
        dumps::small().into_iter().partition(|line| line.contains("^model^"));
    bench.lines(&rest);
    bench.run(2_990);
    assert!(bench.drain().lines().is_empty());
    bench.run(20);
    assert_eq!(bench.drain().lines(), ["INIT"]);
    bench.lines(&rest);
    bench.lines(&model);
    bench.run(300);
    assert_eq!(bench.surface().model, "Ui24R");
}

#[test]
fn a_desk_that_never_names_itself_is_taken_in_the_end() {
    let mut bench = Bench::opened();
    bench.lines(&["SETD^i.0.mix^0", "SETD^m.mix^1"]);
    bench.run(14_900);
    assert_eq!(bench.driver.state(), State::Syncing);
    bench.run(200);
    assert_eq!(bench.driver.state(), State::Live);
    assert_eq!(bench.surface().model, "");
}

#[test]
fn a_desk_that_tells_nothing_useful_is_given_up() {
    let mut bench = Bench::opened();
    bench.lines(&["SETD^var.rta.x^0"]);
    bench.run(15_000);
    let drained = bench.drain();
    assert!(matches!(drained.events[..], [Event::Lost { reason: LostReason::NoState, .. }]));
    assert_eq!(drained.actions, [Action::Close]);
}

/// The quiet period ended inside a dump: what comes later makes the surface
/// grow, and it is told again as a whole.
#[test]
fn late_keys_lead_to_a_second_sync() {
    let mut bench = Bench::opened();
    let dump = dumps::small();
    let (first, late) = dump.split_at(dump.iter().position(|l| l.contains("a.0.mix")).unwrap());
    bench.lines(first);
    bench.run(400);
    assert_eq!(bench.driver.state(), State::Live);
    assert!(bench.index().find("aux.1.level").is_none());
    bench.drain();
    bench.lines(late);
    bench.run(300);
    assert_eq!(synced(&bench.drain().events), 1);
    assert_eq!(bench.synced_value("aux.1.level"), &at(13.0 / 17.0));
    assert_eq!(bench.driver.state(), State::Live);
}

#[test]
fn a_whole_dump_again_changes_nothing() {
    let mut bench = Bench::live(&dumps::ui24r());
    bench.lines(&dumps::ui24r());
    bench.run(400);
    assert!(bench.drain().events.is_empty());
}

#[test]
fn every_reconnect_tells_the_state_again() {
    let mut bench = Bench::live(&dumps::small());
    let surface = bench.surface().clone();
    bench.driver.handle_closed(bench.now());
    bench.wait(300);
    bench.open();
    let mut dump = dumps::small();
    dump.push("SETD^i.1.mix^0.5".into());
    bench.lines(&dump);
    bench.run(300);
    assert_eq!(synced(&bench.drain().events), 1);
    assert_eq!(bench.surface(), &surface);
    assert_eq!(bench.synced_value("input.2.level"), &at(0.5));
}

#[test]
fn a_simulation_says_so() {
    let mut bench = Bench::with(Options { simulated: true, ..Options::default() });
    bench.open();
    bench.lines(&dumps::small());
    bench.run(300);
    assert!(bench.surface().simulated);
}
