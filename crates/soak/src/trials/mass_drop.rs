//! Everybody is dropped at once: by a network that blinks, and by a relay
//! that dies and is started again.

use std::time::Duration;

use testkit::native::{Options, Phone, Proxy};
use tokio::time::{Instant, sleep};

use crate::house::{House, client_address, until};
use crate::journal::Journal;
use crate::plan::Plan;
use crate::stats::seconds;
use crate::table::Row;

const LIMIT: Duration = Duration::from_secs(3);
/// Pages of one person.
const PAGES: u32 = 8;

pub async fn run(plan: Plan) -> Vec<Row> {
    let count: u32 = plan.of(1000, 200);
    let mut house = House::open().await;
    let proxy = Proxy::start(house.address, 19).await;
    let mut phones = Vec::new();
    let mut token = String::new();
    for n in 0..count {
        if n % PAGES == 0 {
            token = house.token(&format!("P{n}")).await;
        }
        let mut options = Options::new(proxy.address(), &token, 9000 + u64::from(n));
        options.from = Some(client_address(10_000 + n));
        let journal = Journal::default();
        let notes = journal.clone();
        phones.push((Phone::start(options, move |noticed| notes.note(noticed)), journal));
        if n % 50 == 49 {
            // They come one after the other, and are dropped together.
            sleep(Duration::from_millis(100)).await;
        }
    }
    let live = || phones.iter().filter(|(_, journal)| journal.read().live).count();
    let all = || live() == phones.len();
    assert!(until(Duration::from_secs(60), all).await, "only {} of {count} connect", live());
    // A session this long is good: its first try comes at once.
    sleep(Duration::from_secs(6)).await;

    let begin = Instant::now();
    proxy.reset_all();
    let gone = || live() == 0;
    until(Duration::from_secs(2), gone).await;
    let blink = back(all, begin).await;

    sleep(Duration::from_secs(6)).await;
    house.kill().await;
    until(Duration::from_secs(2), gone).await;
    house.restart().await;
    proxy.set_upstream(house.address);
    let restart = back(all, Instant::now()).await;

    let row = |what: &str, took: Option<Duration>, method: &str| {
        let measured = took.map_or_else(|| format!("{} of {count} live", live()), seconds);
        let good = took.is_some_and(|took| took <= LIMIT);
        let what = format!("{count} clients dropped at once, all live again: {what}");
        Row::new(what, "≤ 3.00 s", measured, good, method.to_owned())
    };
    let from_reset = "native clients through the fault proxy, from the reset to the last welcome";
    let from_port = "SIGKILL, from the new relay's first line to the last welcome";
    vec![row("network blinks", blink, from_reset), row("relay dies", restart, from_port)]
}

async fn back(all: impl FnMut() -> bool, begin: Instant) -> Option<Duration> {
    until(Duration::from_secs(60), all).await.then(|| begin.elapsed())
}
