//! Run-time state: what the desk is, what is loaded, playing and recording.
//! Nearly all of it is the desk's to tell; commands change it.

use desk::Law;

use super::super::kinds::sets::*;
use super::super::rule::*;

/// Longest title: file names on sticks can be long.
const TITLE: Law = text(256);
const WORD: Law = text(32);
/// The strip whose spectrum is analysed, `i.0` or `m`; one for everybody.
const STRIP_ID: Law = text(16);

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    row(DESK, "identity.model", WORD, "model", Factory::Text("ui24")).told(),
    row(DESK, "identity.firmware", WORD, "firmware", Factory::Text("3.3.8293-ui24")).told(),
    row(DESK, "identity.schema", WORD, "schema", Factory::Text("6")).told(),
    row(DESK, "identity.type", WORD, "type", Factory::Text("8ch")).told(),
    row(DESK, "identity.flavour", WORD, "flavour", Factory::Text("1")).told(),

    row(DESK, "current.show", TITLE, "var.currentShow", Factory::Text("Default")).told(),
    row(DESK, "current.snapshot", TITLE, "var.currentSnapshot", Factory::Text("* Init *")).told(),
    row(DESK, "current.cue", TITLE, "var.currentCue", EMPTY).told(),
    // Set and cleared by clients.
    row(DESK, "unsaved.safes", Law::Toggle, "var.unsaved.chsafes", ZERO),
    row(DESK, "unsaved.mute_groups", Law::Toggle, "var.unsaved.mutegroups", ZERO),

    // Stopped, stopped since it was switched on, playing or paused.
    row(DESK, "player.state", choice(4), "var.currentState", ONE).told(),
    row(DESK, "player.playlist", TITLE, "var.currentPlaylist", EMPTY).told(),
    row(DESK, "player.track", TITLE, "var.currentTrack", EMPTY).told(),
    row(DESK, "player.position", PERCENT, "var.currentTrackPos", ZERO).told(),
    // -1 for none.
    row(DESK, "player.length", SECONDS, "var.currentLength", NONE).told(),
    row(DESK, "player.medium", Law::Toggle, "var.present", ONE).told(),
    row(DESK, "player.busy", NUMBER, "var.playBusy", ZERO).told(),
    row(DESK, "player.shuffling", Law::Toggle, "var.shuffle", ZERO).told(),
    row(DESK, "recorder.recording", Law::Toggle, "var.isRecording", ZERO).told(),
    // From 0.5 on it refuses to start or stop; 1 without a usable stick too.
    row(DESK, "recorder.busy", NUMBER, "var.recBusy", ONE).told(),
    row(DESK, "usb_fill", PERCENT, "var.usbfill", ZERO).told(),

    // Stopped, paused or playing.
    row(DESK, "multitrack.state", choice(3), "var.mtk.currentState", ZERO).told(),
    row(DESK, "multitrack.position", PERCENT, "var.mtk.currentTrackPos", ZERO).told(),
    row(DESK, "multitrack.length", SECONDS, "var.mtk.currentLength", ZERO).told(),
    row(DESK, "multitrack.session", TITLE, "var.mtk.session", EMPTY).told(),
    row(DESK, "multitrack.playing_session", TITLE, "var.mtk.playsession", EMPTY).told(),
    row(DESK, "multitrack.medium", Law::Toggle, "var.mtk.present", ZERO).told(),
    row(DESK, "multitrack.busy", NUMBER, "var.mtk.busy", ZERO).told(),
    row(DESK, "multitrack.recording", Law::Toggle, "var.mtk.rec.currentState", ZERO).told(),
    row(DESK, "multitrack.record_busy", NUMBER, "var.mtk.rec.busy", ZERO).told(),
    // Stale unless it records.
    row(DESK, "multitrack.record_time", SECONDS, "var.mtk.rec.time", ZERO).told(),
    row(DESK, "multitrack.record_session", TITLE, "var.mtk.rec.session", EMPTY).told(),
    // Inputs are fed from their soundcheck sources.
    row(DESK, "multitrack.soundcheck", Law::Toggle, "var.mtk.soundcheck", ZERO),
    // A share from 0 to 1, or -1 for none.
    row(DESK, "multitrack.buffer_fill", NUMBER, "var.mtk.bufferfill", NONE).told(),
    row(DESK, "multitrack.dropouts", NUMBER, "var.mtk.dropouts", ZERO).told(),
    // Gigabytes, or -1 for none.
    row(DESK, "multitrack.free_space", NUMBER, "var.mtk.freespace", NONE).told(),

    row(DESK, "analyser.strip", STRIP_ID, "var.rta", EMPTY),
    // Ui12 and Ui16: the headphones are the last two auxes.
    row(DESK, "headphones.are_auxes", Law::Toggle, "var.hpaux", ZERO),
    row(DESK, "cascade.connected", Law::Toggle, "var.cascade.connected", ZERO).told(),
];
