//! Everything that can be set: defaults, then the file, then `MEDIATRIX_*` in
//! the environment, then flags; parsed once into one [`Config`].
//!
//! Leaves reading flags to `cli` and acting on the result to everybody else.

mod check;
mod desk_address;
mod layer;
mod origin;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use protocol::{Heartbeat, Limits};
use serde::Serialize;

pub use desk_address::{BadDeskAddress, DeskAddress};
pub use layer::{ConfigError, Layer};
pub(crate) use origin::split_authority;
pub use origin::{BadOrigin, Origin};

/// Where `trunk serve` shows the app while it is being worked on.
const TRUNK_ORIGINS: [&str; 2] = ["http://localhost:8081", "http://127.0.0.1:8081"];

/// All settings of `serve`, each with its default.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Config {
    /// Where to listen, `127.0.0.1:8080`: this machine only, until told
    /// otherwise. Port 0 takes any free one.
    pub listen: SocketAddr,
    /// The address people use, when it is not the listen address: `https://mix.example.org`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<Origin>,
    /// The desk: `sim:ui24r`, a simulated one, or `ui://HOST[:PORT]`.
    pub desk: DeskAddress,
    /// Folder for the database and a self-made certificate, `data`.
    pub data: PathBuf,
    /// Certificate chain in PEM; needs `tls_key`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_cert: Option<PathBuf>,
    /// Private key in PEM; needs `tls_cert`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_key: Option<PathBuf>,
    /// Make a certificate once and keep it in the data folder.
    pub tls_self_signed: bool,
    /// Origins other than the relay's own whose pages may connect, such as
    /// `http://localhost:8081`; `:*` stands for any port. A debug build
    /// allows Trunk's.
    pub allow_origins: Vec<Origin>,
    /// Names under which the relay may be addressed, beside IP addresses,
    /// `localhost` and the public URL's host.
    pub allow_hosts: Vec<String>,
    /// Answer `/metrics` to everybody and not to this machine only.
    pub metrics_public: bool,
    /// Chat rooms.
    pub rooms: Vec<String>,
    /// Newest chat entries per room that a reconnecting client can be sent
    /// from memory; older ones are had over HTTP.
    pub chat_memory: usize,
    /// Connections of any kind at the same time; more wait to be accepted.
    pub connections: usize,
    /// Wrong invitation codes per address and minute; then it has to wait.
    pub wrong_codes_per_minute: u32,
    /// What a client may send.
    pub limits: Limits,
    /// Liveness numbers.
    pub heartbeat: Heartbeat,
}

impl Default for Config {
    fn default() -> Self {
        let trunk = if cfg!(debug_assertions) { &TRUNK_ORIGINS[..] } else { &[] };
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            desk: DeskAddress::default(),
            data: PathBuf::from("data"),
            tls_cert: None,
            tls_key: None,
            tls_self_signed: false,
            allow_origins: trunk.iter().filter_map(|origin| origin.parse().ok()).collect(),
            allow_hosts: Vec::new(),
            metrics_public: false,
            rooms: vec!["crew".to_owned()],
            chat_memory: 2000,
            connections: 10_000,
            wrong_codes_per_minute: 10,
            limits: Limits::default(),
            heartbeat: Heartbeat::default(),
        }
    }
}

impl Config {
    /// Whether connections are encrypted.
    #[must_use]
    pub fn encrypted(&self) -> bool {
        self.tls_self_signed || self.tls_cert.is_some()
    }

    /// Base of links for people, without a slash at the end: the public URL,
    /// or what was listened on.
    #[must_use]
    pub fn link_base(&self, listening: SocketAddr) -> String {
        match &self.public_url {
            Some(url) => url.to_string(),
            None => format!("{}://{listening}", self.scheme()),
        }
    }

    /// `http` or `https`.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        if self.encrypted() { "https" } else { "http" }
    }

    /// The settings as the file they could be read from.
    ///
    /// # Errors
    /// Only when a value has no form in TOML, which none has.
    pub fn to_toml(&self) -> Result<String, ConfigError> {
        toml::to_string_pretty(self).map_err(|error| ConfigError::Print(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_can_be_read_back() {
        let config = Config { tls_self_signed: true, ..Config::default() };
        let text = config.to_toml().unwrap();
        let again =
            Config::build(Some(Layer::from_toml(&text).unwrap()), Layer::default()).unwrap();
        assert_eq!(again.to_toml().unwrap(), text);
    }

    #[test]
    fn links_follow_the_public_url() {
        let listening = "192.168.1.7:8080".parse().unwrap();
        let mut config = Config::default();
        assert_eq!(config.link_base(listening), "http://192.168.1.7:8080");
        config.tls_self_signed = true;
        assert_eq!(config.link_base(listening), "https://192.168.1.7:8080");
        config.public_url = Some("https://mix.example.org/".parse().unwrap());
        assert_eq!(config.link_base(listening), "https://mix.example.org");
    }
}
