//! Signals that change less often than what they follow: a number that nobody
//! can read thirty times a second need not be laid out or spoken as often. All
//! of the page change together, since the page is laid out once for all.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::{RwSignal, Signal, effect};
use crate::dom::{Timeout, now_millis};

/// Between two beats.
const BEAT_MILLIS: u32 = 160;
/// Who has told nothing for this long tells the next change at once.
const REST_MILLIS: f64 = 400.0;

#[derive(Default)]
struct Beat {
    count: u32,
    late: Vec<Rc<Late>>,
    next: Option<Timeout>,
}

/// A signal that has not told yet what it follows.
struct Late {
    value: Signal<f64>,
    told: RwSignal<f64>,
    beats: u32,
    waits: Cell<bool>,
    last: Cell<f64>,
}

thread_local! {
    static BEAT: RefCell<Beat> = RefCell::default();
}

/// Follows `value`: at once after a rest or while `at_once` says so, else at
/// every beat that `beats` divides, of which the page has six a second; and
/// always in the end.
pub fn paced(value: Signal<f64>, at_once: Signal<bool>, beats: u32) -> Signal<f64> {
    let told = RwSignal::new(value.get_untracked());
    let (waits, last) = (Cell::new(false), Cell::new(f64::NEG_INFINITY));
    let late = Rc::new(Late { value, told, beats, waits, last });
    effect(move || {
        if value.get() == told.get_untracked() {
            return;
        }
        if at_once.get() || now_millis() - late.last.get() > REST_MILLIS {
            late.tell();
        } else if !late.waits.replace(true) {
            BEAT.with_borrow_mut(|beat| {
                beat.late.push(Rc::clone(&late));
                beat.next.get_or_insert_with(next);
            });
        }
    });
    told.into()
}

fn next() -> Timeout {
    Timeout::after(BEAT_MILLIS, || {
        let due = BEAT.with_borrow_mut(|beat| {
            beat.count = beat.count.wrapping_add(1);
            let count = beat.count;
            let (due, late): (Vec<_>, Vec<_>) =
                beat.late.drain(..).partition(|late| count.is_multiple_of(late.beats));
            beat.late = late;
            due
        });
        for late in &due {
            late.waits.set(false);
            late.tell();
        }
        let old = BEAT.with_borrow_mut(|beat| {
            let goes_on = !beat.late.is_empty() || !due.is_empty();
            std::mem::replace(&mut beat.next, goes_on.then(next))
        });
        // The handle of this very beat goes last, with nothing left to do in it.
        drop(old);
    })
}

impl Late {
    fn tell(&self) {
        self.last.set(now_millis());
        // Whoever showed it may be gone by now, and what it follows with them.
        if self.told.try_get_untracked().is_some() {
            let value = self.value.get_untracked();
            self.told.set(value);
        }
    }
}
