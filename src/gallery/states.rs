//! The same controls once in each state, so that each can be told from itself
//! in another one.

use desk::{Law, Unit};
use leptos::prelude::*;
use markup::view;

use super::Frame;
use super::channel::{amount_in, states};
use super::controls::strip;
use super::demo::{busy_bank, switch};
use crate::signals::{Signal, callback};
use crate::widgets::{
    Blocked, Colour, ControlState, GraphicEq, Knob, MixRow, Slide, choice_field, option_key,
    switch_key,
};

const GAIN: Law = Law::Linear { min: -20.0, max: 20.0, unit: Unit::Decibels };

pub(super) fn frames() -> AnyView {
    let same = states().map(|(name, state)| {
        view! {
            <div class="bank" data-same=state.name() aria-label=name role="group">
                {one(&state)}
            </div>
        }
    });
    view! {
        <Frame title="The same in every state" note="Live, stale, view only, held, refused.">
            {same.collect_view()}
        </Frame>
    }
    .into_any()
}

/// Whatever has a state, in this one.
fn one(state: &ControlState) -> AnyView {
    let is = Signal::stored(state.clone());
    let ignore = callback(|_: Blocked| ());
    let words = |words: &str| Signal::stored(words.to_owned());
    let level = || amount_in(Law::Fader, -8.0, state.clone());
    let gain = || amount_in(GAIN, 3.0, state.clone());
    let choices = Signal::stored(vec![(0, "Off".to_owned()), (1, "On".to_owned())]);
    view! {
        {strip(2, busy_bank(), state.clone())}
        <div class="sends">
            <MixRow label=words("Row") amount=level() mute=Some((switch(false), is)) />
            <Slide label=words("Send") name=words("Aux 1") amount=level() colour=Signal::stored(Some(Colour::Sky)) />
            <Knob name=words("Gain") amount=gain() />
            {option_key(words("Key"), None, switch(true), is, ignore)}
            {switch_key(words("Switch"), switch(true), is, ignore)}
            {choice_field(words("Choice"), choices, Signal::stored(1), callback(|_| ()), is)}
        </div>
        <GraphicEq
            label=words("Bands")
            bands=vec![(100.0, gain()), (1_000.0, gain()), (10_000.0, gain())]
            on=Signal::stored(true)
        />
    }
    .into_any()
}
