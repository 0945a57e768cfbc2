//! Damaged input: seeds that are right, and edits that make them wrong, so that
//! random numbers reach further into a decoder than its first check.
//! What is done with the result is said in `tests/fuzz/`, one file per decoder.

mod edit;

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use arbitrary::{Arbitrary, Unstructured};

pub use edit::Edit;

/// How long each target runs, in milliseconds, if this variable says so.
/// `cargo xtask fuzz` sets it; without it a target runs for a moment, as one
/// test among others.
pub const TIME: &str = "MEDIATRIX_FUZZ_MILLIS";

/// Enough to notice a decoder that is broken outright.
const A_MOMENT: Duration = Duration::from_millis(300);

/// The least and the most random bytes an input is made of.
const ENTROPY: (u32, u32) = (32, 4096);

/// Tries random inputs for as long as [`TIME`] says and tells how many there
/// were. A failure names its seed, which `ARBTEST_SEED` tries again.
pub fn target(name: &str, mut check: impl FnMut(&mut Unstructured<'_>) -> arbitrary::Result<()>) {
    let wanted = std::env::var(TIME).ok().and_then(|millis| millis.parse().ok());
    let time = wanted.map_or(A_MOMENT, Duration::from_millis);
    let inputs = Cell::new(0_u64);
    let counted = |input: &mut Unstructured<'_>| {
        inputs.set(inputs.get() + 1);
        check(input)
    };
    let started = Instant::now();
    arbtest::arbtest(counted).size_min(ENTROPY.0).size_max(ENTROPY.1).budget(time).run();
    eprintln!("fuzzed {name}: {} inputs in {:.1} s", inputs.get(), started.elapsed().as_secs_f64());
}

/// As many random things, at most; `arbitrary` itself would stop after one or
/// two most of the time.
///
/// # Errors
/// As `arbitrary` has them.
pub fn several<'a, T: Arbitrary<'a>>(
    random: &mut Unstructured<'a>,
    most: usize,
) -> arbitrary::Result<Vec<T>> {
    let count = random.int_in_range(0..=most)?;
    (0..count).map(|_| random.arbitrary()).collect()
}

/// Input that is right: recordings, golden files, hand-written lines.
#[derive(Clone, Debug, Default)]
pub struct Seeds {
    seeds: Vec<Vec<u8>>,
}

impl Seeds {
    /// Seeds from anything that is bytes.
    pub fn of<S: AsRef<[u8]>>(seeds: impl IntoIterator<Item = S>) -> Self {
        Self { seeds: seeds.into_iter().map(|seed| seed.as_ref().to_vec()).collect() }
    }

    /// The golden files of a folder below `crates/` with that ending; those
    /// that end in `hex` hold bytes as text. Empty when the folder is missing.
    #[must_use]
    pub fn golden(folder: &str, ending: &str) -> Self {
        let folder = crates().join(folder);
        let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
        let mut files: Vec<_> =
            files.filter(|file| file.extension().is_some_and(|found| found == ending)).collect();
        files.sort();
        let texts = files.iter().filter_map(|file| fs::read_to_string(file).ok());
        match ending {
            "hex" => Self::of(texts.map(|text| from_hex(&text))),
            _ => Self::of(texts.map(|text| text.trim_end().to_owned())),
        }
    }

    /// These and others.
    #[must_use]
    pub fn and<S: AsRef<[u8]>>(mut self, more: impl IntoIterator<Item = S>) -> Self {
        self.seeds.extend(Self::of(more).seeds);
        self
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.seeds.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.seeds.is_empty()
    }

    /// One of them; any number names one.
    #[must_use]
    pub fn pick(&self, number: u16) -> &[u8] {
        let at = usize::from(number) % self.seeds.len().max(1);
        self.seeds.get(at).map_or(&[], Vec::as_slice)
    }

    /// The number of the first one that is wanted.
    pub fn find(&self, wanted: impl Fn(&[u8]) -> bool) -> Option<u16> {
        let at = self.seeds.iter().position(|seed| wanted(seed))?;
        u16::try_from(at).ok()
    }

    /// The bytes that a damage makes of a seed.
    #[must_use]
    pub fn damaged(&self, damage: &Damage) -> Vec<u8> {
        let mut bytes = self.pick(damage.seed).to_vec();
        for edit in &damage.edits {
            edit.apply(&mut bytes, self);
        }
        bytes
    }

    /// The same as text; what is no UTF-8 is replaced.
    #[must_use]
    pub fn damaged_text(&self, damage: &Damage) -> String {
        String::from_utf8_lossy(&self.damaged(damage)).into_owned()
    }
}

/// Which seed, and what happens to it.
#[derive(Arbitrary, Clone, Debug)]
pub struct Damage {
    /// Names the seed.
    pub seed: u16,
    /// What happens to it, in order; often nothing.
    #[arbitrary(with = edit::few)]
    pub edits: Vec<Edit>,
}

/// The folder of all crates.
#[must_use]
pub fn crates() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().map_or_else(|| own.to_path_buf(), Path::to_path_buf)
}

/// Bytes written as pairs of digits, with comments behind `#`.
fn from_hex(text: &str) -> Vec<u8> {
    let code = text.lines().map(|line| line.split('#').next().unwrap_or(""));
    let bytes = code.flat_map(str::split_whitespace);
    bytes.filter_map(|byte| u8::from_str_radix(byte, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_files_are_seeds() {
        let frames = Seeds::golden("protocol/testdata/v1/server", "hex");
        assert!(frames.len() >= 8, "{}", frames.len());
        assert!((0..8).all(|number| !frames.pick(number).is_empty()));
        let texts = Seeds::golden("protocol/testdata/v1/client", "json");
        assert!(texts.len() >= 10 && texts.pick(0).starts_with(b"{"));
        assert!(Seeds::golden("none", "hex").is_empty());
        assert_eq!(Seeds::default().pick(7), b"");
    }

    #[test]
    fn a_damage_without_edits_is_the_seed() {
        let seeds = Seeds::of(["one", "two"]);
        assert_eq!(seeds.damaged_text(&Damage { seed: 3, edits: vec![] }), "two");
    }
}
