//! What comes in: the preamp (the strip's own, or the one the patch names),
//! phantom power with its question, polarity, low cut, hi-Z, delay.

use desk::leaf;
use leptos::html::Button;
use leptos::prelude::*;
use markup::view;

use super::Page;
use crate::dom::NodeRef;
use crate::signals::{RwSignal, Signal, StoredValue, callback, derive, memo};
use crate::text::{fixed, signed, use_text};
use crate::widgets::{
    Amount, HoldButton, Icon, IconName, Knob, Show, Switch, ask, option_key, panel as panel_of,
};

/// Preamps of a desk with a patch that have the hardware for instruments.
///
/// **Source:** Soundcraft Ui protocol reference, patching.
const HI_Z_PREAMPS: u16 = 2;
/// Where a low cut begins that was never set, in hertz.
const LOW_CUT_HZ: f64 = 80.0;
/// Levels at the ends of the meter, in decibels.
const METER_DB: f64 = 60.0;

/// The preamp behind a strip.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Preamp {
    /// The strip has its own.
    Own,
    /// The desk's preamp of this number.
    Patched(u16),
    /// Something without one feeds the strip.
    None,
}

impl Preamp {
    /// The preamp that a source names: `hw.3` is preamp 4.
    fn of_source(source: &str) -> Self {
        let number = source.strip_prefix("hw.").and_then(|index| index.parse::<u16>().ok());
        number.and_then(|index| index.checked_add(1)).map_or(Self::None, Self::Patched)
    }
}

/// The panel; none for strips without anything of it.
pub(super) fn panel(page: Page) -> Option<AnyView> {
    let text = use_text();
    let has = ["gain", "invert", "delay", "left.delay"];
    has.iter().find(|leaf| page.id(leaf, 0).is_some())?;
    let source = page.id("source", 0);
    let named = page.app.desk.text(page.app, source);
    let preamp = memo(move |_| match source {
        Some(_) => Preamp::of_source(&named.get()),
        None if page.id("gain", 0).is_some() => Preamp::Own,
        None => Preamp::None,
    });
    let tag = source.map(|_| {
        let words = move || match preamp.get() {
            Preamp::Patched(number) => format!("{} {number}", text.get().preamp()),
            _ => text.get().no_preamp().to_owned(),
        };
        view! { <span class="tag">{words}</span> }
    });
    let body = view! {
        <div class="inputset">
            {move || gain(page, preamp.get())}
            <div class="opts">
                {move || phantom(page, preamp.get())} {toggle(page, "invert", Some(IconName::Phase))}
                {low_cut(page)} {move || hi_z(page, preamp.get())}
            </div>
            {delays(page)}
        </div>
    };
    let comes_in = page.id("gain", 0).is_some();
    let title = derive(move || {
        let text = text.get();
        if comes_in { text.input_panel() } else { text.output_panel() }.to_owned()
    });
    Some(panel_of("input", title, tag, body.into_any()))
}

/// The gain of a preamp, with the level it leads to.
fn gain(page: Page, preamp: Preamp) -> Option<AnyView> {
    let text = use_text();
    let id = match preamp {
        Preamp::Own => page.id("gain", 0),
        Preamp::Patched(number) => page.app.desk.desk_id("preamp.{}.gain", number),
        Preamp::None => None,
    };
    let amount = page.app.desk.amount(page.app, id)?;
    let level = page.level;
    let place = move || (1.0 + level.get() / METER_DB).clamp(0.0, 1.0);
    let words = move || match level.get() {
        level if level <= -METER_DB => text.get().level(f64::NEG_INFINITY),
        level => signed(level),
    };
    Some(view! {
        <div class="gain">
            <Knob
                name=text.signal(|it| it.gain())
                amount=amount
                large=true
            />
            <div class="gain__side">
                <p>
                    <b>{text.say(|it| it.gain())}</b>
                    <br />
                    <span class="muted">{words} " dBFS"</span>
                </p>
                <div
                    class="hmeter"
                    role="meter"
                    aria-label=text.say(|it| it.input_level())
                    aria-valuemin="-60"
                    aria-valuemax="0"
                    aria-valuenow=move || fixed(level.get().clamp(-METER_DB, 0.0), 0)
                    style=("--level", move || fixed(place(), 3))
                ></div>
                <p class="hint">{text.say(|it| it.gain_hint())}</p>
            </div>
        </div>
    })
}

