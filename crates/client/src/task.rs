//! A future that runs beside the page's events and ends with its handle.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

type Work = Pin<Box<dyn Future<Output = ()>>>;

/// A running future; dropping this drops the future, even from within it.
#[must_use = "the task ends when this is dropped"]
pub(crate) struct Task(Rc<State>);

struct State {
    work: RefCell<Option<Work>>,
    cancelled: Cell<bool>,
}

impl Task {
    pub(crate) fn spawn(work: impl Future<Output = ()> + 'static) -> Self {
        let state = Rc::new(State {
            work: RefCell::new(Some(Box::pin(work))),
            cancelled: Cell::new(false),
        });
        let driven = Rc::clone(&state);
        wasm_bindgen_futures::spawn_local(poll_fn(move |context| {
            // The work is out of its place while it runs: it may drop its handle.
            let Some(mut work) = driven.work.take() else { return Poll::Ready(()) };
            let progress = work.as_mut().poll(context);
            if progress.is_pending() && !driven.cancelled.get() {
                driven.work.replace(Some(work));
                return Poll::Pending;
            }
            Poll::Ready(())
        }));
        Self(state)
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.cancelled.set(true);
        let work = self.0.work.take();
        drop(work);
    }
}
