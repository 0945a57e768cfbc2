//! Strips, faders and keys in every state.

use desk::Law;
use leptos::prelude::*;
use markup::view;

use super::Frame;
use super::demo::{CHANNELS, busy_bank, follow, free, scale, switch};
use crate::signals::{RwSignal, Signal, callback, derive};
use crate::text::{BlockReason, RefusalReason};
use crate::widgets::{
    Amount, BusBar, BusItem, BusList, Colour, ControlState, Fader, Grip, HoldButton, Holder,
    LayerTabs, MasterStrip, MeterBank, MeterPainter, MixRow, MoreMe, MuteGroup, MuteGroups, Strip,
    StripSkeletons,
};

#[component]
pub(super) fn Controls() -> impl IntoView {
    let held = ControlState::HeldByOther(Holder {
        name: "Monitors".into(),
        initials: "MO".into(),
        colour: Colour::Violet,
        yields: false,
    });
    let layer = RwSignal::new(0);
    let layers: Vec<String> = ["Inputs 1\u{2013}12", "13\u{2013}24", "Line, player", "FX returns"]
        .map(String::from)
        .into();
    let confirmed = RwSignal::new(0);
    view! {
        <Frame title="Strip" note="Muted, selected, muted by a group, soloed and clipping.">
            <Bank state=ControlState::Live first=4 />
        </Frame>
        <Frame title="Held by someone else" note="Ring and letters in their colour.">
            <Bank state=held first=0 />
        </Frame>
        <Frame title="Stale" note="Grey, italic, hatched. Cannot be moved.">
            <Bank state=ControlState::Stale(BlockReason::LinkLost) first=0 />
        </Frame>
        <Frame title="View only" note="Hollow caps, round lamps.">
            <Bank state=ControlState::ReadOnly(BlockReason::NotAllowed) first=3 />
        </Frame>
        <Frame title="Refused" note="The cap is back where the desk has it.">
            <Bank state=ControlState::Refused(RefusalReason::Expired) first=6 />
        </Frame>
        <Frame title="Master" note="No mute of its own: mute all, held.">
            <Master />
        </Frame>
        <Frame title="Loading" note="In their final places.">
            <div class="surface" aria-busy="true">
                <div class="bank">
                    <StripSkeletons count=4 />
                </div>
            </div>
        </Frame>
        <Frame title="Sends on faders" note="The bus in its colour; PRE and POST; pan on a linked aux.">
            <Sends />
        </Frame>
        <Frame title="My mix" note="More me, one's own row, a group, muted, view only, stale.">
            <OwnMix />
        </Frame>
        <Frame title="A linked pair" note="One strip, two meters, two pans.">
            <Pair />
        </Frame>
        <Frame title="Ghost" note="Where the desk has it while someone here moves it.">
            <Ghost />
        </Frame>
        <Frame title="Layers, mute groups, hold" note="Arrow keys; 600 ms.">
            <div class="frame__row">
                <LayerTabs
                    labels=layers
                    selected=layer
                    on_select=move |index| layer.set(index)
                />
            </div>
            <MuteGroups
                groups=groups()
                mute_fx=Some(switch(true))
                mute_all=Some(switch(false))
            />
            <div class="frame__row">
                <HoldButton
                    label=derive(|| "Hold to confirm".to_owned())
                    on_confirm=move |()| confirmed.update(|count| *count += 1)
                />
                <output>{confirmed}</output>
            </div>
        </Frame>
    }
}

/// Six made-up mute groups, the fourth one on.
pub(super) fn groups() -> Vec<MuteGroup> {
    ["Band", "Vocals", "Drums", "Speech", "FX", "Walk-in"]
        .into_iter()
        .enumerate()
        .map(|(index, name)| MuteGroup {
            number: index + 1,
            name: Signal::stored(name.to_owned()),
            switch: switch(index == 3),
        })
        .collect()
}

/// Made-up pans, one for each side.
fn pans(places: &[f64], state: ControlState) -> Signal<Vec<Amount>> {
    let state = Signal::stored(state);
    let amount = |place: &f64| {
        let pan = RwSignal::new(*place);
        Amount::new(Law::Pan, pan.into(), state, follow(pan))
    };
    Signal::stored(places.iter().map(amount).collect())
}

/// The strip that is selected.
const SELECTED: usize = 5;

/// One made-up strip.
pub(super) fn strip(index: usize, bank: MeterBank, state: ControlState) -> AnyView {
    let (name, colour, db, pan, _) = CHANNELS[index];
    let (level, grip) = free(db);
    view! {
        <Strip
            number=(index + 1).to_string()
            name=name.to_owned()
            colour=Signal::stored(colour)
            scale=scale()
            level
            level_grip=grip
            pans=pans(&[pan], state.clone())
            mute=Some(switch(index == 4))
            muted_by=Signal::stored(matches!(index, 6 | 10).then(|| "4".to_owned()))
            solo=Some(switch(matches!(index, 7 | 8)))
            meter=Some((bank, index))
            state=Signal::stored(state)
            current=index == SELECTED
        />
    }
}

