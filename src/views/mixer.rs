//! The mixing surface: layers, strips, the master pinned beside them, and the
//! mute groups below.

use desk::{MeterTap, Strip as StripAt, kind, leaf};
use leptos::prelude::*;
use markup::view;
use protocol::Role;

use super::buses::{bus_picker, bus_rail, bus_strip};
use super::guard::fine_key;
use super::key_list::key_list_key;
use super::layer_choice::{Choice, choice, edit_layers_link, gap_strip, together_key};
use super::meter_bridge::meters_link;
use super::strip::{MasterView, StripView};
use crate::dom::{self, FrameLoop, NodeRef};
use crate::signals::{Memo, RwSignal, Signal, StoredValue, callback, derive, effect, memo};
use crate::state::bus::Bus;
use crate::state::layers::{Layer, gap, is_gap};
use crate::state::{App, use_app};
use crate::text::use_text;
use crate::widgets::{
    Blank, Choices, Each, FineMode, IconName, LayerTabs, MeterBank, MeterPainter, MuteGroup,
    MuteGroups, Picker, Sheet, Show, StripSkeletons,
};

/// Where a channel's meter listens: before the fader, so that a closed channel
/// still shows who is speaking; buses show what leaves them.
pub(super) const CHANNEL_TAPS: [MeterTap; 3] = [MeterTap::Pre, MeterTap::PostLeft, MeterTap::Post];
const GROUPS: u16 = 6;
/// The least that a strip is wide, with its gap, in CSS pixels.
const STRIP_WIDTH: f64 = 97.0;
/// So many strips are made in one go, once those in sight stand.
const STRIPS_AT_ONCE: usize = 3;

/// The mixer, without what frames it.
#[component]
pub fn MixerView() -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let index = app.desk.index();
    let musician = memo(move |_| app.me.role() == Role::Musician);
    view! {
        {bus_rail(app)}
        <main class="stage stage--mix" id="main">
            <h1 class="visually-hidden">{text.say(|it| it.mix())}</h1>
            {move || {
                // What a musician gets is laid out anew should the role change.
                // Asked, and not only followed: to be asked first by somebody
                // else would be a change, and all strips would be made twice.
                let _ = musician.get();
                let desk = index.with(|index| app.hidden.layers(index));
                if desk.is_empty() {
                    view! { <NoStrips /> }
                } else {
                    view! { <Surface desk /> }
                }
            }}
        </main>
        {move || {
            index.track();
            if musician.get() { None } else { mute_groups(app) }
        }}
    }
}

/// Before a desk was seen: its place, and after a while what is missing.
#[component]
fn NoStrips() -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let lost = move || app.link.desk().with(Option::is_some);
    view! {
        <Show
            when=lost
            fallback=|| {
                view! {
                    <div class="surface">
                        <div class="bank">
                            <StripSkeletons />
                        </div>
                    </div>
                }
            }
        >
            <Blank
                icon=IconName::Desk
                title=text.signal(|it| it.no_strips_title())
                detail=text.signal(|it| it.no_strips_hint())
            />
        </Show>
    }
}

#[component]
fn Surface(desk: Vec<Layer>) -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let Choice { layers, here, choose } = choice(app, desk);
    let shown = memo(move |_| layers.with(|layers| layers[here.get()].clone()));
    let label = derive(move || shown.with(|layer| layer.label(text.get())));
    let labels = derive(move || {
        layers.with(|layers| layers.iter().map(|layer| layer.label(text.get())).collect())
    });
    let master = app.desk.index().with_untracked(|index| {
        let (kind, _) = index.surface().kind(kind::MASTER)?;
        Some(StripAt { kind, number: 1 })
    });
    let choosing = RwSignal::new(false);
    provide_context(FineMode(RwSignal::new(false)));
    let bus = app.desk.bus();
    // The layer and how far it is scrolled: choosing a bus moves no strip.
    let scrolled = StoredValue::new((usize::MAX, 0));
    let shown_at = move || {
        // Not followed by itself: the layer at this place changes with it.
        (untrack(|| here.get()), shown.get())
    };
    view! {
        <div class="pickers">
            {bus_picker(app)}
            <Picker
                label=text.signal(|it| it.layers())
                value=label
                on_press=move |()| choosing.set(true)
            />
            <MutePicker />
            {fine_key()}
        </div>
        <div class="layers">
            <LayerTabs
                labels
                selected=here
                on_select=choose
                controls="surface".to_owned()
            />
            {meters_link()} {edit_layers_link()} {together_key()} {key_list_key()}
            {fine_key()}
        </div>
        <Sheet
            open=choosing
            on_close=move |()| choosing.set(false)
            title=text.signal(|it| it.layers())
        >
            <Choices
                labels
                selected=here
                on_select=move |layer| {
                    choose.run(layer);
                    choosing.set(false);
                }
            />
            {edit_layers_link()} {meters_link()} {together_key()} {key_list_key()}
        </Sheet>
        <div class="surface" id="surface" role="tabpanel" aria-label=label>
            {move || {
                let (place, layer) = shown_at();
                if scrolled.with_value(|(scrolled, _)| *scrolled != place) {
                    scrolled.set_value((place, 0));
                }
                view! { <Bank layer label bus=bus.get() scrolled /> }
            }}
            {move || match bus.get().and_then(|bus| Some((bus, bus_strip(app, bus)?))) {
                Some((bus, at)) => view! { <BusMaster at bus /> },
                None => master.map(|at| view! { <Master at /> }).into_any(),
            }}
        </div>
    }
}

