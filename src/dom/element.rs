//! One kind of element for every view. Leptos makes a type of each combination
//! of attributes and children, and code for each type; here an element is a tag
//! and two lists, and what changes is asked through one kind of function. The
//! markup of `view!` becomes calls on this.

use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use leptos::tachys::renderer::Rndr;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::asked::Follower;
use super::value::{IntoSource, Source, Tells, Value};
use super::{Listener, NodeRef, listen, node_ref};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A name and a text that never change.
type Fixed = (&'static str, &'static str);

/// An element that is to be.
pub struct El {
    pub(super) tag: &'static str,
    pub(super) namespace: Option<&'static str>,
    pub(super) fixed: &'static [Fixed],
    pub(super) parts: Vec<(Place, Part)>,
    pub(super) children: Vec<AnyView>,
}

/// What of an element a value belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Attribute(&'static str),
    Property(&'static str),
    Style(&'static str),
    Class(&'static str),
    Event(&'static str),
    Reference,
}

/// What an element is given beyond fixed attributes.
pub(super) enum Part {
    Value(Value),
    Asked(Box<dyn Tells>),
    Heard(Option<Owner>, SendWrapper<Box<dyn Hears>>),
    Reference(node_ref::Place),
}

/// What has to live as long as an element's part.
pub(super) enum Kept {
    Nothing,
    Effect { _effect: Follower<Value> },
    Listener { _listener: SendWrapper<Listener> },
}

/// Is told of events.
pub(super) trait Hears {
    fn hear(&mut self, event: Event);
}

impl<F: FnMut(Event)> Hears for F {
    fn hear(&mut self, event: Event) {
        self(event);
    }
}

impl El {
    /// An element of HTML.
    #[must_use]
    pub fn html(tag: &'static str, fixed: &'static [Fixed]) -> Self {
        Self { tag, namespace: None, fixed, parts: Vec::new(), children: Vec::new() }
    }

    /// An element of SVG.
    #[must_use]
    pub fn svg(tag: &'static str, fixed: &'static [Fixed]) -> Self {
        Self { namespace: Some(SVG), ..Self::html(tag, fixed) }
    }

    /// An attribute. A flag is there without a text, or not there.
    pub fn attr(&mut self, name: &'static str, value: impl IntoSource) {
        self.put(Place::Attribute(name), value.source());
    }

    /// A property of the element in the DOM.
    pub fn prop(&mut self, name: &'static str, value: impl IntoSource) {
        self.put(Place::Property(name), value.source());
    }

    /// A property of its style, set through the CSSOM.
    pub fn style(&mut self, name: &'static str, value: impl IntoSource) {
        self.put(Place::Style(name), value.source());
    }

    /// A class that it has while the value is a true flag.
    pub fn class(&mut self, name: &'static str, value: impl IntoSource) {
        self.put(Place::Class(name), value.source());
    }

    /// Calls `heard` on an event. `name` is the event's own.
    pub fn on<E>(
        &mut self,
        _event: E,
        name: &'static str,
        mut heard: impl FnMut(E::EventType) + 'static,
    ) where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        self.heard(name, move |event: Event| heard(event.unchecked_into()));
    }

    /// Tells a reference that it refers to this element.
    pub fn node_ref<E>(&mut self, reference: NodeRef<E>) {
        self.parts.push((Place::Reference, Part::Reference(reference.place)));
    }

    /// One more child.
    pub fn child(&mut self, child: AnyView) {
        self.children.push(child);
    }

    /// It as a view.
    #[must_use]
    pub fn view(self) -> AnyView {
        self.into_any()
    }

    fn put(&mut self, place: Place, source: Source) {
        let part = match source {
            Source::Fixed(value) => Part::Value(value),
            Source::Asked(tells) => Part::Asked(tells),
        };
        self.parts.push((place, part));
    }

    /// Calls `heard` on an event that has no type of its own.
    pub fn heard(&mut self, name: &'static str, heard: impl FnMut(Event) + 'static) {
        self.hears(name, Box::new(heard));
    }

    fn hears(&mut self, name: &'static str, heard: Box<dyn Hears>) {
        let part = Part::Heard(Owner::current(), SendWrapper::new(heard));
        self.parts.push((Place::Event(name), part));
    }
}

impl Part {
    /// Gives it to the element.
    pub(super) fn give(self, place: Place, element: &Element) -> Kept {
        match self {
            Self::Value(value) => {
                place.set(element, &value);
                Kept::Nothing
            }
            Self::Asked(tells) => Kept::Effect { _effect: follow(element.clone(), place, tells) },
            Self::Heard(owner, heard) => {
                let Place::Event(name) = place else { return Kept::Nothing };
                let listener = hear(element, name, owner, heard.take());
                Kept::Listener { _listener: SendWrapper::new(listener) }
            }
            Self::Reference(reference) => {
                reference.set(Some(SendWrapper::new(element.clone())));
                Kept::Nothing
            }
        }
    }
}

fn follow(element: Element, place: Place, mut tells: Box<dyn Tells>) -> Follower<Value> {
    Follower::new(move |before: Option<Value>| {
        let value = tells.tell();
        if before.as_ref() != Some(&value) {
            place.set(&element, &value);
        }
        value
    })
}

fn hear(
    element: &Element,
    name: &'static str,
    owner: Option<Owner>,
    mut heard: Box<dyn Hears>,
) -> Listener {
    listen(element, name, move |event| match &owner {
        // What a handler makes belongs to the view that the handler is of.
        Some(owner) => owner.with(|| heard.hear(event)),
        None => heard.hear(event),
    })
}

impl Place {
    /// Browsers refuse only names that are wrong, and ours are constants.
    fn set(self, element: &Element, value: &Value) {
        let words = match value {
            Value::Words(words) => Some(words.as_ref()),
            Value::Flag(true) => Some(""),
            Value::Flag(false) | Value::Absent => None,
        };
        match self {
            Self::Attribute(name) => {
                let _ = match words {
                    Some(words) => element.set_attribute(name, words),
                    None => element.remove_attribute(name),
                };
            }
            Self::Property(name) => {
                let value = match value {
                    Value::Absent => JsValue::UNDEFINED,
                    Value::Flag(flag) => JsValue::from_bool(*flag),
                    Value::Words(words) => JsValue::from_str(words),
                };
                Rndr::set_property_or_value(element, name, &value);
            }
            Self::Style(name) => {
                let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
                let _ = match words {
                    Some(words) => style.set_property(name, words),
                    None => style.remove_property(name).map(drop),
                };
            }
            Self::Class(name) => {
                let _ = element.class_list().toggle_with_force(name, words.is_some());
            }
            Self::Event(_) | Self::Reference => {}
        }
    }
}

/// The element in the page, or as it was last.
pub(super) fn create(tag: &'static str, namespace: Option<&'static str>) -> Element {
    Rndr::create_element(tag, namespace)
}
