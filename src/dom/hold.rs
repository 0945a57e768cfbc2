//! Hold to confirm: a press that counts only after it lasted. Used where one
//! slip would silence a hall.

use super::FrameLoop;

/// How long a hold must last, in milliseconds.
pub const HOLD_MILLIS: f64 = 600.0;

/// A press under way. Dropping it before the time is up means no.
#[must_use = "dropping the hold cancels it"]
pub struct Hold {
    _frames: FrameLoop,
}

impl Hold {
    /// Starts the count. `progress` hears 0 to 1 once per frame; `confirmed`
    /// is called once when the time is up.
    pub fn start(progress: impl Fn(f64) + 'static, confirmed: impl FnOnce() + 'static) -> Self {
        let began = super::now_millis();
        let mut confirmed = Some(confirmed);
        let frames = FrameLoop::start(move |_| {
            let share = ((super::now_millis() - began) / HOLD_MILLIS).clamp(0.0, 1.0);
            progress(share);
            if share < 1.0 {
                return true;
            }
            if let Some(confirmed) = confirmed.take() {
                confirmed();
            }
            false
        });
        Self { _frames: frames }
    }
}
