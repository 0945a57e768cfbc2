//! An origin: scheme, host and port, of a page or of the relay itself.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A scheme, host and port, such as `https://mix.example.org`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Origin {
    secure: bool,
    host: String,
    port: Port,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Port {
    Number(u16),
    Any,
}

/// A text that is no origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no address of a site: write http://HOST[:PORT] or https://HOST[:PORT]")]
pub struct BadOrigin(pub String);

impl Origin {
    /// The host in small letters, an IPv6 address in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is reached over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// Host and port, for connecting.
    #[must_use]
    pub fn authority(&self) -> String {
        match self.port {
            Port::Number(port) => format!("{}:{port}", self.host),
            Port::Any => self.host.clone(),
        }
    }

    /// Whether a page's origin is the one meant here.
    #[must_use]
    pub fn allows(&self, page: &Self) -> bool {
        let port = self.port == Port::Any || self.port == page.port;
        self.secure == page.secure && self.host == page.host && port
    }

    /// Whether a page of this origin asked for this `Host` header, so that
    /// the page came from the relay itself. The scheme is not compared: a
    /// proxy in front may have taken TLS off.
    #[must_use]
    pub fn is_own(&self, host_header: &str) -> bool {
        let default = if self.secure { 443 } else { 80 };
        match split_authority(host_header) {
            Some((host, port)) => {
                host == self.host && Port::Number(port.unwrap_or(default)) == self.port
            }
            None => false,
        }
    }
}

/// Splits a `Host` header into the host in small letters and the port.
#[must_use]
pub(crate) fn split_authority(text: &str) -> Option<(String, Option<u16>)> {
    let end = match text.starts_with('[') {
        true => text.find(']')? + 1,
        false => text.find(':').unwrap_or(text.len()),
    };
    let (host, rest) = text.split_at(end);
    let v6 = || host.trim_matches(['[', ']']).parse::<std::net::Ipv6Addr>().is_ok();
    let named = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let good = if host.starts_with('[') { v6() } else { host.chars().all(named) };
    if host.is_empty() || !good {
        return None;
    }
    let port = match rest {
        "" => None,
        rest => Some(rest.strip_prefix(':')?.parse().ok()?),
    };
    Some((host.to_ascii_lowercase(), port))
}

impl FromStr for Origin {
    type Err = BadOrigin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || BadOrigin(text.to_owned());
        let (secure, rest) = match (text.strip_prefix("http://"), text.strip_prefix("https://")) {
            (Some(rest), _) => (false, rest),
            (_, Some(rest)) => (true, rest),
            _ => return Err(bad()),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (authority, any) = match rest.strip_suffix(":*") {
            Some(authority) => (authority, true),
            None => (rest, false),
        };
        let (host, port) = split_authority(authority).ok_or_else(bad)?;
        let port = match (any, port) {
            (true, None) => Port::Any,
            (true, Some(_)) => return Err(bad()),
            (false, port) => Port::Number(port.unwrap_or(if secure { 443 } else { 80 })),
        };
        Ok(Self { secure, host, port })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.host)?;
        match (self.port, self.secure) {
            (Port::Any, _) => f.write_str(":*"),
            (Port::Number(80), false) | (Port::Number(443), true) => Ok(()),
            (Port::Number(port), _) => write!(f, ":{port}"),
        }
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.to_string()
    }
}

impl TryFrom<String> for Origin {
    type Error = BadOrigin;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Origin {
        text.parse().unwrap()
    }

    #[test]
    fn origins_are_read_and_written() {
        for (text, written) in [
            ("http://localhost:8081", "http://localhost:8081"),
            ("HTTP://x", ""),
            ("https://Mix.Example.org:443/", "https://mix.example.org"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://127.0.0.1:*", "http://127.0.0.1:*"),
            ("null", ""),
            ("http://", ""),
            ("http://a/b", ""),
            ("http://a:70000", ""),
            ("http://user@a", ""),
        ] {
            let found = text.parse::<Origin>().map(|origin| origin.to_string());
            assert_eq!(found.unwrap_or_default(), written, "{text}");
        }
    }

    #[test]
    fn own_pages_are_told_from_foreign_ones() {
        for (page, host, own) in [
            ("http://10.0.0.2:8080", "10.0.0.2:8080", true),
            ("http://10.0.0.2", "10.0.0.2", true),
            ("https://mix.example.org", "mix.example.org", true),
            ("https://mix.example.org", "MIX.example.org:443", true),
            ("http://evil.example", "10.0.0.2:8080", false),
            ("http://10.0.0.2:8081", "10.0.0.2:8080", false),
            ("http://[::1]:8080", "[::1]:8080", true),
        ] {
            assert_eq!(origin(page).is_own(host), own, "{page} {host}");
        }
    }

    #[test]
    fn a_star_stands_for_any_port() {
        let any = origin("http://127.0.0.1:*");
        assert!(any.allows(&origin("http://127.0.0.1:40123")));
        assert!(!any.allows(&origin("https://127.0.0.1:40123")));
        assert!(!any.allows(&origin("http://localhost:40123")));
    }
}
