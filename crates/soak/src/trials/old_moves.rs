//! A finger drags a fader over a link that stalls: what reaches the others
//! late is not applied at all.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use desk::Value;
use fastrand::Rng;
use session::Event;
use testkit::native::{Options, Phone, Proxy};
use tokio::time::{Instant, interval, sleep};

use crate::house::{House, client_address, until};
use crate::journal::Journal;
use crate::plan::Plan;
use crate::stats::{Times, seconds};
use crate::table::Row;

const FADER: &str = "input.1.level";
/// The clock on the fader goes round in this time: its value is the time.
const ROUND: Duration = Duration::from_secs(60);
const LIMIT: Duration = Duration::from_millis(1500);
/// From the relay to the watcher, and the relay's clock in steps of 16 ms.
const SLOP: Duration = Duration::from_millis(60);

pub async fn run(plan: Plan) -> Vec<Row> {
    let house = House::open().await;
    let proxy = Proxy::start(house.address, 17).await;
    let ages = Arc::new(Mutex::new(Times::default()));
    let begin = Instant::now();
    let seen = Arc::clone(&ages);
    let watcher = Options::new(house.address, &house.token("Watcher").await, 1);
    let _watching = Phone::start(watcher, move |noticed| {
        let Event::Shown(ids) = noticed.event else { return };
        let Some(id) = noticed.client.index().find(FADER).filter(|id| ids.contains(id)) else {
            return;
        };
        let Some(Value::Short(value)) = noticed.client.shadow(id) else { return };
        let now = (noticed.at - begin).as_millis() as u64;
        let round = ROUND.as_millis() as u64;
        let age = (now + round - u64::from(*value)) % round;
        seen.lock().unwrap_or_else(PoisonError::into_inner).push(Duration::from_millis(age));
    });
    let journal = Journal::default();
    let notes = journal.clone();
    let mut options = Options::new(proxy.address(), &house.token("Mover").await, 2);
    options.from = Some(client_address(3000));
    let mover = Phone::start(options, move |noticed| notes.note(noticed));
    assert!(until(Duration::from_secs(10), || journal.read().live).await, "the mover is live");
    // The desk tells its values first.
    sleep(Duration::from_secs(2)).await;
    ages.lock().unwrap_or_else(PoisonError::into_inner).clear();

    let stalls = async {
        let mut dice = Rng::with_seed(3);
        let mut count = 0;
        while begin.elapsed() < plan.span {
            sleep(Duration::from_millis(dice.u64(200..1500))).await;
            proxy.change(|rules| rules.up.held = true);
            sleep(Duration::from_millis(dice.u64(100..4000))).await;
            proxy.change(|rules| rules.up.held = false);
            count += 1;
        }
        count
    };
    let drags = async {
        let mut ticks = interval(Duration::from_millis(16));
        let mut moves = 0;
        while begin.elapsed() < plan.span {
            ticks.tick().await;
            moves += 1;
            let value = (begin.elapsed().as_millis() % ROUND.as_millis()) as u16;
            mover.tell(move |client, now| {
                let Some(id) = client.index().find(FADER) else { return };
                if moves % 64 == 0 {
                    client.lift(now, id);
                }
                // Refused while offline, which is what a finger meets too.
                let touched = client.touch(now, id);
                if touched.and_then(|()| client.set(now, id, Value::Short(value))).is_err() {
                    client.lift(now, id);
                }
            });
        }
        moves
    };
    let (stalls, moves) = tokio::join!(stalls, drags);
    sleep(Duration::from_secs(2)).await;
    let ages = ages.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let late = ages.over(LIMIT + SLOP);
    vec![Row::new(
        "moves applied older than 1.5 s",
        "0",
        format!("{late} of {}", ages.len()),
        late == 0 && ages.len() > 100,
        format!(
            "{moves} positions of a finger over {stalls} stalls of 0.1 to 4 s, oldest seen by \
             another phone {}",
            seconds(ages.max())
        ),
    )]
}
