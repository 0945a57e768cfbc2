//! Counts sockets that have not proven who they are, per address and in all,
//! so that strangers cannot use up the relay.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// The global pool, in shares of one address.
const POOL_FACTOR: u32 = 4;

/// Who waits to be known.
#[derive(Debug)]
pub(crate) struct Lobby {
    per_address: u32,
    waiting: Mutex<BTreeMap<IpAddr, u32>>,
}

/// A place in the lobby, given back when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    lobby: Arc<Lobby>,
    address: IpAddr,
}

impl Lobby {
    pub(crate) fn new(per_address: u16) -> Arc<Self> {
        Arc::new(Self { per_address: per_address.into(), waiting: Mutex::default() })
    }

    /// A place for one more socket of this address; none when its share or
    /// the pool is used up.
    pub(crate) fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let total: u32 = waiting.values().sum();
        let count = waiting.get(&address).copied().unwrap_or(0);
        if count >= self.per_address || total >= self.per_address * POOL_FACTOR {
            return None;
        }
        waiting.insert(address, count + 1);
        Some(Place { lobby: Arc::clone(self), address })
    }

    /// How many wait now.
    pub(crate) fn count(&self) -> u32 {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut waiting = self.lobby.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = waiting.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                waiting.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn address(last: u8) -> IpAddr {
        Ipv4Addr::new(10, 0, 0, last).into()
    }

    #[test]
    fn an_address_has_its_share_and_all_together_the_pool() {
        let lobby = Lobby::new(2);
        let first: Vec<_> = (0..3).map(|_| lobby.enter(address(1))).collect();
        assert!(first[1].is_some() && first[2].is_none());
        let others: Vec<_> = (2..9).map(|last| lobby.enter(address(last))).collect();
        assert_eq!(others.iter().flatten().count(), 6, "the pool has eight places");
        drop(first);
        assert_eq!(lobby.count(), 6);
        assert!(lobby.enter(address(1)).is_some());
    }
}
