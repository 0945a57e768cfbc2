//! Gate, compressor and de-esser: curves, knobs, and what they take away. The
//! main mix has one set for each side, which may move as one.

use desk::dynamics::{Compressor, Gate, KNEE_DB};
use leptos::prelude::*;
use markup::view;

use super::{Page, Word};
use crate::signals::{Callback, Signal, callback, derive};
use crate::text::use_text;
use crate::widgets::{
    Amount, DynamicsGraph, Knob, Switch, option_key, panel as panel_of, switch_key,
};

/// A row of knobs; those that the desk lacks are left out.
fn knobs(of: Word, list: Vec<(Word, Option<Amount>)>) -> AnyView {
    let text = use_text();
    let of = derive(move || of(text.get()).to_owned());
    let knobs = list
        .into_iter()
        .filter_map(|(name, amount)| {
            let name = derive(move || name(text.get()).to_owned());
            Some(view! { <Knob name of amount=amount? /> })
        })
        .collect_view();
    view! { <div class="params">{knobs}</div> }
}

/// What a section of dynamics is made of.
struct Section {
    id: &'static str,
    title: Word,
    switch: Option<Switch>,
    leaf: &'static str,
    tools: Option<AnyView>,
    threshold: Amount,
    /// What the processing adds at its end.
    added: Option<Amount>,
    output: Callback<f64, f64>,
    shows_reduction: bool,
    knobs: Vec<(Word, Option<Amount>)>,
}

fn section(page: Page, section: Section) -> AnyView {
    let text = use_text();
    let Section { id, title, switch, leaf, tools, threshold, added, output, .. } = section;
    let (shows_reduction, list) = (section.shows_reduction, section.knobs);
    let (state, on_blocked) = page.leave(leaf, 0);
    let on = switch.map_or(Signal::stored(true), |switch| switch.on);
    let name = derive(move || title(text.get()).to_owned());
    // The meter listens after the processing: what was taken away is added
    // again, and the make-up gain taken off.
    let level = derive(move || {
        page.level.get() + page.reduction.get().unwrap_or(0.0)
            - added.map_or(0.0, |added| added.reading())
    });
    let reduction = shows_reduction.then(|| derive(move || page.reduction.get().unwrap_or(0.0)));
    let tools = view! {
        {tools}
        {switch.map(|switch| switch_key(name, switch, state, on_blocked))}
    };
    let body = view! {
        <div class="dynamics" data-bypassed=move || (!on.get()).then_some("")>
            <DynamicsGraph
                output
                threshold=derive(move || threshold.reading())
                level
                reduction
            />
            {knobs(title, list)}
        </div>
    };
    panel_of(id, name, Some(tools.into_any()), body.into_any())
}

/// The gate. On when it is enabled and not bypassed; switched by its bypass.
pub(super) fn gate(page: Page) -> Option<AnyView> {
    let threshold = page.amount("gate.threshold", 0)?;
    let depth = page.amount("gate.depth", 0)?;
    let bypass = page.inverse("gate.bypass");
    let enabled = page.switch("gate.enabled", 0);
    let switch = bypass.map(|bypass| {
        let on = derive(move || bypass.on.get() && enabled.is_none_or(|enabled| enabled.on.get()));
        Switch::new(on, move |on| {
            if let Some(enabled) = enabled.filter(|enabled| on && !enabled.on.get_untracked()) {
                enabled.on_set.run(true);
            }
            bypass.on_set.run(on);
        })
    });
    let output = callback(move |level| {
        Gate { threshold: threshold.reading(), depth: depth.reading() }.output(level)
    });
    let list: Vec<(Word, Option<Amount>)> = vec![
        (|text| text.threshold(), Some(threshold)),
        (|text| text.depth(), Some(depth.at_home(1.0))),
        (|text| text.attack(), page.amount("gate.attack", 0)),
        (|text| text.hold_time(), page.amount("gate.hold", 0)),
        (|text| text.release(), page.amount("gate.release", 0)),
    ];
    Some(section(
        page,
        Section {
            id: "gate",
            title: |text| text.gate(),
            switch,
            leaf: "gate.bypass",
            tools: None,
            threshold,
            added: None,
            output,
            shows_reduction: false,
            knobs: list,
        },
    ))
}

