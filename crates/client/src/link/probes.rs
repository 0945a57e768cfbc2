//! The probes under way: how many at once, and which of them is given up for
//! a newer one.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::task::Task;

/// Browsers keep six connections to a server; one is left for calls.
const AT_ONCE: usize = 5;

/// Dropping this aborts them.
#[derive(Default)]
pub(super) struct Probes(RefCell<VecDeque<(Task, Rc<Cell<bool>>)>>);

impl Probes {
    /// Starts one more. The oldest keeps its full patience, for paths that are
    /// slower than was thought; of the others the oldest makes room.
    pub(super) fn start(&self, probe: impl Future<Output = ()> + 'static) {
        let done = Rc::new(Cell::new(false));
        let note = Rc::clone(&done);
        let task = Task::spawn(async move {
            probe.await;
            note.set(true);
        });
        let mut probes = self.0.borrow_mut();
        probes.retain(|(_, done)| !done.get());
        let late = if probes.len() < AT_ONCE { None } else { probes.remove(1) };
        probes.push_back((task, done));
        drop(probes);
        drop(late);
    }

    /// Aborts them all, also from within one.
    pub(super) fn clear(&self) {
        let probes = self.0.take();
        drop(probes);
    }
}
