//! The two ways onto a desk: a plain WebSocket upgrade, or a socket.io 0.9
//! handshake over HTTP first. Fetching and upgrading are the shell's.
//!
//! **Source:** Soundcraft Ui protocol reference, connection modes A and B.

use std::time::Duration;

/// Where to upgrade without any handshake.
pub const PLAIN_PATH: &str = "/";
/// What to GET for the body that [`Handshake::decode`] reads. The official
/// client adds a time to defeat caches; the desk does not need it.
pub const FETCH_PATH: &str = "/socket.io/1/";

/// Longest session id taken; measured ones have up to 20 digits.
const SID_MAX: usize = 256;

/// What the desk answers to the handshake request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handshake {
    /// Session id, good for one upgrade within a few seconds.
    pub sid: String,
    /// Declared heartbeat time-out, where the desk tells one. Measured desks
    /// declare 5 s and beat every 67 ms.
    pub heartbeat: Option<Duration>,
}

/// Why a handshake body cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HandshakeError {
    /// No `:` in it, so it is another server's page.
    #[error("a handshake of {0} bytes has no session id")]
    NoSid(usize),
    /// The session id would not be a plain path segment.
    #[error("session id {0:?} does not fit into a path")]
    Sid(String),
    /// The desk offers transports, but not this one.
    #[error("transports {0:?} do not include websocket")]
    Transports(String),
}

impl Handshake {
    /// Reads `<sid>:<heartbeat>:<close>:<transports>`.
    ///
    /// # Errors
    /// [`HandshakeError`] when this is no handshake or offers no WebSocket.
    pub fn decode(body: &str) -> Result<Self, HandshakeError> {
        let body = body.trim();
        let (sid, rest) = body.split_once(':').ok_or(HandshakeError::NoSid(body.len()))?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if sid.is_empty() || sid.len() > SID_MAX || !sid.chars().all(plain) {
            return Err(HandshakeError::Sid(sid.chars().take(40).collect()));
        }
        let mut fields = rest.splitn(3, ':');
        let heartbeat = fields.next().and_then(|text| text.parse().ok());
        if let Some(transports) = fields.nth(1)
            && !transports.split(',').any(|one| one.trim() == "websocket")
        {
            return Err(HandshakeError::Transports(transports.chars().take(80).collect()));
        }
        Ok(Self { sid: sid.to_owned(), heartbeat: heartbeat.map(Duration::from_secs) })
    }

    /// Where to upgrade with this session.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/socket.io/1/websocket/{}", self.sid)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn session_ids_of_any_length_are_taken() {
        for sid in ["10399287775469968506", "7", "123456789012345678901234"] {
            let handshake = Handshake::decode(&format!("{sid}:5:5:websocket\r\n")).unwrap();
            assert_eq!(handshake.path(), format!("/socket.io/1/websocket/{sid}"));
            assert_eq!(handshake.heartbeat, Some(Duration::from_secs(5)));
        }
        let several = Handshake::decode("1:::xhr-polling,websocket").unwrap();
        assert_eq!(several.heartbeat, None);
        assert!(Handshake::decode("1:5").is_ok());
    }

    #[test]
    fn other_bodies_are_refused() {
        for body in ["", "hello", ":5:5:websocket", "<html>:", "../x:5:5:websocket", "1:5:5:flash"]
        {
            assert!(Handshake::decode(body).is_err(), "{body}");
        }
    }

    proptest! {
        #[test]
        fn any_body_decodes_or_is_refused(body in "\\PC*") {
            if let Ok(handshake) = Handshake::decode(&body) {
                prop_assert!(handshake.path().is_ascii());
            }
        }
    }
}
