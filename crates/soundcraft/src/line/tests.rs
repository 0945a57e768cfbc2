//! What lines are read and written as.

use proptest::prelude::*;

use super::*;

#[test]
fn numbers_and_texts_are_read() {
    for (text, key, value) in [
        ("SETD^i.0.mix^0.7647058824", "i.0.mix", 0.764_705_882_4),
        ("SETD^i.0.mix^1e-05", "i.0.mix", 1e-5),
        ("SETD^i.0.vca^-1", "i.0.vca", -1.0),
        ("SETD^mgmask^4194309", "mgmask", 4_194_309.0),
    ] {
        assert_eq!(Line::decode(text), Ok(Line::Setd { key, value }), "{text}");
    }
    for (text, key, value) in [
        ("SETS^s.1.name^", "s.1.name", ""),
        ("SETS^i.0.name^Bass^2", "i.0.name", "Bass^2"),
        ("SETS^firmware^3.3.8293-ui24", "firmware", "3.3.8293-ui24"),
    ] {
        assert_eq!(Line::decode(text), Ok(Line::Sets { key, value }), "{text}");
    }
}

#[test]
fn unusable_arguments_are_errors() {
    for text in [
        "SETD",
        "SETD^i.0.mix",
        "SETD^i.0.mix^",
        "SETD^i.0.mix^nan",
        "SETD^i.0.mix^NaN",
        "SETD^i.0.mix^inf",
        "SETD^i.0.mix^-infinity",
        "SETD^i.0.mix^1e999",
        "SETD^i.0.mix^0,5",
        "SETD^i.0.mix^1^2",
        "SETS",
        "SETS^i.0.name",
        "VU2",
        "RTA",
        "VUA",
        "READPRESET^eqch",
        "READPRESET^eqch^f:Kick",
    ] {
        assert!(Line::decode(text).is_err(), "{text}");
    }
}

/// The access password is a text; should it come as a number, it must not
/// travel in the error either.
#[test]
fn the_password_is_in_no_error() {
    let error = Line::decode("SETD^settings.block.pass^hunter2").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

#[test]
fn the_other_verbs_are_told_apart() {
    let list = |list, of, members| Line::List { list, of, members };
    for (text, line) in [
        ("VU2^AAAA", Line::Vu2("AAAA")),
        ("RTA^", Line::Rta("")),
        ("VUA^GAIC", Line::Vua("GAIC")),
        ("BMSG^SYNC^SYNC_ID^3", Line::Bmsg("SYNC^SYNC_ID^3")),
        ("MSG^$SNAPLOAD^Song 1", Line::Msg("$SNAPLOAD^Song 1")),
        ("UPDATE_PLAYLIST", Line::UpdatePlaylist),
        ("UPDATE_SHOWS", Line::UpdateShows),
        ("RELOAD", Line::Reload),
        ("SHOWLIST^Default^Gig", list(List::Shows, "", "Default^Gig")),
        ("SNAPSHOTLIST^Gig^s1^s2", list(List::Snapshots, "Gig", "s1^s2")),
        ("CUELIST^Gig^", list(List::Cues, "Gig", "")),
        ("PLISTS^a^b", list(List::Playlists, "", "a^b")),
        ("PLIST_TRACKS^a", list(List::Tracks, "a", "")),
        ("USBMOUNTS^m1", list(List::UsbMounts, "", "m1")),
        ("IMPORTSHOWLIST^Gig", list(List::Importable, "", "Gig")),
        ("DLGSHOW^7^Sure?^Yes^No", Line::Dialog("7^Sure?^Yes^No")),
        ("DLGHIDE^7", Line::DialogClosed("7")),
        (
            "READPRESET^eqch^f:Kick^{\".eq.easy\":0}",
            Line::Preset { of: "eqch", name: "f:Kick", json: "{\".eq.easy\":0}" },
        ),
        ("HELLO^x", Line::Unknown("HELLO^x")),
        ("SETDX^i.0.mix^1", Line::Unknown("SETDX^i.0.mix^1")),
    ] {
        assert_eq!(Line::decode(text), Ok(line), "{text}");
    }
    assert_eq!(members("").count(), 0);
    assert_eq!(members("s1^^s2^").collect::<Vec<_>>(), ["s1", "s2"]);
}

#[test]
fn text_cannot_break_a_line() {
    assert_eq!(clean_name("Ke^ys\n\t"), "Ke_ys");
    assert_eq!(clean_name("Hände über den Tasten"), "Hände über den Taste");
    let command = Statement::Sets { key: "i.0.name".into(), value: "a^b\nSETD^m.mix^1".into() };
    assert_eq!(command.to_string(), "SETS^i.0.name^a_bSETD_m.mix_1");
}

#[test]
fn numbers_are_written_in_full() {
    for (value, text) in [
        (13.0 / 17.0, "SETD^k^0.7647058823529411"),
        (0.1, "SETD^k^0.1"),
        (1.0, "SETD^k^1"),
        (-0.0, "SETD^k^0"),
        (8_388_608.0, "SETD^k^8388608"),
    ] {
        let command = Statement::Setd { key: "k".into(), value };
        assert_eq!(command.to_string(), text);
    }
}

proptest! {
    #[test]
    fn any_line_decodes(text in "\\PC*|(SETD|SETS|VU2|RTA|CUELIST|MSG)?[\\^a-z0-9.eE+-]*") {
        let _ = Line::decode(&text);
    }

    #[test]
    fn written_numbers_read_back(value in proptest::num::f64::NORMAL | proptest::num::f64::ZERO) {
        let text = Statement::Setd { key: "i.0.mix".into(), value }.to_string();
        prop_assert_eq!(Line::decode(&text), Ok(Line::Setd { key: "i.0.mix", value }));
    }

    #[test]
    fn written_texts_read_back(value in "[^\\^\\p{Cc}]*") {
        let text = Statement::Sets { key: "i.0.name".into(), value: value.clone() }.to_string();
        prop_assert_eq!(Line::decode(&text), Ok(Line::Sets { key: "i.0.name", value: &value }));
    }
}
