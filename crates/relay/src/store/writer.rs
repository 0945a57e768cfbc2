//! The one thread that writes. Everything that waits goes into one
//! transaction; a disk that refuses is tried again until it takes it, and
//! nothing is acknowledged meanwhile.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use protocol::StoreState;
use room::StoreOp;
use rusqlite::Connection;
use tokio::sync::watch;

use super::{Result, StoreError, health, log};

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
    state: watch::Sender<StoreState>,
    folder: PathBuf,
}

/// The writer thread's handle.
pub(super) struct Writer {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread; `folder` is where the database lies.
    pub(super) fn start(connection: Connection, folder: PathBuf) -> Result<Self> {
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            woken: Condvar::new(),
            stored: watch::Sender::new(0),
            state: watch::Sender::new(StoreState::Well),
            folder,
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

    pub(super) fn state(&self) -> watch::Receiver<StoreState> {
        self.shared.state.subscribe()
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

    /// Tries until the disk has it; gives up only when the relay stops. Calls
    /// do not wait for that: whoever asked is told that it does not work.
    fn write(&self, connection: &mut Connection, ops: &[Op]) -> bool {
        let mut pause = PAUSE_FIRST;
        loop {
            let Err(error) = log::commit(connection, ops) else {
                self.note(StoreState::Well, None);
                return true;
            };
            self.note(health::diagnose(&error, &self.folder), Some(&error));
            let (calls, closing) = self.pause(pause);
            for call in calls {
                call(connection);
            }
            if closing {
                let count = ops.len();
                tracing::error!("{count} unacknowledged messages could not be kept: {error}");
                return false;
            }
            pause = (pause * 2).min(PAUSE_MAX);
        }
    }

    /// Tells everybody, and the log once per change: a disk can stay full for
    /// hours.
    fn note(&self, state: StoreState, error: Option<&StoreError>) {
        let changed = self.state.send_if_modified(|known| {
            let changed = *known != state;
            *known = state;
            changed
        });
        if !changed {
            return;
        }
        let words = health::words(state);
        match error {
            None => tracing::info!("{words} again"),
            Some(error) => tracing::error!(
                "{words}; messages wait, none is acknowledged, and it is tried again: {error}"
            ),
        }
    }

    /// Waits a while or for calls; tells whether the relay stops meanwhile.
    fn pause(&self, pause: Duration) -> (Vec<Call>, bool) {
        let queue = self.lock();
        let idle = |queue: &mut Queue| !queue.closing && queue.calls.is_empty();
        let waited = self.woken.wait_timeout_while(queue, pause, idle);
        let mut queue = waited.unwrap_or_else(PoisonError::into_inner).0;
        (std::mem::take(&mut queue.calls), queue.closing)
    }
}
