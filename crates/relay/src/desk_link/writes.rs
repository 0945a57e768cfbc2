//! What is to be written to the desk: the newest value per parameter, so that
//! a slow desk never has a queue; and orders, which come behind the writes
//! before them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use desk::{ParamId, Value};
use tokio::sync::Notify;

use super::Order;

/// Orders that may wait.
const ORDERS: usize = 256;

/// Shared between the hub, which puts, and the link, which takes.
#[derive(Clone, Debug, Default)]
pub(crate) struct DeskWrites(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    newest: Mutex<BTreeMap<ParamId, (u64, Value)>>,
    orders: Mutex<VecDeque<Order>>,
    woken: Notify,
}

impl DeskWrites {
    /// Wants a value written; an older one for the same parameter is dropped.
    pub(crate) fn put(&self, generation: u64, id: ParamId, value: Value) {
        let mut newest = self.0.newest.lock().unwrap_or_else(PoisonError::into_inner);
        newest.insert(id, (generation, value));
        self.0.woken.notify_one();
    }

    /// Takes everything, in index order.
    pub(crate) fn take(&self) -> Vec<(u64, ParamId, Value)> {
        let mut newest = self.0.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = std::mem::take(&mut *newest);
        taken.into_iter().map(|(id, (generation, value))| (generation, id, value)).collect()
    }

    /// Wants something done after the writes so far; gives it back when too
    /// many wait.
    pub(crate) fn order(&self, order: Order) -> Result<(), Order> {
        let mut orders = self.0.orders.lock().unwrap_or_else(PoisonError::into_inner);
        if orders.len() >= ORDERS {
            return Err(order);
        }
        orders.push_back(order);
        self.0.woken.notify_one();
        Ok(())
    }

    /// Takes all orders. Take them before the writes, which go ahead of them.
    pub(super) fn take_orders(&self) -> VecDeque<Order> {
        std::mem::take(&mut *self.0.orders.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Resolves when something was put since the last time.
    pub(super) async fn wait(&self) {
        self.0.woken.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_newest_value_is_left() {
        let writes = DeskWrites::default();
        for value in 0..100 {
            writes.put(1, ParamId(7), Value::Short(value));
        }
        writes.put(1, ParamId(3), Value::Short(1));
        writes.wait().await;
        let taken = writes.take();
        assert_eq!(taken, [(1, ParamId(3), Value::Short(1)), (1, ParamId(7), Value::Short(99))]);
        assert!(writes.take().is_empty());
    }
}
