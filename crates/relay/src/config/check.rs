//! Whether the settings can work: nothing is missing its other half, and
//! every number lies where relay and clients still do what they promise.

use super::{Config, ConfigError};

/// Shortest time that a phone on a busy WiFi can keep.
const MILLIS_MIN: u64 = 100;
/// Longest time for liveness: an hour.
const MILLIS_MAX: u64 = 3_600_000;
/// The most bytes one character of a text takes as JSON, `\u001f`, and what stands
/// around the text.
const CHAR_BYTES: u64 = 6;
const FRAME_BYTES: u64 = 1024;

impl Config {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.check_tls()?;
        self.check_rooms()?;
        range("chat_memory", self.chat_memory as u64, 200, 1_000_000)?;
        range("connections", self.connections as u64, 1, 100_000)?;
        range("wrong_codes_per_minute", self.wrong_codes_per_minute.into(), 1, 10_000)?;
        self.check_limits()?;
        self.check_heartbeat()
    }

    fn check_tls(&self) -> Result<(), ConfigError> {
        let (cert, key) = ("--tls-cert", "--tls-key");
        match (&self.tls_cert, &self.tls_key) {
            (Some(_), None) => Err(ConfigError::HalfTls { given: cert, missing: key }),
            (None, Some(_)) => Err(ConfigError::HalfTls { given: key, missing: cert }),
            (Some(_), Some(_)) if self.tls_self_signed => Err(ConfigError::TwiceTls),
            _ => Ok(()),
        }
    }

    fn check_rooms(&self) -> Result<(), ConfigError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if self.rooms.is_empty() {
            return Err(ConfigError::Room(String::new()));
        }
        for (place, room) in self.rooms.iter().enumerate() {
            if room.is_empty() || !room.chars().all(plain) {
                return Err(ConfigError::Room(room.clone()));
            }
            if self.rooms[..place].contains(room) {
                return Err(ConfigError::TwiceRoom(room.clone()));
            }
        }
        Ok(())
    }

    fn check_limits(&self) -> Result<(), ConfigError> {
        let limits = &self.limits;
        let chars = u64::from(limits.chat_chars);
        range("limits.chat_chars", chars, 1, 100_000)?;
        // The longest text that is allowed must fit one message.
        let bytes = FRAME_BYTES + CHAR_BYTES * chars;
        range("limits.message_bytes", limits.message_bytes.into(), bytes.max(4096), 1 << 20)?;
        let most = u16::MAX.into();
        for (setting, value, min) in [
            ("limits.set_entries", limits.set_entries, 1),
            ("limits.frames_per_second", limits.frames_per_second, 10),
            ("limits.posts_per_ten_seconds", limits.posts_per_ten_seconds, 1),
            ("limits.unauthenticated_sockets", limits.unauthenticated_sockets, 1),
            ("limits.sessions_per_member", limits.sessions_per_member, 1),
            ("limits.bad_frames", limits.bad_frames, 1),
        ] {
            range(setting, value.into(), min, most)?;
        }
        // Verdicts are kept for so many messages of one client.
        range("limits.outbox", limits.outbox.into(), 1, room::VERDICTS_KEPT as u64)
    }

    fn check_heartbeat(&self) -> Result<(), ConfigError> {
        let beat = &self.heartbeat;
        let beacon = ("heartbeat.beacon_millis", beat.beacon_millis);
        let client = ("heartbeat.client_millis", beat.client_millis);
        let suspect = ("heartbeat.suspect_millis", beat.suspect_millis);
        let dead = ("heartbeat.dead_millis", beat.dead_millis);
        let relay_dead = ("heartbeat.relay_dead_millis", beat.relay_dead_millis);
        let hidden = ("heartbeat.relay_dead_hidden_millis", beat.relay_dead_hidden_millis);
        let hello = ("heartbeat.hello_millis", beat.hello_millis);
        for (setting, value) in [beacon, client, suspect, dead, relay_dead, hidden, hello] {
            range(setting, value.into(), MILLIS_MIN, MILLIS_MAX)?;
        }
        for (less, more) in [(beacon, suspect), (suspect, dead), (client, relay_dead)] {
            if less.1 >= more.1 {
                return Err(ConfigError::Order { less: less.0, more: more.0 });
            }
        }
        match relay_dead.1 > hidden.1 {
            true => Err(ConfigError::Order { less: relay_dead.0, more: hidden.0 }),
            false => Ok(()),
        }
    }
}

fn range(setting: &'static str, value: u64, min: u64, max: u64) -> Result<(), ConfigError> {
    match (min..=max).contains(&value) {
        true => Ok(()),
        false => Err(ConfigError::Range { setting, value, min, max }),
    }
}
