//! The bytes of a `VU2` frame: header, order of the blocks, one byte per level.
//! Where the levels come from is the business of `mix`.
//!
//! **Source:** Soundcraft Ui protocol reference, meter messages.

use crate::Model;
use crate::law::SILENT;

/// A level in decibels, 0 where the meter clips; minus infinity is silence.
pub(crate) type Level = f64;

/// Three counts make a decibel and 240 is 0 dB.
const COUNTS_PER_DB: f64 = 3.0;
const ZERO_DB: f64 = 240.0;

/// The low seven bits of the dynamics byte without any reduction.
const IDLE_REDUCTION: f64 = 119.0;
const COUNTS_PER_DB_OF_REDUCTION: f64 = 1.5;
const GATE_OPEN: u8 = 0x80;

/// What happens in gate and compressor of a strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dynamics {
    pub(crate) input: Level,
    pub(crate) output: Level,
    /// How far the compressor turns down, in dB, from 0.
    pub(crate) reduction_db: f64,
    pub(crate) gate_open: bool,
}

impl Dynamics {
    pub(crate) const IDLE: Self =
        Self { input: SILENT, output: SILENT, reduction_db: 0.0, gate_open: true };

    fn bytes(self) -> [u8; 3] {
        [byte(self.input), byte(self.output), reduction_byte(self.reduction_db, self.gate_open)]
    }
}

/// The meters of an input, line or player channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Strip {
    pub(crate) pre: Level,
    pub(crate) processed: Level,
    pub(crate) post: Level,
    pub(crate) dynamics: Dynamics,
}

/// The meters of a subgroup or effect return.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stereo {
    pub(crate) processed: [Level; 2],
    pub(crate) post: [Level; 2],
    pub(crate) dynamics: Dynamics,
}

/// The meters of an aux output or one side of the master.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bus {
    pub(crate) processed: Level,
    pub(crate) post: Level,
    pub(crate) dynamics: Dynamics,
}

/// Every meter of a desk.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Levels {
    pub(crate) inputs: Vec<Strip>,
    pub(crate) players: Vec<Strip>,
    pub(crate) subgroups: Vec<Stereo>,
    pub(crate) effects: Vec<Stereo>,
    pub(crate) auxes: Vec<Bus>,
    pub(crate) master: [Bus; 2],
    pub(crate) lines: Vec<Strip>,
}

impl Levels {
    /// All meters at rest.
    pub(crate) fn silent(model: Model) -> Self {
        let counts = model.counts();
        let dynamics = Dynamics::IDLE;
        let strip = Strip { pre: SILENT, processed: SILENT, post: SILENT, dynamics };
        let stereo = Stereo { processed: [SILENT; 2], post: [SILENT; 2], dynamics };
        let bus = Bus { processed: SILENT, post: SILENT, dynamics };
        Self {
            inputs: vec![strip; counts.inputs],
            players: vec![strip; counts.players],
            subgroups: vec![stereo; counts.subgroups],
            effects: vec![stereo; counts.effects],
            auxes: vec![bus; counts.auxes],
            master: [bus; 2],
            lines: vec![strip; counts.lines],
        }
    }
}

/// The decoded payload of a `VU2` message.
pub(crate) fn encode(model: Model, levels: &Levels) -> Vec<u8> {
    let counts = model.counts();
    let header = [
        counts.inputs,
        counts.players,
        counts.subgroups,
        counts.effects,
        counts.auxes,
        levels.master.len(),
        counts.lines,
        0,
    ];
    let mut bytes: Vec<u8> = header.iter().map(|count| *count as u8).collect();
    levels.inputs.iter().for_each(|strip| push_strip(&mut bytes, strip));
    levels.players.iter().for_each(|strip| push_strip(&mut bytes, strip));
    levels.subgroups.iter().for_each(|strip| push_stereo(&mut bytes, strip));
    levels.effects.iter().for_each(|strip| push_stereo(&mut bytes, strip));
    levels.auxes.iter().for_each(|bus| push_bus(&mut bytes, bus));
    levels.master.iter().for_each(|bus| push_bus(&mut bytes, bus));
    levels.lines.iter().for_each(|strip| push_strip(&mut bytes, strip));
    bytes
}

