//! Strips that this browser leaves off the desk's layers. They sound and can be
//! reached as before: by own layers, links and messages.

use desk::{Index, Strip};

use super::layers::{Layer, layers};
use crate::dom;
use crate::signals::{RwSignal, derive};
use crate::widgets::Switch;

/// Where their paths are kept.
const KEPT: &str = "mediatrix.hidden";

/// What is hidden here.
#[derive(Clone, Copy)]
pub struct HiddenStore {
    paths: RwSignal<Vec<String>>,
}

impl HiddenStore {
    pub(super) fn new() -> Self {
        let kept = dom::recall(KEPT).unwrap_or_default();
        Self { paths: RwSignal::new(kept.split_whitespace().map(str::to_owned).collect()) }
    }

    /// Paths of the strips; tracked.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        self.paths.get()
    }

    /// Hides these, and no others.
    pub fn set(&self, paths: Vec<String>) {
        dom::remember(KEPT, &paths.join(" "));
        self.paths.set(paths);
    }

    /// The switch that hides a strip.
    #[must_use]
    pub fn switch(&self, path: String) -> Switch {
        let this = *self;
        let of = path.clone();
        let on = derive(move || this.paths.with(|paths| paths.contains(&of)));
        Switch::new(on, move |on| {
            let mut paths = this.paths.get_untracked();
            paths.retain(|known| *known != path);
            if on {
                paths.push(path.clone());
            }
            this.set(paths);
        })
    }

    /// The desk's layers without them; tracked. Every layer stays in its place,
    /// also an empty one.
    #[must_use]
    pub fn layers(&self, index: &Index) -> Vec<Layer> {
        let mut layers = layers(index.surface());
        self.paths.with(|paths| {
            let hidden =
                |at: &Strip| index.strip_path(*at).is_some_and(|path| paths.contains(&path));
            for layer in layers.iter_mut().filter(|_| !paths.is_empty()) {
                layer.strips.retain(|at| !hidden(at));
            }
        });
        layers
    }
}
