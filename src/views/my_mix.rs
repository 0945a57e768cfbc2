//! A musician's own mix: more me, their channels, groups, favourites, the rest,
//! and the volume in the ear. Everything in it is a send to the one bus.

use desk::{Law, ParamId, Strip as StripAt, leaf};
use leptos::prelude::*;
use markup::view;
use protocol::Role;

use super::buses::{bus_item, bus_strip};
use super::my_mix_setup::setup_sheet;
use super::strip::{colour_of, name_of};
use crate::dom::NodeRef;
use crate::signals::{RwSignal, Signal, StoredValue, callback, derive, memo};
use crate::state::App;
use crate::state::bus::{Bus, buses};
use crate::state::own_mix::{MORE_ME_DB, Together};
use crate::text::use_text;
use crate::widgets::{
    Amount, Blank, BusItem, Colour, Icon, IconName, LevelBars, MixRow, MoreMe, Switch,
};

/// One press of a step button; musicians hear no less.
const STEP_DB: f64 = 3.0;

/// The bus of a musician, once both are known; tracked.
pub(super) fn own_bus(app: App) -> Option<Bus> {
    let number = app.me.me().with(|me| {
        let me = me.as_ref().filter(|me| me.role == Role::Musician)?;
        me.buses.first().copied()
    })?;
    let bus = Bus::aux(number);
    app.desk.index().with(|index| buses(index.surface()).contains(&bus)).then_some(bus)
}

/// The own mix, or why there is none.
pub(super) fn my_mix(app: App) -> AnyView {
    let text = use_text();
    view! {
        <main class="stage ownmix" id="main">
            <h1 class="visually-hidden">{text.say(|it| it.own_mix())}</h1>
            {move || {
                app.desk.index().track();
                match own_bus(app) {
                    Some(bus) => mix_of(app, bus),
                    None => nothing(),
                }
            }}
        </main>
    }
}

fn nothing() -> AnyView {
    let text = use_text();
    view! {
        <Blank
            icon=IconName::Phones
            title=text.signal(|it| it.no_own_mix_title())
            detail=text.signal(|it| it.no_own_mix_hint())
        />
    }
}

/// Strips that can be sent to the bus, with their paths.
pub(super) fn sources(app: App, bus: Bus) -> Vec<(StripAt, String)> {
    let index = app.desk.index().get_untracked();
    let sends = |strip: &StripAt| index.id(*strip, bus.level(), bus.number).is_some();
    let strips: Vec<StripAt> = index.surface().strips().filter(sends).collect();
    strips.into_iter().filter_map(|strip| Some((strip, index.strip_path(strip)?))).collect()
}

fn mix_of(app: App, bus: Bus) -> AnyView {
    let text = use_text();
    app.own_mix.open(bus);
    let strips = sources(app, bus);
    let bars = LevelBars::new(strips.len() + 1);
    hear(app, bus, &strips, bars);
    let setup = RwSignal::new(false);
    let arranged = app.own_mix.arranged();
    let known = StoredValue::new(strips);
    let rows = memo(move |_| known.with_value(|strips| arranged.with(|a| a.rows(strips))));
    let levels = move |strips: &[StripAt]| levels_of(app, bus, strips);
    let item = bus_item(app, bus);

    view! {
        <div
            class="ownmix__body"
            style=("--bus", bus.colour().css())
            role="group"
            aria-label=move || item.with(BusItem::label)
        >
            <div class="ownmix__head">
                <p class="ownmix__bus">
                    <Icon name=IconName::Phones />
                    <b>{move || item.with(BusItem::label)}</b>
                </p>
                <button type="button" class="busbar__back" on:click=move |_| setup.set(true)>
                    <Icon name=IconName::Edit small=true />
                    {text.say(|it| it.arrange_mix())}
                </button>
            </div>
            {move || {
                let rows = rows.get();
                if rows.me.is_empty() {
                    return ask_who(setup);
                }
                let others: Vec<StripAt> =
                    rows.favourites.iter().chain(&rows.rest).copied().collect();
                more_me(app, levels(&rows.me), levels(&others))
            }}
            <section class="mixrows" aria-label=text.say(|it| it.own_mix())>
                {move || {
                    let rows = rows.get();
                    let place = |strip: StripAt| known.with_value(|strips| {
                        strips.iter().position(|(at, _)| *at == strip).unwrap_or_default()
                    });
                    let single = |strip: &StripAt| {
                        source_row(app, bus, *strip, bars.element(place(*strip)), None)
                    };
                    let me = match rows.me.as_slice() {
                        [] => None,
                        [one] => Some(
                            source_row(app, bus, *one, bars.element(place(*one)), Some(())),
                        ),
                        many => Some(together_row(app, bus, Together::Me, many)),
                    };
                    let groups: Vec<AnyView> = rows
                        .groups
                        .iter()
                        .map(|(group, of)| together_row(app, bus, Together::Group(*group), of))
                        .collect();
                    let near: Vec<AnyView> = rows.favourites.iter().map(single).collect();
                    let rest: Vec<AnyView> = rows.rest.iter().map(single).collect();
                    view! { {me} {groups} {near} {rest} }
                }}
            </section>
        </div>
        <div class="ownmix__foot">
            {ear_row(app, bus, bars.element(known.with_value(Vec::len)))}
        </div>
        {setup_sheet(app, bus, setup)}
    }
}

