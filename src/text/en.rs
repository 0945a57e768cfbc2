//! English. Short, plain, sentence case, no exclamation marks: what happened,
//! then what to do.

mod channel;
mod library;
mod sentences;

use super::numbers::{Numbers, Sides, Spoken};
use super::quantities::{Quantities, UnitWords};
use super::words::words_in;

/// The English words.
pub struct English;

words_in!(English: Words {
    product: "Mediatrix",
    mix: "Mix",
    chat: "Chat",
    people: "People",
    settings: "Settings",
    views: "Views",
    skip_to_content: "Skip to content",
    close: "Close",
    cancel: "Cancel",
    save: "Save",
    try_again: "Try again",
    try_now: "Try now",
    reload: "Reload",
    undo: "Undo",
    take_over: "Take over",
    loading: "Loading",
    theme: "Light or dark",
    theme_dark: "Dark",
    theme_light: "Light",
    theme_auto: "Like the system",
    language: "Language",
    join_title: "Join the crew",
    join_hint: "Someone at the desk invited you. Tell the others who you are.",
    join_code: "Invitation code",
    join_code_hint: "It is in the link or on the QR code you were given.",
    join_name: "Your name",
    join_name_missing: "Please enter your name.",
    join_code_missing: "Please enter the invitation code.",
    join_colour: "Your colour",
    join_button: "Join",
    joining: "Joining",
    invitation: "Invitation",
    link_live: "Live",
    link_slow: "Slow",
    link_connecting: "Connecting",
    link_reconnecting: "Reconnecting",
    link_offline: "Offline",
    link_ended: "Ended",
    offline_title: "No connection to the relay",
    offline_hint: "Faders are locked until it is back. Messages wait and go out by themselves.",
    catching_up_title: "Getting the current values",
    desk_lost_title: "No connection to the desk",
    desk_lost_hint: "The relay keeps trying. Chat works.",
    disk_full_title: "The relay's disk is full",
    disk_read_only_title: "The relay may not write to its disk",
    disk_failing_title: "The relay's disk does not take messages",
    unstored_hint: "Messages are kept and sent as soon as it can. Mixing goes on.",
    mix_keeps_running: "The mix keeps running.",
    simulated_desk: "Simulated desk",
    view_only: "View only",
    view_only_hint: "Your invitation lets you watch and chat.",
    stale: "last known value",
    layers: "Layers",
    strips: "Channels",
    mute: "Mute",
    mute_key: "M",
    muted: "muted",
    solo: "Solo",
    solo_key: "S",
    clear_solo: "Clear solo",
    clip: "CLIP",
    clear_clip: "Clear clip mark",
    mute_groups: "Mute groups",
    mute_all: "Mute all",
    hold_mute_all: "Hold: mute all",
    keep_holding_mute_all: "Keep holding",
    all_muted: "All muted",
    unmute_all: "Unmute all",
    mute_fx: "Mute FX",
    hold_mute_fx: "Hold: mute FX",
    unmute_fx: "Unmute FX",
    main_mix: "Main mix",
    main: "Main",
    unnamed: "No name",
    faders_move: "Faders move",
    back_to_main: "Back to main",
    pre_mark: "PRE",
    post_mark: "POST",
    own_mix: "My mix",
    channels: "Channels",
    more_me: "More me",
    me_row: "Me",
    others_end: "Band",
    less_me: "Less me, more band",
    back_to_zero: "Back to 0",
    ear_volume: "Ear volume",
    arrange_mix: "Arrange my mix",
    who_is_me: "Which channels are you?",
    favourite: "Favourite",
    no_group: "No group",
    mix_group_label: "Group",
    no_own_mix_title: "No mix of your own yet",
    no_own_mix_hint: "Your invitation names no bus. Ask the engineer for one.",
    undo_question: "Somebody moved this since. Take it back anyway?",
    undo_question_hint: "It goes back to where it stood before your change.",
    main_locked: "Locked",
    hold_to_unlock: "Hold to unlock",
    lock_now: "Lock",
    lock_screen: "Lock the screen",
    screen_locked: "The screen is locked",
    clear_mutes: "Hold: clear mutes",
    mutes_cleared: "All mutes are off",
    everything_muted: "Everything is muted",
    effects_muted: "All effects are muted",
    hold_clear_solo: "Hold to clear solo",
    keyboard: "Keys of the keyboard",
    key_list: "Everywhere\n\
        ?\tThis list\n\
        Ctrl+Z\tUndo\n\
        Esc\tClose, or back to the main mix\n\
        Space, held\tPress a key that wants to be held\n\
        \nStrip\n\
        M\tMute\n\
        S\tSolo\n\
        \nFader and send\n\
        ↑ ↓\t0.5 dB\n\
        Shift+↑ ↓\t0.1 dB\n\
        Page ↑ ↓\t3 dB\n\
        Home\tOff\n\
        End or 0\t0 dB\n\
        Alt+wheel\t0.5 dB\n\
        Enter\tType, step, fade, boost\n\
        \nKnob and pan\n\
        ← →\tA step, with Shift a small one\n\
        0\tWhere it rests\n\
        \nPoint of an EQ\n\
        ← →\tFrequency\n\
        ↑ ↓\tGain\n\
        Page ↑ ↓\tWidth\n\
        \nLayers\n\
        ← →\tAnother one\n\
        ↑ ↓\tMove a channel in its list\n\
        \nField\n\
        Enter\tSet or send\n\
        Shift+Enter\tNew line\n\
        Esc\tLeave it as it was",
    fine: "Fine",
    fine_hint: "Fine: faders move at a tenth",
    together: "Select together",
    step_up: "1 dB up",
    step_down: "1 dB down",
    step_left: "10 to the left",
    step_right: "10 to the right",
    level_field: "Level in dB",
    fade: "Fade",
    fade_time: "Fade time",
    boost: "Boost",
    boost_by: "Boost by, in dB",
    pair_mark: "ST",
    no_strips_title: "No channels yet",
    no_strips_hint: "They appear as soon as the desk has told what it has.",
    crew: "Crew",
    chat_title: "Crew chat",
    messages: "Messages",
    no_messages_title: "No messages yet",
    no_messages_hint: "Everyone who joins this show reads this room.",
    send: "Send",
    you: "You",
    message_sending: "Sending",
    outbox_full: "Too many messages wait. Wait for the connection.",
    message_waiting: "Waiting to send",
    message_failed: "Not sent",
    message_edited: "edited",
    message_deleted: "Message deleted",
    edit: "Edit",
    delete: "Delete",
    delete_question: "Delete this message for everyone?",
    keep: "Keep",
    send_again: "Send again",
    discard: "Discard",
    edit_message: "Edit message",
    loading_older: "Loading older messages",
    load_older: "Load older messages",
    beginning: "This is where the conversation begins.",
    new_messages: "New",
    to_newest: "Go to the newest message",
    today: "Today",
    yesterday: "Yesterday",
    may_not_write: "Your invitation does not let you write here.",
    here: "here",
    away: "away",
    gone: "offline",
    only_you: "Only you",
    not_found_title: "There is nothing here",
    not_found_hint: "The link may be old or mistyped.",
    back_to_mix: "Back to the mix",
    broken_title: "Something went wrong",
    broken_hint: "The mix on the desk is not affected. Reload to go on.",
    dismiss: "Dismiss",
    show: "Show",
    hide: "Hide",
    level_word: "Level",
    pan: "Pan",
    balance: "Balance",
    name: "Name",
    desk: "Desk",
});

impl Numbers for English {
    fn decimal_point(&self) -> char {
        '.'
    }

    fn spoken(&self) -> Spoken {
        Spoken {
            minus: "minus",
            decibels: "decibels",
            off: "off",
            centre: "centre",
            left: "left",
            right: "right",
        }
    }

    fn sides(&self) -> Sides {
        Sides { left: "L", centre: "C", right: "R" }
    }

    fn date(&self, day: u32, month: u32) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = MONTHS.get(month.saturating_sub(1) as usize);
        format!("{day} {}", month.unwrap_or(&""))
    }
}

impl Quantities for English {
    fn units(&self) -> UnitWords {
        UnitWords {
            kilohertz: "kilohertz",
            hertz: "hertz",
            milliseconds: "milliseconds",
            seconds: "seconds",
            percent: "percent",
            to_one: "to 1",
            cents: "cents",
            beats: "beats per minute",
            infinite: "infinite",
        }
    }
}
