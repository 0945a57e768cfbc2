//! Two people drag one fader at the same time, and one who holds it vanishes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use desk::Value;
use session::Event;
use testkit::native::{Options, Phone, Proxy};
use tokio::time::{Instant, interval, sleep};

use crate::house::{House, client_address, until};
use crate::plan::Plan;
use crate::stats::{Times, millis, seconds};
use crate::table::Row;

const FADER: &str = "input.1.level";
const FRAME: Duration = Duration::from_millis(16);
/// How long two fingers pull.
const FRAMES: u16 = 90;
/// A round trip on loopback, with a screen's frame on each side.
const EQUAL: Duration = Duration::from_millis(50);
const FREE: Duration = Duration::from_millis(2000);

/// What one phone saw of the fader since it was asked last.
#[derive(Default)]
struct Seen {
    live: bool,
    values: Vec<u16>,
    /// When the shown value changed last.
    changed: Option<Instant>,
    shown: Option<u16>,
    /// Everybody who had it in hand, in turn; nobody is none.
    holders: Vec<Option<u32>>,
}

#[derive(Clone)]
struct Hand {
    phone: Arc<Phone>,
    proxy: Arc<Proxy>,
    seen: Arc<Mutex<Seen>>,
}

impl Hand {
    async fn start(house: &House, name: &str, number: u32) -> Self {
        let proxy = Proxy::start(house.address, number.into()).await;
        let mut options = Options::new(proxy.address(), &house.token(name).await, number.into());
        options.from = Some(client_address(30_000 + number));
        let seen: Arc<Mutex<Seen>> = Arc::default();
        let notes = Arc::clone(&seen);
        let phone = Phone::start(options, move |noticed| {
            let mut seen = notes.lock().unwrap_or_else(PoisonError::into_inner);
            let id = noticed.client.index().find(FADER);
            let about = |ids: &[desk::ParamId]| id.filter(|id| ids.contains(id));
            match noticed.event {
                Event::Link(link) => seen.live = matches!(link, session::LinkState::Live { .. }),
                Event::Shown(ids) => {
                    let Some(id) = about(ids) else { return };
                    if let Some(Value::Short(value)) = noticed.client.shadow(id) {
                        seen.values.push(*value);
                    }
                    if let Some(Value::Short(value)) = noticed.client.shown(id)
                        && seen.shown != Some(*value)
                    {
                        (seen.shown, seen.changed) = (Some(*value), Some(noticed.at));
                    }
                }
                Event::Held(ids) => {
                    let Some(id) = about(ids) else { return };
                    seen.holders.push(noticed.client.holder(id));
                }
                _ => {}
            }
        });
        Self { phone: Arc::new(phone), proxy: Arc::new(proxy), seen }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn drag(&self, value: u16) {
        self.phone.tell(move |client, now| {
            let Some(id) = client.index().find(FADER) else { return };
            // Whose finger does not own the fader drags on all the same.
            let _ = client.touch(now, id);
            let _ = client.set(now, id, Value::Short(value));
        });
    }

    fn lift(&self) {
        self.phone.tell(|client, now| {
            if let Some(id) = client.index().find(FADER) {
                client.lift(now, id);
            }
        });
    }
}

pub async fn run(plan: Plan) -> Vec<Row> {
    let (pulls, deaths) = plan.of((20, 10), (5, 2));
    let house = House::open().await;
    let left = Hand::start(&house, "Left", 1).await;
    let right = Hand::start(&house, "Right", 2).await;
    let watcher = Hand::start(&house, "Watcher", 3).await;
    let all = || [&left, &right, &watcher].iter().all(|hand| hand.seen().live);
    assert!(until(Duration::from_secs(20), all).await, "all hands are live");
    let (mut alternations, mut unequal, mut fewest) = (0, 0, usize::MAX);
    let mut equal = Times::default();
    for pull in 0..pulls {
        free(&watcher).await;
        watcher.seen().values.clear();
        watcher.seen().holders.clear();
        let mut ticks = interval(FRAME);
        for frame in 0..FRAMES {
            ticks.tick().await;
            // Even values are the left hand's, odd ones the right's.
            let value = 10_000 + 128 * frame + 2 * pull;
            let (first, second) = if pull % 2 == 0 { (0, 1) } else { (1, 0) };
            for side in [first, second] {
                if side == 0 { &left } else { &right }.drag(value + side);
            }
        }
        let quiet = Instant::now();
        left.lift();
        right.lift();
        sleep(Duration::from_millis(600)).await;
        let hands = [&left, &right, &watcher];
        let last = hands.iter().filter_map(|hand| hand.seen().changed).max();
        equal.push(last.map(|at| at.saturating_duration_since(quiet)).unwrap_or_default());
        let shown: Vec<_> = hands.iter().map(|hand| hand.seen().shown).collect();
        unequal += u32::from(shown.iter().any(|value| value.is_none() || *value != shown[0]));
        let seen = watcher.seen();
        let sides: Vec<u16> = seen.values.iter().map(|value| value % 2).collect();
        let owners: Vec<u32> = seen.holders.iter().copied().flatten().collect();
        let changes = |turns: usize| turns.saturating_sub(1);
        alternations += changes(sides.chunk_by(PartialEq::eq).count())
            + changes(owners.chunk_by(PartialEq::eq).count());
        fewest = fewest.min(sides.len()).min(owners.len() * sides.len());
    }
    let freed = vanish(&left, &watcher, deaths).await;
    vec![
        Row::new(
            "two fingers on one fader: changes of owner",
            "0, and equal ≤ 1 round trip after quiet",
            format!("{alternations}, {unequal} unequal, equal after max {}", millis(equal.max())),
            alternations == 0 && unequal == 0 && equal.max() <= EQUAL && fewest > 10,
            format!(
                "{pulls} pulls of {FRAMES} frames by two phones at once, seen by a third, which \
                 saw at least {fewest} values and an owner in each"
            ),
        ),
        Row::new(
            "a held fader is free after its holder vanished",
            format!("≤ {}", seconds(FREE)),
            format!("max {}", seconds(freed.max())),
            freed.max() <= FREE && freed.len() == deaths,
            format!("{deaths} black holes under a moving finger, seen by another phone"),
        ),
    ]
}

/// Waits until nobody has the fader in hand.
async fn free(watcher: &Hand) {
    let free = || watcher.seen().holders.last().copied().flatten().is_none();
    assert!(until(Duration::from_secs(10), free).await, "the fader is let go");
}

async fn vanish(hand: &Hand, watcher: &Hand, deaths: usize) -> Times {
    let mut freed = Times::default();
    for death in 0..deaths {
        free(watcher).await;
        let live = || hand.seen().live && watcher.seen().live;
        assert!(until(Duration::from_secs(20), live).await, "the hand comes back");
        let mut ticks = interval(FRAME);
        for frame in 0..40 + 7 * death as u16 {
            ticks.tick().await;
            hand.drag(30_000 + 64 * frame);
        }
        let held = || watcher.seen().holders.last().copied().flatten().is_some();
        assert!(until(Duration::from_secs(2), held).await, "the fader is held");
        let proxy = Arc::clone(&hand.proxy);
        let begin = Instant::now();
        let gone = tokio::spawn(async move { proxy.black_out(Duration::from_secs(4)).await });
        let free = || watcher.seen().holders.last().copied().flatten().is_none();
        until(Duration::from_secs(10), free).await;
        freed.push(begin.elapsed());
        // The finger does not know yet.
        for frame in 0..60 {
            ticks.tick().await;
            hand.drag(40_000 + 64 * frame);
        }
        hand.lift();
        let _ = gone.await;
    }
    freed
}
