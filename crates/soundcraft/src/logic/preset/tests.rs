//! Presets in, writes out.

use proptest::prelude::*;

use super::super::bench::{after, shown, tree};
use super::*;

const DESK: &str = "i.0.eq.b1.freq 0.5
    i.0.eq.b1.gain 0.5
    i.0.eq.bypass 0
    i.0.eq.prmod 1
    i.0.eq.prname
    i.0.name KICK
    i.0.mix 0
    i.0.src hw.0
    i.2.stereoIndex 0
    i.3.stereoIndex 1
    i.2.eq.b1.freq 0.5
    i.3.eq.b1.freq 0.5
    f.1.bypass 0
    f.1.fxtype 0
    f.1.par1 0.5
    f.1.bpm 120
    f.1.prname";

fn channel(kind: &str, number: u16) -> Channel {
    Channel::new(kind, number).unwrap()
}

#[test]
fn a_preset_becomes_writes_and_its_name() {
    let json = r#"{".eq.b1.freq":0.3,".eq.b1.gain":0.5,".eq.bypass":true,".eq.b9.q":1,
        ".mix":1,"eq.b1.gain":1,".eq.prname":"x",".eq.b1.q":null}"#;
    let eq = PresetKind::ChannelEq;
    let applied = apply(&tree(DESK), channel("input", 1), eq, "Kick", json).unwrap();
    assert_eq!(
        shown(&applied.writes),
        ["i.0.eq.b1.freq 0.3", "i.0.eq.bypass 1", "i.0.eq.prname Kick", "i.0.eq.prmod 0"]
    );
    let skipped = [".eq.b1.q", ".eq.b9.q", ".eq.prname", ".mix", "eq.b1.gain"];
    assert_eq!(applied.skipped, skipped);
}

#[test]
fn a_pair_takes_a_preset_together() {
    let json = r#"{".eq.b1.freq":0.3}"#;
    let eq = PresetKind::ChannelEq;
    let applied = apply(&tree(DESK), channel("input", 4), eq, "Kick", json).unwrap();
    assert_eq!(shown(&applied.writes), ["i.2.eq.b1.freq 0.3", "i.3.eq.b1.freq 0.3"]);
}

#[test]
fn an_fx_preset_goes_in_behind_a_bypass() {
    let json = r#"{".par1":0.25,".bpm":90,".mix":1}"#;
    let applied = apply(&tree(DESK), channel("fx", 2), PresetKind::Delay, "Slap", json).unwrap();
    let shown = shown(&applied.writes);
    assert_eq!(shown.first().map(String::as_str), Some("f.1.bypass 1"));
    assert_eq!(shown[1], "f.1.fxtype 1");
    assert_eq!(shown[shown.len() - 2..], ["f.1.bypass 0", "f.1.prname Slap"]);
    assert_eq!(applied.skipped, [".mix"]);
}

#[test]
fn a_channel_keeps_what_is_its_own() {
    let json = r#"{".mix":0.5,".name":"OTHER",".src":"hw.9"}"#;
    let all = PresetKind::Channel;
    let applied = apply(&tree(DESK), channel("input", 1), all, "x", json).unwrap();
    assert_eq!(shown(&applied.writes), ["i.0.mix 0.5"]);
}

#[test]
fn what_is_no_preset_is_refused() {
    let desk = tree(DESK);
    let eq = |json| apply(&desk, channel("input", 1), PresetKind::ChannelEq, "x", json);
    assert!(matches!(eq(""), Err(PresetError::Json(_))));
    assert!(matches!(eq("[1]"), Err(PresetError::Json(_))));
    assert!(matches!(eq("{}"), Err(PresetError::Nothing(_))));
    assert!(matches!(eq(r#"{".mix":1}"#), Err(PresetError::Nothing(_))));
    assert!(matches!(eq(r#"{".eq.b1.freq":"x"}"#), Err(PresetError::Nothing(_))));
}

#[test]
fn what_is_gathered_can_be_applied() {
    let desk = tree(DESK);
    let json = gather(&desk, channel("input", 1), PresetKind::ChannelEq);
    assert_eq!(json, r#"{".eq.b1.freq":0.5,".eq.b1.gain":0.5,".eq.bypass":0.0}"#);
    let mut moved = desk.clone();
    moved.put("i.0.eq.b1.freq", Raw::Number(0.9));
    let eq = PresetKind::ChannelEq;
    let applied = apply(&moved, channel("input", 1), eq, "Mine", &json).unwrap();
    assert!(applied.skipped.is_empty());
    assert_eq!(after(&moved, &applied.writes).number("i.0.eq.b1.freq"), 0.5);
    assert_eq!(gather(&desk, channel("fx", 2), PresetKind::Delay), "{}");
}

proptest! {
    #[test]
    fn any_text_is_applied_or_refused(text in "\\PC*|\\{(\"\\.?[a-z.0-9]*\":[0-9.e-]*,?)*\\}") {
        if let Ok(applied) =
            apply(&tree(DESK), channel("input", 1), PresetKind::Channel, "x", &text)
        {
            for write in applied.writes {
                prop_assert!(write.key.starts_with("i.0."));
            }
        }
    }
}
