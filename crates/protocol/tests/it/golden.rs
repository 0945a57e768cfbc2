//! Golden files: every message as it travels, in `testdata/v1`. A change
//! there is a change of the protocol and needs a new version.
//!
//! `UPDATE_GOLDEN=1 cargo test -p protocol --test it golden` writes them anew
//! from the samples.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use desk::{Access, Law, Shape, Unit};
use protocol::{ClientFrame, ClientText, Limits, ServerFrame, ServerText};

use crate::samples::{self, FrameSample};

const HOW_TO_UPDATE: &str = "UPDATE_GOLDEN=1 cargo test -p protocol writes this file anew.";

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/v1")
}

fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

/// Compares with a golden file, or writes it when asked to.
fn check(file: &str, expected: &str) {
    let path = folder().join(file);
    if updating() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, expected).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; UPDATE_GOLDEN=1 writes it", path.display());
    });
    assert_eq!(golden, expected, "{file} differs; UPDATE_GOLDEN=1 writes it anew");
}

fn check_text<T: PartialEq + Debug>(
    file: &str,
    message: &T,
    encode: impl Fn(&T) -> String,
    decode: impl Fn(&str) -> T,
) {
    check(file, &format!("{}\n", encode(message)));
    let golden = fs::read_to_string(folder().join(file)).unwrap();
    assert_eq!(&decode(golden.trim_end()), message, "{file}");
}

#[test]
fn texts_of_a_client() {
    for (name, message) in samples::client_texts() {
        let decode = |text: &str| ClientText::decode(text).unwrap();
        check_text(&format!("client/{name}.json"), &message, ClientText::encode, decode);
    }
}

#[test]
fn texts_of_the_relay() {
    for (name, message) in samples::server_texts() {
        let decode = |text: &str| ServerText::decode(text).unwrap();
        check_text(&format!("server/{name}.json"), &message, ServerText::encode, decode);
    }
}

fn check_frame<F: PartialEq + Debug>(
    side: &str,
    sample: &FrameSample<F>,
    encode: impl Fn(&F) -> Vec<u8>,
    decode: impl Fn(&[u8]) -> F,
) {
    let file = format!("{side}/{}.hex", sample.name);
    check(&file, &dump(sample.story, &encode(&sample.frame), &sample.fields));
    let golden = fs::read_to_string(folder().join(&file)).unwrap();
    assert_eq!(decode(&undumped(&golden)), sample.frame, "{file}");
}

#[test]
fn frames_of_a_client() {
    let (index, most) = (samples::index(), Limits::default().set_entries);
    for sample in samples::client_frames() {
        let decode = |bytes: &[u8]| ClientFrame::decode(bytes, &index, most).unwrap();
        check_frame("client", &sample, ClientFrame::encode, decode);
    }
}

#[test]
fn frames_of_the_relay() {
    let index = samples::index();
    for sample in samples::server_frames() {
        let decode = |bytes: &[u8]| ServerFrame::decode(bytes, &index).unwrap();
        check_frame("server", &sample, ServerFrame::encode, decode);
    }
}

/// One line per field: its bytes, then what they mean.
fn dump(story: &str, bytes: &[u8], fields: &[samples::Field]) -> String {
    let length: usize = fields.iter().map(|(length, _)| length).sum();
    assert_eq!(length, bytes.len(), "{story}: the fields are not the frame's {bytes:02x?}");
    let mut text = format!("# {story} {length} bytes.\n# {HOW_TO_UPDATE}\n");
    let mut rest = bytes;
    for (length, meaning) in fields {
        let (own, others) = rest.split_at(*length);
        rest = others;
        let hex: Vec<String> = own.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(text, "{:<23} # {meaning}", hex.join(" ")).unwrap();
    }
    text
}

pub(crate) fn undumped(text: &str) -> Vec<u8> {
    text.lines()
        .filter_map(|line| line.split('#').next())
        .flat_map(str::split_whitespace)
        .map(|hex| u8::from_str_radix(hex, 16).unwrap())
        .collect()
}

/// The small surface, expanded: what another implementation must arrive at.
#[test]
fn index_of_the_samples_surface() {
    let index = samples::index();
    let mut text = format!("# {HOW_TO_UPDATE}\n# index, path, law\n");
    for id in index.ids() {
        let parameter = index.get(id).unwrap();
        let who = match parameter.template.access {
            Access::Settings => ", for admins",
            Access::Told => ", told by the desk",
            _ => "",
        };
        let (path, law) = (index.path(id).unwrap(), law_words(parameter.law()));
        writeln!(text, "{:>2}  {path:<28}{law}{who}", id.0).unwrap();
    }
    check("index.txt", &text);
    assert_eq!(index.len(), 27);
}

fn law_words(law: Law) -> String {
    match law {
        Law::Linear { min, max, unit: Unit::Decibels } => format!("linear, {min} to {max} dB"),
        Law::Exponential { low, high, unit: Unit::Hertz } => {
            format!("exponential, {low} to {high} Hz")
        }
        Law::Choice { count } => format!("choice of {count}"),
        Law::Text { max } => format!("text of at most {max}"),
        Law::Curve { shape: Shape::Power, low, high, unit: Unit::Milliseconds } => {
            format!("power curve, {low} to {high} ms")
        }
        Law::Number { unit: Unit::Milliseconds } => "number, ms".into(),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// A message that is no longer there must not leave its file behind.
#[test]
fn every_golden_file_has_its_sample() {
    if updating() {
        return;
    }
    let expected: BTreeSet<String> = [
        samples::client_texts()
            .iter()
            .map(|(name, _)| format!("client/{name}.json"))
            .collect::<Vec<_>>(),
        samples::server_texts().iter().map(|(name, _)| format!("server/{name}.json")).collect(),
        samples::client_frames().iter().map(|of| format!("client/{}.hex", of.name)).collect(),
        samples::server_frames().iter().map(|of| format!("server/{}.hex", of.name)).collect(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut found = BTreeSet::new();
    for side in ["client", "server"] {
        for entry in fs::read_dir(folder().join(side)).unwrap() {
            found.insert(format!("{side}/{}", entry.unwrap().file_name().to_str().unwrap()));
        }
    }
    assert_eq!(found, expected);
}
