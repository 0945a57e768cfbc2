//! How often an address may show a wrong invitation code, so that codes
//! cannot be guessed.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Over which time attempts are counted.
const WINDOW: Duration = Duration::from_secs(60);
/// Addresses remembered; above it the counts of all start over.
const ADDRESSES: usize = 4096;

/// Wrong codes per address in the present window.
#[derive(Debug)]
pub(crate) struct Pace {
    per_window: u32,
    counts: Mutex<BTreeMap<IpAddr, (Instant, u32)>>,
}

impl Pace {
    pub(crate) fn new(per_window: u32) -> Self {
        Self { per_window, counts: Mutex::default() }
    }

    /// Whether the address may try once more.
    pub(crate) fn has_share(&self, address: IpAddr, now: Instant) -> bool {
        let counts = self.lock();
        counts.get(&address).is_none_or(|(since, count)| {
            now.duration_since(*since) >= WINDOW || *count < self.per_window
        })
    }

    /// Counts a wrong code.
    pub(crate) fn count(&self, address: IpAddr, now: Instant) {
        let mut counts = self.lock();
        if counts.len() >= ADDRESSES {
            counts.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
            if counts.len() >= ADDRESSES {
                counts.clear();
            }
        }
        let (since, count) = counts.entry(address).or_insert((now, 0));
        if now.duration_since(*since) >= WINDOW {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<IpAddr, (Instant, u32)>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn a_share_is_used_up_and_comes_back() {
        let pace = Pace::new(2);
        let start = Instant::now();
        let (one, two) = (Ipv4Addr::LOCALHOST.into(), Ipv4Addr::BROADCAST.into());
        pace.count(one, start);
        assert!(pace.has_share(one, start));
        pace.count(one, start);
        assert!(!pace.has_share(one, start) && pace.has_share(two, start));
        assert!(pace.has_share(one, start + WINDOW));
        pace.count(one, start + WINDOW);
        assert!(pace.has_share(one, start + WINDOW), "counting began anew");
    }
}
