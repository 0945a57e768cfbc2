//! What changed while a client was away: a comparison of what it knew with
//! what it finds, without what it did itself.

use std::time::Duration;

use desk::{ParamId, SortedMap, Value};

/// A parameter that has another value than before an absence.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The parameter.
    pub id: ParamId,
    /// What the client knew when it was last in touch.
    pub before: Value,
    /// What it found when it came back.
    pub after: Value,
}

/// What others changed during an absence; indices of the present surface.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Time since the relay was last heard.
    pub away: Duration,
    /// Changes in the order of the surface, each parameter once.
    pub changes: Vec<Change>,
}

impl Report {
    /// One report for two absences of which nobody has seen the first report:
    /// what went back to where it was is no change.
    #[must_use]
    pub fn followed_by(self, newer: Self) -> Self {
        let older = self.changes.into_iter().map(|change| (change.id, change));
        let mut changes: SortedMap<_, _> = older.collect();
        for change in newer.changes {
            match changes.get_mut(&change.id) {
                Some(older) => older.after = change.after,
                None => changes.insert(change.id, change),
            }
        }
        let changes = changes.into_iter().map(|(_, change)| change);
        let changes = changes.filter(|change| change.before != change.after).collect();
        Self { away: self.away + newer.away, changes }
    }
}

/// Everything that differs, but for what this client had sent itself before
/// the link broke: `ours` are such writes, whatever became of them.
pub(crate) fn changes(before: &[Value], after: &[Value], ours: &[(ParamId, Value)]) -> Vec<Change> {
    let both = (0..=u16::MAX).map(ParamId).zip(before.iter().zip(after));
    both.filter(|(_, (before, after))| before != after)
        .filter(|(id, (_, after))| !ours.iter().any(|(of, value)| of == id && value == *after))
        .map(|(id, (before, after))| Change { id, before: before.clone(), after: after.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn short(value: u16) -> Value {
        Value::Short(value)
    }

    fn change(id: u16, before: u16, after: u16) -> Change {
        Change { id: ParamId(id), before: short(before), after: short(after) }
    }

    fn report(seconds: u64, changes: Vec<Change>) -> Report {
        Report { away: Duration::from_secs(seconds), changes }
    }

    #[test]
    fn what_differs_is_told_but_for_what_was_done_here() {
        let before = [short(1), short(2), Value::Text("Kick".into()), short(4)];
        let after = [short(1), short(9), Value::Text("Snare".into()), short(5)];
        let ours = [(ParamId(1), short(8)), (ParamId(1), short(9)), (ParamId(3), short(6))];
        let text = |text: &str| Value::Text(text.into());
        let name = Change { id: ParamId(2), before: text("Kick"), after: text("Snare") };
        assert_eq!(changes(&before, &after, &ours), [name, change(3, 4, 5)]);
        assert_eq!(changes(&after, &after, &[]), []);
    }

    #[test]
    fn two_absences_make_one_report() {
        let first = report(3, vec![change(1, 10, 20), change(5, 1, 2), change(7, 0, 1)]);
        let second = report(4, vec![change(3, 5, 6), change(5, 2, 1), change(7, 1, 3)]);
        let both = first.followed_by(second);
        assert_eq!(both, report(7, vec![change(1, 10, 20), change(3, 5, 6), change(7, 0, 3)]));
    }
}
