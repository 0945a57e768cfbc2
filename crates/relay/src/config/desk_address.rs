//! Which desk to drive, as it is written in flags and files.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Default port of a Ui desk's own web server.
const UI_PORT: u16 = 80;

/// Which desk to drive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[non_exhaustive]
pub enum DeskAddress {
    /// `sim[:MODEL]`: one that the relay starts inside itself and talks to
    /// over a real socket.
    Simulated(sim::Model),
    /// `ui://HOST[:PORT]`: a desk of the Soundcraft Ui series.
    Ui {
        /// Name or address; an IPv6 address without brackets.
        host: String,
        /// TCP port, 80 by default.
        port: u16,
    },
}

/// A text that names no desk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no desk: write sim, sim:ui12, sim:ui16, sim:ui24r or ui://HOST[:PORT]")]
pub struct BadDeskAddress(pub String);

impl Default for DeskAddress {
    fn default() -> Self {
        Self::Simulated(sim::Model::default())
    }
}

impl FromStr for DeskAddress {
    type Err = BadDeskAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || BadDeskAddress(text.to_owned());
        if text == "sim" {
            return Ok(Self::default());
        }
        if let Some(model) = text.strip_prefix("sim:") {
            return model.parse().map(Self::Simulated).map_err(|_| bad());
        }
        let rest = text.strip_prefix("ui://").ok_or_else(bad)?.trim_end_matches('/');
        let (host, port) = split_port(rest).ok_or_else(bad)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.:%".contains(c);
        if host.is_empty() || !host.chars().all(plain) {
            return Err(bad());
        }
        Ok(Self::Ui { host: host.to_owned(), port })
    }
}

/// Splits `host`, `host:port`, `[v6]` or `[v6]:port`.
fn split_port(text: &str) -> Option<(&str, u16)> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest.split_once(']')?;
            host.parse::<std::net::Ipv6Addr>().ok()?;
            (host, rest.strip_prefix(':').or(rest.is_empty().then_some("80"))?)
        }
        None => match text.split_once(':') {
            Some((host, port)) => (host, port),
            None => return Some((text, UI_PORT)),
        },
    };
    let port: u16 = port.parse().ok()?;
    (port != 0).then_some((host, port))
}

impl fmt::Display for DeskAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Simulated(model) => write!(f, "sim:{model}"),
            Self::Ui { host, port } => {
                let host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
                match *port {
                    UI_PORT => write!(f, "ui://{host}"),
                    port => write!(f, "ui://{host}:{port}"),
                }
            }
        }
    }
}

impl From<DeskAddress> for String {
    fn from(address: DeskAddress) -> Self {
        address.to_string()
    }
}

impl TryFrom<String> for DeskAddress {
    type Error = BadDeskAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_written() {
        let cases = [
            ("sim", "sim:ui24r"),
            ("sim:ui12", "sim:ui12"),
            ("ui://10.10.1.1", "ui://10.10.1.1"),
            ("ui://desk.local:8090/", "ui://desk.local:8090"),
            ("ui://[::1]", "ui://[::1]"),
            ("ui://[::1]:81", "ui://[::1]:81"),
        ];
        for (text, written) in cases {
            assert_eq!(text.parse::<DeskAddress>().unwrap().to_string(), written);
        }
        for bad in
            ["", "sim:x32", "ui://", "ui://a:0", "ui://a:b", "ui://a/b", "osc://a", "ui://[x]"]
        {
            assert!(
                bad.parse::<DeskAddress>().unwrap_err().to_string().contains("no desk"),
                "{bad}"
            );
        }
    }
}
