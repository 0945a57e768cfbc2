//! One channel: what comes in, what is done to it, where it goes. Every strip of
//! the desk has this page; a part that the desk does not have is not shown.

mod dynamics;
mod effect;
mod equaliser;
mod input;
mod routing;
mod sends;

use std::cell::Cell;

use desk::{ParamId, Strip as StripAt, kind, leaf};
use leptos::html::{Main, Nav};
use leptos::prelude::*;
use markup::view;

use super::mixer::CHANNEL_TAPS;
use super::strip::{MasterView, StripView, colour_of, name_of};
use super::strip_edit::edit_button;
use crate::dom::{self, NodeRef};
use crate::route::Route;
use crate::signals::{Callback, RwSignal, Signal, callback, derive, effect};
use crate::state::{App, use_app};
use crate::text::{Text, use_text};
use crate::widgets::{
    Amount, Blank, Blocked, ControlState, Icon, IconName, MeterBank, MeterPainter, MuteButton,
    Slide, SoloButton, Switch,
};

/// One word of the chosen language.
type Word = fn(&dyn Text) -> &'static str;

/// Milliseconds between two pictures of a level for people who want calm.
const CALM_MILLIS: f64 = 250.0;
/// What counts as silence, in decibels.
const SILENCE: f64 = -120.0;

/// What the parts of a page share: which strip it is, and its parameters.
#[derive(Clone, Copy)]
struct Page {
    app: App,
    at: StripAt,
    name: Signal<String>,
    /// The level before the fader, in decibels.
    level: RwSignal<f64>,
    /// What the dynamics take away, in decibels; none where nobody tells.
    reduction: RwSignal<Option<f64>>,
}

impl Page {
    fn id(&self, leaf: &str, bus: u16) -> Option<ParamId> {
        self.app.desk.id(self.at, leaf, bus)
    }

    fn amount(&self, leaf: &str, bus: u16) -> Option<Amount> {
        self.app.desk.amount(self.app, self.id(leaf, bus))
    }

    fn switch(&self, leaf: &str, bus: u16) -> Option<Switch> {
        let id = self.id(leaf, bus)?;
        Some(self.app.desk.switch(self.app, Some(id)))
    }

    /// A switch that is on when its parameter is off, such as a bypass.
    fn inverse(&self, leaf: &str) -> Option<Switch> {
        let bypass = self.switch(leaf, 0)?;
        let on = derive(move || !bypass.on.get());
        Some(Switch { on, on_set: callback(move |on: bool| bypass.on_set.run(!on)) })
    }

    /// What a switch on this parameter may do, and whom to tell when not.
    fn leave(&self, leaf: &str, bus: u16) -> (Signal<ControlState>, Callback<Blocked>) {
        let id = self.id(leaf, bus);
        let desk = self.app.desk;
        (desk.control_state(self.app, id), desk.grip(self.app, id).on_blocked)
    }

    fn kind(&self) -> String {
        let index = self.app.desk.index().get_untracked();
        let kind = index.surface().kinds.get(usize::from(self.at.kind));
        kind.map(|kind| kind.id.clone()).unwrap_or_default()
    }
}

/// The page of the strip with this path.
#[component]
pub fn ChannelView(
    /// The strip's path, such as `input.1`.
    path: String,
) -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let main = NodeRef::<Main>::new();
    // The link that led here is gone, and the focus with it.
    effect(move || {
        if let Some(main) = main.get() {
            let _ = main.focus();
        }
    });
    view! {
        <main class="stage" id="main" tabindex="-1" node_ref=main>
            {move || {
                let index = app.desk.index().get();
                match app.desk.strip_at(&path) {
                    Some(at) => page(app, at),
                    None if index.is_empty() => ().into_any(),
                    None => {
                        view! {
                            <h1 class="visually-hidden">{text.say(|it| it.channel())}</h1>
                            <Blank
                                icon=IconName::Desk
                                title=text.signal(|it| it.no_channel_title())
                                detail=text.signal(|it| it.no_channel_hint())
                            />
                        }
                    }
                }
            }}
        </main>
    }
}

fn page(app: App, at: StripAt) -> AnyView {
    let page = Page {
        app,
        at,
        name: name_of(app, at),
        level: RwSignal::new(SILENCE),
        reduction: RwSignal::new(None),
    };
    let bank = MeterBank::new(2);
    listen(page, bank.clone());
    let input = input::panel(page);
    let bare = input.is_none();
    let processor = effect::panel(page);
    let equaliser = equaliser::panel(page);
    let dynamics = [dynamics::gate(page), dynamics::compressor(page), dynamics::deesser(page)];
    let main = page.kind() == kind::MASTER;
    let strip = if main {
        view! { <MasterView at bank=bank /> }
    } else {
        view! {
            <StripView at bus=None bank=bank.clone() meter=0 />
            <MeterPainter bank />
        }
    };
    view! {
        <div class="channel">
            {sections()}
            <div class="detail" data-kind=page.kind() data-bare=bare.then_some("")>
                {input} {equaliser} {processor} {dynamics} {sends::panel(page)}
                {routing::panel(page)}
            </div>
            <div class="chstrip">{strip}</div>
            {foot(page)}
        </div>
    }
}

