//! Guard rails: the lock of the main fader, which closes by itself, and the
//! lock of the whole screen. They guard against slips, not against people:
//! what somebody may do is decided by the relay.

use crate::dom::Timeout;
use crate::signals::{RwSignal, Signal, StoredValue};

/// So long after the last use the main fader locks itself.
const RELOCK_MILLIS: u32 = 10_000;

/// The locks of this page.
#[derive(Clone, Copy)]
pub struct GuardStore {
    main: RwSignal<bool>,
    relock: StoredValue<Option<Timeout>>,
    screen: RwSignal<bool>,
}

impl GuardStore {
    pub(super) fn new() -> Self {
        Self {
            main: RwSignal::new(true),
            relock: StoredValue::new(None),
            screen: RwSignal::new(false),
        }
    }

    /// Whether the main fader is locked.
    #[must_use]
    pub fn main_locked(&self) -> Signal<bool> {
        self.main.into()
    }

    /// Opens the main fader for a while.
    pub fn unlock_main(&self) {
        self.main.set(false);
        self.rest_main();
    }

    /// Locks the main fader now.
    pub fn lock_main(&self) {
        self.relock.set_value(None);
        self.main.set(true);
    }

    /// The main fader is in hand: it does not lock under a finger.
    pub fn use_main(&self) {
        self.relock.set_value(None);
    }

    /// The main fader was let go.
    pub fn rest_main(&self) {
        let main = self.main;
        self.relock.set_value(Some(Timeout::after(RELOCK_MILLIS, move || main.set(true))));
    }

    /// Whether the screen takes no input.
    #[must_use]
    pub fn screen(&self) -> RwSignal<bool> {
        self.screen
    }
}
