//! One of the browser's two storages under a prefix, with memory for what it
//! does not take.

use std::cell::RefCell;

use desk::SortedMap;

/// Texts by name.
#[derive(Debug)]
pub(super) struct Shelf {
    web: Option<web_sys::Storage>,
    prefix: String,
    /// What the browser did not take. It comes before what the browser has.
    memory: RefCell<SortedMap<String, Option<String>>>,
}

impl Shelf {
    pub(super) fn new(web: Option<web_sys::Storage>, prefix: String) -> Self {
        Self { web, prefix, memory: RefCell::default() }
    }

    pub(super) fn get(&self, name: &str) -> Option<String> {
        if let Some(kept) = self.memory.borrow().get(name) {
            return kept.clone();
        }
        self.web.as_ref()?.get_item(&self.key(name)).ok().flatten()
    }

    /// Keeps a text, or with `None` forgets it.
    pub(super) fn set(&self, name: &str, value: Option<&str>) {
        let key = self.key(name);
        let taken = self.web.as_ref().is_some_and(|web| match value {
            Some(value) => web.set_item(&key, value).is_ok(),
            None => web.remove_item(&key).is_ok(),
        });
        let mut memory = self.memory.borrow_mut();
        if taken {
            memory.remove(name);
        } else {
            memory.insert(name.to_owned(), value.map(str::to_owned));
        }
    }

    /// Names that begin with `start`, sorted.
    pub(super) fn names(&self, start: &str) -> Vec<String> {
        let mut names = SortedMap::new();
        if let Some(web) = &self.web {
            let keys = (0..web.length().unwrap_or(0)).filter_map(|at| web.key(at).ok().flatten());
            for name in keys.filter_map(|key| key.strip_prefix(&self.prefix).map(str::to_owned)) {
                names.insert(name, ());
            }
        }
        for name in self.memory.borrow().keys() {
            names.insert(name.clone(), ());
        }
        names.retain(|name, ()| name.starts_with(start) && self.get(name).is_some());
        names.into_iter().map(|(name, ())| name).collect()
    }

    fn key(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }
}
