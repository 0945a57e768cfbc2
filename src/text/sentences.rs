//! Sentences with gaps, and the vocabulary that picks one: roles, reasons,
//! kinds. What a number on the wire means is decided by those who read it.

/// What a person may do, as told to people. The rights live elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// People, settings and everything else.
    Admin,
    /// All parameters of the desk.
    Engineer,
    /// The own mix.
    Musician,
    /// Presets, one volume, named microphones.
    Presenter,
    /// Sees and chats.
    Viewer,
}

impl Role {
    /// All roles, most rights first.
    pub const ALL: [Self; 5] =
        [Self::Admin, Self::Engineer, Self::Musician, Self::Presenter, Self::Viewer];
}

/// Why joining did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JoinTrouble {
    /// No such invitation.
    BadCode,
    /// It was valid once.
    Expired,
    /// All its uses are gone.
    UsedUp,
    /// Too many attempts from here.
    RateLimited {
        /// Seconds to wait, if told.
        seconds: Option<u32>,
    },
    /// The name is empty or too long.
    BadName,
    /// The relay did not answer.
    NoAnswer,
    /// Anything else.
    Other,
}

impl JoinTrouble {
    /// One of each, for tests and the gallery.
    pub const ALL: [Self; 8] = [
        Self::BadCode,
        Self::Expired,
        Self::UsedUp,
        Self::RateLimited { seconds: None },
        Self::RateLimited { seconds: Some(20) },
        Self::BadName,
        Self::NoAnswer,
        Self::Other,
    ];
}

/// Why a change was refused after it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalReason {
    /// It arrived too late to be applied.
    Expired,
    /// The role does not allow it.
    NotAllowed,
    /// Someone else has the control.
    HeldByOther,
    /// The desk is not connected.
    DeskOffline,
    /// The value is outside what the desk or the invitation allows.
    OutOfRange,
    /// More changes than the relay takes.
    TooFast,
    /// Anything else.
    Other,
}

impl RefusalReason {
    /// One of each.
    pub const ALL: [Self; 7] = [
        Self::Expired,
        Self::NotAllowed,
        Self::HeldByOther,
        Self::DeskOffline,
        Self::OutOfRange,
        Self::TooFast,
        Self::Other,
    ];
}

/// Why a control did not take a touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockReason {
    /// The link to the relay is down.
    LinkLost,
    /// The desk is not connected.
    DeskLost,
    /// Values are being fetched.
    CatchingUp,
    /// The role does not allow it.
    NotAllowed,
    /// This strip has no send to the bus on the faders.
    NoSend,
    /// The main fader is locked.
    MainLocked,
}

impl BlockReason {
    /// One of each.
    pub const ALL: [Self; 6] = [
        Self::LinkLost,
        Self::DeskLost,
        Self::CatchingUp,
        Self::NotAllowed,
        Self::NoSend,
        Self::MainLocked,
    ];
}

/// What is known about a desk that does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeskTrouble {
    /// Nothing at that address.
    Unreachable,
    /// The address answers, but refuses.
    Refused,
    /// It was connected and went silent.
    Silent,
    /// It answers something we do not understand.
    Strange,
    /// No reason known.
    Unknown,
}

impl DeskTrouble {
    /// One of each.
    pub const ALL: [Self; 5] =
        [Self::Unreachable, Self::Refused, Self::Silent, Self::Strange, Self::Unknown];
}

/// What a closed connection means to a person: what happened, and what the app
/// does or what they can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseSentence {
    /// What happened.
    pub title: &'static str,
    /// What follows from it.
    pub next: &'static str,
}

/// Kinds of strips a desk may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StripKind {
    /// Microphone and instrument inputs.
    Input,
    /// Line inputs.
    Line,
    /// The media player.
    Player,
    /// Returns of the effects.
    Fx,
    /// Subgroups.
    Subgroup,
    /// Aux buses.
    Aux,
    /// VCA groups.
    Vca,
    /// The main mix.
    Main,
}

impl StripKind {
    /// One of each.
    pub const ALL: [Self; 8] = [
        Self::Input,
        Self::Line,
        Self::Player,
        Self::Fx,
        Self::Subgroup,
        Self::Aux,
        Self::Vca,
        Self::Main,
    ];
}

/// Groups of channels in a musician's own mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MixGroup {
    /// Singers.
    Vocals,
    /// Guitars, bass and friends.
    Band,
    /// Drums and percussion.
    Drums,
    /// Keyboards.
    Keys,
}

impl MixGroup {
    /// One of each.
    pub const ALL: [Self; 4] = [Self::Vocals, Self::Band, Self::Drums, Self::Keys];

    /// Its name where it is kept.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Vocals => "vocals",
            Self::Band => "band",
            Self::Drums => "drums",
            Self::Keys => "keys",
        }
    }

    /// The group of such a name.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.token() == token)
    }
}

