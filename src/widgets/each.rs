//! A list in a view, whose rows stay while their keys do. Leptos' own `For` is
//! made anew for every kind of item; here each kind only makes its rows, which
//! keeps the app that browsers load smaller.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::*;
use markup::view;

/// What a row is known by, and how it is made.
struct Row {
    /// Hash of its key: 64 bits are enough to tell the rows of a screen apart.
    key: u64,
    build: Box<dyn FnOnce() -> AnyView + Send>,
}

/// A row for each item. Rows whose key was there before are kept and moved.
#[component]
pub fn Each<I, T, K, V>(
    /// The items.
    of: impl Fn() -> I + Send + Sync + 'static,
    /// What an item is known by.
    key: impl Fn(&T) -> K + Send + Sync + 'static,
    /// Makes a row.
    children: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    I: IntoIterator<Item = T>,
    T: Send + 'static,
    K: Hash,
    V: IntoView + 'static,
{
    rows(Box::new(move || {
        let row = |item| {
            let key = hash_of(&key(&item));
            let children = children.clone();
            Row { key, build: Box::new(move || children(item).into_any()) }
        };
        of().into_iter().map(row).collect()
    }))
}

fn rows(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    view! {
        <For each=rows key=|row| row.key let:row>
            {(row.build)()}
        </For>
    }
}

fn hash_of(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
