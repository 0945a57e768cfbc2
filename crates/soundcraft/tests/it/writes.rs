//! Own writes: refused, dropped, paced, merged, and never lost at the end.

use desk::{FaderLevel, ParamId, Value};
use soundcraft::{Raw, SetError};

use crate::bench::{Bench, at, off, on};
use crate::dumps;

#[test]
fn nothing_is_written_before_the_desk_is_known() {
    let mut bench = Bench::opened();
    bench.lines(&dumps::small());
    let early = bench.driver.set(bench.now(), ParamId(0), &at(0.5));
    assert_eq!(early, Err(SetError::NotSynced));
    let raw = bench.driver.set_raw(bench.now(), "i.0.mix", Raw::Number(0.5));
    assert_eq!(raw, Err(SetError::NotSynced));
    bench.run(2_000);
    assert!(bench.drain().lines().is_empty());
}

#[test]
fn nonsense_is_refused() {
    let mut bench = Bench::live(&dumps::small());
    let beyond = ParamId(60_000);
    let unknown = bench.driver.set(bench.now(), beyond, &on());
    assert_eq!(unknown, Err(SetError::Unknown(beyond)));
    for (path, value) in [
        ("input.1.mute", Value::Short(2)),
        ("input.1.color", Value::Short(12)),
        ("input.1.level", Value::Float(0.5)),
        ("input.1.name", Value::Text("x".repeat(21))),
        ("input.1.name", Value::Text("a\nb".into())),
    ] {
        let refused = bench.set(path, &value);
        assert!(matches!(refused, Err(SetError::Value(_))), "{path}: {refused:?}");
    }
    bench.run(100);
    assert!(bench.drain().lines().is_empty());
}

/// A template covers all strips of a kind; a strip that lacks the key must
/// not be written, since nobody knows what a desk does with unknown keys.
#[test]
fn a_key_the_desk_never_told_is_not_written() {
    let mut dump = dumps::small();
    dump.retain(|line| !line.contains("i.1.solo"));
    let mut bench = Bench::live(&dump);
    let id = bench.id("input.2.solo");
    assert_eq!(bench.set("input.2.solo", &on()), Err(SetError::Unknown(id)));
    bench.set("input.1.solo", &on()).unwrap();
    assert_eq!(bench.drain().lines(), ["SETD^i.0.solo^1"]);
}

#[test]
fn the_first_write_goes_at_once_and_an_equal_one_not_at_all() {
    let mut bench = Bench::live(&dumps::small());
    bench.set("input.1.level", &at(0.5)).unwrap();
    assert_eq!(bench.drain().sent.len(), 1);
    bench.run(500);
    bench.drain();
    bench.set("input.1.level", &at(0.5)).unwrap();
    bench.set("input.1.mute", &off()).unwrap();
    bench.run(100);
    assert!(bench.drain().lines().is_empty());
    assert_eq!(bench.driver.value(bench.id("input.1.level")), Some(&at(0.5)));
}

#[test]
fn a_ride_is_thirty_lines_per_second_and_ends_where_it_ended() {
    let mut bench = Bench::live(&dumps::small());
    for step in 0..1_000u16 {
        let level = Value::position(FaderLevel::from_short(step * 60));
        bench.set("input.1.level", &level).unwrap();
        bench.wait(3);
        bench.text(&crate::bench::rta());
    }
    bench.run(100);
    let drained = bench.drain();
    let rides: Vec<_> = drained.sent.iter().filter(|(_, line)| line.contains("i.0.mix")).collect();
    for window in rides.windows(31) {
        assert!(window[30].0 - window[0].0 >= 1_000, "more than 30 in a second");
    }
    assert!(rides.len() >= 87, "{} lines in 3 s", rides.len());
    let last = 999.0 * 60.0 / 65_535.0;
    assert_eq!(rides.last().unwrap().1, format!("3:::SETD^i.0.mix^{last}"));
    assert!(drained.events.is_empty(), "own writes are not changes");
}

#[test]
fn keys_do_not_wait_for_each_other() {
    let mut bench = Bench::live(&dumps::small());
    for value in [0.1, 0.2, 0.3] {
        bench.set("input.1.level", &at(value)).unwrap();
        bench.set("input.2.level", &at(value)).unwrap();
    }
    assert_eq!(bench.drain().sent.len(), 2);
    bench.run(34);
    let drained = bench.drain();
    assert_eq!(drained.lines().len(), 2);
    assert!(drained.lines()[0].starts_with("SETD^i.0.mix^0.3"));
}

/// A client takes forced mutes off before it opens a group: what waited goes
/// out in the order it was asked for, not in the order of the keys.
#[test]
fn what_waits_keeps_its_order() {
    let mut bench = Bench::live(&dumps::small());
    let round = |bench: &mut Bench, value: &Value| {
        for path in ["master.dim", "input.1.force_unmute", "aux.1.mute"] {
            bench.set(path, value).unwrap();
        }
    };
    round(&mut bench, &on());
    round(&mut bench, &off());
    bench.run(40);
    let lines = ["m.dim", "i.0.forceunmute", "a.0.mute"];
    let expected: Vec<String> =
        ["1", "0"].iter().flat_map(|v| lines.map(|key| format!("SETD^{key}^{v}"))).collect();
    assert_eq!(bench.drain().lines(), expected);
}

