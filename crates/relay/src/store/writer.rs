//! The one thread that writes. Everything that waits goes into one
//! transaction; a disk that refuses is tried again until it takes it, and
//! nothing is acknowledged meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use room::StoreOp;
use rusqlite::Connection;
use tokio::sync::watch;

use super::{Result, StoreError, log};

/// Pause after the first failed write.
const PAUSE_FIRST: Duration = Duration::from_millis(50);
/// Longest pause between tries.
const PAUSE_MAX: Duration = Duration::from_secs(5);

type Op = (u64, StoreOp);
type Call = Box<dyn FnOnce(&mut Connection) + Send>;

#[derive(Default)]
struct Queue {
    ops: Vec<Op>,
    calls: Vec<Call>,
    closing: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    woken: Condvar,
    stored: watch::Sender<u64>,
    well: AtomicBool,
}

/// The writer thread's handle.
pub(super) struct Writer {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> Result<Self> {
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            woken: Condvar::new(),
            stored: watch::Sender::new(0),
            well: AtomicBool::new(true),
        });
        let mine = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || mine.run(connection))
            .map_err(|error| {
                tracing::error!(%error, "cannot start the thread that writes");
                StoreError::Closed
            })?;
        Ok(Self { shared, thread: Mutex::new(Some(thread)) })
    }

    pub(super) fn submit(&self, ticket: u64, op: StoreOp) {
        self.shared.lock().ops.push((ticket, op));
        self.shared.woken.notify_one();
    }

    pub(super) fn call(&self, call: Call) {
        let mut queue = self.shared.lock();
        // A closed writer drops the call, and with it the way back: the
        // caller sees that nobody will answer.
        if !queue.closing {
            queue.calls.push(call);
            self.shared.woken.notify_one();
        }
    }

    pub(super) fn stored(&self) -> watch::Receiver<u64> {
        self.shared.stored.subscribe()
    }

    pub(super) fn pending(&self) -> usize {
        self.shared.lock().ops.len()
    }

    pub(super) fn is_well(&self) -> bool {
        self.shared.well.load(Ordering::Relaxed)
    }

    pub(super) fn close(&self) {
        self.shared.lock().closing = true;
        self.shared.woken.notify_one();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread that writes ended badly; the last messages may be lost");
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, mut connection: Connection) {
        loop {
            let Some((ops, calls)) = self.wait() else { return };
            if let Some(ticket) = ops.last().map(|(ticket, _)| *ticket) {
                if !self.write(&mut connection, &ops) {
                    return;
                }
                self.stored.send_replace(ticket);
            }
            for call in calls {
                call(&mut connection);
            }
        }
    }

    /// Everything that is queued, or nothing when the end has come.
    fn wait(&self) -> Option<(Vec<Op>, Vec<Call>)> {
        let mut queue = self.lock();
        loop {
            if !queue.ops.is_empty() || !queue.calls.is_empty() {
                return Some((std::mem::take(&mut queue.ops), std::mem::take(&mut queue.calls)));
            }
            if queue.closing {
                return None;
            }
            queue = self.woken.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Tries until the disk has it; gives up only when the relay stops.
    fn write(&self, connection: &mut Connection, ops: &[Op]) -> bool {
        let mut pause = PAUSE_FIRST;
        loop {
            match log::commit(connection, ops) {
                Ok(()) => {
                    if !self.well.swap(true, Ordering::Relaxed) {
                        tracing::info!("the database takes messages again");
                    }
                    return true;
                }
                Err(error) => {
                    self.well.store(false, Ordering::Relaxed);
                    if self.pause(pause) {
                        let count = ops.len();
                        tracing::error!(
                            "{count} unacknowledged messages could not be kept: {error}"
                        );
                        return false;
                    }
                    tracing::error!(
                        "messages cannot be stored, so none is acknowledged; trying again: {error}"
                    );
                    pause = (pause * 2).min(PAUSE_MAX);
                }
            }
        }
    }

    /// Waits a while; true when the relay stops meanwhile.
    fn pause(&self, pause: Duration) -> bool {
        let queue = self.lock();
        let waited = self.woken.wait_timeout_while(queue, pause, |queue| !queue.closing);
        waited.unwrap_or_else(PoisonError::into_inner).0.closing
    }
}
