//! Every command the room lets through has a meaning here, and only those.

use desk::{Kind, Surface};

use super::*;

fn surface() -> Surface {
    let kind = |id: &str, count, single| Kind {
        id: id.into(),
        count,
        single,
        params: vec![],
        meters: vec![],
    };
    let kinds = vec![kind("input", 4, false), kind("fx", 2, false), kind("master", 1, true)];
    Surface { kinds, ..Surface::default() }
}

fn ask(verb: &str, words: &[&str]) -> Result<Task, Refusal> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    task(&surface(), verb, &words)
}

/// Words that fit each verb.
const FITTING: &[(&str, &[&str])] = &[
    ("show.create", &["Gig"]),
    ("show.load", &["Gig"]),
    ("show.save", &["Gig"]),
    ("show.delete", &["Gig"]),
    ("show.rename", &["Gig", "Tour"]),
    ("show.export", &["stick", "Gig"]),
    ("show.import", &["Gig"]),
    ("snapshot.load", &["Gig", "Opener"]),
    ("snapshot.save", &["Gig", "Opener"]),
    ("snapshot.delete", &["Gig", "Opener"]),
    ("snapshot.rename", &["Gig", "Opener", "First"]),
    ("cue.load", &["Gig", "Intro"]),
    ("cue.save", &["Gig", "Intro"]),
    ("cue.delete", &["Gig", "Intro"]),
    ("cue.rename", &["Gig", "Intro", "Start"]),
    ("preset.load", &["eqch", "f:Kick", "input.1"]),
    ("preset.save", &["eqch", "Mine", "input.1"]),
    ("preset.delete", &["eqch", "u:Mine"]),
    ("preset.rename", &["eqch", "u:Mine", "Ours"]),
    ("player.play", &[]),
    ("player.pause", &[]),
    ("player.stop", &[]),
    ("player.next", &[]),
    ("player.previous", &[]),
    ("player.jump", &["0.5"]),
    ("player.playlist", &["Band"]),
    ("player.track", &["Band", "song.mp3"]),
    ("record.start", &[]),
    ("record.stop", &[]),
    ("record.rename", &["a.wav", "b.wav"]),
    ("multitrack.play", &[]),
    ("multitrack.pause", &[]),
    ("multitrack.stop", &[]),
    ("multitrack.jump", &["0"]),
    ("multitrack.select", &["0001"]),
    ("multitrack.delete", &["0001"]),
    ("multitrack.record", &[]),
    ("multitrack.record_stop", &[]),
    ("select.strip", &["SYNC_ID", "input.3"]),
    ("select.view", &["SYNC_ID", "sub", "2"]),
    ("dialog.answer", &["7", "0"]),
    ("stereo.link", &["input.1"]),
    ("stereo.unlink", &["input.1"]),
    ("fx.type", &["fx.1", "chorus"]),
    ("mutes.clear", &[]),
    ("raw.get", &["var.sdram"]),
    ("raw.set", &["var.sdram", "number", "1"]),
];

#[test]
fn every_command_of_the_room_means_something() {
    for verb in room::rights::commands()
        .filter(|verb| ![room::rights::STOP_FADES, protocol::SAVE_SHEET].contains(verb))
    {
        let words = FITTING.iter().find(|(known, _)| *known == verb);
        let (_, words) = words.unwrap_or_else(|| panic!("{verb} has no words here"));
        assert!(ask(verb, words).is_ok(), "{verb} {words:?}");
        // One word more fits none, nor does one less.
        let more: Vec<&str> = words.iter().copied().chain(["more"]).collect();
        assert!(ask(verb, &more).is_err(), "{verb} {more:?}");
        if let Some((_, less)) = words.split_last() {
            assert!(ask(verb, less).is_err(), "{verb} {less:?}");
        }
    }
    for (verb, _) in FITTING {
        assert!(room::rights::least_role(verb).is_some(), "{verb}");
    }
}

#[test]
fn words_that_do_not_fit_are_named() {
    for (verb, words, named) in [
        ("stereo.link", &["input.0"][..], "input.0"),
        ("stereo.link", &["desk.1"][..], "desk.1"),
        ("select.strip", &["SYNC_ID", "input.9"][..], "input.9"),
        ("preset.load", &["eq", "f:Kick", "input.1"][..], "\"eq\""),
        ("preset.load", &["eqch", "Kick", "input.1"][..], "\"Kick\""),
        ("fx.type", &["fx.1", "flanger"][..], "flanger"),
        ("raw.set", &["x", "number", "NaN"][..], "NaN"),
        ("select.view", &["SYNC_ID", "sub", "-1"][..], "-1"),
    ] {
        let refusal = ask(verb, words).unwrap_err();
        assert!(refusal.reason.contains(named), "{refusal:?}");
        assert_eq!(refusal.code, RefusalCode::OutOfRange);
    }
}

#[test]
fn notices_come_in_our_words() {
    let say = |notice| match told(&surface(), notice) {
        Told::Notice(notice) => (notice.what, notice.words),
        _ => panic!("no notice"),
    };
    let strip = |channel| Notice::ChannelSelected { group: "SYNC_ID".into(), channel };
    assert_eq!(say(strip(-1)).1, ["SYNC_ID", "master"]);
    assert_eq!(say(strip(4)).1, ["SYNC_ID", "fx.1"]);
    assert!(matches!(told(&surface(), strip(99)), Told::Nothing));
    let phrase = Message::Phrase { key: "SNAPLOAD".into(), arguments: vec!["Opener".into()] };
    let expected = ("phrase".to_owned(), vec!["SNAPLOAD".to_owned(), "Opener".to_owned()]);
    assert_eq!(say(Notice::Message(phrase)), expected);
    let dialog = Notice::Dialog { id: "7".into(), text: "?".into(), buttons: vec!["OK".into()] };
    assert_eq!(say(dialog).1, ["7", "?", "OK"]);
}

#[test]
fn what_is_loaded_or_saved_is_told_to_all() {
    let told = |verb: &str, words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        sent(verb, words).map(|notice| (notice.what, notice.words.join("|")))
    };
    let loaded = Some(("loaded".to_owned(), "snapshot|Gig|Opener".to_owned()));
    assert_eq!(told("snapshot.load", &["Gig", "Opener"]), loaded);
    assert_eq!(told("show.save", &["Gig"]), Some(("saved".to_owned(), "show|Gig".to_owned())));
    assert_eq!(told("cue.delete", &["Gig", "Opener"]), None);
    assert_eq!(told("fade.stop", &["input.1.level"]), None);
}