/// Phantom power asks first, on and off.
fn phantom(page: Page, preamp: Preamp) -> Option<AnyView> {
    let text = use_text();
    let id = match preamp {
        Preamp::Own => page.id("phantom", 0),
        Preamp::Patched(number) => page.app.desk.desk_id("preamp.{}.phantom", number),
        Preamp::None => None,
    }?;
    let app = page.app;
    let switch = app.desk.switch(app, Some(id));
    let state = app.desk.control_state(app, Some(id));
    let on_blocked = app.desk.grip(app, Some(id)).on_blocked;
    let asking = RwSignal::new(false);
    let key = NodeRef::<Button>::new();
    // Who answered goes on at the key that asked.
    let close = callback(move |()| {
        asking.set(false);
        if let Some(key) = key.get_untracked() {
            let _ = key.focus();
        }
    });
    let wanted = move || !switch.on.get();
    let question = derive(move || text.get().phantom_question(wanted(), &page.name.get()));
    let press = move |_| match state.with_untracked(crate::widgets::ControlState::blocked) {
        Some(blocked) => on_blocked.run(blocked),
        None => asking.update(|asking| *asking = !*asking),
    };
    Some(view! {
        <button
            type="button"
            class="opt opt--phantom"
            node_ref=key
            aria-disabled=move || state.with(|state| state.blocked().is_some()).then_some("true")
            aria-pressed=move || switch.on.get().to_string()
            aria-expanded=move || asking.get().to_string()
            on:click=press
        >
            <Icon name=IconName::Bolt />
            <span>{text.say(|it| it.phantom())}</span>
        </button>
        <Show when=move || asking.get()>
            {ask(
                "confirm",
                question,
                close,
                view! {
                    <p>
                        <b>{question}</b>
                        <br />
                        {text.say(|it| it.phantom_hint())}
                    </p>
                    <div class="confirm__acts">
                        <button type="button" class="btn btn--s" on:click=move |_| close.run(())>
                            {text.say(|it| it.cancel())}
                        </button>
                        <HoldButton
                            label=derive(move || {
                                let text = text.get();
                                let on = wanted();
                                let words =
                                    if on { text.hold_turn_on() } else { text.hold_turn_off() };
                                words.to_owned()
                            })
                            class=Signal::stored("btn btn--s btn--phantom".to_owned())
                            state
                            on_blocked
                            on_confirm=move |()| {
                                switch.on_set.run(!switch.on.get_untracked());
                                close.run(());
                            }
                        />
                    </div>
                }
                    .into_any(),
            )}
        </Show>
    })
}

fn toggle(page: Page, leaf: &'static str, icon: Option<IconName>) -> Option<AnyView> {
    let text = use_text();
    let switch = page.switch(leaf, 0)?;
    let (state, on_blocked) = page.leave(leaf, 0);
    let label = text.signal(|it| it.polarity());
    Some(option_key(label, icon, switch, state, on_blocked))
}

/// The low cut as a key: off, or where it last was.
fn low_cut(page: Page) -> Option<AnyView> {
    let text = use_text();
    page.id(leaf::LEVEL, 0)?;
    let cut = page.amount("eq.hpf.freq", 0)?;
    let begin = cut.law.position(LOW_CUT_HZ).map_or(0.0, desk::FaderLevel::position);
    let last = StoredValue::new(begin);
    let on = derive(move || cut.position.get() > 0.0);
    let switch = Switch::new(on, move |on| {
        let here = cut.position.get_untracked();
        if here > 0.0 {
            last.set_value(here);
        }
        let to = if on { last.get_value() } else { 0.0 };
        cut.grip.on_touch.run(());
        cut.grip.on_move.run(to);
        cut.grip.on_release.run(());
    });
    let label = text.signal(|it| it.low_cut());
    Some(option_key(label, Some(IconName::LowCut), switch, cut.state, cut.grip.on_blocked))
}

fn hi_z(page: Page, preamp: Preamp) -> Option<AnyView> {
    let text = use_text();
    let app = page.app;
    let id = match preamp {
        Preamp::Own if page.at.number <= HI_Z_PREAMPS => page.id("hi_z", 0),
        Preamp::Patched(number) if number <= HI_Z_PREAMPS => {
            app.desk.desk_id("preamp.{}.hi_z", number)
        }
        _ => None,
    }?;
    let label = text.signal(|it| it.hi_z());
    let state = app.desk.control_state(app, Some(id));
    let on_blocked = app.desk.grip(app, Some(id)).on_blocked;
    Some(option_key(
        label,
        Some(IconName::Cable),
        app.desk.switch(app, Some(id)),
        state,
        on_blocked,
    ))
}

/// The delay, or one for each side of the main mix.
fn delays(page: Page) -> AnyView {
    let text = use_text();
    let knob = move |leaf: &str, name: Signal<String>| {
        let amount: Amount = page.amount(leaf, 0)?;
        Some(view! { <Knob name amount /> })
    };
    let plain = text.signal(|it| it.delay());
    let left = derive(move || format!("{} L", text.get().delay()));
    let right = derive(move || format!("{} R", text.get().delay()));
    view! {
        <div class="params">
            {knob("delay", plain)} {knob("left.delay", left)} {knob("right.delay", right)}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_names_its_preamp() {
        for (source, number) in [("hw.0", Some(1)), ("hw.19", Some(20)), ("ua.3", None), ("", None)]
        {
            let preamp = number.map_or(Preamp::None, Preamp::Patched);
            assert!(Preamp::of_source(source) == preamp, "{source}");
        }
        assert!(Preamp::of_source("hw.x") == Preamp::None);
        assert!(Preamp::of_source("hw.65535") == Preamp::None);
    }
}