#[component]
fn Bank(
    layer: Layer,
    label: Signal<String>,
    bus: Option<Bus>,
    scrolled: StoredValue<(usize, i32)>,
) -> impl IntoView {
    let app = use_app();
    let place = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        let left = scrolled.with_value(|(_, left)| *left);
        // A new bank is at 0, and to be told so it would lay out the page at once.
        if let Some(bank) = place.get().filter(|_| left != 0) {
            bank.set_scroll_left(left);
        }
    });
    let on_scroll = move |_| {
        if let Some(bank) = place.get_untracked() {
            scrolled.update_value(|(_, left)| *left = bank.scroll_left());
        }
    };
    let own = layer.own.is_some();
    let bank = MeterBank::new(layer.strips.len());
    let kinds = layer.kinds().map(str::to_owned).collect();
    listen_to_meters(app, kinds, bank.clone(), layer.strips.clone(), &CHANNEL_TAPS);
    // A linked pair is one strip, in the place of its left side.
    let sides: Vec<(usize, StripAt, Signal<u16>)> = layer
        .strips
        .into_iter()
        .enumerate()
        .map(|(meter, at)| (meter, at, app.desk.side(app, at)))
        .collect();
    let shown = memo(move |_| {
        let alone = sides.iter().filter(|(_, _, side)| own || side.get() != 2);
        // Where somebody chose the places, nobody moves up.
        let right = |side: &Signal<u16>| own && side.get() == 2;
        alone
            .map(|(meter, at, side)| (*meter, if right(side) { gap(*meter) } else { *at }))
            .collect::<Vec<_>>()
    });
    let painted = bank.clone();
    // A bank that was scrolled has to be whole to be scrolled again.
    let whole = scrolled.with_value(|(_, left)| *left != 0);
    let made = in_turn(shown, whole);
    view! {
        <div
            class="bank"
            node_ref=place
            role="group"
            aria-label=label
            on:scroll=on_scroll
        >
            <Each of=made key=|strip| *strip let((meter, at))>
                {if is_gap(at) {
                    gap_strip()
                } else {
                    view! { <StripView at bus bank=bank.clone() meter /> }.into_any()
                }}
            </Each>
            <MeterPainter bank=painted />
        </div>
    }
}

/// The strips in sight at once, and the others bit by bit: who opens the page
/// can move a fader while the rest is made.
fn in_turn(
    strips: Memo<Vec<(usize, StripAt)>>,
    whole: bool,
) -> impl Fn() -> Vec<(usize, StripAt)> + Send + Sync + 'static {
    let sight = (dom::page_width() / STRIP_WIDTH).ceil() as usize;
    let made = RwSignal::new(if whole { usize::MAX } else { sight });
    let more = StoredValue::new(None::<FrameLoop>);
    effect(move || {
        let left = strips.with(Vec::len) > made.get_untracked();
        more.set_value(left.then(|| {
            let mut shown = false;
            FrameLoop::start(move |_| {
                // The first frame shows those in sight.
                if std::mem::replace(&mut shown, true) {
                    made.update(|made| *made += STRIPS_AT_ONCE);
                }
                strips.with_untracked(Vec::len) > made.get_untracked()
            })
        }));
    });
    move || strips.with(|strips| strips.iter().take(made.get()).copied().collect())
}

