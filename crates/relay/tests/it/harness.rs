//! Relays to test: one inside this process, and the real binary.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use relay::config::Layer;
use relay::{Config, Server};
use testkit::native::{Folder, Response, request, within};
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::net::TcpListener;
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A relay in this process.
pub struct Relay {
    pub address: SocketAddr,
    pub code: String,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
    _data: Folder,
}

impl Relay {
    /// With its own simulated desk.
    pub async fn start() -> Self {
        Self::with("").await
    }

    /// With these lines of a config file.
    pub async fn with(settings: &str) -> Self {
        let data = Folder::new();
        let mut layer = Layer::from_toml(settings).unwrap();
        layer.data = Some(data.path().to_owned());
        let config = Config::build(None, layer).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Server::build(config, listener).await.unwrap();
        let ready = server.ready();
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let shutdown = async {
                let _ = stopped.await;
            };
            server.run(shutdown).await.unwrap();
        });
        let code = code_of(&ready.join.unwrap());
        Self { address: ready.address, code, stop: Some(stop), task, _data: data }
    }

    /// A token of a new admin.
    pub async fn token(&self, name: &str) -> String {
        join(self.address, &self.code, name).await
    }

    pub async fn get(&self, path: &str) -> Response {
        request(self.address, "GET", path, &[], "").await
    }

    /// A request to the API with a token.
    pub async fn api(&self, method: &str, path: &str, token: &str, body: &str) -> Response {
        api(self.address, method, path, token, body).await
    }

    /// Stops it in good order and waits until it has.
    pub async fn stop(mut self) {
        self.begin_stop();
        within("the relay to stop", self.task).await.unwrap();
    }

    pub fn begin_stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.send(()).unwrap();
        }
    }
}

/// The code at the end of a join link.
pub fn code_of(link: &str) -> String {
    link.rsplit('/').next().unwrap().to_owned()
}

pub async fn api(
    address: SocketAddr,
    method: &str,
    path: &str,
    token: &str,
    body: &str,
) -> Response {
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    request(address, method, &format!("/api/v1{path}"), &headers, body).await
}

/// Exchanges a code for a token.
pub async fn join(address: SocketAddr, code: &str, name: &str) -> String {
    let body = serde_json::json!({ "code": code, "name": name, "color": "sky" }).to_string();
    let answer = api(address, "POST", "/join", "", &body).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["token"].as_str().unwrap().to_owned()
}

/// The real binary. Dropping it kills it.
pub struct Binary {
    pub child: Child,
    pub address: SocketAddr,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Binary {
    /// Runs `serve` on any free port.
    pub async fn serve(data: &Path, more: &[&str]) -> Self {
        Self::run(env!("CARGO_BIN_EXE_mediatrix-relay"), |command| {
            command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).args(more);
        })
        .await
    }

    /// Runs a program that becomes `serve`.
    pub async fn run(program: &str, arrange: impl FnOnce(&mut Command)) -> Self {
        let mut command = without_settings(Command::new(program));
        arrange(&mut command);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = next_line(&mut lines).await;
        let address = line.strip_prefix("listening on http://").expect(&line).parse().unwrap();
        Self { child, address, lines }
    }

    /// The next line of its standard output.
    pub async fn line(&mut self) -> String {
        next_line(&mut self.lines).await
    }
}

async fn next_line(lines: &mut Lines<BufReader<ChildStdout>>) -> String {
    within("a line on standard output", lines.next_line()).await.unwrap().expect("a line")
}

/// The binary, without what the environment of the test run says.
pub fn command() -> Command {
    without_settings(Command::new(env!("CARGO_BIN_EXE_mediatrix-relay")))
}

fn without_settings(mut command: Command) -> Command {
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MEDIATRIX_")) {
        command.env_remove(name);
    }
    command.kill_on_drop(true);
    command
}
