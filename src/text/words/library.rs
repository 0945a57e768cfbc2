//! Words of what is kept: names and looks of strips, shows, player, recorders
//! and own layers.

words! {
    /// Words of shows, player, recorders and own layers.
    LibraryWords {
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
        /// What follows for others.
        engineers_only_hint
        /// Changed and not saved in the show.
        unsaved_safes
        /// Changed and not saved in the show.
        unsaved_groups
        /// A kind of change there is no other word for.
        other_kind
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
        /// The player has nothing to play.
        no_title
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
        /// The question whether what a file says of strips is taken over.
        looks_question
        /// Button: take it over.
        take_looks
        /// It was not, since that is for engineers.
        looks_left
        /// Heading: strips that the desk's layers leave out here.
        hidden_strips
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
        /// The desk is connected.
        desk_answers
        /// Field: where another desk is.
        desk_address
        /// Button: go to that desk.
        connect
        /// Below the question whether to go to another desk.
        drive_desk_hint
        /// The relay did not go to another desk.
        desk_not_chosen
        /// What was typed is no address of a desk.
        bad_desk_address
        /// Heading and link: the meters of all strips.
        meters
        /// Button of the banner: go to another desk.
        other_desk
    }
}
