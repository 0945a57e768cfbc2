//! A bad but working link must not be taken for a dead one.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use testkit::native::{Options, Phone, Proxy, Rules, Way};
use tokio::time::{Instant, sleep};

use crate::house::{House, client_address, until};
use crate::journal::{Journal, Pages};
use crate::plan::Plan;
use crate::table::Row;

const PHONES: u32 = 20;

pub async fn run(plan: Plan) -> Vec<Row> {
    let house = House::open().await;
    let proxy = Proxy::start(house.address, 13).await;
    let slow = Way {
        delay: Duration::from_millis(150),
        jitter: Duration::from_millis(300),
        ..Way::default()
    };
    proxy.set_rules(Rules::both(slow));
    let mut phones = Vec::new();
    for n in 0..PHONES {
        let token = house.token(&format!("P{n}")).await;
        let mut options = Options::new(proxy.address(), &token, 500 + u64::from(n));
        options.from = Some(client_address(2000 + n));
        let journal = Journal::default();
        let notes = journal.clone();
        phones.push((Phone::start(options, move |noticed| notes.note(noticed)), journal));
    }
    let live = || phones.iter().all(|(_, journal)| journal.read().live);
    assert!(until(Duration::from_secs(30), live).await, "all phones connect");
    let before = proxy.accepted();
    let begin = Instant::now();
    while begin.elapsed() < plan.span {
        sleep(Duration::from_secs(9)).await;
        proxy.change(|rules| (rules.up.held, rules.down.held) = (true, true));
        sleep(Duration::from_secs(1)).await;
        proxy.change(|rules| (rules.up.held, rules.down.held) = (false, false));
    }
    let mut all = Deaths::default();
    for (_, journal) in &phones {
        all.count(&journal.read());
    }
    let more = proxy.accepted() - before;
    vec![Row::new(
        "false deaths on a bad link",
        "0",
        all.to_string(),
        all.losses == 0,
        format!(
            "{PHONES} phones for {} s, each way 300 ± 150 ms and a stall of 1 s every 10 s, fault \
             proxy; {more} second sockets and probes on unusual silence",
            begin.elapsed().as_secs()
        ),
    )]
}

/// What all phones gave up, and why.
#[derive(Default)]
struct Deaths {
    losses: u64,
    unread: u64,
    closed: BTreeMap<u16, u64>,
}

impl Deaths {
    fn count(&mut self, pages: &Pages) {
        self.losses += pages.losses;
        self.unread += pages.unread;
        for (code, times) in &pages.closed {
            *self.closed.entry(*code).or_default() += times;
        }
    }
}

impl fmt::Display for Deaths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} of them with unread bytes", self.losses, self.unread)?;
        for (code, times) in &self.closed {
            write!(f, ", {times} closed with {code}")?;
        }
        Ok(())
    }
}
