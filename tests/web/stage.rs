//! Puts one widget on the page with the real styles, plays a person's hands,
//! and clears up when it is dropped.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use mediatrix::dom::{Listener, listen};
use mediatrix::signals::{RwSignal, Signal, callback};
use mediatrix::text::{Language, provide_language};
use mediatrix::widgets::{Blocked, ControlState, FaderScale, Grip, UI_MARKS};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, HtmlElement, KeyboardEvent, KeyboardEventInit, PointerEvent,
    PointerEventInit,
};

/// The sheets the widgets need to have their sizes.
const STYLES: [&str; 21] = [
    include_str!("../../style/layers.css"),
    include_str!("../../style/reset.css"),
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/compositions/strip_rack.css"),
    include_str!("../../style/blocks/fader.css"),
    include_str!("../../style/blocks/pan.css"),
    include_str!("../../style/blocks/strip.css"),
    include_str!("../../style/blocks/keys.css"),
    include_str!("../../style/blocks/meter.css"),
    include_str!("../../style/blocks/message_list.css"),
    include_str!("../../style/blocks/message.css"),
    include_str!("../../style/blocks/composer.css"),
    include_str!("../../style/blocks/graph.css"),
    include_str!("../../style/blocks/graphic_eq.css"),
    include_str!("../../style/blocks/knob.css"),
    include_str!("../../style/blocks/panel.css"),
    include_str!("../../style/blocks/slide.css"),
    include_str!("../../style/blocks/readout.css"),
    include_str!("../../style/blocks/entry.css"),
    include_str!("../../style/blocks/state.css"),
];

/// A mounted widget.
pub struct Stage {
    root: HtmlElement,
    errors: Arc<Mutex<Vec<String>>>,
    _listener: Listener,
    _mounted: Box<dyn std::any::Any>,
    pub language: RwSignal<Language>,
}

impl Stage {
    /// Mounts a view in a box of 400 by 500 pixels and waits until it stands.
    pub async fn with<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        root.set_attribute("style", "display:flex;flex-direction:column;width:400px;height:500px")
            .unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let style = document().create_element("style").unwrap();
        style.set_text_content(Some(&STYLES.concat()));
        root.append_child(&style).unwrap();
        let language = RwSignal::new(Language::English);
        let mounted = leptos::mount::mount_to(root.clone(), move || {
            provide_language(language);
            view()
        });
        let errors = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&errors);
        let listener = listen(&web_sys::window().unwrap(), "error", move |event| {
            let words = js_sys::Reflect::get(&event, &"message".into()).ok();
            let words = words.and_then(|words| words.as_string()).unwrap_or_default();
            noted.lock().unwrap().push(words);
        });
        let stage =
            Self { root, errors, _listener: listener, _mounted: Box::new(mounted), language };
        settle().await;
        stage
    }

    /// The only element for a selector.
    pub fn find(&self, selector: &str) -> HtmlElement {
        self.maybe(selector).unwrap_or_else(|| panic!("nothing is {selector}"))
    }

    pub fn maybe(&self, selector: &str) -> Option<HtmlElement> {
        self.root.query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    pub fn all(&self, selector: &str) -> Vec<Element> {
        let list = self.root.query_selector_all(selector).unwrap();
        (0..list.length()).map(|index| list.item(index).unwrap().unchecked_into()).collect()
    }

    pub fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.find(selector).get_attribute(name)
    }

    /// A key goes down (and up again) where the selector points.
    pub fn key(&self, selector: &str, key: &str) {
        self.key_with(selector, key, false);
    }

    pub fn key_with(&self, selector: &str, key: &str, shift: bool) {
        for kind in ["keydown", "keyup"] {
            self.key_event(selector, kind, key, shift);
        }
    }

    pub fn key_event(&self, selector: &str, kind: &str, key: &str, shift: bool) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_shift_key(shift);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict(kind, &init).unwrap();
        self.find(selector).dispatch_event(&event).unwrap();
    }

    /// Types into a field the way a keyboard does: value, then `input`.
    pub fn write(&self, selector: &str, words: &str) {
        let field = self.find(selector);
        js_sys::Reflect::set(&field, &"value".into(), &words.into()).unwrap();
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        let event = Event::new_with_event_init_dict("input", &init).unwrap();
        field.dispatch_event(&event).unwrap();
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.root.remove();
        // What breaks inside an event handler reaches nobody else.
        let errors = self.errors.lock().unwrap();
        assert!(errors.is_empty(), "the page met errors: {errors:?}");
    }
}

