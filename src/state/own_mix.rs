//! A musician's own mix: which channels are "me", which are favourites, and
//! which move together; kept in this browser, one for each bus.

use std::collections::HashMap;

use desk::{ParamId, SortedMap, Strip};
use protocol::DecodeError;
use protocol::json::{FromJson, Json};

use super::App;
use super::bus::Bus;
use super::offset::Offset;
use super::own_layers::quoted;
use crate::dom;
use crate::signals::{RwSignal, Signal, StoredValue};
use crate::text::MixGroup;

/// More me is told in these bounds, in decibels.
pub const MORE_ME_DB: f64 = 12.0;
/// While I go up by one, everybody else goes down by this much.
const OTHERS: f64 = -1.0 / 3.0;

/// What a person arranged. Strips go by their paths, such as `input.3`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    me: Vec<String>,
    favourites: Vec<String>,
    groups: SortedMap<String, MixGroup>,
}

/// The rows of the mix from top to bottom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The channels that are this person.
    pub me: Vec<Strip>,
    /// Groups with at least one channel.
    pub groups: Vec<(MixGroup, Vec<Strip>)>,
    /// Channels kept near.
    pub favourites: Vec<Strip>,
    /// Everything else, in the desk's order.
    pub rest: Vec<Strip>,
}

impl Arrangement {
    /// Sorts strips into rows; none is lost and none comes twice, but for
    /// those in groups, which also keep a row of their own.
    #[must_use]
    pub fn rows(&self, strips: &[(Strip, String)]) -> Rows {
        let mut rows = Rows::default();
        for group in MixGroup::ALL {
            let members = strips.iter().filter(|(_, path)| self.groups.get(path) == Some(&group));
            let members: Vec<Strip> = members.map(|(strip, _)| *strip).collect();
            if !members.is_empty() {
                rows.groups.push((group, members));
            }
        }
        for (strip, path) in strips {
            if self.is_me(path) {
                rows.me.push(*strip);
            } else if self.is_favourite(path) {
                rows.favourites.push(*strip);
            } else {
                rows.rest.push(*strip);
            }
        }
        rows
    }

    /// Whether a strip is "me".
    #[must_use]
    pub fn is_me(&self, path: &str) -> bool {
        self.me.iter().any(|known| known == path)
    }

    /// Whether a strip is a favourite.
    #[must_use]
    pub fn is_favourite(&self, path: &str) -> bool {
        self.favourites.iter().any(|known| known == path)
    }

    /// The group of a strip.
    #[must_use]
    pub fn group(&self, path: &str) -> Option<MixGroup> {
        self.groups.get(path).copied()
    }

    /// Says whether a strip is "me".
    pub fn set_me(&mut self, path: &str, on: bool) {
        put(&mut self.me, path, on);
    }

    /// Says whether a strip is a favourite.
    pub fn set_favourite(&mut self, path: &str, on: bool) {
        put(&mut self.favourites, path, on);
    }

    /// Puts a strip into a group, or into none.
    pub fn set_group(&mut self, path: &str, group: Option<MixGroup>) {
        self.groups.remove(path);
        if let Some(group) = group {
            self.groups.insert(path.to_owned(), group);
        }
    }

    /// As a line of JSON.
    fn line(&self) -> String {
        let list =
            |paths: &[String]| paths.iter().map(|path| quoted(path)).collect::<Vec<_>>().join(",");
        let group = |(path, group): (&String, &MixGroup)| {
            format!("{}:{}", quoted(path), quoted(group.token()))
        };
        let groups: Vec<String> = self.groups.iter().map(group).collect();
        let (me, near, groups) = (list(&self.me), list(&self.favourites), groups.join(","));
        format!(r#"{{"me":[{me}],"favourites":[{near}],"groups":{{{groups}}}}}"#)
    }

    /// Reads such a line; none for any other.
    fn parse(line: &str) -> Option<Self> {
        Self::from_json(&Json::parse(line).ok()?).ok()
    }
}

impl FromJson for Arrangement {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let mut read = Self {
            me: json.field_or("me", Vec::new())?,
            favourites: json.field_or("favourites", Vec::new())?,
            ..Self::default()
        };
        let Json::Object(fields) = json else { return Ok(read) };
        for (name, value) in fields {
            if let (true, Json::Object(groups)) = (name == "groups", value) {
                for (path, group) in groups {
                    read.set_group(path, MixGroup::from_token(group.as_text()?));
                }
            }
        }
        Ok(read)
    }
}

fn put(paths: &mut Vec<String>, path: &str, on: bool) {
    paths.retain(|known| known != path);
    if on {
        paths.push(path.to_owned());
    }
}

/// What moves together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Together {
    /// Me up, everybody else a little down.
    MoreMe,
    /// The channels that are "me".
    Me,
    /// A group.
    Group(MixGroup),
}

