//! A held button that does its thing again and again.

use std::cell::RefCell;
use std::rc::Rc;

use super::Timeout;

/// How long a button is held before it repeats, and how fast it does.
const FIRST_MILLIS: u32 = 400;
const NEXT_MILLIS: u32 = 250;

/// A button that is held. Dropping it is letting go.
#[must_use = "dropping the handle ends the repeats"]
pub struct Repeat {
    _next: Rc<RefCell<Option<Timeout>>>,
}

impl Repeat {
    /// Calls `act` now, and again while the handle lives.
    pub fn start(act: impl Fn() + 'static) -> Self {
        act();
        let next = Rc::new(RefCell::new(None));
        again(&next, Rc::new(act), FIRST_MILLIS);
        Self { _next: next }
    }
}

fn again(next: &Rc<RefCell<Option<Timeout>>>, act: Rc<dyn Fn()>, millis: u32) {
    let later = Rc::downgrade(next);
    let timeout = Timeout::after(millis, move || {
        act();
        if let Some(next) = later.upgrade() {
            again(&next, act, NEXT_MILLIS);
        }
    });
    // The one before is running now; it may only go when it is over.
    let before = next.borrow_mut().replace(timeout);
    drop_later(before);
}

/// Lets a callback that is running end before its handle goes.
fn drop_later(timeout: Option<Timeout>) {
    if let Some(timeout) = timeout {
        leptos::task::spawn_local(async move { drop(timeout) });
    }
}
