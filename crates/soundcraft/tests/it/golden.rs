//! Golden list: an action at the desk, and the exact text that reaches it.

use desk::Value;

use crate::bench::{Bench, at, off, on};
use crate::{dumps, known};

fn check(dump: &[String], cases: &[(&str, Value, &str)]) {
    play(Bench::live(dump), cases);
}

fn check_whole(desk: known::Known, cases: &[(&str, Value, &str)]) {
    play(Bench::live_whole(&known::dump(&known::tree(desk))), cases);
}

/// Plays actions one after the other, each on its own turn.
fn play(mut bench: Bench, cases: &[(&str, Value, &str)]) {
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

/// A reading in the parameter's own unit, as a person would type it.
fn reads(bench: &Bench, path: &str, reading: f64) -> Value {
    let law = bench.index().get(bench.id(path)).unwrap().law();
    Value::position(law.position(reading).unwrap_or_else(|| panic!("{path} has no readings")))
}

#[test]
fn ui24r_whole_lines() {
    check_whole(
        known::UI24R_FW3,
        &[
            ("desk.preamp.2.gain", at(0.4), "SETD^hw.1.gain^0.4"),
            ("desk.preamp.2.phantom", on(), "SETD^hw.1.phantom^1"),
            ("desk.preamp.1.hi_z", on(), "SETD^hw.0.hiz^1"),
            ("input.22.hi_z", on(), "SETD^i.21.hiz^1"),
            ("input.21.digitech.amp", Value::Short(53), "SETD^i.20.digitech.amp^53"),
            ("input.1.source", text("li.1"), "SETS^i.0.src^li.1"),
            ("input.1.soundcheck_source", text("ua.7"), "SETS^i.0.scsrc^ua.7"),
            ("input.1.invert", on(), "SETD^i.0.invert^1"),
            // Half of 250 ms, in seconds.
            ("input.1.delay", at(0.4), "SETD^i.0.delay^0.1"),
            ("aux.1.delay", at(0.2), "SETD^a.0.delay^0.1"),
            ("master.left.delay", at(0.2), "SETD^m.delayL^0.1"),
            ("master.right.invert", on(), "SETD^m.r.invert^1"),
            ("input.1.subgroup", Value::Short(1), "SETD^i.0.subgroup^0"),
            ("input.1.subgroup", Value::Short(0), "SETD^i.0.subgroup^-1"),
            ("input.1.vca", Value::Short(6), "SETD^i.0.vca^5"),
            ("input.4.record", on(), "SETD^i.3.mtkrec^1"),
            ("input.3.automix.group", Value::Short(1), "SETD^i.2.amixgroup^0"),
            ("input.3.automix.weight", at(1.0), "SETD^i.2.amix^1"),
            ("desk.automix.a.on", on(), "SETD^automix.a.on^1"),
            ("desk.automix.time", at(0.6), "SETD^automix.time^0.6"),
            ("input.2.aux.7.processed", off(), "SETD^i.1.aux.6.postproc^0"),
            ("sub.3.matrix.7.level", at(0.6), "SETD^s.2.mtx.6.value^0.6"),
            ("master.matrix.7.mute", on(), "SETD^m.mtx.6.mute^1"),
            ("aux.1.is_matrix", on(), "SETD^a.0.matrix^1"),
            ("aux.1.follow_master", on(), "SETD^a.0.link2master^1"),
            ("input.1.eq.band.1.freq", at(0.6), "SETD^i.0.eq.b1.freq^0.6"),
            ("fx.4.eq.band.4.q", at(0.0), "SETD^f.3.eq.b4.q^0"),
            ("sub.1.eq.hpf.slope", Value::Short(2), "SETD^s.0.eq.hpf.slope^2"),
            ("input.1.eq.lpf.freq", at(0.8), "SETD^i.0.eq.lpf.freq^0.8"),
            ("input.1.eq.preset", text("Kick"), "SETS^i.0.eq.prname^Kick"),
            ("aux.10.eq.graphic.31", at(1.0), "SETD^a.9.eq.peak.30^1"),
            ("aux.1.eq.hpf.freq", at(0.2), "SETD^a.0.eq.hpf^0.2"),
            ("master.eq.left.graphic.1", at(0.0), "SETD^m.eq.peak.l.0^0"),
            ("master.eq.right.lpf.freq", at(0.6), "SETD^m.eq.lpf.r^0.6"),
            ("input.1.dyn.makeup", at(1.0), "SETD^i.0.dyn.outgain^1"),
            ("aux.1.dyn.soft_knee", on(), "SETD^a.0.dyn.softknee^1"),
            ("master.dyn.left.hold", at(0.2), "SETD^m.dyn.l.hold^0.2"),
            ("master.gate.threshold", at(0.2), "SETD^m.gate.thresh^0.2"),
            ("input.1.deesser.ratio", at(1.0), "SETD^i.0.deesser.ratio^1"),
            ("fx.1.type", Value::Short(2), "SETD^f.0.fxtype^1"),
            ("fx.1.bpm", Value::Float(96.5), "SETD^f.0.bpm^96.5"),
            ("fx.1.param.1", at(0.4), "SETD^f.0.par1^0.4"),
            ("aux.1.afs.fixed_filters", Value::Short(9), "SETD^a.0.afs.numfixed^9"),
            ("aux.1.afs.clear_live", on(), "SETD^a.0.afs.clearlive^1"),
            ("master.afs.filter.12", text("100,9,-3,1"), "SETS^m.afs.eq.11^100,9,-3,1"),
            ("desk.patch.aux_out.9", text("hp.0"), "SETS^hwoutaux.8.src^hp.0"),
            ("desk.patch.computer.32", text("none"), "SETS^usbdaw.31.src^none"),
            ("desk.patch.track.1", text("i.0"), "SETS^mtk.out.0^i.0"),
            ("desk.view_group.1.members", text("[0,3]"), "SETS^vg.0^[0,3]"),
            ("desk.isolation.channels", text("eq,mix"), "SETS^iso.ch^eq,mix"),
            ("input.1.safe", on(), "SETD^i.0.safe^1"),
            ("desk.solo.level", at(0.2), "SETD^settings.solovol^0.2"),
            ("desk.headphones.1.level", at(0.2), "SETD^settings.hpvol.0^0.2"),
            ("desk.player.mode", Value::Short(3), "SETD^settings.playMode^3"),
            ("desk.multitrack.soundcheck", on(), "SETD^var.mtk.soundcheck^1"),
            ("desk.analyser.strip", text("i.0"), "SETS^var.rta^i.0"),
            ("desk.cascade.remote", text("10.0.0.2"), "SETS^settings.cascade.remote^10.0.0.2"),
            ("desk.access.mix_levels", on(), "SETD^settings.block.mixlvl^1"),
        ],
    );
}

#[test]
fn ui16_whole_lines() {
    check_whole(
        known::UI16,
        &[
            ("input.1.gain", at(0.6), "SETD^i.0.gain^0.6"),
            ("line.1.gain", at(0.6), "SETD^l.0.gain^0.6"),
            ("input.12.phantom", on(), "SETD^i.11.phantom^1"),
            ("input.2.hi_z", on(), "SETD^i.1.hiz^1"),
            ("input.1.subgroup", Value::Short(4), "SETD^i.0.subgroup^3"),
            ("input.12.eq.band.3.gain", at(0.4), "SETD^i.11.eq.b3.gain^0.4"),
            ("input.1.eq.hpf.freq", at(0.4), "SETD^i.0.eq.hpf.freq^0.4"),
            ("aux.6.eq.graphic.1", at(0.4), "SETD^a.5.eq.peak.0^0.4"),
            ("desk.aux_send_processed", off(), "SETD^settings.auxsendpoint^0"),
            ("desk.headphones.are_auxes", on(), "SETD^var.hpaux^1"),
        ],
    );
    let bench = Bench::live_whole(&known::dump(&known::tree(known::UI16)));
    for path in [
        "desk.preamp.1.gain",
        "input.1.vca",
        "input.1.delay",
        "input.1.eq.lpf.freq",
        "input.1.eq.hpf.slope",
        "input.1.source",
        "input.1.automix.weight",
        "master.matrix.1.level",
        "desk.patch.main_out.1",
        "desk.solo.level",
    ] {
        assert_eq!(bench.index().find(path), None, "{path}");
    }
}

/// What people type, in the unit they read, within what sixteen bits hold.
#[test]
fn readings_reach_the_wire() {
    let mut ui24r = Bench::live_whole(&known::dump(&known::tree(known::UI24R_FW3)));
    let mut ui16 = Bench::live_whole(&known::dump(&known::tree(known::UI16)));
    for (on_ui16, path, reading, key, number) in [
        (false, "input.1.eq.band.1.freq", 1_000.0, "i.0.eq.b1.freq", 0.558_434_773_8),
        (false, "input.1.eq.band.2.q", 2.0, "i.0.eq.b2.q", 0.646_742),
        (false, "input.1.eq.band.1.gain", -6.0, "i.0.eq.b1.gain", 0.35),
        (false, "aux.1.eq.graphic.5", 3.0, "a.0.eq.peak.4", 0.6),
        (false, "input.1.dyn.threshold", -20.0, "i.0.dyn.threshold", 0.729_167),
        (false, "input.1.dyn.ratio", 4.0, "i.0.dyn.ratio", 0.25),
        (false, "input.1.dyn.release", 531.8, "i.0.dyn.release", 0.5),
        (false, "input.1.gate.hold", 299.0, "i.0.gate.hold", 0.5),
        (false, "desk.automix.time", 500.0, "automix.time", 0.5),
        (false, "desk.preamp.1.gain", 18.0, "hw.0.gain", 24.0 / 63.0),
        (false, "input.1.delay", 10.0, "i.0.delay", 0.01),
        (true, "input.1.gain", 20.0, "i.0.gain", 2.0 / 3.0),
    ] {
        let bench = if on_ui16 { &mut ui16 } else { &mut ui24r };
        let value = reads(bench, path, reading);
        bench.set(path, &value).unwrap();
        let sent = bench.driver.raw(key).and_then(soundcraft::Raw::number).unwrap();
        assert!((sent - number).abs() < 3e-4, "{path} at {reading}: {sent} is not {number}");
    }
}

/// Plays a person's moves with all that goes along, each on its own turn.
fn act(bench: &mut Bench, cases: &[(&str, Value, &[&str])]) {
    for (path, value, lines) in cases {
        let id = bench.id(path);
        let done = bench.driver.act(bench.now(), id, value);
        done.unwrap_or_else(|error| panic!("{path}: {error}"));
        bench.run(40);
        assert_eq!(bench.drain().lines(), *lines, "{path}");
    }
}

#[test]
fn ui24r_moves_with_what_goes_along() {
    let mut bench = Bench::live_whole(&known::dump(&known::tree(known::UI24R_FW3)));
    act(
        &mut bench,
        &[
            ("line.1.level", at(0.2), &["SETD^l.0.mix^0.2", "SETD^l.1.mix^0.2"]),
            ("line.1.name", text("Left"), &["SETS^l.0.name^Left"]),
            ("line.2.pan", at(0.6), &["SETD^l.1.pan^0.6"]),
            ("input.1.solo", on(), &["SETD^i.0.solo^1"]),
            ("input.2.solo", on(), &["SETD^i.0.solo^0", "SETD^i.1.solo^1"]),
            ("input.1.force_unmute", on(), &["SETD^i.0.forceunmute^1"]),
            ("input.1.mute", on(), &["SETD^i.0.mute^1", "SETD^i.0.forceunmute^0"]),
            ("input.3.mute_group.2", on(), &["SETD^i.2.mgmask^2", "SETD^var.unsaved.mutegroups^1"]),
            ("input.3.force_unmute", on(), &["SETD^i.2.forceunmute^1"]),
            ("desk.mute_group.2.active", on(), &["SETD^i.2.forceunmute^0", "SETD^mgmask^2"]),
            ("input.3.force_unmute", on(), &["SETD^i.2.forceunmute^1"]),
            ("desk.mute_group.2.active", off(), &["SETD^mgmask^0", "SETD^i.2.forceunmute^0"]),
            (
                "master.eq.left.graphic.1",
                at(0.2),
                &["SETD^m.eq.peak.l.0^0.2", "SETD^m.eq.peak.r.0^0.2"],
            ),
            ("input.1.safe", on(), &["SETD^i.0.safe^1", "SETD^var.unsaved.chsafes^1"]),
        ],
    );
}

#[test]
fn ui16_moves_with_what_goes_along() {
    let mut bench = Bench::live_whole(&known::dump(&known::tree(known::UI16)));
    act(
        &mut bench,
        &[
            ("player.1.level", at(0.2), &["SETD^p.0.mix^0.2", "SETD^p.1.mix^0.2"]),
            (
                "player.1.aux.1.level",
                at(0.2),
                &["SETD^p.0.aux.0.value^0.2", "SETD^p.1.aux.0.value^0.2"],
            ),
            ("input.12.level", at(0.2), &["SETD^i.11.mix^0.2"]),
            ("desk.mute_all", on(), &["SETD^mgmask^8388608"]),
        ],
    );
    // Two linked auxes and two linked players: one send is four writes.
    for path in ["aux.1.stereo", "aux.2.stereo"] {
        let side = u16::from(path == "aux.2.stereo") + 1;
        bench.set(path, &Value::Short(side)).unwrap();
    }
    bench.run(40);
    bench.drain();
    act(
        &mut bench,
        &[(
            "player.1.aux.1.level",
            at(0.4),
            &[
                "SETD^p.0.aux.0.value^0.4",
                "SETD^p.0.aux.1.value^0.4",
                "SETD^p.1.aux.0.value^0.4",
                "SETD^p.1.aux.1.value^0.4",
            ],
        )],
    );
}
