//! The list of all known keys, spelled out for each of the five desks whose
//! trees are known.

use soundcraft::Raw;

const LIST: &str = include_str!("../../testdata/keys.txt");

/// A desk whose tree is known: the column of the list, its name on the wire,
/// and how many strips it has.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    column: usize,
    pub model: &'static str,
    pub inputs: usize,
    auxes: usize,
    subs: usize,
}

pub const UI12: Known = Known { column: 0, model: "ui12", inputs: 8, auxes: 4, subs: 4 };
pub const UI16: Known = Known { column: 1, model: "ui16", inputs: 12, auxes: 6, subs: 4 };
pub const UI24R_FW1: Known = Known { column: 2, model: "ui24", inputs: 20, auxes: 8, subs: 6 };
pub const UI24R_FW2: Known = Known { column: 3, model: "ui24", inputs: 24, auxes: 10, subs: 6 };
pub const UI24R_FW3: Known = Known { column: 4, ..UI24R_FW2 };
pub const ALL: [Known; 5] = [UI12, UI16, UI24R_FW1, UI24R_FW2, UI24R_FW3];

/// One row of the list.
pub struct Row {
    pub pattern: &'static str,
    pub is_text: bool,
    pub counts: Vec<usize>,
    pub factory: &'static str,
    /// Whether the factory value differs per index.
    pub differs: bool,
}

pub fn rows() -> impl Iterator<Item = Row> {
    LIST.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut words = line.splitn(4, ' ');
        let mut word = || words.next().unwrap_or_default();
        let (pattern, kind, counts, factory) = (word(), word(), word(), word());
        Row {
            pattern,
            is_text: kind == "s",
            counts: counts.split(',').map(|count| count.parse().unwrap()).collect(),
            factory: factory.trim_start_matches('~'),
            differs: factory.starts_with('~'),
        }
    })
}

/// The indices that stand for the first `N` of a pattern.
fn first(desk: Known, pattern: &str, count: usize) -> Vec<usize> {
    let lone = ["hiz", "digitech"].iter().any(|leaf| pattern.starts_with(&format!("i.N.{leaf}")));
    match pattern.split('.').next() {
        Some("i") if lone => [0, 1, 20, 21][..count].to_vec(),
        Some("i") => (0..desk.inputs).collect(),
        Some("l" | "p") => (0..2).collect(),
        Some("f") => (0..4).collect(),
        Some("s") => (0..desk.subs).collect(),
        Some("a") => (0..desk.auxes).collect(),
        Some("v") => (0..6).collect(),
        _ => (0..count).collect(),
    }
}

/// Every key of a desk with its factory value.
pub fn tree(desk: Known) -> Vec<(String, Raw)> {
    let mut tree = Vec::new();
    for row in rows() {
        let count = row.counts[desk.column];
        if count == 0 {
            continue;
        }
        let mut keys = vec![row.pattern.to_owned()];
        if row.pattern.contains(".N") {
            let firsts = first(desk, row.pattern, count);
            let seconds = count / firsts.len();
            keys = firsts.iter().map(|n| row.pattern.replacen('N', &n.to_string(), 1)).collect();
            if row.pattern.matches(".N").count() == 2 {
                let each =
                    |key: String| (0..seconds).map(move |n| key.replacen('N', &n.to_string(), 1));
                keys = keys.into_iter().flat_map(each).collect();
            }
        }
        assert_eq!(keys.len(), count, "{} on {desk:?}", row.pattern);
        let raw = match (row.pattern, row.is_text) {
            ("model", _) => Raw::Text(desk.model.to_owned()),
            (_, true) => Raw::Text(row.factory.to_owned()),
            (_, false) => Raw::Number(row.factory.parse().unwrap()),
        };
        tree.extend(keys.into_iter().map(|key| (key, raw.clone())));
    }
    tree
}

/// The dump that tells a tree: texts first, as desks do.
pub fn dump(tree: &[(String, Raw)]) -> Vec<String> {
    let texts = tree.iter().filter_map(|(key, raw)| Some(format!("SETS^{key}^{}", raw.text()?)));
    let numbers =
        tree.iter().filter_map(|(key, raw)| Some(format!("SETD^{key}^{}", raw.number()?)));
    texts.chain(numbers).collect()
}
