//! A parametric equaliser: the curve of all bands, a point per band to drag, and
//! below it the bands as numbers to type.

use desk::response::{self, Filter, Slope};
use desk::{FaderLevel, Law, Unit};
use leptos::html::{Div, Input};
use leptos::prelude::*;
use markup::view;

use super::Colour;
use super::amount::Amount;
use super::graph::{self, Curves, Mark};
use super::handle::{Handle, Moves};
use super::panel::choice_field;
use super::value_field::value_field;
use crate::dom::NodeRef;
use crate::signals::{Callback, Memo, RwSignal, Signal, StoredValue, callback, derive, memo};
use crate::text::{CurrentText, use_text};

/// Frequencies with a line and words, in hertz.
const LINES: [(f64, &str); 8] = [
    (50.0, "50"),
    (100.0, "100"),
    (200.0, "200"),
    (500.0, "500"),
    (1_000.0, "1k"),
    (2_000.0, "2k"),
    (5_000.0, "5k"),
    (10_000.0, "10k"),
];
/// From the middle to the top, in decibels.
const RANGE_DB: f64 = 20.0;

/// What a band does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BandShape {
    /// Takes the low end away.
    LowCut,
    /// Takes the high end away.
    HighCut,
    /// Lifts or lowers what is around.
    Bell,
}

/// How steep a cut is, and the call that changes it.
#[derive(Debug, Clone, Copy)]
pub struct SlopeChoice {
    /// 0, 1 or 2 for 12, 24 or 36 dB per octave.
    pub chosen: Signal<u16>,
    /// Told the wanted one.
    pub on_choose: Callback<u16>,
}

/// One band.
#[derive(Debug, Clone)]
pub struct EqBand {
    /// What it does.
    pub shape: BandShape,
    /// Written on its point: `L`, `2`.
    pub letter: String,
    /// Its colour.
    pub colour: Colour,
    /// Where it acts.
    pub frequency: Amount,
    /// By how much; cuts have none.
    pub gain: Option<Amount>,
    /// How narrow it is; cuts have none.
    pub quality: Option<Amount>,
    /// How steep it is; only cuts.
    pub slope: Option<SlopeChoice>,
}

impl EqBand {
    /// Its filter now, none while it is off; tracked.
    fn filter(&self) -> Option<Filter> {
        if self.frequency.is_off() {
            return None;
        }
        let hz = self.frequency.reading();
        let slope = || {
            let chosen = self.slope.map_or(0, |slope| slope.chosen.get());
            Slope::ALL[usize::from(chosen).min(Slope::ALL.len() - 1)]
        };
        Some(match self.shape {
            BandShape::LowCut => Filter::HighPass { hz, slope: slope() },
            BandShape::HighCut => Filter::LowPass { hz, slope: slope() },
            BandShape::Bell => Filter::Peak {
                hz,
                db: self.gain.map_or(0.0, |gain| gain.reading()),
                q: self.quality.map_or(1.0, |quality| quality.reading()),
            },
        })
    }

    fn name(&self, text: CurrentText) -> String {
        let text = text.get();
        match (self.shape, self.letter.parse()) {
            (BandShape::LowCut, _) => text.low_cut().to_owned(),
            (BandShape::HighCut, _) => text.high_cut().to_owned(),
            (BandShape::Bell, Ok(number)) => text.band(number),
            (BandShape::Bell, Err(_)) => text.bell().to_owned(),
        }
    }
}

/// A level as a height in the graph.
fn height(db: f64) -> f64 {
    0.5 + db / (2.0 * RANGE_DB)
}

