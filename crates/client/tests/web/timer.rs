//! Timers run once, not before their time, and not after their handle; the
//! clock goes on.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use client::{Timeout, clock};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::events::{Events, pass};

#[wasm_bindgen_test]
async fn a_timer_fires_once_and_not_early() {
    let events = Events::default();
    let start = clock::now();
    let _timer = Timeout::new(Duration::from_millis(30), {
        let events = events.clone();
        move || events.push(clock::now())
    });
    let fired = events.next().await;
    // Browsers round the clock, some to a whole millisecond.
    assert!(fired.since(start) >= Duration::from_millis(29), "{:?}", fired.since(start));
    pass(Duration::from_millis(60)).await;
    assert_eq!(events.drain(), []);
}

#[wasm_bindgen_test]
async fn a_dropped_timer_does_not_fire() {
    let events = Events::default();
    let timer = Timeout::new(Duration::from_millis(10), {
        let events = events.clone();
        move || events.push(())
    });
    drop(timer);
    pass(Duration::from_millis(40)).await;
    assert_eq!(events.drain(), []);
}

#[wasm_bindgen_test]
async fn a_timer_may_be_dropped_while_it_fires() {
    let place: Rc<RefCell<Option<Timeout>>> = Rc::default();
    let events = Events::default();
    let timer = Timeout::new(Duration::ZERO, {
        let (place, events) = (Rc::clone(&place), events.clone());
        move || {
            let itself = place.borrow_mut().take();
            events.push(itself.is_some());
            drop(itself);
            events.push(place.borrow().is_none());
        }
    });
    place.replace(Some(timer));
    assert!(events.next().await);
    assert!(events.next().await);
}

#[wasm_bindgen_test]
fn the_wall_clock_is_in_this_century() {
    let year_2020 = 1_577_836_800_000;
    let year_2100 = 4_102_444_800_000;
    assert!((year_2020..year_2100).contains(&clock::wall_millis()));
}
