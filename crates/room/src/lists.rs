//! The lists a desk and the crew keep, as they were told last: one stamp per list, and what
//! each connection wants of them.

use std::collections::BTreeMap;

use bytes::Bytes;
use protocol::{ListName, ServerText};

use crate::sheets;

/// The desk's lists, whether they are of something, and whether they change
/// with the shows or with the playlists.
const LISTS: &[(&str, bool, ListGroup)] = &[
    ("shows", false, ListGroup::Shows),
    ("snapshots", true, ListGroup::Shows),
    ("cues", true, ListGroup::Shows),
    ("playlists", false, ListGroup::Media),
    ("tracks", true, ListGroup::Media),
    ("sessions", false, ListGroup::Media),
    ("files", false, ListGroup::Media),
    ("presets", true, ListGroup::Presets),
    ("volumes", false, ListGroup::Volumes),
    ("importable", false, ListGroup::Volumes),
];
/// Most lists one connection can want.
pub(crate) const LISTS_WANTED: usize = 16;

/// Lists that change together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListGroup {
    /// Shows and what is in them.
    Shows,
    /// What can be played, and what was recorded.
    Media,
    /// Presets.
    Presets,
    /// USB volumes and what they hold.
    Volumes,
}

/// What changes together with a list; `None` for one that desks do not have.
fn group(name: &ListName) -> Option<ListGroup> {
    let known = LISTS.iter().find(|(list, _, _)| *list == name.list);
    known.filter(|(_, of, _)| *of != name.of.is_empty()).map(|(_, _, group)| *group)
}

/// Whether there is such a list, the desk's or the crew's.
pub(crate) fn exists(name: &ListName) -> bool {
    group(name).is_some() || sheets::is_sheet(name)
}

/// What a connection wants, with the stamp of what it has.
pub(crate) type Wanted = BTreeMap<ListName, u64>;

#[derive(Default)]
struct List {
    stamp: u64,
    names: Vec<String>,
    bytes: Bytes,
}

/// The lists that anybody wants.
#[derive(Default)]
pub(crate) struct Lists {
    known: BTreeMap<ListName, List>,
    stamp: u64,
}

impl Lists {
    /// Somebody wants a list. `true` when the desk has to be asked for it.
    pub(crate) fn want(&mut self, name: &ListName) -> bool {
        let new = !self.known.contains_key(name);
        if new {
            self.known.insert(name.clone(), List::default());
        }
        new
    }

    /// Forgets what nobody wants any more.
    pub(crate) fn keep(&mut self, wanted: impl Fn(&ListName) -> bool) {
        self.known.retain(|name, _| wanted(name));
    }

    /// Another desk: what was told of the one before is not true of it.
    pub(crate) fn forget_desk(&mut self) {
        for (_, list) in self.known.iter_mut().filter(|(name, _)| group(name).is_some()) {
            *list = List::default();
        }
    }

    /// The desk told a list. One that nobody wants is not kept, and an equal
    /// one is no news.
    pub(crate) fn tell(&mut self, name: ListName, names: Vec<String>) {
        let Some(list) = self.known.get_mut(&name) else { return };
        if list.stamp > 0 && list.names == names {
            return;
        }
        self.stamp += 1;
        list.stamp = self.stamp;
        list.names.clone_from(&names);
        list.bytes = Bytes::from(ServerText::List { name, names }.encode());
    }

    /// The desk's lists to ask for again when a group has changed; all without one.
    pub(crate) fn of_group(&self, changed: Option<ListGroup>) -> Vec<ListName> {
        let names = self.known.keys();
        let theirs = |name: &&ListName| match group(name) {
            None => false,
            of => changed.is_none() || of == changed,
        };
        names.filter(theirs).cloned().collect()
    }

    /// Grows with every list that is told.
    pub(crate) fn stamp(&self) -> u64 {
        self.stamp
    }

    /// What a connection does not have yet; notes that it gets it.
    pub(crate) fn due(&self, wanted: &mut Wanted) -> Vec<Bytes> {
        let mut due = Vec::new();
        for (name, stamp) in wanted {
            if let Some(list) = self.known.get(name).filter(|list| list.stamp > *stamp) {
                *stamp = list.stamp;
                due.push(list.bytes.clone());
            }
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn name(list: &str, of: &str) -> ListName {
        ListName { list: list.into(), of: of.into() }
    }

    #[test]
    fn lists_that_make_no_sense_are_not_there() {
        for (list, of, there) in [
            ("shows", "", true),
            ("shows", "Gig", false),
            ("snapshots", "Gig", true),
            ("snapshots", "", false),
            ("people", "", false),
        ] {
            assert_eq!(exists(&name(list, of)), there, "{list} of {of:?}");
        }
    }

    #[test]
    fn each_gets_what_it_wants_once_and_again_when_it_changes() {
        let (shows, gig) = (name("shows", ""), name("snapshots", "Gig"));
        let mut lists = Lists::default();
        assert!(lists.want(&shows));
        assert!(!lists.want(&shows), "asked for already");
        assert!(lists.want(&gig));
        let mut wanted = Wanted::from([(shows.clone(), 0), (gig.clone(), 0)]);
        assert!(lists.due(&mut wanted).is_empty());
        lists.tell(shows.clone(), vec![]);
        assert_eq!(lists.due(&mut wanted).len(), 1, "an empty list is news too");
        assert!(lists.due(&mut wanted).is_empty());
        lists.tell(shows.clone(), vec![]);
        assert!(lists.due(&mut wanted).is_empty(), "the same again is none");
        lists.tell(shows.clone(), vec!["Gig".into()]);
        lists.tell(name("cues", "Gig"), vec!["unwanted".into()]);
        let due = lists.due(&mut wanted);
        assert_eq!(due, [r#"{"t":"list","list":"shows","names":["Gig"]}"#]);
        assert_eq!(lists.of_group(Some(ListGroup::Shows)), [shows.clone(), gig.clone()]);
        assert!(lists.of_group(Some(ListGroup::Media)).is_empty());
        lists.keep(|known| *known == gig);
        assert_eq!(lists.of_group(None), [gig]);
    }
}
