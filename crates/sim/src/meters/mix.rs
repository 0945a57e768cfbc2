//! The mixing itself, on levels instead of sound: from the stage through strips,
//! subgroups and effects to auxes and master.

use std::time::Duration;

use super::automix::Automix;
use super::dynamics;
use super::equaliser::{self, Curve, Equaliser};
use super::keys::{Key, SendKeys, StripKeys};
use super::layout::{Bus, Dynamics, Levels, Stereo, Strip};
use super::mutes::Mutes;
use super::signal::{self, Sound};
use super::source::Sources;
use crate::Model;
use crate::law::{self, SILENT};
use crate::tree::Tree;

/// What DIM takes from the master, in dB. The real amount is unknown.
const DIM_DB: f64 = -20.0;

/// How fast reverb, delay, chorus and room fade away, in dB per second, and
/// how much softer than their input they are. Chosen, not measured.
const FADES_PER_SECOND: [f64; 4] = [25.0, 15.0, 200.0, 60.0];
const WET_DB: f64 = -6.0;

/// What the returns of effects are made of: much like many voices.
pub(super) const WET_SOUND: Sound = Sound::Choir;

/// A strip with its sends, and what it is doing now.
#[derive(Debug)]
struct Channel {
    keys: StripKeys,
    equaliser: Equaliser,
    auxes: Vec<SendKeys>,
    effects: Vec<SendKeys>,
    muted: bool,
    /// Behind the fader, left and right, as powers.
    out: [f64; 2],
}

/// A channel's levels at the taps of its sends, in dB.
#[derive(Clone, Copy)]
struct Taps {
    raw: f64,
    processed: f64,
    post: f64,
}

/// Everything between the preamps and the meters.
#[derive(Debug)]
pub(super) struct Mix {
    sources: Sources,
    mutes: Mutes,
    inputs: Vec<Channel>,
    lines: Vec<Channel>,
    players: Vec<Channel>,
    effects: Vec<Channel>,
    subgroups: Vec<Channel>,
    subgroup_matrix: Vec<Vec<SendKeys>>,
    master: StripKeys,
    master_equalisers: [Equaliser; 2],
    master_matrix: Vec<SendKeys>,
    dim: Key,
    auxes: Vec<AuxKeys>,
    fx_types: Vec<Key>,
    fx_bypasses: Vec<Key>,
    automix: Automix,
    aux_mute_link: Key,
    /// The levels of the effects, which fade slowly.
    wet: Vec<f64>,
    levels: Levels,
}

/// What an aux output has beyond a strip.
#[derive(Debug)]
struct AuxKeys {
    keys: StripKeys,
    equaliser: Equaliser,
    matrix: Key,
    stereo_index: Key,
    link_to_master: Key,
}

impl Channel {
    fn all(tree: &Tree, kind: &str, count: usize, model: Model) -> Vec<Self> {
        let counts = model.counts();
        let channel = |index| {
            let id = format!("{kind}.{index}");
            let send = |to: &str, bus, post| SendKeys::new(tree, &format!("{id}.{to}.{bus}"), post);
            Self {
                keys: StripKeys::new(tree, &id),
                equaliser: Equaliser::parametric(tree, &id),
                auxes: (0..counts.auxes).map(|bus| send("aux", bus, 0.0)).collect(),
                effects: (0..counts.effects).map(|bus| send("fx", bus, 1.0)).collect(),
                muted: false,
                out: [0.0; 2],
            }
        };
        (0..count).map(channel).collect()
    }

    /// What equaliser, gate and compressor make of a level of such a sound.
    fn process(&self, tree: &Tree, level: f64, sound: Sound) -> Dynamics {
        let curve = self.equaliser.curve(tree);
        let level = level + equaliser::change(curve.as_ref(), sound);
        dynamics::process(tree, &self.keys.dynamics, level)
    }
}

