//! A parameter's value, in the form it travels and is kept.

use crate::{Encoding, FaderLevel, Law};

/// Why a value does not fit a law.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ValueError {
    /// The value's form is not the law's.
    #[error("expected a {expected:?} value, found {found:?}")]
    Form {
        /// What the law asks for.
        expected: Encoding,
        /// What came.
        found: Encoding,
    },
    /// A toggle or choice beyond its last choice.
    #[error("choice {found} is beyond the last one, {last}")]
    Choice {
        /// What came.
        found: u16,
        /// The last choice there is.
        last: u16,
    },
    /// NaN or infinite.
    #[error("{0} is not a finite number")]
    NotFinite(f32),
    /// Too long, or with control characters.
    #[error("text must be at most {max} characters without control characters")]
    Text {
        /// Longest text, in characters.
        max: u16,
    },
}

/// A parameter's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A position (0 to 65535 for 0 to 1), a toggle (0, 1) or a choice.
    Short(u16),
    /// A number that is no position.
    Float(f32),
    /// Text.
    Text(String),
}

impl Value {
    /// A fader, pan or other position.
    #[must_use]
    pub fn position(level: FaderLevel) -> Self {
        Self::Short(level.to_short())
    }

    /// A toggle.
    #[must_use]
    pub fn toggle(on: bool) -> Self {
        Self::Short(u16::from(on))
    }

    /// How this value travels.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        match self {
            Self::Short(_) => Encoding::Short,
            Self::Float(_) => Encoding::Float,
            Self::Text(_) => Encoding::Text,
        }
    }

    /// The position of a sixteen-bit value, if it is one.
    #[must_use]
    pub fn as_level(&self) -> Option<FaderLevel> {
        match self {
            Self::Short(short) => Some(FaderLevel::from_short(*short)),
            _ => None,
        }
    }

    /// Whether a toggle is on; any other value is off.
    #[must_use]
    pub fn is_on(&self) -> bool {
        matches!(self, Self::Short(1..))
    }

    /// The text, empty for any other value.
    #[must_use]
    pub fn as_text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }

    /// The neutral value before a desk has told its own: 0 or empty.
    #[must_use]
    pub fn neutral(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Short => Self::Short(0),
            Encoding::Float => Self::Float(0.0),
            Encoding::Text => Self::Text(String::new()),
        }
    }

    /// Checks the value against a law.
    ///
    /// # Errors
    /// [`ValueError`]: wrong form, a choice out of range, a number that is
    /// not finite, or a text too long. The caller refuses the write.
    pub fn check(&self, law: &Law) -> Result<(), ValueError> {
        let (expected, found) = (law.encoding(), self.encoding());
        if expected != found {
            return Err(ValueError::Form { expected, found });
        }
        match (self, law) {
            (Self::Short(v), Law::Toggle) => check_choice(*v, 1),
            (Self::Short(v), Law::Choice { count }) => check_choice(*v, count.saturating_sub(1)),
            (Self::Float(v), _) if !v.is_finite() => Err(ValueError::NotFinite(*v)),
            (Self::Text(text), Law::Text { max })
                if text.chars().count() > usize::from(*max)
                    || text.chars().any(char::is_control) =>
            {
                Err(ValueError::Text { max: *max })
            }
            _ => Ok(()),
        }
    }
}

fn check_choice(found: u16, last: u16) -> Result<(), ValueError> {
    if found <= last { Ok(()) } else { Err(ValueError::Choice { found, last }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_checked_against_their_law() {
        let cases = [
            (Value::Short(65_535), Law::Fader, true),
            (Value::Short(1), Law::Toggle, true),
            (Value::Short(2), Law::Toggle, false),
            (Value::Short(6), Law::Choice { count: 7 }, true),
            (Value::Short(7), Law::Choice { count: 7 }, false),
            (Value::Float(f32::NAN), Law::Number { unit: crate::Unit::Seconds }, false),
            (Value::Float(0.25), Law::Number { unit: crate::Unit::Seconds }, true),
            (Value::Float(0.25), Law::Fader, false),
            (Value::Text("Singer".into()), Law::Text { max: 6 }, true),
            (Value::Text("Singers".into()), Law::Text { max: 6 }, false),
            (Value::Text("a\nb".into()), Law::Text { max: 6 }, false),
        ];
        for (value, law, good) in cases {
            assert_eq!(value.check(&law).is_ok(), good, "{value:?} under {law:?}");
        }
    }
}
