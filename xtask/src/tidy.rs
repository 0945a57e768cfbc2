//! `cargo xtask tidy`: what the compiler does not check of how the house is
//! kept: who leans on whom, what the pure crates may know, the files, and whether
//! mutations still fit the code.

mod files;
mod picture;

use anyhow::{Result, bail};

use crate::mutate;

/// Looks everywhere, prints what it finds, and fails if anything of it must be mended.
///
/// # Errors
/// When something must be mended, or cannot be read.
pub fn tidy() -> Result<()> {
    let mut findings = picture::findings()?;
    findings.extend(files::findings()?);
    findings.extend(mutate::outgrown()?);
    for note in files::long_files()? {
        println!("note: {note}");
    }
    for finding in &findings {
        println!("tidy: {finding}");
    }
    match findings.len() {
        0 => Ok(()),
        1 => bail!("1 thing is not tidy: see above"),
        many => bail!("{many} things are not tidy: see above"),
    }
}
