//! Knobs, graphs and lists of a channel's page in every state.

use desk::dynamics::{Compressor, Gate, KNEE_DB};
use desk::{FaderLevel, Law, Shape, Unit};
use leptos::prelude::*;
use markup::view;

use super::Frame;
use super::demo::{follow, switch};
use crate::signals::{RwSignal, Signal, callback, derive};
use crate::text::{BlockReason, RefusalReason};
use crate::widgets::{
    Amount, BandShape, Blocked, Colour, ControlState, DynamicsGraph, EqBand, EqGraph, GraphicEq,
    Holder, IconName, Knob, Slide, SlopeChoice, choice_field, option_key, panel, switch_key,
};

const HERTZ: Law = Law::Exponential { low: 20.0, high: 22_050.0, unit: Unit::Hertz };
const GAIN: Law = Law::Linear { min: -20.0, max: 20.0, unit: Unit::Decibels };
const QUALITY: Law = Law::Exponential { low: 0.05, high: 15.0, unit: Unit::None };
const THRESHOLD: Law = Law::Linear { min: -90.0, max: 6.0, unit: Unit::Decibels };
const RATIO: Law = Law::Curve { shape: Shape::Inverse, low: 0.0, high: 1.0, unit: Unit::Ratio };
const THIRD: Law = Law::Linear { min: -15.0, max: 15.0, unit: Unit::Decibels };

/// Frequencies of the made-up graphic equaliser, in hertz.
const THIRDS: [f64; 10] =
    [31.5, 63.0, 125.0, 250.0, 500.0, 1_000.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0];

/// An amount nobody else moves.
pub(super) fn amount_in(law: Law, reading: f64, state: ControlState) -> Amount {
    let position = law.position(reading).map_or(0.0, FaderLevel::position);
    let position = RwSignal::new(position);
    Amount::new(law, position.into(), Signal::stored(state), follow(position))
}

fn amount(law: Law, reading: f64) -> Amount {
    amount_in(law, reading, ControlState::Live)
}

