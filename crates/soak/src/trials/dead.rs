//! The path vanishes without a word: how soon phones and relay notice, with
//! no traffic but the heartbeat.

use std::time::Duration;

use testkit::native::{Options, Phone, Proxy};
use tokio::time::{Instant, sleep, sleep_until};

use crate::house::{House, client_address, until};
use crate::journal::Journal;
use crate::plan::Plan;
use crate::stats::{Times, seconds};
use crate::table::Row;

const PHONES: u32 = 20;
/// The last byte may come in the moment of the blackout, and the timer that
/// counts from it fires a little late: less than the table can show.
const SLOP: Duration = Duration::from_millis(5);

pub async fn run(plan: Plan) -> Vec<Row> {
    let rounds = plan.of(50, 1);
    let house = House::open().await;
    let proxy = Proxy::start(house.address, 11).await;
    let watcher = Journal::default();
    let notes = watcher.clone();
    let _watching = Phone::start(
        Options::new(house.address, &house.token("Watcher").await, 1),
        move |noticed| notes.note(noticed),
    );
    let mut phones = Vec::new();
    for n in 0..PHONES {
        let token = house.token(&format!("P{n}")).await;
        let mut options = Options::new(proxy.address(), &token, 100 + u64::from(n));
        options.from = Some(client_address(1000 + n));
        let journal = Journal::default();
        let notes = journal.clone();
        phones.push((Phone::start(options, move |noticed| notes.note(noticed)), journal));
    }
    let (mut suspected, mut lost, mut dropped) =
        (Times::default(), Times::default(), Times::default());
    for round in 0..rounds {
        for (phone, _) in &phones {
            phone.tell(|client, now| client.handle_wake(now));
        }
        let all = || {
            let live = phones.iter().all(|(_, journal)| journal.read().live);
            live && watcher.read().people.len() == phones.len() + 1
        };
        assert!(until(Duration::from_secs(30), all).await, "all phones come back");
        // Not always at the same place between two heartbeats.
        sleep(Duration::from_millis(1000 + 137 * (round % 9))).await;
        let begin = Instant::now();
        let gone = proxy.black_out(Duration::from_secs(7));
        let seen = async {
            while begin.elapsed() < Duration::from_secs(7) {
                if watcher.read().people.len() == 1 {
                    return Some(begin.elapsed());
                }
                sleep(Duration::from_millis(2)).await;
            }
            None
        };
        let (_, seen) = tokio::join!(gone, seen);
        dropped.push(seen.unwrap_or(Duration::MAX));
        for (_, journal) in &phones {
            let pages = journal.read();
            let after = |at: Option<Instant>| {
                at.filter(|at| *at >= begin).map_or(Duration::MAX, |at| at - begin)
            };
            suspected.push(after(pages.suspected));
            lost.push(after(pages.lost));
        }
        sleep_until(Instant::now() + Duration::from_millis(50)).await;
    }
    let method = format!("{} blackouts of 7 s through the fault proxy, idle phones", lost.len());
    let row = |what: &str, goal: u64, times: &Times| {
        let goal = Duration::from_millis(goal);
        let good = times.max() <= goal + SLOP;
        Row::new(
            what,
            format!("≤ {}", seconds(goal)),
            format!("max {}", seconds(times.max())),
            good,
            &method,
        )
    };
    vec![
        row("client suspects a dead relay", 2000, &suspected),
        row("client gives a dead relay up", 5000, &lost),
        row("relay drops a dead client", 5500, &dropped),
    ]
}