/// On phones, where the panels stand below each other: ways to each of them.
fn sections() -> AnyView {
    let text = use_text();
    let list: [(&str, Word); 8] = [
        ("input", |text| text.input_panel()),
        ("effect", |text| text.effect()),
        ("eq", |text| text.eq()),
        ("gate", |text| text.gate()),
        ("comp", |text| text.compressor()),
        ("deesser", |text| text.deesser()),
        ("sends", |text| text.sends()),
        ("assign", |text| text.routing()),
    ];
    let nav = NodeRef::<Nav>::new();
    // Only those that this strip has; the panels stand once this runs.
    effect(move || {
        let Some(nav) = nav.get() else { return };
        for (place, (id, _)) in (0u32..).zip(list) {
            if let Some(key) = nav.children().item(place)
                && section(id).is_none()
            {
                let _ = key.set_attribute("hidden", "");
            }
        }
    });
    let keys = list
        .map(|(id, words)| {
            let jump = move |_| {
                if let Some(section) = section(id) {
                    section.scroll_into_view();
                }
            };
            view! {
                <button type="button" class="btn btn--quiet btn--s" on:click=jump>
                    {move || words(text.get())}
                </button>
            }
        })
        .collect_view();
    view! {
        <nav class="secnav" aria-label=text.say(|it| it.sections()) node_ref=nav>
            {keys}
        </nav>
    }
}

fn section(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Feeds the page's level, its gain reduction and the strip's meters.
fn listen(page: Page, bank: MeterBank) {
    let main = page.kind() == kind::MASTER;
    let calm = dom::prefers_reduced_motion();
    let last = Cell::new(f64::NEG_INFINITY);
    let app = page.app;
    let silent = bank.clone();
    effect(move || {
        if app.link.control_state().is_stale() {
            silent.silence();
            page.level.set(SILENCE);
            page.reduction.set(None);
        }
    });
    app.meters.listen(app, vec![page.kind()], move |frame| {
        let at = |tap| frame.level(page.at, &[tap]).unwrap_or(f32::NEG_INFINITY);
        let level = frame.level(page.at, &CHANNEL_TAPS).unwrap_or(f32::NEG_INFINITY);
        if main {
            bank.set_levels(&[at(desk::MeterTap::PostLeft), at(desk::MeterTap::PostRight)]);
        } else {
            bank.set_levels(&[level]);
        }
        let now = dom::now_millis();
        if calm && now - last.get() < CALM_MILLIS {
            return;
        }
        last.set(now);
        // Half decibels are enough to look at, and spare the page most frames.
        let level = (f64::from(level).max(SILENCE) * 2.0).round() / 2.0;
        if page.level.get_untracked() != level {
            page.level.set(level);
        }
        let reduction = frame.reduction(page.at).map(f64::from);
        if page.reduction.get_untracked() != reduction {
            page.reduction.set(reduction);
        }
    });
}

/// On phones: the channel's level and its keys, always at hand.
fn foot(page: Page) -> Option<AnyView> {
    let Page { app, at, name, .. } = page;
    let text = use_text();
    let level = page.id(leaf::LEVEL, 0);
    let amount = app.desk.amount(app, level)?;
    let colour = colour_of(app, at);
    let by = app.desk.muted_by(app, at);
    let mute = app.desk.mute(app, at, by);
    let musician = app.me.is_musician();
    let solo = page.switch(leaf::SOLO, 0).filter(|_| !musician);
    let on_blocked = amount.grip.on_blocked;
    let muted = derive(move || mute.is_some_and(|mute| mute.on.get()) || by.with(Option::is_some));
    let state = amount.state;
    // The level of an own aux is a musician's, its mute is not.
    let mute_state =
        if musician { app.desk.control_state(app, app.desk.id(at, leaf::MUTE, 0)) } else { state };
    Some(view! {
        <footer class="foot" role="group" aria-label=text.say(|it| it.foot_level())>
            {solo.map(|switch| view! { <SoloButton name switch state on_blocked /> })}
            <Slide
                label=derive(move || text.get().level_of(&name.get()))
                name
                amount
                ghost=app.desk.ghost(app, level)
                ways=app.boosts.ways(app, level)
                colour=derive(move || Some(colour.get()))
                muted
            />
            {mute
                .map(|switch| {
                    view! { <MuteButton name switch by_group=by state=mute_state on_blocked /> }
                })}
        </footer>
    })
}

/// In the top bar: back to the mix, the channel's name, and its neighbours.
#[must_use]
pub(super) fn channel_nav(app: App, path: &str) -> AnyView {
    let text = use_text();
    app.desk.index().track();
    let Some(at) = app.desk.strip_at(path) else { return ().into_any() };
    let name = name_of(app, at);
    let index = app.desk.index().get_untracked();
    let strips: Vec<StripAt> = index
        .surface()
        .strips()
        .filter(|strip| index.id(*strip, leaf::LEVEL, 0).is_some())
        .collect();
    let here = strips.iter().position(|strip| *strip == at).unwrap_or(0);
    let href = |place: usize| {
        let strip = strips.get(place % strips.len().max(1)).copied().unwrap_or(at);
        Route::Channel(app.desk.path_of(strip)).href()
    };
    let (before, after) = (href(here + strips.len().max(1) - 1), href(here + 1));
    let colour = colour_of(app, at);
    let is_main = index.surface().kinds.get(usize::from(at.kind)).is_some_and(|kind| kind.single);
    let step = move |href: String, icon, label: Word| {
        view! {
            <a class="icon-btn" href=href aria-label=move || label(text.get())>
                <Icon name=icon />
            </a>
        }
    };
    view! {
        <nav
            class="chnav"
            aria-label=text.say(|it| it.channel())
            style=("--ch", move || colour.get().css())
        >
            {step(Route::Mix.href(), IconName::Mix, |text| text.back_to_mix())}
            {step(before, IconName::Left, |text| text.previous_channel())}
            <h1 class="chname">
                {(!is_main).then(|| view! { <small>{at.number}</small> })}
                <b>{name}</b>
            </h1>
            {step(after, IconName::Right, |text| text.next_channel())} {edit_button(app, at)}
        </nav>
    }
}
