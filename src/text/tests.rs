//! Both languages are complete, different where they must be, and round and
//! spell numbers as people expect.

use super::*;

/// Words that are rightly the same in both languages.
const SAME: [&str; 45] = [
    "fade",
    "boost",
    "crews_layer",
    "shows",
    "snapshots",
    "cues",
    "player",
    "playlist",
    "recorder",
    "product",
    "mix",
    "chat",
    "crew",
    "link_live",
    "link_offline",
    "mute_key",
    "solo",
    "solo_key",
    "clip",
    "pre_mark",
    "pair_mark",
    "balance",
    "others_end",
    "post_mark",
    "gain",
    "phantom",
    "polarity",
    "hi_z",
    "delay",
    "eq",
    "quality",
    "preamp",
    "gate",
    "attack",
    "release",
    "ratio",
    "makeup",
    "sends",
    "routing",
    "assign_vca",
    "fx_delay",
    "fx_chorus",
    "fx_feedback",
    "tempo",
    "gone",
];

#[test]
fn no_word_is_empty_and_translations_differ() {
    let english = every_word(Language::English.text());
    let german = every_word(Language::German.text());
    assert_eq!(english.len(), german.len());
    for ((name, en), (_, de)) in english.iter().zip(&german) {
        assert!(!en.trim().is_empty(), "{name} has no English word");
        assert!(!de.trim().is_empty(), "{name} has no German word");
        assert_eq!(en == de, SAME.contains(name), "{name}: {en:?} and {de:?}");
        assert!(!en.contains('!') && !de.contains('!'), "{name} shouts");
    }
}

/// Walks a sentence through both languages.
fn check_differs(name: &str, sentence: impl Fn(&dyn Text) -> String) {
    let (en, de) = (sentence(Language::English.text()), sentence(Language::German.text()));
    assert!(!en.trim().is_empty() && !de.trim().is_empty(), "{name} is empty");
    assert_ne!(en, de, "{name}");
}

#[test]
fn every_reason_has_a_sentence_in_both_languages() {
    for trouble in JoinTrouble::ALL {
        check_differs("join trouble", |text| text.join_trouble(trouble));
    }
    for reason in RefusalReason::ALL {
        check_differs("refused", |text| text.refused(reason).into());
    }
    for reason in BlockReason::ALL {
        check_differs("blocked", |text| text.blocked(reason).into());
    }
    for trouble in DeskTrouble::ALL {
        check_differs("desk trouble", |text| text.desk_trouble(trouble).into());
    }
    for role in Role::ALL {
        check_differs("role hint", |text| text.role_hint(role).into());
    }
}

#[test]
fn close_codes_that_people_meet_have_their_own_sentence() {
    let known = [
        1000, 1001, 1006, 1009, 4000, 4001, 4400, 4401, 4403, 4406, 4408, 4409, 4413, 4429, 4500,
        4503,
    ];
    for code in known {
        check_differs("close title", |text| text.closed(code).title.into());
        check_differs("close next", |text| text.closed(code).next.into());
    }
    let english = Language::English.text();
    assert_ne!(english.closed(4401), english.closed(4403));
    assert_eq!(english.closed(4499).next, "Reload the page or join again.");
}

#[test]
fn sentences_carry_what_is_put_in() {
    for language in Language::ALL {
        let text = language.text();
        assert!(text.held_by("Ana", "Bass").contains("Ana"));
        assert!(text.held_by("Ana", "Bass").contains("Bass"));
        assert!(text.message_to("Crew").contains("Crew"));
        assert!(text.waiting_messages(3).contains('3'));
        assert!(text.layer(StripKind::Input, Some((13, 24))).contains("13\u{2013}24"));
    }
}

#[test]
fn levels_are_rounded_and_signed_for_the_eye() {
    let (en, de) = (Language::English.text(), Language::German.text());
    let check = |db: f64, english: &str, german: &str| {
        assert_eq!(en.level(db), english);
        assert_eq!(de.level(db), german);
    };
    check(-3.24, "\u{2212}3.2", "\u{2212}3,2");
    check(10.0, "+10.0", "+10,0");
    check(-0.04, "0.0", "0,0");
    check(0.0, "0.0", "0,0");
    check(f64::NEG_INFINITY, "\u{2212}\u{221e}", "\u{2212}\u{221e}");
    check(f64::NAN, "\u{2212}\u{221e}", "\u{2212}\u{221e}");
}

#[test]
fn levels_are_spoken_in_words() {
    let (en, de) = (Language::English.text(), Language::German.text());
    assert_eq!(en.level_spoken(-3.2), "minus 3.2 decibels");
    assert_eq!(de.level_spoken(-3.2), "minus 3,2 Dezibel");
    assert_eq!(en.level_spoken(0.0), "0.0 decibels");
    assert_eq!(de.level_spoken(f64::NEG_INFINITY), "aus");
}

#[test]
fn typed_levels_are_understood() {
    let (en, de) = (Language::English.text(), Language::German.text());
    assert_eq!(en.parse_level(" -6 "), Some(-6.0));
    assert_eq!(en.parse_level("\u{2212}6.5 dB"), Some(-6.5));
    assert_eq!(de.parse_level("+3,2"), Some(3.2));
    assert_eq!(de.parse_level("aus"), Some(f64::NEG_INFINITY));
    assert_eq!(en.parse_level("-inf"), Some(f64::NEG_INFINITY));
    for nonsense in ["", "loud", "6 7", "nan", "inf", "1e400"] {
        assert_eq!(en.parse_level(nonsense), None, "{nonsense}");
    }
}

#[test]
fn changes_are_as_short_as_they_can_be() {
    let (en, de) = (Language::English.text(), Language::German.text());
    assert_eq!(en.change(3.0), "+3");
    assert_eq!(de.change(-1.5), "\u{2212}1,5");
    assert_eq!(en.change(0.0), "0");
}

#[test]
fn pan_is_told_from_the_middle() {
    let (en, de) = (Language::English.text(), Language::German.text());
    assert_eq!(en.pan_position(0.4), "L20");
    assert_eq!(en.pan_position(0.5), "C");
    assert_eq!(de.pan_position(0.5), "Mi");
    assert_eq!(en.pan_spoken(1.0), "right 100");
    assert_eq!(de.pan_spoken(0.0), "links 100");
}

#[test]
fn a_typed_pan_is_read_in_many_ways() {
    let (en, de) = (Language::English.text(), Language::German.text());
    for (typed, percent) in
        [("L20", -20.0), ("20 r", 20.0), ("\u{2212}35,5", -35.5), ("C", 0.0), (" 0 ", 0.0)]
    {
        assert_eq!(en.parse_pan(typed), Some(percent), "{typed}");
    }
    assert_eq!(de.parse_pan("mi"), Some(0.0));
    for typed in ["", "L", "loud", "5x", "L5R"] {
        assert_eq!(en.parse_pan(typed), None, "{typed}");
    }
}

#[test]
fn languages_are_found_by_tag() {
    assert_eq!(Language::from_code("de-AT"), Some(Language::German));
    assert_eq!(Language::from_code("EN"), Some(Language::English));
    assert_eq!(Language::from_code("fr"), None);
}
