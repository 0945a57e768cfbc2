//! What others do at the desk, and lines that make no sense.

use desk::Value;
use soundcraft::Event;

use crate::bench::{Bench, at, off, on, rta};
use crate::dumps;

fn named(changes: &[(&str, Value)]) -> Vec<(String, Value)> {
    changes.iter().map(|(path, value)| ((*path).to_owned(), value.clone())).collect()
}

#[test]
fn foreign_changes_are_told_once() {
    let mut bench = Bench::live(&dumps::small());
    bench.lines(&["SETD^i.0.mix^0.25", "SETS^i.1.name^SNARE", "SETD^i.0.eq.b1.freq^0.5"]);
    assert_eq!(
        bench.changes(),
        named(&[("input.1.level", at(0.25)), ("input.2.name", Value::Text("SNARE".into()))])
    );
    bench.lines(&["SETD^i.0.mix^0.25", "SETD^i.0.mix^0.2500000003"]);
    assert!(bench.changes().is_empty());
    // Keys without a parameter are kept all the same.
    let raw = bench.driver.raw("i.0.eq.b1.freq").unwrap();
    assert_eq!(raw.number(), Some(0.5));
}

#[test]
fn a_mask_changes_only_the_switches_that_moved() {
    let mut bench = Bench::live(&dumps::small());
    // From group 1 and MUTE FX to group 1, 2 and MUTE ALL.
    bench.lines(&["SETD^mgmask^8388611"]);
    assert_eq!(
        bench.changes(),
        named(&[
            ("desk.mute_group.2.active", on()),
            ("desk.mute_fx", off()),
            ("desk.mute_all", on()),
        ])
    );
    bench.lines(&["SETD^i.0.mgmask^4"]);
    assert_eq!(bench.changes(), named(&[("input.1.mute_group.1", off())]));
}

#[test]
fn values_beyond_their_range_are_pulled_into_it() {
    let mut bench = Bench::live(&dumps::small());
    bench.lines(&[
        "SETD^i.0.mix^7",
        "SETD^i.1.mix^-7",
        "SETD^i.0.color^99",
        "SETD^i.0.mute^0.9999",
        "SETD^mgmask^-1",
        "SETS^i.0.name^A name far too long\tfor any strip",
        "SETS^i.1.mute^1",
    ]);
    assert_eq!(
        bench.changes(),
        named(&[
            ("input.1.level", at(1.0)),
            ("input.2.level", at(0.0)),
            ("input.1.color", Value::Short(11)),
            ("input.1.mute", on()),
            ("desk.mute_group.1.active", off()),
            ("desk.mute_fx", off()),
            ("input.1.name", Value::Text("A name far too longf".into())),
            ("input.2.mute", off()),
        ])
    );
}

#[test]
fn senseless_lines_are_counted_and_skipped() {
    let mut bench = Bench::live(&dumps::small());
    let before = bench.driver.counters();
    bench.lines(&["SETD^i.0.mix^nan", "SETD", "FROBNICATE^1", "VU2^????", "RTA^AAAA", "BMSG^x"]);
    bench.text("5:::{}");
    bench.text("");
    let after = bench.driver.counters();
    assert_eq!(after.malformed - before.malformed, 4);
    assert_eq!(after.unknown - before.unknown, 3);
    assert_eq!(after.lines - before.lines, 6);
    assert!(bench.drain().events.is_empty());
}

#[test]
fn the_analyser_is_told_when_it_changes() {
    let mut bench = Bench::live(&dumps::small());
    bench.text(&rta());
    bench.drain();
    bench.text(&rta());
    assert!(bench.drain().events.is_empty());
    let mut loud = rta();
    loud.replace_range(8..12, "/wAA");
    bench.text(&loud);
    let mut bands = vec![0; 122];
    bands[0] = 255;
    assert_eq!(bench.drain().events, [Event::Rta(bands)]);
}

/// Meters pile up while a shell is busy; only the newest frame matters.
#[test]
fn meters_do_not_queue() {
    let mut bench = Bench::live(&dumps::small());
    let frame = include_str!("../../testdata/vu2-ui16.txt").trim_end();
    for _ in 0..5 {
        bench.driver.handle_text(bench.now(), &format!("3:::{frame}"));
    }
    assert_eq!(bench.drain().events.len(), 1);
}

#[test]
fn a_desk_that_was_reset_is_asked_for_everything() {
    let mut bench = Bench::live(&dumps::small());
    bench.lines(&["RELOAD"]);
    assert_eq!(bench.drain().lines(), ["INIT"]);
}
