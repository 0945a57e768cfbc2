//! A copy of the database that is whole: taken at one moment of a relay that
//! goes on writing, checked, and under its name only once it is on the disk.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::{Result, StoreError, open};

/// All pages in one step.
const ALL_PAGES: i32 = -1;

/// Copies the database in a folder to a file that does not exist yet.
///
/// One step takes all pages within one read of the database, which a writer
/// beside it does not disturb; in several steps, each write in between would
/// start the copy over.
pub(crate) fn copy(data: &Path, to: &Path) -> Result<()> {
    let from = open::reader(data)?;
    let part = to.with_added_extension("part");
    let copied = fill(&from, &part).and_then(|()| {
        let keep = || {
            fs::File::open(&part)?.sync_all()?;
            fs::rename(&part, to)
        };
        keep().map_err(|error| StoreError::Copy { path: to.to_owned(), error })
    });
    if copied.is_err() {
        // What is left of it is of no use; the reason counts.
        let _ = fs::remove_file(&part);
    }
    copied
}

fn fill(from: &Connection, part: &Path) -> Result<()> {
    let mut target = Connection::open(part)?;
    let backup = Backup::new(from, &mut target)?;
    while backup.step(ALL_PAGES)? != StepResult::Done {
        // Another process holds the lock for a moment.
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    drop(backup);
    // A copy is one file: no log beside it is needed to read it.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    open::check(&target, part)
}
