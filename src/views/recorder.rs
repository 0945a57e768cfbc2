//! The recorders: two tracks on a stick, and the multitrack machine where the
//! desk has one. Starting is one press, ending a recording is a held one.

use leptos::prelude::*;
use markup::view;

use super::player::{command, is_playing, play_key, seek};
use super::shows::told;
use super::strip_keys::{switch_keys, switched_strips};
use crate::dom::{self, Child};
use crate::signals::{RwSignal, Signal, StoredValue, callback, derive, effect, memo};
use crate::state::App;
use crate::text::{Word, use_text};
use crate::widgets::{
    ControlState, HoldButton, Icon, IconName, choice_field, clock, panel, transport_key,
};

/// From here on a recorder is busy.
///
/// **Source:** Soundcraft Ui protocol reference, recorder.
const BUSY: f64 = 0.5;
/// The leaf that arms a strip's track.
const ARMED: &str = "record";

/// Both, as far as the desk has them.
pub(super) fn recorders(app: App) -> AnyView {
    view! { {two_track(app)} {multitrack(app)} }.into_any()
}

/// What a recorder does, in words, and for how long.
fn state_line(recording: Signal<bool>, busy: Signal<bool>, time: Signal<Option<f64>>) -> AnyView {
    let text = use_text();
    let words = move || match (recording.get(), busy.get()) {
        (true, _) => text.get().recording(),
        (false, true) => text.get().recorder_busy(),
        (false, false) => text.get().recorder_ready(),
    };
    let passed = move || time.get().filter(|_| recording.get()).map(clock);
    view! {
        <p class="recstate" data-on=move || recording.get().then_some("")>
            <Icon name=IconName::Record />
            <b role="status">{words}</b>
            <span class="recstate__time">{passed}</span>
        </p>
    }
    .into_any()
}

/// Record, or hold to stop.
fn record_key(app: App, recording: Signal<bool>, verbs: [&'static str; 2]) -> AnyView {
    let text = use_text();
    (move || {
        if recording.get() {
            view! {
                <HoldButton
                    label=text.signal(|it| it.hold_to_stop())
                    on_confirm=command(app, verbs[1])
                />
            }
            .into_any()
        } else {
            let start = command(app, verbs[0]);
            view! {
                <button type="button" class="btn" on:click=move |_| start.run(())>
                    <Icon name=IconName::Record />
                    {text.say(|it| it.record())}
                </button>
            }
            .into_any()
        }
    })
    .view()
}

fn two_track(app: App) -> Option<AnyView> {
    let text = use_text();
    let id = app.desk.desk_id("recorder.recording", 0)?;
    let recording = app.desk.on(app, Some(id));
    let busy = app.desk.number(app, app.desk.desk_id("recorder.busy", 0));
    let busy = derive(move || busy.get() >= BUSY);
    let time = since(recording);
    let body = view! {
        {state_line(recording, busy, time)}
        {record_key(app, recording, ["record.start", "record.stop"])}
    };
    Some(panel("recorder", text.signal(|it| it.recorder()), None, body.into_any()))
}

/// Seconds since a recording was seen to start; the desk does not tell. None of
/// one that ran before this page looked.
fn since(recording: Signal<bool>) -> Signal<Option<f64>> {
    const EVERY_MILLIS: u32 = 250;
    let now = RwSignal::new(dom::now_millis());
    let began = RwSignal::new(None::<f64>);
    let ticking = StoredValue::new(None::<dom::Timeout>);
    fn tick(now: RwSignal<f64>, ticking: StoredValue<Option<dom::Timeout>>) {
        let next = dom::Timeout::after(EVERY_MILLIS, move || {
            now.set(dom::now_millis());
            // The one that runs must not be dropped inside itself.
            leptos::task::spawn_local(async move { tick(now, ticking) });
        });
        // Gone with the page it was for.
        ticking.try_update_value(|ticking| *ticking = Some(next));
    }
    let mut before = None;
    effect(move || {
        let on = recording.get();
        let was = before.replace(on);
        if on && was == Some(false) {
            now.set(dom::now_millis());
            began.set(Some(dom::now_millis()));
            tick(now, ticking);
        } else if !on {
            began.set(None);
            ticking.set_value(None);
        }
    });
    derive(move || began.get().map(|began| (now.get() - began) / 1000.0))
}

fn multitrack(app: App) -> Option<AnyView> {
    let text = use_text();
    app.desk.desk_id("multitrack.state", 0)?;
    let desk_on = |leaf: &str| app.desk.on(app, app.desk.desk_id(leaf, 0));
    let number = |leaf: &str| app.desk.number(app, app.desk.desk_id(leaf, 0));
    let recording = desk_on("multitrack.recording");
    let (busy, time) = (number("multitrack.record_busy"), number("multitrack.record_time"));
    let busy = derive(move || busy.get() >= BUSY);
    let time = derive(move || Some(time.get()));
    let playing = is_playing(app, "multitrack.state");
    let stop: Word = |text| text.stop();
    let armed = StoredValue::new(switched_strips(app, ARMED));
    let count = move || {
        armed.with_value(|armed| {
            let on = armed.iter().filter(|(_, id)| app.desk.on(app, Some(*id)).get()).count();
            text.get().armed(on, armed.len())
        })
    };
    let arming = switch_keys(app, ARMED).map(|keys| {
        view! {
            <details class="arming">
                <summary>{count}</summary>
                {keys}
            </details>
        }
    });
    let body = view! {
        {state_line(recording, busy, time)}
        {record_key(app, recording, ["multitrack.record", "multitrack.record_stop"])} {arming}
        {seek(app, "multitrack", "multitrack.jump")}
        <div class="transport">
            {play_key(app, playing, ["multitrack.play", "multitrack.pause"])}
            {transport_key(IconName::Stop, stop, None, command(app, "multitrack.stop"))}
        </div>
    };
    let tools = sessions(app);
    Some(panel("multitrack", text.signal(|it| it.multitrack()), Some(tools), body.into_any()))
}

/// Which recording the machine plays.
fn sessions(app: App) -> AnyView {
    let text = use_text();
    let names = memo(move |_| app.library.list("sessions", "").unwrap_or_default());
    let current = told(app, "multitrack.session");
    let here = derive(move || {
        let place = names.with(|names| names.iter().position(|name| *name == current.get()));
        place.and_then(|place| u16::try_from(place).ok()).unwrap_or(u16::MAX)
    });
    // While none is chosen, or there is none, a line of its own says so.
    let options = derive(move || {
        let none = (here.get() == u16::MAX).then(|| (u16::MAX, text.get().no_session().to_owned()));
        none.into_iter().chain((0u16..).zip(names.get())).collect()
    });
    let choose = callback(move |at: u16| {
        let name = names.with_untracked(|names| names.get(usize::from(at)).cloned());
        if let Some(name) = name {
            app.library.command(app, "multitrack.select", &[&name]);
        }
    });
    let free = Signal::stored(ControlState::Live);
    choice_field(text.signal(|it| it.session()), options, here, choose, free)
}
