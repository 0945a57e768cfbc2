//! Whether the disk takes what is written, and why not: what SQLite says, and
//! where that is vague, what the folder itself says.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use protocol::StoreState;
use rusqlite::ErrorCode;

use super::StoreError;

/// Written and removed again to ask the system what is wrong.
const PROBE: &str = "disk.probe";
/// About as much as the smallest write of the database.
const PROBE_BYTES: usize = 16 * 1024;

/// What a failed write says about the disk below this folder.
pub(super) fn diagnose(error: &StoreError, folder: &Path) -> StoreState {
    let StoreError::Sql(error) = error else { return StoreState::Failing };
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreState::Full,
        Some(ErrorCode::ReadOnly) => StoreState::ReadOnly,
        // SQLite keeps to itself what the system said, so it is asked again.
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => probe(folder),
        _ => StoreState::Failing,
    }
}

fn probe(folder: &Path) -> StoreState {
    let path = folder.join(PROBE);
    let written = fs::File::create(&path).and_then(|mut file| {
        file.write_all(&[0; PROBE_BYTES])?;
        file.sync_all()
    });
    // What could not be made need not be removed.
    let _ = fs::remove_file(&path);
    written.map_or_else(|error| state_of(error.kind()), |()| StoreState::Failing)
}

fn state_of(kind: ErrorKind) -> StoreState {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            StoreState::Full
        }
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => StoreState::ReadOnly,
        _ => StoreState::Failing,
    }
}

/// The state as it stands in logs.
pub(super) fn words(state: StoreState) -> &'static str {
    match state {
        StoreState::Well => "the disk takes messages",
        StoreState::Full => "the disk is full: make room on it",
        StoreState::ReadOnly => "the data folder cannot be written: make it writable",
        StoreState::Failing => "the disk fails",
    }
}
