//! Somebody who moves a fader all the time, so that a page has something
//! fresh to show.

use std::time::Duration;

use desk::Value;
use testkit::native::{Options, Phone};
use tokio::task::JoinHandle;
use tokio::time::interval;

use crate::house::{House, until};
use crate::journal::Journal;

impl House {
    /// Moves input 1 to another level at every tick until the task is aborted.
    pub async fn moving_finger(&self, every: Duration) -> JoinHandle<()> {
        let journal = Journal::default();
        let notes = journal.clone();
        let options = Options::new(self.address, &self.token("Mover").await, 3);
        let mover = Phone::start(options, move |noticed| notes.note(noticed));
        until(Duration::from_secs(10), || journal.read().live).await;
        tokio::spawn(async move {
            let mut ticks = interval(every);
            for step in 0u32.. {
                ticks.tick().await;
                // Every step is another number of decibels on the screen.
                let value = Value::Short(20_000 + (step * 631 % 30_000) as u16);
                mover.tell(move |client, now| {
                    let Some(id) = client.index().find("input.1.level") else { return };
                    let touched = client.touch(now, id);
                    let _ = touched.and_then(|()| client.set(now, id, value));
                });
            }
        })
    }
}
