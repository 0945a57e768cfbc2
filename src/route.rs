//! Where in the app this page is: the part of the address after `#`, so that
//! any static server and any relay address can serve it.

use leptos::prelude::*;

use crate::dom;
use crate::signals::{RwSignal, Signal};

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The mixer.
    Mix,
    /// A musician's own mix.
    MyMix,
    /// The chat; beside the mixer where there is room.
    Chat,
    /// Shows, snapshots and cues.
    Shows,
    /// Player and recorders.
    Player,
    /// Layers that people put together.
    Layers,
    /// All meters at once.
    Meters,
    /// One channel's page, by the strip's path such as `input.1`.
    Channel(String),
    /// Joining, with the code of the link if there is one.
    Join(Option<String>),
    /// Every widget in every state.
    Gallery,
    /// No such place.
    Unknown,
}

impl Route {
    /// The place of an address' hash.
    #[must_use]
    pub fn of(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let mut parts = path.split('/');
        match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
            ("" | "mix", None, _) => Self::Mix,
            ("my-mix", None, _) => Self::MyMix,
            ("chat", None, _) => Self::Chat,
            ("layers", None, _) => Self::Layers,
            ("meters", None, _) => Self::Meters,
            ("shows", None, _) => Self::Shows,
            ("player", None, _) => Self::Player,
            ("channel", Some(strip), None) => Self::Channel(strip.to_owned()),
            ("gallery", _, _) => Self::Gallery,
            ("join", code, None) => Self::Join(code.map(str::to_owned)),
            _ => Self::Unknown,
        }
    }

    /// The hash of the place, for links.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Mix | Self::Unknown => "#/".to_owned(),
            Self::MyMix => "#/my-mix".to_owned(),
            Self::Chat => "#/chat".to_owned(),
            Self::Layers => "#/layers".to_owned(),
            Self::Meters => "#/meters".to_owned(),
            Self::Shows => "#/shows".to_owned(),
            Self::Player => "#/player".to_owned(),
            Self::Channel(strip) => format!("#/channel/{strip}"),
            Self::Gallery => "#/gallery".to_owned(),
            Self::Join(None) => "#/join".to_owned(),
            Self::Join(Some(code)) => format!("#/join/{code}"),
        }
    }
}

/// The place now; follows the address until the owner is cleaned up.
#[must_use]
pub fn use_route() -> Signal<Route> {
    let route = RwSignal::new(Route::of(&hash()));
    if let Some(window) = web_sys::window() {
        dom::listen_here(&window, "hashchange", move |_| {
            let here = Route::of(&hash());
            if here == Route::Chat {
                keep_what_was_before(&untrack(|| route.get()));
            }
            route.set(here);
        });
    }
    route.into()
}

/// Goes to a place.
pub fn go(route: &Route) {
    if let Some(window) = web_sys::window() {
        // Setting the hash of one's own page cannot be refused.
        let _ = window.location().set_hash(&route.href());
    }
}

/// Goes to a place that somebody else chose: the way back leads past it.
pub fn follow(route: &Route) {
    if let Some(window) = web_sys::window() {
        // As for one's own way.
        let _ = window.location().replace(&route.href());
    }
}

/// The place that the chat was opened from, as its entry in the history knows
/// it; none if the chat came first.
#[must_use]
pub fn before_chat() -> Option<Route> {
    let kept = web_sys::window()?.history().ok()?.state().ok()?;
    kept.as_string().map(|hash| Route::of(&hash))
}

/// Leaves the chat for where it was opened from, the way the Back key goes, so
/// that neither leads to the other again.
pub fn leave_chat() {
    match web_sys::window().and_then(|window| window.history().ok()) {
        Some(history) if before_chat().is_some() => {
            let _ = history.back();
        }
        _ => follow(&Route::Mix),
    }
}

/// Notes in the chat's entry in the history from where it was opened. Who comes
/// to an entry again finds its note there, also after a reload.
fn keep_what_was_before(place: &Route) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok())
        && before_chat().is_none()
    {
        let _ = history.replace_state(&place.href().into(), "");
    }
}

fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_their_addresses() {
        let cases = [
            ("", Route::Mix),
            ("#", Route::Mix),
            ("#/", Route::Mix),
            ("#/my-mix", Route::MyMix),
            ("#/chat", Route::Chat),
            ("#/layers", Route::Layers),
            ("#/shows", Route::Shows),
            ("#/player", Route::Player),
            ("#/meters", Route::Meters),
            ("#/channel/input.1", Route::Channel("input.1".into())),
            ("#/channel", Route::Unknown),
            ("#/gallery", Route::Gallery),
            ("#/join", Route::Join(None)),
            ("#/join/AB-CD", Route::Join(Some("AB-CD".into()))),
            ("#/join/AB/CD", Route::Unknown),
            ("#/nowhere", Route::Unknown),
        ];
        // Its parts, themes and languages are said behind it.
        assert_eq!(Route::of("#/gallery/mixer/light/de"), Route::Gallery);
        for (hash, route) in cases {
            assert_eq!(Route::of(hash), route, "{hash}");
            if route != Route::Unknown {
                assert_eq!(Route::of(&route.href()), route);
            }
        }
    }
}
