//! Opening: the folder, the lock that keeps a second relay out, the file with
//! its settings, and the steps from older versions.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Result, StoreError};

/// File name of the database.
const FILE: &str = "mediatrix.db";
/// File that is locked while a relay runs.
const LOCK: &str = "relay.lock";
/// How long a statement waits for another process, `invite` for one.
const BUSY_LIMIT: Duration = Duration::from_secs(2);

/// Steps from version n to n + 1; new ones are added at the end, old ones are
/// never changed.
const MIGRATIONS: [&str; 3] = [
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
];

/// Held for as long as the relay runs.
#[derive(Debug)]
pub(super) struct DataLock {
    _file: File,
}

/// Makes the folder and locks it.
pub(super) fn lock(data: &Path) -> Result<DataLock> {
    let folder = |error| StoreError::Folder { path: data.to_owned(), error };
    fs::create_dir_all(data).map_err(folder)?;
    let file = File::create(data.join(LOCK)).map_err(folder)?;
    match file.try_lock() {
        Ok(()) => Ok(DataLock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(data.to_owned())),
        Err(TryLockError::Error(error)) => Err(folder(error)),
    }
}

/// Opens the database for writing, makes it and brings it up to date.
pub(super) fn database(data: &Path) -> Result<Connection> {
    let folder = |error| StoreError::Folder { path: data.to_owned(), error };
    fs::create_dir_all(data).map_err(folder)?;
    let path = data.join(FILE);
    let mut connection = Connection::open(&path)?;
    connection.busy_timeout(BUSY_LIMIT)?;
    // The first statement that reads the file.
    connection.pragma_update(None, "journal_mode", "WAL").map_err(|error| {
        if is_damage(&error) {
            StoreError::Broken { path: path.clone(), finding: error.to_string() }
        } else {
            error.into()
        }
    })?;
    // A commit returns when the log is on the disk itself.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    // What was taken back is not to be found in freed pages either.
    connection.pragma_update(None, "secure_delete", "ON")?;
    check(&connection, &path)?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// Whether the file is whole. Reads all of it, but not every index entry:
/// 100 MB take well below a second.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<()> {
    let broken = |finding: String| StoreError::Broken { path: path.to_owned(), finding };
    let found = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    match found {
        Ok(finding) if finding == "ok" => Ok(()),
        Ok(finding) => Err(broken(finding)),
        Err(error) if is_damage(&error) => Err(broken(error.to_string())),
        Err(error) => Err(error.into()),
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Opens the database for reading beside a writer.
pub(super) fn reader(data: &Path) -> Result<Connection> {
    let path = data.join(FILE);
    if !path.exists() {
        return Err(StoreError::Missing(data.to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_LIMIT)?;
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<()> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let work = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: u32 = work.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreError::Version { found, known });
    }
    for (version, step) in (1u32..).zip(MIGRATIONS).skip(found as usize) {
        work.execute_batch(step)?;
        work.pragma_update(None, "user_version", version)?;
        work.execute(
            "INSERT INTO migrations (version, at) VALUES (?1, ?2)",
            (version, crate::clock::system_millis()),
        )?;
    }
    work.commit()?;
    Ok(())
}
