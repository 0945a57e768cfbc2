//! What holds for every message: it comes back as it was said, in one form
//! only, and nothing a peer sends can make a decoder panic.

use desk::{Index, Surface};
use proptest::prelude::*;
use proptest::{collection, sample};
use protocol::json::{FromJson, Json};
use protocol::{
    ClientFrame, ClientText, DecodeError, Entry, Limits, ServerFrame, ServerText, WireSurface,
};

use crate::arbitrary::{client_frame, client_text, index, server_frame, server_text, surface};
use crate::samples;

const MOST: u16 = u16::MAX;

fn sorted(entries: &[Entry]) -> bool {
    entries.windows(2).all(|pair| pair[0].0 < pair[1].0)
}

/// What was decoded has one form only: the bytes it came from. Its entries
/// are sorted. Only the runs of a snapshot can be cut in several ways.
fn check_server(bytes: &[u8], index: &Index) -> Result<(), TestCaseError> {
    if let Ok(frame) = ServerFrame::decode(bytes, index) {
        let again = frame.encode();
        match &frame {
            ServerFrame::Snapshot { start, values, .. } => {
                prop_assert_eq!(ServerFrame::decode(&again, index), Ok(frame.clone()));
                prop_assert!(
                    values.is_empty() || usize::from(*start) + values.len() <= index.len()
                );
            }
            ServerFrame::Delta { entries, .. } | ServerFrame::CatchUp { entries, .. } => {
                prop_assert_eq!(again, bytes);
                prop_assert!(sorted(entries));
            }
            _ => prop_assert_eq!(again, bytes),
        }
    }
    Ok(())
}

fn check_client(bytes: &[u8], index: &Index) -> Result<(), TestCaseError> {
    let most = Limits::default().set_entries;
    if let Ok(frame) = ClientFrame::decode(bytes, index, most) {
        prop_assert_eq!(frame.encode(), bytes);
        if let ClientFrame::Set { op, entries, .. } | ClientFrame::Fade { op, entries, .. } = &frame
        {
            prop_assert_eq!(ClientFrame::op_of(bytes), Some(*op));
            prop_assert!(sorted(entries));
            prop_assert!(entries.len() <= usize::from(most));
        }
    }
    Ok(())
}

/// Bytes that begin like a frame, so that decoding gets beyond the first one.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let kind = prop_oneof![0x00u8..0x18, any::<u8>()];
    (kind, collection::vec(prop_oneof![0u8..30, any::<u8>()], 0..60)).prop_map(
        |(kind, mut rest)| {
            rest.insert(0, kind);
            rest
        },
    )
}

/// One byte changed.
fn damaged(mut bytes: Vec<u8>, at: &sample::Index, byte: u8) -> Vec<u8> {
    if !bytes.is_empty() {
        let at = at.index(bytes.len());
        bytes[at] = byte;
    }
    bytes
}

proptest! {
    #[test]
    fn frames_of_the_relay_come_back((index, frame) in server_frame()) {
        prop_assert_eq!(ServerFrame::decode(&frame.encode(), &index), Ok(frame));
    }

    #[test]
    fn frames_of_a_client_come_back((index, frame) in client_frame()) {
        prop_assert_eq!(ClientFrame::decode(&frame.encode(), &index, MOST), Ok(frame));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in noise(), index in index()) {
        check_server(&bytes, &index)?;
        check_client(&bytes, &index)?;
        check_server(&bytes, &samples::index())?;
        check_client(&bytes, &samples::index())?;
    }

    #[test]
    fn damaged_frames_are_read_or_refused(
        (index, server) in server_frame(),
        (other, client) in client_frame(),
        at: sample::Index,
        byte: u8,
    ) {
        check_server(&damaged(server.encode(), &at, byte), &index)?;
        check_client(&damaged(client.encode(), &at, byte), &other)?;
        // A frame about another desk is no danger either.
        check_server(&server.encode(), &other)?;
        check_client(&client.encode(), &index)?;
    }

    /// A cut within a field is an error. Lists end where the frame ends, so a
    /// cut between two of their items leaves a shorter list; WebSocket
    /// messages come whole, which rules that out.
    #[test]
    fn cut_frames_are_refused_or_shorter((index, frame) in server_frame()) {
        let bytes = frame.encode();
        for end in 0..bytes.len() {
            check_server(&bytes[..end], &index)?;
            if matches!(frame, ServerFrame::OpAck { .. } | ServerFrame::Pong { .. }) {
                prop_assert!(ServerFrame::decode(&bytes[..end], &index).is_err());
            }
        }
    }

    #[test]
    fn cut_sets_are_refused_or_shorter((index, frame) in client_frame()) {
        let bytes = frame.encode();
        for end in 0..bytes.len() {
            check_client(&bytes[..end], &index)?;
            if !matches!(frame, ClientFrame::Set { .. } | ClientFrame::Fade { .. }) {
                prop_assert!(ClientFrame::decode(&bytes[..end], &index, MOST).is_err());
            }
        }
    }

    #[test]
    fn longer_frames_are_refused((index, frame) in client_frame(), extra: u8) {
        if !matches!(frame, ClientFrame::Set { .. } | ClientFrame::Fade { .. }) {
            let mut bytes = frame.encode();
            bytes.push(extra);
            prop_assert_eq!(
                ClientFrame::decode(&bytes, &index, MOST),
                Err(DecodeError::Trailing(1))
            );
        }
    }

    #[test]
    fn texts_of_the_relay_come_back(message in server_text()) {
        prop_assert_eq!(ServerText::decode(&message.encode()), Ok(message));
    }

    #[test]
    fn texts_of_a_client_come_back(message in client_text()) {
        prop_assert_eq!(ClientText::decode(&message.encode()), Ok(message));
    }

    #[test]
    fn any_text_is_read_or_refused(text: String) {
        let _ = (ClientText::decode(&text), ServerText::decode(&text));
    }

    #[test]
    fn damaged_texts_are_read_or_refused(
        server in server_text(),
        client in client_text(),
        at: sample::Index,
        byte: u8,
    ) {
        for text in [server.encode(), client.encode()] {
            let text = damaged(text.into_bytes(), &at, byte);
            let text = String::from_utf8_lossy(&text);
            let _ = (ClientText::decode(&text), ServerText::decode(&text));
        }
    }

    #[test]
    fn cut_texts_are_refused(message in server_text(), other in client_text(), at: sample::Index) {
        let (server, client) = (message.encode(), other.encode());
        let cut = |text: &str| text[..text.floor_char_boundary(at.index(text.len()))].to_owned();
        prop_assert!(matches!(ServerText::decode(&cut(&server)), Err(DecodeError::Json(_))));
        prop_assert!(matches!(ClientText::decode(&cut(&client)), Err(DecodeError::Json(_))));
    }

    #[test]
    fn surfaces_come_back(surface in surface()) {
        let wire = WireSurface::from(&surface);
        let json = serde_json::to_string(&wire).unwrap();
        let again: WireSurface = Json::parse(&json).and_then(|json| WireSurface::from_json(&json)).unwrap();
        prop_assert_eq!(Surface::try_from(again), Ok(surface));
    }
}
