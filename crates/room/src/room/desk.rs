//! What the desk tells: its status, its surface and values, its meters.

use bytes::Bytes;
use desk::{Index, ParamId, Surface, Value};
use protocol::{DeskState, DeskStatus, ServerText, WireSurface};

use super::Room;
use crate::conn::ConnId;
use crate::state::StateLog;

impl Room {
    /// How the desk is.
    pub fn handle_desk_status(&mut self, status: DeskStatus) {
        if status.state != DeskState::Live {
            self.meters.clear();
            self.fades.clear();
            self.lists.forget_desk();
        }
        if self.desk != status {
            self.desk = status;
            self.desk_version += 1;
        }
    }

    /// The desk told its whole state, values in index order. The same surface
    /// keeps the epoch: peers get the differences. Another one starts a new
    /// epoch, and sets are refused until a peer has taken it up.
    pub fn handle_desk_synced(&mut self, surface: Surface, values: Vec<Value>) {
        if self.state.index().surface() != &surface {
            // The relay hands out surfaces it built itself; one that does not
            // fit the index would be an empty desk rather than a wrong one.
            let index = Index::new(surface).unwrap_or_else(|_| Index::empty());
            let epoch = protocol::Epoch(self.state.epoch().0.wrapping_add(1 << 32));
            self.state = StateLog::new(epoch, index);
            self.meters.clear();
            self.fades.clear();
            self.holds.end(|_| true);
            let message = ServerText::Surface {
                epoch,
                surface: WireSurface::from(self.state.index().surface()),
            };
            let message = Bytes::from(message.encode());
            self.asked = None;
            for conn in self.conns.values_mut() {
                conn.state = None;
                conn.op_rev = 0;
                conn.surface_taken = false;
                conn.meters.want(0);
                conn.lost.clear();
                conn.answer(message.clone());
            }
        }
        let ids = self.state.index().ids();
        self.state.apply(ids.zip(values));
        // It may be another desk, or have other shows than before.
        self.handle_lists_changed(None);
    }

    /// A parameter changed on the desk, by a hand there or another program.
    pub fn handle_desk_changed(&mut self, id: ParamId, value: Value) {
        self.fades.stop(id);
        self.state.apply([(id, value)]);
    }

    /// New meter levels, a byte per meter in surface order; `wall` is
    /// milliseconds since 1970.
    pub fn handle_meters(&mut self, wall: u64, levels: Vec<u8>) {
        self.meters.publish(tick_of(wall), levels);
    }

    pub(super) fn handle_want_meters(&mut self, id: ConnId, kinds: &[String]) {
        let surface = self.state.index().surface();
        let wanted = kinds
            .iter()
            .filter_map(|kind| surface.kind(kind))
            .filter(|(place, _)| *place < 16)
            .fold(0u16, |mask, (place, _)| mask | 1 << place);
        if let Some(conn) = self.conns.get_mut(&id) {
            conn.meters.want(wanted);
        }
    }
}

/// The relay clock as it travels in live frames: units of 16 ms, wrapping.
pub(super) fn tick_of(wall: u64) -> u16 {
    ((wall / 16) & 0xffff) as u16
}
