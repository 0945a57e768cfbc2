//! What outlives the process: one SQLite file, written by one thread.
//!
//! The writer takes everything that waits, commits it as one transaction and
//! then tells how far it got, so that many posts share one write to disk and
//! nothing is acknowledged before it is there.

mod backup;
mod chosen_desk;
mod health;
mod invitations;
mod log;
mod members;
mod open;
mod page;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use protocol::StoreState;
use room::{Restored, StoreOp};
use rusqlite::Connection;
use tokio::sync::{oneshot, watch};

pub(crate) use backup::copy;
pub(crate) use invitations::{Invalid, Invitation, NewInvitation};
pub(crate) use members::{MemberRow, NewMember, TokenHash};
pub(crate) use page::Page;

use open::DataLock;
use writer::Writer;

/// Why the store cannot do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The data folder cannot be made or written.
    #[error(
        "cannot write to the data folder {path}: {error}; give another one with --data or make it writable"
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// Another relay runs on the same data.
    #[error("another relay uses the data folder {0}; stop it or give another folder with --data")]
    InUse(PathBuf),
    /// The database was written by a later version.
    #[error("the database has version {found}, this relay knows up to {known}; use a newer relay")]
    Version {
        /// Version of the file.
        found: u32,
        /// Newest version this program can read.
        known: u32,
    },
    /// There is no database to copy or to invite to.
    #[error("there is no database in {0}; is it the relay's data folder? --data names it")]
    Missing(PathBuf),
    /// SQLite failed.
    #[error("the database failed: {0}")]
    Sql(#[from] rusqlite::Error),
    /// A stored row that cannot be read.
    #[error("the database holds something unreadable: {0}")]
    Damaged(String),
    /// The file is not what SQLite wrote.
    #[error(
        "the database {path} is damaged ({finding}); keep a copy of it, then put a backup in its place"
    )]
    Broken {
        /// The file.
        path: PathBuf,
        /// The first thing SQLite found.
        finding: String,
    },
    /// A copy could not be finished.
    #[error("cannot write the copy {path}: {error}; is there room on its disk?")]
    Copy {
        /// The copy.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The writer thread has ended.
    #[error("the database is closed")]
    Closed,
    /// No random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(#[from] getrandom::Error),
}

type Result<T> = std::result::Result<T, StoreError>;

/// A handle on the open database. The last one dropped closes it.
#[derive(Clone)]
pub(crate) struct Store {
    writer: Arc<Writer>,
    reader: Arc<Mutex<Connection>>,
    _lock: Arc<DataLock>,
}

/// What the store knew when it was opened.
pub(crate) struct Opened {
    pub(crate) store: Store,
    pub(crate) restored: Restored,
    pub(crate) members: Vec<MemberRow>,
}

impl Store {
    /// Opens or makes the database in a folder and reads what the room needs.
    pub(crate) fn open(data: &Path, rooms: &[String], memory: usize) -> Result<Opened> {
        let lock = open::lock(data)?;
        let mut connection = open::database(data)?;
        let restored = log::restore(&mut connection, rooms, memory)?;
        let members = members::all(&connection)?;
        let store = Self {
            reader: Arc::new(Mutex::new(open::reader(data)?)),
            writer: Arc::new(Writer::start(connection, data.to_owned())?),
            _lock: Arc::new(lock),
        };
        Ok(Opened { store, restored, members })
    }

    /// Queues what the room wants kept. Tickets come in order.
    pub(crate) fn submit(&self, ticket: u64, op: StoreOp) {
        self.writer.submit(ticket, op);
    }

    /// Highest ticket that is on disk.
    pub(crate) fn stored(&self) -> watch::Receiver<u64> {
        self.writer.stored()
    }

    /// How many writes wait for the disk.
    pub(crate) fn pending(&self) -> usize {
        self.writer.pending()
    }

    /// Whether the last write reached the disk, and why not.
    pub(crate) fn state(&self) -> watch::Receiver<StoreState> {
        self.writer.state()
    }

    /// Whether the last write reached the disk.
    pub(crate) fn is_well(&self) -> bool {
        *self.state().borrow() == StoreState::Well
    }

    /// Writes what is queued and ends the writer. Blocks for as long as the
    /// disk takes, or for one more failure.
    pub(crate) fn close(&self) {
        self.writer.close();
    }

    /// Runs a write on the writer's thread, in a transaction of its own.
    async fn write<T, F>(&self, job: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&rusqlite::Transaction<'_>) -> Result<T> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.writer.call(Box::new(move |connection| {
            let outcome = connection.transaction().map_err(StoreError::from).and_then(|work| {
                let value = job(&work)?;
                work.commit()?;
                Ok(value)
            });
            // Whoever asked may have gone; the write stands.
            let _ = reply.send(outcome);
        }));
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// Runs a read beside the writer, on a thread that may block.
    async fn read<T, F>(&self, job: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let reader = Arc::clone(&self.reader);
        let task = tokio::task::spawn_blocking(move || {
            job(&reader.lock().unwrap_or_else(PoisonError::into_inner))
        });
        task.await.map_err(|_| StoreError::Closed)?
    }
}

/// Adds an invitation to the database in a folder, whether a relay runs on it
/// or not.
pub(crate) fn invite(data: &Path, invitation: &NewInvitation) -> Result<()> {
    let connection = open::database(data)?;
    invitations::insert(&connection, invitation)
}

#[cfg(test)]
mod tests;
