//! One layer of settings in which everything may be missing: the file is one,
//! environment and flags together are the other.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use protocol::{Heartbeat, Limits};
use serde::Deserialize;

use super::{Config, DeskAddress, Origin};

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the config file {path}: {error}; check the path given with --config")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The file is not TOML, or has names or values that do not exist.
    #[error("the config file has a mistake: {0}")]
    Parse(String),
    /// A certificate without a key or a key without a certificate.
    #[error("{given} needs {missing} beside it: give both, or --tls-self-signed")]
    HalfTls {
        /// The flag that was given.
        given: &'static str,
        /// The flag that was not.
        missing: &'static str,
    },
    /// Both ways to have a certificate.
    #[error("--tls-self-signed and --tls-cert exclude each other: drop one")]
    TwiceTls,
    /// No room at all, or a name that would not fit a path.
    #[error("{0:?} is no room name: use small letters, digits, - and _, at least one room")]
    Room(String),
    /// The same room twice.
    #[error("the room {0:?} is named twice: drop one")]
    TwiceRoom(String),
    /// A number out of its range.
    #[error("{setting} is {value}: give {min} to {max}")]
    Range {
        /// The setting, as in the file.
        setting: &'static str,
        /// What was given.
        value: u64,
        /// Smallest value that works.
        min: u64,
        /// Largest value that works.
        max: u64,
    },
    /// Two times in the wrong order.
    #[error("{less} must be less than {more}, or links that are well would be given up")]
    Order {
        /// The setting that must be smaller.
        less: &'static str,
        /// The setting that must be larger.
        more: &'static str,
    },
    /// A setting with no form in TOML.
    #[error("cannot print the settings: {0}")]
    Print(String),
}

/// Kept out of the doc comment, where brackets would be links.
const DESK_HELP: &str =
    "The desk: sim[:ui12|:ui16|:ui24r] or ui://HOST[:PORT] [default: sim:ui24r]";

/// Settings that may be missing. As a file the names are those of
/// [`Config`]; as flags they are spelled with `-`, in the environment as
/// `MEDIATRIX_` and capitals.
#[derive(Clone, Debug, Default, clap::Args, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Layer {
    /// Where to listen [default: 127.0.0.1:8080]; port 0 takes any free one
    #[arg(long, value_name = "ADDR:PORT", env = "MEDIATRIX_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// The address people use, when it is not the listen address
    #[arg(long, value_name = "URL", env = "MEDIATRIX_PUBLIC_URL")]
    pub public_url: Option<Origin>,
    /// The desk [default: sim:ui24r]
    #[arg(long, help = DESK_HELP, value_name = "DESK", env = "MEDIATRIX_DESK")]
    pub desk: Option<DeskAddress>,
    /// Folder for the database and a self-made certificate [default: data]
    #[arg(long, value_name = "DIR", env = "MEDIATRIX_DATA")]
    pub data: Option<PathBuf>,
    /// Certificate chain in PEM
    #[arg(long, value_name = "PEM", env = "MEDIATRIX_TLS_CERT")]
    pub tls_cert: Option<PathBuf>,
    /// Private key in PEM
    #[arg(long, value_name = "PEM", env = "MEDIATRIX_TLS_KEY")]
    pub tls_key: Option<PathBuf>,
    /// Make a certificate once and keep it in the data folder
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          value_name = "BOOL", env = "MEDIATRIX_TLS_SELF_SIGNED")]
    pub tls_self_signed: Option<bool>,
    /// Another origin whose pages may connect, such as http://localhost:8081;
    /// `:*` stands for any port (repeatable)
    #[arg(
        long = "allow-origin",
        value_name = "ORIGIN",
        env = "MEDIATRIX_ALLOW_ORIGINS",
        value_delimiter = ','
    )]
    pub allow_origins: Option<Vec<Origin>>,
    /// Another name under which the relay may be addressed (repeatable)
    #[arg(
        long = "allow-host",
        value_name = "NAME",
        env = "MEDIATRIX_ALLOW_HOSTS",
        value_delimiter = ','
    )]
    pub allow_hosts: Option<Vec<String>>,
    /// Answer /metrics to everybody and not to this machine only
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          value_name = "BOOL", env = "MEDIATRIX_METRICS_PUBLIC")]
    pub metrics_public: Option<bool>,
    /// Chat rooms; file only.
    #[arg(skip)]
    pub rooms: Option<Vec<String>>,
    /// Newest chat entries per room kept in memory; file only.
    #[arg(skip)]
    pub chat_memory: Option<usize>,
    /// Connections at the same time; file only.
    #[arg(skip)]
    pub connections: Option<usize>,
    /// Wrong invitation codes per address and minute; file only.
    #[arg(skip)]
    pub wrong_codes_per_minute: Option<u32>,
    /// What a client may send; file only.
    #[arg(skip)]
    pub limits: Option<Limits>,
    /// Liveness numbers; file only.
    #[arg(skip)]
    pub heartbeat: Option<Heartbeat>,
}

