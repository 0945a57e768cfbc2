//! Raw wire values to parameter values and back, as a law asks.

use desk::{Encoding, FaderLevel, Index, Law, ParamId, Value};

use super::{Raw, Spot};
use crate::keys::Scale;
use crate::line;

/// The value of a parameter from the raw value of its key; neutral where the
/// desk has told none or one of the wrong type.
pub(super) fn value_at(index: &Index, id: ParamId, raw: Option<&Raw>, spot: &Spot) -> Value {
    let Some(law) = index.get(id).map(|parameter| parameter.law()) else {
        return Value::Short(0);
    };
    match spot.bit {
        Some(bit) => Value::toggle(mask(raw) & flag(bit) != 0),
        None => value(&law, raw, spot.scale),
    }
}

fn value(law: &Law, raw: Option<&Raw>, scale: Scale) -> Value {
    let scaled = match raw {
        Some(Raw::Number(number)) => Some(Raw::Number(from_wire(*number, scale))),
        other => other.cloned(),
    };
    match (law, scaled.as_ref()) {
        (Law::Text { max }, Some(Raw::Text(text))) => {
            // Others may have written longer names than we would.
            let shown = text.chars().filter(|c| !c.is_control());
            Value::Text(shown.take(usize::from(*max)).collect())
        }
        (Law::Toggle, Some(Raw::Number(number))) => Value::toggle(*number >= 0.5),
        (Law::Choice { count }, Some(Raw::Number(number))) => {
            let last = f64::from(count.saturating_sub(1));
            // In range by the clamp, so the cast cannot wrap.
            Value::Short(number.round().clamp(0.0, last) as u16)
        }
        (Law::Number { .. }, Some(Raw::Number(number))) => {
            let most = f64::from(f32::MAX);
            Value::Float(number.clamp(-most, most) as f32)
        }
        (_, Some(Raw::Number(number))) if law.encoding() == Encoding::Short => {
            Value::position(FaderLevel::clamped(*number))
        }
        (Law::Pan, _) => Value::position(FaderLevel::clamped(0.5)),
        _ => Value::neutral(law.encoding()),
    }
}

/// The raw value that carries a parameter's value; the value has passed its
/// law's check.
pub(super) fn raw_at(index: &Index, id: ParamId, value: &Value, scale: Scale) -> Raw {
    let law = index.get(id).map(|parameter| parameter.law());
    let number = match (value, law) {
        // Cleaning makes no text longer, and the law's check bounds it.
        (Value::Text(text), _) => return Raw::Text(line::clean(text)),
        (Value::Float(number), _) => f64::from(*number),
        (Value::Short(short), Some(Law::Toggle | Law::Choice { .. }) | None) => f64::from(*short),
        (Value::Short(short), Some(_)) => FaderLevel::from_short(*short).position(),
    };
    Raw::Number(to_wire(number, scale))
}

fn from_wire(number: f64, scale: Scale) -> f64 {
    match scale {
        Scale::Plain => number,
        Scale::From(first) => number - f64::from(first),
        Scale::Upto(end) => number / end,
    }
}

fn to_wire(number: f64, scale: Scale) -> f64 {
    match scale {
        Scale::Plain => number,
        Scale::From(first) => number + f64::from(first),
        Scale::Upto(end) => number * end,
    }
}

/// The bits of a mask; anything that is no mask has none set.
pub(super) fn mask(raw: Option<&Raw>) -> u32 {
    match raw {
        // In range by the guard, so the cast cannot wrap.
        Some(Raw::Number(number)) if (0.0..=f64::from(u32::MAX)).contains(number) => *number as u32,
        _ => 0,
    }
}

/// A mask with one bit set or cleared.
pub(super) fn with_bit(mask: u32, bit: u8, on: bool) -> u32 {
    let flag = flag(bit);
    if on { mask | flag } else { mask & !flag }
}

/// The mask of one bit.
pub(crate) fn flag(bit: u8) -> u32 {
    1u32.checked_shl(u32::from(bit)).unwrap_or(0)
}
