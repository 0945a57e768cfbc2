//! What a recall leaves alone: strips that are safe, and the aspects that the
//! `iso.*` keys name. Storing and recalling is the business of `shows`.
//!
//! **Source:** Soundcraft Ui protocol reference, globals (the words of each
//! list). Which keys a word stands for is inferred from its name; where the
//! name tells nothing (`buspoints`), it stands for none here.

use crate::tree::{Tree, Value};

/// Everything that is not to be touched by a recall.
#[derive(Debug)]
pub(super) struct Isolation {
    /// Beginnings of keys, such as `i.3.`.
    safe: Vec<String>,
    channels: Words,
    buses: Words,
    matrix: Words,
    master: Words,
    effects: Words,
    groups: Words,
    /// Which auxes are matrix outputs.
    matrix_outputs: Vec<String>,
}

/// A list such as `mutes,mix`.
#[derive(Debug)]
struct Words(Vec<String>);

impl Words {
    fn read(tree: &Tree, key: &str) -> Self {
        let Some(Value::Text(list)) = tree.get(key) else { return Self(Vec::new()) };
        Self(list.split(',').map(|word| word.trim().to_owned()).collect())
    }

    fn has(&self, word: &str) -> bool {
        self.0.iter().any(|known| known == word)
    }

    fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }
}

impl Isolation {
    pub(super) fn read(tree: &Tree) -> Self {
        let ending = |leaf: &'static str| {
            let on = tree.iter().filter(|(_, value)| **value == Value::Number(1.0));
            on.filter_map(move |(key, _)| key.strip_suffix(leaf).map(str::to_owned)).collect()
        };
        Self {
            safe: ending("safe"),
            channels: Words::read(tree, "iso.ch"),
            buses: Words::read(tree, "iso.bus"),
            matrix: Words::read(tree, "iso.mtx"),
            master: Words::read(tree, "iso.m"),
            effects: Words::read(tree, "iso.fx"),
            groups: Words::read(tree, "iso.gr"),
            matrix_outputs: ending("matrix"),
        }
    }

    /// Whether a recall leaves this key as it is.
    pub(super) fn keeps(&self, key: &str) -> bool {
        if self.safe.iter().any(|strip| key.starts_with(strip)) {
            return true;
        }
        if key.ends_with(".mgmask") || key.starts_with("mg.") {
            return self.groups.has("mg");
        }
        let Some((kind, rest)) = key.split_once('.') else { return false };
        let (index, leaf) = rest.split_once('.').unwrap_or((rest, ""));
        match kind {
            "i" | "l" | "p" => self.channels.has_any(channel_words(leaf)),
            "hw" => self.channels.has_any(channel_words(leaf)),
            "f" => index.parse().is_ok_and(|fx: u32| self.effects.has(&format!("fx{}", fx + 1))),
            "a" if self.matrix_outputs.iter().any(|output| key.starts_with(output)) => {
                self.matrix.has_any(bus_words(leaf))
            }
            "a" | "s" => self.buses.has_any(bus_words(leaf)),
            "m" => self.master.has_any(master_words(rest)),
            _ => false,
        }
    }
}

/// The words that isolate a leaf of a channel.
fn channel_words(leaf: &str) -> &'static [&'static str] {
    match leaf.split('.').next().unwrap_or("") {
        "gain" => &["micgain"],
        "phantom" => &["48v"],
        "invert" => &["phase"],
        "delay" => &["delay"],
        "name" => &["names"],
        "eq" if leaf.starts_with("eq.hpf") => &["hpf"],
        "eq" => &["eq"],
        "digitech" => &["digi"],
        "deesser" => &["deesser"],
        "dyn" => &["comp"],
        "gate" => &["gate"],
        "pan" => &["pan"],
        "src" | "scsrc" | "subgroup" | "vca" | "exclude" => &["routing"],
        "mute" | "forceunmute" => &["mutes"],
        "mix" => &["mix"],
        "fx" => &["fxsends"],
        "aux" | "mtx" => &["auxmtxlvls"],
        _ => &[],
    }
}

/// The words that isolate a leaf of an aux, a matrix output or a subgroup.
fn bus_words(leaf: &str) -> &'static [&'static str] {
    match leaf.split('.').next().unwrap_or("") {
        "invert" => &["phase"],
        "delay" => &["delay"],
        "name" => &["name"],
        "eq" => &["geq"],
        "dyn" => &["comp"],
        "gate" => &["gate"],
        "pan" => &["pan"],
        "mute" | "forceunmute" => &["mutes"],
        "mix" => &["aux"],
        "mtx" if leaf.ends_with(".pan") => &["mtxcontribpan"],
        "mtx" => &["mtxcontrib"],
        _ => &[],
    }
}

/// The words that isolate a leaf of the master.
fn master_words(leaf: &str) -> &'static [&'static str] {
    match leaf.split('.').next().unwrap_or("") {
        "eq" => &["geq"],
        "dyn" => &["comp"],
        "gate" => &["gate"],
        "pan" => &["balpan"],
        "dim" => &["mutes"],
        "mix" => &["mix"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    fn isolation(writes: &[(&str, &str)]) -> Isolation {
        let mut tree = Tree::factory(Model::Ui24R);
        for (key, value) in writes {
            let slot = tree.slot(key).unwrap();
            let value = match value.parse() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text((*value).into()),
            };
            tree.write(slot, value).unwrap();
        }
        Isolation::read(&tree)
    }

    #[test]
    fn the_factory_keeps_nothing() {
        let isolation = isolation(&[]);
        let tree = Tree::factory(Model::Ui24R);
        assert_eq!(tree.iter().find(|(key, _)| isolation.keeps(key)), None);
    }

    #[test]
    fn a_safe_strip_is_kept_whole_and_its_neighbour_is_not() {
        let isolation = isolation(&[("i.1.safe", "1"), ("m.safe", "1")]);
        for kept in ["i.1.mix", "i.1.eq.b1.gain", "i.1.mgmask", "m.mix"] {
            assert!(isolation.keeps(kept), "{kept}");
        }
        for touched in ["i.10.mix", "i.0.mix", "a.1.mix", "mg.0.name"] {
            assert!(!isolation.keeps(touched), "{touched}");
        }
    }

    #[test]
    fn words_keep_their_aspect_of_their_kind() {
        let isolation = isolation(&[
            ("iso.ch", "micgain,hpf,fxsends,names"),
            ("iso.bus", "aux,geq"),
            ("iso.mtx", "mutes"),
            ("iso.m", "mix"),
            ("iso.fx", "fx2"),
            ("iso.gr", "mg"),
            ("a.9.matrix", "1"),
        ]);
        for kept in [
            "hw.3.gain",
            "l.0.gain",
            "i.0.eq.hpf.slope",
            "i.23.fx.2.value",
            "p.1.name",
            "a.0.mix",
            "a.0.eq.peak.3",
            "s.2.mix",
            "a.9.mute",
            "m.mix",
            "f.1.par3",
            "i.4.mgmask",
            "mg.0.name",
        ] {
            assert!(isolation.keeps(kept), "{kept}");
        }
        for touched in [
            "hw.3.phantom",
            "i.0.eq.b1.gain",
            "i.0.aux.2.value",
            "i.0.mix",
            "a.0.mute",
            "a.9.mix",
            "m.pan",
            "f.0.par3",
            "v.0.mix",
            "automix.time",
        ] {
            assert!(!isolation.keeps(touched), "{touched}");
        }
    }
}
