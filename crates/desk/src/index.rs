//! The dense parameter index that a surface expands to: a `u16` on the wire,
//! a readable path such as `input.1.aux.3.level` in APIs and logs.

use crate::{Encoding, Law, Strip, Surface, Template};

/// Place of a parameter in its surface's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParamId(pub u16);

/// Why a surface cannot be expanded.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// Indices are sixteen bits wide.
    #[error("a surface of {0} parameters does not fit the index of 65536")]
    TooLarge(usize),
    /// Kinds are counted in eight bits.
    #[error("a surface of {0} kinds is more than 255")]
    TooManyKinds(usize),
}

/// One entry of the index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter<'a> {
    /// The strip it belongs to.
    pub strip: Strip,
    /// Its template.
    pub template: &'a Template,
    /// The bus or group number, from 1; 0 when the template stands once.
    pub bus: u16,
}

impl Parameter<'_> {
    /// How its value reads.
    #[must_use]
    pub fn law(&self) -> Law {
        self.template.law
    }
}

/// Where a kind's parameters lie.
#[derive(Clone, Debug)]
struct Span {
    start: usize,
    stride: usize,
}

/// A surface with the dense list of its parameters.
#[derive(Clone, Debug)]
pub struct Index {
    surface: Surface,
    spans: Vec<Span>,
    encodings: Vec<Encoding>,
}

impl Index {
    /// The index before a desk was seen: no parameters at all.
    #[must_use]
    pub fn empty() -> Self {
        Self { surface: Surface::default(), spans: Vec::new(), encodings: Vec::new() }
    }

    /// Expands a surface. The order is fixed: kinds, strips, templates, bus
    /// numbers, each in turn; both ends rely on it.
    ///
    /// # Errors
    /// [`IndexError`] when the surface has more parameters or kinds than the
    /// wire can count.
    pub fn new(surface: Surface) -> Result<Self, IndexError> {
        if surface.kinds.len() > usize::from(u8::MAX) {
            return Err(IndexError::TooManyKinds(surface.kinds.len()));
        }
        let mut spans = Vec::with_capacity(surface.kinds.len());
        let mut length = 0usize;
        for kind in &surface.kinds {
            // Saturating: in a browser a surface from outside could overflow.
            let widths = kind.params.iter().map(Template::width);
            let stride = widths.fold(0usize, usize::saturating_add);
            spans.push(Span { start: length, stride });
            length = length.saturating_add(stride.saturating_mul(usize::from(kind.count)));
        }
        if length > usize::from(u16::MAX) + 1 {
            return Err(IndexError::TooLarge(length));
        }
        let mut encodings = Vec::with_capacity(length);
        for kind in &surface.kinds {
            for _ in 0..kind.count {
                for template in &kind.params {
                    encodings
                        .extend(std::iter::repeat_n(template.law.encoding(), template.width()));
                }
            }
        }
        Ok(Self { surface, spans, encodings })
    }

    /// The surface this index was expanded from.
    #[must_use]
    pub fn surface(&self) -> &Surface {
        &self.surface
    }

    /// How many parameters there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.encodings.len()
    }

    /// Whether the surface has no parameters: no desk was ever seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.encodings.is_empty()
    }

    /// All ids in order.
    pub fn ids(&self) -> impl Iterator<Item = ParamId> + use<> {
        // `new` bounds the length, so every place fits.
        (0..self.len()).filter_map(|place| u16::try_from(place).ok().map(ParamId))
    }

    /// All ids by columns: each kind's first parameter of all its strips, then
    /// the second one. Neighbours in a column are often equal, which makes a
    /// snapshot short.
    pub fn columns(&self) -> impl Iterator<Item = ParamId> + '_ {
        self.spans.iter().zip(&self.surface.kinds).flat_map(|(span, kind)| {
            let count = usize::from(kind.count);
            let places = (0..span.stride).flat_map(move |offset| {
                (0..count).map(move |strip| span.start + strip * span.stride + offset)
            });
            places.filter_map(|place| u16::try_from(place).ok().map(ParamId))
        })
    }

    /// How the value of a parameter travels; `None` beyond the end.
    #[must_use]
    pub fn encoding(&self, id: ParamId) -> Option<Encoding> {
        self.encodings.get(usize::from(id.0)).copied()
    }

    /// The entry at an id; `None` beyond the end.
    #[must_use]
    pub fn get(&self, id: ParamId) -> Option<Parameter<'_>> {
        let place = usize::from(id.0);
        if place >= self.len() {
            return None;
        }
        // Kinds without parameters share their successor's start: the last
        // span that starts at or before the place is the one that holds it.
        let kind = self.spans.partition_point(|span| span.start <= place).checked_sub(1)?;
        let span = &self.spans[kind];
        let within = place - span.start;
        let number = u16::try_from(within / span.stride + 1).ok()?;
        let mut rest = within % span.stride;
        for template in &self.surface.kinds[kind].params {
            let width = template.width();
            if rest < width {
                let bus = if template.repeat == 0 { 0 } else { u16::try_from(rest + 1).ok()? };
                let strip = Strip { kind: u8::try_from(kind).ok()?, number };
                return Some(Parameter { strip, template, bus });
            }
            rest -= width;
        }
        None
    }

    /// The id of a strip's parameter; `bus` is 0 for templates that stand
    /// once, else the bus or group number from 1.
    #[must_use]
    pub fn id(&self, strip: Strip, leaf: &str, bus: u16) -> Option<ParamId> {
        let kind = self.surface.kinds.get(usize::from(strip.kind))?;
        let span = self.spans.get(usize::from(strip.kind))?;
        if strip.number == 0 || strip.number > kind.count {
            return None;
        }
        let mut place = span.start + usize::from(strip.number - 1) * span.stride;
        for template in &kind.params {
            if template.leaf == leaf {
                let offset = match (template.repeat, bus) {
                    (0, 0) => 0,
                    (repeat, 1..) if bus <= repeat => usize::from(bus - 1),
                    _ => return None,
                };
                return u16::try_from(place + offset).ok().map(ParamId);
            }
            place += template.width();
        }
        None
    }

    /// The readable path of a parameter: `input.1.aux.3.level`.
    #[must_use]
    pub fn path(&self, id: ParamId) -> Option<String> {
        let parameter = self.get(id)?;
        let leaf = parameter.template.leaf.replace("{}", &parameter.bus.to_string());
        Some(format!("{}.{leaf}", self.strip_path(parameter.strip)?))
    }

    /// The readable path of a strip: `input.1`, `master`.
    #[must_use]
    pub fn strip_path(&self, strip: Strip) -> Option<String> {
        let kind = self.surface.kinds.get(usize::from(strip.kind))?;
        if kind.single {
            return Some(kind.id.clone());
        }
        Some(format!("{}.{}", kind.id, strip.number))
    }

    /// The id behind a readable path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<ParamId> {
        let (id, rest) = path.split_once('.')?;
        let (place, kind) = self.surface.kind(id)?;
        let (number, rest) = if kind.single {
            (1, rest)
        } else {
            let (number, rest) = rest.split_once('.')?;
            (plain_number(number)?, rest)
        };
        let strip = Strip { kind: place, number };
        if let Some(found) = self.id(strip, rest, 0) {
            return Some(found);
        }
        // The one number within the rest is the bus.
        let bus = rest.split('.').find_map(plain_number)?;
        let leaf: Vec<&str> = rest
            .split('.')
            .map(|part| if plain_number(part).is_some() { "{}" } else { part })
            .collect();
        self.id(strip, &leaf.join("."), bus)
    }
}

