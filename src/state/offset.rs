//! Several levels moved together by decibels, so that their ratios stay and
//! every way back leads exactly to the start. Pure: it is told what the desk
//! shows and says what to write.

use desk::{Decibels, FaderLevel, ParamId, fader};

/// A level that was written differs from what is shown by no more than the
/// rounding on the wire, as a share of the way.
const ROUNDING: f64 = 2.0 / 65535.0;

/// One of the levels.
#[derive(Clone, Debug, PartialEq)]
struct Anchor {
    id: ParamId,
    /// How much of the offset it follows: 1 all of it, less than 0 against it.
    share: f64,
    /// Where it stands without any offset, in decibels.
    start: Decibels,
    /// That place as it was read, so that the way back is exact.
    start_position: f64,
    /// What was written last.
    written: f64,
}

/// Levels that follow one offset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offset {
    db: f64,
    anchors: Vec<Anchor>,
}

impl Offset {
    /// The present offset in decibels.
    #[must_use]
    pub fn db(&self) -> f64 {
        self.db
    }

    /// Moves the offset to `db` and says what to write. `members` are the
    /// levels with the share of the offset each follows, `shown` tells where
    /// each stands now, 0 to 1. A closed fader stays closed, since no ratio
    /// binds it to the others; one that somebody else moved keeps their move.
    pub fn set(
        &mut self,
        db: f64,
        members: &[(ParamId, f64)],
        shown: impl Fn(ParamId) -> f64,
    ) -> Vec<(ParamId, f64)> {
        self.anchors.retain(|anchor| members.iter().any(|(id, _)| *id == anchor.id));
        for &(id, share) in members {
            self.anchor(id, share, shown(id));
        }
        self.db = db;
        let mut writes = Vec::new();
        for anchor in &mut self.anchors {
            let position = if db == 0.0 {
                anchor.start_position
            } else {
                place(anchor.start.db() + db * anchor.share)
            };
            if (position - anchor.written).abs() > ROUNDING / 4.0 {
                anchor.written = position;
                writes.push((anchor.id, position));
            }
        }
        writes
    }

    /// Moves all so that the loudest stands at `position`, 0 to 1. Where all
    /// are closed there is no ratio to keep, and all open together.
    pub fn set_loudest(
        &mut self,
        position: f64,
        members: &[ParamId],
        shown: impl Fn(ParamId) -> f64,
    ) -> Vec<(ParamId, f64)> {
        let members: Vec<(ParamId, f64)> = members.iter().map(|id| (*id, 1.0)).collect();
        // Takes up what is new; standing still writes nothing.
        self.set(self.db, &members, &shown);
        let starts = self.anchors.iter().map(|anchor| anchor.start.db());
        match starts.reduce(f64::max) {
            Some(loudest) => self.set(decibels(position).db() - loudest, &members, shown),
            None => members.iter().map(|(id, _)| (*id, position)).collect(),
        }
    }

    /// Takes up a level, or takes it up again where somebody else put it.
    fn anchor(&mut self, id: ParamId, share: f64, shown: f64) {
        let known = self.anchors.iter().position(|anchor| anchor.id == id);
        if let Some(place) = known {
            let anchor = &self.anchors[place];
            if (anchor.written - shown).abs() <= ROUNDING && anchor.share == share {
                return;
            }
            // Refused or taken back: it stands where it began, with nothing of ours on it.
            if (anchor.start_position - shown).abs() <= ROUNDING && anchor.share == share {
                self.anchors[place].written = shown;
                return;
            }
            self.anchors.remove(place);
        }
        let now = decibels(shown);
        if now.is_silence() {
            return;
        }
        // What is under way already is taken off, so that the way back to 0
        // undoes only our own part.
        let part = if self.db.is_finite() { self.db * share } else { 0.0 };
        let start = Decibels::new(now.db() - part).unwrap_or(now);
        let start_position = if part == 0.0 { shown } else { place(start.db()) };
        self.anchors.push(Anchor { id, share, start, start_position, written: shown });
    }
}

fn decibels(position: f64) -> Decibels {
    fader::decibels(FaderLevel::clamped(position))
}

