//! Why a text is no WebSocket address, in words that say what to change.

/// Why a text is no WebSocket address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UrlError {
    /// Nothing at all.
    #[error("the address is empty: write one such as ws://192.168.0.10:8080/ws")]
    Empty,
    /// A space or another character that does not print.
    #[error("the address contains {0:?}: remove spaces and line breaks")]
    Space(char),
    /// Nothing before `://`.
    #[error("{0:?} has no scheme: begin with ws:// or wss://")]
    NoScheme(String),
    /// Something else than ws or wss.
    #[error("{0}:// is not for WebSockets: begin with ws:// (plain) or wss:// (encrypted)")]
    WrongScheme(String),
    /// A page that did not come from a server.
    #[error(
        "the page's origin is {0:?}, so it has no relay of its own: open it over http or https"
    )]
    NoServer(String),
    /// Nothing between `://` and the path.
    #[error("the address has no host: write a name or an IP address after the two slashes")]
    NoHost,
    /// A host that is neither a name nor a number.
    #[error("{host:?} is not a host: {reason}")]
    BadHost {
        /// What stands in place of the host.
        host: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A name or password before the host.
    #[error(
        "the address contains a user name or password before an @: addresses end up in logs, so leave it out"
    )]
    UserInfo,
    /// Something else than digits after the colon.
    #[error("{0:?} is not a port: write digits after the colon, or leave the colon out")]
    BadPort(String),
    /// Digits that are no port.
    #[error("port {0} does not exist: ports go from 1 to 65535")]
    PortRange(String),
    /// A part after `#`, which never reaches a server.
    #[error("the address ends in {0:?}: a WebSocket address has no part after #")]
    Fragment(String),
    /// A backslash, which browsers would silently turn into a slash.
    #[error("the address contains a backslash: write / instead")]
    Backslash,
}

impl UrlError {
    /// A stable name for programs; the texts may change.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "url_empty",
            Self::Space(_) => "url_space",
            Self::NoScheme(_) => "url_no_scheme",
            Self::WrongScheme(_) => "url_wrong_scheme",
            Self::NoServer(_) => "url_no_server",
            Self::NoHost => "url_no_host",
            Self::BadHost { .. } => "url_bad_host",
            Self::UserInfo => "url_user_info",
            Self::BadPort(_) => "url_bad_port",
            Self::PortRange(_) => "url_port_range",
            Self::Fragment(_) => "url_fragment",
            Self::Backslash => "url_backslash",
        }
    }
}
