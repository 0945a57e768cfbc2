//! The patch bay of the Ui24R: which source feeds which output.

use super::super::kinds::sets::*;
use super::super::rule::*;
use super::input::SOURCE;

const AUX_OUT: Factory = Factory::Names(&[("a.", 0, 8)], "");
const MAIN_OUT: Factory = Factory::Names(&[("m.", 0, 2)], "");
const HEADPHONES: Factory = Factory::Names(&[("hp.", 0, 4)], "");
const HEADPHONES_DSP: Factory = Factory::Names(&[("hpdsp.", 0, 4)], "");
const COMPUTER: Factory =
    Factory::Names(&[("m.", 0, 2), ("a.", 0, 8), ("hw.", 0, 20), ("li.", 0, 2)], "");
const TRACKS: Factory = Factory::Names(&[("i.", 0, 20), ("l.", 0, 2)], "none");

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    row(DESK, "patch.aux_out.{}", SOURCE, "hwoutaux.{}.src", AUX_OUT),
    row(DESK, "patch.main_out.{}", SOURCE, "hwoutm.{}.src", MAIN_OUT),
    row(DESK, "patch.headphones.{}", SOURCE, "hwouthp.{}.src", HEADPHONES),
    row(DESK, "patch.headphones_dsp.{}", SOURCE, "hwouthpdsp.{}.src", HEADPHONES_DSP),
    // USB channels to the computer.
    row(DESK, "patch.computer.{}", SOURCE, "usbdaw.{}.src", COMPUTER).each(64),
    row(DESK, "patch.cascade.{}", SOURCE, "casc.{}.src", EMPTY).each(64),
    // Sources of the multitrack recorder's tracks; a guess.
    row(DESK, "patch.track.{}", SOURCE, "mtk.out.{}", Factory::Text("none")).each(64),
    // The strip that a track plays to.
    row(DESK, "patch.playback.{}", SOURCE, "mtk.scout.{}", TRACKS).each(64),
];
