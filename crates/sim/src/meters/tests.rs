//! Meters of a whole desk: they follow faders, mutes, sends and gains.

use super::*;
use crate::law;
use crate::options::Scene;
use crate::scene;
use crate::tree::Value;

struct Bench {
    tree: Tree,
    meters: Meters,
    now: Duration,
}

/// Where blocks of a Ui24R frame begin.
const INPUTS: usize = 8;
const SUBGROUPS: usize = INPUTS + 26 * 6;
const EFFECTS: usize = SUBGROUPS + 6 * 7;
const AUXES: usize = EFFECTS + 4 * 7;
const MASTER: usize = AUXES + 10 * 5;

impl Bench {
    fn new(model: Model, scene: Scene) -> Self {
        let mut tree = Tree::factory(model);
        scene::apply(scene, model, &mut tree);
        let meters = Meters::new(model, 1, &tree);
        Self { tree, meters, now: Duration::ZERO }
    }

    fn set(&mut self, key: &str, value: f64) {
        let slot = self.tree.slot(key).unwrap();
        self.tree.write(slot, Value::Number(value)).unwrap();
    }

    fn text(&mut self, key: &str, value: &str) {
        let slot = self.tree.slot(key).unwrap();
        self.tree.write(slot, Value::Text(value.into())).unwrap();
    }

    /// The same moment once more: only what was set makes a difference.
    fn again(&mut self) -> Vec<u8> {
        self.meters.step(&self.tree, self.now);
        decoded(&self.meters.vu2(), "VU2^")
    }

    /// Goes on until a level at this place of the frame is well above silence.
    fn until_heard(&mut self, at: usize) -> Vec<u8> {
        for _ in 0..3000 {
            self.now += Duration::from_millis(33);
            let frame = self.again();
            if frame[at] > 100 {
                return frame;
            }
        }
        panic!("nothing was heard at {at}");
    }
}

fn decoded(line: &str, verb: &str) -> Vec<u8> {
    STANDARD.decode(line.strip_prefix(verb).unwrap()).unwrap()
}

#[test]
fn lines_have_the_lengths_of_the_models() {
    for (model, length) in [(Model::Ui12, 166), (Model::Ui16, 200), (Model::Ui24R, 306)] {
        let mut bench = Bench::new(model, Scene::Demo);
        assert_eq!(bench.again().len(), length, "{model}");
        assert_eq!(decoded(&bench.meters.rta(), "RTA^"), [0; 122]);
        let vua = bench.meters.vua().map(|line| decoded(&line, "VUA^").len());
        assert_eq!(vua, (model == Model::Ui24R).then_some(32));
    }
}

#[test]
fn everyone_in_the_demo_is_seen_within_a_song() {
    for model in Model::ALL {
        let mut bench = Bench::new(model, Scene::Demo);
        let counts = model.counts();
        let mut loudest = vec![0; bench.again().len()];
        for _ in 0..2000 {
            bench.now += Duration::from_millis(33);
            for (most, byte) in loudest.iter_mut().zip(bench.again()) {
                *most = byte.max(*most);
            }
        }
        for input in 0..counts.inputs {
            let [pre, _, post] = [0, 1, 2].map(|meter| loudest[INPUTS + 6 * input + meter]);
            assert!((input >= 18) == (post < 60), "{model}: input {input} at {pre}, {post}");
        }
        let master = loudest.len() - 2 * 6 - 2 * 5 + 1;
        assert!((180..=250).contains(&loudest[master]), "{model}: master at {}", loudest[master]);
    }
}

#[test]
fn the_fader_moves_the_meter_behind_it_and_the_master() {
    let mut bench = Bench::new(Model::Ui24R, Scene::Factory);
    let closed = bench.until_heard(INPUTS);
    assert_eq!((closed[INPUTS + 2], closed[MASTER + 1]), (0, 0));
    bench.set("i.0.mix", law::fader_position(0.0));
    let open = bench.again();
    assert_eq!(open[INPUTS + 2], open[INPUTS + 1]);
    assert!(open[MASTER + 1] > 80, "{}", open[MASTER + 1]);
    bench.set("i.0.mix", law::fader_position(-10.0));
    let lower = bench.again();
    assert_eq!(open[INPUTS + 2] - lower[INPUTS + 2], 30, "10 dB are 30 counts");
    bench.set("i.0.pan", 0.0);
    let left = bench.again();
    assert_eq!((left[MASTER] - lower[MASTER], left[MASTER + 5]), (9, 0));
}

