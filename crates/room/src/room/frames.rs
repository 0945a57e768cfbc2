//! Frames from clients: admitted against their budget, read, dealt out.

use std::time::Duration;

use desk::Moment;
use protocol::{ClientFrame, ClientText, CloseCode, DecodeError, RefusalCode};

use super::Room;
use super::writes::Set;
use crate::conn::ConnId;

/// Frames over budget in one flood, as seconds of a full budget, before it is
/// abuse.
const ABUSE_SECONDS: u32 = 5;

impl Room {
    /// A text frame came; `wall` is milliseconds since 1970.
    pub fn handle_text(&mut self, now: Moment, wall: u64, id: ConnId, text: &str) {
        if !self.admit(now, id) {
            if let Some(conn) = self.conns.get_mut(&id) {
                conn.posts_missing = true;
            }
            return;
        }
        match ClientText::decode(text) {
            Ok(message) => {
                self.good_frame(id);
                self.handle_message(now, wall, id, message);
            }
            Err(error) => self.bad_frame(id, &error),
        }
    }

    fn handle_message(&mut self, now: Moment, wall: u64, id: ConnId, message: ClientText) {
        match message {
            ClientText::Post(post) => self.handle_post(now, wall, id, post),
            ClientText::Read { room, offset } => self.handle_read(id, room, offset),
            ClientText::Command(command) => self.handle_command(id, command),
            ClientText::Lists { lists } => self.handle_want_lists(id, lists),
            ClientText::Meters { kinds } => self.handle_want_meters(id, &kinds),
            ClientText::Visible { visible } => self.handle_visible(id, visible),
            ClientText::Surface { epoch } => {
                let current = epoch == self.state.epoch();
                if let Some(conn) = self.conns.get_mut(&id) {
                    conn.surface_taken |= current;
                }
            }
            // A second hello, or a kind that decoding lets through later.
            _ => self.refuse(id, RefusalCode::Malformed, "hello was said already"),
        }
    }

    /// A binary frame came; `wall` is milliseconds since 1970.
    pub fn handle_binary(&mut self, now: Moment, wall: u64, id: ConnId, bytes: &[u8]) {
        let op = ClientFrame::op_of(bytes);
        if !self.admit(now, id) {
            self.refuse_set(id, op, &[], RefusalCode::TooFast, "too many frames in a short time");
            return;
        }
        let Some(conn) = self.conns.get_mut(&id) else { return };
        if !conn.surface_taken && op.is_some() {
            let reason = "the desk has changed; take up its surface first";
            self.refuse_set(id, op, &[], RefusalCode::DeskOffline, reason);
            return;
        }
        let index = self.state.index().clone();
        match ClientFrame::decode(bytes, &index, self.config.limits.set_entries) {
            Ok(frame) => {
                self.good_frame(id);
                self.handle_frame(now, wall, id, frame);
            }
            Err(error) => {
                if op.is_some() {
                    let reason = error.to_string();
                    self.refuse_set(id, op, &[], RefusalCode::OutOfRange, &reason);
                }
                self.bad_frame(id, &error);
            }
        }
    }

    fn handle_frame(&mut self, now: Moment, wall: u64, id: ConnId, frame: ClientFrame) {
        match frame {
            ClientFrame::Set { op, gesture, tick, entries } => {
                let set = Set { op, gesture, tick, entries };
                self.handle_set(now, wall, id, set);
            }
            ClientFrame::Touch { gesture, phase, param } => {
                self.handle_touch(now, id, gesture, phase, param);
            }
            ClientFrame::Fade { op, tick, millis, easing, entries } => {
                let way = (Duration::from_millis(millis.into()), easing);
                self.handle_fade(now, wall, id, (op, tick), way, entries);
            }
            ClientFrame::MeterAck { seq } => {
                if let Some(conn) = self.conns.get_mut(&id) {
                    conn.meters.acknowledge(seq);
                }
            }
            ClientFrame::Ping { nonce } => {
                if let Some(conn) = self.conns.get_mut(&id) {
                    conn.pong = Some(nonce);
                }
            }
            _ => {}
        }
    }

    fn handle_visible(&mut self, id: ConnId, visible: bool) {
        let Some(conn) = self.conns.get_mut(&id) else { return };
        if conn.visible != visible {
            conn.visible = visible;
            self.roster.change();
            self.note_due(id);
        }
    }

    /// Notes a sign of life and takes one frame from the budget; false when
    /// the frame is to be refused. A flood is over when a second's worth is
    /// left again: the frame that fits in now and then does not end it.
    fn admit(&mut self, now: Moment, id: ConnId) -> bool {
        let per_second = u32::from(self.config.limits.frames_per_second);
        let Some(conn) = self.conns.get_mut(&id) else { return false };
        (conn.heard, conn.has) = (now, None);
        self.stirred.insert(id);
        if conn.frames.take(now) {
            if conn.frames.has_a_second() {
                conn.excess = 0;
            }
            return true;
        }
        conn.excess += 1;
        if conn.excess == 1 {
            self.refuse(id, RefusalCode::TooFast, "too many frames in a short time");
        } else if conn.excess > per_second.saturating_mul(ABUSE_SECONDS) {
            self.close(id, CloseCode::TooFast, "too many frames for too long", Some(1000));
        }
        false
    }

    fn good_frame(&mut self, id: ConnId) {
        if let Some(conn) = self.conns.get_mut(&id) {
            conn.bad = 0;
        }
    }

    fn bad_frame(&mut self, id: ConnId, error: &DecodeError) {
        let code = match error {
            DecodeError::UnknownKind(_) | DecodeError::UnknownMessage => RefusalCode::UnknownKind,
            _ => RefusalCode::Malformed,
        };
        self.refuse(id, code, &error.to_string());
        let limit = self.config.limits.bad_frames;
        let Some(conn) = self.conns.get_mut(&id) else { return };
        conn.bad += 1;
        if conn.bad >= limit {
            self.close(id, CloseCode::Malformed, "too many frames could not be read", None);
        }
    }
}
