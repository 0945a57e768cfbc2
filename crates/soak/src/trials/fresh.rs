//! The path to a page in Chromium is gone for a while: how soon after its
//! return the page shows fresh values.

use std::time::Duration;

use anyhow::Result;
use fastrand::Rng;
use testkit::native::Proxy;
use tokio::time::sleep;

use crate::house::House;
use crate::pages::{Pages, wall};
use crate::plan::Plan;
use crate::stats::{Times, millis};
use crate::table::Row;

const WHAT: &str = "fresh values after the path returns (Chromium)";
const P50: Duration = Duration::from_millis(150);
const P99: Duration = Duration::from_millis(500);
const GOAL: &str = "p50 ≤ 150 ms, p99 ≤ 500 ms";
/// So many times its goal may take the short form, which others run beside.
const SHORT_SLACK: u32 = 10;
/// How long a page may take before it is counted as lost.
const PATIENCE: Duration = Duration::from_secs(20);

pub async fn run(plan: Plan) -> Vec<Row> {
    let outages = plan.of(100, 10);
    vec![match times(outages, plan.of(4, 2)).await {
        Ok(times) => {
            let (p50, p99) = (times.percentile(0.5), times.percentile(0.99));
            let slack = plan.of(1, SHORT_SLACK);
            let good = p50 <= P50 * slack && p99 <= P99 * slack;
            let measured = format!("p50 {}, p99 {}", millis(p50), millis(p99));
            let allowed = if slack == 1 {
                String::new()
            } else {
                format!("; {slack} times the goal passes here")
            };
            let method = format!(
                "{} outages of 0.5 to 10 s through the fault proxy, which loses new connections \
                 and lets old ones wait for their retransmission{allowed}",
                times.len()
            );
            Row::new(WHAT, GOAL, measured, good, method)
        }
        Err(error) => Row::new(WHAT, GOAL, format!("{error:#}"), false, ""),
    }]
}

async fn times(outages: usize, pages: usize) -> Result<Times> {
    let house = House::open().await;
    let mut browser = Pages::start()?;
    let proxy = Proxy::start(house.address, 37).await;
    let moving = house.moving_finger(Duration::from_millis(25)).await;
    for page in 0..pages {
        browser.open(&house.link(proxy.address()), &format!("Page {page}")).await?;
    }
    let mut dice = Rng::with_seed(41);
    let mut times = Times::default();
    while times.len() < outages {
        // Long enough live that the next loss is that of a good session.
        sleep(Duration::from_millis(dice.u64(5200..6000))).await;
        proxy.black_out(Duration::from_millis(dice.u64(500..10_000))).await;
        let back = wall();
        for time in browser.first_after(back, PATIENCE).await? {
            let after = time
                .map_or(PATIENCE, |time| Duration::from_secs_f64((time - back).max(0.0) / 1000.0));
            times.push(after);
        }
    }
    moving.abort();
    Ok(times)
}
