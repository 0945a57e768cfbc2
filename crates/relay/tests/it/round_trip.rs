//! Every parameter through a real relay to a real simulated desk, and back:
//! what a client of the relay sets, another program on the desk sees under the
//! right key, and what that one sets, the client sees.
//!
//! The other program is a few lines of WebSocket here, not our driver.

use std::collections::BTreeMap;
use std::time::Duration;

use desk::{Access, Law, ParamId, Value};
use protocol::{ClientText, RefusalCode, ServerFrame, ServerText};
use sim::{Model, Options, Simulator};
use soundcraft::keys::{Place, Scale};
use testkit::native::{Heard, Peer, RawSocket, told};

use crate::desk::live_peer;
use crate::harness::Relay;
use crate::whole::{JOIN_BYTES, join_bytes};

/// How long one step may take; far longer than it does.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is tried.
const TRIES: usize = 5;
/// One step of sixteen bits.
const STEP: f64 = 1.0 / 65_535.0;

/// Meters come when the desk has told all its keys, and not before.
const METERS: &str = "VU2";

/// Another program on the desk: it reads lines and writes lines.
struct Other {
    socket: RawSocket,
    tree: BTreeMap<String, String>,
}

impl Other {
    async fn connect(desk: &sim::Handle) -> Self {
        let socket = RawSocket::connect(desk.addr(), "/", &[], &[]).await;
        let socket = socket.unwrap_or_else(|refused| panic!("refused: {}", refused.text()));
        let mut other = Self { socket, tree: BTreeMap::new() };
        assert!(other.until(|tree| tree.contains_key(METERS)).await, "no dump");
        other
    }

    /// Reads lines until the tree is as wanted, and says that it lives. False
    /// when that takes too long.
    async fn until(&mut self, mut done: impl FnMut(&BTreeMap<String, String>) -> bool) -> bool {
        let mut alive = tokio::time::interval(Duration::from_millis(500));
        let read = async {
            while !done(&self.tree) {
                tokio::select! {
                    _ = alive.tick() => self.socket.send_text("3:::ALIVE").await,
                    message = self.socket.next() => {
                        let message = message.expect("the desk stays");
                        self.read(message.as_text().unwrap_or_default());
                    }
                }
            }
        };
        tokio::time::timeout(PATIENCE, read).await.is_ok()
    }

    fn read(&mut self, frame: &str) {
        let lines = frame.strip_prefix("3:::").unwrap_or_default().split('\n');
        for line in lines {
            let mut fields = line.splitn(3, '^');
            if let (Some("SETD" | "SETS"), Some(key), Some(value)) =
                (fields.next(), fields.next(), fields.next())
            {
                self.tree.insert(key.to_owned(), value.to_owned());
            } else if line.starts_with(METERS) {
                self.tree.insert(METERS.to_owned(), String::new());
            }
        }
    }
}

/// A parameter with its key.
struct Row {
    id: ParamId,
    path: String,
    law: Law,
    place: Place,
}

impl Row {
    /// Some value that fits; another one for every parameter and round.
    fn some(&self, round: u32) -> Value {
        let noise = (u32::from(self.id.0) + 1).wrapping_mul(40_503).wrapping_add(round * 9_973);
        let short = (noise >> 3 & 0xffff) as u16;
        match self.law {
            Law::Toggle => Value::Short(short >> 5 & 1),
            Law::Choice { count } => Value::Short(short % count),
            Law::Number { .. } => Value::Float(f32::from(short) / 64.0),
            Law::Text { .. } => Value::Text(format!("R{round}P{}", self.id.0)),
            _ => Value::Short(short),
        }
    }

    /// What stands on the wire for a value; a mask keeps its other bits.
    fn wire(&self, value: &Value, before: &str) -> Wire {
        let number = match (value, self.law) {
            (Value::Text(text), _) => return Wire::Text(text.clone()),
            (Value::Float(number), _) => f64::from(*number),
            (Value::Short(short), Law::Toggle | Law::Choice { .. }) => f64::from(*short),
            (Value::Short(short), _) => f64::from(*short) / 65_535.0,
        };
        if let Some(bit) = self.place.bit() {
            let mask = before.parse::<f64>().unwrap_or(0.0) as u32;
            let mask = mask & !(1 << bit) | (number as u32) << bit;
            return Wire::Number(mask.into(), 0.0);
        }
        match self.place.rule().scale {
            Scale::Plain => Wire::Number(number, STEP * number.abs().max(1.0)),
            Scale::From(first) => Wire::Number(number + f64::from(first), 0.0),
            Scale::Upto(end) => Wire::Number(number * end, STEP * end),
        }
    }
}

