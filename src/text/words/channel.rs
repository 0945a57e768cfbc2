//! Words of a channel's page: preamp, equaliser, dynamics, sends, routing and
//! effects.

words! {
    /// Words of a channel's page.
    ChannelWords {
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
    }
}
