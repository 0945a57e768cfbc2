//! The English sentences with gaps, and one for each reason and code.

use super::English;
use crate::text::sentences::{
    BlockReason, CloseSentence, DeskTrouble, JoinTrouble, MixGroup, RefusalReason, Role, Sentences,
    StripKind,
};
use crate::text::{plain, with_range};

impl Sentences for English {
    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Admin => "Admin",
            Role::Engineer => "Engineer",
            Role::Musician => "Musician",
            Role::Presenter => "Presenter",
            Role::Viewer => "Viewer",
        }
    }

    fn role_hint(&self, role: Role) -> &'static str {
        match role {
            Role::Admin => "The whole desk and all its shows",
            Role::Engineer => "The whole desk",
            Role::Musician => "Your own mix",
            Role::Presenter => "Watch and chat, no presets yet",
            Role::Viewer => "Watch and chat",
        }
    }

    fn role_rights(&self, role: Role) -> &'static [(bool, &'static str)] {
        match role {
            Role::Admin => &[
                (true, "Move every fader"),
                (true, "Rename and delete shows"),
                (true, "Chat with the crew"),
            ],
            Role::Engineer => &[
                (true, "Move every fader"),
                (true, "Chat with the crew"),
                (false, "Renaming and deleting shows stays with admins"),
            ],
            Role::Musician => &[
                (true, "Change your own mix"),
                (true, "Chat with the crew"),
                (false, "The main mix stays with the engineer"),
            ],
            Role::Presenter => &[
                (true, "See levels and meters"),
                (true, "Chat with the crew"),
                (false, "Presets and a volume of your own are not there yet"),
            ],
            Role::Viewer => &[
                (true, "See levels and meters"),
                (true, "Chat with the crew"),
                (false, "Faders stay where they are"),
            ],
        }
    }

    fn colour(&self, token: &str) -> &'static str {
        match token {
            "red" => "Red",
            "orange" => "Orange",
            "amber" => "Amber",
            "lime" => "Lime",
            "green" => "Green",
            "teal" => "Teal",
            "sky" => "Sky",
            "blue" => "Blue",
            "violet" => "Violet",
            "pink" => "Pink",
            "sand" => "Sand",
            _ => "Slate",
        }
    }

    fn join_as(&self, name: &str) -> String {
        format!("Join as {name}")
    }

    fn join_trouble(&self, trouble: JoinTrouble) -> String {
        match trouble {
            JoinTrouble::BadCode => {
                "This invitation does not exist. Check the code or ask for a new one.".into()
            }
            JoinTrouble::Expired => "This invitation has expired. Ask for a new one.".into(),
            JoinTrouble::UsedUp => "This invitation was already used. Ask for a new one.".into(),
            JoinTrouble::RateLimited { seconds: Some(seconds) } => {
                format!("Too many attempts. Try again in {seconds} s.")
            }
            JoinTrouble::RateLimited { seconds: None } => {
                "Too many attempts. Wait a minute, then try again.".into()
            }
            JoinTrouble::BadName => "This name does not work. Use up to 40 characters.".into(),
            JoinTrouble::NoAnswer => {
                "The relay does not answer. Are you in the same network?".into()
            }
            JoinTrouble::Other => "Joining did not work. Try again.".into(),
        }
    }

    fn closed(&self, code: u16) -> CloseSentence {
        let (title, next) = match code {
            1000 => ("The connection was closed", "Reload to connect again."),
            1001 => ("The relay is restarting", "Your connection comes back by itself."),
            1009 => (
                "A message was too large for the relay",
                "Connecting again. Shorten the message before you send it again.",
            ),
            4400 => (
                "The relay did not understand this app",
                "Reload the page to get the current version.",
            ),
            4401 => (
                "You are signed out",
                "Your invitation was withdrawn or has ended. Join again with a new one.",
            ),
            4403 => {
                ("You may not connect here", "Ask the person who runs the desk for an invitation.")
            }
            4406 => (
                "This app is too old or too new for the relay",
                "Reload the page to get the matching version.",
            ),
            4408 => ("The relay waited too long for this device", "Connecting again."),
            4409 => {
                ("This conversation is open in another tab", "Connecting again under a new number.")
            }
            4413 => ("A message was too large for the relay", "Shorten it, then reload the page."),
            4429 => ("Too many messages in a short time", "Connecting again after a pause."),
            4503 => ("The relay is busy", "Connecting again after a pause."),
            code if (4500..4600).contains(&code) => {
                ("The relay made a mistake", "Connecting again.")
            }
            4001 => ("This connection was replaced by a newer one", "There is nothing to do."),
            code if (4000..4200).contains(&code) => (
                "The relay asked this device to connect again",
                "Your connection comes back by itself.",
            ),
            code if (4400..4500).contains(&code) => {
                ("The relay ended the connection", "Reload the page or join again.")
            }
            _ => ("The connection broke", "Connecting again."),
        };
        CloseSentence { title, next }
    }

    fn round_trip(&self, millis: u32) -> String {
        format!("Live, round trip {millis} milliseconds")
    }

    fn next_try(&self, seconds: u32) -> String {
        format!("Next try in {seconds} s.")
    }

    fn values_age(&self, seconds: u32) -> String {
        format!("Shown levels are {seconds} s old.")
    }

    fn desk_trouble(&self, trouble: DeskTrouble) -> &'static str {
        match trouble {
            DeskTrouble::Unreachable => {
                "Nothing answers at its address. Is it switched on and in the same network? The relay keeps trying."
            }
            DeskTrouble::Refused => {
                "It refuses the connection. Too many devices may be connected. The relay keeps trying."
            }
            DeskTrouble::Silent => "It went silent. The mix keeps running. The relay keeps trying.",
            DeskTrouble::Strange => {
                "It answers something the relay does not understand. The relay keeps trying."
            }
            DeskTrouble::Unknown => "The mix keeps running. The relay keeps trying.",
        }
    }

    fn blocked(&self, reason: BlockReason) -> &'static str {
        match reason {
            BlockReason::LinkLost => "Not connected. Levels cannot be moved now.",
            BlockReason::DeskLost => "The desk is not connected. Levels cannot be moved now.",
            BlockReason::CatchingUp => "Still getting the current values.",
            BlockReason::NotAllowed => "Your role does not allow this.",
            BlockReason::MainLocked => "The main fader is locked. Hold the lock to open it.",
            BlockReason::NoSend => "This channel cannot be sent to this bus.",
        }
    }

    fn refused(&self, reason: RefusalReason) -> &'static str {
        match reason {
            RefusalReason::Expired => {
                "Not applied: the change arrived too late. The desk's value is shown."
            }
            RefusalReason::NotAllowed => "Not applied: your role does not allow this.",
            RefusalReason::HeldByOther => "Not applied: someone else has this control.",
            RefusalReason::DeskOffline => "Not applied: the desk is not connected.",
            RefusalReason::OutOfRange => "Not applied: that is beyond what you may set.",
            RefusalReason::TooFast => "Not applied: too many changes at once.",
            RefusalReason::Other => "Not applied. The desk's value is shown.",
        }
    }

    fn held_by(&self, who: &str, what: &str) -> String {
        format!("{who} is moving {what}")
    }

    fn taken_over_by(&self, who: &str, what: &str) -> String {
        format!("{who} took over {what}")
    }

    fn changes_while_away(&self, count: usize) -> String {
        match count {
            1 => "1 thing changed while you were away".into(),
            count => format!("{count} things changed while you were away"),
        }
    }

    fn other_settings(&self, count: usize) -> String {
        match count {
            1 => "1 other setting".into(),
            count => format!("{count} other settings"),
        }
    }

    fn layer(&self, kind: StripKind, range: Option<(u16, u16)>) -> String {
        let name = match kind {
            StripKind::Input => "Inputs",
            StripKind::Line => "Line",
            StripKind::Player => "Player",
            StripKind::Fx => "FX returns",
            StripKind::Subgroup => "Subgroups",
            StripKind::Aux => "Aux",
            StripKind::Vca => "VCA",
            StripKind::Main => "Main",
        };
        with_range(name, range)
    }

    fn strip(&self, kind: StripKind, number: u16) -> String {
        let name = match kind {
            StripKind::Input => "Input",
            StripKind::Line => "Line",
            StripKind::Player => "Player",
            StripKind::Fx => "FX",
            StripKind::Subgroup => "Sub",
            StripKind::Aux => "Aux",
            StripKind::Vca => "VCA",
            StripKind::Main => return "Main".into(),
        };
        format!("{name} {number}")
    }

    fn strip_label(&self, number: &str, name: &str) -> String {
        format!("Channel {number}, {name}")
    }

    fn level_of(&self, name: &str) -> String {
        format!("{name} level")
    }

    fn sends_to(&self, bus: &str) -> String {
        format!("Sends to {bus}")
    }

    fn send_of(&self, name: &str, bus: &str) -> String {
        format!("{name} to {bus}")
    }

    fn post_of(&self, name: &str) -> String {
        format!("{name}, PRE or POST: send follows the fader")
    }

    fn mix_group(&self, group: MixGroup) -> &'static str {
        match group {
            MixGroup::Vocals => "Vocals",
            MixGroup::Band => "Band",
            MixGroup::Drums => "Drums",
            MixGroup::Keys => "Keys",
        }
    }

    fn more_me_spoken(&self, db: f64) -> String {
        match db {
            0.0 => "0, as it was".into(),
            up if up > 0.0 => format!("plus {}, me up, others down a little", plain(up)),
            down => format!("minus {}, me down, others up a little", plain(down.abs())),
        }
    }

    fn undo_steps(&self, count: usize) -> String {
        match count {
            0 => "Undo, nothing to take back".into(),
            1 => "Undo, 1 step".into(),
            count => format!("Undo, {count} steps"),
        }
    }

    fn solos_on(&self, count: usize) -> String {
        format!("Solo {count}. Hold to clear")
    }

    fn type_level(&self, level: &str, name: &str) -> String {
        format!("{level}, {name}: type or step")
    }

    fn stop_fade(&self, name: &str, level: &str) -> String {
        format!("Stop fading {name} to {level}")
    }

    fn end_boost(&self, name: &str, by: &str, level: &str) -> String {
        format!("{name} is boosted {by}\u{a0}dB – back to {level}")
    }

    fn pan_of(&self, name: &str) -> String {
        format!("{name} pan")
    }

    fn meter_of(&self, name: &str) -> String {
        format!("{name} meter")
    }

    fn mute_of(&self, name: &str) -> String {
        format!("Mute {name}")
    }

    fn muted_by(&self, name: &str, group: &str) -> String {
        format!("Mute {name}, muted by group {group}")
    }

    fn solo_of(&self, name: &str) -> String {
        format!("Solo {name}")
    }

    fn mute_group(&self, number: usize, name: &str) -> String {
        format!("Mute group {number}, {name}")
    }

    fn groups_on(&self, count: usize) -> String {
        match count {
            0 => "None on".into(),
            count => format!("{count} on"),
        }
    }

    fn open_channel(&self, label: &str) -> String {
        format!("Open {label}")
    }

    fn phantom_question(&self, on: bool, input: &str) -> String {
        if on { format!("Send +48 V to {input}?") } else { format!("Turn +48 V off for {input}?") }
    }

    fn send_to(&self, bus: &str) -> String {
        format!("Send to {bus}")
    }

    fn slope_of(&self, db_per_octave: u16) -> String {
        format!("{db_per_octave} dB per octave")
    }

    fn band(&self, number: u16) -> String {
        format!("Band {number}")
    }

    fn parameter(&self, number: u16) -> String {
        format!("Parameter {number}, raw value")
    }

    fn message_to(&self, room: &str) -> String {
        format!("Message {room}")
    }

    fn characters_left(&self, count: i64) -> String {
        match count {
            1 => "1 character left".into(),
            count if count < 0 => format!("{} characters too many", -count),
            count => format!("{count} characters left"),
        }
    }

    fn waiting_messages(&self, count: usize) -> String {
        match count {
            1 => "1 message waiting".into(),
            count => format!("{count} messages waiting"),
        }
    }

    fn new_count(&self, count: usize) -> String {
        format!("{count} new")
    }

    fn chat_unread(&self, count: usize) -> String {
        match count {
            0 => "Chat".into(),
            count => format!("Chat, {count} unread"),
        }
    }

    fn not_sent(&self, reason: &str) -> String {
        format!("Not sent: {reason}")
    }

    fn people_here(&self, count: usize) -> String {
        match count {
            1 => "1 person here".into(),
            count => format!("{count} people here"),
        }
    }

    fn person_is(&self, name: &str, state: &str) -> String {
        format!("{name}, {state}")
    }

    fn joined(&self, name: &str) -> String {
        format!("{name} joined")
    }

    fn left(&self, name: &str) -> String {
        format!("{name} left")
    }

    fn theme_is(&self, theme: &str) -> String {
        format!("Light or dark, now: {theme}")
    }
}
