//! What a simulated desk is to be: its model, its scene, where it listens and
//! where it writes its line log.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use crate::{Faults, Model};

/// How to start a [`Simulator`](crate::Simulator).
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen; `127.0.0.1:0` (any free port) by default.
    /// Ignored by [`run`](crate::run), which is given a listener.
    pub listen: SocketAddr,
    /// Which desk to be; the Ui24R by default.
    pub model: Model,
    /// How the desk is set up at the start; factory settings by default.
    pub scene: Scene,
    /// What goes wrong from the start; nothing by default.
    pub faults: Faults,
    /// A file that gets every line in both directions; none by default.
    /// An existing file is continued.
    pub log: Option<PathBuf>,
    /// Where the simulated musicians start from; the same seed plays the same.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            model: Model::default(),
            scene: Scene::default(),
            faults: Faults::default(),
            log: None,
            seed: 1,
        }
    }
}

/// How a simulated desk is set up when it starts.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Scene {
    /// As it leaves the factory: no names, channel faders closed.
    #[default]
    Factory,
    /// A school-hall concert: names, colours, levels and sends are set.
    Demo,
}

impl fmt::Display for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Factory => "factory",
            Self::Demo => "demo",
        })
    }
}

/// A text that names no scene.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("no such scene: {0:?} (known are factory and demo)")]
pub struct UnknownScene(pub String);

impl FromStr for Scene {
    type Err = UnknownScene;

    /// Reads `factory` or `demo`, in either case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_ascii_lowercase().as_str() {
            "factory" => Ok(Self::Factory),
            "demo" => Ok(Self::Demo),
            _ => Err(UnknownScene(text.to_owned())),
        }
    }
}
