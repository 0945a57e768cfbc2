//! Presets: kept as the JSON texts that clients write, listed by type. Loading
//! one is the client's work: it reads the text and writes every key.
//!
//! **Source:** Soundcraft Ui protocol reference, presets. The factory presets
//! here are our own; a real desk has others. What it answers to a name it does
//! not know is unverified: nothing here.

use std::collections::BTreeMap;

use super::{Desk, LONGEST_TEXT};
use crate::line::Line;

/// Every type of preset.
const TYPES: [&str; 17] = [
    "ch", "chm", "eqch", "eqaux", "eqm", "dynch", "dynaux", "dynm", "gate", "afs", "fxrev",
    "fxdel", "fxcho", "fxroom", "digi", "udp", "ux",
];

/// What comes with the simulated desk: type, name and leaves.
const FACTORY: [(&str, &str, &str); 6] = [
    (
        "eqch",
        "f:Flat",
        r#"{".eq.b1.gain":0.5,".eq.b2.gain":0.5,".eq.b3.gain":0.5,".eq.b4.gain":0.5,".eq.hpf.freq":0}"#,
    ),
    (
        "eqch",
        "f:Voice",
        r#"{".eq.hpf.freq":0.25,".eq.b1.freq":0.3286901902,".eq.b1.gain":0.4,".eq.b3.freq":0.7563259869,".eq.b3.gain":0.575}"#,
    ),
    (
        "dynch",
        "f:Gentle",
        r#"{".dyn.threshold":0.65,".dyn.ratio":0.5,".dyn.attack":0.34375,".dyn.release":0.4887695312,".dyn.softknee":1}"#,
    ),
    ("gate", "f:Open", r#"{".gate.thresh":0,".gate.depth":0}"#),
    (
        "fxrev",
        "f:Hall",
        r#"{".par1":0.65,".par2":0.4,".par3":0.5,".par4":0.9,".par5":0.2,".par6":0}"#,
    ),
    ("fxdel", "f:Echo", r#"{".par1":0,".par2":0.25,".par3":0.3,".par4":0.8,".par5":0,".par6":0}"#),
];

/// No more than this many are kept, so that no client can fill the memory.
const MOST_KEPT: usize = 200;

/// What people stored, by type and name; the factory's are not among them.
#[derive(Debug, Default)]
pub(super) struct Presets {
    own: BTreeMap<(String, String), String>,
}

impl Presets {
    /// The names of a type: the factory's, then people's own.
    pub(super) fn names(&self, kind: &str) -> Vec<&str> {
        let factory = FACTORY.iter().filter(|(known, ..)| *known == kind).map(|(_, name, _)| *name);
        let own = self.own.keys().filter(|(known, _)| known == kind).map(|(_, name)| &**name);
        factory.chain(own).collect()
    }

    /// The JSON text of one.
    pub(super) fn read(&self, kind: &str, name: &str) -> Option<&str> {
        let factory = FACTORY.iter().find(|(known, called, _)| *known == kind && *called == name);
        let own = || self.own.get(&(kind.to_owned(), name.to_owned())).map(|json| &**json);
        factory.map(|(_, _, json)| *json).or_else(own)
    }

    fn write(&mut self, kind: &str, name: &str, json: &str) {
        let at = (kind.to_owned(), name.to_owned());
        let room = self.own.len() < MOST_KEPT || self.own.contains_key(&at);
        if room && TYPES.contains(&kind) && is_own(name) && json.len() <= LONGEST_TEXT {
            self.own.insert(at, json.to_owned());
        }
    }

    fn rename(&mut self, kind: &str, old: &str, new: &str) {
        let [old, new] = [old, new].map(|name| (kind.to_owned(), name.to_owned()));
        if is_own(&new.1)
            && !self.own.contains_key(&new)
            && let Some(json) = self.own.remove(&old)
        {
            self.own.insert(new, json);
        }
    }
}

/// Whether people may use this name: `u:` and something behind it.
fn is_own(name: &str) -> bool {
    name.strip_prefix("u:").is_some_and(|name| !name.is_empty())
}

impl Desk {
    /// Does a command of the presets, if the verb is one.
    pub(super) fn command_presets(&mut self, line: Line<'_>) {
        let (kind, name) = (line.argument(0), line.argument(1));
        match line.verb {
            "WRITEPRESET" => {
                // The text may hold separators of its own.
                let json = line.rest.splitn(3, '^').nth(2).unwrap_or("");
                self.presets.write(kind, name, json);
            }
            "RENAMEPRESET" => self.presets.rename(kind, name, line.argument(2)),
            "DELETEPRESET" => {
                self.presets.own.remove(&(kind.to_owned(), name.to_owned()));
            }
            _ => {}
        }
    }
}
