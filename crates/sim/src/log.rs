//! The line log: what reached the desk and what it sent, with connection and
//! time. Meters and heartbeats are left out. Tests read it to know the truth.

use std::collections::VecDeque;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use crate::desk::ClientId;

/// How many lines of each direction are kept in memory; the oldest go first.
/// A dump of a Ui24R is about 6,700 lines.
const KEPT_LINES: usize = 32_768;

/// Which way a line went.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Direction {
    /// From a client to the desk: `<` in the file.
    Received,
    /// From the desk to a client: `>` in the file.
    Sent,
    /// From a client, but a fault lost it before the desk: `!` in the file.
    Swallowed,
}

/// One line, one way, at one moment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// Counts all entries of a log from 1.
    pub number: u64,
    /// When, in milliseconds since 1970.
    pub unix_millis: u64,
    /// From or to whom.
    pub client: ClientId,
    /// Which way.
    pub direction: Direction,
    /// The line without prefix.
    pub line: Arc<str>,
}

impl fmt::Display for Entry {
    /// As in the file: `1760000000000 1 < SETD^i.0.mix^0.5`. Control
    /// characters are escaped, so an entry is always one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.direction {
            Direction::Received => '<',
            Direction::Sent => '>',
            Direction::Swallowed => '!',
        };
        write!(f, "{} {} {mark} ", self.unix_millis, self.client)?;
        for letter in self.line.chars() {
            if letter.is_control() {
                write!(f, "{}", letter.escape_default())?;
            } else {
                fmt::Write::write_char(f, letter)?;
            }
        }
        Ok(())
    }
}

#[derive(Debug, Default)]
struct Rings {
    /// What clients sent, swallowed or not.
    heard: VecDeque<Entry>,
    said: VecDeque<Entry>,
    number: u64,
    file: Option<File>,
}

#[derive(Debug)]
struct Shared {
    rings: Mutex<Rings>,
    latest: watch::Sender<u64>,
}

/// The newest lines of a desk in memory, and all of them in a file if wanted.
/// Clones look at the same log.
#[derive(Clone, Debug)]
pub struct LineLog {
    shared: Arc<Shared>,
}

impl LineLog {
    /// A log that also writes to a file, which is continued if it exists.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened for writing.
    pub(crate) fn open(path: Option<&Path>) -> io::Result<Self> {
        let open = |path| OpenOptions::new().create(true).append(true).open(path);
        let file = path.map(open).transpose()?;
        let rings = Mutex::new(Rings { file, ..Rings::default() });
        Ok(Self { shared: Arc::new(Shared { rings, latest: watch::Sender::new(0) }) })
    }

    /// What clients sent so far, oldest first.
    pub fn received(&self) -> Vec<Entry> {
        let rings = self.rings();
        let kept = rings.heard.iter().filter(|entry| entry.direction == Direction::Received);
        kept.cloned().collect()
    }

    /// What the desk sent so far, oldest first, without meters and heartbeats.
    pub fn sent(&self) -> Vec<Entry> {
        self.rings().said.iter().cloned().collect()
    }

    /// Every kept entry after number `after`, oldest first.
    pub fn since(&self, after: u64) -> Vec<Entry> {
        let rings = self.rings();
        let all = rings.heard.iter().chain(&rings.said);
        let mut entries: Vec<_> = all.filter(|entry| entry.number > after).cloned().collect();
        entries.sort_by_key(|entry| entry.number);
        entries
    }

    /// Tells the number of the newest entry, now and whenever it changes:
    /// wait on it and read [`since`](Self::since).
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.shared.latest.subscribe()
    }

    /// The first kept entry that `wanted` accepts, waiting until there is one.
    /// Put a time limit around it.
    pub async fn wait_for(&self, wanted: impl Fn(&Entry) -> bool) -> Entry {
        let mut news = self.subscribe();
        let mut seen = 0;
        loop {
            let latest = *news.borrow_and_update();
            if let Some(entry) = self.since(seen).into_iter().find(&wanted) {
                return entry;
            }
            seen = latest;
            if news.changed().await.is_err() {
                // This log holds the sender, so it cannot be gone.
                std::future::pending::<()>().await;
            }
        }
    }

    /// Notes a line, unless it is a meter.
    pub(crate) fn note(&self, client: ClientId, direction: Direction, line: &str) {
        if ["VU2^", "VUA^", "RTA^"].iter().any(|meter| line.starts_with(meter)) {
            return;
        }
        let mut rings = self.rings();
        rings.number += 1;
        let number = rings.number;
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let unix_millis = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
        let entry = Entry { number, unix_millis, client, direction, line: line.into() };
        if let Some(file) = &mut rings.file
            // One call for the whole line: nothing stays in a buffer.
            && let Err(error) = file.write_all(format!("{entry}\n").as_bytes())
        {
            tracing::warn!(%error, "the line log cannot be written any more");
            rings.file = None;
        }
        let ring = match direction {
            Direction::Sent => &mut rings.said,
            Direction::Received | Direction::Swallowed => &mut rings.heard,
        };
        if ring.len() == KEPT_LINES {
            ring.pop_front();
        }
        ring.push_back(entry);
        drop(rings);
        self.shared.latest.send_replace(number);
    }

    fn rings(&self) -> MutexGuard<'_, Rings> {
        self.shared.rings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_kept_by_direction_and_meters_are_not() {
        let log = LineLog::open(None).unwrap();
        let (one, two) = (ClientId(1), ClientId(2));
        log.note(one, Direction::Received, "SETD^i.0.mix^0.5");
        log.note(two, Direction::Sent, "VU2^AAAA");
        log.note(two, Direction::Sent, "SETD^i.0.mix^0.5");
        log.note(one, Direction::Swallowed, "SETD^i.0.mix^0.6");
        assert_eq!(log.received().len(), 1);
        assert_eq!(log.sent().len(), 1);
        let told: Vec<_> = log.since(1).iter().map(|entry| entry.number).collect();
        assert_eq!(told, [2, 3]);
    }

    #[test]
    fn an_entry_is_one_line() {
        let entry = Entry {
            number: 1,
            unix_millis: 1_760_000_000_000,
            client: ClientId(3),
            direction: Direction::Received,
            line: "SETS^i.0.name^a\rb\u{7}".into(),
        };
        assert_eq!(entry.to_string(), "1760000000000 3 < SETS^i.0.name^a\\rb\\u{7}");
    }
}