impl Layer {
    /// Reads a config file.
    ///
    /// # Errors
    /// [`ConfigError::Read`] and [`ConfigError::Parse`], naming the file or
    /// the line.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::Read { path: path.to_owned(), error })?;
        Self::from_toml(&text)
    }

    /// Reads the text of a config file.
    ///
    /// # Errors
    /// [`ConfigError::Parse`] with the line.
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| ConfigError::Parse(error.to_string()))
    }
}

impl Config {
    /// Joins the layers: defaults, the file, then flags and environment.
    ///
    /// # Errors
    /// [`ConfigError`] for settings that contradict each other.
    pub fn build(file: Option<Layer>, given: Layer) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        for layer in file.into_iter().chain([given]) {
            config.take(layer);
        }
        config.check()?;
        Ok(config)
    }

    fn take(&mut self, layer: Layer) {
        fn put<T>(place: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *place = value;
            }
        }
        put(&mut self.listen, layer.listen);
        put(&mut self.desk, layer.desk);
        put(&mut self.data, layer.data);
        put(&mut self.tls_self_signed, layer.tls_self_signed);
        put(&mut self.allow_origins, layer.allow_origins);
        put(&mut self.allow_hosts, layer.allow_hosts);
        put(&mut self.metrics_public, layer.metrics_public);
        put(&mut self.rooms, layer.rooms);
        put(&mut self.chat_memory, layer.chat_memory);
        put(&mut self.connections, layer.connections);
        put(&mut self.wrong_codes_per_minute, layer.wrong_codes_per_minute);
        put(&mut self.limits, layer.limits);
        put(&mut self.heartbeat, layer.heartbeat);
        self.public_url = layer.public_url.or(self.public_url.take());
        self.tls_cert = layer.tls_cert.or(self.tls_cert.take());
        self.tls_key = layer.tls_key.or(self.tls_key.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let file = Layer::from_toml("listen = \"127.0.0.1:1\"\ndata = \"/srv/m\"").unwrap();
        let flags = Layer { listen: "127.0.0.1:2".parse().ok(), ..Layer::default() };
        let config = Config::build(Some(file), flags).unwrap();
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.data, PathBuf::from("/srv/m"));
        assert_eq!(config.desk.to_string(), "sim:ui24r");
    }

    #[test]
    fn mistakes_name_what_is_wrong() {
        let check = |text: &str, part: &str| {
            let error = Layer::from_toml(text)
                .and_then(|layer| Config::build(Some(layer), Layer::default()))
                .unwrap_err();
            assert!(error.to_string().contains(part), "{error}");
        };
        check("lisen = \"x\"", "lisen");
        check("desk = \"osc://x\"", "osc://x");
        check("tls_cert = \"a.pem\"", "--tls-key");
        check("rooms = []", "room");
        check("rooms = [\"A b\"]", "A b");
        check("[limits]\nmessage_bytes = -1", "message_bytes");
        check("rooms = [\"a\", \"b\", \"a\"]", "twice");
        check("chat_memory = 199", "chat_memory is 199");
        check("connections = 0", "connections is 0");
        check("connections = 100001", "connections is 100001");
        check("wrong_codes_per_minute = 0", "wrong_codes_per_minute is 0");
        check("[limits]\nposts_per_ten_seconds = 0", "limits.posts_per_ten_seconds is 0");
        check("[limits]\nmessage_bytes = 9000", "limits.message_bytes is 9000");
        check("[heartbeat]\nbeacon_millis = 99", "heartbeat.beacon_millis is 99");
        check("[heartbeat]\nclient_millis = 6000", "heartbeat.relay_dead_millis");
    }
}
