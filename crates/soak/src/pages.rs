//! Pages of the app in a real browser, driven by `tests/e2e/soak/pages.mjs`.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// Longest answer, a browser's start.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with its pages.
pub struct Pages {
    _child: Child,
    commands: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/e2e")
}

impl Pages {
    /// Starts the browser; the error says what is missing for it.
    pub fn start() -> Result<Self> {
        let folder = folder();
        if !folder.join("node_modules").is_dir() {
            bail!("the browser's driver is not installed: `cargo xtask tools --all`");
        }
        if !folder.join("../../dist/index.html").is_file() {
            bail!("the app is not built: `cargo xtask build --release`");
        }
        let mut child = Command::new("node")
            .arg("soak/pages.mjs")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("could not start node")?;
        let commands = child.stdin.take().context("a pipe to node")?;
        let answers = child.stdout.take().context("a pipe from node")?;
        Ok(Self { _child: child, commands, answers: BufReader::new(answers).lines() })
    }

    async fn ask(&mut self, command: Value) -> Result<Value> {
        self.commands.write_all(format!("{command}\n").as_bytes()).await?;
        let line = timeout(PATIENCE, self.answers.next_line()).await;
        let line = line.with_context(|| format!("no answer to {command}"))??;
        let answer: Value = serde_json::from_str(&line.context("the browser has ended")?)?;
        match answer.get("error") {
            Some(error) => bail!("{command}: {error}"),
            None => Ok(answer["answer"].clone()),
        }
    }

    /// Joins by a link in a new page.
    pub async fn open(&mut self, link: &str, name: &str) -> Result<()> {
        self.ask(json!({ "command": "open", "link": link, "name": name })).await.map(drop)
    }

    /// When the first level changed after a time on each page, in milliseconds
    /// since 1970; nothing where none did within `patience`.
    pub async fn first_after(&mut self, time: f64, patience: Duration) -> Result<Vec<Option<f64>>> {
        let patience = patience.as_millis() as u64;
        let answer =
            self.ask(json!({ "command": "after", "time": time, "patience": patience })).await?;
        Ok(answer.as_array().context("a list")?.iter().map(Value::as_f64).collect())
    }

    /// Tells the pages that the network is back.
    pub async fn online(&mut self) -> Result<()> {
        self.ask(json!({ "command": "online" })).await.map(drop)
    }

    /// Bytes of the first page's JavaScript heap and of the app's memory.
    pub async fn memory(&mut self) -> Result<(f64, f64)> {
        let answer = self.ask(json!({ "command": "memory" })).await?;
        let number = |name: &str| answer[name].as_f64().context("a number");
        Ok((number("heap")?, number("wasm")?))
    }
}

/// Milliseconds since 1970, as pages count them.
pub fn wall() -> f64 {
    std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_secs_f64() * 1000.0
}
