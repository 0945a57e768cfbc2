//! Meter levels on their way from the link to the canvases, outside the
//! reactive graph.

use desk::{MeterTap, SortedMap, Strip, Surface};
use leptos::prelude::*;

use super::App;
use crate::signals::StoredValue;

/// Counts per decibel of a level byte, and the byte of 0 dB.
const COUNTS_PER_DB: f32 = 3.0;
const ZERO_DB: f32 = 240.0;

/// Meter levels of the kinds that were asked for.
pub struct MeterFrame<'a> {
    surface: &'a Surface,
    /// Where each contained kind's bytes begin.
    starts: SortedMap<u8, usize>,
    levels: &'a [u8],
}

impl<'a> MeterFrame<'a> {
    /// Takes a frame apart; none when it does not fit the surface.
    #[must_use]
    pub fn new(surface: &'a Surface, kinds: u16, levels: &'a [u8]) -> Option<Self> {
        let mut starts = SortedMap::new();
        let mut next = 0;
        for (place, kind) in (0u8..16).zip(&surface.kinds) {
            if kinds & (1 << place) != 0 {
                starts.insert(place, next);
                next += usize::from(kind.count) * kind.meters.len();
            }
        }
        (next == levels.len()).then_some(Self { surface, starts, levels })
    }

    /// What the dynamics of a strip take away, in decibels, where the desk tells
    /// it.
    #[must_use]
    pub fn reduction(&self, strip: Strip) -> Option<f32> {
        let byte = self.byte(strip, &[MeterTap::GainReduction])?;
        Some(f32::from(byte) / COUNTS_PER_DB)
    }

    /// The level at one of these taps of a strip, the first that it has, in
    /// decibels; minus infinity is silence.
    #[must_use]
    pub fn level(&self, strip: Strip, taps: &[MeterTap]) -> Option<f32> {
        let byte = self.byte(strip, taps)?;
        let silent = byte == 0;
        Some(if silent { f32::NEG_INFINITY } else { (f32::from(byte) - ZERO_DB) / COUNTS_PER_DB })
    }

    fn byte(&self, strip: Strip, taps: &[MeterTap]) -> Option<u8> {
        let kind = self.surface.kinds.get(usize::from(strip.kind))?;
        let start = self.starts.get(&strip.kind)?;
        let tap = taps.iter().find_map(|tap| kind.meters.iter().position(|own| own == tap))?;
        let place = start + usize::from(strip.number.checked_sub(1)?) * kind.meters.len() + tap;
        self.levels.get(place).copied()
    }
}

type Listener = Box<dyn Fn(&MeterFrame<'_>)>;

#[derive(Default)]
struct Listeners {
    next: u32,
    by_id: SortedMap<u32, (Vec<String>, Listener)>,
}

/// Who shows meters.
#[derive(Clone, Copy)]
pub struct MeterStore {
    listeners: StoredValue<Listeners>,
}

impl MeterStore {
    pub(super) fn new() -> Self {
        Self { listeners: StoredValue::new(Listeners::default()) }
    }

    /// Calls back with every frame until the current owner is cleaned up, and
    /// asks the relay for the meters of these kinds meanwhile.
    pub fn listen(
        &self,
        app: App,
        kinds: Vec<String>,
        listener: impl Fn(&MeterFrame<'_>) + 'static,
    ) {
        let listeners = self.listeners;
        let id = listeners.try_update_value(|all| {
            all.next += 1;
            all.by_id.insert(all.next, (kinds, Box::new(listener)));
            all.next
        });
        self.ask(app);
        let store = *self;
        on_cleanup(move || {
            listeners.try_update_value(|all| id.and_then(|id| all.by_id.remove(&id)));
            store.ask(app);
        });
    }

    fn ask(&self, app: App) {
        let kinds = self.listeners.try_with_value(|all| {
            let kinds = all.by_id.values().flat_map(|(kinds, _)| kinds.clone());
            // A handful: to sort them would take more code than this.
            let mut each = Vec::new();
            for kind in kinds {
                if !each.contains(&kind) {
                    each.push(kind);
                }
            }
            each
        });
        app.link.want_meters(kinds.unwrap_or_default());
    }

    pub(super) fn take(&self, surface: &Surface, kinds: u16, levels: &[u8]) {
        let Some(frame) = MeterFrame::new(surface, kinds, levels) else { return };
        self.listeners.with_value(|all| {
            for (_, listener) in all.by_id.values() {
                listener(&frame);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use desk::Kind;

    use super::*;

    #[test]
    fn a_frame_of_some_kinds_finds_its_strips() {
        let kind = |id: &str, count, meters| Kind {
            id: id.into(),
            count,
            single: false,
            params: vec![],
            meters,
        };
        let surface = Surface {
            kinds: vec![
                kind("input", 2, vec![MeterTap::Pre, MeterTap::Post]),
                kind("vca", 1, vec![]),
                kind("master", 1, vec![MeterTap::PostLeft, MeterTap::PostRight]),
            ],
            ..Surface::default()
        };
        let levels = [240, 0];
        let frame = MeterFrame::new(&surface, 0b100, &levels).unwrap();
        let master = Strip { kind: 2, number: 1 };
        assert_eq!(frame.level(master, &[MeterTap::PostLeft]), Some(0.0));
        assert_eq!(frame.level(master, &[MeterTap::PostRight]), Some(f32::NEG_INFINITY));
        assert_eq!(frame.level(master, &[MeterTap::Pre]), None);
        assert_eq!(frame.level(Strip { kind: 0, number: 1 }, &[MeterTap::Pre]), None);
        assert!(MeterFrame::new(&surface, 0b101, &levels).is_none());
        assert_eq!(frame.reduction(master), None);
    }
}
