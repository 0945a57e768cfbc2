//! Golden list: an action at the desk, and the exact text that reaches it.

use desk::Value;

use crate::bench::{Bench, at, off, on};
use crate::dumps;

/// Plays actions one after the other, each on its own turn.
fn check(dump: &[String], cases: &[(&str, Value, &str)]) {
    let mut bench = Bench::live(dump);
    for (path, value, line) in cases {
        bench.set(path, value).unwrap_or_else(|error| panic!("{path}: {error}"));
        bench.run(40);
        assert_eq!(bench.drain().lines(), [*line], "{path}");
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn ui24r_lines() {
    check(
        &dumps::ui24r(),
        &[
            // Input 1 to 0 dB: 13/17 of the throw, exact on 16 bits.
            ("input.1.level", at(13.0 / 17.0), "SETD^i.0.mix^0.7647058823529411"),
            ("input.1.level", at(1.0), "SETD^i.0.mix^1"),
            ("input.1.level", at(0.0), "SETD^i.0.mix^0"),
            // -6 dB, within half of 1/65535 of 0.61272849746.
            ("input.24.level", at(0.612_728_497_46), "SETD^i.23.mix^0.6127260242618449"),
            ("input.1.mute", on(), "SETD^i.0.mute^1"),
            ("input.1.mute", off(), "SETD^i.0.mute^0"),
            ("input.2.solo", on(), "SETD^i.1.solo^1"),
            ("input.2.pan", at(0.0), "SETD^i.1.pan^0"),
            ("input.2.name", text("THENAME"), "SETS^i.1.name^THENAME"),
            ("input.2.name", text(""), "SETS^i.1.name^"),
            ("input.2.color", Value::Short(11), "SETD^i.1.color^11"),
            ("input.2.force_unmute", on(), "SETD^i.1.forceunmute^1"),
            ("input.2.aux.7.level", at(0.2), "SETD^i.1.aux.6.value^0.2"),
            ("input.2.aux.7.mute", on(), "SETD^i.1.aux.6.mute^1"),
            ("input.2.aux.7.post", on(), "SETD^i.1.aux.6.post^1"),
            ("input.2.aux.7.pan", at(1.0), "SETD^i.1.aux.6.pan^1"),
            ("input.2.fx.3.level", at(0.6), "SETD^i.1.fx.2.value^0.6"),
            ("input.2.fx.3.mute", on(), "SETD^i.1.fx.2.mute^1"),
            ("input.2.fx.3.post", off(), "SETD^i.1.fx.2.post^0"),
            ("line.1.level", at(0.2), "SETD^l.0.mix^0.2"),
            ("player.2.mute", on(), "SETD^p.1.mute^1"),
            ("player.1.aux.10.level", at(0.2), "SETD^p.0.aux.9.value^0.2"),
            ("fx.4.level", at(0.2), "SETD^f.3.mix^0.2"),
            ("fx.1.aux.1.level", at(0.4), "SETD^f.0.aux.0.value^0.4"),
            ("sub.6.name", text("Drums"), "SETS^s.5.name^Drums"),
            ("sub.1.fx.1.post", off(), "SETD^s.0.fx.0.post^0"),
            ("aux.10.level", at(0.2), "SETD^a.9.mix^0.2"),
            ("vca.6.mute", on(), "SETD^v.5.mute^1"),
            ("vca.1.solo", on(), "SETD^v.0.solo^1"),
            ("master.level", at(0.2), "SETD^m.mix^0.2"),
            ("master.pan", at(0.4), "SETD^m.pan^0.4"),
            ("master.name", text("PA"), "SETS^m.name^PA"),
            ("master.dim", on(), "SETD^m.dim^1"),
            // Groups 1 and 3 and MUTE FX: 1 + 4 + 4194304.
            ("desk.mute_group.1.active", on(), "SETD^mgmask^1"),
            ("desk.mute_group.3.active", on(), "SETD^mgmask^5"),
            ("desk.mute_fx", on(), "SETD^mgmask^4194309"),
            ("desk.mute_group.1.active", off(), "SETD^mgmask^4194308"),
            ("desk.mute_group.3.active", off(), "SETD^mgmask^4194304"),
            ("desk.mute_fx", off(), "SETD^mgmask^0"),
            ("desk.mute_all", on(), "SETD^mgmask^8388608"),
            ("desk.mute_group.6.name", text("Choir"), "SETS^mg.5.name^Choir"),
            ("input.24.mute_group.6", on(), "SETD^i.23.mgmask^32"),
            ("input.24.mute_group.1", on(), "SETD^i.23.mgmask^33"),
            ("vca.1.mute_group.2", on(), "SETD^v.0.mgmask^2"),
        ],
    );
}

#[test]
fn ui16_lines() {
    check(
        &dumps::ui16(),
        &[
            ("input.12.level", at(13.0 / 17.0), "SETD^i.11.mix^0.7647058823529411"),
            ("input.12.mute", on(), "SETD^i.11.mute^1"),
            ("input.1.aux.6.level", at(0.2), "SETD^i.0.aux.5.value^0.2"),
            ("input.1.fx.4.level", at(0.2), "SETD^i.0.fx.3.value^0.2"),
            ("sub.4.level", at(0.2), "SETD^s.3.mix^0.2"),
            ("aux.6.mute", on(), "SETD^a.5.mute^1"),
            ("line.2.solo", on(), "SETD^l.1.solo^1"),
            ("master.level", at(0.0), "SETD^m.mix^0"),
            ("desk.mute_all", on(), "SETD^mgmask^8388608"),
        ],
    );
}

#[test]
fn smaller_models_lack_what_they_lack() {
    let bench = Bench::live(&dumps::ui16());
    assert_eq!((bench.surface().model.as_str(), bench.surface().kind("vca")), ("Ui16", None));
    for path in ["input.13.level", "input.1.aux.7.level", "input.1.fx.1.post", "vca.1.level"] {
        assert_eq!(bench.index().find(path), None, "{path}");
    }
    let bench = Bench::live(&dumps::ui12());
    assert_eq!(bench.surface().model, "Ui12");
    assert!(bench.index().find("input.8.level").is_some());
    assert_eq!(bench.index().find("input.9.level"), None);
}
