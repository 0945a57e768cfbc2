//! The plain words: labels, buttons and whole sentences without gaps. The list
//! is the contract; `en.rs` and `de.rs` fill it, and a missing word does not
//! compile.

/// Declares the trait and the list of names the tests walk.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident)*) => {
        /// Words and sentences without gaps.
        pub trait Words {
            $($(#[$doc])* fn $name(&self) -> &'static str;)*
        }

        /// Every plain word of a language with its name, for tests and reviews.
        #[must_use]
        pub fn every_word(words: &dyn Words) -> Vec<(&'static str, &'static str)> {
            vec![$((stringify!($name), words.$name())),*]
        }
    };
}

/// Fills the list for one language.
macro_rules! words_in {
    ($language:ident { $($name:ident: $word:literal,)* }) => {
        impl $crate::text::words::Words for $language {
            $(fn $name(&self) -> &'static str { $word })*
        }
    };
}
pub(crate) use words_in;

words! {
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
    /// On the solo lamp: how to use it.
    hold_clear_solo
    /// Key: faders move at a tenth of the speed.
    fine
    /// Its name for screen readers.
    fine_hint
    /// Button: one decibel more.
    step_up
    /// Button: one decibel less.
    step_down
    /// Field: a level in decibels.
    level_field
    /// On a linked pair; a short mark.
    pair_mark
    /// Nothing to mix: the desk showed no strips.
    no_strips_title
    /// Below it.
    no_strips_hint

    /// Main navigation: the page of one channel.
    channel
    /// Button: the channel before this one.
    previous_channel
    /// Button: the channel after this one.
    next_channel
    /// The address names a channel the desk lacks.
    no_channel_title
    /// Below it.
    no_channel_hint
    /// Group of buttons that jump to a section.
    sections
    /// Heading: preamp and what belongs to it.
    input_panel
    /// Heading: delay and polarity of an output.
    output_panel
    /// Preamp gain.
    gain
    /// Where the peaks should lie.
    gain_hint
    /// Phantom power.
    phantom
    /// What turning it on or off may do.
    phantom_hint
    /// Button held to switch phantom power on.
    hold_turn_on
    /// Button held to switch phantom power off.
    hold_turn_off
    /// Polarity switch.
    polarity
    /// High-pass filter of a channel.
    low_cut
    /// Low-pass filter of a channel.
    high_cut
    /// Instrument input.
    hi_z
    /// Delay of a channel or an effect.
    delay
    /// A preamp, before its number.
    preamp
    /// The channel is fed by something without a preamp.
    no_preamp
    /// Equaliser.
    eq
    /// Equaliser with fixed bands.
    graphic_eq
    /// A switch is on.
    on
    /// A switch or a filter is off.
    off
    /// Button: all bands to 0 dB.
    flat
    /// Kind of band: around a frequency.
    bell
    /// Of a band or filter.
    frequency
    /// How narrow a band is.
    quality
    /// How steep a filter is.
    slope
    /// For screen readers, on the points of the graph.
    band_keys
    /// For screen readers, on the graphic bands.
    graphic_keys
    /// Left side of a stereo output.
    left_side
    /// Right side of a stereo output.
    right_side
    /// Both sides move as one.
    link_sides
    /// Noise gate.
    gate
    /// Compressor.
    compressor
    /// Dynamics of the main mix.
    limiter
    /// De-esser.
    deesser
    /// Where dynamics begin to act.
    threshold
    /// How far a gate closes.
    depth
    /// How soon dynamics act.
    attack
    /// How long they stay.
    hold_time
    /// How soon they let go.
    release
    /// How much a compressor acts.
    ratio
    /// Gain after a compressor.
    makeup
    /// The compressor acts little by little.
    soft_knee
    /// Meter of what dynamics take away.
    gain_reduction
    /// What a channel sends to the buses.
    sends
    /// Where a channel goes.
    routing
    /// Choice of a subgroup.
    assign_subgroup
    /// Choice of a VCA.
    assign_vca
    /// No subgroup: straight to the main mix.
    to_main
    /// No choice.
    nothing
    /// Switch: recalls of shows and snapshots leave this channel alone.
    recall_safe
    /// Group at the foot of phones.
    foot_level
    /// Meter before the fader.
    input_level
    /// Heading: the effect processor.
    effect
    /// Effect type.
    fx_reverb
    /// Effect type.
    fx_delay
    /// Effect type.
    fx_chorus
    /// Effect type.
    fx_room
    /// Effect parameter.
    fx_time
    /// Effect parameter.
    fx_damping
    /// Effect parameter.
    fx_bass
    /// Effect parameter.
    fx_low_pass
    /// Effect parameter.
    fx_high_pass
    /// Effect parameter.
    fx_division
    /// Effect parameter.
    fx_feedback
    /// Effect parameter.
    fx_detune
    /// Effect parameter.
    fx_density
    /// A delay follows the tempo.
    fx_by_tempo
    /// Beats per minute.
    tempo
    /// Button to tap in time.
    tap_tempo

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
    /// The same: a strip's name.
    name
    /// What belongs to no strip.
    desk

    /// Button on a channel's page: change its name and looks.
    edit_strip_button
    /// A strip's colour.
    colour_word
    /// A strip's icon.
    icon_label
    /// A strip has no icon.
    no_icon

    /// Navigation and heading: shows with snapshots and cues.
    shows
    /// Heading: snapshots.
    snapshots
    /// Heading: cues.
    cues
    /// Button: load a show, snapshot or cue.
    load
    /// This one is loaded.
    loaded
    /// An empty list.
    none_yet
    /// Field: another name.
    new_name
    /// Button: give it the new name.
    rename
    /// Button: save what is now over what was saved.
    save_over
    /// Field: name of a new show.
    new_show
    /// Field: name of a new snapshot.
    new_snapshot
    /// Field: name of a new cue.
    new_cue
    /// Button: make it.
    create
    /// A page that the role does not open.
    engineers_only
    /// Changed and not saved in the show.
    unsaved_safes
    /// Changed and not saved in the show.
    unsaved_groups
    /// What loading a show or snapshot does to the sound.
    recall_gap
    /// Below the question whether to delete.
    gone_for_good
    /// Below the question whether to save over something.
    saved_over
    /// Navigation and heading: the media player.
    player
    /// The desk has no player.
    no_player_title
    /// Key of the player.
    previous_title
    /// Key of the player.
    next_title
    /// Key of the player.
    play
    /// Key of the player.
    pause
    /// Key of the player.
    stop
    /// How far a title has played.
    position
    /// The player plays.
    playing
    /// The player does not play.
    stands
    /// Go on with the next title, and round again.
    keep_playing
    /// In any order.
    shuffle
    /// All titles there are.
    all_titles
    /// Titles outside of playlists.
    no_folder
    /// A list of titles.
    playlist
    /// Heading: what can be played.
    titles
    /// Heading: the two-track recorder.
    recorder
    /// It records.
    recording
    /// It can neither start nor stop now.
    recorder_busy
    /// It can start.
    recorder_ready
    /// Held, it ends the recording.
    hold_to_stop
    /// Starts a recording.
    record
    /// Heading: the multitrack recorder.
    multitrack
    /// A multitrack recording.
    session
    /// No multitrack recording is there, or none is chosen.
    no_session

    /// Heading: layers that people put together.
    own_layers
    /// The way to them.
    edit_layers
    /// In the place of a strip that this desk lacks.
    gap_strip
    /// Nothing is being edited.
    no_layer_chosen
    /// Below it.
    own_layers_hint
    /// Field: name of a new layer.
    new_layer
    /// Whose a layer is.
    my_layer
    /// Whose a layer is.
    crews_layer
    /// Why it cannot be changed.
    crews_layer_hint
    /// Switch: all the crew has this layer.
    share_layer
    /// Button: save all layers as a file.
    export_layers
    /// Button: add layers from a file.
    import_layers
    /// The file was something else.
    no_layer_file
    /// Names the list of strips in their order.
    order_label
    /// Button: take the layer away.
    delete_layer
    /// Heading: which strips are on the layer.
    layer_strips
    /// There are as many layers as there can be.
    layers_full
    /// A change of shared layers came too late, or its link broke.
    layers_not_kept
    /// A change of an icon came too late, or its link broke.
    icon_not_kept
    /// The crew's layers or icons would take more than the relay keeps.
    sheet_too_large
}
