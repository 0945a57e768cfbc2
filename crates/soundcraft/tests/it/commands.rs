//! Commands out, notices in, and whole deeds of several writes.

use soundcraft::keys::Channel;
use soundcraft::logic::{Write, fx, mute_buttons, solo, stereo};
use soundcraft::{
    Busy, Catalog, Command, CommandError, Deed, Event, Multitrack, Notice, Player, Raw, SetError,
};

use crate::bench::{Bench, at};
use crate::{dumps, known};

fn ui24r() -> Bench {
    Bench::live_whole(&known::dump(&known::tree(known::UI24R_FW3)))
}

fn channel(kind: &str, number: u16) -> Channel {
    Channel::new(kind, number).unwrap()
}

fn command(bench: &mut Bench, command: &Command) -> Result<(), CommandError> {
    bench.driver.command(bench.now(), command)
}

fn notices(bench: &mut Bench) -> Vec<Notice> {
    let events = bench.drain().events.into_iter();
    events
        .filter_map(|event| match event {
            Event::Notice(notice) => Some(notice),
            _ => None,
        })
        .collect()
}

#[test]
fn a_command_is_one_line_and_its_reply_one_notice() {
    let mut bench = Bench::live(&dumps::small());
    command(&mut bench, &Command::List(Catalog::Snapshots("Gig".into()))).unwrap();
    assert_eq!(bench.drain().lines(), ["SNAPSHOTLIST^Gig"]);
    bench.lines(&["SNAPSHOTLIST^Gig^s1^", "UPDATE_SHOWS", "BMSG^SYNC^SYNC_ID^3"]);
    assert_eq!(
        notices(&mut bench),
        [
            Notice::Snapshots { show: "Gig".into(), names: vec!["s1".into()] },
            Notice::ShowsChanged,
            Notice::ChannelSelected { group: "SYNC_ID".into(), channel: 3 },
        ]
    );
}

#[test]
fn nothing_is_asked_of_a_desk_that_is_not_there() {
    let mut bench = Bench::opened();
    let play = Command::Player(Player::Play);
    assert_eq!(command(&mut bench, &play), Err(CommandError::NotSynced));
    // What a desk says while it tells its state is no answer to us.
    bench.lines(&["UPDATE_PLAYLIST", "MSG^Hello"]);
    assert!(notices(&mut bench).is_empty());
    bench.lines(&dumps::small());
    bench.run(300);
    bench.drain();
    command(&mut bench, &play).unwrap();
    assert_eq!(bench.drain().lines(), ["MEDIA_PLAY"]);
    let refused = command(&mut bench, &Command::CreateShow("a^b".into()));
    assert_eq!(refused, Err(CommandError::Name("a^b".into())));
    assert!(bench.drain().lines().is_empty());
}

/// A fader that was moved before a snapshot is loaded must not undo it.
#[test]
fn writes_that_wait_go_out_before_a_command() {
    let mut bench = Bench::live(&dumps::small());
    bench.set("input.1.level", &at(0.2)).unwrap();
    bench.set("input.1.level", &at(0.4)).unwrap();
    let load = Command::Snapshot { show: "Gig".into(), name: "s1".into(), deed: Deed::Load };
    command(&mut bench, &load).unwrap();
    bench.run(100);
    assert_eq!(
        bench.drain().lines(),
        ["SETD^i.0.mix^0.2", "SETD^i.0.mix^0.4", "LOADSNAPSHOT^Gig^s1"]
    );
}

#[test]
fn the_recorder_is_switched_only_when_that_does_what_was_asked() {
    let mut bench = ui24r();
    let record = |bench: &mut Bench, on| command(bench, &Command::Record(on));
    let busy = Err(CommandError::Busy(Busy::Recorder));
    assert_eq!(record(&mut bench, false), Ok(()));
    // From the factory there is no stick.
    assert_eq!(record(&mut bench, true), busy);
    bench.lines(&["SETD^var.recBusy^0"]);
    assert_eq!(record(&mut bench, true), Ok(()));
    // It has not said so yet: a second press would stop it.
    assert_eq!(record(&mut bench, true), Ok(()));
    assert_eq!(record(&mut bench, false), busy);
    assert_eq!(bench.drain().lines(), ["RECTOGGLE"]);

    bench.lines(&["SETD^var.isRecording^1"]);
    assert_eq!(record(&mut bench, true), Ok(()));
    assert_eq!(record(&mut bench, false), Ok(()));
    bench.lines(&["SETD^var.isRecording^0"]);
    assert_eq!(bench.drain().lines(), ["RECTOGGLE"]);

    // A press the desk did not take can be tried again after a while.
    record(&mut bench, true).unwrap();
    bench.run(2_100);
    record(&mut bench, true).unwrap();
    assert_eq!(bench.drain().lines(), ["RECTOGGLE", "RECTOGGLE"]);
}

