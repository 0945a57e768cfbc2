//! What the crew keeps beside the desk for all its pages, such as its own
//! layers: a few small sheets of lines. What the lines say is the pages'
//! business; here they have a name, a version and a limit.

use std::collections::BTreeMap;

use protocol::{ListName, Refusal, RefusalCode};

/// The list by which pages get them; it is "of" a sheet's name.
pub(crate) const LIST: &str = "sheet";
/// The sheets there are.
const NAMES: [&str; 2] = ["layers", "icons"];
/// Most bytes of one sheet, over all its lines: less than a message may have,
/// which carries it with every quote spelt as two bytes.
const BYTES_MOST: usize = 12_288;

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Counts its savings, from 1.
    pub version: u64,
    /// What it says.
    pub lines: Vec<String>,
}

impl Sheet {
    /// As the list that pages get: the version, then the lines.
    pub(crate) fn told(&self) -> Vec<String> {
        std::iter::once(self.version.to_string()).chain(self.lines.iter().cloned()).collect()
    }
}

/// Whether a list is a sheet that there is.
pub(crate) fn is_sheet(list: &ListName) -> bool {
    list.list == LIST && NAMES.contains(&list.of.as_str())
}

/// The sheets as they are on disk.
#[derive(Default)]
pub(crate) struct Sheets {
    kept: BTreeMap<String, Sheet>,
    /// Those on their way to the disk; one of each at a time.
    writing: Vec<String>,
}

impl Sheets {
    pub(crate) fn restore(sheets: Vec<Sheet>) -> Self {
        let kept = sheets.into_iter().map(|sheet| (sheet.name.clone(), sheet)).collect();
        Self { kept, writing: Vec::new() }
    }

    /// A sheet as it is; an empty one if nobody has written it yet.
    pub(crate) fn get(&self, name: &str) -> Sheet {
        let kept = self.kept.get(name).cloned();
        kept.unwrap_or_else(|| Sheet { name: name.to_owned(), ..Sheet::default() })
    }

    /// Somebody saves a sheet: its name, the version that was changed, and the
    /// new lines. Gives what is to be stored.
    pub(crate) fn save(&mut self, words: &[String]) -> Result<Sheet, Refusal> {
        let refuse = |code, reason: &str| Err(Refusal::new(code, reason));
        let [name, version, lines @ ..] = words else {
            return refuse(RefusalCode::OutOfRange, "a sheet needs its name and version");
        };
        if !NAMES.contains(&name.as_str()) {
            let reason = format!("there is no sheet {name:?}");
            return refuse(RefusalCode::NotFound, &reason);
        }
        if lines.iter().map(String::len).sum::<usize>() > BYTES_MOST {
            let reason = format!("a sheet has at most {BYTES_MOST} bytes");
            return refuse(RefusalCode::OutOfRange, &reason);
        }
        let known = self.get(name).version;
        if self.writing.contains(name) || version.parse() != Ok(known) {
            let reason = format!("{name} were changed by somebody else; version {known} counts");
            return refuse(RefusalCode::Expired, &reason);
        }
        self.writing.push(name.clone());
        Ok(Sheet { name: name.clone(), version: known + 1, lines: lines.to_vec() })
    }

    /// A sheet is on disk.
    pub(crate) fn stored(&mut self, sheet: Sheet) {
        self.writing.retain(|name| *name != sheet.name);
        self.kept.insert(sheet.name.clone(), sheet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn who_saves_has_to_know_the_newest_version() {
        let mut sheets = Sheets::default();
        assert_eq!(sheets.get("layers").told(), ["0"]);
        let first = sheets.save(&words(&["layers", "0", "Band"])).unwrap();
        let meanwhile = sheets.save(&words(&["layers", "0", "Choir"])).unwrap_err();
        assert_eq!(meanwhile.code, RefusalCode::Expired, "the first is not on disk yet");
        assert_eq!(sheets.get("layers").version, 0);
        sheets.stored(first);
        assert_eq!(sheets.get("layers").told(), ["1", "Band"]);
        let late = sheets.save(&words(&["layers", "0", "Choir"])).unwrap_err();
        assert_eq!(late.code, RefusalCode::Expired);
        sheets.save(&words(&["icons", "0"])).unwrap();
        sheets.save(&words(&["layers", "1"])).unwrap();
    }

    #[test]
    fn what_is_no_sheet_is_refused() {
        let mut sheets = Sheets::default();
        let code = |sheets: &mut Sheets, said: &[&str]| sheets.save(&words(said)).unwrap_err().code;
        assert_eq!(code(&mut sheets, &["layers"]), RefusalCode::OutOfRange);
        assert_eq!(code(&mut sheets, &["people", "0"]), RefusalCode::NotFound);
        assert_eq!(code(&mut sheets, &["layers", "no"]), RefusalCode::Expired);
        let long = "x".repeat(BYTES_MOST + 1);
        assert_eq!(code(&mut sheets, &["layers", "0", &long]), RefusalCode::OutOfRange);
    }
}