/// A value on the wire, and how near a number has to be.
#[derive(Clone, Debug, PartialEq)]
enum Wire {
    Text(String),
    Number(f64, f64),
}

impl Wire {
    fn is(&self, found: &str) -> bool {
        match self {
            Self::Text(text) => text == found,
            Self::Number(number, within) => {
                found.parse::<f64>().is_ok_and(|found| (found - number).abs() <= *within)
            }
        }
    }

    fn line(&self, key: &str) -> String {
        match self {
            Self::Text(text) => format!("3:::SETS^{key}^{text}"),
            Self::Number(number, _) => format!("3:::SETD^{key}^{number}"),
        }
    }
}

/// A relay on a desk, a client of the one and a program on the other.
struct Bench {
    ana: Peer,
    other: Other,
    values: Vec<Value>,
}

impl Bench {
    /// All parameters whose key the desk has told.
    fn rows(&self) -> Vec<Row> {
        let index = self.ana.index();
        let row = |id| {
            let path = index.path(id).unwrap();
            let place = Place::of_path(&path).unwrap_or_else(|| panic!("{path} has no key"));
            Row { id, path, law: index.get(id).unwrap().law(), place }
        };
        index.ids().map(row).filter(|row| self.other.tree.contains_key(&row.place.key())).collect()
    }

    fn access(&self, row: &Row) -> Access {
        self.ana.index().get(row.id).unwrap().template.access
    }

    /// Sets parameters through the relay, and waits until the other program
    /// sees every one of them. Returns how many there were.
    async fn set(&mut self, rows: &[&Row], value: impl Fn(&Row) -> Value) -> usize {
        let mut wanted = BTreeMap::new();
        let mut values = BTreeMap::new();
        for row in rows {
            let (key, value) = (row.place.key(), value(row));
            let before = match wanted.get(&key) {
                Some(Wire::Number(mask, _)) => format!("{mask}"),
                _ => self.other.tree[&key].clone(),
            };
            wanted.insert(key, row.wire(&value, &before));
            values.insert(row.id, value);
        }
        for _ in 0..TRIES {
            let missing = rows.iter().filter(|row| wanted.contains_key(&row.place.key()));
            let entries = missing.map(|row| (row.id, values[&row.id].clone()));
            for entries in entries.collect::<Vec<_>>().chunks(64) {
                let op = self.ana.set_many(entries.to_vec()).await;
                self.acknowledged(op).await;
            }
            // Seen once is enough: a desk takes some switches back by itself.
            let seen = |tree: &BTreeMap<String, String>| {
                wanted.retain(|key, wire| !wire.is(&tree[key]));
                wanted.is_empty()
            };
            if self.other.until(seen).await {
                return rows.len();
            }
            // A machine under load can make a desk look stalled; then the
            // relay gives writes up and says so by the values there were.
        }
        let missing: Vec<&String> = wanted.keys().collect();
        panic!("{} keys do not reach the desk: {missing:?}", missing.len());
    }

    /// Waits until the relay has decided a set, so that none is too old when
    /// its turn comes.
    async fn acknowledged(&mut self, op: u64) {
        loop {
            let heard = self.ana.hear().await;
            self.take(&heard);
            if let Heard::Text(ServerText::SetRefused { refusal, .. }) = &heard {
                assert_eq!(refusal.code, RefusalCode::DeskOffline, "{}", refusal.reason);
            }
            if matches!(heard, Heard::Frame(ServerFrame::OpAck { op: of }) if of >= op) {
                return;
            }
        }
    }

    fn take(&mut self, heard: &Heard) {
        for (id, value) in told(self.ana.index(), heard) {
            self.values[usize::from(id.0)] = value;
        }
    }

    /// Writes keys on the desk, and waits until the relay's client shows them.
    async fn press(&mut self, rows: &[&Row], round: u32) -> usize {
        let mut wanted = BTreeMap::new();
        let mut lines = BTreeMap::new();
        for row in rows {
            let (key, value) = (row.place.key(), row.some(round));
            let wire = row.wire(&value, &self.other.tree[&key]);
            let text = match &wire {
                Wire::Text(text) => text.clone(),
                Wire::Number(number, _) => number.to_string(),
            };
            lines.insert(key.clone(), wire.line(&key));
            self.other.tree.insert(key, text);
            wanted.insert(row.id, value);
        }
        for line in lines.into_values() {
            self.other.socket.send_text(line).await;
        }
        let heard = async {
            loop {
                let shown = |id: &ParamId| &self.values[usize::from(id.0)];
                wanted.retain(|id, value| !near(shown(id), value));
                if wanted.is_empty() {
                    return;
                }
                let heard = self.ana.hear().await;
                self.take(&heard);
                self.ana.say(&ClientText::Visible { visible: false }).await;
            }
        };
        if tokio::time::timeout(PATIENCE, heard).await.is_err()
            && let Some((id, value)) = wanted.first_key_value()
        {
            let (path, shown) = (self.ana.index().path(*id), &self.values[usize::from(id.0)]);
            panic!("{path:?} shows {shown:?}, not {value:?}");
        }
        rows.len()
    }
}

