//! The meter streams of the desk: `VU2`, `VUA` and `RTA` lines, made from what
//! simulated musicians play and how the desk is set.

mod automix;
mod dynamics;
mod equaliser;
mod keys;
mod layout;
mod mix;
mod mutes;
mod rta;
mod signal;
mod source;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Model;
use crate::law::SILENT;
use crate::tree::Tree;
use mix::Mix;
use rta::Rta;

/// `VUA` has a header of its own and names inputs, player and line channels.
///
/// **Source:** Soundcraft Ui protocol reference, VUA: the header is measured,
/// the order behind the inputs is not.
const VUA_HEADER: [u8; 4] = [24, 2, 2, 0];
const VUA_CHANNELS: usize = 28;
const VUA_OPEN: f64 = 240.0;
const VUA_COUNTS_PER_DB: f64 = 3.0;

/// Everything the meters show.
#[derive(Debug)]
pub(crate) struct Meters {
    model: Model,
    mix: Mix,
    rta: Rta,
    stepped_at: Duration,
    vu2: Stream,
    vua: Stream,
}

/// The newest frame of a stream that is told only when it changed.
#[derive(Debug, Default)]
struct Stream {
    frame: Vec<u8>,
    fresh: bool,
}

impl Stream {
    fn update(&mut self, frame: Vec<u8>) {
        self.fresh |= frame != self.frame;
        self.frame = frame;
    }

    fn line(&self, verb: &str) -> String {
        line(verb, &self.frame)
    }

    fn take(&mut self, verb: &str) -> Option<String> {
        std::mem::take(&mut self.fresh).then(|| self.line(verb))
    }
}

fn line(verb: &str, frame: &[u8]) -> String {
    format!("{verb}^{}", STANDARD.encode(frame))
}

impl Meters {
    pub(crate) fn new(model: Model, seed: u64, tree: &Tree) -> Self {
        let mix = Mix::new(model, seed, tree);
        let vu2 = Stream { frame: layout::encode(model, mix.levels()), fresh: false };
        let vua = Stream { frame: automix_frame(&mix), fresh: false };
        Self { model, rta: Rta::new(seed, tree), mix, stepped_at: Duration::ZERO, vu2, vua }
    }

    /// Goes on to `now`.
    pub(crate) fn step(&mut self, tree: &Tree, now: Duration) {
        let passed = now.saturating_sub(self.stepped_at);
        self.stepped_at = now;
        self.mix.step(tree, now, passed);
        self.rta.step(tree, &self.mix, now, passed);
        self.vu2.update(layout::encode(self.model, self.mix.levels()));
        self.vua.update(automix_frame(&self.mix));
    }

    /// The level behind the fader of an output, `m` or such as `a.3`, in dB;
    /// of the master's sides the louder one. Silence where there is none.
    pub(crate) fn output_db(&self, output: &str) -> f64 {
        let levels = self.mix.levels();
        let aux = || levels.auxes.get(output.strip_prefix("a.")?.parse::<usize>().ok()?);
        match output {
            "m" => levels.master[0].post.max(levels.master[1].post),
            _ => aux().map_or(SILENT, |bus| bus.post),
        }
    }

    /// The present `VU2` line.
    pub(crate) fn vu2(&self) -> String {
        self.vu2.line("VU2")
    }

    /// The present `VUA` line; the small desks have none.
    pub(crate) fn vua(&self) -> Option<String> {
        self.model.has_patching().then(|| self.vua.line("VUA"))
    }

    /// The `VU2` line if it changed since it was last taken.
    pub(crate) fn fresh_vu2(&mut self) -> Option<String> {
        self.vu2.take("VU2")
    }

    /// The `VUA` line if it changed since it was last taken.
    pub(crate) fn fresh_vua(&mut self) -> Option<String> {
        self.vua.take("VUA").filter(|_| self.model.has_patching())
    }

    /// The present `RTA` line, which is told with every tick.
    pub(crate) fn rta(&self) -> String {
        line("RTA", &self.rta.bytes())
    }
}

/// How far the automix turns channels down; 240 is not at all.
fn automix_frame(mix: &Mix) -> Vec<u8> {
    let attenuations = mix.automix_db().iter().copied().chain(std::iter::repeat(0.0));
    let bytes = attenuations.take(VUA_CHANNELS).map(|attenuation| {
        (VUA_OPEN - VUA_COUNTS_PER_DB * attenuation).round().clamp(0.0, VUA_OPEN) as u8
    });
    VUA_HEADER.into_iter().chain(bytes).collect()
}

#[cfg(test)]
mod tests;
