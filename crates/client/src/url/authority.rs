//! The part between the two slashes and the path: host and port.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::UrlError;

/// Reads `host[:port]`.
pub(super) fn parse(text: &str) -> Result<(String, Option<u16>), UrlError> {
    if text.contains('@') {
        return Err(UrlError::UserInfo);
    }
    let (host, port) = if text.starts_with('[') { bracketed(text)? } else { named(text)? };
    Ok((host, port.map(parse_port).transpose()?))
}

/// `[IPv6]` with perhaps `:port` behind it.
fn bracketed(text: &str) -> Result<(String, Option<&str>), UrlError> {
    let bad = |reason| UrlError::BadHost { host: text.to_owned(), reason };
    let end = text.find(']').ok_or_else(|| bad("the bracket is not closed"))?;
    let (number, rest) = (&text[1..end], &text[end + 1..]);
    if number.parse::<Ipv6Addr>().is_err() {
        return Err(bad("there is no IPv6 address in the brackets"));
    }
    let port = match rest.strip_prefix(':') {
        Some(port) => Some(port),
        None if rest.is_empty() => None,
        None => return Err(bad("only a colon and a port may follow the bracket")),
    };
    Ok((format!("[{}]", number.to_ascii_lowercase()), port))
}

/// A name or an IPv4 number with perhaps `:port` behind it.
fn named(text: &str) -> Result<(String, Option<&str>), UrlError> {
    let (host, port) = match text.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (text, None),
    };
    if host.is_empty() && port.is_none_or(|port| !port.contains(':')) {
        return Err(UrlError::NoHost);
    }
    if port.is_some_and(|port| port.contains(':')) {
        let host = text.to_owned();
        return Err(UrlError::BadHost {
            host,
            reason: "an IPv6 address stands in brackets, as in [::1]",
        });
    }
    check_name(host)?;
    Ok((host.to_ascii_lowercase(), port))
}

/// Letters of every script are let through, and with them all beyond ASCII: the
/// browser knows how they are written in DNS, and tables of letters are large.
fn check_name(host: &str) -> Result<(), UrlError> {
    let bad = |reason| Err(UrlError::BadHost { host: host.to_owned(), reason });
    let is_wrong =
        |each: &char| each.is_ascii() && !each.is_ascii_alphanumeric() && !"-._".contains(*each);
    if let Some(wrong) = host.chars().find(is_wrong) {
        return match wrong {
            '\\' => Err(UrlError::Backslash),
            _ => bad("a host has letters, digits, hyphens and dots"),
        };
    }
    let labels = host.strip_suffix('.').unwrap_or(host);
    if labels.split('.').any(str::is_empty) {
        return bad("there is nothing between two dots");
    }
    // Browsers read a name that ends in a number as IPv4, and refuse it or
    // guess when it is none.
    // Source: WHATWG URL Standard, "ends in a number checker".
    let last = labels.rsplit('.').next().unwrap_or_default();
    let digits = last.bytes().all(|byte| byte.is_ascii_digit());
    let hexadecimal = last.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("0x"));
    if (digits || hexadecimal) && labels.parse::<Ipv4Addr>().is_err() {
        return bad("an IPv4 address is four numbers from 0 to 255 with dots between them");
    }
    Ok(())
}

fn parse_port(text: &str) -> Result<u16, UrlError> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(UrlError::BadPort(text.to_owned()));
    }
    match text.parse() {
        Ok(0) | Err(_) => Err(UrlError::PortRange(text.to_owned())),
        Ok(port) => Ok(port),
    }
}
