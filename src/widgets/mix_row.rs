//! One row of a musician's mix: a horizontal fader and its mute.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;

use super::{Amount, Colour, ControlState, IconName, MuteButton, Slide, Switch, Ways};
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
    /// Its level.
    amount: Amount,
    /// Where the desk has the level while this person moves it.
    #[prop(into, optional)]
    ghost: Signal<Option<f64>>,
    /// What the level's number offers beside typing.
    #[prop(optional_no_strip)]
    ways: Option<Ways>,
    /// Its mute, where it has one, and what that may do.
    #[prop(optional_no_strip)]
    mute: Option<(Switch, Signal<ControlState>)>,
    /// The element whose `--level` shows the meter.
    #[prop(optional_no_strip)]
    bar: Option<NodeRef<Div>>,
    /// Whether it is one's own: twice as high.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let text = use_text();
    let muted = derive(move || mute.is_some_and(|(mute, _)| mute.on.get()));
    let level = derive(move || text.get().level_of(&label.get()));
    view! {
        <div class="mixrow" data-large=large.then_some("")>
            <Slide
                label=level
                name=label
                detail=note
                icon
                colour
                amount
                ghost
                muted
                bar
                ways
            />
            {mute
                .map(|(switch, state)| {
                    view! {
                        <MuteButton
                            name=label
                            switch
                            pictured=true
                            state
                            on_blocked=amount.grip.on_blocked
                        />
                    }
                })}
        </div>
    }
}
