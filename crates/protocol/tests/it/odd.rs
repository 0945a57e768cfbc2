//! What is not quite as expected: later versions add things, which are
//! skipped, and damaged frames are named for what is wrong with them.

use protocol::{
    ChatBody, ClientFrame, ClientText, DecodeError, RefusalCode, ServerFrame, ServerText,
    StoreState,
};
use serde_json::{Value as Json, json};

use crate::samples;

/// Adds a field that nobody knows to every object.
fn grow(value: &mut Json) {
    match value {
        Json::Object(fields) => {
            fields.values_mut().for_each(grow);
            fields.insert("added_later".into(), json!({ "deep": [1, null] }));
        }
        Json::Array(values) => values.iter_mut().for_each(grow),
        _ => {}
    }
}

fn grown(text: &str) -> String {
    let mut value = serde_json::from_str(text).unwrap();
    grow(&mut value);
    value.to_string()
}

#[test]
fn fields_of_a_later_version_are_skipped() {
    for (name, message) in samples::client_texts() {
        assert_eq!(ClientText::decode(&grown(&message.encode())).as_ref(), Ok(&message), "{name}");
    }
    for (name, message) in samples::server_texts() {
        assert_eq!(ServerText::decode(&grown(&message.encode())).as_ref(), Ok(&message), "{name}");
    }
}

#[test]
fn kinds_of_a_later_version_are_told_apart_from_noise() {
    for kind in ["request", "unknown", ""] {
        let text = json!({ "t": kind, "n": 1 }).to_string();
        assert_eq!(ClientText::decode(&text), Err(DecodeError::UnknownMessage), "{text}");
        assert_eq!(ServerText::decode(&text), Err(DecodeError::UnknownMessage), "{text}");
    }
    // A surface without its fields is a kind that both ends know.
    let incomplete = r#"{"t":"surface"}"#;
    for noise in ["", "{}", "[]", "null", "{\"t\"", r#"{"t":1}"#, incomplete, "\u{1f3a4}"] {
        assert!(matches!(ClientText::decode(noise), Err(DecodeError::Json(_))), "{noise}");
        assert!(matches!(ServerText::decode(noise), Err(DecodeError::Json(_))), "{noise}");
    }
    let index = samples::index();
    for kind in [0x00, 0x09, 0x10, 0x16, 0x7f, 0xff] {
        let unknown = DecodeError::UnknownKind(kind);
        assert_eq!(ServerFrame::decode(&[kind, 1], &index), Err(unknown.clone()));
        assert_eq!(ClientFrame::decode(&[kind, 1], &index, 64), Err(unknown));
    }
}

#[test]
fn names_of_a_later_version_are_kept_as_something() {
    let entry = json!({
        "t": "chat", "room": "crew", "offset": 1, "at": 0, "author": 1, "name": "Ana",
        "color": "sky", "cid": samples::CID, "n": 1, "body": { "kind": "poll", "question": "?" },
    });
    let Ok(ServerText::Chat(entry)) = ServerText::decode(&entry.to_string()) else {
        panic!("no entry");
    };
    assert_eq!(entry.body, ChatBody::Unknown);
    let error = json!({ "t": "error", "code": "too_loud", "reason": "quiet, please" });
    let Ok(ServerText::Error { refusal }) = ServerText::decode(&error.to_string()) else {
        panic!("no refusal");
    };
    assert_eq!(refusal.code, RefusalCode::Other);
    let store = r#"{"t":"store","state":"on_holiday"}"#;
    assert_eq!(ServerText::decode(store), Ok(ServerText::Store { state: StoreState::Failing }));
}

