//! Which element in the page a piece of markup became. Leptos' own is made anew
//! for each kind of element; here the kind is only told to the compiler.

use std::fmt;
use std::marker::PhantomData;

use leptos::html::ElementType;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::signals::RwSignal;

/// The element, as whoever made it sees it.
pub(super) type Place = RwSignal<Option<SendWrapper<Element>>>;

/// Refers to the element that is given it as `node_ref`, once that stands.
pub struct NodeRef<E> {
    pub(super) place: Place,
    of: PhantomData<fn() -> E>,
}

impl<E> Copy for NodeRef<E> {}
impl<E> Clone for NodeRef<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> fmt::Debug for NodeRef<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NodeRef")
    }
}

impl<E> Default for NodeRef<E> {
    fn default() -> Self {
        Self { place: nowhere(), of: PhantomData }
    }
}

impl<E> NodeRef<E> {
    /// One that refers to nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl<E> NodeRef<E>
where
    E: ElementType,
    E::Output: JsCast,
{
    /// The element, tracked.
    #[must_use]
    pub fn get(&self) -> Option<E::Output> {
        element(self.place, true).map(JsCast::unchecked_into)
    }

    /// The element now.
    #[must_use]
    pub fn get_untracked(&self) -> Option<E::Output> {
        element(self.place, false).map(JsCast::unchecked_into)
    }
}

fn nowhere() -> Place {
    RwSignal::new(None)
}

fn element(place: Place, tracked: bool) -> Option<Element> {
    let held = if tracked { place.get() } else { place.try_get_untracked().flatten() };
    held.map(SendWrapper::take)
}
