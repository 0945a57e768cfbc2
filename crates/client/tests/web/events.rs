//! Records what happens, so that a test can wait for the next thing.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt::Debug;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use client::Timeout;

/// How long a test waits before it fails.
const PATIENCE: Duration = Duration::from_secs(10);

/// A queue of events; clones share it.
pub struct Events<T>(Rc<Inner<T>>);

struct Inner<T> {
    queue: RefCell<VecDeque<T>>,
    waker: Cell<Option<Waker>>,
}

impl<T> Clone for Events<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Default for Events<T> {
    fn default() -> Self {
        Self(Rc::new(Inner { queue: RefCell::default(), waker: Cell::default() }))
    }
}

impl<T: Debug + 'static> Events<T> {
    /// Records an event.
    pub fn push(&self, event: T) {
        self.0.queue.borrow_mut().push_back(event);
        if let Some(waker) = self.0.waker.take() {
            waker.wake();
        }
    }

    /// The next event, or a panic after ten seconds.
    pub async fn next(&self) -> T {
        match self.next_within(PATIENCE).await {
            Some(event) => event,
            None => panic!("nothing happened for {PATIENCE:?}"),
        }
    }

    /// The next event, unless nothing happens for so long.
    pub async fn next_within(&self, patience: Duration) -> Option<T> {
        let late = Rc::new(Cell::new(false));
        let _timeout = Timeout::new(patience, {
            let (late, events) = (Rc::clone(&late), self.clone());
            move || {
                late.set(true);
                if let Some(waker) = events.0.waker.take() {
                    waker.wake();
                }
            }
        });
        poll_fn(|context| {
            if let Some(event) = self.0.queue.borrow_mut().pop_front() {
                return Poll::Ready(Some(event));
            }
            if late.get() {
                return Poll::Ready(None);
            }
            self.0.waker.set(Some(context.waker().clone()));
            Poll::Pending
        })
        .await
    }

    /// Everything recorded and not yet taken.
    pub fn drain(&self) -> Vec<T> {
        self.0.queue.borrow_mut().drain(..).collect()
    }
}

/// Lets so much time pass.
pub async fn pass(span: Duration) {
    let nothing: Events<()> = Events::default();
    assert_eq!(nothing.next_within(span).await, None);
}