/// A number as paths write it: digits only, no sign, no leading zero.
fn plain_number(text: &str) -> Option<u16> {
    let good = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if good { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, kind, leaf};

    fn surface() -> Surface {
        let input = Kind {
            id: kind::INPUT.into(),
            count: 3,
            single: false,
            params: vec![
                Template::once(leaf::LEVEL, Law::Fader),
                Template::once(leaf::NAME, Law::Text { max: 20 }),
                Template::each(leaf::AUX_LEVEL, 2, Law::Fader),
                Template::each(leaf::FX_LEVEL, 0, Law::Fader),
            ],
            meters: vec![],
        };
        let empty = Kind {
            id: kind::VCA.into(),
            count: 0,
            single: false,
            params: vec![Template::once(leaf::LEVEL, Law::Fader)],
            meters: vec![],
        };
        let master = Kind {
            id: kind::MASTER.into(),
            count: 1,
            single: true,
            params: vec![Template::once(leaf::LEVEL, Law::Fader)],
            meters: vec![],
        };
        Surface { kinds: vec![input, empty, master], ..Surface::default() }
    }

    #[test]
    fn places_and_paths_agree() {
        let index = Index::new(surface()).unwrap();
        let paths: Vec<String> = index.ids().map(|id| index.path(id).unwrap()).collect();
        assert_eq!(
            paths,
            [
                "input.1.level",
                "input.1.name",
                "input.1.aux.1.level",
                "input.1.aux.2.level",
                "input.2.level",
                "input.2.name",
                "input.2.aux.1.level",
                "input.2.aux.2.level",
                "input.3.level",
                "input.3.name",
                "input.3.aux.1.level",
                "input.3.aux.2.level",
                "master.level",
            ]
        );
        for id in index.ids() {
            assert_eq!(index.find(&index.path(id).unwrap()), Some(id));
            let parameter = index.get(id).unwrap();
            assert_eq!(
                index.id(parameter.strip, &parameter.template.leaf, parameter.bus),
                Some(id)
            );
            assert_eq!(index.encoding(id), Some(parameter.law().encoding()));
        }
    }

    #[test]
    fn columns_run_down_the_strips() {
        let index = Index::new(surface()).unwrap();
        let columns: Vec<u16> = index.columns().map(|id| id.0).collect();
        assert_eq!(columns, [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11, 12]);
        assert_eq!(Index::empty().columns().count(), 0);
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let index = Index::new(surface()).unwrap();
        for path in [
            "",
            "input",
            "input.0.level",
            "input.4.level",
            "input.01.level",
            "input.+1.level",
            "input.1.aux.3.level",
            "input.1.aux.0.level",
            "input.1.fx.1.level",
            "vca.1.level",
            "master.1.level",
            "desk.mute_all",
        ] {
            assert_eq!(index.find(path), None, "{path}");
        }
        assert_eq!(index.get(ParamId(13)), None);
    }

    #[test]
    fn too_large_a_surface_is_refused() {
        let mut large = surface();
        large.kinds[0].count = 40_000;
        assert!(matches!(Index::new(large), Err(IndexError::TooLarge(_))));
    }
}
