//! WebSocket text frames in the packet syntax of socket.io 0.9, both ways.
//! What the lines inside say is left to [`crate::line`].
//!
//! **Source:** Soundcraft Ui protocol reference, frame format.

/// Opens every frame that carries protocol lines.
pub const MESSAGE_PREFIX: &str = "3:::";

/// One frame from the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packet<'a> {
    /// `1::`, the first frame after the upgrade.
    Connected,
    /// `2::`. It flows even when the desk has stopped all data, so it proves
    /// nothing about the desk.
    Heartbeat,
    /// `0::`, the desk hangs up.
    Disconnect,
    /// One or many protocol lines.
    Message(Lines<'a>),
    /// Anything else: packet types no desk was seen to send.
    Unknown(&'a str),
}

impl<'a> Packet<'a> {
    /// Reads one text frame. Cannot fail: what is not known is kept raw.
    #[must_use]
    pub fn decode(text: &'a str) -> Self {
        if let Some(payload) = text.strip_prefix(MESSAGE_PREFIX) {
            return Self::Message(Lines { rest: payload });
        }
        match text.get(..3) {
            Some("0::") => Self::Disconnect,
            Some("1::") => Self::Connected,
            Some("2::") => Self::Heartbeat,
            _ => Self::Unknown(text),
        }
    }
}

/// The protocol lines of one frame: split at line feeds, without empty ones
/// and without a prefix repeated on a later line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        while !self.rest.is_empty() {
            let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            self.rest = rest;
            let line = line.strip_prefix(MESSAGE_PREFIX).unwrap_or(line);
            let line = line.strip_suffix('\r').unwrap_or(line);
            if !line.is_empty() {
                return Some(line);
            }
        }
        None
    }
}

/// The frame that carries one command; one per frame is what every client
/// sends.
#[must_use]
pub fn encode(line: &str) -> String {
    format!("{MESSAGE_PREFIX}{line}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        match Packet::decode(text) {
            Packet::Message(lines) => lines.collect(),
            other => panic!("{other:?} is no message"),
        }
    }

    #[test]
    fn packets_are_told_apart() {
        assert_eq!(Packet::decode("1::"), Packet::Connected);
        assert_eq!(Packet::decode("2::"), Packet::Heartbeat);
        assert_eq!(Packet::decode("0::"), Packet::Disconnect);
        for odd in ["", "1", "3::", "5:::{}", "SETD^i.0.mix^1", "äöü"] {
            assert_eq!(Packet::decode(odd), Packet::Unknown(odd));
        }
    }

    #[test]
    fn many_lines_come_out_of_one_frame() {
        assert_eq!(
            lines("3:::UPDATE_PLAYLIST\nSETS^s.1.name^\n\n3:::SETD^i.0.mute^1\r\n"),
            ["UPDATE_PLAYLIST", "SETS^s.1.name^", "SETD^i.0.mute^1"]
        );
        assert!(lines("3:::").is_empty());
        assert!(lines("3:::\n\n").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_decodes(text in "\\PC*|(3:::|2::)?[\\n:^A-Z0-9]*") {
            if let Packet::Message(lines) = Packet::decode(&text) {
                for line in lines {
                    prop_assert!(!line.is_empty() && !line.contains('\n'));
                }
            }
        }

        #[test]
        fn what_is_encoded_comes_back(line in "[A-Z][A-Z0-9^. ]{0,40}") {
            let frame = encode(&line);
            prop_assert_eq!(lines(&frame), [line.as_str()]);
        }
    }
}