#[test]
fn mutes_work_by_button_group_vca_and_all() {
    for mute in [
        &[("i.0.mute", 1.0)][..],
        &[("i.0.mgmask", 4.0), ("mgmask", 4.0)],
        &[("mgmask", f64::from(1 << 23))],
        &[("i.0.vca", 2.0), ("v.2.mute", 1.0)],
    ] {
        let mut bench = Bench::new(Model::Ui24R, Scene::Factory);
        bench.set("i.0.mix", law::fader_position(0.0));
        bench.until_heard(INPUTS + 2);
        mute.iter().for_each(|(key, value)| bench.set(key, *value));
        let muted = bench.again();
        assert!(muted[INPUTS] > 0 && muted[INPUTS + 2] == 0, "{mute:?}");
        bench.set("i.0.forceunmute", 1.0);
        assert!(bench.again()[INPUTS + 2] > 0, "{mute:?}");
    }
}

#[test]
fn a_pre_send_outlives_the_mute_and_a_post_send_does_not() {
    let mut bench = Bench::new(Model::Ui24R, Scene::Factory);
    bench.set("i.0.mix", law::fader_position(0.0));
    bench.set("i.0.aux.3.value", law::fader_position(0.0));
    bench.until_heard(INPUTS);
    let aux = AUXES + 5 * 3 + 1;
    let heard = bench.again()[aux];
    bench.set("i.0.mute", 1.0);
    assert_eq!(bench.again()[aux], heard);
    bench.set("settings.auxmutelink", 1.0);
    assert_eq!(bench.again()[aux], 0);
    bench.set("settings.auxmutelink", 0.0);
    bench.set("i.0.aux.3.post", 1.0);
    assert_eq!(bench.again()[aux], 0);
}

#[test]
fn subgroups_effects_and_matrix_hear_their_members() {
    let mut bench = Bench::new(Model::Ui24R, Scene::Factory);
    bench.set("i.0.mix", law::fader_position(0.0));
    bench.set("i.0.subgroup", 1.0);
    bench.set("i.0.fx.2.value", law::fader_position(0.0));
    bench.set("a.9.matrix", 1.0);
    bench.set("m.mtx.9.value", law::fader_position(0.0));
    let frame = bench.until_heard(INPUTS + 2);
    assert!(frame[SUBGROUPS + 7 + 2] > 80, "the subgroup");
    assert!(frame[EFFECTS + 2 * 7 + 2] > 60, "the effect");
    assert!(frame[MASTER + 1] > 80, "the master");
    assert!(frame[AUXES + 9 * 5 + 1] > 60, "the matrix");
    bench.set("mgmask", f64::from(1 << 22));
    assert_eq!(bench.again()[EFFECTS + 2 * 7 + 2], 0, "MUTE FX");
}

#[test]
fn equaliser_gate_and_bypass_show_in_the_meters() {
    // The kick drum, whose sound is low.
    const KICK: usize = INPUTS + 7 * 6;
    let mut bench = Bench::new(Model::Ui24R, Scene::Factory);
    let flat = bench.until_heard(KICK);
    assert_eq!(flat[KICK], flat[KICK + 1]);
    bench.set("i.7.eq.hpf.freq", 0.4);
    let cut = bench.again();
    assert_eq!(cut[KICK], flat[KICK], "before the processing nothing changes");
    assert!(cut[KICK + 1] + 18 < flat[KICK + 1], "{} {}", cut[KICK + 1], flat[KICK + 1]);
    assert_eq!(cut[KICK + 3], cut[KICK + 4], "dynamics hear what the equaliser left");
    bench.set("i.7.eq.bypass", 1.0);
    assert_eq!(bench.again(), flat);
    bench.set("i.7.gate.thresh", 1.0);
    let shut = bench.again();
    assert_eq!((shut[KICK + 1], shut[KICK + 5]), (0, 0x77));
    bench.set("i.7.gate.bypass", 1.0);
    assert_eq!(bench.again(), flat);
    bench.set("i.7.dyn.threshold", 0.0);
    bench.set("i.7.dyn.ratio", 0.5);
    let pressed = bench.again();
    assert!(pressed[KICK + 5] < 0xF7 && pressed[KICK + 1] < flat[KICK + 1]);
    bench.set("i.7.dyn.bypass", 1.0);
    assert_eq!(bench.again()[KICK + 1], flat[KICK + 1]);
}

