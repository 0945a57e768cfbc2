//! Phones that stop reading while faders, meters and chat go on: what each
//! costs the relay, and how old the first meter is that they draw afterwards.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk::{ParamId, Value};
use protocol::{ChatBody, ChatPost, ClientFrame, ClientText, ServerFrame};
use relay::config::Layer;
use relay::{Config, Server};
use session::Event;
use stats_alloc::Region;
use testkit::native::{Folder, Heard, Options, Peer, Phone, Proxy, hello, request};
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, interval, sleep};

use crate::house::{Desk, client_address, desk_is_live};
use crate::plan::Plan;
use crate::stats::{Times, millis};
use crate::table::Row;

const PHONES: usize = 200;
const PHONES_DRAWING: u32 = 20;
/// So little that what the network holds is soon full.
const PHONE_BUFFER: u32 = 4096;
/// Pages of one person.
const PAGES: usize = 8;
/// One frame of a screen.
const FRAME: Duration = Duration::from_millis(16);
const FADERS: u16 = 24;

/// When a phone showed meters, and how old they were.
type Drawn = Arc<Mutex<Vec<(Instant, Duration)>>>;

#[derive(Clone, Copy, PartialEq)]
enum Phase {
    Read,
    Stall,
    End,
}

pub async fn run(plan: Plan) -> Vec<Row> {
    let span = Duration::from_secs(plan.of(10, 10));
    let house = InProcess::open().await;
    let phase = watch::Sender::new(Phase::Read);
    let mut phones = JoinSet::new();
    for n in 0..PHONES {
        if n % PAGES == 0 {
            house.next_person().await;
        }
        let peer = house.phone().await;
        phones.spawn(live(peer, phase.subscribe()));
    }
    let stop = watch::Sender::new(false);
    let load = tokio::spawn(load(house.admin().await, stop.subscribe()));
    // Everybody up to date, every buffer as large as it gets.
    sleep(Duration::from_secs(4)).await;
    let region = Region::new(crate::ALLOCATOR);
    phase.send_replace(Phase::Stall);
    sleep(span).await;
    let change = region.change();
    let grown = change.bytes_allocated as f64 - change.bytes_deallocated as f64;
    phase.send_replace(Phase::End);
    while let Some(ended) = phones.join_next().await {
        ended.expect("a phone reads on");
    }
    let ages = first_meters(&house).await;
    stop.send_replace(true);
    let moves = load.await.expect("the load ends");
    house.close().await;
    let each = (grown / PHONES as f64).max(0.0);
    let method = format!(
        "{PHONES} phones that send but do not read for {} s, {moves} moves of {FADERS} faders, \
         meters, chat; receive buffers of 4 KiB",
        span.as_secs()
    );
    vec![
        Row::new(
            "memory per stalled phone",
            "≤ 1024 B",
            format!("{each:.0} B"),
            each <= 1024.0,
            format!("counting allocator around relay and sockets; {method}"),
        ),
        Row::new(
            "first meter drawn after a stall",
            "≤ 150 ms old",
            format!("max {}", millis(ages.max())),
            ages.max() <= Duration::from_millis(150),
            format!(
                "{} stalls of 1, 4 and 10 s, native session behind the fault proxy, same load",
                ages.len()
            ),
        ),
    ]
}

/// Reads or does not, until the end.
async fn live(mut peer: Peer, mut phase: watch::Receiver<Phase>) {
    let kinds = ["input", "aux", "master"].map(str::to_owned).to_vec();
    peer.say(&ClientText::Meters { kinds }).await;
    let mut pings = interval(Duration::from_secs(1));
    loop {
        let now = *phase.borrow_and_update();
        if now == Phase::End {
            return;
        }
        tokio::select! {
            _ = phase.changed() => {}
            _ = pings.tick() => peer.send(&ClientFrame::Ping { nonce: 1 }).await,
            heard = peer.hear(), if now == Phase::Read => {
                if let Heard::Frame(ServerFrame::Meters { seq, .. }) = heard {
                    peer.send(&ClientFrame::MeterAck { seq }).await;
                }
            }
        }
    }
}

