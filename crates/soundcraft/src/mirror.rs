//! What the desk holds: its raw tree of keys, and beside it the values of a
//! surface's parameters. Decides what a line changes; sends nothing.

mod convert;
mod tree;

use std::collections::BTreeMap;

use desk::{Access, Index, IndexError, ParamId, Surface, Value};

use crate::keys::{Extent, Place, Scale, Split};
use crate::surface;

pub(crate) use convert::flag;
pub use tree::{Raw, Tree};

/// Where the value of one parameter comes from.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// The wire key.
    pub(crate) key: String,
    /// The bit of its value, or the whole value.
    pub(crate) bit: Option<u8>,
    /// How the wire's number stands for the value.
    scale: Scale,
    /// Whether only the desk writes it.
    pub(crate) told: bool,
    /// Whether the desk told that key; a template covers all strips of a
    /// kind, and some lack some keys.
    present: bool,
}

/// The state of a connected desk.
#[derive(Clone, Debug)]
pub(crate) struct Mirror {
    tree: Tree,
    extent: Extent,
    index: Index,
    spots: Vec<Spot>,
    by_key: BTreeMap<String, Vec<ParamId>>,
    values: Vec<Value>,
}

/// What a line from the desk means to a mirror.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Applied {
    /// Parameters with a new value.
    pub(crate) changed: Vec<(ParamId, Value)>,
    /// Whether the surface may have grown: a key with a rule but no place.
    pub(crate) grown: bool,
}

impl Mirror {
    /// The mirror of a tree the desk has told.
    pub(crate) fn new(tree: Tree, extent: Extent, simulated: bool) -> Result<Self, IndexError> {
        let mut surface = surface::survey_extent(&tree, extent);
        surface.simulated = simulated;
        let index = Index::new(surface)?;
        let mut spots = Vec::with_capacity(index.len());
        let mut by_key: BTreeMap<String, Vec<ParamId>> = BTreeMap::new();
        let mut values = Vec::with_capacity(index.len());
        for id in index.ids() {
            // The surface was made from the table, so every parameter has
            // its place; one without would be read-only and neutral.
            let place = place_of(&index, id);
            let key = place.map(|place| place.key()).unwrap_or_default();
            let rule = place.map(|place| place.rule());
            let raw = tree.get(&key);
            let spot = Spot {
                bit: place.and_then(|place| place.bit()),
                scale: rule.map_or(Scale::Plain, |rule| rule.scale),
                told: rule.is_none_or(|rule| rule.access == Access::Told),
                present: raw.is_some(),
                key,
            };
            // What the desk has not told stands at its factory value.
            let raw = raw.cloned().or_else(|| Some(place?.factory()));
            values.push(convert::value_at(&index, id, raw.as_ref(), &spot));
            by_key.entry(spot.key.clone()).or_default().push(id);
            spots.push(spot);
        }
        Ok(Self { tree, extent, index, spots, by_key, values })
    }

    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    pub(crate) fn surface(&self) -> &Surface {
        self.index.surface()
    }

    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }

    /// Where a parameter comes from; `None` for an id beyond the surface and
    /// for a strip whose key the desk never told.
    pub(crate) fn spot(&self, id: ParamId) -> Option<&Spot> {
        self.spots.get(usize::from(id.0)).filter(|spot| spot.present)
    }

    /// Takes a value for a key, and tells which parameters it changes.
    pub(crate) fn put(&mut self, key: &str, raw: Raw) -> Applied {
        let known = self.tree.get(key).is_some();
        if !self.tree.put(key, raw) {
            return Applied::default();
        }
        let grown = !known && self.shows(key) || matches!(key, "model" | "firmware");
        let mut changed = Vec::new();
        let raw = self.tree.get(key);
        for &id in self.by_key.get(key).into_iter().flatten() {
            let place = usize::from(id.0);
            let (Some(spot), Some(value)) = (self.spots.get_mut(place), self.values.get_mut(place))
            else {
                continue;
            };
            spot.present = true;
            let new = convert::value_at(&self.index, id, raw, spot);
            if *value != new {
                *value = new.clone();
                changed.push((id, new));
            }
        }
        Applied { changed, grown }
    }

    /// Whether the surface would have a parameter for a key.
    fn shows(&self, key: &str) -> bool {
        let split = Split::of(key);
        split.is_some_and(|split| split.rules().any(|rule| rule.shows(self.extent)))
    }

    /// The raw value of a key with one parameter changed to `value`: for a
    /// bit, the last known mask with that bit set or cleared.
    pub(crate) fn raw_with(&self, spot: &Spot, id: ParamId, value: &Value) -> Raw {
        match spot.bit {
            Some(bit) => {
                let mask = convert::mask(self.tree.get(&spot.key));
                Raw::Number(f64::from(convert::with_bit(mask, bit, value.is_on())))
            }
            None => convert::raw_at(&self.index, id, value, spot.scale),
        }
    }

    /// A foreign mask in which the bits of our own unsent writes still stand.
    pub(crate) fn merged(&self, key: &str, foreign: &Raw, ours: u32) -> Raw {
        let mine = convert::mask(self.tree.get(key));
        let theirs = convert::mask(Some(foreign));
        Raw::Number(f64::from((theirs & !ours) | (mine & ours)))
    }
}

fn place_of(index: &Index, id: ParamId) -> Option<Place> {
    let parameter = index.get(id)?;
    let kind = index.surface().kinds.get(usize::from(parameter.strip.kind))?;
    Place::new(&kind.id, parameter.strip.number, &parameter.template.leaf, parameter.bus)
}
