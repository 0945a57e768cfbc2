//! A loop that runs once per animation frame, or less often. The browser pauses
//! it while the page is hidden; dropping the handle ends it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::Timeout;

type Tick = Closure<dyn FnMut(f64)>;

struct Inner {
    request: Cell<Option<i32>>,
    tick: RefCell<Option<Tick>>,
    pause: RefCell<Option<Timeout>>,
}

/// Calls a function before every repaint, with the frame's time in
/// milliseconds since the page began.
#[must_use = "the loop ends when its handle is dropped"]
pub struct FrameLoop(Rc<Inner>);

impl FrameLoop {
    /// Starts at the next frame and runs until `body` returns `false` or the
    /// handle is dropped.
    pub fn start(mut body: impl FnMut(f64) -> bool + 'static) -> Self {
        Self::paced(move |now| body(now).then_some(0))
    }

    /// The same, but `body` says how many milliseconds to let pass before the
    /// next frame is asked for: a frame costs the browser something even if
    /// nothing is done in it. `None` ends it.
    pub fn paced(mut body: impl FnMut(f64) -> Option<u32> + 'static) -> Self {
        let inner = Rc::new(Inner {
            request: Cell::new(None),
            tick: RefCell::new(None),
            pause: RefCell::new(None),
        });
        let weak: Weak<Inner> = Rc::downgrade(&inner);
        let tick = Closure::<dyn FnMut(f64)>::new(move |now: f64| {
            let Some(inner) = weak.upgrade() else { return };
            inner.request.set(None);
            let Some(pause) = body(now) else { return };
            if pause == 0 {
                inner.ask();
                return;
            }
            let weak = Rc::downgrade(&inner);
            let paused = Timeout::after(pause, move || {
                if let Some(inner) = weak.upgrade() {
                    inner.ask();
                }
            });
            inner.pause.replace(Some(paused));
        });
        inner.tick.replace(Some(tick));
        inner.ask();
        Self(inner)
    }
}

impl Inner {
    fn ask(&self) {
        let tick = self.tick.borrow();
        let (Some(window), Some(tick)) = (web_sys::window(), tick.as_ref()) else {
            return;
        };
        let request = window.request_animation_frame(tick.as_ref().unchecked_ref());
        self.request.set(request.ok());
    }
}

impl Drop for FrameLoop {
    fn drop(&mut self) {
        if let (Some(window), Some(request)) = (web_sys::window(), self.0.request.take()) {
            // Only fails for a request that is over anyway.
            let _ = window.cancel_animation_frame(request);
        }
    }
}
