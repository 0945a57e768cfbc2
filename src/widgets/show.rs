//! What is there only while a condition holds. Leptos' own `Show` is made anew
//! for every condition and content it is used with; this is one for all, which
//! makes the app that browsers load a good deal smaller.

use leptos::prelude::*;

use crate::dom::Child;
use crate::signals::{Signal, memo};

/// Shows its children while the condition holds. They are built anew when it
/// begins to hold, and only then.
#[component]
pub fn Show(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// What is there meanwhile; nothing by default.
    #[prop(into, optional)]
    fallback: ViewFn,
    /// What is shown.
    children: ChildrenFn,
) -> impl IntoView {
    let when = memo(move |_| when.get());
    (move || if when.get() { children() } else { fallback.run() }).view()
}
