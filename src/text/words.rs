//! The plain words: labels, buttons and whole sentences without gaps. The list
//! is the contract; `en.rs` and `de.rs` fill it, and a missing word does not
//! compile. Here are those of the mix, the chat and everything around; the page
//! of a channel and what the desk keeps have lists of their own.

/// Declares a trait of words and the list of names that tests walk.
macro_rules! words {
    ($(#[$about:meta])* $list:ident $(: $($above:ident),+)? { $($(#[$doc:meta])* $name:ident)* }) => {
        $(#[$about])*
        pub trait $list $(: $($above +)+)? {
            $($(#[$doc])* fn $name(&self) -> &'static str;)*
        }

        /// Every word of this list with its name.
        pub(super) fn every(words: &dyn $list) -> Vec<(&'static str, &'static str)> {
            vec![$((stringify!($name), words.$name())),*]
        }
    };
}

/// Fills a list for one language.
macro_rules! words_in {
    ($language:ident: $list:ident { $($name:ident: $word:literal,)* }) => {
        impl $crate::text::words::$list for $language {
            $(fn $name(&self) -> &'static str { $word })*
        }
    };
}
pub(crate) use words_in;

mod channel;
mod library;

pub use channel::ChannelWords;
pub use library::LibraryWords;

/// Every plain word of a language with its name, for tests and reviews.
#[must_use]
pub fn every_word(words: &dyn Words) -> Vec<(&'static str, &'static str)> {
    [every(words), channel::every(words), library::every(words)].concat()
}

words! {
    /// Words and sentences without gaps.
    Words: ChannelWords, LibraryWords {
        /// The product's name.
        product
        /// Main navigation: the mixer.
        mix
        /// Main navigation: the crew chat.
        chat
        /// Main navigation: who is here.
        people
        /// Main navigation: settings.
        settings
        /// Label of a navigation between views.
        views
        /// Skip link to the main part of the page.
        skip_to_content
        /// Close a sheet, a dialog or the chat.
        close
        /// Do nothing and go back.
        cancel
        /// Keep what was edited.
        save
        /// Try the same thing again.
        try_again
        /// Try to connect at once.
        try_now
        /// Reload the page.
        reload
        /// Take the last change back.
        undo
        /// Take a control over from someone.
        take_over
        /// A thing is being fetched.
        loading
        /// Button: switch between dark, light and automatic looks.
        theme
        /// Dark looks.
        theme_dark
        /// Light looks.
        theme_light
        /// Looks as the system has them.
        theme_auto
        /// Button: choose the language.
        language
        /// Title of the join page.
        join_title
        /// Sentence below the join title.
        join_hint
        /// Field: the invitation code.
        join_code
        /// Below the code field: where the code comes from.
        join_code_hint
        /// Field: one's own name.
        join_name
        /// Asked when the name is missing.
        join_name_missing
        /// Asked when the code is missing.
        join_code_missing
        /// Field: one's own colour.
        join_colour
        /// Join button without a name.
        join_button
        /// Shown on the button while joining.
        joining
        /// Heading of the box that tells the role of the invitation.
        invitation
        /// The link works.
        link_live
        /// The link works, slowly.
        link_slow
        /// First attempt to connect.
        link_connecting
        /// Attempt after a loss.
        link_reconnecting
        /// There is no link.
        link_offline
        /// The link was ended for good.
        link_ended
        /// Banner: the relay does not answer.
        offline_title
        /// Below it: what that means for the levels shown.
        offline_hint
        /// Banner while values are fetched after a loss.
        catching_up_title
        /// Banner: the relay runs without the desk.
        desk_lost_title
        /// Below it, when the reason is not known.
        desk_lost_hint
        /// Banner: the relay's disk is full.
        disk_full_title
        /// Banner: the relay may not write to its disk.
        disk_read_only_title
        /// Banner: the relay's disk fails in another way.
        disk_failing_title
        /// Below each of them.
        unstored_hint
        /// The mixing goes on without us.
        mix_keeps_running
        /// A simulated desk is connected.
        simulated_desk
        /// View-only banner.
        view_only
        /// Below it.
        view_only_hint
        /// Value is old and cannot be moved.
        stale
        /// Group of layer tabs.
        layers
        /// Group of strips.
        strips
        /// Mute, as a verb on a button.
        mute
        /// Letter on a small mute key.
        mute_key
        /// The state.
        muted
        /// Solo.
        solo
        /// Letter on a small solo key.
        solo_key
        /// Ends all solos.
        clear_solo
        /// Clip lamp.
        clip
        /// Takes the clip mark away.
        clear_clip
        /// Mute groups.
        mute_groups
        /// The button that mutes everything.
        mute_all
        /// On that button: how to use it.
        hold_mute_all
        /// While holding it.
        keep_holding_mute_all
        /// The state after it.
        all_muted
        /// On the button while all is muted.
        unmute_all
        /// The button that mutes the returns of all effects.
        mute_fx
        /// On that button: how to use it.
        hold_mute_fx
        /// On the button while they are muted.
        unmute_fx
        /// The main mix.
        main_mix
        /// Number row of the master strip.
        main
        /// Name of a channel nobody named.
        unnamed
        /// Heading of what the faders move: the main mix or sends to a bus.
        faders_move
        /// Ends sends on faders.
        back_to_main
        /// On a send that does not follow the strip's fader; a short mark.
        pre_mark
        /// On a send that follows it; a short mark.
        post_mark
        /// The musician's own mix.
        own_mix
        /// Main navigation: all channels.
        channels
        /// Heading: more of my own channels.
        more_me
        /// The row of one's own channels.
        me_row
        /// The other end of more me.
        others_end
        /// Button: less of me.
        less_me
        /// Button: more me back to the start.
        back_to_zero
        /// The level of the own bus.
        ear_volume
        /// Button: choose what is me, favourites and groups.
        arrange_mix
        /// Asked while no channel is me.
        who_is_me
        /// A channel kept near the top.
        favourite
        /// A channel in no group.
        no_group
        /// Field: the group of a channel.
        mix_group_label
        /// No bus was given to this person.
        no_own_mix_title
        /// Below it.
        no_own_mix_hint
        /// Question: a control of the step was moved since.
        undo_question
        /// Below it.
        undo_question_hint
        /// The main fader's lock, closed.
        main_locked
        /// Button: hold to open a lock.
        hold_to_unlock
        /// Button: close the main fader's lock.
        lock_now
        /// Button: the screen takes no input.
        lock_screen
        /// Over a locked screen.
        screen_locked
        /// Button: ends every mute.
        clear_mutes
        /// Note after it.
        mutes_cleared
        /// Note after muting all.
        everything_muted
        /// Note after muting the effects.
        effects_muted
        /// On the solo lamp: how to use it.
        hold_clear_solo
        /// The list of the keyboard's keys.
        keyboard
        /// What is in it: a key and what it does, a tab between; other lines head
        /// a group.
        key_list
        /// Key: faders move at a tenth of the speed.
        fine
        /// Its name for screen readers.
        fine_hint
        /// Key: a channel that one opens, all open who have this on.
        together
        /// Button: one decibel more.
        step_up
        /// Button: one decibel less.
        step_down
        /// Button: pan a step to the left.
        step_left
        /// Button: pan a step to the right.
        step_right
        /// Field: a level in decibels.
        level_field
        /// Button: go to the typed level slowly.
        fade
        /// Field: how long that takes.
        fade_time
        /// Key: lift a level for a while.
        boost
        /// Field: by how much.
        boost_by
        /// On a linked pair; a short mark.
        pair_mark
        /// Nothing to mix: the desk showed no strips.
        no_strips_title
        /// Below it.
        no_strips_hint
        /// The room everybody is in.
        crew
        /// Chat heading.
        chat_title
        /// Label of the message log.
        messages
        /// Empty chat.
        no_messages_title
        /// Below it.
        no_messages_hint
        /// Send button.
        send
        /// One's own messages carry this name.
        you
        /// Sent, no answer yet.
        message_sending
        /// No more messages can wait.
        outbox_full
        /// Waits in the outbox for a connection.
        message_waiting
        /// Was not sent.
        message_failed
        /// Was changed by its author.
        message_edited
        /// In place of a deleted message.
        message_deleted
        /// Button: change a message.
        edit
        /// Button: remove a message.
        delete
        /// Question before it.
        delete_question
        /// Button: do not delete.
        keep
        /// Send a failed message again.
        send_again
        /// Throw a failed message away.
        discard
        /// Label of the field that changes a message.
        edit_message
        /// Older messages are on their way.
        loading_older
        /// Button: fetch older messages.
        load_older
        /// The log begins here.
        beginning
        /// The rule above the first unread message.
        new_messages
        /// Button: go to the newest message.
        to_newest
        /// Day heading.
        today
        /// Day heading.
        yesterday
        /// Why the composer is closed when there is no right to write.
        may_not_write
        /// Present now.
        here
        /// Present, page hidden.
        away
        /// Not present.
        gone
        /// Only oneself is here.
        only_you
        /// A page that is not there.
        not_found_title
        /// Below it.
        not_found_hint
        /// Way back from it.
        back_to_mix
        /// Something broke in the app.
        broken_title
        /// Below it.
        broken_hint
        /// A dismissable note.
        dismiss
        /// Opens a list.
        show
        /// Closes it.
        hide
        /// A control's kind, in a list of changes.
        level_word
        /// The same.
        pan
        /// A control: left against right of what is stereo.
        balance
        /// The same: a strip's name.
        name
        /// What belongs to no strip.
        desk
    }
}
