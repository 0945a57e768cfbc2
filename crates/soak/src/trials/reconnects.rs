//! One browser tab that loses its link a thousand times: neither JavaScript's
//! heap nor the app's memory may grow.

use std::time::Duration;

use anyhow::{Result, bail};
use testkit::native::Proxy;
use tokio::time::sleep;

use crate::house::House;
use crate::pages::{Pages, wall};
use crate::plan::Plan;
use crate::table::Row;

const WHAT: &str = "memory of a tab over many reconnects";
const GOAL: &str = "≤ 64 KiB heap, 0 pages of wasm";
/// Reconnects until the browser has compiled what it will compile and its list
/// of 250 requests is full: until then its heap grows by some 230 KiB, of which
/// the last 80 come between the 250th and the 750th. The short form waits for
/// the list only.
const WARM: (u32, u32) = (750, 250);
const HEAP_LIMIT: f64 = 64.0 * 1024.0;

pub async fn run(plan: Plan) -> Vec<Row> {
    let count = plan.of(1000, 60);
    let warm = plan.of(WARM.0, WARM.1);
    vec![match growth(warm, count).await {
        Ok(growth) => {
            let (heap, wasm) = growth.last().copied().unwrap_or_default();
            let quarter = |(heap, wasm): &(f64, f64)| {
                format!("{:+.1} and {:+.0}", heap / 1024.0, wasm / 1024.0)
            };
            let quarters: Vec<String> = growth.iter().map(quarter).collect();
            Row::new(
                WHAT,
                GOAL,
                format!("heap {:+.1} KiB, wasm {:+.0} KiB", heap / 1024.0, wasm / 1024.0),
                heap <= HEAP_LIMIT && wasm <= 0.0,
                format!(
                    "{count} resets after {warm} to warm up; DevTools, heap after collection; \
                     KiB after each quarter: {}",
                    quarters.join(", ")
                ),
            )
        }
        Err(error) => Row::new(WHAT, GOAL, format!("{error:#}"), false, ""),
    }]
}

/// Growth of heap and app in bytes after each quarter.
async fn growth(warm: u32, count: u32) -> Result<Vec<(f64, f64)>> {
    let house = House::open().await;
    let mut browser = Pages::start()?;
    let proxy = Proxy::start(house.address, 43).await;
    let moving = house.moving_finger(Duration::from_millis(50)).await;
    browser.open(&house.link(proxy.address()), "Page").await?;
    let mut before = (0.0, 0.0);
    let mut growth = Vec::new();
    for reconnect in 0..=warm + count {
        let done = reconnect.saturating_sub(warm);
        if reconnect == warm {
            before = browser.memory().await?;
        } else if reconnect > warm && done % (count / 4) == 0 {
            let (heap, wasm) = browser.memory().await?;
            growth.push((heap - before.0, wasm - before.1));
        }
        proxy.reset_all();
        let lost = wall();
        // Short sessions wait longer and longer; the network's word ends that.
        sleep(Duration::from_millis(15)).await;
        browser.online().await?;
        if browser.first_after(lost + 10.0, Duration::from_secs(10)).await? == [None] {
            bail!("the page did not come back after reset {reconnect}");
        }
    }
    moving.abort();
    Ok(growth)
}
