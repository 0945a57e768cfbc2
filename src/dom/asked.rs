//! What is asked anew whenever something it read has changed: values of
//! elements and views between their tags. Leptos' own effects stay entered with
//! all they read until that changes next, and the language of a page hardly
//! ever does: views that come and go all evening would pile up there. These
//! leave when they go.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};
use leptos::tachys::view::any_view::AnyViewState;
use web_sys::{Element, Node};

use super::render::client_only;

/// An effect that leaves what it followed when it is dropped.
pub(super) struct Follower<T: 'static>(RenderEffect<T>);

impl<T> Follower<T> {
    /// Runs `act` now, with what it gave last, and after each change of what it read.
    pub(super) fn new(act: impl FnMut(Option<T>) -> T + 'static) -> Self {
        Self(RenderEffect::new(act))
    }
}

impl<T> Drop for Follower<T> {
    fn drop(&mut self) {
        let me = self.0.to_any_subscriber();
        me.clear_sources(&me);
        // The task of the effect holds the views inside as well, until it is asked
        // again: what these follow may be gone by then.
        drop(self.0.take_value());
    }
}

/// Is asked for a view whenever what it read has changed.
pub(super) trait Shows: Send {
    fn show(&mut self) -> AnyView;
}

/// The one kind of function that the renderer gets to see.
pub(super) struct Asked(pub(super) Box<dyn Shows>);

impl Render for Asked {
    type State = Follower<AnyViewState>;

    fn build(mut self) -> Self::State {
        Follower::new(move |before: Option<AnyViewState>| {
            let view = self.0.show();
            match before {
                Some(mut state) => {
                    view.rebuild(&mut state);
                    state
                }
                None => view.build(),
            }
        })
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut old = std::mem::replace(state, self.build());
        old.insert_before_this(state);
        old.unmount();
    }
}

client_only!(Asked);

impl<T: Mountable> Mountable for Follower<T> {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        self.0.elements()
    }
}
