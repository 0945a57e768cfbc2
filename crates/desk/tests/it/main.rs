//! The fader law against the full published table, where that file is present.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, missing_docs)]

use desk::{Decibels, FaderLevel, fader};

/// `MEDIATRIX_REFERENCE` names the folder with the reference data; the default is
/// where a checkout that has it keeps it.
fn reference_data(file: &str) -> Option<String> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let folder = std::env::var("MEDIATRIX_REFERENCE").unwrap_or_else(|_| default.to_owned());
    std::fs::read_to_string(format!("{folder}/{file}")).ok()
}

#[test]
fn law_agrees_with_the_published_table_at_all_points() {
    let Some(text) = reference_data("soundcraft-fader-law.json") else {
        println!("skipped: soundcraft-fader-law.json is not here (set MEDIATRIX_REFERENCE)");
        return;
    };
    let table: serde_json::Value = serde_json::from_str(&text).unwrap();
    let points = table["points"].as_array().unwrap();
    assert_eq!(points.len(), 1001);
    let (mut worst_db, mut worst_position) = (0.0f64, 0.0f64);
    for point in points {
        let position = point[0].as_f64().unwrap();
        let ours = fader::decibels(FaderLevel::new(position).unwrap()).db();
        let Some(theirs) = point[1].as_f64() else {
            assert_eq!(ours, f64::NEG_INFINITY);
            continue;
        };
        if theirs > -60.0 {
            worst_db = worst_db.max((ours - theirs).abs());
        }
        let back = fader::position(Decibels::new(theirs).unwrap()).position();
        worst_position = worst_position.max((back - position).abs());
    }
    println!("1,001 points: worst {worst_db:.6} dB above -60 dB, {worst_position:.7} of position");
    assert!(worst_db < 0.05, "{worst_db} dB");
    assert!(worst_position < 0.0005, "{worst_position} of position");
}