/// The place of a level that is no less than silence and no more than the top.
fn place(db: f64) -> f64 {
    Decibels::new(db).map_or(0.0, |db| fader::position(db).position())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// A desk that rounds as the wire does.
    struct Levels(BTreeMap<ParamId, u16>);

    impl Levels {
        fn of(levels: &[(u16, f64)]) -> Self {
            let short = |db: f64| FaderLevel::clamped(place(db)).to_short();
            Self(levels.iter().map(|(id, db)| (ParamId(*id), short(*db))).collect())
        }

        fn shown(&self, id: ParamId) -> f64 {
            FaderLevel::from_short(self.0[&id]).position()
        }

        fn db(&self, id: u16) -> f64 {
            decibels(self.shown(ParamId(id))).db()
        }

        fn moved(&mut self, offset: &mut Offset, db: f64, members: &[(ParamId, f64)]) {
            for (id, position) in offset.set(db, members, |id| self.shown(id)) {
                self.0.insert(id, FaderLevel::clamped(position).to_short());
            }
        }
    }

    const PAIR: [(ParamId, f64); 3] = [(ParamId(1), 1.0), (ParamId(2), 1.0), (ParamId(3), 1.0)];

    #[test]
    fn ratios_stay_and_closed_faders_stay_closed() {
        let mut levels = Levels::of(&[(1, -10.0), (2, -16.0), (3, f64::NEG_INFINITY)]);
        let mut offset = Offset::default();
        levels.moved(&mut offset, 4.0, &PAIR);
        assert!((levels.db(1) + 6.0).abs() < 0.01, "{}", levels.db(1));
        assert!((levels.db(2) + 12.0).abs() < 0.01);
        assert_eq!(levels.db(3), f64::NEG_INFINITY);
    }

    #[test]
    fn ten_boosts_in_a_row_end_where_they_began() {
        let mut levels = Levels::of(&[(1, -3.3), (2, 8.0), (3, -55.5)]);
        let before = levels.0.clone();
        let mut offset = Offset::default();
        for _ in 0..10 {
            // 8 dB is over the top for one of them, and it comes back as well.
            levels.moved(&mut offset, 8.0, &PAIR);
            assert_ne!(levels.0, before);
            levels.moved(&mut offset, 0.0, &PAIR);
        }
        assert_eq!(levels.0, before, "to the last bit, which is better than 0.01 dB");
    }

    #[test]
    fn closing_a_group_keeps_its_ratios_for_opening_it() {
        let mut levels = Levels::of(&[(1, -10.0), (2, -16.0), (3, -20.0)]);
        let mut offset = Offset::default();
        levels.moved(&mut offset, f64::NEG_INFINITY, &PAIR);
        assert_eq!(levels.db(1), f64::NEG_INFINITY);
        levels.moved(&mut offset, -3.0, &PAIR);
        assert!((levels.db(1) + 13.0).abs() < 0.01);
        assert!((levels.db(3) + 23.0).abs() < 0.01);
    }

    #[test]
    fn a_group_follows_its_loudest_and_opens_together() {
        let mut levels = Levels::of(&[(1, -16.0), (2, -10.0), (3, f64::NEG_INFINITY)]);
        let mut offset = Offset::default();
        let members: Vec<ParamId> = PAIR.iter().map(|(id, _)| *id).collect();
        let mut lead = |levels: &mut Levels, position| {
            for (id, to) in offset.set_loudest(position, &members, |id| levels.shown(id)) {
                levels.0.insert(id, FaderLevel::clamped(to).to_short());
            }
        };
        lead(&mut levels, place(-5.0));
        assert!((levels.db(2) + 5.0).abs() < 0.01 && (levels.db(1) + 11.0).abs() < 0.01);
        lead(&mut levels, 0.0);
        assert_eq!(levels.db(2), f64::NEG_INFINITY);
        lead(&mut levels, place(-10.0));
        assert!((levels.db(2) + 10.0).abs() < 0.01 && (levels.db(1) + 16.0).abs() < 0.01);

        let mut closed = Levels::of(&[(1, f64::NEG_INFINITY), (2, f64::NEG_INFINITY)]);
        for (id, to) in
            Offset::default().set_loudest(place(-20.0), &members[..2], |id| closed.shown(id))
        {
            closed.0.insert(id, FaderLevel::clamped(to).to_short());
        }
        assert!((closed.db(1) + 20.0).abs() < 0.01 && (closed.db(2) + 20.0).abs() < 0.01);
    }

    #[test]
    fn shares_pull_apart() {
        let mut levels = Levels::of(&[(1, -10.0), (2, -10.0), (3, -10.0)]);
        let mut offset = Offset::default();
        let members = [(ParamId(1), 1.0), (ParamId(2), -1.0 / 3.0)];
        levels.moved(&mut offset, 6.0, &members);
        assert!((levels.db(1) + 4.0).abs() < 0.01);
        assert!((levels.db(2) + 12.0).abs() < 0.01);
        assert!((levels.db(3) + 10.0).abs() < 0.01);
    }

    #[test]
    fn a_move_by_somebody_else_is_kept() {
        let mut levels = Levels::of(&[(1, -10.0), (2, -10.0), (3, -10.0)]);
        let mut offset = Offset::default();
        levels.moved(&mut offset, 5.0, &PAIR);
        levels.0.insert(ParamId(1), FaderLevel::clamped(place(-20.0)).to_short());
        levels.moved(&mut offset, 0.0, &PAIR);
        assert!((levels.db(1) + 25.0).abs() < 0.02, "our 5 dB less than they put it");
        assert!((levels.db(2) + 10.0).abs() < 0.01);
    }
}
