//! Bytes on the wire: counted at the sockets, beside the same done by polling
//! over HTTP and by JSON with a token in every message.

use std::net::SocketAddr;
use std::time::Duration;

use desk::Value;
use protocol::{ClientFrame, ServerFrame};
use testkit::native::{Heard, Options, Peer, Phone, Proxy, told};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::house::{House, until};
use crate::journal::Journal;
use crate::plan::Plan;
use crate::table::Row;

/// Head of a short WebSocket frame, from the relay and, masked, to it.
///
/// **Source:** RFC 6455, section 5.2.
const HEAD_DOWN: usize = 2;
const HEAD_UP: usize = 6;
const FADER: &str = "input.3.level";

/// What Chromium sends with a fetch of its own page.
///
/// **Source:** recorded from Chromium's network panel.
const BROWSER_HEADERS: &str = "Connection: keep-alive\r\n\
sec-ch-ua-platform: \"Linux\"\r\n\
User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n\
Accept: */*\r\n\
Content-Type: application/json\r\n\
Sec-Fetch-Site: same-origin\r\n\
Sec-Fetch-Mode: cors\r\n\
Sec-Fetch-Dest: empty\r\n\
Accept-Encoding: gzip, deflate, br, zstd\r\n\
Accept-Language: en-US,en;q=0.9\r\n";

pub async fn run(plan: Plan) -> Vec<Row> {
    let house = House::open().await;
    let token = house.token("Ana").await;
    let (down, up) = moves(&house, &token).await;
    let join = join(&house, &token).await;
    let idle = idle(&house, &token, plan.of(60, 15)).await;
    let poll = poll(house.address, &token).await;
    let json_up = json_message(&token).len() + json_head(json_message(&token).len(), true);
    let json_down = json_message("").len() + json_head(json_message("").len(), false);
    let beside =
        |polling: usize, json: usize| format!("; polling {polling} B, JSON with a token {json} B");
    vec![
        Row::new(
            "bytes per fader move, to a phone",
            "≤ 10",
            down.to_string(),
            down <= 10,
            format!("largest of 200 deltas with WebSocket head{}", beside(poll, json_down)),
        ),
        Row::new(
            "bytes per fader move, from a phone",
            "≤ 16",
            up.to_string(),
            up <= 16,
            format!("largest of 200 sets with masked head{}", beside(poll, json_up)),
        ),
        Row::new(
            "bytes per idle minute, both ways",
            "≤ 2000",
            idle.to_string(),
            idle <= 2000,
            format!(
                "counted at the proxy, without TCP/IP{}",
                beside(poll * 60, (json_up + json_down) * 60)
            ),
        ),
        Row::new(
            "bytes to join a full Ui24R, raw",
            "≤ 25000",
            join.0.to_string(),
            join.0 <= 25_000,
            format!(
                "counted at the proxy from the upgrade to the whole state{}",
                beside(join.1 + poll, join.1 + json_up)
            ),
        ),
    ]
}

/// Largest delta and set of two hundred moves of one fader.
async fn moves(house: &House, token: &str) -> (usize, usize) {
    let mut mover = Peer::join(house.address, token).await;
    let mut other = Peer::join(house.address, token).await;
    mover.take_up_surface().await;
    let id = mover.index().find(FADER).expect("a Ui24R");
    let (mut down, mut up) = (0, 0);
    for op in 1..=200u64 {
        let wall = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        let tick = ((wall.as_millis() / 16) & 0xffff) as u16;
        let entries = vec![(id, Value::Short((op * 311 % 65_000) as u16))];
        let set = ClientFrame::Set { op, gesture: 0, tick, entries };
        up = up.max(set.encode().len() + HEAD_UP);
        mover.send(&set).await;
        let delta = other
            .wait("the move", |heard| match heard {
                Heard::Frame(frame @ ServerFrame::Delta { entries, .. }) => {
                    let moved = entries.iter().any(|(of, _)| *of == id);
                    moved.then(|| frame.encode().len())
                }
                _ => None,
            })
            .await;
        down = down.max(delta + HEAD_DOWN);
    }
    (down, up)
}

/// Bytes down until a phone has everything, and the same state as JSON.
async fn join(house: &House, token: &str) -> (usize, usize) {
    let proxy = Proxy::start(house.address, 23).await;
    let mut peer = Peer::join(proxy.address(), token).await;
    let count = peer.index().len();
    let mut entries = Vec::new();
    while entries.len() < count {
        let heard = peer.hear().await;
        entries.extend(told(peer.index(), &heard));
    }
    let state: serde_json::Map<_, _> = entries
        .into_iter()
        .filter_map(|(id, value)| {
            let value = match value {
                Value::Short(short) => serde_json::json!(f64::from(short) / 65_535.0),
                Value::Float(float) => serde_json::json!(float),
                Value::Text(text) => serde_json::json!(text),
            };
            Some((peer.index().path(id)?, value))
        })
        .collect();
    let json = serde_json::to_string(&state).unwrap_or_default().len();
    (proxy.bytes().1 as usize, json)
}

/// Bytes both ways in a minute of a visible page that does nothing.
async fn idle(house: &House, token: &str, seconds: u64) -> u64 {
    let proxy = Proxy::start(house.address, 29).await;
    let journal = Journal::default();
    let notes = journal.clone();
    let options = Options::new(proxy.address(), token, 5);
    let _phone = Phone::start(options, move |noticed| notes.note(noticed));
    assert!(until(Duration::from_secs(10), || journal.read().live).await, "it is live");
    sleep(Duration::from_secs(2)).await;
    let before = proxy.bytes();
    sleep(Duration::from_secs(seconds)).await;
    let after = proxy.bytes();
    (after.0 + after.1 - before.0 - before.1) * 60 / seconds
}

/// Bytes both ways of one request on a connection that is kept, as a browser
/// sends it, with a small answer.
async fn poll(address: SocketAddr, token: &str) -> usize {
    let mut stream = TcpStream::connect(address).await.expect("the relay listens");
    let request = format!(
        "GET /api/v1/me HTTP/1.1\r\nHost: {address}\r\nReferer: http://{address}/\r\n\
         Authorization: Bearer {token}\r\n{BROWSER_HEADERS}\r\n"
    );
    stream.write_all(request.as_bytes()).await.expect("the relay reads");
    let mut answer = vec![0; 8192];
    let mut length = 0;
    loop {
        length += stream.read(&mut answer[length..]).await.expect("the relay answers");
        let text = String::from_utf8_lossy(&answer[..length]);
        if text.contains("\r\n\r\n") && text.ends_with('}') {
            return request.len() + length;
        }
    }
}

fn json_message(token: &str) -> String {
    let message = match token {
        "" => serde_json::json!({ "type": "set", "path": FADER, "value": 0.512_345 }),
        token => serde_json::json!({
            "token": token, "type": "set", "path": FADER, "value": 0.512_345,
        }),
    };
    message.to_string()
}

/// Head of a text frame of this length.
fn json_head(length: usize, masked: bool) -> usize {
    let extended = if length > 125 { 2 } else { 0 };
    2 + extended + if masked { 4 } else { 0 }
}
