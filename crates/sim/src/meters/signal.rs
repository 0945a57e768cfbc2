//! What the microphones hear: levels that look like a school concert. Each is
//! a function of the time alone, so the same seed always plays the same.

use crate::law::SILENT;

/// What stands before a microphone or at the end of a cable.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Sound {
    /// Nothing is plugged in.
    Nothing,
    /// One voice that speaks, with pauses.
    Speech,
    /// One voice that sings with the band.
    Singing,
    /// Many voices: less movement.
    Choir,
    /// A strummed guitar.
    Strum,
    /// An electric guitar.
    Lead,
    /// Keys that hold chords.
    Pad,
    /// A bass on the eighths.
    Bass,
    /// The kick drum.
    Kick,
    /// The snare drum.
    Snare,
    /// What hangs over the drums.
    Overhead,
    /// Finished music from a player.
    Music,
}

/// Who stands at which preamp; preamps beyond hear nothing.
const STAGE: [Sound; 20] = [
    Sound::Singing,
    Sound::Strum,
    Sound::Choir,
    Sound::Lead,
    Sound::Strum,
    Sound::Pad,
    Sound::Bass,
    Sound::Kick,
    Sound::Speech,
    Sound::Speech,
    Sound::Speech,
    Sound::Snare,
    Sound::Overhead,
    Sound::Overhead,
    Sound::Choir,
    Sound::Speech,
    Sound::Speech,
    Sound::Singing,
    Sound::Nothing,
    Sound::Nothing,
];

/// The sound at a preamp, or at an input of a desk without patching.
pub(crate) fn at_preamp(index: usize) -> Sound {
    STAGE.get(index).copied().unwrap_or(Sound::Nothing)
}

const BEATS_PER_SECOND: f64 = 104.0 / 60.0;

/// A song and the applause after it.
const SONG_SECONDS: f64 = 75.0;
const CYCLE_SECONDS: f64 = 90.0;

/// What a microphone hears when nobody plays.
const ROOM_DB: f64 = -71.0;

impl Sound {
    /// The level behind the preamp at `seconds`, in dB.
    pub(crate) fn level(self, seed: u64, seconds: f64) -> f64 {
        let playing = seconds.rem_euclid(CYCLE_SECONDS) < SONG_SECONDS;
        let room = ROOM_DB + 3.0 * wander(seed, 7.0 * seconds);
        let loud = match self {
            Self::Nothing => return SILENT,
            Self::Speech => speech(seed, seconds),
            Self::Music => {
                -22.0 + 8.0 * wander(seed, 6.0 * seconds) + pulse(seconds, 1.0, 40.0, 6.0)
            }
            Self::Choir | Self::Overhead if !playing => applause(seed, seconds),
            _ if !playing => SILENT,
            Self::Singing => singing(seed, seconds),
            Self::Choir => {
                -30.0 + 9.0 * wander(seed, 0.6 * seconds) + 3.0 * wander(!seed, 9.0 * seconds)
            }
            Self::Strum => {
                -27.0 + 5.0 * wander(seed, 0.3 * seconds) + pulse(seconds, 2.0, 30.0, 9.0)
            }
            Self::Lead => {
                let level = -21.0 + 6.0 * wander(!seed, 5.0 * seconds);
                if wander(seed, 0.15 * seconds) > 0.4 { level } else { ROOM_DB + 14.0 }
            }
            Self::Pad => {
                -28.0 + 6.0 * wander(seed, 0.25 * seconds) + pulse(seconds, 0.5, 12.0, 7.0)
            }
            Self::Bass => -24.0 + pulse(seconds, 2.0, 18.0, 10.0),
            Self::Kick => -7.0 + hit(seconds, &[0, 3, 4], 110.0),
            Self::Snare => -11.0 + hit(seconds, &[2, 6], 130.0),
            Self::Overhead => {
                let snare = -20.0 + hit(seconds, &[2, 6], 60.0);
                let cymbals = -29.0 + hit(seconds, &[0, 1, 2, 3, 4, 5, 6, 7], 70.0);
                snare.max(cymbals)
            }
        };
        loud.max(room)
    }