#[test]
fn a_surface_of_a_later_version_names_what_is_unknown() {
    for (field, value, expected) in [
        ("law", json!("spiral"), "\"level\""),
        ("shape", json!("spiral"), "\"automix.time\""),
        ("meters", json!(["pre", "sideways"]), "\"input\""),
        ("type", json!(99), "\"level\""),
        ("run", json!([[0, 1], [9, 9]]), "\"input\""),
    ] {
        let (_, sample) =
            samples::server_texts().into_iter().find(|(name, _)| *name == "surface").unwrap();
        let mut json: Json = serde_json::from_str(&sample.encode()).unwrap();
        let surface = &mut json["surface"];
        match field {
            "law" => surface["types"][0]["law"] = value,
            "shape" => {
                let types = surface["types"].as_array_mut().unwrap();
                types.iter_mut().find(|of| of["law"] == "curve").unwrap()["shape"] = value;
            }
            "type" => surface["params"][0][1] = value,
            "run" => surface["kinds"][0]["params"] = value,
            _ => surface["kinds"][0]["meters"] = value,
        }
        let Ok(ServerText::Surface { surface, .. }) = ServerText::decode(&json.to_string()) else {
            panic!("no surface");
        };
        let error = desk::Surface::try_from(surface).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn damaged_frames_are_named() {
    use DecodeError::{Field, NotFinite, NotText, TooManyEntries, Trailing, Truncated};
    let index = samples::index();
    let client = |bytes: &[u8]| ClientFrame::decode(bytes, &index, 2).unwrap_err();
    let server = |bytes: &[u8]| ServerFrame::decode(bytes, &index).unwrap_err();
    assert_eq!(client(&[]), Truncated { needed: 1, left: 0 });
    assert_eq!(client(&[0x14, 1, 2, 3]), Truncated { needed: 4, left: 3 });
    assert_eq!(client(&[0x14, 1, 2, 3, 4, 5]), Trailing(1));
    assert_eq!(client(&[0x12, 1, 4, 0]), Field { field: "phase", found: 4 });
    assert_eq!(client(&[0x12, 1, 1, 27]), DecodeError::UnknownParameter(27));
    assert_eq!(client(&[0x11, 0x80, 0x00, 0, 0, 0]), DecodeError::Varint);
    assert_eq!(client(&[0x15, 1, 0, 0, 1, 4, 0]), Field { field: "easing", found: 4 });
    let long = [0x15, 1, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x10, 0];
    assert_eq!(client(&long), Field { field: "millis", found: 1 << 32 });
    assert_eq!(server(&[0x01, 2, 2, 1]), Field { field: "part", found: 2 });
    assert_eq!(server(&[0x01, 0, 0, 1]), Field { field: "part", found: 0 });
    // Runs: beyond the last place, of no known form, a byte for a text, one
    // value for a toggle and a text, and infinity.
    assert_eq!(server(&[0x01, 0, 1, 1, 26, 4, 0, 0]), DecodeError::UnknownParameter(27));
    assert_eq!(server(&[0x01, 0, 1, 1, 0, 3, 0]), Field { field: "form of a run", found: 3 });
    assert_eq!(server(&[0x01, 0, 1, 1, 4, 2, 0]), Field { field: "form of a run", found: 2 });
    assert_eq!(server(&[0x01, 0, 1, 1, 3, 5, 0, 0]), Field { field: "form of a run", found: 1 });
    assert_eq!(server(&[0x01, 0, 1, 1, 18, 0, 0, 0, 0x80, 0x7f]), NotFinite(17));
    // A set on input.1's level and mute, then one entry too many.
    let set = [0x11, 1, 0, 0, 0, 0, 1, 0, 1, 1, 0, 2, 5, 0];
    assert_eq!(client(&set), TooManyEntries { found: 3, limit: 2 });
    // The same parameter twice.
    assert_eq!(server(&[0x03, 1, 0, 1, 0, 0, 1, 0]), Field { field: "index distance", found: 0 });
    // Beyond the last parameter, also when the sum would overflow.
    assert_eq!(server(&[0x03, 1, 27, 0, 0]), DecodeError::UnknownParameter(27));
    let mut far = vec![0x03, 1, 1, 0, 0];
    far.extend([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);
    assert_eq!(server(&far), DecodeError::UnknownParameter(u64::MAX));
    // aux.1.delay as infinity; input.1.name as half a character, then too short.
    assert_eq!(server(&[0x03, 1, 17, 0, 0, 0x80, 0x7f]), NotFinite(17));
    assert_eq!(server(&[0x03, 1, 2, 1, 0xc3]), NotText(2));
    assert_eq!(server(&[0x03, 1, 2, 9, b'a']), Truncated { needed: 9, left: 1 });
}

#[test]
fn the_number_of_a_damaged_set_can_still_be_told() {
    assert_eq!(ClientFrame::op_of(&[0x11, 0xc8, 0x01, 0xff]), Some(200));
    assert_eq!(ClientFrame::op_of(&[0x15, 0xc8, 0x01]), Some(200));
    for other in [&[][..], &[0x11], &[0x11, 0x80], &[0x12, 1, 1, 8], &[0x14, 0, 0, 0, 0]] {
        assert_eq!(ClientFrame::op_of(other), None, "{other:?}");
    }
}
