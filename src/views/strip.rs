//! One strip of the surface: its parameters as the widget's props.

use desk::{ParamId, Strip as StripAt, leaf};
use leptos::prelude::*;
use markup::view;

use super::buses::{bus_item, bus_strip};
use crate::route::Route;
use crate::signals::{Signal, callback, derive};
use crate::state::bus::Bus;
use crate::state::layers::strip_kind;
use crate::state::{App, use_app};
use crate::text::{BlockReason, StripKind, use_text};
use crate::widgets::{
    Amount, BusItem, Colour, ControlState, FaderScale, Grip, MasterStrip, MeterBank, Strip, Switch,
    Ways,
};

/// What a strip's fader and keys move: the strip itself, or its send to a bus.
struct Parts {
    level: Option<ParamId>,
    /// The leaf of its pan.
    pan: Option<&'static str>,
    mute_id: Option<ParamId>,
    mute: Option<Switch>,
    muted_by: Signal<Option<String>>,
    post: Option<ParamId>,
    state: Signal<ControlState>,
}

fn own_parts(app: App, at: StripAt) -> Parts {
    let level = app.desk.id(at, leaf::LEVEL, 0);
    let muted_by = app.desk.muted_by(app, at);
    Parts {
        level,
        pan: Some(leaf::PAN),
        mute_id: app.desk.id(at, leaf::MUTE, 0),
        mute: app.desk.mute(app, at, muted_by),
        muted_by,
        post: None,
        state: app.desk.control_state(app, level),
    }
}

fn send_parts(app: App, at: StripAt, bus: Bus) -> Parts {
    let id = |leaf| app.desk.id(at, leaf, bus.number);
    let level = id(bus.level());
    let linked = bus_strip(app, bus).is_some_and(|bus| app.desk.is_linked(app, bus));
    let state = app.desk.control_state(app, level);
    Parts {
        level,
        pan: bus.pan().filter(|_| linked),
        mute_id: id(bus.mute()),
        mute: id(bus.mute()).map(|mute| app.desk.switch(app, Some(mute))),
        muted_by: Signal::stored(None),
        post: id(bus.post()),
        state: derive(move || match state.get() {
            ControlState::ReadOnly(_) if level.is_none() => {
                ControlState::ReadOnly(BlockReason::NoSend)
            }
            state => state,
        }),
    }
}

/// A channel of the desk; with a bus, its send to that bus.
#[component]
pub(super) fn StripView(
    at: StripAt,
    bus: Option<Bus>,
    bank: MeterBank,
    meter: usize,
    #[prop(optional)] pinned: bool,
    #[prop(optional)] tint: Option<Colour>,
) -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let Parts { level, pan, mute_id, mute, muted_by, post, state } = match bus {
        Some(bus) => send_parts(app, at, bus),
        None => own_parts(app, at),
    };
    // Of a strip a musician may move the level and not all the rest, and what
    // they hear alone is no solo.
    let musician = app.me.is_musician();
    let index = app.desk.index().get_untracked();
    let own_state = |id| {
        let own = app.desk.control_state(app, id);
        if musician {
            return own;
        }
        // What was refused to a key shows on that key.
        derive(move || match own.get() {
            refused @ ControlState::Refused(_) => refused,
            _ => state.get(),
        })
    };
    let solo = app.desk.id(at, leaf::SOLO, 0).filter(|_| !musician);
    let kind = index.surface().kinds.get(usize::from(at.kind));
    let metered = kind.is_some_and(|kind| !kind.meters.is_empty());
    let side = app.desk.side(app, at);
    let pair = derive(move || side.get() == 1 && !pinned);
    let place = bus.map_or(0, |bus| bus.number);
    let pan_of = move |at| pan.and_then(|pan| app.desk.pan(app, app.desk.id(at, pan, place)));
    // Each side of a pair keeps its own.
    let pans = derive(move || {
        let mut pans: Vec<Amount> = pan_of(at).into_iter().collect();
        if pair.get() {
            pans.extend(pan_of(StripAt { number: at.number + 1, ..at }));
        }
        pans
    });
    let (name, own) = (name_of(app, at), colour_of(app, at));
    let colour = derive(move || tint.unwrap_or_else(|| own.get()));
    let level_label = bus.map(|bus| {
        let bus = bus_item(app, bus);
        derive(move || text.get().send_of(&name.get(), &bus.with(BusItem::label)))
    });

    view! {
        <Strip
            number=number_of(app, at)
            pair
            name
            colour
            scale=FaderScale::DESK
            level=app.desk.position(app, level)
            level_grip=app.desk.grip(app, level)
            ways=app.boosts.ways(app, level)
            ghost=app.desk.ghost(app, level)
            pans
            mute
            mute_state=own_state(mute_id)
            muted_by
            post=post.map(|post| (app.desk.switch(app, Some(post)), own_state(Some(post))))
            level_label
            pinned
            solo=solo.map(|solo| app.desk.switch(app, Some(solo)))
            meter=metered.then_some((bank, meter))
            href=Some(Route::Channel(app.desk.path_of(at)).href())
            icon=app.icon(at)
            current=app.together.is_selected(app, at)
            state
        />
    }
}