pub(super) fn listen_to_meters(
    app: App,
    kinds: Vec<String>,
    bank: MeterBank,
    strips: Vec<StripAt>,
    taps: &'static [MeterTap],
) {
    silence_with_desk(app, bank.clone());
    let mut levels = vec![f32::NEG_INFINITY; strips.len()];
    let levels = std::cell::RefCell::new(std::mem::take(&mut levels));
    app.meters.listen(app, kinds, move |frame| {
        let mut levels = levels.borrow_mut();
        for (level, strip) in levels.iter_mut().zip(&strips) {
            *level = frame.level(*strip, taps).unwrap_or(f32::NEG_INFINITY);
        }
        bank.set_levels(&levels);
    });
}

/// Both sides of the main mix.
pub(super) fn listen_to_main_meters(app: App, bank: MeterBank, at: StripAt) {
    silence_with_desk(app, bank.clone());
    app.meters.listen(app, vec![kind::MASTER.to_owned()], move |frame| {
        let side = |tap| frame.level(at, &[tap]).unwrap_or(f32::NEG_INFINITY);
        bank.set_levels(&[side(MeterTap::PostLeft), side(MeterTap::PostRight)]);
    });
}

/// Meters fall silent when nothing tells their levels any more.
fn silence_with_desk(app: App, bank: MeterBank) {
    effect(move || {
        if app.link.control_state().is_stale() {
            bank.silence();
        }
    });
}

#[component]
fn Master(at: StripAt) -> impl IntoView {
    let app = use_app();
    let bank = MeterBank::new(2);
    listen_to_main_meters(app, bank.clone(), at);
    view! {
        <MasterView at bank />
    }
}

/// The bus on the faders, where the main mix stands else.
#[component]
fn BusMaster(at: StripAt, bus: Bus) -> impl IntoView {
    let app = use_app();
    let bank = MeterBank::new(1);
    let kinds = vec![bus.strip_kind().to_owned()];
    listen_to_meters(app, kinds, bank.clone(), vec![at], &CHANNEL_TAPS);
    view! {
        <StripView at bus=None bank meter=0 pinned=true tint=bus.colour() />
    }
}

/// On phones the mute groups are one tap away.
#[component]
fn MutePicker() -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let open = RwSignal::new(false);
    let groups = group_switches(app);
    let any = !groups.is_empty() && !app.me.is_musician();
    let on = derive(move || {
        let count = groups.iter().filter(|group| group.switch.on.get()).count();
        text.get().groups_on(count)
    });
    any.then(|| {
        view! {
            <Picker
                label=text.signal(|it| it.mute_groups())
                value=on
                on_press=move |()| open.set(true)
            />
            <Sheet
                open
                on_close=move |()| open.set(false)
                title=text.signal(|it| it.mute_groups())
            >
                {mute_groups(app)}
            </Sheet>
        }
    })
}

fn group_switches(app: App) -> Vec<MuteGroup> {
    (1..=GROUPS)
        .filter_map(|number| {
            let active = app.desk.desk_id(leaf::GROUP_ACTIVE, number)?;
            let name = app.desk.text(app, app.desk.desk_id(leaf::GROUP_NAME, number));
            let switch = app.desk.switch(app, Some(active));
            Some(MuteGroup { number: usize::from(number), name, switch })
        })
        .collect()
}

/// The mute groups of the desk; nothing where it has none.
fn mute_groups(app: App) -> Option<AnyView> {
    let groups = group_switches(app);
    let first = app.desk.desk_id(leaf::GROUP_ACTIVE, 1);
    // Who only looks sees which group mutes, and nothing to hold.
    let runs = app.me.role() >= Role::Engineer;
    let clear = callback(move |()| app.desk.clear_mutes(app));
    (!groups.is_empty()).then(|| {
        view! {
            <MuteGroups
                groups=Signal::stored(groups)
                mute_fx=app.desk.mute_fx(app).filter(|_| runs)
                mute_all=app.desk.mute_all(app).filter(|_| runs)
                on_clear=runs.then_some(clear)
                state=app.desk.control_state(app, first)
                on_blocked=app.desk.grip(app, first).on_blocked
            />
        }
    })
}
