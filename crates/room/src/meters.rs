//! Meters: the newest levels only, sent against credit that the client's page
//! returns, so what is on a screen is never old.

use bytes::Bytes;
use desk::Surface;
use protocol::ServerFrame;

/// Most meter frames under way to one client.
const CREDIT: usize = 4;

/// The newest levels and their encoded forms.
#[derive(Clone, Debug, Default)]
pub(crate) struct MeterFeed {
    levels: Vec<u8>,
    seq: u8,
    tick: u16,
    /// Per kinds asked for, the frame of this `seq`.
    encoded: Vec<(u16, Bytes)>,
}

impl MeterFeed {
    pub(crate) fn publish(&mut self, tick: u16, levels: Vec<u8>) {
        self.levels = levels;
        self.tick = tick;
        self.seq = self.seq.wrapping_add(1);
        self.encoded.clear();
    }

    /// Number of the newest levels, wrapping.
    pub(crate) fn seq(&self) -> u8 {
        self.seq
    }

    pub(crate) fn clear(&mut self) {
        self.levels.clear();
        self.encoded.clear();
    }

    /// The frame for these kinds, encoded once for all who ask for the same.
    fn frame(&mut self, surface: &Surface, kinds: u16) -> Option<Bytes> {
        if kinds == 0 || self.levels.len() != surface.meter_count() {
            return None;
        }
        if let Some((_, bytes)) = self.encoded.iter().find(|(of, _)| *of == kinds) {
            return Some(bytes.clone());
        }
        let mut levels = Vec::with_capacity(self.levels.len());
        let mut rest = self.levels.as_slice();
        for (place, kind) in surface.kinds.iter().enumerate() {
            let (own, others) = rest.split_at(usize::from(kind.count) * kind.meters.len());
            if place < 16 && kinds & (1 << place) != 0 {
                levels.extend_from_slice(own);
            }
            rest = others;
        }
        let (seq, tick) = (self.seq, self.tick);
        let bytes = Bytes::from(ServerFrame::Meters { seq, tick, kinds, levels }.encode());
        self.encoded.push((kinds, bytes.clone()));
        Some(bytes)
    }
}

/// What one client wants and has not yet confirmed.
#[derive(Clone, Debug, Default)]
pub(crate) struct MeterCredit {
    kinds: u16,
    last: Option<u8>,
    under_way: Vec<u8>,
}

impl MeterCredit {
    pub(crate) fn want(&mut self, kinds: u16) {
        self.kinds = kinds;
        self.under_way.clear();
    }

    /// The client has seen the frame `seq` and all before it.
    pub(crate) fn acknowledge(&mut self, seq: u8) {
        if let Some(place) = self.under_way.iter().position(|sent| *sent == seq) {
            self.under_way.drain(..=place);
        }
    }

    /// Whether it wants meters of any kind.
    pub(crate) fn wants_any(&self) -> bool {
        self.kinds != 0
    }

    pub(crate) fn wants(&self, feed: &MeterFeed) -> bool {
        self.kinds != 0
            && self.last != Some(feed.seq)
            && self.under_way.len() < CREDIT
            && !feed.levels.is_empty()
    }

    pub(crate) fn take(&mut self, feed: &mut MeterFeed, surface: &Surface) -> Option<Bytes> {
        if !self.wants(feed) {
            return None;
        }
        let bytes = feed.frame(surface, self.kinds)?;
        self.last = Some(feed.seq);
        self.under_way.push(feed.seq);
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use desk::{Kind, MeterTap};

    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn surface() -> Surface {
        let kind = |id: &str, count| Kind {
            id: id.into(),
            count,
            single: false,
            params: vec![],
            meters: vec![MeterTap::Pre, MeterTap::Post],
        };
        Surface { kinds: vec![kind("input", 2), kind("aux", 1)], ..Surface::default() }
    }

    #[test]
    fn only_the_kinds_asked_for_and_only_against_credit() {
        let surface = surface();
        let (mut feed, mut credit) = (MeterFeed::default(), MeterCredit::default());
        credit.want(0b10);
        let mut sent = Vec::new();
        for round in 0..6 {
            feed.publish(0, vec![1, 2, 3, 4, 5, round]);
            sent.extend(credit.take(&mut feed, &surface));
            assert!(credit.take(&mut feed, &surface).is_none(), "one frame per publication");
        }
        assert_eq!(sent.len(), CREDIT);
        assert_eq!(sent[0][..], [5, 1, 0, 0, 2, 0, 5, 0]);
        credit.acknowledge(3);
        feed.publish(0, vec![0; 6]);
        assert!(credit.take(&mut feed, &surface).is_some());
    }

    #[test]
    fn levels_of_another_surface_are_not_sent() {
        let (mut feed, mut credit) = (MeterFeed::default(), MeterCredit::default());
        credit.want(1);
        feed.publish(0, vec![0; 5]);
        assert!(credit.take(&mut feed, &surface()).is_none());
    }
}
