//! The browser app: embedded in a release binary, read from the `dist` folder
//! in a debug one, with the headers that keep it fast and safe.

mod csp;
mod encoding;

use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::ApiError;

/// The built app. An empty folder compiles, and is answered with how to
/// build it.
#[derive(RustEmbed)]
#[folder = "../../dist"]
#[allow_missing = true]
struct Dist;

const INDEX: &str = "index.html";
const UNBUILT: &str = include_str!("spa/unbuilt.html");

/// Files whose names change with their content never change.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Everything else is asked for again, by its ETag.
const ASK_AGAIN: &str = "no-cache";

/// Answers every address no other route has.
pub(crate) async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let message = "only GET and HEAD are answered here";
        return ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
            .into_response();
    }
    let path = match uri.path().trim_start_matches('/') {
        "" => INDEX,
        path => path,
    };
    let mut response = match Dist::get(path) {
        // The variants are for the files they belong to.
        Some(_) if path.ends_with(".br") || path.ends_with(".gz") => missing(path),
        Some(file) => found(path, &file, &headers),
        None if path == INDEX => unbuilt(),
        None => missing(path),
    };
    let safe = response.headers_mut();
    safe.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    safe.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

fn found(path: &str, file: &EmbeddedFile, headers: &HeaderMap) -> Response {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let packed = encoding::preferred(accepted.unwrap_or_default())
        .find_map(|(name, suffix)| Some((name, Dist::get(&format!("{path}{suffix}"))?)));
    let tag = tag(file, packed.as_ref().map(|(name, _)| *name));
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let fresh = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));

    let mut response = if fresh {
        StatusCode::NOT_MODIFIED.into_response()
    } else if let Some((_, packed)) = &packed {
        packed.data.to_vec().into_response()
    } else {
        file.data.to_vec().into_response()
    };
    let out = response.headers_mut();
    out.remove(CONTENT_TYPE);
    let kind = match path {
        _ if path.ends_with(".wasm") => "application/wasm",
        _ if path.ends_with(".html") => "text/html; charset=utf-8",
        _ if path.ends_with(".js") => "text/javascript; charset=utf-8",
        _ if path.ends_with(".css") => "text/css; charset=utf-8",
        _ => file.metadata.mimetype(),
    };
    put(out, CONTENT_TYPE, kind);
    put(out, ETAG, &tag);
    put(out, VARY, "accept-encoding");
    put(out, CACHE_CONTROL, if is_hashed(path) { FOR_EVER } else { ASK_AGAIN });
    if let (Some((name, _)), false) = (packed, fresh) {
        put(out, CONTENT_ENCODING, name);
    }
    if path.ends_with(".html") {
        put(out, CONTENT_SECURITY_POLICY, &csp::policy(&String::from_utf8_lossy(&file.data)));
    }
    response
}

fn unbuilt() -> Response {
    let mut response = UNBUILT.into_response();
    let out = response.headers_mut();
    put(out, CONTENT_TYPE, "text/html; charset=utf-8");
    put(out, CACHE_CONTROL, "no-store");
    put(out, CONTENT_SECURITY_POLICY, &csp::policy(UNBUILT));
    response
}

fn missing(path: &str) -> Response {
    ApiError::not_found(format!("there is nothing at /{path}")).into_response()
}

fn put(headers: &mut HeaderMap, name: axum::http::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// A strong tag: another encoding is another representation.
fn tag(file: &EmbeddedFile, encoding: Option<&str>) -> String {
    use std::fmt::Write as _;
    let mut tag = String::from('"');
    for byte in &file.metadata.sha256_hash()[..12] {
        let _ = write!(tag, "{byte:02x}");
    }
    let _ = write!(tag, "-{}\"", encoding.unwrap_or("id"));
    tag
}

/// Whether a file name carries a hash, as Trunk writes it:
/// `app-0123456789abcdef.js`, `app-0123456789abcdef_bg.wasm`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split(['-', '.', '_'])
        .skip(1)
        .any(|part| part.len() >= 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        assert!(is_hashed("mediatrix-65f1a0c1e2d3b4a5.js"));
        assert!(is_hashed("mediatrix-65f1a0c1e2d3b4a5_bg.wasm"));
        assert!(is_hashed("style/tokens-65f1a0c1e2d3b4a5.css"));
        for plain in ["index.html", "icon.svg", "tokens-light.css", "deadbeefdeadbeef.css"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }
}
