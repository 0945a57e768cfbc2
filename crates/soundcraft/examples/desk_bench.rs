//! Reads and applies recorded frames of a desk and says how long that takes, as
//! one JSON object. `cargo xtask bench desk` records the frames, runs this, and
//! sets it beside what another client needs for the same.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use desk::Moment;
use serde_json::{Value, json};
use soundcraft::{Driver, Event, Options, State};

/// Rounds that are not counted, then rounds that are.
const WARM: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("the file of the frames is missing")?;
    let recorded: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let frames = |name: &str| -> Vec<&str> {
        recorded[name].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    };
    let (dump, meters, changes) = (frames("dump"), frames("meters"), frames("changes"));
    let rounds = usize::try_from(recorded["rounds"].as_u64().unwrap_or(20))?;

    let mut keys = 0;
    let dump_micros = mean(rounds, || {
        let mut driver = connected();
        sync(&mut driver, &dump);
        assert_eq!(driver.state(), State::Live, "the state was read");
        keys = driver.tree().map_or(0, soundcraft::Tree::len);
    });
    let mut driver = connected();
    sync(&mut driver, &dump);
    let mut of_meters = 0;
    let meters_micros = mean(rounds, || {
        of_meters = feed(&mut driver, &meters, |event| matches!(event, Event::Meters(_)));
    });
    let mut of_changes = 0;
    let changes_micros = mean(rounds, || {
        of_changes = feed(&mut driver, &changes, |event| matches!(event, Event::Changed { .. }));
    });
    let result = json!({
        "dump": { "micros": dump_micros, "applied": keys },
        "meters": { "micros": meters_micros, "applied": of_meters },
        "changes": { "micros": changes_micros, "applied": of_changes },
    });
    println!("{result}");
    Ok(())
}

/// The time that stands: nothing falls due while frames are fed.
fn now() -> Moment {
    Moment::from_millis(1)
}

/// A driver whose socket is open and greeted.
fn connected() -> Driver {
    let mut driver = Driver::new(now(), Options::default());
    while driver.poll_action().is_some() {}
    driver.handle_opened(now());
    driver.handle_text(now(), "1::");
    driver
}

/// Feeds a state and lets the pause pass that ends it.
fn sync(driver: &mut Driver, dump: &[&str]) {
    feed(driver, dump, |_| false);
    driver.handle_timeout(Moment::from_millis(now().as_millis() + 260));
    drain(driver, |_| false);
}

/// Feeds frames one by one, as a socket would, and counts events.
fn feed(driver: &mut Driver, frames: &[&str], wanted: impl Fn(&Event) -> bool) -> usize {
    let mut count = 0;
    for frame in frames {
        driver.handle_text(now(), frame);
        count += drain(driver, &wanted);
    }
    count
}

fn drain(driver: &mut Driver, wanted: impl Fn(&Event) -> bool) -> usize {
    while driver.poll_transmit().is_some() {}
    while driver.poll_action().is_some() {}
    std::iter::from_fn(|| driver.poll_event()).filter(wanted).count()
}

/// The mean of as many rounds, in microseconds of processor time.
fn mean(rounds: usize, mut round: impl FnMut()) -> f64 {
    (0..WARM).for_each(|_| round());
    let started = (processor_micros(), Instant::now());
    (0..rounds).for_each(|_| round());
    let wall = started.1.elapsed().as_secs_f64() * 1e6;
    let took = processor_micros().zip(started.0).map_or(wall, |(end, start)| end - start);
    took / rounds as f64
}

/// How long this thread has had a processor, which a busy machine does not
/// change; nothing where the system does not say.
fn processor_micros() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanos: f64 = told.split(' ').next()?.parse().ok()?;
    Some(nanos / 1000.0)
}
