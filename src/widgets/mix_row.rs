//! One row of a musician's mix: a horizontal fader and its mute.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;

use super::{Colour, ControlState, FaderScale, Grip, HFader, Icon, IconName, Switch};
use crate::dom::NodeRef;
use crate::signals::{Signal, derive};
use crate::text::use_text;

/// A row.
#[component]
pub fn MixRow(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What is in it, for groups; empty for none.
    #[prop(into, optional)]
    note: Signal<String>,
    /// A picture before the name.
    #[prop(optional_no_strip)]
    icon: Option<IconName>,
    /// Its colour; the text's if none.
    #[prop(into, optional)]
    colour: Signal<Option<Colour>>,
    /// Where its level stands, 0 to 1.
    #[prop(into)]
    position: Signal<f64>,
    /// The desk's law.
    scale: FaderScale,
    /// What its fader calls.
    grip: Grip,
    /// Its mute, where it has one.
    #[prop(optional_no_strip)]
    mute: Option<Switch>,
    /// What it may do now.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// The element whose `--level` shows the meter.
    #[prop(optional_no_strip)]
    bar: Option<NodeRef<Div>>,
    /// Whether it is one's own: twice as high.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let text = use_text();
    let muted = derive(move || mute.is_some_and(|mute| mute.on.get()));
    view! {
        <div
            class="mixrow"
            data-large=large.then_some("")
            style=("--ch", move || colour.get().map(Colour::css))
        >
            <HFader label note icon position scale state muted bar grip />
            {mute
                .map(|switch| {
                    view! {
                        <button
                            type="button"
                            class="key key--mute"
                            aria-label=move || text.get().mute_of(&label.get())
                            aria-pressed=move || switch.on.get().to_string()
                            aria-disabled=move || {
                                state.with(|state| state.blocked().is_some()).then_some("true")
                            }
                            data-state=move || state.with(ControlState::name)
                            on:click=move |_| {
                                super::keys::press(switch, state, Some(grip.on_blocked));
                            }
                        >
                            {move || {
                                let name = if switch.on.get() {
                                    IconName::SpeakerOff
                                } else {
                                    IconName::Speaker
                                };
                                view! { <Icon name /> }
                            }}
                        </button>
                    }
                })}
        </div>
    }
}
