//! Addresses of WebSocket servers: what is one, what a page's own relay is
//! called, and a sentence for everything that is no address.
//!
//! Knows no network; the host name is not looked up.

mod authority;
mod error;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use std::fmt;
use std::str::FromStr;

pub use error::UrlError;

/// Whether a connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// `ws`: plain, default port 80.
    Ws,
    /// `wss`: over TLS, default port 443.
    Wss,
}

impl Scheme {
    /// The port that goes without saying.
    ///
    /// **Source:** RFC 6455, section 3.
    #[must_use]
    pub fn default_port(self) -> u16 {
        match self {
            Self::Ws => 80,
            Self::Wss => 443,
        }
    }

    /// The scheme as it stands before `://`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ws => "ws",
            Self::Wss => "wss",
        }
    }
}

/// The address of a WebSocket: `ws://host[:port]/path` or `wss://…`.
///
/// Displays in a form that parses to the same address again: scheme and host
/// in lower case, the default port left out, at least `/` as the path.
///
/// ```
/// use client::url::SocketUrl;
///
/// let url: SocketUrl = "WS://[::1]:8080".parse()?;
/// assert_eq!(url.port(), 8080);
/// assert_eq!(url.to_string(), "ws://[::1]:8080/");
/// # Ok::<(), client::url::UrlError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SocketUrl {
    scheme: Scheme,
    host: String,
    port: u16,
    target: String,
}

impl SocketUrl {
    /// The address of a path on the server a page came from: `wss` for a page
    /// of `https`, `ws` for one of `http`.
    ///
    /// `origin` is the page's `location.origin`, such as
    /// `https://mixer.local:8443`; `path` begins with `/`.
    ///
    /// # Errors
    /// [`UrlError::NoServer`] for a page that came from a file, else as
    /// parsing.
    pub fn from_page(origin: &str, path: &str) -> Result<Self, UrlError> {
        let swapped = match scheme_and_rest(origin) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => format!("ws://{rest}"),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => format!("wss://{rest}"),
            Some((scheme, _)) if !scheme.eq_ignore_ascii_case("file") => {
                return Err(UrlError::WrongScheme(scheme.to_owned()));
            }
            _ => return Err(UrlError::NoServer(origin.to_owned())),
        };
        format!("{}{path}", swapped.trim_end_matches('/')).parse()
    }

    /// Plain or encrypted.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Name or number of the host; an IPv6 number stands in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, 1 to 65535, also when it is the default one.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Path and query, at least `/`.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The origin that serves HTTP beside this socket, without a slash at the
    /// end: `https://host[:port]` for `wss`, `http://host[:port]` for `ws`.
    #[must_use]
    pub fn http_origin(&self) -> String {
        match self.scheme {
            Scheme::Ws => format!("http://{}", Authority(self)),
            Scheme::Wss => format!("https://{}", Authority(self)),
        }
    }
}

impl FromStr for SocketUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        if text.is_empty() {
            return Err(UrlError::Empty);
        }
        if let Some(found) = text.chars().find(|found| found.is_whitespace() || found.is_control())
        {
            return Err(UrlError::Space(found));
        }
        let (scheme, rest) =
            scheme_and_rest(text).ok_or_else(|| UrlError::NoScheme(text.to_owned()))?;
        let scheme = match scheme {
            ws if ws.eq_ignore_ascii_case("ws") => Scheme::Ws,
            wss if wss.eq_ignore_ascii_case("wss") => Scheme::Wss,
            other => return Err(UrlError::WrongScheme(other.to_owned())),
        };
        if let Some(at) = text.find('#') {
            return Err(UrlError::Fragment(text[at..].to_owned()));
        }
        let (authority, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let (host, port) = authority::parse(authority)?;
        if target.contains('\\') {
            return Err(UrlError::Backslash);
        }
        let slash = if target.starts_with('/') { "" } else { "/" };
        Ok(Self {
            scheme,
            host,
            port: port.unwrap_or_else(|| scheme.default_port()),
            target: format!("{slash}{target}"),
        })
    }
}

impl fmt::Display for SocketUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}{}", self.scheme.as_str(), Authority(self), self.target)
    }
}

/// `host[:port]`, the port only where it is not the default one.
struct Authority<'a>(&'a SocketUrl);

impl fmt::Display for Authority<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.0;
        out.write_str(&url.host)?;
        if url.port != url.scheme.default_port() {
            write!(out, ":{}", url.port)?;
        }
        Ok(())
    }
}

/// Splits at `://`, when a scheme stands before it.
fn scheme_and_rest(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    let good = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|each| each.is_ascii_alphanumeric() || "+-.".contains(each));
    good.then_some((scheme, rest))
}
