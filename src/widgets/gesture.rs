//! What a finger means: a scroll, a tap or a drag, and how far the cap follows.
//! Pure numbers; the browser's events are fed in by `grip.rs`.
//!
//! Touching never changes a level. A drag begins after a short travel along the
//! control's axis, and from there the value follows the movement, not the place.

/// Travel before a finger counts as dragging, in CSS pixels.
pub const TOUCH_SLOP: f64 = 12.0;
/// The same for a mouse or a pen.
pub const MOUSE_SLOP: f64 = 4.0;
/// Distance across the axis that turns the fine mode on.
pub const FINE_DISTANCE: f64 = 80.0;
/// Speed in fine mode.
pub const FINE: f64 = 0.1;
/// Two taps within this time, in milliseconds, are a double tap.
pub const DOUBLE_TAP_MILLIS: f64 = 300.0;
/// And within this distance.
pub const DOUBLE_TAP_DISTANCE: f64 = 15.0;

/// The direction a control moves in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Up is more.
    Vertical,
    /// Right is more.
    Horizontal,
}

/// A place on the screen in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    fn along(self, axis: Axis) -> f64 {
        match axis {
            Axis::Vertical => -self.y,
            Axis::Horizontal => self.x,
        }
    }

    fn across(self, axis: Axis) -> f64 {
        match axis {
            Axis::Vertical => self.x,
            Axis::Horizontal => self.y,
        }
    }

    fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// What a movement did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Motion {
    /// Too little to mean anything, or not ours.
    Nothing,
    /// The drag begins here; the value is still what it was.
    Began,
    /// The control is here now, 0 to 1.
    To(f64),
    /// The finger went across the axis: it scrolls, and we let go.
    Abandoned,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Pressed,
    Dragging,
    Abandoned,
}

/// One finger or mouse button on one control, from press to lift.
#[derive(Debug, Clone)]
pub struct Gesture {
    axis: Axis,
    touch: bool,
    pressed_at: Point,
    anchor: f64,
    position: f64,
    travel: f64,
    phase: Phase,
    slow: bool,
}

impl Gesture {
    /// A press at `at`. `position` is the value then, `travel` the length of
    /// the throw in pixels.
    #[must_use]
    pub fn press(axis: Axis, touch: bool, at: Point, position: f64, travel: f64) -> Self {
        Self {
            axis,
            touch,
            pressed_at: at,
            anchor: at.along(axis),
            position,
            travel: travel.max(1.0),
            phase: Phase::Pressed,
            slow: false,
        }
    }

    /// Whether a lift now would be a tap.
    #[must_use]
    pub fn is_tap(&self) -> bool {
        self.phase == Phase::Pressed
    }

    /// The finger rested before it moved: it wants to move slowly.
    pub fn rested(&mut self) {
        self.slow |= self.phase == Phase::Pressed;
    }

    /// The pointer moved to `at`; `fine` is the key for slow movement.
    pub fn moved(&mut self, at: Point, fine: bool) -> Motion {
        match self.phase {
            Phase::Abandoned => Motion::Nothing,
            Phase::Pressed => self.decide(at),
            Phase::Dragging => {
                let across = at.across(self.axis) - self.pressed_at.across(self.axis);
                let speed =
                    if fine || self.slow || across.abs() > FINE_DISTANCE { FINE } else { 1.0 };
                let here = at.along(self.axis);
                let step = (here - self.anchor) / self.travel * speed;
                self.anchor = here;
                self.position = (self.position + step).clamp(0.0, 1.0);
                Motion::To(self.position)
            }
        }
    }

    fn decide(&mut self, at: Point) -> Motion {
        let along = (at.along(self.axis) - self.pressed_at.along(self.axis)).abs();
        let across = (at.across(self.axis) - self.pressed_at.across(self.axis)).abs();
        let slop = if self.touch { TOUCH_SLOP } else { MOUSE_SLOP };
        if along >= slop && along > across {
            self.phase = Phase::Dragging;
            self.anchor = at.along(self.axis);
            Motion::Began
        } else if self.touch && across >= slop && across > along {
            self.phase = Phase::Abandoned;
            Motion::Abandoned
        } else {
            Motion::Nothing
        }
    }
}