/// Sentences with something to fill in.
pub trait Sentences {
    /// The role's name.
    fn role(&self, role: Role) -> &'static str;
    /// One line on what the role may do.
    fn role_hint(&self, role: Role) -> &'static str;
    /// What the role may do (`true`) and may not (`false`), for the invitation.
    fn role_rights(&self, role: Role) -> &'static [(bool, &'static str)];
    /// The name of a person's or channel's colour token, such as `pink`.
    fn colour(&self, token: &str) -> &'static str;
    /// The join button with the name in it.
    fn join_as(&self, name: &str) -> String;
    /// Why joining failed and what to do.
    fn join_trouble(&self, trouble: JoinTrouble) -> String;

    /// What a WebSocket close code means.
    fn closed(&self, code: u16) -> CloseSentence;
    /// Link badge for screen readers.
    fn round_trip(&self, millis: u32) -> String;
    /// When the next attempt to connect comes.
    fn next_try(&self, seconds: u32) -> String;
    /// How old the values on the screen are.
    fn values_age(&self, seconds: u32) -> String;
    /// Why the desk does not answer, and that the relay keeps trying.
    fn desk_trouble(&self, trouble: DeskTrouble) -> &'static str;

    /// Why a control did not move.
    fn blocked(&self, reason: BlockReason) -> &'static str;
    /// Why a change was taken back.
    fn refused(&self, reason: RefusalReason) -> &'static str;
    /// Someone else has the control.
    fn held_by(&self, who: &str, what: &str) -> String;
    /// Someone took the control over.
    fn taken_over_by(&self, who: &str, what: &str) -> String;

    /// How many things others changed while this person was away.
    fn changes_while_away(&self, count: usize) -> String;
    /// What changed, from what to what.
    fn changed(&self, what: &str, before: &str, after: &str) -> String {
        format!("{what}: {before} \u{2192} {after}")
    }
    /// Changes there are no words for.
    fn other_settings(&self, count: usize) -> String;

    /// A layer's tab: `first..=last` of a kind that counts from 1. One layer
    /// of the whole kind gives `None`.
    fn layer(&self, kind: StripKind, range: Option<(u16, u16)>) -> String;
    /// One strip's plain name, such as `Input 3`.
    fn strip(&self, kind: StripKind, number: u16) -> String;
    /// A strip's name for screen readers, with number and name.
    fn strip_label(&self, number: &str, name: &str) -> String;
    /// The accessible name of a strip's fader.
    fn level_of(&self, name: &str) -> String;
    /// The heading of sends on faders.
    fn sends_to(&self, bus: &str) -> String;
    /// The accessible name of a strip's level into a bus.
    fn send_of(&self, name: &str, bus: &str) -> String;
    /// The accessible name of the switch that makes a send follow the fader.
    fn post_of(&self, name: &str) -> String;
    /// A group in the own mix.
    fn mix_group(&self, group: MixGroup) -> &'static str;
    /// How much more of me there is, for the ear: "plus 3, me up".
    fn more_me_spoken(&self, db: f64) -> String;
    /// The undo button's name with the number of steps.
    fn undo_steps(&self, count: usize) -> String;
    /// How many solos are on, for the lamp.
    fn solos_on(&self, count: usize) -> String;
    /// The accessible name of a level's number, which opens a field to type in.
    fn type_level(&self, level: &str, name: &str) -> String;
    /// The button on a level that fades: to which one.
    fn stop_fade(&self, name: &str, level: &str) -> String;
    /// The button on a level that is boosted: by how much, and back to which one.
    fn end_boost(&self, name: &str, by: &str, level: &str) -> String;
    /// The accessible name of a strip's pan.
    fn pan_of(&self, name: &str) -> String;
    /// The accessible name of a strip's meter.
    fn meter_of(&self, name: &str) -> String;
    /// The accessible name of a mute key.
    fn mute_of(&self, name: &str) -> String;
    /// The same, when a group did it.
    fn muted_by(&self, name: &str, group: &str) -> String;
    /// The accessible name of a solo key.
    fn solo_of(&self, name: &str) -> String;
    /// The accessible name of a mute group's key.
    fn mute_group(&self, number: usize, name: &str) -> String;
    /// How many mute groups are on.
    fn groups_on(&self, count: usize) -> String;

    /// The link from a strip to its channel's page; `label` is the strip's.
    fn open_channel(&self, label: &str) -> String;
    /// The question before phantom power goes on or off.
    fn phantom_question(&self, on: bool, input: &str) -> String;
    /// The accessible name of a send's level.
    fn send_to(&self, bus: &str) -> String;
    /// How steep a filter is.
    fn slope_of(&self, db_per_octave: u16) -> String;
    /// The name of an equaliser's band for screen readers.
    fn band(&self, number: u16) -> String;
    /// A parameter nobody has named.
    fn parameter(&self, number: u16) -> String;

    /// Placeholder and name of the composer.
    fn message_to(&self, room: &str) -> String;
    /// Characters left, shown near the limit.
    fn characters_left(&self, count: i64) -> String;
    /// How many messages wait in the outbox.
    fn waiting_messages(&self, count: usize) -> String;
    /// How many unread messages are below.
    fn new_count(&self, count: usize) -> String;
    /// The chat button's name with unread messages.
    fn chat_unread(&self, count: usize) -> String;
    /// A message that was not sent, with the reason.
    fn not_sent(&self, reason: &str) -> String;
    /// How many people are here.
    fn people_here(&self, count: usize) -> String;
    /// A person with state, for screen readers.
    fn person_is(&self, name: &str, state: &str) -> String;
    /// Someone came.
    fn joined(&self, name: &str) -> String;
    /// Someone left.
    fn left(&self, name: &str) -> String;
    /// Theme button's name with the theme shown now.
    fn theme_is(&self, theme: &str) -> String;
}
