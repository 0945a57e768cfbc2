//! Lines, and what they tell.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Option<Notice> {
    Notice::of_line(&Line::decode(text).unwrap())
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn lines_become_notices() {
    let kind = PresetKind::ChannelEq;
    let kick = PresetName { factory: true, name: "Kick".into() };
    for (line, notice) in [
        ("SHOWLIST^Default^Gig", Notice::Shows(names(&["Default", "Gig"]))),
        ("SHOWLIST^", Notice::Shows(vec![])),
        (
            "SNAPSHOTLIST^Gig^* Init *^s2",
            Notice::Snapshots { show: "Gig".into(), names: names(&["* Init *", "s2"]) },
        ),
        ("CUELIST^Gig^", Notice::Cues { show: "Gig".into(), names: vec![] }),
        ("PLISTS^~all~^Band", Notice::Playlists(names(&["~all~", "Band"]))),
        (
            "PLIST_TRACKS^Band^a.mp3",
            Notice::Tracks { playlist: "Band".into(), names: names(&["a.mp3"]) },
        ),
        ("MTK_GET_SESSIONS^s1", Notice::Sessions(names(&["s1"]))),
        ("MTK_GET_FILES^f1^f2", Notice::Files(names(&["f1", "f2"]))),
        (
            "PRESETLIST^eqch^f:Kick^u:Mine^odd",
            Notice::Presets { kind, names: vec![kick.clone(), PresetName::user("Mine")] },
        ),
        (
            "READPRESET^eqch^f:Kick^{\".eq.b1.freq\":0.3}",
            Notice::Preset { kind, name: kick, json: "{\".eq.b1.freq\":0.3}".into() },
        ),
        ("USBMOUNTS^m1", Notice::Volumes(names(&["m1"]))),
        ("IMPORTSHOWLIST^Gig", Notice::Importable(names(&["Gig"]))),
        ("UPDATE_SHOWS", Notice::ShowsChanged),
        ("UPDATE_PLAYLIST", Notice::PlaylistsChanged),
        ("BMSG^SYNC^SYNC_ID^3", Notice::ChannelSelected { group: "SYNC_ID".into(), channel: 3 }),
        ("BMSG^SYNC^a^-1", Notice::ChannelSelected { group: "a".into(), channel: -1 }),
        (
            "BMSG^SYNC_VG^SYNC_ID^200",
            Notice::ViewSelected { group: "SYNC_ID".into(), view: View::Subgroup(1) },
        ),
        ("MSG^Hello", Notice::Message(Message::Text("Hello".into()))),
        (
            "MSG^$SNAPLOAD^Song 1",
            Notice::Message(Message::Phrase {
                key: "SNAPLOAD".into(),
                arguments: names(&["Song 1"]),
            }),
        ),
        (
            "DLGSHOW^7^Sure?^Yes^No",
            Notice::Dialog { id: "7".into(), text: "Sure?".into(), buttons: names(&["Yes", "No"]) },
        ),
        ("DLGHIDE^7", Notice::DialogClosed { id: "7".into() }),
    ] {
        assert_eq!(read(line), Some(notice), "{line}");
    }
}

#[test]
fn other_lines_are_none() {
    for line in [
        "SETD^i.0.mix^0",
        "RTA^",
        "RELOAD",
        "BMSG^SYNC^SYNC_ID^x",
        "BMSG^SYNC^SYNC_ID^-2",
        "BMSG^SYNC_VG^SYNC_ID^999",
        "BMSG^HELLO^SYNC_ID^1",
        "BMSG^SYNC",
        "DLGSHOW^7",
        "PRESETLIST^odd^f:Kick",
        "READPRESET^eqch^Kick^{}",
        // Holds the hash of a password: not even read.
        "NETCONFIG^{\"pass\":\"x\"}",
    ] {
        assert_eq!(read(line), None, "{line}");
    }
}

proptest! {
    #[test]
    fn any_line_is_a_notice_or_none(
        text in "\\PC*|(BMSG|MSG|DLGSHOW|PRESETLIST|READPRESET|SHOWLIST)\\^[\\^$a-zSYNC_VG0-9:-]*"
    ) {
        if let Ok(line) = Line::decode(&text) {
            let _ = Notice::of_line(&line);
        }
    }
}