pub(super) fn states() -> [(&'static str, ControlState); 5] {
    let holder = Holder {
        name: "Monitors".into(),
        initials: "MO".into(),
        colour: Colour::Violet,
        yields: false,
    };
    [
        ("Live", ControlState::Live),
        ("Stale", ControlState::Stale(BlockReason::LinkLost)),
        ("View only", ControlState::ReadOnly(BlockReason::NotAllowed)),
        ("Held", ControlState::HeldByOther(holder)),
        ("Refused", ControlState::Refused(RefusalReason::Expired)),
    ]
}

pub(super) fn frames() -> AnyView {
    let knobs = states()
        .map(|(name, state)| {
            view! { <Knob name=name.to_owned() amount=amount_in(RATIO, 3.0, state) /> }
        })
        .collect_view();
    let slides = states()
        .map(|(name, state)| {
            view! {
                <Slide
                    label=format!("Send, {name}")
                    name=name.to_owned()
                    detail="Aux 1".to_owned()
                    amount=amount_in(Law::Fader, -8.0, state)
                    colour=Signal::stored(Some(Colour::Sky))
                />
            }
        })
        .collect_view();
    view! {
        <Frame title="Knob" note="Live, stale, view only, held, refused; the large one.">
            <div class="params">{knobs}</div>
            <Knob name="Gain".to_owned() amount=amount(THRESHOLD, 5.5) large=true />
        </Frame>
        <Frame title="Horizontal fader" note="The same states, then closed and muted.">
            <div class="sends">
                {slides}
                <Slide
                    label="Send, closed".to_owned()
                    name="Closed".to_owned()
                    amount=amount(Law::Fader, f64::NEG_INFINITY)
                />
                <Slide
                    label="Send, muted".to_owned()
                    name="Muted".to_owned()
                    amount=amount(Law::Fader, 0.0)
                    muted=Signal::stored(true)
                />
            </div>
        </Frame>
        <Frame title="EQ" note="Points by finger, mouse and keys; numbers can be typed.">
            <EqGraph bands=bands(ControlState::Live) on=Signal::stored(true) />
        </Frame>
        <Frame title="EQ off, view only" note="Faint; square points.">
            <EqGraph
                bands=bands(ControlState::ReadOnly(BlockReason::NotAllowed))
                on=Signal::stored(false)
            />
        </Frame>
        <Frame title="Compressor" note="Soft knee, with a level and what is taken away.">
            {compressor()}
        </Frame>
        <Frame title="Gate" note="Off; silence.">{gate()}</Frame>
        <Frame title="Graphic EQ" note="Drag up for one band, to the side to draw.">
            <GraphicEq
                label="Graphic EQ".to_owned()
                bands=THIRDS
                    .iter()
                    .zip([0.0, 3.0, 6.0, 2.0, -1.0, -4.0, -6.0, 0.0, 1.5, 4.0])
                    .map(|(hertz, db)| (*hertz, amount(THIRD, db)))
                    .collect()
                on=Signal::stored(true)
            />
        </Frame>
        <Frame title="Panel" note="Switch, keys on and off, a choice, all refused to a viewer.">
            {parts(ControlState::Live)} {parts(ControlState::ReadOnly(BlockReason::NotAllowed))}
        </Frame>
    }
}

fn bands(state: ControlState) -> Vec<EqBand> {
    let slope = RwSignal::new(1);
    let cut = EqBand {
        shape: BandShape::LowCut,
        letter: "L".into(),
        colour: Colour::Slate,
        frequency: amount_in(HERTZ, 110.0, state.clone()).off_at(0.0),
        gain: None,
        quality: None,
        slope: Some(SlopeChoice {
            chosen: slope.into(),
            on_choose: callback(move |choice| slope.set(choice)),
        }),
    };
    let bells = [
        (160.0, -2.5, 0.7, Colour::Amber),
        (340.0, -4.8, 1.4, Colour::Green),
        (3_200.0, 4.2, 1.1, Colour::Sky),
        (9_500.0, 3.6, 0.7, Colour::Violet),
    ];
    let bells = (1..).zip(bells).map(|(number, (hertz, db, q, colour))| EqBand {
        shape: BandShape::Bell,
        letter: number.to_string(),
        colour,
        frequency: amount_in(HERTZ, hertz, state.clone()),
        gain: Some(amount_in(GAIN, db, state.clone())),
        quality: Some(amount_in(QUALITY, q, state.clone())),
        slope: None,
    });
    std::iter::once(cut).chain(bells).collect()
}

fn compressor() -> AnyView {
    let (threshold, ratio) = (amount(THRESHOLD, -22.0), amount(RATIO, 3.0));
    let output = callback(move |level| {
        let (threshold, ratio) = (threshold.reading(), ratio.reading());
        Compressor { threshold, ratio, knee: KNEE_DB, makeup: 0.0 }.output(level)
    });
    view! {
        <DynamicsGraph
            output
            threshold=derive(move || threshold.reading())
            level=Signal::stored(-13.0)
            reduction=Some(Signal::stored(6.0))
        />
        <div class="params">
            <Knob name="Threshold".to_owned() amount=threshold />
            <Knob name="Ratio".to_owned() amount=ratio />
        </div>
    }
}

fn gate() -> AnyView {
    let output = callback(|level| Gate { threshold: -42.0, depth: -24.0 }.output(level));
    view! {
        <div data-bypassed="">
            <DynamicsGraph
                output
                threshold=Signal::stored(-42.0)
                level=Signal::stored(f64::NEG_INFINITY)
            />
        </div>
    }
}

fn parts(state: ControlState) -> AnyView {
    let words = |words: &str| Signal::stored(words.to_owned());
    let blocked = callback(|_: Blocked| ());
    let state = Signal::stored(state);
    let chosen = RwSignal::new(1);
    let options = ["Main LR", "Subgroup 1", "Subgroup 2"];
    let options = (0..).zip(options).map(|(choice, words)| (choice, words.to_owned())).collect();
    let body = view! {
        <div class="opts">
            {option_key(words("Phase"), Some(IconName::Phase), switch(false), state, blocked)}
            {option_key(words("Low cut"), Some(IconName::LowCut), switch(true), state, blocked)}
        </div>
        {choice_field(
            words("Subgroup"),
            Signal::stored(options),
            chosen.into(),
            callback(move |choice| chosen.set(choice)),
            state,
        )}
    };
    let tools = switch_key(words("EQ"), switch(true), state, blocked);
    panel("demo", words("Panel"), Some(tools), body.into_any())
}
