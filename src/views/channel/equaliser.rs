//! The equaliser of a channel: parametric bands and cuts, or the graphic bands
//! of an output, whose sides may move as one.

use leptos::prelude::*;
use markup::view;

use super::Page;
use crate::signals::{Signal, StoredValue, derive};
use crate::text::use_text;
use crate::widgets::{
    Amount, BandShape, Colour, EqBand, EqGraph, GraphicBand, GraphicEq, SlopeChoice, Switch,
    panel as panel_of, switch_key,
};

/// Most bands of a channel; what a desk has is counted.
const BANDS: u16 = 6;
/// Colours of the bands, low to high.
const COLOURS: [Colour; 6] =
    [Colour::Amber, Colour::Green, Colour::Sky, Colour::Violet, Colour::Pink, Colour::Orange];
/// Third octaves, in hertz.
///
/// **Source:** Soundcraft Ui protocol reference, graphic equaliser.
const THIRDS: [f64; 31] = [
    20.0, 25.0, 31.5, 40.0, 50.0, 63.0, 80.0, 100.0, 125.0, 160.0, 200.0, 250.0, 315.0, 400.0,
    500.0, 630.0, 800.0, 1_000.0, 1_250.0, 1_600.0, 2_000.0, 2_500.0, 3_150.0, 4_000.0, 5_000.0,
    6_300.0, 8_000.0, 10_000.0, 12_500.0, 16_000.0, 20_000.0,
];

/// The panel; none for strips without an equaliser.
pub(super) fn panel(page: Page) -> Option<AnyView> {
    if page.id("eq.band.{}.freq", 1).is_some() {
        Some(parametric(page))
    } else if page.id("eq.graphic.{}", 1).is_some() || page.id("eq.left.graphic.{}", 1).is_some() {
        Some(graphic(page))
    } else {
        None
    }
}

/// The switch of the whole equaliser and the button that makes it flat.
fn tools(page: Page, gains: Vec<Amount>) -> (Signal<bool>, AnyView) {
    let text = use_text();
    let bypass = page.inverse("eq.bypass");
    let on = bypass.map_or(Signal::stored(true), |switch| switch.on);
    let (state, on_blocked) = page.leave("eq.bypass", 0);
    let gains = StoredValue::new(gains);
    let flatten = move |_| {
        gains.with_value(|gains| {
            for amount in gains {
                if (amount.position.get_untracked() - amount.home).abs() > 1e-4 {
                    if let Some(blocked) = amount.state.with_untracked(|state| state.blocked()) {
                        amount.grip.on_blocked.run(blocked);
                        return;
                    }
                    amount.grip.on_touch.run(());
                    amount.grip.on_move.run(amount.home);
                    amount.grip.on_release.run(());
                }
            }
        });
    };
    let label = text.signal(|it| it.eq());
    let view = view! {
        <button type="button" class="btn btn--quiet btn--s" on:click=flatten>
            {text.say(|it| it.flat())}
        </button>
        {bypass.map(|switch| switch_key(label, switch, state, on_blocked))}
    };
    (on, view.into_any())
}

fn parametric(page: Page) -> AnyView {
    let text = use_text();
    let bells = (1..=BANDS).filter_map(|number| {
        let frequency = page.amount("eq.band.{}.freq", number)?;
        Some(EqBand {
            shape: BandShape::Bell,
            letter: number.to_string(),
            colour: COLOURS[usize::from(number - 1) % COLOURS.len()],
            frequency,
            gain: page.amount("eq.band.{}.gain", number),
            quality: page.amount("eq.band.{}.q", number),
            slope: None,
        })
    });
    let bands: Vec<EqBand> = cut(page, BandShape::LowCut)
        .into_iter()
        .chain(bells)
        .chain(cut(page, BandShape::HighCut))
        .collect();
    let gains = bands.iter().filter_map(|band| band.gain).collect();
    let (on, tools) = tools(page, gains);
    let body = view! { <EqGraph bands on /> };
    let title = text.signal(|it| it.eq());
    panel_of("eq", title, Some(tools), body.into_any())
}

fn cut(page: Page, shape: BandShape) -> Option<EqBand> {
    let (frequency, slope, letter, off) = match shape {
        BandShape::LowCut => ("eq.hpf.freq", "eq.hpf.slope", "L", 0.0),
        _ => ("eq.lpf.freq", "eq.lpf.slope", "H", 1.0),
    };
    let frequency = page.amount(frequency, 0)?.off_at(off);
    let slope = page.id(slope, 0).map(|id| SlopeChoice {
        chosen: page.app.desk.choice(page.app, Some(id)),
        on_choose: page.app.desk.chooser(page.app, Some(id)),
    });
    Some(EqBand {
        shape,
        letter: letter.to_owned(),
        colour: Colour::Slate,
        frequency,
        gain: None,
        quality: None,
        slope,
    })
}

/// Thirty-one bands, once or for two sides.
fn graphic(page: Page) -> AnyView {
    let text = use_text();
    let title = text.signal(|it| it.graphic_eq());
    let app = page.app;
    if page.id("eq.graphic.{}", 1).is_some() {
        let bands = bands(|number| page.amount("eq.graphic.{}", number));
        let (on, tools) = tools(page, bands.iter().map(|(_, amount)| *amount).collect());
        let body = view! { <GraphicEq label=title bands on /> };
        return panel_of("eq", title, Some(tools), body.into_any());
    }
    let linked = page.switch("eq.linked", 0);
    let both = linked.map_or(Signal::stored(false), |switch: Switch| switch.on);
    let side = |leaf: &'static str, other: &'static str| {
        bands(|number| {
            app.desk.amount_with(app, page.id(leaf, number), page.id(other, number), both)
        })
    };
    let left = side("eq.left.graphic.{}", "eq.right.graphic.{}");
    let right = side("eq.right.graphic.{}", "eq.left.graphic.{}");
    let gains = left.iter().chain(&right).map(|(_, amount)| *amount).collect();
    let (on, tools) = tools(page, gains);
    let (state, on_blocked) = page.leave("eq.linked", 0);
    let label = text.signal(|it| it.link_sides());
    let key =
        linked.map(|switch| crate::widgets::option_key(label, None, switch, state, on_blocked));
    let left_name = derive(move || {
        let text = text.get();
        if both.get() { text.graphic_eq().to_owned() } else { text.left_side().to_owned() }
    });
    let right_name = text.signal(|it| it.right_side());
    let body = view! {
        <GraphicEq label=left_name bands=left on />
        <div hidden=move || both.get()>
            <GraphicEq label=right_name bands=right on />
        </div>
    };
    panel_of("eq", title, Some(view! { {key} {tools} }), body.into_any())
}

fn bands(amount: impl Fn(u16) -> Option<Amount>) -> Vec<GraphicBand> {
    (1u16..)
        .zip(THIRDS)
        .filter_map(|(number, hertz)| Some((hertz, amount(number)?.at_home(0.5))))
        .collect()
}