#[test]
fn graphic_equalisers_lift_and_lower_their_output() {
    let mut bench = Bench::new(Model::Ui16, Scene::Demo);
    let master = bench.again().len() - 2 * 6 - 2 * 5;
    let flat = bench.until_heard(master);
    for band in 0..31 {
        bench.set(&format!("m.eq.peak.l.{band}"), 0.0);
    }
    let low = bench.again();
    assert_eq!(flat[master] - low[master], 45, "15 dB are 45 counts");
    assert_eq!(flat[master + 5], low[master + 5], "the other side");
}

#[test]
fn gain_and_patching_decide_what_arrives() {
    let mut bench = Bench::new(Model::Ui24R, Scene::Factory);
    let before = bench.until_heard(INPUTS)[INPUTS];
    bench.set("hw.0.gain", (10.0 + 6.0) / 63.0);
    assert_eq!(bench.again()[INPUTS], before.saturating_add(30));
    bench.text("i.0.src", "none");
    bench.text("i.22.src", "hw.0");
    let frame = bench.again();
    assert_eq!((frame[INPUTS], frame[INPUTS + 22 * 6]), (0, before.saturating_add(30)));
}

#[test]
fn frames_are_fresh_only_when_they_changed() {
    let mut bench = Bench::new(Model::Ui24R, Scene::Demo);
    bench.until_heard(INPUTS);
    assert!(bench.meters.fresh_vu2().is_some());
    assert!(bench.meters.fresh_vu2().is_none());
    bench.again();
    assert!(bench.meters.fresh_vu2().is_none(), "the same moment looks the same");
}

#[test]
fn the_analyser_shows_the_strip_it_is_told() {
    let mut bench = Bench::new(Model::Ui24R, Scene::Demo);
    bench.text("var.rta", "i.7");
    bench.until_heard(INPUTS + 7 * 6);
    let kick = decoded(&bench.meters.rta(), "RTA^");
    assert!(kick[20] > kick[110].saturating_add(40), "{} {}", kick[20], kick[110]);
    bench.set("i.7.eq.lpf.freq", 0.3);
    bench.set("i.7.eq.lpf.slope", 2.0);
    bench.now += Duration::from_secs(2);
    bench.again();
    let dull = decoded(&bench.meters.rta(), "RTA^");
    assert!(dull[110] == 0 && dull[20] > 0, "{} {}", dull[20], dull[110]);
    bench.text("var.rta", "x.1");
    bench.again();
    assert_eq!(decoded(&bench.meters.rta(), "RTA^"), [0; 122]);
}

#[test]
fn the_automix_turns_down_the_one_who_is_silent() {
    let mut bench = Bench::new(Model::Ui24R, Scene::Factory);
    for input in [0, 8] {
        bench.set(&format!("i.{input}.amixgroup"), 0.0);
    }
    bench.until_heard(INPUTS);
    let frame = decoded(&bench.meters.vua().unwrap(), "VUA^");
    assert_eq!(frame[..5], [24, 2, 2, 0, 240], "the group is off");
    bench.set("automix.a.on", 1.0);
    bench.text("i.8.src", "none");
    bench.again();
    let frame = decoded(&bench.meters.vua().unwrap(), "VUA^");
    assert_eq!((frame[4], frame[4 + 8], frame[5]), (240, 120, 240));
}