/// The main mix.
#[component]
pub(super) fn MasterView(at: StripAt, bank: MeterBank) -> impl IntoView {
    let app = use_app();
    let level = app.desk.id(at, leaf::LEVEL, 0);
    let name = name_of(app, at);
    let (lock, grip, state) = guarded(app, level);
    view! {
        <MasterStrip
            name
            scale=FaderScale::DESK
            level=app.desk.position(app, level)
            level_grip=grip
            ways=app.fades.of(app, level).map(Ways::from)
            ghost=app.desk.ghost(app, level)
            mute_all=app.desk.mute_all(app)
            lock=Some(lock)
            href=Some(Route::Channel(app.desk.path_of(at)).href())
            meters=Some((bank, [0, 1]))
            state
        />
    }
}

/// The number on a strip; a pair has both.
fn number_of(app: App, at: StripAt) -> Signal<String> {
    let side = app.desk.side(app, at);
    derive(move || match side.get() {
        1 => format!("{}+{}", at.number, at.number + 1),
        _ => at.number.to_string(),
    })
}

/// The main fader behind its lock, which closes when it was not used for a
/// while.
fn guarded(app: App, level: Option<ParamId>) -> (Switch, Grip, Signal<ControlState>) {
    let locked = app.guard.main_locked();
    let lock = Switch {
        on: locked,
        on_set: callback(
            move |closed| {
                if closed { app.guard.lock_main() } else { app.guard.unlock_main() }
            },
        ),
    };
    let inner = app.desk.grip(app, level);
    let grip = Grip {
        on_touch: callback(move |()| {
            app.guard.use_main();
            inner.on_touch.run(());
        }),
        on_release: callback(move |()| {
            inner.on_release.run(());
            app.guard.rest_main();
        }),
        ..inner
    };
    let state = app.desk.control_state(app, level);
    let state = derive(move || match state.get() {
        ControlState::Live | ControlState::Refused(_) if locked.get() => {
            ControlState::ReadOnly(BlockReason::MainLocked)
        }
        state => state,
    });
    (lock, grip, state)
}

/// What a strip is called: its name on the desk, else what it is.
pub(super) fn name_of(app: App, at: StripAt) -> Signal<String> {
    let text = use_text();
    let kind = kind_of(app, at);
    let given = app.desk.text(app, app.desk.id(at, leaf::NAME, 0));
    derive(move || {
        given.with(|given| match kind {
            // A desk that nobody named calls its master "MASTER".
            Some(StripKind::Main) if matches!(given.as_str(), "" | "MASTER") => {
                text.get().main_mix().to_owned()
            }
            Some(kind) if given.trim().is_empty() => text.get().strip(kind, at.number),
            _ => given.clone(),
        })
    })
}

/// The same with what it is, where that is not said around it: "Aux 1, Guitar".
pub(super) fn full_name_of(app: App, at: StripAt) -> Signal<String> {
    let text = use_text();
    let (kind, name) = (kind_of(app, at), name_of(app, at));
    derive(move || match (kind, name.get()) {
        (None | Some(StripKind::Main), name) => name,
        (Some(kind), name) => {
            let plain = text.get().strip(kind, at.number);
            if name == plain { name } else { format!("{plain}, {name}") }
        }
    })
}

/// A strip's colour.
pub(super) fn colour_of(app: App, at: StripAt) -> Signal<Colour> {
    let kind = kind_of(app, at);
    let chosen = app.desk.choice(app, app.desk.id(at, leaf::COLOR, 0));
    derive(move || colour(kind, chosen.get()))
}

pub(super) fn kind_of(app: App, at: StripAt) -> Option<StripKind> {
    let index = app.desk.index().get_untracked();
    let kind = index.surface().kinds.get(usize::from(at.kind))?;
    strip_kind(&kind.id)
}

/// The nearest of our colours: the desk's palette for inputs, one colour per
/// kind for the rest.
///
/// **Source:** colour table of the Soundcraft Ui web client.
fn colour(kind: Option<StripKind>, chosen: u16) -> Colour {
    match (kind, chosen) {
        (_, 2 | 3) => Colour::Red,
        (_, 4) => Colour::Orange,
        (_, 5) => Colour::Amber,
        (_, 6) => Colour::Green,
        (_, 7) => Colour::Sky,
        (_, 8) => Colour::Violet,
        (_, 10) => Colour::Sand,
        (_, 11) => Colour::Pink,
        (Some(StripKind::Line | StripKind::Player), 0) => Colour::Sand,
        (Some(StripKind::Fx), 0) => Colour::Violet,
        (Some(StripKind::Subgroup), 0) => Colour::Teal,
        (Some(StripKind::Aux), 0) => Colour::Sky,
        (Some(StripKind::Vca), 0) => Colour::Lime,
        _ => Colour::Slate,
    }
}
