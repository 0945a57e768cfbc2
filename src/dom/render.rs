//! How Leptos shows a [`El`]: builds it, mounts it, and changes it in place when
//! the next one at its place has the same shape. There is no server rendering.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::element::{El, Kept, Place, create};

/// An element that stands.
pub struct Standing {
    element: Element,
    tag: &'static str,
    fixed: &'static [(&'static str, &'static str)],
    parts: Vec<(Place, Kept)>,
    children: Vec<AnyViewState>,
}

impl El {
    /// Whether the same element can serve.
    fn is_like(&self, other: &Standing) -> bool {
        self.tag == other.tag
            && self.fixed == other.fixed
            && self.children.len() == other.children.len()
            && self
                .parts
                .iter()
                .map(|(place, _)| *place)
                .eq(other.parts.iter().map(|(place, _)| *place))
    }
}

impl Render for El {
    type State = Standing;

    fn build(self) -> Standing {
        let element = create(self.tag, self.namespace);
        for (name, value) in self.fixed {
            // Fails only for names that browsers refuse, and ours are constants.
            let _ = element.set_attribute(name, value);
        }
        let give =
            |(place, part): (Place, super::element::Part)| (place, part.give(place, &element));
        let parts = self.parts.into_iter().map(give).collect();
        let mut children: Vec<_> = self.children.into_iter().map(Render::build).collect();
        for child in &mut children {
            child.mount(&element, None);
        }
        Standing { element, tag: self.tag, fixed: self.fixed, parts, children }
    }

    fn rebuild(self, state: &mut Standing) {
        if !self.is_like(state) {
            let mut new = self.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
            return;
        }
        for ((place, part), (_, kept)) in self.parts.into_iter().zip(&mut state.parts) {
            // The old one ends first: two must not write the same place.
            *kept = Kept::Nothing;
            *kept = part.give(place, &state.element);
        }
        for (child, state) in self.children.into_iter().zip(&mut state.children) {
            child.rebuild(state);
        }
    }
}

impl Mountable for Standing {
    fn unmount(&mut self) {
        self.element.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        // Fails only where the page is gone already.
        let _ = parent.insert_before(&self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.element.parent_node().and_then(|node| node.dyn_into().ok());
        parent.is_some_and(|parent| {
            child.mount(&parent, Some(&self.element));
            true
        })
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}

/// What only browsers show: there is no server that would render it, and markup
/// gives attributes to elements themselves, so there are none to add.
macro_rules! client_only {
    ($view:ty) => {
        impl leptos::tachys::view::add_attr::AddAnyAttr for $view {
            type Output<New: leptos::tachys::html::attribute::Attribute> = Self;

            fn add_any_attr<New: leptos::tachys::html::attribute::Attribute>(
                self,
                _attribute: New,
            ) -> Self {
                self
            }
        }

        impl leptos::prelude::RenderHtml for $view {
            type AsyncOutput = Self;
            type Owned = Self;
            const MIN_LENGTH: usize = 0;

            fn dry_resolve(&mut self) {}

            async fn resolve(self) -> Self {
                self
            }

            fn to_html_with_buf(
                self,
                _buffer: &mut String,
                _position: &mut leptos::tachys::view::Position,
                _escape: bool,
                _mark_branches: bool,
                _attributes: Vec<leptos::tachys::html::attribute::any_attribute::AnyAttribute>,
            ) {
            }

            fn hydrate<const FROM_SERVER: bool>(
                self,
                _cursor: &leptos::tachys::hydration::Cursor,
                _position: &leptos::tachys::view::PositionState,
            ) -> Self::State {
                self.build()
            }

            fn into_owned(self) -> Self {
                self
            }
        }
    };
}
pub(super) use client_only;

client_only!(El);
