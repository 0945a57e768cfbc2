//! A relay in a process of its own, with a data folder that outlives it, and
//! tokens for people.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::os::unix::process::CommandExt as _;
use std::process::Stdio;
use std::time::Duration;

use testkit::native::{Folder, request, within};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// Under this name the program is the relay.
pub const RELAY: &str = "mediatrix-relay";

/// More people and sockets than a real house would see from one address.
const SETTINGS: &str = "\
connections = 20000
wrong_codes_per_minute = 10000
chat_memory = 100000
[limits]
unauthenticated_sockets = 1000
";

/// A relay and its data.
pub struct House {
    /// Where it listens now; another port after every start.
    pub address: SocketAddr,
    data: Folder,
    child: Child,
    code: String,
}

impl House {
    /// Starts a relay with a simulated Ui24R.
    pub async fn open() -> Self {
        let data = Folder::new();
        std::fs::write(data.path().join("relay.toml"), SETTINGS).expect("a writable folder");
        let (child, address) = start(&data).await;
        let mut house = Self { address, data, child, code: String::new() };
        desk_is_live(address).await;
        house.code = house.invite("admin").await;
        house
    }

    /// Ends it at once, as a power cut does to a process, and starts it again.
    pub async fn kill_and_restart(&mut self) {
        self.kill().await;
        self.restart().await;
    }

    /// Starts it again after [`House::kill`].
    pub async fn restart(&mut self) {
        let (child, address) = start(&self.data).await;
        (self.child, self.address) = (child, address);
    }

    /// Ends it at once.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("the relay was running");
    }

    /// A code that lets many in.
    async fn invite(&self, role: &str) -> String {
        let mut command = program();
        command.args(["invite", "--role", role, "--uses", "10000", "--data"]);
        let output = command.arg(self.data.path()).output().await.expect("the relay runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.trim().rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// A token for a new person.
    pub async fn token(&self, name: &str) -> String {
        let body = serde_json::json!({ "code": self.code, "name": name, "color": "sky" });
        let headers = [("Content-Type", "application/json")];
        let answer =
            request(self.address, "POST", "/api/v1/join", &headers, &body.to_string()).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()["token"].as_str().expect("a token").to_owned()
    }

    /// A join link for a browser that comes by this address.
    pub fn link(&self, by: SocketAddr) -> String {
        format!("http://{by}/#/join/{}", self.code)
    }

    /// All entries of the crew's log, oldest first.
    pub async fn log(&self, token: &str) -> Vec<serde_json::Value> {
        let bearer = format!("Bearer {token}");
        let headers = [("Authorization", bearer.as_str())];
        let mut entries = Vec::new();
        let mut before = String::new();
        loop {
            let path = format!("/api/v1/rooms/crew/messages?limit=200{before}");
            let page = request(self.address, "GET", &path, &headers, "").await.json();
            let mut older = page["entries"].as_array().expect("entries").clone();
            let first = older.first().map(|entry| entry["offset"].as_u64().expect("an offset"));
            older.append(&mut entries);
            entries = older;
            match first {
                Some(first) if page["more"] == true => before = format!("&before={first}"),
                _ => return entries,
            }
        }
    }
}

/// A simulated desk in a process of its own.
pub struct Desk {
    /// Where it speaks the desk's protocol.
    pub address: SocketAddr,
    _child: Child,
}

impl Desk {
    /// Starts a Ui24R.
    pub async fn start() -> Self {
        let mut command = program();
        command.args(["simulate", "--listen", "127.0.0.1:0"]);
        let (child, line) = first_line(command).await;
        let address = line.rsplit("ws://").next().and_then(|text| text.trim().parse().ok());
        Self { address: address.unwrap_or_else(|| panic!("no address: {line}")), _child: child }
    }
}

/// Waits until the relay knows the desk's values.
pub async fn desk_is_live(address: SocketAddr) {
    for _ in 0..500 {
        let ready = request(address, "GET", "/readyz", &[], "").await;
        if ready.json()["desk"]["state"] == "live" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the simulated desk does not come up");
}

async fn start(data: &Folder) -> (Child, SocketAddr) {
    let mut command = program();
    command.args(["serve", "--listen", "127.0.0.1:0", "--config"]);
    command.arg(data.path().join("relay.toml")).arg("--data").arg(data.path());
    let (child, line) = first_line(command).await;
    let address = line.strip_prefix("listening on http://").expect("an address");
    (child, address.parse().expect("an address"))
}

/// Starts a program and waits until it says that it is there.
async fn first_line(mut command: Command) -> (Child, String) {
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let line = within("a program's first line", lines.next_line()).await;
    let line = line.expect("a line").expect("it did not end");
    // Reads on, so that it never waits for a reader.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (child, line)
}

fn program() -> Command {
    let own = std::env::current_exe().expect("a program has a path");
    let mut command = std::process::Command::new(own);
    command.arg0(RELAY);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MEDIATRIX_")) {
        command.env_remove(name);
    }
    let mut command = Command::from(command);
    command.kill_on_drop(true);
    command
}

/// Loopback address number `n` of a client: each phone has its own, as in a
/// real network.
pub fn client_address(n: u32) -> IpAddr {
    let [_, a, b, c] = (n + 2).to_be_bytes();
    Ipv4Addr::new(127, a | 1, b, c).into()
}

/// Waits until something is so; whether it came about in time.
pub async fn until(limit: Duration, mut so: impl FnMut() -> bool) -> bool {
    let end = tokio::time::Instant::now() + limit;
    while !so() {
        if tokio::time::Instant::now() >= end {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    true
}
