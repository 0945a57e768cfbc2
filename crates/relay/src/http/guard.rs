//! Host and Origin: which names the relay may be called by, and which pages
//! may talk to it. Without this any web page could drive a desk in the same
//! network (cross-site requests), or become "the same site" by a DNS trick.

use std::net::{IpAddr, Ipv6Addr};

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, HOST, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::ApiError;
use crate::app::App;
use crate::config::{Config, Origin, split_authority};

/// Refuses foreign hosts and pages; lets pages of allowed origins read the
/// answers.
pub(crate) async fn check(
    State(app): State<App>,
    request: Request<Body>,
    next: Next,
) -> Result<Response, ApiError> {
    let foreign = judge(&app.config, request.headers())?;
    let preflight = foreign.is_some() && request.method() == Method::OPTIONS;
    let mut response = match preflight {
        true => StatusCode::NO_CONTENT.into_response(),
        false => next.run(request).await,
    };
    if let Some(origin) = foreign {
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.append(VARY, HeaderValue::from_static("origin"));
        if preflight {
            let methods = HeaderValue::from_static("GET, POST, PATCH, DELETE");
            headers.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
            let allowed = HeaderValue::from_static("authorization, content-type");
            headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, allowed);
            headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
        }
    }
    Ok(response)
}

/// The origin to be let in by name, when it is allowed but not the relay's
/// own.
fn judge(config: &Config, headers: &HeaderMap) -> Result<Option<HeaderValue>, ApiError> {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_host_allowed(config, host) {
        let message = format!("the relay is not known as {host:?}; --allow-host adds a name");
        return Err(ApiError::new(StatusCode::FORBIDDEN, "host_not_allowed", message));
    }
    // Programs other than browsers send no origin, and need none to lie.
    let Some(value) = headers.get(ORIGIN) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    if let Ok(page) = text.parse::<Origin>() {
        let public = config.public_url.as_ref().is_some_and(|url| url.allows(&page));
        if public || page.is_own(host) {
            return Ok(None);
        }
        if config.allow_origins.iter().any(|allowed| allowed.allows(&page)) {
            return Ok(Some(value.clone()));
        }
    }
    let message = format!("pages of {text:?} may not use this relay; --allow-origin adds one");
    Err(ApiError::new(StatusCode::FORBIDDEN, "origin_not_allowed", message))
}

fn is_host_allowed(config: &Config, header: &str) -> bool {
    let Some((host, _)) = split_authority(header) else { return false };
    let v6 = || host.trim_matches(['[', ']']).parse::<Ipv6Addr>().is_ok();
    let public = || config.public_url.as_ref().is_some_and(|url| url.host() == host);
    host == "localhost"
        || host.parse::<IpAddr>().is_ok()
        || v6()
        || public()
        || config.allow_hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(&host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(host: &str, origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(ORIGIN, origin.parse().unwrap());
        }
        headers
    }

    #[test]
    fn hosts_and_origins_are_judged() {
        let config = Config {
            allow_hosts: vec!["desk.local".to_owned()],
            allow_origins: vec!["http://localhost:8081".parse().unwrap()],
            public_url: "https://mix.example.org".parse().ok(),
            ..Config::default()
        };
        let own = "http://10.0.0.2:8080";
        for (host, origin, allowed) in [
            ("10.0.0.2:8080", None, true),
            ("10.0.0.2:8080", Some(own), true),
            ("[::1]:8080", Some("http://[::1]:8080"), true),
            ("localhost:8080", Some("http://localhost:8081"), true),
            ("mix.example.org", Some("https://mix.example.org"), true),
            ("127.0.0.1:8080", Some("https://mix.example.org"), true),
            ("Desk.local", None, true),
            ("evil.example", None, false),
            ("evil.example", Some("http://evil.example"), false),
            ("10.0.0.2:8080", Some("http://evil.example"), false),
            ("10.0.0.2:8080", Some("null"), false),
            ("10.0.0.2:8080", Some("http://10.0.0.2:8082"), false),
            ("", None, false),
        ] {
            let verdict = judge(&config, &headers(host, origin));
            assert_eq!(verdict.is_ok(), allowed, "{host} {origin:?}");
        }
    }
}