/// On and off again within one turn: the desk holds the last value sent, so
/// the way back must go out although it equals the value before both.
#[test]
fn there_and_back_ends_where_it_was() {
    let mut bench = Bench::live(&dumps::small());
    for value in [on(), off(), on(), off()] {
        bench.set("input.1.mute", &value).unwrap();
    }
    bench.run(50);
    assert_eq!(bench.drain().lines(), ["SETD^i.0.mute^1", "SETD^i.0.mute^0"]);
}

#[test]
fn bits_are_set_in_the_last_known_mask() {
    let mut bench = Bench::live(&dumps::small());
    // Bit 7 is nobody's, group 1 and MUTE FX are on.
    bench.lines(&[format!("SETD^mgmask^{}", 128 + 1 + (1 << 22))]);
    bench.drain();
    bench.set("desk.mute_group.2.active", &on()).unwrap();
    bench.set("desk.mute_all", &on()).unwrap();
    bench.set("desk.mute_fx", &off()).unwrap();
    bench.run(40);
    let first = 128 + 1 + 2 + (1 << 22);
    let last = 128 + 1 + 2 + (1 << 23);
    let lines = [format!("SETD^mgmask^{first}"), format!("SETD^mgmask^{last}")];
    assert_eq!(bench.drain().lines(), lines);
}

/// Another client switches a group in the moment in which our own switch
/// waits for its turn: neither may undo the other.
#[test]
fn waiting_bits_survive_a_foreign_mask() {
    let mut bench = Bench::live(&dumps::small());
    bench.set("desk.mute_group.2.active", &on()).unwrap();
    bench.set("desk.mute_group.3.active", &on()).unwrap();
    let base = 1 + (1 << 22);
    bench.lines(&[format!("SETD^mgmask^{}", base + 32)]);
    let changes = bench.changes();
    // Bit 1 had been sent, so the desk has decided against it.
    let paths: Vec<_> = changes.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["desk.mute_group.2.active", "desk.mute_group.6.active"]);
    bench.run(40);
    let merged = format!("SETD^mgmask^{}", base + 32 + 4);
    assert_eq!(bench.drain().lines(), [merged.as_str()]);
}

#[test]
fn what_is_about_to_go_out_overrules_what_comes_in() {
    let mut bench = Bench::live(&dumps::small());
    bench.set("input.1.level", &at(0.2)).unwrap();
    bench.set("input.1.level", &at(0.4)).unwrap();
    bench.lines(&["SETD^i.0.mix^0.9"]);
    assert!(bench.changes().is_empty());
    bench.run(40);
    bench.lines(&["SETD^i.0.mix^0.9"]);
    assert_eq!(bench.changes(), [("input.1.level".to_owned(), at(0.9))]);
}

#[test]
fn a_name_that_had_to_be_cleaned_is_told() {
    let mut bench = Bench::live(&dumps::small());
    bench.set("input.2.name", &Value::Text("Git^arre".into())).unwrap();
    let id = bench.id("input.2.name");
    let kept = Value::Text("Git_arre".into());
    assert_eq!(bench.driver.value(id), Some(&kept));
    let drained = bench.drain();
    assert_eq!(drained.lines(), ["SETS^i.1.name^Git_arre"]);
    assert_eq!(drained.events, [soundcraft::Event::Changed { id, value: kept }]);
}

#[test]
fn raw_keys_can_be_written_and_show_in_their_parameters() {
    let mut bench = Bench::live(&dumps::small());
    let now = bench.now();
    bench.driver.set_raw(now, "i.0.mix", Raw::Number(0.612_728_497_46)).unwrap();
    bench.driver.set_raw(now, "settings.solotype", Raw::Number(1.0)).unwrap();
    bench.driver.set_raw(now, "var.rta", Raw::Text("i.0^\n".into())).unwrap();
    for (key, raw) in [
        ("", Raw::Number(1.0)),
        ("i.0.mix^1\nSETD^x", Raw::Number(1.0)),
        ("i.0.mix", Raw::Number(f64::NAN)),
        ("i.0.name", Raw::Text("x".repeat(20_000))),
    ] {
        let refused = bench.driver.set_raw(now, key, raw);
        assert!(matches!(refused, Err(SetError::Raw(_))), "{key}");
    }
    let drained = bench.drain();
    assert_eq!(drained.lines(), ["SETD^i.0.mix^0.61272849746", "SETS^var.rta^i.0_"]);
    assert_eq!(drained.events.len(), 1);
}

#[test]
fn nothing_waits_over_a_reconnect() {
    let mut bench = Bench::live(&dumps::small());
    bench.set("input.1.level", &at(0.2)).unwrap();
    bench.set("input.1.level", &at(0.4)).unwrap();
    bench.drain();
    bench.driver.handle_closed(bench.now());
    assert_eq!(bench.set("input.1.level", &at(0.6)), Err(SetError::NotSynced));
    bench.wait(300);
    bench.open();
    bench.lines(&dumps::small());
    bench.run(400);
    assert!(bench.drain().lines().is_empty());
}

#[test]
fn stopping_sends_what_waits_and_closes() {
    let mut bench = Bench::live(&dumps::small());
    bench.set("input.1.level", &at(0.2)).unwrap();
    bench.set("input.1.level", &at(0.4)).unwrap();
    bench.driver.stop();
    let drained = bench.drain();
    assert_eq!(drained.lines(), ["SETD^i.0.mix^0.2", "SETD^i.0.mix^0.4"]);
    assert_eq!(drained.actions, [soundcraft::Action::Close]);
    assert_eq!(bench.driver.poll_deadline(), None);
    bench.driver.handle_closed(bench.now());
    bench.driver.handle_timeout(bench.now());
    assert!(bench.drain().actions.is_empty());
}