#[component]
fn Bank(state: ControlState, first: usize) -> impl IntoView {
    let bank = busy_bank();
    view! {
        <div class="surface">
            <div class="bank">
                {(first..first + 4)
                    .map(|index| strip(index, bank.clone(), state.clone()))
                    .collect_view()} <MeterPainter bank />
            </div>
        </div>
    }
}

#[component]
pub(super) fn Master(#[prop(optional)] bank: Option<MeterBank>) -> impl IntoView {
    let bank = bank.unwrap_or_else(busy_bank);
    let (level, level_grip) = free(-4.2);
    view! {
        <div class="surface">
            <MasterStrip
                name=derive(|| "Main LR".to_owned())
                scale=scale()
                level
                level_grip
                mute_all=Some(switch(false))
                lock=Some(switch(true))
                meters=Some((bank, [CHANNELS.len(), CHANNELS.len() + 1]))
            />
        </div>
    }
}

/// The rail with a chosen bus, its bar, and two sends.
#[component]
fn Sends() -> impl IntoView {
    let selected = RwSignal::new(2);
    let items: Vec<BusItem> = std::iter::once(("Main", "LR", None))
        .chain([
            ("Aux 1", "Guitar", Some(Colour::Sky)),
            ("Aux 2", "Singer", Some(Colour::Pink)),
            ("Aux 3", "", Some(Colour::Amber)),
            ("FX 1", "Plate", Some(Colour::Violet)),
        ])
        .map(|(kind, name, colour)| BusItem { kind: kind.into(), name: name.into(), colour })
        .collect();
    let chosen = items[2].clone();
    let send = |index: usize, post: bool| {
        let (name, _, _, pan, _) = CHANNELS[index];
        let (level, grip) = free(-8.0);
        view! {
            <Strip
                number=(index + 1).to_string()
                name=name.to_owned()
                colour=Signal::stored(Colour::Pink)
                scale=scale()
                level
                level_grip=grip
                pans=pans(&[pan][usize::from(!post)..], ControlState::Live)
                mute=Some(switch(!post))
                post=Some((switch(post), Signal::stored(ControlState::Live)))
                level_label=Some(Signal::stored(format!("{name} to Aux 2, Singer")))
            />
        }
    };
    view! {
        <BusBar item=Signal::stored(chosen) on_back=move |()| selected.set(0) />
        <div class="surface">
            <BusList items selected on_select=move |place| selected.set(place) />
            <div class="bank">{send(0, true)} {send(1, false)}</div>
        </div>
    }
}

/// The knob and rows of a musician's mix.
#[component]
fn OwnMix() -> impl IntoView {
    let more = RwSignal::new(3.0);
    let grip = Grip {
        on_move: callback(move |at: f64| more.set((at * 2.0 - 1.0) * 12.0)),
        ..Grip::default()
    };
    let row = |name: &str, note: &str, colour, muted, large, state| {
        let (position, grip) = free(-6.0);
        let state = Signal::stored(state);
        let amount = Amount::new(Law::Fader, position.into(), state, grip);
        view! {
            <MixRow
                label=name.to_owned()
                note=Signal::stored(note.to_owned())
                colour=Signal::stored(Some(colour))
                amount
                mute=Some((switch(muted), state))
                large
            />
        }
    };
    let view_only = ControlState::ReadOnly(BlockReason::NotAllowed);
    let stale = ControlState::Stale(BlockReason::LinkLost);
    view! {
        <MoreMe db=more most=12.0 step=3.0 grip />
        <section class="mixrows" aria-label="Rows">
            {row("Me", "", Colour::Pink, false, true, ControlState::Live)}
            {row("Vocals", "Guitar, Choir", Colour::Sky, false, false, ControlState::Live)}
            {row("Click", "", Colour::Slate, true, false, ControlState::Live)}
            {row("Drums", "", Colour::Amber, false, false, view_only)}
            {row("Keys", "", Colour::Teal, false, false, stale)}
        </section>
    }
}

/// Two inputs that move as one.
#[component]
fn Pair() -> impl IntoView {
    let bank = busy_bank();
    let (level, grip) = free(-8.0);
    view! {
        <div class="surface">
            <div class="bank">
                <Strip
                    number="6+7".to_owned()
                    name="Keys".to_owned()
                    colour=Signal::stored(Colour::Teal)
                    scale=scale()
                    level
                    level_grip=grip
                    mute=Some(switch(false))
                    solo=Some(switch(false))
                    meter=Some((bank.clone(), 5))
                    pans=pans(&[0.0, 1.0], ControlState::Live)
                    pair=Signal::stored(true)
                />
                <MeterPainter bank />
            </div>
        </div>
    }
}

#[component]
fn Ghost() -> impl IntoView {
    let (position, grip) = free(-10.0);
    view! {
        <div class="surface">
            <Fader
                label="Ghost".to_owned()
                position
                scale=scale()
                ghost=Signal::stored(Some(0.4))
                colour=Signal::stored(Some(Colour::Teal))
                grip
            />
        </div>
    }
}
