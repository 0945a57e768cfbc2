//! The state a control is in, told to it from outside, and what it tells back
//! when it may not move.

use super::Colour;
use crate::signals::{Callback, Signal, callback};
use crate::text::{BlockReason, RefusalReason, Text};

/// Who else has a control in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The person's name.
    pub name: String,
    /// One or two letters for the cap.
    pub initials: String,
    /// The person's colour.
    pub colour: Colour,
    /// Whether a touch here takes the control without asking.
    pub yields: bool,
}

/// What a control may do now and how much its value is worth.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ControlState {
    /// The value is true and may be moved.
    #[default]
    Live,
    /// The value is the last one known; it cannot be moved.
    Stale(BlockReason),
    /// The value is true, but this person may not move it.
    ReadOnly(BlockReason),
    /// Someone else is moving it; a touch offers to take over, or does so.
    HeldByOther(Holder),
    /// The last change was refused; the control works, the desk's value shows.
    Refused(RefusalReason),
}

impl ControlState {
    /// The name used in `data-state`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Stale(_) => "stale",
            Self::ReadOnly(_) => "readonly",
            Self::HeldByOther(_) => "held",
            Self::Refused(_) => "refused",
        }
    }

    /// Why a touch does nothing now, if it does nothing.
    #[must_use]
    pub fn blocked(&self) -> Option<Blocked> {
        match self {
            Self::Live | Self::Refused(_) => None,
            Self::Stale(reason) | Self::ReadOnly(reason) => Some(Blocked::Because(*reason)),
            Self::HeldByOther(holder) => (!holder.yields).then(|| Blocked::HeldBy(holder.clone())),
        }
    }

    /// What is said aloud of a control, with what its state adds. `what` is the
    /// control.
    pub(super) fn spoken(&self, words: String, text: &dyn Text, what: &str) -> String {
        match self {
            Self::Stale(_) => format!("{words}, {}", text.stale()),
            Self::HeldByOther(holder) => format!("{words}, {}", text.held_by(&holder.name, what)),
            _ => words,
        }
    }

    /// Whether the value shown is old.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        matches!(self, Self::Stale(_))
    }

    /// Who else holds the control.
    #[must_use]
    pub fn holder(&self) -> Option<&Holder> {
        match self {
            Self::HeldByOther(holder) => Some(holder),
            _ => None,
        }
    }
}

/// The state's name for an element: of one type for all controls, which a
/// closure written at the element is not.
pub(crate) fn state_name(state: Signal<ControlState>) -> impl Fn() -> &'static str + Copy {
    move || state.with(ControlState::name)
}

/// Why a control did not take a touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocked {
    /// Nobody could move it now from here.
    Because(BlockReason),
    /// Someone has it; offer to take over.
    HeldBy(Holder),
}

/// A switch: its state, and the call that sets it. It is always told on or off,
/// never "the other one", so that a repeated order does no harm.
#[derive(Debug, Clone, Copy)]
pub struct Switch {
    /// Whether it is on.
    pub on: Signal<bool>,
    /// Told the state the person wants.
    pub on_set: Callback<bool>,
}

impl Switch {
    /// A switch from a signal and a call.
    #[must_use]
    pub fn new(on: impl Into<Signal<bool>>, on_set: impl Fn(bool) + Send + Sync + 'static) -> Self {
        Self { on: on.into(), on_set: callback(on_set) }
    }
}