fn push_strip(bytes: &mut Vec<u8>, strip: &Strip) {
    bytes.extend([byte(strip.pre), byte(strip.processed), byte(strip.post)]);
    bytes.extend(strip.dynamics.bytes());
}

fn push_stereo(bytes: &mut Vec<u8>, strip: &Stereo) {
    bytes.extend(strip.processed.iter().chain(&strip.post).map(|level| byte(*level)));
    bytes.extend(strip.dynamics.bytes());
}

fn push_bus(bytes: &mut Vec<u8>, bus: &Bus) {
    bytes.extend([byte(bus.processed), byte(bus.post)]);
    bytes.extend(bus.dynamics.bytes());
}

/// A level as the desk tells it: 240 is 0 dB, 120 is -40 dB, 0 is silence.
pub(crate) fn byte(level: Level) -> u8 {
    (ZERO_DB + COUNTS_PER_DB * level).round().clamp(0.0, 255.0) as u8
}

fn reduction_byte(reduction_db: f64, gate_open: bool) -> u8 {
    let low = (IDLE_REDUCTION - COUNTS_PER_DB_OF_REDUCTION * reduction_db).round();
    low.clamp(0.0, IDLE_REDUCTION) as u8 | if gate_open { GATE_OPEN } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_thirds_of_a_decibel() {
        for (level, expected) in [
            (0.0, 240),
            (-40.0, 120),
            (5.0, 255),
            (20.0, 255),
            (-80.0, 0),
            (SILENT, 0),
            (-23.3, 170),
        ] {
            assert_eq!(byte(level), expected, "{level}");
        }
    }

    #[test]
    fn reduction_counts_down_from_its_idle_value() {
        assert_eq!(reduction_byte(0.0, true), 0xF7);
        assert_eq!(reduction_byte(0.0, false), 0x77);
        assert_eq!(reduction_byte(13.0, true), 0xE4);
        assert_eq!(reduction_byte(200.0, false), 0);
    }

    #[test]
    fn frames_have_the_recorded_lengths_and_headers() {
        for (model, length, header) in [
            (Model::Ui12, 166, [8, 2, 4, 4, 4, 2, 2, 0]),
            (Model::Ui16, 200, [12, 2, 4, 4, 6, 2, 2, 0]),
            (Model::Ui24R, 306, [24, 2, 6, 4, 10, 2, 2, 0]),
        ] {
            let frame = encode(model, &Levels::silent(model));
            assert_eq!(frame.len(), length, "{model}");
            assert_eq!(frame[..8], header, "{model}");
        }
    }

    /// **Source:** Soundcraft Ui protocol reference, golden frame: the first of
    /// a public recording of a Ui16, idle but for noise at two inputs.
    #[test]
    fn a_recorded_frame_is_written_byte_for_byte() {
        use base64::Engine as _;
        let recorded = base64::engine::general_purpose::STANDARD
            .decode(concat!(
                "DAIEBAYCAgArAAAkAHcAAAAAAHcFAAAEAHcAAAAAAHcAAAAAAHcAAAAAAPcAAAAAAPcAAAAAAPcAAAAA",
                "APcAAAAAAPcAAAAAAPcAAAAAAPcAAAAAAPcAAAAAAPcAAAAAAAD3AAAAAAAA9wAAAAAAAPcAAAAAAAD3",
                "AAAAAAAA9wAAAAAAAPcAAAAAAAD3AAAAAAAA9wAAAAD3AAAAAPcAAAAA9wAAAAD3AAAAAPcAAAAA9wAA",
                "AAD3AAAAAPcAAAAAAPcAAAAAAPc=",
            ))
            .unwrap();
        let counts = |bytes: f64| (bytes - ZERO_DB) / COUNTS_PER_DB;
        let mut levels = Levels::silent(Model::Ui16);
        for strip in &mut levels.inputs[..5] {
            strip.dynamics.gate_open = false;
        }
        for (index, pre, input) in [(0, 43.0, 36.0), (2, 5.0, 4.0)] {
            levels.inputs[index].pre = counts(pre);
            levels.inputs[index].dynamics.input = counts(input);
        }
        assert_eq!(encode(Model::Ui16, &levels), recorded);
    }
}