/// The compressor; the main mix' moves both sides while they are linked, and
/// its left one is shown.
pub(super) fn compressor(page: Page) -> Option<AnyView> {
    let text = use_text();
    let app = page.app;
    let linked = page.switch("dyn.linked", 0);
    let both = linked.map_or(Signal::stored(false), |switch| switch.on);
    let amount = |leaf: &str| {
        page.amount(&format!("dyn.{leaf}"), 0).or_else(|| {
            let own = page.id(&format!("dyn.left.{leaf}"), 0);
            let other = page.id(&format!("dyn.right.{leaf}"), 0);
            app.desk.amount_with(app, own, other, both)
        })
    };
    let threshold = amount("threshold")?;
    let (ratio, makeup) = (amount("ratio")?, amount("makeup"));
    let soft = page.switch("dyn.soft_knee", 0).or_else(|| page.switch("dyn.left.soft_knee", 0));
    let output = callback(move |level| {
        let knee = if soft.is_some_and(|soft| soft.on.get()) { KNEE_DB } else { 0.0 };
        let makeup = makeup.map_or(0.0, |makeup| makeup.reading());
        Compressor { threshold: threshold.reading(), ratio: ratio.reading(), knee, makeup }
            .output(level)
    });
    let (state, on_blocked) = page.leave("dyn.bypass", 0);
    let key = move |words: Word, switch: Switch| {
        let label = derive(move || words(text.get()).to_owned());
        option_key(label, None, switch, state, on_blocked)
    };
    let tools = view! {
        {linked.map(|switch| key(|text| text.link_sides(), switch))}
        {page.switch("dyn.soft_knee", 0).map(|switch| key(|text| text.soft_knee(), switch))}
    };
    let list: Vec<(Word, Option<Amount>)> = vec![
        (|text| text.threshold(), Some(threshold)),
        (|text| text.ratio(), Some(ratio)),
        (|text| text.attack(), amount("attack")),
        (|text| text.hold_time(), amount("hold")),
        (|text| text.release(), amount("release")),
        (|text| text.makeup(), makeup),
    ];
    Some(section(
        page,
        Section {
            id: "comp",
            title: if linked.is_some() { |text| text.limiter() } else { |text| text.compressor() },
            switch: page.inverse("dyn.bypass"),
            leaf: "dyn.bypass",
            tools: Some(tools.into_any()),
            threshold,
            added: makeup,
            output,
            shows_reduction: true,
            knobs: list,
        },
    ))
}

/// The de-esser of an input: a compressor of what is around its frequency.
pub(super) fn deesser(page: Page) -> Option<AnyView> {
    let threshold = page.amount("deesser.threshold", 0)?;
    let ratio = page.amount("deesser.ratio", 0)?;
    let output = callback(move |level| {
        let (threshold, ratio) = (threshold.reading(), ratio.reading());
        Compressor { threshold, ratio, knee: 0.0, makeup: 0.0 }.output(level)
    });
    let list: Vec<(Word, Option<Amount>)> = vec![
        (|text| text.frequency(), page.amount("deesser.freq", 0)),
        (|text| text.threshold(), Some(threshold)),
        (|text| text.ratio(), Some(ratio)),
    ];
    Some(section(
        page,
        Section {
            id: "deesser",
            title: |text| text.deesser(),
            switch: page.switch("deesser.enabled", 0),
            leaf: "deesser.enabled",
            tools: None,
            threshold,
            added: None,
            output,
            shows_reduction: false,
            knobs: list,
        },
    ))
}
