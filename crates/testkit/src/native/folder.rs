//! A folder of its own for each test, removed at the end.

use std::path::{Path, PathBuf};

/// A fresh folder; dropping it removes it.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes a folder below the system's temporary one.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "a default does not touch the disk")]
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("mediatrix-{:016x}", fastrand::u64(..)));
        std::fs::create_dir_all(&path).expect("the temporary folder is writable");
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is the system's to tidy.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
