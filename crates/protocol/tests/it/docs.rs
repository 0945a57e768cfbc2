//! `docs/protocol.md` quotes golden files; what it quotes must be what they
//! say, so that a stranger's first client works.
//!
//! A quote is a fenced block with the file's name after the language:
//! "json server/welcome.json" may be laid out for reading, "hex client/set_fader.hex" is
//! compared by its bytes, "text index.txt" line by line.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::golden;

fn document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/protocol.md")
}

/// Quoted file and its text in the document.
fn quotes(document: &str) -> Vec<(&str, &str)> {
    let mut blocks = document.split("```").skip(1).step_by(2);
    let mut quotes = Vec::new();
    for block in &mut blocks {
        let (info, text) = block.split_once('\n').unwrap();
        if let Some((_, file)) = info.split_once(' ') {
            quotes.push((file, text));
        }
    }
    quotes
}

fn lines(text: &str) -> Vec<&str> {
    let kept = text.lines().filter(|line| !line.starts_with('#'));
    kept.map(str::trim_end).collect()
}

#[test]
fn the_document_quotes_what_the_golden_files_say() {
    let document = fs::read_to_string(document()).unwrap();
    let quotes = quotes(&document);
    for (file, text) in &quotes {
        let golden = fs::read_to_string(golden::folder().join(file)).unwrap();
        if file.ends_with(".json") {
            let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
            assert_eq!(json(text), json(&golden), "{file}");
        } else if file.ends_with(".hex") {
            assert_eq!(golden::undumped(text), golden::undumped(&golden), "{file}");
        } else {
            assert_eq!(lines(text), lines(&golden), "{file}");
        }
    }
}

/// Every kind of binary frame is quoted at least once, and every kind of text
/// message at least named.
#[test]
fn the_document_knows_every_kind() {
    let document = fs::read_to_string(document()).unwrap();
    let quotes = quotes(&document);
    for side in ["client", "server"] {
        let (mut quoted, mut there) = (BTreeSet::new(), BTreeSet::new());
        for entry in fs::read_dir(golden::folder().join(side)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            if path.extension().is_some_and(|extension| extension == "hex") {
                there.insert(golden::undumped(&text)[0]);
            } else {
                let json: serde_json::Value = serde_json::from_str(&text).unwrap();
                let named = format!("`{}`", json["t"].as_str().unwrap());
                assert!(document.contains(&named), "{side} {named} is not in the document");
            }
        }
        for (file, text) in &quotes {
            if file.starts_with(side) && file.ends_with(".hex") {
                quoted.insert(golden::undumped(text)[0]);
            }
        }
        assert_eq!(quoted, there, "{side}");
    }
}
