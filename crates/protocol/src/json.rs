//! Reads JSON as a small tree and messages out of that tree. Serde's derived
//! readers make a parser for each type, which every browser would have to
//! load; here one parser serves them all, at both ends.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::DecodeError;

/// Any JSON. Strings without escapes are parts of the text it was parsed from.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number from 0.
    Whole(u64),
    /// Any other number.
    Number(f64),
    /// A string.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Self>),
    /// An object, in the order it came.
    Object(Vec<(Cow<'a, str>, Self)>),
}

/// What can be read out of JSON.
pub trait FromJson: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// [`DecodeError::Json`] for JSON that is something else.
    fn from_json(json: &Json) -> Result<Self, DecodeError>;

    /// What a field stands for that is left out; `None` where it must not be.
    #[must_use]
    fn left_out() -> Option<Self> {
        None
    }
}

impl<'a> Json<'a> {
    /// Parses a text.
    ///
    /// # Errors
    /// [`DecodeError::Json`] for anything that is no JSON.
    pub fn parse(text: &'a str) -> Result<Self, DecodeError> {
        // Only the place: the words would bring all of the parser's, and those
        // of every error of input and output.
        serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            DecodeError::Json(format!("no JSON from line {line}, column {column} on"))
        })
    }

    /// A field of an object. Fields nobody asks for are skipped.
    ///
    /// # Errors
    /// [`DecodeError::Json`] when it is missing or something else, or when
    /// this is no object.
    pub fn field<T: FromJson>(&self, name: &str) -> Result<T, DecodeError> {
        match self.find(name)? {
            Some(found) => T::from_json(found).map_err(|error| in_field(name, &error)),
            None => T::left_out().ok_or_else(|| missing(name)),
        }
    }

    /// A field of an object, or `otherwise` where it is left out.
    ///
    /// # Errors
    /// As [`Self::field`], except that it may be missing.
    pub fn field_or<T: FromJson>(&self, name: &str, otherwise: T) -> Result<T, DecodeError> {
        match self.find(name)? {
            Some(found) => T::from_json(found).map_err(|error| in_field(name, &error)),
            None => Ok(otherwise),
        }
    }

    /// A field of an object that is a string, such as the one that names the
    /// object's kind.
    ///
    /// # Errors
    /// As [`Self::field`].
    pub fn text_field(&self, name: &str) -> Result<&str, DecodeError> {
        let found = self.find(name)?.ok_or_else(|| missing(name))?;
        found.as_text().map_err(|error| in_field(name, &error))
    }

    /// A string.
    ///
    /// # Errors
    /// [`DecodeError::Json`] for anything else.
    pub fn as_text(&self) -> Result<&str, DecodeError> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(expected("a string")),
        }
    }

    /// The items of an array.
    ///
    /// # Errors
    /// [`DecodeError::Json`] for anything else.
    pub fn as_list(&self) -> Result<&[Self], DecodeError> {
        match self {
            Self::List(items) => Ok(items),
            _ => Err(expected("an array")),
        }
    }

    fn find(&self, name: &str) -> Result<Option<&Self>, DecodeError> {
        match self {
            Self::Object(fields) => {
                Ok(fields.iter().find(|(found, _)| found == name).map(|(_, value)| value))
            }
            _ => Err(expected("an object")),
        }
    }
}

/// The error for JSON that is something else than `what`, such as "a string".
#[must_use]
pub fn expected(what: &str) -> DecodeError {
    DecodeError::Json(format!("{what} was expected"))
}

fn missing(name: &str) -> DecodeError {
    DecodeError::Json(format!("field {name:?} is missing"))
}

fn in_field(name: &str, error: &DecodeError) -> DecodeError {
    match error {
        DecodeError::Json(reason) => DecodeError::Json(format!("in {name:?}: {reason}")),
        error => error.clone(),
    }
}

impl FromJson for bool {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Bool(on) => Ok(*on),
            _ => Err(expected("true or false")),
        }
    }
}

impl FromJson for u64 {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Whole(number) => Ok(*number),
            _ => Err(expected("a whole number")),
        }
    }
}

impl FromJson for u32 {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let number = u64::from_json(json)?;
        Self::try_from(number).map_err(|_| expected("a number of 32 bits"))
    }
}

impl FromJson for u16 {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let number = u64::from_json(json)?;
        Self::try_from(number).map_err(|_| expected("a number of 16 bits"))
    }
}

impl FromJson for u8 {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let number = u64::from_json(json)?;
        Self::try_from(number).map_err(|_| expected("a number of 8 bits"))
    }
}

impl FromJson for f32 {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Whole(number) => Ok(*number as Self),
            Json::Number(number) => Ok(*number as Self),
            _ => Err(expected("a number")),
        }
    }
}

impl FromJson for String {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.as_text().map(str::to_owned)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let items = json.as_list()?;
        let mut list = Self::with_capacity(items.len());
        for item in items {
            list.push(T::from_json(item)?);
        }
        Ok(list)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Null => Ok(None),
            json => T::from_json(json).map(Some),
        }
    }

    fn left_out() -> Option<Self> {
        Some(None)
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, on: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(on))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json<'de>, E> {
        Ok(Json::Whole(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json<'de>, E> {
        Ok(u64::try_from(number).map_or(Json::Number(number as f64), Json::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json<'de>, E> {
        Ok(Json::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json<'de>, A::Error> {
        // Most messages have that many.
        let mut fields = Vec::with_capacity(8);
        // A key is read as any JSON, which needs no reader of its own.
        while let Some((key, value)) = entries.next_entry()? {
            if let Json::Text(key) = key {
                fields.push((key, value));
            }
        }
        Ok(Json::Object(fields))
    }
}

/// Reads a struct from the fields of an object. What follows `or each` may be
/// left out and is then its type's default; after a leading `or`, all fields
/// may, and are then what the struct's own default has.
#[macro_export]
macro_rules! fields_from_json {
    ($type:ident { or $($name:ident),* }) => {
        impl $crate::json::FromJson for $type {
            fn from_json(json: &$crate::json::Json) -> Result<Self, $crate::DecodeError> {
                let usual = Self::default();
                Ok(Self { $($name: json.field_or(stringify!($name), usual.$name)?,)* })
            }
        }
    };
    ($type:ident { $($name:ident),* $(; or each $($small:ident),*)? }) => {
        impl $crate::json::FromJson for $type {
            fn from_json(json: &$crate::json::Json) -> Result<Self, $crate::DecodeError> {
                Ok(Self {
                    $($name: json.field(stringify!($name))?,)*
                    $($($small: json.field_or(stringify!($small), Default::default())?,)*)?
                })
            }
        }
    };
}

/// Reads an enum by the names of its variants; what follows `else` is the
/// answer to any other name.
macro_rules! names_from_json {
    ($type:ident { $($text:literal => $variant:ident),* $(,)? } else $other:expr) => {
        impl $crate::json::FromJson for $type {
            fn from_json(json: &$crate::json::Json) -> Result<Self, $crate::DecodeError> {
                match json.as_text()? {
                    $($text => Ok(Self::$variant),)*
                    _ => $other,
                }
            }
        }
    };
}

pub use fields_from_json;
pub(crate) use names_from_json;