impl Mix {
    pub(super) fn new(model: Model, seed: u64, tree: &Tree) -> Self {
        let counts = model.counts();
        let channels = |kind, count| Channel::all(tree, kind, count, model);
        let matrix = |id: &str| -> Vec<SendKeys> {
            let send = |bus| SendKeys::new(tree, &format!("{id}.mtx.{bus}"), 1.0);
            (0..counts.auxes).map(send).collect()
        };
        let effect = |leaf: &'static str| {
            let key = move |index| Key::new(tree, &format!("f.{index}.{leaf}"), 0.0);
            (0..counts.effects).map(key).collect()
        };
        Self {
            sources: Sources::new(model, seed, tree),
            mutes: Mutes::new(tree, counts.vcas),
            inputs: channels("i", counts.inputs),
            lines: channels("l", counts.lines),
            players: channels("p", counts.players),
            effects: channels("f", counts.effects),
            subgroups: channels("s", counts.subgroups),
            subgroup_matrix: (0..counts.subgroups).map(|s| matrix(&format!("s.{s}"))).collect(),
            master: StripKeys::new(tree, "m"),
            master_equalisers: [".l", ".r"].map(|side| Equaliser::graphic(tree, "m", side)),
            master_matrix: matrix("m"),
            dim: Key::new(tree, "m.dim", 0.0),
            auxes: (0..counts.auxes).map(|index| AuxKeys::new(tree, index)).collect(),
            fx_types: effect("fxtype"),
            fx_bypasses: effect("bypass"),
            automix: Automix::new(model, tree),
            aux_mute_link: Key::new(tree, "settings.auxmutelink", 0.0),
            wet: vec![SILENT; counts.effects],
            levels: Levels::silent(model),
        }
    }

    /// What the meters show.
    pub(super) fn levels(&self) -> &Levels {
        &self.levels
    }

    /// How far the automix turns each input down, in dB.
    pub(super) fn automix_db(&self) -> &[f64] {
        self.automix.attenuations()
    }

    /// What an input sounds like.
    pub(super) fn sound(&self, tree: &Tree, input: usize) -> Sound {
        self.sources.sound(tree, input)
    }

    /// The curve of the equaliser of a strip such as `i` and 3; nothing when
    /// it is flat or there is no such strip. The master's left side stands for
    /// both.
    pub(super) fn curve(&self, tree: &Tree, kind: &str, index: usize) -> Option<Curve> {
        let channels = match kind {
            "i" => &self.inputs,
            "l" => &self.lines,
            "p" => &self.players,
            "f" => &self.effects,
            "s" => &self.subgroups,
            "a" => return self.auxes.get(index)?.equaliser.curve(tree),
            "m" => return self.master_equalisers[0].curve(tree),
            _ => return None,
        };
        channels.get(index)?.equaliser.curve(tree)
    }

    /// Goes on to `now`, `passed` after the last step.
    pub(super) fn step(&mut self, tree: &Tree, now: Duration, passed: Duration) {
        self.step_channels(tree, now);
        self.step_subgroups(tree);
        self.step_effects(tree, now, passed);
        self.step_master(tree);
        self.step_auxes(tree);
    }

    fn step_channels(&mut self, tree: &Tree, now: Duration) {
        let pre: Vec<_> =
            (0..self.inputs.len()).map(|i| self.sources.input(tree, i, now)).collect();
        let processed =
            pre.iter().zip(&self.inputs).enumerate().map(|(index, (level, channel))| {
                channel.process(tree, *level, self.sources.sound(tree, index))
            });
        let processed: Vec<_> = processed.collect();
        self.automix.share(tree, processed.iter().map(|dynamics| dynamics.output));
        for (index, channel) in self.inputs.iter_mut().enumerate() {
            let mut dynamics = processed[index];
            dynamics.output -= self.automix.attenuations().get(index).copied().unwrap_or(0.0);
            let strip = strip(tree, &self.mutes, channel, pre[index], dynamics);
            self.levels.inputs[index] = strip;
        }
        for (index, channel) in self.lines.iter_mut().enumerate() {
            let level = self.sources.line(tree, index, now);
            let dynamics = channel.process(tree, level, Sound::Music);
            self.levels.lines[index] = strip(tree, &self.mutes, channel, level, dynamics);
        }
        for (index, channel) in self.players.iter_mut().enumerate() {
            let level = self.sources.player(tree, index, now);
            let dynamics = channel.process(tree, level, Sound::Music);
            self.levels.players[index] = strip(tree, &self.mutes, channel, level, dynamics);
        }
    }

    fn step_subgroups(&mut self, tree: &Tree) {
        for index in 0..self.subgroups.len() {
            let members = self.sources_of_main();
            let members = members.filter(|member| member.keys.subgroup.index(tree) == Some(index));
            let sum = members.fold([0.0; 2], |sum, member| add(sum, member.out));
            let sides = sum.map(law::decibels);
            let meters = stereo(tree, &self.mutes, &mut self.subgroups[index], sides, Sound::Music);
            self.levels.subgroups[index] = meters;
        }
    }

    fn step_effects(&mut self, tree: &Tree, now: Duration, passed: Duration) {
        for index in 0..self.effects.len() {
            let mut sum = 0.0;
            for (channel, taps) in self.channels_with_taps() {
                let Some(send) = channel.effects.get(index) else { continue };
                sum += sent(tree, send, taps, channel.muted, false);
            }
            let kind = self.fx_types[index].index(tree).unwrap_or(0).min(3);
            let faded = self.wet[index] - FADES_PER_SECOND[kind] * passed.as_secs_f64();
            self.wet[index] = faded.max(law::decibels(sum) + WET_DB);
            let wet = if self.fx_bypasses[index].is_on(tree) { SILENT } else { self.wet[index] };
            // The two sides of a reverb are never quite the same.
            let sway = 1.5 * signal::wander(index as u64 + 77, 3.0 * now.as_secs_f64());
            let sides = [wet - sway, wet + sway - 1.5];
            let meters = stereo(tree, &self.mutes, &mut self.effects[index], sides, WET_SOUND);
            self.levels.effects[index] = meters;
        }
    }

    fn step_master(&mut self, tree: &Tree) {
        let direct = self.sources_of_main();
        let direct = direct.filter(|member| member.keys.subgroup.index(tree).is_none());
        let groups = self.subgroups.iter().filter(|group| !group.keys.exclude.is_on(tree));
        let sum = direct.chain(groups).fold([0.0; 2], |sum, member| add(sum, member.out));
        let dim = if self.dim.is_on(tree) { DIM_DB } else { 0.0 };
        let fader = law::fader_db(self.master.mix.read(tree)) + dim;
        let balance = balance(self.master.pan.read(tree));
        for side in 0..2 {
            let curve = self.master_equalisers[side].curve(tree);
            let level = law::decibels(sum[side]) + equaliser::change(curve.as_ref(), Sound::Music);
            let dynamics = dynamics::process(tree, &self.master.dynamics, level);
            let processed = dynamics.output;
            let post = processed + fader + law::decibels(balance[side]);
            self.levels.master[side] = Bus { processed, post, dynamics };
        }
    }

    fn step_auxes(&mut self, tree: &Tree) {
        let link = self.aux_mute_link.is_on(tree);
        for index in 0..self.auxes.len() {
            let aux = &self.auxes[index];
            let side = aux.stereo_index.index(tree);
            let sum: f64 = if aux.matrix.is_on(tree) {
                self.matrix_sum(tree, index, side)
            } else {
                let sends = self.channels_with_taps().map(|(channel, taps)| {
                    channel.auxes.get(index).map_or(0.0, |send| {
                        sent(tree, send, taps, channel.muted, link) * into_side(tree, send, side)
                    })
                });
                sends.sum()
            };
            let curve = aux.equaliser.curve(tree);
            let level = law::decibels(sum) + equaliser::change(curve.as_ref(), Sound::Music);
            let dynamics = dynamics::process(tree, &aux.keys.dynamics, level);
            let processed = dynamics.output;
            let fader = if aux.link_to_master.is_on(tree) { &self.master } else { &aux.keys };
            let muted = self.mutes.silence(tree, &aux.keys, false);
            let post = if muted { SILENT } else { processed + self.mutes.fader(tree, fader) };
            self.levels.auxes[index] = Bus { processed, post, dynamics };
        }
    }

    /// What master and subgroups send to a matrix output; sends from other
    /// auxes are left out.
    fn matrix_sum(&self, tree: &Tree, output: usize, side: Option<usize>) -> f64 {
        let master = self.levels.master;
        let groups = self.levels.subgroups.iter().zip(&self.subgroup_matrix);
        let groups = groups.map(|(levels, sends)| (levels.post, levels.processed, &sends[output]));
        let main = (
            master.map(|bus| bus.post),
            master.map(|bus| bus.processed),
            &self.master_matrix[output],
        );
        let sums = groups.chain([main]).map(|(post, processed, send)| {
            let mono = |sides: [f64; 2]| law::decibels(sides.map(law::power).iter().sum());
            let taps = Taps { raw: mono(processed), processed: mono(processed), post: mono(post) };
            sent(tree, send, taps, false, false) * into_side(tree, send, side)
        });
        sums.sum()
    }

    /// Everything that feeds the main mix or a subgroup.
    fn sources_of_main(&self) -> impl Iterator<Item = &Channel> {
        self.inputs.iter().chain(&self.lines).chain(&self.players).chain(&self.effects)
    }

    /// Everything that has sends, with the levels at their taps.
    fn channels_with_taps(&self) -> impl Iterator<Item = (&Channel, Taps)> {
        let mono =
            |strip: &Strip| Taps { raw: strip.pre, processed: strip.processed, post: strip.post };
        let both = |strip: &Stereo| {
            let sum =
                |sides: [f64; 2]| law::decibels(sides.map(law::power).iter().sum::<f64>() / 2.0);
            Taps {
                raw: sum(strip.processed),
                processed: sum(strip.processed),
                post: sum(strip.post),
            }
        };
        let Levels { inputs, lines, players, effects, subgroups, .. } = &self.levels;
        let inputs = self.inputs.iter().zip(inputs.iter().map(mono));
        let lines = self.lines.iter().zip(lines.iter().map(mono));
        let players = self.players.iter().zip(players.iter().map(mono));
        let effects = self.effects.iter().zip(effects.iter().map(both));
        let subgroups = self.subgroups.iter().zip(subgroups.iter().map(both));
        inputs.chain(lines).chain(players).chain(effects).chain(subgroups)
    }
}

