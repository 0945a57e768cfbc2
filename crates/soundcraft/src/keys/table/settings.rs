//! Settings of the desk, shared by everybody on it. They stay outside of
//! snapshots.

use desk::Law;

use super::super::kinds::sets::*;
use super::super::rule::*;

const HEADPHONES: Factory = Factory::Numbers(&[1.0, std::f64::consts::FRAC_1_SQRT_2]);
const COMMANDS: Law = text(4_096);
const ADDRESS: Law = text(64);

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    // To the headphones, or to the master.
    row(DESK, "solo.mode", choice(2), "settings.soloMode", ZERO),
    // After the fader (AFL), or before it (PFL).
    row(DESK, "solo.listen", choice(2), "settings.solotype", ONE),
    row(DESK, "solo.multiple", Law::Toggle, "settings.multiplesolo", ZERO),
    row(DESK, "solo.level", Law::Fader, "settings.solovol", ONE),
    row(DESK, "headphones.{}.level", Law::Fader, "settings.hpvol.{}", HEADPHONES),
    row(DESK, "headphones.swap", Law::Toggle, "settings.hpswap", ZERO),
    // Aux sends obey the channel's mute even before the fader.
    row(DESK, "aux_mute_link", Law::Toggle, "settings.auxmutelink", ZERO),
    row(DESK, "aux_send_processed", Law::Toggle, "settings.auxsendpoint", ONE),
    row(DESK, "matrix_send_processed", Law::Toggle, "settings.mtxsendpoint", ONE),
    // 32, 24 or 16 bits.
    row(DESK, "recorder.format", choice(3), "settings.recordMode", Factory::Number(2.0)),
    // FLAC 24, FLAC 16, WAV 24 or WAV 16.
    row(DESK, "multitrack.format", choice(4), "settings.mtk.format", ZERO),
    // 0 and 1 by hand, 2 and 3 by itself.
    row(DESK, "player.mode", choice(4), "settings.playMode", ZERO),
    row(DESK, "player.shuffle", Law::Toggle, "settings.shuffle", ZERO),
    row(DESK, "player.cue", Law::Toggle, "settings.cue", ZERO),
    row(DESK, "player.dual_mono", Law::Toggle, "settings.player.dualmono", ZERO),
    // Mute FX, mute all, play, record, tap, multitrack play and record, or
    // the mute group below.
    row(DESK, "footswitch.function", choice(8), "settings.footswitchfunc", ZERO).settings(),
    row(DESK, "footswitch.mute_group", choice(6), "settings.fsmgidx", ZERO).settings(),
    // Its own, or the cascade's.
    row(DESK, "clock", choice(2), "settings.clock", ZERO).settings(),
    row(DESK, "underscan", NUMBER, "settings.underscan", ZERO).settings(),
    row(DESK, "boot.afs", NUMBER, "settings.afsonboot", ZERO).settings(),
    row(DESK, "boot.no_phantom", NUMBER, "settings.nophantomonboot", ZERO).settings(),
    row(DESK, "demo", NUMBER, "settings.demo", ZERO).settings(),
    row(DESK, "accessories", NUMBER, "settings.iosys", ONE).settings(),
    row(DESK, "max_connections", NUMBER, "settings.maxconn", Factory::Number(48.0)).told(),
    // A JSON list of up to twelve NAME:IP:PORT:COMMAND.
    row(DESK, "udp.commands", COMMANDS, "settings.udpcoms", Factory::Text("[]")).settings(),
    row(DESK, "udp.message", COMMANDS, "settings.udpmsg", EMPTY).settings(),

    row(DESK, "cascade.enabled", Law::Toggle, "settings.cascade.enabled", ZERO).settings(),
    row(DESK, "cascade.master", Law::Toggle, "settings.cascade.master", ZERO).settings(),
    row(DESK, "cascade.sync_mute_groups", Law::Toggle, "settings.cascade.mgsync", ZERO).settings(),
    row(DESK, "cascade.sync_snapshots", Law::Toggle, "settings.cascade.snapsync", ZERO).settings(),
    row(DESK, "cascade.sync_vcas", Law::Toggle, "settings.cascade.vcasync", ZERO).settings(),
    row(DESK, "cascade.solo_on_24", Law::Toggle, "settings.cascade.ch24solo", ZERO).settings(),
    row(DESK, "cascade.remote", ADDRESS, "settings.cascade.remote", EMPTY).settings(),

    // What clients that are not logged in may do; on permits. Kept by the
    // manufacturer's clients, not by the desk. The password has no row.
    row(DESK, "access.mix_levels", Law::Toggle, "settings.block.mixlvl", ZERO).settings(),
    row(DESK, "access.mix_processing", Law::Toggle, "settings.block.mixproc", ZERO).settings(),
    row(DESK, "access.mix_gain", Law::Toggle, "settings.block.mixgain", ZERO).settings(),
    row(DESK, "access.player", Law::Toggle, "settings.block.player", ZERO).settings(),
    row(DESK, "access.master_level", Law::Toggle, "settings.block.mlvl", ZERO).settings(),
    row(DESK, "access.master_processing", Law::Toggle, "settings.block.mproc", ZERO).settings(),
    row(DESK, "access.shows", Law::Toggle, "settings.block.shows", ZERO).settings(),
    row(DESK, "access.load_shows", Law::Toggle, "settings.block.loadshows", ZERO).settings(),
    row(DESK, "access.presets", Law::Toggle, "settings.block.presets", ZERO).settings(),
    row(DESK, "access.aux_levels", Law::Toggle, "settings.block.auxlvl", ZERO).settings(),
    row(DESK, "access.aux_processing", Law::Toggle, "settings.block.auxproc", ZERO).settings(),
    row(DESK, "access.settings", Law::Toggle, "settings.block.gsettings", ZERO).settings(),
];