/// Within a step of sixteen bits; what is no position, exactly.
fn near(found: &Value, wanted: &Value) -> bool {
    match (found, wanted) {
        (Value::Short(found), Value::Short(wanted)) => found.abs_diff(*wanted) <= 1,
        _ => found == wanted,
    }
}

async fn bench(model: Model) -> (Relay, sim::Handle, Bench) {
    let desk = Simulator::start(Options { model, ..Options::default() }).await.unwrap();
    let relay = Relay::with(&format!("desk = \"ui://{}\"", desk.addr())).await;
    let ana = live_peer(&relay, "Ana").await;
    let other = Other::connect(&desk).await;
    let values = ana.index().ids().map(|id| Value::neutral(ana.index().encoding(id).unwrap()));
    let values = values.collect();
    (relay, desk, Bench { ana, other, values })
}

/// Parameters that switch what others do: they come before the rest, so that
/// one write is one write, and once more after it.
const SWITCHES: [(&str, u16); 4] =
    [(".stereo", 0), ("desk.solo.multiple", 1), ("master.eq.linked", 0), ("master.dyn.linked", 0)];

/// Parameters that a mute button or a mute group changes along: they come
/// last.
fn is_changed_along(row: &Row) -> bool {
    row.path.ends_with(".force_unmute") || row.path.starts_with("desk.unsaved.")
}

/// What the desk moves by itself while it plays or records.
fn is_moved_by_the_desk(row: &Row) -> bool {
    let state = ["player.", "recorder.", "multitrack.", "usb_fill"];
    state
        .iter()
        .any(|front| row.path.strip_prefix("desk.").is_some_and(|leaf| leaf.starts_with(front)))
}

#[allow(clippy::print_stdout)]
async fn both_ways(model: Model) -> (usize, usize, usize) {
    let (relay, desk, mut bench) = bench(model).await;
    let rows = bench.rows();
    let all = bench.ana.index().len();
    let (writable, told): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| bench.access(row) != Access::Told);
    let switch = |row: &Row| {
        SWITCHES
            .iter()
            .find(|(path, _)| row.path.ends_with(path))
            .map(|(_, off)| Value::Short(*off))
    };
    let (switches, plain): (Vec<&Row>, Vec<&Row>) =
        writable.into_iter().partition(|row| switch(row).is_some());
    let (last, plain): (Vec<&Row>, Vec<&Row>) =
        plain.into_iter().partition(|row| is_changed_along(row));

    bench.set(&switches, |row| switch(row).unwrap()).await;
    let mut down = bench.set(&plain, |row| row.some(1)).await;
    down += bench.set(&last, |row| row.some(1)).await;

    let (welcome, state) = join_bytes(&relay).await;
    println!("{model}: joining with all of it moved takes {welcome} + {state} bytes");
    assert!(welcome + state <= JOIN_BYTES, "{}", welcome + state);

    let mut up = bench.press(&plain, 2).await;
    up += bench.press(&last, 2).await;
    // What only the desk tells comes from the desk's own hand.
    let (moved, told): (Vec<&Row>, Vec<&Row>) =
        told.into_iter().partition(|row| is_moved_by_the_desk(row));
    up += bench.press(&told, 2).await;

    down += bench.set(&switches, |row| row.some(1)).await;
    up += bench.press(&switches, 2).await;
    assert_eq!(down + told.len() + moved.len(), rows.len());
    assert_eq!(up + moved.len(), rows.len());
    relay.stop().await;
    desk.stop().await;
    (all, down, up)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[allow(clippy::print_stdout)]
async fn every_parameter_gets_through_both_ways() {
    for (model, at_least) in [(Model::Ui24R, 6_700), (Model::Ui16, 2_600), (Model::Ui12, 1_900)] {
        let began = std::time::Instant::now();
        let (all, down, up) = both_ways(model).await;
        println!(
            "{model}: of {all} parameters {down} set through the relay and seen at the desk, \
             {up} set at the desk and seen through the relay, {} ms",
            began.elapsed().as_millis()
        );
        assert!(down >= at_least && up >= at_least, "{model}: {down} and {up}");
    }
}