/// A parametric equaliser.
#[component]
pub fn EqGraph(
    /// Its bands, in order of frequency; cuts at the ends.
    bands: Vec<EqBand>,
    /// Whether it is on; else it is drawn faint.
    #[prop(into)]
    on: Signal<bool>,
) -> impl IntoView {
    let area = NodeRef::<Div>::new();
    let chosen = RwSignal::new(bands.iter().position(|band| band.gain.is_some()).unwrap_or(0));
    let law = bands.first().map_or(Law::Pan, |band| band.frequency.law);
    let hertz = move |x: f64| law.reading(FaderLevel::clamped(x)).unwrap_or(0.0);
    let filters = StoredValue::new(bands.clone());
    let all = memo(move |_| {
        filters.with_value(|bands| bands.iter().filter_map(EqBand::filter).collect::<Vec<_>>())
    });
    let line =
        memo(move |_| all.with(|all| graph::curve(|x| height(response::db_at(all, hertz(x))))));
    let one = memo(move |_| {
        let filter = filters.with_value(|bands| bands.get(chosen.get()).and_then(EqBand::filter));
        filter.map_or_else(String::new, |filter| {
            graph::area(&graph::curve(|x| height(filter.db_at(hertz(x)))), 0.5)
        })
    });
    let across: Vec<Mark> = LINES
        .iter()
        .filter_map(|(hz, words)| Some((law.position(*hz)?.position(), (*words).to_owned())))
        .collect();
    let up: Vec<Mark> =
        [12.0, 6.0, 0.0, -6.0, -12.0].map(|db: f64| (height(db), crate::text::signed(db))).into();
    let curves = Curves {
        line: line.into(),
        area: derive(move || graph::area(&line.get(), 0.5)),
        chosen: one.into(),
        threshold: Signal::stored(None),
        diagonal: false,
    };
    let colour = {
        let colours: Vec<Colour> = bands.iter().map(|band| band.colour).collect();
        move || colours.get(chosen.get()).copied().unwrap_or_default().css()
    };
    let points = bands
        .iter()
        .enumerate()
        .map(|(place, band)| point(place, band.clone(), chosen, all, hertz, area))
        .collect_view()
        .into_any();
    let tiles =
        bands.into_iter().enumerate().map(|(place, band)| tile(place, band, chosen)).collect_view();
    view! {
        <div
            class="eq"
            data-bypassed=move || (!on.get()).then_some("")
            style=("--band", colour)
        >
            {graph::graph("graph--eq", area, &across, &up, curves, points)}
            <div class="bands">{tiles}</div>
        </div>
    }
}

fn point(
    place: usize,
    band: EqBand,
    chosen: RwSignal<usize>,
    all: Memo<Vec<Filter>>,
    hertz: impl Fn(f64) -> f64 + Copy + Send + Sync + 'static,
    area: NodeRef<Div>,
) -> AnyView {
    let text = use_text();
    let moves = Moves { across: band.frequency, up: band.gain, third: band.quality };
    let (frequency, gain) = (band.frequency, band.gain);
    // A cut has no height of its own: its point rides on the curve.
    let height = derive(move || match gain {
        Some(gain) => gain.position.get(),
        None if frequency.is_off() => 0.5,
        None => {
            let hz = hertz(frequency.position.get());
            all.with(|all| height(response::db_at(all, hz)).clamp(0.04, 0.96))
        }
    });
    let (letter, colour) = (band.letter.clone(), band.colour);
    view! {
        <Handle
            label=derive(move || band.name(text))
            letter
            colour
            moves
            height
            current=derive(move || chosen.get() == place)
            on_pick=callback(move |()| chosen.set(place))
            area
        />
    }
}

/// A band as numbers.
fn tile(place: usize, band: EqBand, chosen: RwSignal<usize>) -> AnyView {
    let text = use_text();
    let colour = band.colour;
    let off = {
        let frequency = band.frequency;
        move || frequency.is_off().then_some("")
    };
    let (frequency, gain, quality, slope) = (band.frequency, band.gain, band.quality, band.slope);
    let name = derive(move || band.name(text));
    let field = move |what: fn(&dyn crate::text::Text) -> &'static str, amount: Amount| {
        let label = derive(move || format!("{}, {}", name.get(), what(text.get())));
        value_field(NodeRef::<Input>::new(), label, amount, true)
    };
    view! {
        <div
            class="band"
            role="group"
            aria-label=name
            data-current=move || (chosen.get() == place).then_some("")
            data-off=off
            style=("--band", colour.css())
            on:focusin=move |_| chosen.set(place)
            on:click=move |_| chosen.set(place)
        >
            <div class="band__row">
                <b aria-hidden="true">{name}</b>
                {gain.map(|gain| field(|text| text.gain(), gain))}
                {slope.map(|slope| slope_field(name, slope, frequency))}
            </div>
            <div class="band__row">
                {field(|text| text.frequency(), frequency)}
                {quality
                    .map(|quality| {
                        view! {
                            <i aria-hidden="true">"Q"</i>
                            {field(|text| text.quality(), quality)}
                        }
                    })}
            </div>
        </div>
    }
}

fn slope_field(name: Signal<String>, slope: SlopeChoice, frequency: Amount) -> AnyView {
    let text = use_text();
    let label = derive(move || format!("{}, {}", name.get(), text.get().slope()));
    let options = derive(move || {
        let words = |slope: Slope| {
            let steep = f64::from(slope.db_per_octave());
            text.get().quantity(steep, Unit::Decibels).trim_start_matches('+').to_owned()
        };
        (0..).zip(Slope::ALL).map(|(choice, slope)| (choice, words(slope))).collect()
    });
    choice_field(label, options, slope.chosen, slope.on_choose, frequency.state)
}