    /// How much of the level is in a band around `hertz`, in dB: the rough
    /// outline of its spectrum.
    pub(crate) fn outline(self, hertz: f64) -> f64 {
        let (low, high) = match self {
            Self::Nothing => return SILENT,
            Self::Speech => (130.0, 4500.0),
            Self::Singing => (180.0, 7000.0),
            Self::Choir => (150.0, 6000.0),
            Self::Strum => (110.0, 8000.0),
            Self::Lead => (120.0, 5000.0),
            Self::Pad => (80.0, 6000.0),
            Self::Bass => (45.0, 900.0),
            Self::Kick => (40.0, 250.0),
            Self::Snare => (160.0, 9000.0),
            Self::Overhead => (300.0, 14_000.0),
            Self::Music => (45.0, 12_000.0),
        };
        let below = (low / hertz).log2().max(0.0);
        let above = (hertz / high).log2().max(0.0);
        // Everything natural falls a little towards the treble.
        let tilt = (hertz / low).log2().max(0.0);
        -12.0 - 18.0 * below - 15.0 * above - 1.5 * tilt
    }
}

fn speech(seed: u64, seconds: f64) -> f64 {
    if wander(seed, 0.3 * seconds) < 0.45 {
        return SILENT;
    }
    let syllables = wander(!seed, 5.0 * seconds);
    -38.0 + 20.0 * syllables + 4.0 * wander(seed ^ 0x55, 0.8 * seconds)
}

fn singing(seed: u64, seconds: f64) -> f64 {
    if wander(seed, 0.2 * seconds) < 0.35 {
        return SILENT;
    }
    -30.0 + 14.0 * wander(!seed, 2.5 * seconds) + 2.0 * wander(seed ^ 0x33, 11.0 * seconds)
}

fn applause(seed: u64, seconds: f64) -> f64 {
    -33.0 + 4.0 * wander(seed, 12.0 * seconds)
}

/// Notes at `per_beat` to the beat that fall by `fall` dB per second, `depth`
/// dB above the level between them.
fn pulse(seconds: f64, per_beat: f64, fall: f64, depth: f64) -> f64 {
    let rate = BEATS_PER_SECOND * per_beat;
    let since = (seconds * rate).rem_euclid(1.0) / rate;
    (depth - fall * since).max(0.0)
}

/// Hits on some eighths of the bar that fall by `fall` dB per second.
fn hit(seconds: f64, eighths: &[i64], fall: f64) -> f64 {
    let rate = BEATS_PER_SECOND * 2.0;
    let at = seconds * rate;
    let latest = at.floor() as i64;
    let back = (0..8).find(|back| eighths.contains(&(latest - back).rem_euclid(8)));
    back.map_or(SILENT, |back| -fall * (at - (latest - back) as f64) / rate)
}

/// A smooth random walk between 0 and 1 that takes about one step per unit.
pub(crate) fn wander(seed: u64, at: f64) -> f64 {
    let step = at.floor();
    let share = at - step;
    let smooth = share * share * (3.0 - 2.0 * share);
    let (from, to) = (dice(seed, step as i64), dice(seed, step as i64 + 1));
    from + (to - from) * smooth
}

/// A number from 0 to 1 that belongs to a seed and a step.
fn dice(seed: u64, step: i64) -> f64 {
    let mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ step as u64;
    fastrand::Rng::with_seed(mixed).f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(sound: Sound, seed: u64) -> Vec<f64> {
        (0..1800).map(|tick| sound.level(seed, f64::from(tick) / 30.0)).collect()
    }

    #[test]
    fn everyone_stays_below_clipping_and_moves() {
        for (index, sound) in STAGE.into_iter().enumerate() {
            let levels = minute(sound, index as u64);
            let loudest = levels.iter().copied().fold(SILENT, f64::max);
            if sound == Sound::Nothing {
                assert_eq!(loudest, SILENT);
                continue;
            }
            assert!((-30.0..=-3.0).contains(&loudest), "{sound:?}: {loudest}");
            let changes = levels.windows(2).filter(|pair| (pair[0] - pair[1]).abs() > 0.3).count();
            assert!(changes > 100, "{sound:?}: {changes}");
        }
    }

    #[test]
    fn a_seed_always_plays_the_same_and_another_one_differs() {
        assert_eq!(minute(Sound::Speech, 3), minute(Sound::Speech, 3));
        assert_ne!(minute(Sound::Speech, 3), minute(Sound::Speech, 4));
    }

    #[test]
    fn speech_has_pauses() {
        let levels = minute(Sound::Speech, 8);
        let quiet = levels.iter().filter(|level| **level < -60.0).count();
        assert!((200..1600).contains(&quiet), "{quiet}");
    }

    #[test]
    fn the_kick_is_low_and_the_cymbals_are_high() {
        assert!(Sound::Kick.outline(60.0) > Sound::Kick.outline(6000.0) + 20.0);
        assert!(Sound::Overhead.outline(6000.0) > Sound::Overhead.outline(60.0) + 20.0);
    }
}