#[test]
fn the_multitrack_machine_plays_or_records() {
    let mut bench = ui24r();
    let play = Command::Multitrack(Multitrack::Play);
    bench.lines(&["SETD^var.mtk.currentState^2"]);
    let refused = command(&mut bench, &Command::MultitrackRecord(true));
    assert_eq!(refused, Err(CommandError::Busy(Busy::Playing)));
    bench.lines(&["SETD^var.mtk.currentState^0"]);
    command(&mut bench, &Command::MultitrackRecord(true)).unwrap();
    bench.lines(&["SETD^var.mtk.rec.currentState^1"]);
    assert_eq!(command(&mut bench, &play), Err(CommandError::Busy(Busy::Recording)));
    bench.lines(&["SETD^var.mtk.rec.busy^1"]);
    let stop = command(&mut bench, &Command::MultitrackRecord(false));
    assert_eq!(stop, Err(CommandError::Busy(Busy::Multitrack)));
    assert_eq!(bench.drain().lines(), ["MTK_REC_TOGGLE"]);
}

/// What one press of a person comes to on the wire of a whole desk.
#[test]
fn deeds_are_these_lines() {
    let mut bench = ui24r();
    let play = |bench: &mut Bench, deed: &dyn Fn(&soundcraft::Tree) -> Vec<Write>| {
        let writes = deed(bench.driver.tree().unwrap());
        bench.driver.apply(bench.now(), &writes).unwrap();
        bench.run(100);
        bench.drain().lines().iter().map(|line| (*line).to_owned()).collect::<Vec<_>>()
    };
    let linked = play(&mut bench, &|tree| stereo::link(tree, channel("input", 3)).unwrap());
    // Two places, two pans, and twice ten pans of sends; a factory desk has
    // nothing else that differs.
    assert_eq!(linked.len(), 24);
    assert_eq!(
        linked[..4],
        [
            "SETD^i.2.stereoIndex^0",
            "SETD^i.3.stereoIndex^1",
            "SETD^i.2.pan^0",
            "SETD^i.2.aux.0.pan^0",
        ]
    );
    let lines = play(&mut bench, &|tree| solo::set(tree, channel("input", 4), true));
    assert_eq!(lines, ["SETD^i.2.solo^1", "SETD^i.3.solo^1"]);
    let lines = play(&mut bench, &|tree| solo::set(tree, channel("aux", 10), true));
    assert_eq!(lines, ["SETD^i.2.solo^0", "SETD^i.3.solo^0", "SETD^a.9.solo^1"]);
    let lines = play(&mut bench, &|tree| mute_buttons::set(tree, channel("input", 3), true));
    assert_eq!(lines, ["SETD^i.3.mute^1", "SETD^i.2.mute^1"]);
    let lines = play(&mut bench, &|tree| mute_buttons::set_all(tree, true));
    assert_eq!(lines, ["SETD^mgmask^8388608"]);
    let lines = play(&mut bench, &|tree| mute_buttons::set(tree, channel("input", 1), false));
    assert_eq!(lines, ["SETD^i.0.forceunmute^1"]);
    let lines = play(&mut bench, &|tree| mute_buttons::set_all(tree, false));
    assert_eq!(lines, ["SETD^i.0.forceunmute^0", "SETD^mgmask^0"]);
    let lines = play(&mut bench, &|tree| mute_buttons::clear(tree));
    assert_eq!(lines, ["SETD^i.2.mute^0", "SETD^i.3.mute^0"]);
    let lines = play(&mut bench, &|tree| fx::set_type(tree, channel("fx", 3), fx::FxType::Chorus));
    assert_eq!(
        lines,
        [
            "SETD^f.2.bypass^1",
            "SETD^f.2.fxtype^2",
            "SETD^f.2.par1^0.4",
            "SETD^f.2.par2^0.5",
            "SETD^f.2.par3^1",
            "SETD^f.2.par4^0",
            "SETD^f.2.bypass^0",
        ]
    );
}

#[test]
fn a_refused_write_does_not_hold_up_the_others() {
    let mut bench = Bench::live(&dumps::small());
    let write = |key: &str, number| Write { key: key.into(), raw: Raw::Number(number) };
    let writes = [write("i.0.mix^", 1.0), write("i.0.mix", 0.25)];
    let result = bench.driver.apply(bench.now(), &writes);
    assert_eq!(result, Err(SetError::Raw("i.0.mix^".into())));
    let drained = bench.drain();
    assert_eq!(drained.lines(), ["SETD^i.0.mix^0.25"]);
    assert_eq!(drained.events.len(), 1, "the parameter behind it is told");
}
