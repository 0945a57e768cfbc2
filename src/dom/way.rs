//! A way that a part of the page moves along. Browsers put all layers together
//! anew when a transform in a style changes, and do not when the time of an
//! animation does; so here is one that never runs and is set to its places.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// How long the whole way would take, in milliseconds. The animation goes on
/// for as long again, since at its end a browser would take it for done.
const WHOLE_MILLIS: f64 = 1000.0;

#[wasm_bindgen]
extern "C" {
    type Animated;
    type Animation;

    #[wasm_bindgen(method)]
    fn animate(this: &Animated, keyframes: &Object, millis: f64) -> Animation;

    #[wasm_bindgen(method)]
    fn pause(this: &Animation);

    #[wasm_bindgen(method)]
    fn cancel(this: &Animation);

    #[wasm_bindgen(method, setter, js_name = currentTime)]
    fn set_current_time(this: &Animation, millis: f64);
}

/// An element on its way; dropped, it stands as its style says.
pub struct Way(Animation);

impl Way {
    /// The way between two transforms; the element is at the first of them.
    #[must_use]
    pub fn of(element: &Element, from: &str, to: &str) -> Self {
        let animation = animate(element, &[from, to, to], 2.0 * WHOLE_MILLIS);
        animation.pause();
        Self(animation)
    }

    /// Puts it there: 0 is the beginning, 1 the end.
    pub fn set(&self, place: f64) {
        self.0.set_current_time(place.clamp(0.0, 1.0) * WHOLE_MILLIS);
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Lets an element glide from one transform to another, over whatever holds
/// for it else.
pub fn glide(element: &Element, from: &str, to: &str, millis: f64) {
    animate(element, &[from, to], millis);
}

fn animate(element: &Element, transforms: &[&str], millis: f64) -> Animation {
    let keyframes = Object::new();
    let each: Array = transforms.iter().map(|it| JsValue::from_str(it)).collect();
    // Only fails for objects that take no properties.
    let _ = Reflect::set(&keyframes, &"transform".into(), &each);
    element.unchecked_ref::<Animated>().animate(&keyframes, millis)
}
