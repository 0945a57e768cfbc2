//! The protocol's and the desk's words as plain objects with JavaScript's
//! names. By hand, so that the wire can change without shaking the package.

use desk::{Encoding, Index, Kind, Law, MeterTap, ParamId, Parameter, Surface, Unit, Value};
use protocol::{
    ChatBody, ChatEntry, Decision, DeskState, DeskStatus, ListName, Member, Notice, Presence,
    Refusal, RefusalCode, RoomState, RoomVerdict, StoreState,
};
use session::{LinkState, Report};
use wasm_bindgen::JsValue;

use crate::control;
use crate::object::{Plain, list, texts};

pub(crate) fn link_state(state: LinkState) -> Plain {
    let named = |name: &str| Plain::new().with("state", name);
    match state {
        LinkState::Connecting => named("connecting"),
        LinkState::Live { round_trip } => {
            let millis = round_trip.map(|time| time.as_secs_f64() * 1000.0);
            named("live").with_some("roundTripMillis", millis)
        }
        LinkState::Suspect => named("suspect"),
        LinkState::Offline => named("offline"),
        LinkState::Stopped { code, reason } => {
            named("stopped").with("code", code).with("reason", reason)
        }
    }
}

pub(crate) fn member(from: Member) -> Plain {
    let buses: js_sys::Array = from.buses.into_iter().map(JsValue::from).collect();
    Plain::new()
        .with("id", from.id)
        .with("name", from.name)
        .with("role", from.role.as_str())
        .with("color", from.color)
        .with("buses", buses)
}

pub(crate) fn presence(from: Presence) -> Plain {
    member(from.member).with("visible", from.visible)
}

pub(crate) fn desk_status(from: DeskStatus) -> Plain {
    let state = match from.state {
        DeskState::Offline => "offline",
        DeskState::Syncing => "syncing",
        DeskState::Live => "live",
    };
    Plain::new().with("state", state).with("address", from.address).with("reason", from.reason)
}

pub(crate) fn store(from: StoreState) -> Plain {
    let state = match from {
        StoreState::Well => "well",
        StoreState::Full => "full",
        StoreState::ReadOnly => "readOnly",
        StoreState::Failing => "failing",
    };
    Plain::new().with("state", state)
}

pub(crate) fn room(from: RoomState) -> Plain {
    let verdict = match from.verdict {
        RoomVerdict::Resumed => "resumed",
        RoomVerdict::Gap => "gap",
        RoomVerdict::Snapshot => "snapshot",
    };
    Plain::new()
        .with("room", from.room)
        .with_number("head", from.head)
        .with_number("read", from.read)
        .with("verdict", verdict)
}

pub(crate) fn chat_entry(from: ChatEntry) -> Plain {
    let author =
        Plain::new().with("id", from.author).with("name", from.name).with("color", from.color);
    let entry = Plain::new()
        .with("room", from.room)
        .with_number("offset", from.offset)
        .with_number("at", from.at)
        .with("author", author);
    match from.body {
        ChatBody::Create { text } => entry.with("kind", "say").with("text", text),
        ChatBody::Edit { target, text } => {
            entry.with("kind", "edit").with_number("target", target).with("text", text)
        }
        ChatBody::Delete { target } => entry.with("kind", "remove").with_number("target", target),
        ChatBody::React { target, reaction, on } => entry
            .with("kind", "react")
            .with_number("target", target)
            .with("reaction", reaction)
            .with("on", on),
        ChatBody::Unknown => entry.with("kind", "unknown"),
    }
}

pub(crate) fn decision(n: u64, from: Decision) -> Plain {
    let plain = Plain::new().with_number("n", n);
    match from {
        Decision::Stored { offset } => plain.with_number("offset", offset),
        Decision::Refused { refusal: why } => plain.with("refusal", refusal(why)),
    }
}

/// The words of a command's answer, or why there is none.
pub(crate) fn answer(n: u64, from: Result<Vec<String>, Refusal>) -> Plain {
    let plain = Plain::new().with_number("n", n);
    match from {
        Ok(words) => plain.with("words", own_texts(&words)),
        Err(why) => plain.with("refusal", refusal(why)),
    }
}

pub(crate) fn names(of: ListName, names: &[String]) -> Plain {
    Plain::new().with("list", of.list).with("of", of.of).with("names", own_texts(names))
}

pub(crate) fn notice(from: Notice) -> Plain {
    Plain::new().with("what", from.what).with("words", own_texts(&from.words))
}

