//! Layers: which strips lie on the surface together, derived from the desk's
//! surface, so that any desk gets its tabs, and those that people put together.
//! Pure.

use desk::{Index, Strip, Surface, kind};

use super::own_layers::OwnLayer;
use crate::text::{StripKind, Text};

/// Most strips on one layer.
const LAYER: u16 = 12;
/// Kinds with at most this many strips share a layer with their neighbour.
const FEW: u16 = 2;

/// A tab: a run of strips of one or more kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Kinds and the numbers shown of each; no numbers for a whole kind.
    parts: Vec<(String, Option<(u16, u16)>)>,
    /// Its name and id, if somebody put it together.
    pub own: Option<(String, String)>,
    /// The strips in order.
    pub strips: Vec<Strip>,
}

impl Layer {
    /// The tab's words: "Inputs 1–12", "Line inputs, Player".
    #[must_use]
    pub fn label(&self, text: &dyn Text) -> String {
        if let Some((name, _)) = &self.own {
            return name.clone();
        }
        let names: Vec<String> = self
            .parts
            .iter()
            .map(|(kind, range)| match strip_kind(kind) {
                Some(kind) => text.layer(kind, *range),
                None => kind.clone(),
            })
            .collect();
        names.join(", ")
    }

    /// Names of the kinds on this layer.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(kind, _)| kind.as_str())
    }
}

/// The vocabulary's word for a kind; none for one we have no word for.
#[must_use]
pub fn strip_kind(id: &str) -> Option<StripKind> {
    Some(match id {
        kind::INPUT => StripKind::Input,
        kind::LINE => StripKind::Line,
        kind::PLAYER => StripKind::Player,
        kind::FX => StripKind::Fx,
        kind::SUBGROUP => StripKind::Subgroup,
        kind::AUX => StripKind::Aux,
        kind::VCA => StripKind::Vca,
        kind::MASTER => StripKind::Main,
        _ => return None,
    })
}

/// The layers of a surface, in its order. The master is pinned beside them,
/// and what belongs to the whole desk is no strip.
#[must_use]
pub fn layers(surface: &Surface) -> Vec<Layer> {
    let mut layers: Vec<Layer> = Vec::new();
    for (place, kind) in (0u8..).zip(&surface.kinds) {
        if kind.id == kind::MASTER || kind.id == kind::DESK || kind.count == 0 {
            continue;
        }
        let strips = |first: u16, last: u16| {
            (first..=last).map(move |number| Strip { kind: place, number }).collect::<Vec<_>>()
        };
        if kind.count <= FEW
            && let Some(small) = layers.last_mut().filter(|layer| layer.is_small())
        {
            small.parts.push((kind.id.clone(), None));
            small.strips.extend(strips(1, kind.count));
            continue;
        }
        for first in (1..=kind.count).step_by(usize::from(LAYER)) {
            let last = (first + LAYER - 1).min(kind.count);
            let range = (kind.count > LAYER).then_some((first, last));
            let parts = vec![(kind.id.clone(), range)];
            layers.push(Layer { parts, own: None, strips: strips(first, last) });
        }
    }
    layers
}

/// The kind of a strip that keeps a place on a layer and is not on this desk.
const NOWHERE: u8 = u8::MAX;

/// Whether a place on a layer is empty.
#[must_use]
pub fn is_gap(at: Strip) -> bool {
    at.kind == NOWHERE
}

/// What keeps a place empty; each place has another, so that rows can be told
/// apart.
#[must_use]
pub fn gap(place: usize) -> Strip {
    Strip { kind: NOWHERE, number: u16::try_from(place).unwrap_or(u16::MAX) }
}

/// A layer somebody put together, on this desk. Every strip has its place,
/// whether the desk has it or not.
#[must_use]
pub fn own_layer(index: &Index, own: &OwnLayer) -> Layer {
    let surface = index.surface();
    let find = |path: &String| {
        surface.strips().find(|strip| index.strip_path(*strip).as_ref() == Some(path))
    };
    let places = own.strips.iter().enumerate();
    let strips: Vec<Strip> =
        places.map(|(place, path)| find(path).unwrap_or_else(|| gap(place))).collect();
    let mut parts: Vec<(String, Option<(u16, u16)>)> = Vec::new();
    for kind in strips.iter().filter_map(|strip| surface.kinds.get(usize::from(strip.kind))) {
        if parts.iter().all(|(known, _)| *known != kind.id) {
            parts.push((kind.id.clone(), None));
        }
    }
    Layer { parts, own: Some((own.name.clone(), own.id.clone())), strips }
}

impl Layer {
    fn is_small(&self) -> bool {
        self.parts.iter().all(|(_, range)| range.is_none())
            && self.strips.len() <= usize::from(FEW) * self.parts.len()
    }
}

#[cfg(test)]
mod tests {
    use desk::Kind;

    use super::*;
    use crate::text::Language;

    fn surface(counts: &[(&str, u16)]) -> Surface {
        let kinds = counts.iter().map(|(id, count)| Kind {
            id: (*id).into(),
            count: *count,
            single: false,
            params: vec![],
            meters: vec![],
        });
        Surface { kinds: kinds.collect(), ..Surface::default() }
    }

    #[test]
    fn long_kinds_are_cut_and_short_neighbours_share() {
        let surface = surface(&[
            (kind::INPUT, 24),
            (kind::LINE, 2),
            (kind::PLAYER, 2),
            (kind::FX, 4),
            (kind::VCA, 0),
            (kind::MASTER, 1),
            (kind::DESK, 1),
        ]);
        let layers = layers(&surface);
        let shown: Vec<(usize, String)> = layers
            .iter()
            .map(|layer| (layer.strips.len(), layer.label(Language::English.text())))
            .collect();
        assert_eq!(shown.len(), 4, "{shown:?}");
        assert_eq!(shown.iter().map(|(count, _)| *count).collect::<Vec<_>>(), [12, 12, 4, 4]);
        assert!(shown[0].1.contains("1\u{2013}12"), "{shown:?}");
        assert!(shown[2].1.contains(", "), "{shown:?}");
    }

    #[test]
    fn what_a_desk_lacks_leaves_a_gap_and_shifts_nobody() {
        let kind = |id: &str, count| Kind {
            id: id.into(),
            count,
            single: false,
            params: vec![desk::Template::once("level", desk::Law::Fader)],
            meters: vec![],
        };
        let kinds = vec![kind(kind::INPUT, 2), kind(kind::AUX, 1)];
        let index = Index::new(Surface { kinds, ..Surface::default() }).unwrap();
        let strips = ["input.2", "input.9", "aux.1"].map(str::to_owned).to_vec();
        let own = OwnLayer { id: "1".into(), name: "Band".into(), strips };
        let layer = own_layer(&index, &own);
        assert_eq!(
            layer.strips.iter().map(|at| is_gap(*at)).collect::<Vec<_>>(),
            [false, true, false]
        );
        assert_eq!(layer.strips[2], Strip { kind: 1, number: 1 });
        assert_eq!(layer.label(Language::German.text()), "Band");
        assert_eq!(layer.kinds().collect::<Vec<_>>(), [kind::INPUT, kind::AUX]);
    }

    #[test]
    fn small_desks_have_whole_kinds() {
        let layers = layers(&surface(&[(kind::INPUT, 8), (kind::LINE, 2)]));
        assert_eq!(layers.len(), 2);
        assert_eq!(layers[0].strips.len(), 8);
    }
}