impl AuxKeys {
    fn new(tree: &Tree, index: usize) -> Self {
        let key = |leaf: &str, neutral| Key::new(tree, &format!("a.{index}.{leaf}"), neutral);
        Self {
            keys: StripKeys::new(tree, &format!("a.{index}")),
            equaliser: Equaliser::graphic(tree, &format!("a.{index}"), ""),
            matrix: key("matrix", 0.0),
            stereo_index: key("stereoIndex", -1.0),
            link_to_master: key("link2master", 0.0),
        }
    }
}

/// The meters of a mono channel; notes what leaves it.
fn strip(tree: &Tree, mutes: &Mutes, channel: &mut Channel, pre: f64, dynamics: Dynamics) -> Strip {
    channel.muted = mutes.silence(tree, &channel.keys, false);
    let processed = dynamics.output;
    let post = if channel.muted { SILENT } else { processed + mutes.fader(tree, &channel.keys) };
    let angle = channel.keys.pan.read(tree).clamp(0.0, 1.0) * std::f64::consts::FRAC_PI_2;
    let power = law::power(post);
    channel.out = [power * angle.cos().powi(2), power * angle.sin().powi(2)];
    Strip { pre, processed, post, dynamics }
}

/// The meters of a stereo channel; notes what leaves it.
fn stereo(
    tree: &Tree,
    mutes: &Mutes,
    channel: &mut Channel,
    sides: [f64; 2],
    sound: Sound,
) -> Stereo {
    channel.muted = mutes.silence(tree, &channel.keys, sound == WET_SOUND);
    let louder = sides[0].max(sides[1]);
    let dynamics = channel.process(tree, louder, sound);
    let change = if louder == SILENT { 0.0 } else { dynamics.output - louder };
    let processed = sides.map(|side| side + change);
    let fader = mutes.fader(tree, &channel.keys);
    let balance = balance(channel.keys.pan.read(tree)).map(law::decibels);
    let post = [0, 1]
        .map(|side| if channel.muted { SILENT } else { processed[side] + fader + balance[side] });
    channel.out = post.map(law::power);
    Stereo { processed, post, dynamics }
}

