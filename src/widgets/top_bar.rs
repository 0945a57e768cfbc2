//! The bar at the top: the mark, what we are connected to, and whatever the
//! screen puts at its end.

use leptos::prelude::*;
use markup::view;

use crate::signals::Signal;
use crate::text::use_text;

/// The top bar. Its children stand at the end.
#[component]
pub fn TopBar(
    /// Where the mark leads, such as `#/`.
    #[prop(into)]
    home: String,
    /// The show, or the desk's name.
    #[prop(into, optional)]
    title: Signal<String>,
    /// Model and place.
    #[prop(into, optional)]
    subtitle: Signal<String>,
    /// In place of title and subtitle on pages that say more.
    #[prop(optional_no_strip)]
    middle: Option<AnyView>,
    /// Badge, people, buttons.
    children: Children,
) -> impl IntoView {
    let text = use_text();
    view! {
        <header class="topbar">
            <a class="brand hit" href=home aria-label=text.say(|it| it.product())>
                <BrandMark />
                <span class="brand__name">{text.say(|it| it.product())}</span>
            </a>
            <i class="topbar__div" aria-hidden="true"></i>
            <p class="desk">
                <b>{title}</b>
                <span>{subtitle}</span>
            </p>
            {middle}
            <div class="topbar__end">{children()}</div>
        </header>
    }
}

/// The product's mark: an M with a fader in it.
#[component]
pub(super) fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand__mark" viewBox="0 0 28 28" aria-hidden="true">
            <rect class="brand__plate" width="28" height="28" rx="8"></rect>
            <path class="brand__letter" d="M7 21V7l7 8.5L21 7v14"></path>
            <rect class="brand__cap" x="10.5" y="13.2" width="7" height="4.6" rx="1.3"></rect>
        </svg>
    }
}
