//! The pill in the top bar: is what I see true?

use leptos::prelude::*;
use markup::view;

use super::Show;
use crate::signals::{Signal, memo};
use crate::text::use_text;

/// How the link to the relay is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LinkState {
    /// The first attempt.
    #[default]
    Connecting,
    /// Works; the round trip in milliseconds once measured.
    Live(Option<u32>),
    /// Works, but silent for too long or far away.
    Slow(Option<u32>),
    /// Lost, trying again.
    Reconnecting,
    /// Lost, waiting for the network or the next try.
    Offline,
    /// Ended for good; a person must do something.
    Ended,
}

impl LinkState {
    fn name(self) -> &'static str {
        match self {
            Self::Live(_) => "live",
            Self::Slow(_) => "slow",
            Self::Connecting | Self::Reconnecting => "retry",
            Self::Offline | Self::Ended => "lost",
        }
    }

    fn round_trip(self) -> Option<u32> {
        match self {
            Self::Live(millis) | Self::Slow(millis) => millis,
            _ => None,
        }
    }
}

/// The state of the link, in a word, a shape and a number.
#[component]
pub fn LinkBadge(
    /// The state.
    #[prop(into)]
    state: Signal<LinkState>,
) -> impl IntoView {
    let text = use_text();
    // The number changes all the time; only the word is news for a screen reader.
    let word = memo(move |_| {
        let text = text.get();
        match state.get() {
            LinkState::Live(_) => text.link_live(),
            LinkState::Slow(_) => text.link_slow(),
            LinkState::Connecting => text.link_connecting(),
            LinkState::Reconnecting => text.link_reconnecting(),
            LinkState::Offline => text.link_offline(),
            LinkState::Ended => text.link_ended(),
        }
    });
    let millis = memo(move |_| state.get().round_trip());
    view! {
        <span
            class="pill"
            data-state=move || state.get().name()
            data-counted=move || millis.get().map(|_| "")
            title=move || millis.get().map(|millis| text.get().round_trip(millis))
        >
            <i class="pill__dot" aria-hidden="true"></i>
            <span class="pill__word" role="status">{word}</span>
            <Show when=move || millis.get().is_some()>
                <b aria-hidden="true">
                    {move || format!("{}\u{a0}ms", millis.get().unwrap_or_default())}
                </b>
            </Show>
        </span>
    }
}