/// The power a send adds to its bus.
///
/// **Source:** Soundcraft Ui protocol reference, sends: a pre-fader send plays
/// on while its strip is muted, unless the desk links the two.
fn sent(tree: &Tree, send: &SendKeys, taps: Taps, strip_muted: bool, link: bool) -> f64 {
    let post = send.post.is_on(tree);
    if send.mute.is_on(tree) || (strip_muted && (post || link)) {
        return 0.0;
    }
    let tap = match (post, send.postproc.is_on(tree)) {
        (true, _) => taps.post,
        (false, true) => taps.processed,
        (false, false) => taps.raw,
    };
    law::power(tap + law::fader_db(send.value.read(tree)))
}

/// The share of a send that goes to one side of a linked pair of auxes.
fn into_side(tree: &Tree, send: &SendKeys, side: Option<usize>) -> f64 {
    side.map_or(1.0, |side| balance(send.pan.read(tree))[side.min(1)])
}

/// What a balance lets through on either side, as powers.
fn balance(pan: f64) -> [f64; 2] {
    let pan = pan.clamp(0.0, 1.0);
    [(2.0 * (1.0 - pan)).min(1.0).powi(2), (2.0 * pan).min(1.0).powi(2)]
}

fn add(sum: [f64; 2], more: [f64; 2]) -> [f64; 2] {
    [sum[0] + more[0], sum[1] + more[1]]
}
