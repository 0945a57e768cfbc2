//! Icons: one hidden sprite per page, drawn by reference. 24 by 24, stroke
//! 1.75, coloured by the text around them.

use leptos::prelude::*;
use markup::view;

use crate::signals::Signal;

/// The sprite every [`Icon`] refers to. Put it into the page once, near the top.
#[component]
pub fn IconSprite() -> impl IntoView {
    view! { <div hidden aria-hidden="true" inner_html=include_str!("icons.svg")></div> }
}

/// Which icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IconName {
    /// Something is wrong.
    Alert,
    /// Phantom power.
    Bolt,
    /// An instrument's cable.
    Cable,
    /// Presets.
    Cards,
    /// Chat.
    Chat,
    /// Done, allowed.
    Check,
    /// Voices.
    Choir,
    /// Waiting.
    Clock,
    /// Like the system.
    Contrast,
    /// A mixing desk.
    Desk,
    /// More.
    Dots,
    /// Opens downwards.
    Down,
    /// Drums.
    Drum,
    /// Change.
    Edit,
    /// An equaliser.
    Eq,
    /// Watching only.
    Eye,
    /// Pictures with sound.
    Film,
    /// Language.
    Globe,
    /// A handle to drag by.
    Grip,
    /// A guitar.
    Guitar,
    /// Someone has it.
    Hand,
    /// A wind instrument.
    Horn,
    /// A keyboard.
    Keys,
    /// A computer.
    Laptop,
    /// Back.
    Left,
    /// Locked.
    Lock,
    /// A low cut.
    LowCut,
    /// A voice.
    Mic,
    /// Less.
    Minus,
    /// The mixer.
    Mix,
    /// Dark.
    Moon,
    /// Musician.
    Music,
    /// The one after.
    Next,
    /// Messages that wait.
    Outbox,
    /// Wait here.
    Pause,
    /// One person.
    Person,
    /// People.
    Persons,
    /// Polarity.
    Phase,
    /// A mix in the ears.
    Phones,
    /// Go on.
    Play,
    /// Add.
    Plus,
    /// The one before.
    Previous,
    /// A code to scan.
    Qr,
    /// Record.
    Record,
    /// Fetching again.
    Refresh,
    /// Forward.
    Right,
    /// Send.
    Send,
    /// Sound.
    Speaker,
    /// Muted.
    SpeakerOff,
    /// A favourite.
    Star,
    /// End it.
    Stop,
    /// Light.
    Sun,
    /// Delete.
    Trash,
    /// Take back.
    Undo,
    /// Not locked.
    Unlock,
    /// Opens upwards.
    Up,
    /// No network.
    WifiOff,
    /// Close, not allowed.
    X,
}

impl IconName {
    /// All icons, for the gallery and the tests.
    pub const ALL: [Self; 58] = [
        Self::Alert,
        Self::Bolt,
        Self::Cable,
        Self::Cards,
        Self::Chat,
        Self::Check,
        Self::Choir,
        Self::Clock,
        Self::Contrast,
        Self::Desk,
        Self::Dots,
        Self::Down,
        Self::Drum,
        Self::Edit,
        Self::Eq,
        Self::Eye,
        Self::Film,
        Self::Globe,
        Self::Grip,
        Self::Guitar,
        Self::Hand,
        Self::Horn,
        Self::Keys,
        Self::Laptop,
        Self::Left,
        Self::Lock,
        Self::LowCut,
        Self::Mic,
        Self::Minus,
        Self::Mix,
        Self::Moon,
        Self::Music,
        Self::Next,
        Self::Outbox,
        Self::Pause,
        Self::Person,
        Self::Persons,
        Self::Phase,
        Self::Phones,
        Self::Play,
        Self::Plus,
        Self::Previous,
        Self::Qr,
        Self::Record,
        Self::Refresh,
        Self::Right,
        Self::Send,
        Self::Speaker,
        Self::SpeakerOff,
        Self::Star,
        Self::Stop,
        Self::Sun,
        Self::Trash,
        Self::Undo,
        Self::Unlock,
        Self::Up,
        Self::WifiOff,
        Self::X,
    ];

    fn href(self) -> &'static str {
        match self {
            Self::Alert => "#i-alert",
            Self::Bolt => "#i-bolt",
            Self::Cable => "#i-cable",
            Self::Cards => "#i-cards",
            Self::Chat => "#i-chat",
            Self::Check => "#i-check",
            Self::Choir => "#i-choir",
            Self::Clock => "#i-clock",
            Self::Contrast => "#i-contrast",
            Self::Desk => "#i-desk",
            Self::Dots => "#i-dots",
            Self::Down => "#i-down",
            Self::Drum => "#i-drum",
            Self::Edit => "#i-edit",
            Self::Eq => "#i-eq",
            Self::Eye => "#i-eye",
            Self::Film => "#i-film",
            Self::Globe => "#i-globe",
            Self::Grip => "#i-grip",
            Self::Guitar => "#i-guitar",
            Self::Hand => "#i-hand",
            Self::Horn => "#i-horn",
            Self::Keys => "#i-keys",
            Self::Laptop => "#i-laptop",
            Self::Left => "#i-left",
            Self::Lock => "#i-lock",
            Self::LowCut => "#i-hpf",
            Self::Mic => "#i-mic",
            Self::Minus => "#i-minus",
            Self::Mix => "#i-mix",
            Self::Moon => "#i-moon",
            Self::Music => "#i-music",
            Self::Next => "#i-next",
            Self::Outbox => "#i-outbox",
            Self::Pause => "#i-pause",
            Self::Person => "#i-person",
            Self::Persons => "#i-persons",
            Self::Phase => "#i-phase",
            Self::Phones => "#i-phones",
            Self::Play => "#i-play",
            Self::Plus => "#i-plus",
            Self::Previous => "#i-previous",
            Self::Qr => "#i-qr",
            Self::Record => "#i-record",
            Self::Refresh => "#i-refresh",
            Self::Right => "#i-right",
            Self::Send => "#i-send",
            Self::Speaker => "#i-speaker",
            Self::SpeakerOff => "#i-speakeroff",
            Self::Star => "#i-star",
            Self::Stop => "#i-stop",
            Self::Sun => "#i-sun",
            Self::Trash => "#i-trash",
            Self::Undo => "#i-undo",
            Self::Unlock => "#i-unlock",
            Self::Up => "#i-up",
            Self::WifiOff => "#i-wifioff",
            Self::X => "#i-x",
        }
    }
}

/// An icon. It is decoration: the words are beside it or in a label.
#[component]
pub fn Icon(
    /// Which one.
    #[prop(into)]
    name: Signal<IconName>,
    /// 16 instead of 20 pixels.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! {
        <svg class="icon" data-size=small.then_some("small") aria-hidden="true">
            <use href=move || name.get().href()></use>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_in_the_sprite() {
        let sprite = include_str!("icons.svg");
        for icon in IconName::ALL {
            let id = format!("id=\"{}\"", icon.href().trim_start_matches('#'));
            assert!(sprite.contains(&id), "{id}");
        }
    }
}
