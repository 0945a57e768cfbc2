//! The relay's HTTP calls as promises.

use client::Api;
use client::url::SocketUrl;
use wasm_bindgen::prelude::*;

use crate::convert;
use crate::error::{error, of_api};
use crate::object::{Plain, list};

/// The calls to the relay beside a socket.
pub(crate) fn api(url: &str) -> Result<Api, JsValue> {
    let url: SocketUrl =
        url.parse().map_err(|bad: client::url::UrlError| error(bad.code(), &bad.to_string()))?;
    Ok(Api::beside(&url))
}

/// Joins with an invitation's code: gives the token and who one is now.
///
/// # Errors
/// As `client::Api::join`.
#[wasm_bindgen]
pub async fn join(
    url: String,
    code: String,
    name: String,
    color: String,
) -> Result<JsValue, JsValue> {
    let joined = api(&url)?.join(&code, &name, &color).await.map_err(of_api)?;
    let plain = Plain::new().with("url", url).with("token", joined.token);
    Ok(plain.with("member", convert::member(joined.member)).into())
}

/// Older entries of a room; `before` 0 gives the newest.
///
/// # Errors
/// As `client::Api::history`.
#[wasm_bindgen]
pub async fn history(
    url: String,
    token: String,
    room: String,
    before: f64,
    limit: u16,
) -> Result<JsValue, JsValue> {
    let before = (before > 0.0).then_some(before as u64);
    let page = api(&url)?.history(&token, &room, before, limit).await.map_err(of_api)?;
    let entries = list(page.entries, convert::chat_entry);
    Ok(Plain::new().with("entries", entries).with("more", page.more).into())
}
