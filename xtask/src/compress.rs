//! Compressed copies beside every file of the bundle, so that the relay never
//! compresses while it serves. Names and hashes are left as they are.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::build::Profile;

/// Kinds of files that gain from compression; pictures and fonts are packed already.
const KINDS: [&str; 9] = ["wasm", "js", "css", "html", "svg", "json", "txt", "webmanifest", "ico"];

/// The largest window that every Brotli decoder must take, as a power of two.
const BROTLI_WINDOW: u32 = 22;

/// Writes `FILE.br` and `FILE.gz` for each file below `folder` where that makes it smaller.
///
/// # Errors
/// When a file cannot be read or written.
pub fn compress(folder: &Path, profile: Profile) -> Result<()> {
    let (brotli_quality, gzip_level) = match profile {
        Profile::Debug => (4, flate2::Compression::fast()),
        Profile::Release => (11, flate2::Compression::best()),
    };
    for path in files_below(folder)? {
        if !KINDS.iter().any(|kind| has_extension(&path, kind)) {
            continue;
        }
        let bytes =
            fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
        keep_if_smaller(&path, "br", &bytes, brotli(&bytes, brotli_quality)?)?;
        keep_if_smaller(&path, "gz", &bytes, gzip(&bytes, gzip_level)?)?;
    }
    Ok(())
}

/// Every file below a folder, sorted.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a file name ends in `.extension`.
pub fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

/// The name of the copy compressed as `suffix`.
pub fn copy_name(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn keep_if_smaller(path: &Path, suffix: &str, plain: &[u8], packed: Vec<u8>) -> Result<()> {
    if packed.len() >= plain.len() {
        return Ok(());
    }
    let copy = copy_name(path, suffix);
    fs::write(&copy, packed).with_context(|| format!("could not write {}", copy.display()))
}

/// Bytes as sent with Brotli, packed with all patience.
///
/// # Errors
/// When the compressor fails.
pub fn smallest(bytes: &[u8]) -> Result<Vec<u8>> {
    brotli(bytes, 11)
}

fn brotli(bytes: &[u8], quality: u32) -> Result<Vec<u8>> {
    const BUFFER_BYTES: usize = 64 * 1024;
    let mut packed = Vec::new();
    let mut writer =
        brotli::CompressorWriter::new(&mut packed, BUFFER_BYTES, quality, BROTLI_WINDOW);
    writer.write_all(bytes)?;
    // Dropping it writes the end of the stream.
    drop(writer);
    Ok(packed)
}

fn gzip(bytes: &[u8], level: flate2::Compression) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), level);
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn copies_unpack_to_the_original() {
        let original = "fader ".repeat(1000).into_bytes();
        let mut unpacked = Vec::new();
        let packed = brotli(&original, 11).unwrap();
        brotli::Decompressor::new(&packed[..], 4096).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, original);
        assert!(packed.len() < 100);

        unpacked.clear();
        let packed = gzip(&original, flate2::Compression::best()).unwrap();
        flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, original);
    }

    #[test]
    fn copies_keep_the_whole_name() {
        let copy = copy_name(Path::new("dist/app_bg.wasm"), "br");
        assert_eq!(copy, Path::new("dist/app_bg.wasm.br"));
    }
}
