//! `/me`: who the caller is, and how they want to be called.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use protocol::Member;
use serde::Deserialize;

use super::caller::Caller;
use crate::app::App;
use crate::http::ApiError;

/// Longest name of a person, in characters.
const NAME_CHARS: usize = 40;
/// Longest name of a colour.
const COLOR_CHARS: usize = 20;

pub(super) async fn read(caller: Caller) -> Json<Member> {
    Json(caller.0)
}

#[derive(Deserialize)]
pub(super) struct Change {
    name: Option<String>,
    color: Option<String>,
}

/// `PATCH /me`; others see it when the person connects the next time.
pub(super) async fn change(
    State(app): State<App>,
    Caller(mut me): Caller,
    body: Result<Json<Change>, JsonRejection>,
) -> Result<Json<Member>, ApiError> {
    let Json(Change { name, color }) = body?;
    if let Some(name) = name {
        me.name = checked_name(&name)?;
    }
    if let Some(color) = color {
        me.color = checked_color(&color)?;
    }
    app.store.rename(me.id, me.name.clone(), me.color.clone()).await?;
    app.people.rename(me.id, &me.name, &me.color);
    Ok(Json(me))
}

/// A name as it is kept: one line without blank ends.
pub(super) fn checked_name(name: &str) -> Result<String, ApiError> {
    let name = name.trim();
    let count = name.chars().count();
    if count == 0 || count > NAME_CHARS || name.chars().any(char::is_control) {
        return Err(ApiError::bad_request(format!("a name has 1 to {NAME_CHARS} characters")));
    }
    Ok(name.to_owned())
}

/// A colour is a name of the palette, which only the pages know.
pub(super) fn checked_color(color: &str) -> Result<String, ApiError> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if color.is_empty() || color.len() > COLOR_CHARS || !color.chars().all(plain) {
        let message = format!("a color is a name of 1 to {COLOR_CHARS} small letters");
        return Err(ApiError::bad_request(message));
    }
    Ok(color.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_colours_are_checked() {
        assert_eq!(checked_name("  Zoë ").unwrap(), "Zoë");
        for bad in ["", "   ", "a\nb", &"x".repeat(41)] {
            assert!(checked_name(bad).is_err(), "{bad:?}");
        }
        assert!(checked_color("sky").is_ok());
        for bad in ["", "#fff", "red;", "Sky"] {
            assert!(checked_color(bad).is_err(), "{bad:?}");
        }
    }
}
