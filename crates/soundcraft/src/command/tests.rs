//! Commands and the exact lines they are.

use proptest::prelude::*;

use super::*;

fn show(deed: Deed) -> Command {
    Command::Show { show: "Gig".into(), deed }
}

fn snapshot(deed: Deed) -> Command {
    Command::Snapshot { show: "Gig".into(), name: "s1".into(), deed }
}

fn cue(deed: Deed) -> Command {
    Command::Cue { show: "Gig".into(), name: "c1".into(), deed }
}

fn preset(name: &str, deed: PresetDeed) -> Command {
    let name = PresetName::decode(name).unwrap();
    Command::Preset { kind: PresetKind::ChannelEq, name, deed }
}

#[test]
fn commands_are_these_lines() {
    let half = FaderLevel::new(0.5).unwrap();
    for (command, line) in [
        (Command::List(Catalog::Shows), "SHOWLIST"),
        (Command::List(Catalog::Snapshots("Gig".into())), "SNAPSHOTLIST^Gig"),
        (Command::List(Catalog::Cues("Gig".into())), "CUELIST^Gig"),
        (Command::List(Catalog::Playlists), "MEDIA_GET_PLISTS"),
        (Command::List(Catalog::Tracks("~all~".into())), "MEDIA_GET_PLIST_TRACKS^~all~"),
        (Command::List(Catalog::Sessions), "MTK_GET_SESSIONS"),
        (Command::List(Catalog::Files), "MTK_GET_FILES"),
        (Command::List(Catalog::Presets(PresetKind::Reverb)), "PRESETLIST^fxrev"),
        (Command::List(Catalog::Volumes), "USBMOUNTS"),
        (Command::List(Catalog::Importable), "IMPORTSHOWLIST"),
        (Command::CreateShow("Gig".into()), "CREATESHOW^Gig"),
        (show(Deed::Load), "LOADSHOW^Gig"),
        (show(Deed::Save), "SAVESHOW^Gig"),
        (show(Deed::Delete), "DELETESHOW^Gig"),
        (show(Deed::Rename("Gig 2".into())), "RENAMESHOW^Gig^Gig 2"),
        (snapshot(Deed::Load), "LOADSNAPSHOT^Gig^s1"),
        (snapshot(Deed::Save), "SAVESNAPSHOT^Gig^s1"),
        (snapshot(Deed::Delete), "DELETESNAPSHOT^Gig^s1"),
        (snapshot(Deed::Rename("s2".into())), "RENAMESNAPSHOT^Gig^s1^Gig^s2"),
        (cue(Deed::Load), "LOADCUE^Gig^c1"),
        (cue(Deed::Save), "SAVECUE^Gig^c1"),
        (cue(Deed::Delete), "DELETECUE^Gig^c1"),
        (cue(Deed::Rename("c2".into())), "RENAMECUE^Gig^c1^Gig^c2"),
        (preset("f:Kick", PresetDeed::Read), "READPRESET^eqch^f:Kick"),
        (preset("u:Mine", PresetDeed::Write("{}".into())), "WRITEPRESET^eqch^u:Mine^{}"),
        (preset("u:Mine", PresetDeed::Delete), "DELETEPRESET^eqch^u:Mine"),
        (preset("u:Mine", PresetDeed::Rename("New".into())), "RENAMEPRESET^eqch^u:Mine^u:New"),
        (Command::ExportShow { volume: "m1".into(), show: "Gig".into() }, "EXPORTSHOW^m1^Gig"),
        (Command::ImportShow("Gig".into()), "IMPORTSHOW^Gig"),
        (Command::Player(Player::Play), "MEDIA_PLAY"),
        (Command::Player(Player::Pause), "MEDIA_PAUSE"),
        (Command::Player(Player::Stop), "MEDIA_STOP"),
        (Command::Player(Player::Next), "MEDIA_NEXT"),
        (Command::Player(Player::Previous), "MEDIA_PREV"),
        (Command::Player(Player::Jump(half)), "MEDIA_JUMP_TO^0.5"),
        (Command::Player(Player::Playlist("Band".into())), "MEDIA_SWITCH_PLIST^Band"),
        (
            Command::Player(Player::Track { playlist: "Band".into(), track: "song.mp3".into() }),
            "MEDIA_SWITCH_TRACK^Band^song.mp3",
        ),
        (Command::Record(true), "RECTOGGLE"),
        (Command::RenameRecording { from: "a".into(), to: "b".into() }, "RENAME^a^b"),
        (Command::Multitrack(Multitrack::Play), "MTK_PLAY"),
        (Command::Multitrack(Multitrack::Pause), "MTK_PAUSE"),
        (Command::Multitrack(Multitrack::Stop), "MTK_STOP"),
        (Command::Multitrack(Multitrack::Jump(half)), "MTK_JUMP_TO^0.5"),
        (Command::Multitrack(Multitrack::Select("x".into())), "MTK_SELECT^x"),
        (Command::Multitrack(Multitrack::Delete("x".into())), "MTK_DELETE^x"),
        (Command::MultitrackRecord(false), "MTK_REC_TOGGLE"),
        (Command::SelectChannel { group: "SYNC_ID".into(), channel: 3 }, "BMSG^SYNC^SYNC_ID^3"),
        (
            Command::SelectView { group: "SYNC_ID".into(), view: View::Vca(3) },
            "BMSG^SYNC_VG^SYNC_ID^302",
        ),
        (Command::Answer { dialog: "7".into(), button: 1 }, "DLGRESULT^dlg_7^1"),
    ] {
        assert_eq!(command.line().as_deref(), Ok(line), "{command:?}");
    }
}

#[test]
fn what_would_break_a_line_is_refused() {
    for name in ["", "a^b", "a\nb", &"x".repeat(256)] {
        let refused = Command::CreateShow(name.into()).line();
        assert!(matches!(refused, Err(CommandError::Name(_))), "{name}");
        let renamed = snapshot(Deed::Rename(name.into())).line();
        assert!(matches!(renamed, Err(CommandError::Name(_))), "{name}");
    }
    for json in ["", "{\"^\":1}", "{\n}"] {
        let refused = preset("u:Mine", PresetDeed::Write(json.into())).line();
        assert_eq!(refused, Err(CommandError::Preset(json.len())));
    }
    let factory = preset("f:Kick", PresetDeed::Delete).line();
    assert_eq!(factory, Err(CommandError::Factory("Kick".into())));
}

#[test]
fn views_read_back() {
    let views = [
        (View::Group(1), 0),
        (View::Group(6), 5),
        (View::Subgroup(1), 200),
        (View::Vca(3), 302),
        (View::Back, -1),
    ];
    for (view, number) in views {
        assert_eq!((view.number(), View::of_number(number)), (number, Some(view)));
    }
    for number in [-2, 100, 199, 400, i16::MAX, i16::MIN] {
        assert_eq!(View::of_number(number), None);
    }
}

proptest! {
    #[test]
    fn a_command_is_one_line_of_its_parts(name in "\\PC*|[a-z^\n]{0,300}", to in "\\PC*") {
        let command = Command::Cue { show: "Gig".into(), name, deed: Deed::Rename(to) };
        if let Ok(line) = command.line() {
            prop_assert_eq!(line.split('^').count(), 5);
            prop_assert!(!line.contains(char::is_control));
        }
    }
}
