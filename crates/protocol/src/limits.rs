//! Limits and heartbeat numbers, told to every client in welcome.

use serde::{Deserialize, Serialize};

use crate::json::fields_from_json;

/// How much a client may send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Largest message a client may send, in bytes; larger ones close 1009.
    pub message_bytes: u32,
    /// Longest chat text, in characters (Unicode scalar values).
    pub chat_chars: u32,
    /// Most entries in one set.
    pub set_entries: u16,
    /// Frames per second a client may send for long; a burst of two seconds'
    /// worth is free.
    pub frames_per_second: u16,
    /// Chat posts per ten seconds; posts of a resumed outbox have a budget of
    /// their own.
    pub posts_per_ten_seconds: u16,
    /// Most posts a client keeps while it cannot send.
    pub outbox: u16,
    /// Sockets per address that have not said hello; a global pool of four
    /// times as many stands above it.
    pub unauthenticated_sockets: u16,
    /// Live connections of one person.
    pub sessions_per_member: u16,
    /// Bad frames in a row before the relay closes 4400.
    pub bad_frames: u16,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 16 * 1024,
            chat_chars: 2000,
            set_entries: 64,
            frames_per_second: 120,
            posts_per_ten_seconds: 20,
            outbox: 500,
            unauthenticated_sockets: 64,
            sessions_per_member: 8,
            bad_frames: 10,
        }
    }
}

fields_from_json!(Limits { or
    message_bytes, chat_chars, set_entries, frames_per_second, posts_per_ten_seconds, outbox,
    unauthenticated_sockets, sessions_per_member, bad_frames
});

/// Liveness numbers in milliseconds. Any received byte counts as life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Heartbeat {
    /// The relay sends something at least this often.
    pub beacon_millis: u32,
    /// The relay sends something at least this often to a hidden client.
    pub beacon_hidden_millis: u32,
    /// A visible client sends something at least this often.
    pub client_millis: u32,
    /// A client suspects the link after this much silence.
    pub suspect_millis: u32,
    /// A client gives the link up after this much silence.
    pub dead_millis: u32,
    /// The relay drops a visible client after this much silence.
    pub relay_dead_millis: u32,
    /// The relay drops a hidden client after this much silence.
    pub relay_dead_hidden_millis: u32,
    /// The relay waits this long for hello.
    pub hello_millis: u32,
}

impl Default for Heartbeat {
    fn default() -> Self {
        Self {
            beacon_millis: 1000,
            beacon_hidden_millis: 15_000,
            client_millis: 2000,
            suspect_millis: 2000,
            dead_millis: 5000,
            relay_dead_millis: 5400,
            relay_dead_hidden_millis: 90_000,
            hello_millis: 3000,
        }
    }
}

fields_from_json!(Heartbeat { or
    beacon_millis, beacon_hidden_millis, client_millis, suspect_millis, dead_millis, relay_dead_millis,
    relay_dead_hidden_millis, hello_millis
});
