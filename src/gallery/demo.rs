//! Made-up channels, people and messages, and controls that do what a desk
//! would do without one.

use desk::fader;

use crate::dom::{FrameLoop, wall_clock_millis};
use crate::signals::{RwSignal, StoredValue, callback};
use crate::text::Language;
use crate::widgets::{
    Colour, FaderScale, Grip, Message, MessageState, MeterBank, Person, Presence, Switch, Theme,
    UI_MARKS,
};

/// What the gallery's own buttons set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub language: RwSignal<Language>,
    pub theme: RwSignal<Theme>,
}

/// The law of the desks we know.
pub(super) fn scale() -> FaderScale {
    FaderScale {
        to_db: |place| {
            let level = fader::decibels(desk::FaderLevel::clamped(place));
            if level.is_silence() { f64::NEG_INFINITY } else { level.db() }
        },
        from_db: |db| desk::Decibels::new(db).map_or(0.0, |db| fader::position(db).position()),
        marks: UI_MARKS,
    }
}

/// A fader nobody else moves: it goes where it is pushed.
pub(super) fn free(db: f64) -> (RwSignal<f64>, Grip) {
    let position = RwSignal::new((scale().from_db)(db));
    (position, follow(position))
}

/// A grip that moves a signal.
pub(super) fn follow(position: RwSignal<f64>) -> Grip {
    Grip { on_move: callback(move |to| position.set(to)), ..Grip::default() }
}

/// A switch nobody else touches.
pub(super) fn switch(on: bool) -> Switch {
    let on = RwSignal::new(on);
    Switch::new(on, move |to| on.set(to))
}

/// A channel: name, colour, level in dB, pan, meter in dB.
pub(super) type Channel = (&'static str, Colour, f64, f64, f32);

pub(super) const CHANNELS: [Channel; 12] = [
    ("Singer", Colour::Pink, -3.2, 0.5, -19.0),
    ("Guitar", Colour::Sky, -5.6, 0.5, -16.5),
    ("Choir", Colour::Violet, -9.8, 0.4, -26.0),
    ("E-Git", Colour::Green, -12.4, 0.675, -22.0),
    ("A-Git", Colour::Lime, f64::NEG_INFINITY, 0.325, -46.0),
    ("Keys", Colour::Teal, -8.0, 0.5, -17.0),
    ("Bass", Colour::Orange, -2.5, 0.5, -11.5),
    ("Kick", Colour::Amber, 0.0, 0.5, -0.5),
    ("Snare", Colour::Amber, -4.4, 0.5, -11.0),
    ("Toms", Colour::Amber, -7.0, 0.45, -30.0),
    ("Lectern", Colour::Slate, -6.0, 0.5, -38.0),
    ("Hand 2", Colour::Sand, -6.0, 0.5, -52.0),
];

/// A bank that hears the made-up levels, with a little life in them.
pub(super) fn busy_bank() -> MeterBank {
    let bank = MeterBank::new(CHANNELS.len() + 2);
    let heard = bank.clone();
    let mut beat = 0_u32;
    let frames = FrameLoop::start(move |_| {
        beat = beat.wrapping_add(1);
        if beat.is_multiple_of(6) {
            let lively = |index: usize, db: f32| {
                let wobble = (beat / 6).wrapping_mul(7).wrapping_add(index as u32 * 5) % 9;
                db - wobble as f32 * 0.7
            };
            let levels: Vec<f32> = CHANNELS
                .iter()
                .map(|channel| channel.4)
                .chain([-9.0, -10.0])
                .enumerate()
                .map(|(index, db)| lively(index, db))
                .collect();
            heard.set_levels(&levels);
        }
        true
    });
    let _kept = StoredValue::new(frames);
    bank
}

/// The crew.
pub(super) fn people() -> Vec<Person> {
    let person = |name: &str, colour, presence| Person {
        key: name.into(),
        name: name.into(),
        initials: Person::initials_of(name),
        role: String::new(),
        colour,
        presence,
    };
    vec![
        person("Stage", Colour::Green, Presence::Here),
        person("Singer", Colour::Pink, Presence::Here),
        person("Monitors", Colour::Violet, Presence::Here),
        person("Guitar", Colour::Amber, Presence::Away),
        person("Choir", Colour::Orange, Presence::Gone),
    ]
}

/// A conversation with one message of each kind at its end.
pub(super) fn messages() -> Vec<Message> {
    let now = wall_clock_millis() as i64;
    let line = |key: u32, author: &str, text: &str, minutes_ago: i64| Message {
        key: key.to_string(),
        author: author.into(),
        role: String::new(),
        initials: Person::initials_of(author),
        colour: match author {
            "Stage" => Colour::Green,
            "Singer" => Colour::Pink,
            "Monitors" => Colour::Violet,
            _ => Colour::Sky,
        },
        mine: author == "FOH",
        text: text.into(),
        at_millis: now - minutes_ago * 60_000,
        state: MessageState::Sent,
        edited: false,
    };
    let with = |message: Message, state| Message { state, ..message };
    vec![
        line(1, "Stage", "Monitors are patched. Drum riser is clear.", 1500),
        line(2, "FOH", "Thanks. Can you check the second hand mic?", 58),
        line(3, "Monitors", "New battery in, line is good.", 56),
        with(line(4, "Monitors", "", 55), MessageState::Deleted),
        Message {
            edited: true,
            ..line(5, "Singer", "More me, please. Plan: https://example.org/plan", 12)
        },
        line(6, "Stage", "Doors in 12. Everyone off stage by 19:20.", 11),
        line(7, "Stage", "Walk-in music at 19:25.", 10),
        with(line(8, "FOH", "Copy. Walk-in music is ready.", 3), MessageState::Sending),
        with(line(9, "FOH", "Two minutes, then quiet on stage.", 2), MessageState::Waiting),
        with(
            line(10, "FOH", "Who has the spare DI?", 1),
            MessageState::Failed("the room was closed".into()),
        ),
    ]
}