/// A finger or a mouse on one element.
pub struct Hand<'a> {
    pub stage: &'a Stage,
    pub selector: &'a str,
    pub pointer: i32,
    pub kind: &'a str,
}

impl<'a> Hand<'a> {
    pub fn finger(stage: &'a Stage, selector: &'a str) -> Self {
        Self { stage, selector, pointer: 1, kind: "touch" }
    }

    pub fn mouse(stage: &'a Stage, selector: &'a str) -> Self {
        Self { stage, selector, pointer: 1, kind: "mouse" }
    }

    pub fn down(&self, x: i32, y: i32) {
        self.send("pointerdown", x, y, false);
    }

    pub fn moved(&self, x: i32, y: i32) {
        self.send("pointermove", x, y, false);
    }

    pub fn moved_with_shift(&self, x: i32, y: i32) {
        self.send("pointermove", x, y, true);
    }

    pub fn up(&self, x: i32, y: i32) {
        self.send("pointerup", x, y, false);
    }

    pub fn cancel(&self) {
        self.send("pointercancel", 0, 0, false);
    }

    fn send(&self, name: &str, x: i32, y: i32, shift: bool) {
        let init = PointerEventInit::new();
        init.set_pointer_id(self.pointer);
        init.set_pointer_type(self.kind);
        init.set_client_x(x);
        init.set_client_y(y);
        init.set_shift_key(shift);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = PointerEvent::new_with_event_init_dict(name, &init).unwrap();
        self.stage.find(self.selector).dispatch_event(&event).unwrap();
    }
}

/// What a grip heard, in order.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    Touch,
    Move(f64),
    Release,
    Blocked(Blocked),
}

/// A grip that writes down what it hears.
#[derive(Clone)]
pub struct Diary(Arc<Mutex<Vec<Heard>>>, Grip);

impl Diary {
    pub fn new() -> Self {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let write = {
            let lines = Arc::clone(&lines);
            move |line: Heard| lines.lock().unwrap().push(line)
        };
        let grip = Grip {
            on_touch: callback({
                let write = write.clone();
                move |()| write(Heard::Touch)
            }),
            on_move: callback({
                let write = write.clone();
                move |to| write(Heard::Move(to))
            }),
            on_release: callback({
                let write = write.clone();
                move |()| write(Heard::Release)
            }),
            on_blocked: callback(move |why| write(Heard::Blocked(why))),
        };
        Self(lines, grip)
    }

    pub fn grip(&self) -> Grip {
        self.1
    }

    /// Everything so far.
    pub fn heard(&self) -> Vec<Heard> {
        self.0.lock().unwrap().clone()
    }

    /// Everything so far, and starts anew.
    pub fn take(&self) -> Vec<Heard> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    /// Where the moves so far lead, and starts anew.
    pub fn moves(&self) -> Vec<f64> {
        self.take()
            .into_iter()
            .filter_map(|line| match line {
                Heard::Move(to) => Some(to),
                _ => None,
            })
            .collect()
    }
}

/// A law that is easy to reckon with: 110 dB over the throw, 0 dB at 100/110.
pub fn even_scale() -> FaderScale {
    FaderScale {
        to_db: |place| if place <= 0.0 { f64::NEG_INFINITY } else { place * 110.0 - 100.0 },
        from_db: |db| ((db + 100.0) / 110.0).clamp(0.0, 1.0),
        marks: UI_MARKS,
    }
}

pub fn live() -> Signal<ControlState> {
    Signal::stored(ControlState::Live)
}

/// Lets effects run.
pub async fn settle() {
    leptos::task::tick().await;
    frame().await;
    leptos::task::tick().await;
}

/// The next animation frame.
pub async fn frame() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// Time passes on the browser's clock, for the things that are about time.
pub async fn wait(millis: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        web_sys::window()
            .unwrap()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap_or(JsValue::NULL);
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}