fn levels_of(app: App, bus: Bus, strips: &[StripAt]) -> Vec<ParamId> {
    strips.iter().filter_map(|strip| app.desk.id(*strip, bus.level(), bus.number)).collect()
}

fn hear(app: App, bus: Bus, strips: &[(StripAt, String)], bars: LevelBars) {
    let index = app.desk.index().get_untracked();
    let heard: Vec<StripAt> =
        strips.iter().map(|(strip, _)| *strip).chain(bus_strip(app, bus)).collect();
    let mut kinds: Vec<String> = heard
        .iter()
        .filter_map(|strip| index.surface().kinds.get(usize::from(strip.kind)))
        .map(|kind| kind.id.clone())
        .collect();
    kinds.dedup();
    app.meters.listen(app, kinds, move |frame| {
        let taps = &super::mixer::CHANNEL_TAPS;
        bars.set_levels(
            heard.iter().map(|strip| frame.level(*strip, taps).unwrap_or(f32::NEG_INFINITY)),
        );
    });
}

fn ask_who(setup: RwSignal<bool>) -> AnyView {
    let text = use_text();
    view! {
        <section class="moreme">
            <h2>{text.say(|it| it.who_is_me())}</h2>
            <button
                type="button"
                class="btn btn--primary"
                on:click=move |_| setup.set(true)
            >
                {text.say(|it| it.arrange_mix())}
            </button>
        </section>
    }
}

fn more_me(app: App, me: Vec<ParamId>, others: Vec<ParamId>) -> AnyView {
    let first = me.first().copied();
    let all = [&me[..], &others].concat();
    let on_move = callback(move |at: f64| {
        let db = (at * 2.0 - 1.0) * MORE_ME_DB;
        app.own_mix.set_more_me(app, db, &me, &others);
    });
    let grip = app.desk.grip_all(app, all, on_move);
    view! {
        <MoreMe
            db=app.own_mix.more_me()
            most=MORE_ME_DB
            step=STEP_DB
            state=app.desk.control_state(app, first)
            grip
        />
    }
}

/// One channel; `large` for one's own.
fn source_row(
    app: App,
    bus: Bus,
    at: StripAt,
    bar: NodeRef<leptos::html::Div>,
    large: Option<()>,
) -> AnyView {
    let level = app.desk.id(at, bus.level(), bus.number);
    let Some(amount) = app.desk.amount(app, level) else { return ().into_any() };
    let mute = app.desk.id(at, bus.mute(), bus.number);
    let colour = colour_of(app, at);
    view! {
        <MixRow
            label=name_of(app, at)
            colour=derive(move || Some(colour.get()))
            amount
            ghost=app.desk.ghost(app, level)
            ways=app.boosts.ways(app, level)
            mute=mute.map(|_| (app.desk.switch(app, mute), app.desk.control_state(app, mute)))
            bar=Some(bar)
            large=large.is_some()
        />
    }
}

/// Channels that move together and keep their ratios.
fn together_row(app: App, bus: Bus, what: Together, strips: &[StripAt]) -> AnyView {
    let text = use_text();
    let ids = levels_of(app, bus, strips);
    let first = ids.first().copied();
    let positions: Vec<Signal<f64>> =
        ids.iter().map(|id| app.desk.position(app, Some(*id))).collect();
    let names: Vec<Signal<String>> = strips.iter().map(|at| name_of(app, *at)).collect();
    let mute_ids: Vec<ParamId> =
        strips.iter().filter_map(|at| app.desk.id(*at, bus.mute(), bus.number)).collect();
    let mutes: Vec<Switch> =
        mute_ids.iter().map(|mute| app.desk.switch(app, Some(*mute))).collect();
    let all = mutes.clone();
    let mute = mute_ids.first().copied().map(|first| {
        let on = derive(move || mutes.iter().all(|mute| mute.on.get()));
        let on_set = callback(move |on| all.iter().for_each(|mute| mute.on_set.run(on)));
        (Switch { on, on_set }, app.desk.control_state(app, Some(first)))
    });
    let moved = ids.clone();
    let on_move = callback(move |position| {
        app.own_mix.move_group(app, what, &moved, position);
    });
    let grip = app.desk.grip_all(app, ids, on_move);
    let position = derive(move || positions.iter().map(|at| at.get()).fold(0.0, f64::max));
    let amount = Amount::new(Law::Fader, position, app.desk.control_state(app, first), grip);
    let colour = match what {
        Together::Group(group) => Colour::nth(group as usize + 1),
        _ => bus.colour(),
    };
    view! {
        <MixRow
            label=derive(move || match what {
                Together::Group(group) => text.get().mix_group(group).to_owned(),
                _ => text.get().me_row().to_owned(),
            })
            note=derive(move || {
                names.iter().map(|name| name.get()).collect::<Vec<_>>().join(", ")
            })
            colour=Signal::stored(Some(colour))
            amount
            mute
            large=what == Together::Me
        />
    }
}

/// The bus itself.
fn ear_row(app: App, bus: Bus, bar: NodeRef<leptos::html::Div>) -> AnyView {
    let text = use_text();
    let level = bus_strip(app, bus).and_then(|strip| app.desk.id(strip, leaf::LEVEL, 0));
    let Some(amount) = app.desk.amount(app, level) else { return ().into_any() };
    view! {
        <MixRow
            label=text.signal(|it| it.ear_volume())
            icon=Some(IconName::Phones)
            amount
            ghost=app.desk.ghost(app, level)
            ways=app.boosts.ways(app, level)
            bar=Some(bar)
        />
    }
}
