//! A relay with its simulated desk for as long as a step runs, so that tests
//! in a browser have something real to talk to.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::demo;
use crate::shell::{self, command};

/// How long a relay may take from its start to its first line.
const READY_WITHIN: Duration = Duration::from_secs(20);

/// A running relay; dropping it stops it.
pub struct Relay {
    child: Child,
    /// `http://HOST:PORT`.
    url: String,
    data: PathBuf,
}

impl Relay {
    /// Starts a relay on a free port of this machine with a data folder of its own.
    ///
    /// # Errors
    /// When it is not built, or does not say that it listens.
    pub fn start() -> Result<Self> {
        let root = shell::root();
        let program = root.join(demo::RELAY);
        if !program.is_file() {
            bail!("{} is missing: the step `relay` builds it", demo::RELAY);
        }
        let data = root.join(format!("target/test-relay-{}", std::process::id()));
        let mut child = command(
            &program.to_string_lossy(),
            ["serve", "--listen", "127.0.0.1:0", "--data", &data.to_string_lossy()],
        )
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("could not start the relay")?;
        let stdout = child.stdout.take().context("the relay has no output")?;
        let (found, url) = mpsc::channel();
        std::thread::spawn(move || {
            // Reads on to the end, so that the relay never waits for a reader.
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some(url) = line.split("listening on ").nth(1) {
                    found.send(url.trim().to_owned()).ok();
                }
            }
        });
        let mut relay = Self { child, url: String::new(), data };
        relay.url =
            url.recv_timeout(READY_WITHIN).context("the relay did not say `listening on`")?;
        Ok(relay)
    }

    /// Where it answers every message with the same one.
    pub fn echo_url(&self) -> String {
        format!("{}/echo", self.url.replacen("http", "ws", 1))
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        fs::remove_dir_all(&self.data).ok();
    }
}