/// Tells double taps from single ones.
#[derive(Debug, Clone, Default)]
pub struct Taps {
    last: Option<(f64, Point)>,
}

impl Taps {
    /// A tap at `at`, `now` milliseconds into the page; `true` for the second
    /// of two.
    pub fn tap(&mut self, at: Point, now: f64) -> bool {
        let double = self.last.is_some_and(|(then, there)| {
            now - then <= DOUBLE_TAP_MILLIS && at.distance(there) <= DOUBLE_TAP_DISTANCE
        });
        self.last = if double { None } else { Some((now, at)) };
        double
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    fn finger() -> Gesture {
        Gesture::press(Axis::Vertical, true, at(20.0, 200.0), 0.5, 400.0)
    }

    #[test]
    fn touching_and_trembling_change_nothing() {
        let mut gesture = finger();
        assert_eq!(gesture.moved(at(20.0, 189.0), false), Motion::Nothing);
        assert_eq!(gesture.moved(at(25.0, 205.0), false), Motion::Nothing);
        assert!(gesture.is_tap());
    }

    #[test]
    fn the_cap_follows_the_movement_after_the_slop() {
        let mut gesture = finger();
        assert_eq!(gesture.moved(at(20.0, 188.0), false), Motion::Began);
        assert_eq!(gesture.moved(at(20.0, 148.0), false), Motion::To(0.6));
        assert_eq!(gesture.moved(at(20.0, 188.0), false), Motion::To(0.5));
    }

    #[test]
    fn a_mouse_needs_less_travel() {
        let mut gesture = Gesture::press(Axis::Vertical, false, at(0.0, 100.0), 0.5, 400.0);
        assert_eq!(gesture.moved(at(0.0, 97.0), false), Motion::Nothing);
        assert_eq!(gesture.moved(at(0.0, 96.0), false), Motion::Began);
    }

    #[test]
    fn a_sideways_swipe_scrolls_and_never_moves() {
        let mut gesture = finger();
        assert_eq!(gesture.moved(at(34.0, 198.0), false), Motion::Abandoned);
        assert_eq!(gesture.moved(at(34.0, 20.0), false), Motion::Nothing);
    }

    #[test]
    fn fine_mode_is_a_tenth_by_key_or_by_sliding_sideways() {
        let mut gesture = finger();
        gesture.moved(at(20.0, 188.0), false);
        assert_eq!(gesture.moved(at(20.0, 148.0), true), Motion::To(0.51));
        let Motion::To(position) = gesture.moved(at(101.0, 108.0), false) else {
            panic!("still dragging");
        };
        assert!((position - 0.52).abs() < 1e-9);
    }

    #[test]
    fn a_rest_before_moving_is_fine_mode_and_a_rest_after_is_none() {
        let mut gesture = finger();
        gesture.rested();
        gesture.moved(at(20.0, 188.0), false);
        assert_eq!(gesture.moved(at(20.0, 148.0), false), Motion::To(0.51));
        let mut gesture = finger();
        gesture.moved(at(20.0, 188.0), false);
        gesture.rested();
        assert_eq!(gesture.moved(at(20.0, 148.0), false), Motion::To(0.6));
    }

    #[test]
    fn turning_back_at_the_end_acts_at_once() {
        let mut gesture = finger();
        gesture.moved(at(20.0, 188.0), false);
        assert_eq!(gesture.moved(at(20.0, -400.0), false), Motion::To(1.0));
        assert_eq!(gesture.moved(at(20.0, -360.0), false), Motion::To(0.9));
    }

    #[test]
    fn two_quick_taps_near_each_other_are_a_double_tap() {
        let mut taps = Taps::default();
        assert!(!taps.tap(at(0.0, 0.0), 1000.0));
        assert!(taps.tap(at(9.0, 9.0), 1290.0));
        assert!(!taps.tap(at(9.0, 9.0), 1400.0), "a third tap starts anew");
        assert!(!taps.tap(at(40.0, 9.0), 1500.0), "too far away");
        assert!(!taps.tap(at(40.0, 9.0), 1900.0), "too late");
    }
}