/// What changed during an absence; parameters the surface does not have are
/// left out.
pub(crate) fn report(from: Report, index: &Index) -> Plain {
    let changes = from.changes.into_iter().filter_map(|change| {
        let law = index.get(change.id)?.law();
        let plain = Plain::new().with("path", path(index, change.id));
        let plain = plain.with("before", value(law, &change.before));
        Some(JsValue::from(plain.with("after", value(law, &change.after))))
    });
    Plain::new()
        .with("awayMillis", from.away.as_secs_f64() * 1000.0)
        .with("changes", changes.collect::<js_sys::Array>())
}

pub(crate) fn path(index: &Index, id: ParamId) -> JsValue {
    index.path(id).map_or(JsValue::UNDEFINED, JsValue::from)
}

/// A value by itself, as JavaScript's desk tells it.
fn value(law: Law, from: &Value) -> JsValue {
    match from {
        Value::Text(text) => text.into(),
        from if law == Law::Toggle => (control::number(law, from) != 0.0).into(),
        from => control::number(law, from).into(),
    }
}

fn own_texts(from: &[String]) -> JsValue {
    texts(from.iter().map(String::as_str))
}

pub(crate) fn refusal(from: Refusal) -> Plain {
    Plain::new().with("code", refusal_code(from.code)).with("message", from.reason)
}

/// The name a refusal has on the wire, too.
pub(crate) fn refusal_code(code: RefusalCode) -> &'static str {
    match code {
        RefusalCode::Expired => "expired",
        RefusalCode::NotAllowed => "not_allowed",
        RefusalCode::Held => "held",
        RefusalCode::DeskOffline => "desk_offline",
        RefusalCode::OutOfRange => "out_of_range",
        RefusalCode::Malformed => "malformed",
        RefusalCode::UnknownKind => "unknown_kind",
        RefusalCode::UnknownRoom => "unknown_room",
        RefusalCode::NotFound => "not_found",
        RefusalCode::BadText => "bad_text",
        RefusalCode::TooFast => "too_fast",
        RefusalCode::NotStored => "not_stored",
        _ => "other",
    }
}

pub(crate) fn surface(from: &Surface) -> Plain {
    Plain::new()
        .with("model", from.model.as_str())
        .with("firmware", from.firmware.as_str())
        .with("simulated", from.simulated)
        .with("kinds", list(&from.kinds, kind))
}

fn kind(from: &Kind) -> Plain {
    let taps = from.meters.iter().map(|tap| match tap {
        MeterTap::Pre => "pre",
        MeterTap::Post => "post",
        MeterTap::PostLeft => "postLeft",
        MeterTap::PostRight => "postRight",
        MeterTap::GainReduction => "gainReduction",
        _ => "unknown",
    });
    Plain::new()
        .with("id", from.id.as_str())
        .with("count", from.count)
        .with("single", from.single)
        .with("meters", texts(taps))
}

/// What a parameter is: its path, and how its value reads.
pub(crate) fn parameter(path: String, from: &Parameter<'_>) -> Plain {
    let plain = Plain::new().with("path", path);
    match from.law() {
        Law::Fader => plain.with("law", "fader").with("unit", "dB"),
        Law::Pan => plain.with("law", "pan").with("unit", "%"),
        Law::Toggle => plain.with("law", "toggle"),
        Law::Choice { count } => plain.with("law", "choice").with("count", count),
        Law::Text { max } => plain.with("law", "text").with("max", max),
        Law::Number { unit } => plain.with("law", "number").with_some("unit", unit_name(unit)),
        Law::Linear { unit, .. } | Law::Exponential { unit, .. } | Law::Curve { unit, .. } => {
            plain.with("law", "position").with_some("unit", unit_name(unit))
        }
        _ => plain.with("law", "number"),
    }
}

fn unit_name(unit: Unit) -> Option<&'static str> {
    match unit {
        Unit::Decibels => Some("dB"),
        Unit::Hertz => Some("Hz"),
        Unit::Milliseconds => Some("ms"),
        Unit::Seconds => Some("s"),
        Unit::Percent => Some("%"),
        Unit::Ratio => Some(":1"),
        Unit::Cents => Some("cents"),
        Unit::BeatsPerMinute => Some("bpm"),
        _ => None,
    }
}

/// How JavaScript reads the number that stands for a value: a position from 0
/// to 1, a toggle, a choice, a plain number, or a text to be asked for.
pub(crate) fn form(law: Law) -> u8 {
    match law {
        Law::Toggle => 1,
        Law::Choice { .. } => 2,
        law => match law.encoding() {
            Encoding::Short => 0,
            Encoding::Float => 3,
            Encoding::Text => 4,
        },
    }
}