/// The own mixes of this browser.
#[derive(Clone, Copy)]
pub struct OwnMixStore {
    bus: RwSignal<Option<Bus>>,
    arranged: RwSignal<Arrangement>,
    offsets: StoredValue<HashMap<(Bus, Together), Offset>>,
    more_me: RwSignal<f64>,
}

impl OwnMixStore {
    pub(super) fn new() -> Self {
        Self {
            bus: RwSignal::new(None),
            arranged: RwSignal::new(Arrangement::default()),
            offsets: StoredValue::new(HashMap::new()),
            more_me: RwSignal::new(0.0),
        }
    }

    /// Shows the mix of a bus as it was arranged before.
    pub fn open(&self, bus: Bus) {
        if self.bus.get_untracked() == Some(bus) {
            return;
        }
        let kept = dom::recall(&key(bus)).and_then(|kept| Arrangement::parse(&kept));
        self.bus.set(Some(bus));
        self.arranged.set(kept.unwrap_or_default());
        let more = self.offsets.with_value(|all| all.get(&(bus, Together::MoreMe)).map(Offset::db));
        self.more_me.set(more.unwrap_or(0.0));
    }

    /// Another desk: what was added to levels was not added there.
    pub fn forget_offsets(&self) {
        self.offsets.update_value(HashMap::clear);
        self.more_me.set(0.0);
    }

    /// How the mix is arranged.
    #[must_use]
    pub fn arranged(&self) -> Signal<Arrangement> {
        self.arranged.into()
    }

    /// Changes the arrangement and keeps it.
    pub fn arrange(&self, change: impl FnOnce(&mut Arrangement)) {
        self.arranged.update(change);
        if let Some(bus) = self.bus.get_untracked() {
            dom::remember(&key(bus), &self.arranged.with_untracked(Arrangement::line));
        }
    }

    /// How much more of me there is, in decibels.
    #[must_use]
    pub fn more_me(&self) -> Signal<f64> {
        self.more_me.into()
    }

    /// Sets how much more of me there is. `me` and `others` are levels.
    pub fn set_more_me(&self, app: App, db: f64, me: &[ParamId], others: &[ParamId]) {
        let db = db.clamp(-MORE_ME_DB, MORE_ME_DB);
        let members: Vec<(ParamId, f64)> =
            me.iter().map(|id| (*id, 1.0)).chain(others.iter().map(|id| (*id, OTHERS))).collect();
        self.write(app, Together::MoreMe, |offset| {
            offset.set(db, &members, |id| app.desk.position_now(app, id))
        });
        self.more_me.set(db);
    }

    /// Moves levels together so that the loudest stands at `position`.
    pub fn move_group(&self, app: App, what: Together, levels: &[ParamId], position: f64) {
        self.write(app, what, |offset| {
            offset.set_loudest(position, levels, |id| app.desk.position_now(app, id))
        });
    }

    fn write(
        &self,
        app: App,
        what: Together,
        shift: impl FnOnce(&mut Offset) -> Vec<(ParamId, f64)>,
    ) {
        let Some(bus) = self.bus.get_untracked() else { return };
        let writes =
            self.offsets.try_update_value(|all| shift(all.entry((bus, what)).or_default()));
        app.desk.set_positions(app, writes.unwrap_or_default());
    }
}

fn key(bus: Bus) -> String {
    format!("mediatrix.own_mix.{}.{}", bus.strip_kind(), bus.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_every_strip_and_the_desks_order() {
        let strip = |number| (Strip { kind: 0, number }, format!("input.{number}"));
        let strips: Vec<_> = (1..=5).map(strip).collect();
        let mut mine = Arrangement::default();
        mine.set_me("input.4", true);
        mine.set_favourite("input.2", true);
        mine.set_group("input.5", Some(MixGroup::Drums));
        mine.set_group("input.1", Some(MixGroup::Drums));
        let rows = mine.rows(&strips);
        let numbers = |strips: &[Strip]| strips.iter().map(|s| s.number).collect::<Vec<_>>();
        assert_eq!(numbers(&rows.me), [4]);
        assert_eq!(numbers(&rows.favourites), [2]);
        assert_eq!(numbers(&rows.rest), [1, 3, 5]);
        assert_eq!(rows.groups.len(), 1);
        assert_eq!(numbers(&rows.groups[0].1), [1, 5]);

        assert_eq!(Arrangement::parse(&mine.line()).as_ref(), Some(&mine));
        assert_eq!(Arrangement::parse("{}"), Some(Arrangement::default()));
        assert_eq!(Arrangement::parse("[]"), None);
        let kept = r#"{"me":["input.4"],"favourites":["input.2"],
            "groups":{"input.1":"drums","input.5":"drums"}}"#;
        assert_eq!(Arrangement::parse(kept).as_ref(), Some(&mine), "as browsers have it");
        mine.set_group("input.5", None);
        mine.set_group("input.1", None);
        assert!(mine.rows(&strips).groups.is_empty());
    }
}