/// Phones behind a network that passes nothing to them for a while: the age of
/// the first meter that each shows afterwards.
async fn first_meters(house: &InProcess) -> Times {
    let proxy = Proxy::start(house.address, 31).await;
    let mut phones = Vec::new();
    for n in 0..PHONES_DRAWING {
        house.next_person().await;
        let token = house.token.lock().expect("nobody panics with it").clone();
        let mut options = Options::new(proxy.address(), &token, u64::from(n));
        options.from = Some(client_address(5000 + n));
        let newest: Drawn = Arc::default();
        let drawn = Arc::clone(&newest);
        let phone = Phone::start(options, move |noticed| {
            if let Event::Meters { .. } = noticed.event {
                let age =
                    Duration::from_millis(16 * u64::from(tick().wrapping_sub(noticed.meter_tick)));
                drawn.lock().expect("nobody panics with it").push((noticed.at, age));
            }
        });
        phone.tell(|client, _| client.want_meters(vec!["input".to_owned(), "aux".to_owned()]));
        phones.push((phone, newest));
    }
    let mut ages = Times::default();
    for stall in [Duration::from_secs(1), Duration::from_secs(4), Duration::from_secs(10)] {
        sleep(Duration::from_secs(3)).await;
        proxy.change(|rules| rules.down.held = true);
        sleep(stall).await;
        let end = Instant::now();
        proxy.change(|rules| rules.down.held = false);
        sleep(Duration::from_secs(4)).await;
        for (_, drawn) in &phones {
            let drawn = drawn.lock().expect("nobody panics with it");
            let first = drawn.iter().find(|(at, _)| *at > end);
            ages.push(first.map_or(Duration::MAX, |(_, age)| *age));
        }
    }
    ages
}

/// The relay's clock in live frames: units of 16 ms.
fn tick() -> u16 {
    let wall = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    ((wall.as_millis() / 16) & 0xffff) as u16
}

/// Moves faders sixty times a second and talks once a second.
async fn load(mut peer: Peer, stop: watch::Receiver<bool>) -> u64 {
    peer.take_up_surface().await;
    let faders: Vec<ParamId> = (1..=FADERS)
        .map(|n| peer.index().find(&format!("input.{n}.level")).expect("a Ui24R"))
        .collect();
    let mut ticks = interval(FRAME);
    let mut op = 0;
    while !*stop.borrow() {
        tokio::select! {
            _ = ticks.tick() => {
                op += 1;
                let tick = tick();
                let value = Value::Short((op * 97 % 60_000) as u16);
                let entries = faders.iter().map(|id| (*id, value.clone())).collect();
                peer.send(&ClientFrame::Set { op, gesture: 0, tick, entries }).await;
                if op % 64 == 0 {
                    let body = ChatBody::Create { text: format!("{op} {}", "la ".repeat(60)) };
                    let post =
                        ChatPost { n: op / 64, room: "crew".to_owned(), body, resumed: false };
                    peer.say(&ClientText::Post(post)).await;
                }
            }
            _ = peer.hear() => {}
        }
    }
    op
}

/// A relay in this process, whose every allocation is counted.
struct InProcess {
    address: std::net::SocketAddr,
    admin: String,
    code: String,
    token: Arc<Mutex<String>>,
    stop: oneshot::Sender<()>,
    task: tokio::task::JoinHandle<()>,
    _data: Folder,
    _desk: Desk,
}

impl InProcess {
    async fn open() -> Self {
        let data = Folder::new();
        // Its log of lines would grow with every move.
        let desk = Desk::start().await;
        let mut layer = Layer::default();
        layer.data = Some(data.path().to_owned());
        layer.desk = format!("ui://{}", desk.address).parse().ok();
        let config = Config::build(None, layer).expect("good settings");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let server = Server::build(config, listener).await.expect("a relay");
        let ready = server.ready();
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let shutdown = async {
                let _ = stopped.await;
            };
            server.run(shutdown).await.expect("it stops in good order");
        });
        desk_is_live(ready.address).await;
        let link = ready.join.expect("a link for the first admin");
        let first = link.rsplit('/').next().unwrap_or_default();
        let admin = join(ready.address, first, "Admin").await;
        let bearer = format!("Bearer {admin}");
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        let body = r#"{"role":"engineer","uses":1000}"#;
        let made = request(ready.address, "POST", "/api/v1/invitations", &headers, body).await;
        let code = made.json()["code"].as_str().expect("a code").to_owned();
        let token = Arc::default();
        Self { address: ready.address, admin, code, token, stop, task, _data: data, _desk: desk }
    }

    async fn next_person(&self) {
        let token = join(self.address, &self.code, "Ana").await;
        *self.token.lock().expect("nobody panics with it") = token;
    }

    async fn phone(&self) -> Peer {
        let token = self.token.lock().expect("nobody panics with it").clone();
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(PHONE_BUFFER).expect("a small buffer");
        let stream = socket.connect(self.address).await.expect("the relay listens");
        // As hidden, so that nobody wonders at the silence after its pings.
        Peer::over(stream, hello(&token)).await.expect("welcome")
    }

    async fn admin(&self) -> Peer {
        Peer::join(self.address, &self.admin).await
    }

    async fn close(self) {
        let _ = self.stop.send(());
        self.task.await.expect("it stops in good order");
    }
}

async fn join(address: std::net::SocketAddr, code: &str, name: &str) -> String {
    let body = serde_json::json!({ "code": code, "name": name, "color": "sky" }).to_string();
    let headers = [("Content-Type", "application/json")];
    let answer = request(address, "POST", "/api/v1/join", &headers, &body).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["token"].as_str().expect("a token").to_owned()
}
