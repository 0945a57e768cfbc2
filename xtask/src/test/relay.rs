//! A relay with its simulated desk for as long as a step runs, so that tests
//! in a browser have something real to talk to.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::demo;
use crate::shell::{self, command};

/// How long a relay may take from its start to its first line.
const READY_WITHIN: Duration = Duration::from_secs(20);

/// Where it listens if it can. Browser tests are told the address when they are
/// compiled, so the same one saves compiling them again.
const PORT: u16 = 8098;

/// Pages of the browser's test runner come from a port of its choice.
const TEST_PAGES: &str = "http://127.0.0.1:*";

/// A running relay; dropping it stops it.
pub struct Relay {
    child: Child,
    /// `http://HOST:PORT`.
    url: String,
    data: PathBuf,
}

impl Relay {
    /// Starts a relay on this machine with a data folder of its own.
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
            ["serve", "--listen", &address(), "--data", &data.to_string_lossy()],
        )
        .args(["--allow-origin", TEST_PAGES])
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

    /// The code of an invitation that many tests can join with.
    ///
    /// # Errors
    /// When the relay's own command does not print a join link.
    pub fn invitation(&self) -> Result<String> {
        let program = shell::root().join(demo::RELAY);
        let printed = command(
            &program.to_string_lossy(),
            ["invite", "--role", "engineer", "--uses", "1000", "--data"],
        )
        .arg(&self.data)
        .output()
        .context("could not ask for an invitation")?;
        let text = String::from_utf8_lossy(&printed.stdout);
        let code = text.split("/#/join/").nth(1).and_then(|rest| rest.split_whitespace().next());
        code.map(str::to_owned).with_context(|| format!("no join link in {text:?}"))
    }

    /// Where it answers every message with the same one.
    pub fn echo_url(&self) -> String {
        format!("{}/echo", self.url.replacen("http", "ws", 1))
    }
}

/// The usual address, or one with any port when that is taken.
fn address() -> String {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, PORT)).is_ok();
    format!("{}:{}", Ipv4Addr::LOCALHOST, if free { PORT } else { 0 })
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        fs::remove_dir_all(&self.data).ok();
    }
}
