//! Who has been silent for too long, and when the room is to be woken.

use std::time::Duration;

use ::desk::Moment;
use protocol::{CloseCode, Heartbeat};

use super::Room;
use crate::conn::{Conn, ConnId};

/// A timer that fires this late says that the relay was starved: what came
/// meanwhile may not have been read yet.
const STARVED: Duration = Duration::from_millis(50);
/// Least and most time to read it before anybody is given up.
const READ_FIRST: Duration = Duration::from_millis(100);
const READ_ENOUGH: Duration = Duration::from_secs(1);

impl Room {
    /// A WebSocket ping, pong or other sign of life came.
    pub fn handle_alive(&mut self, now: Moment, id: ConnId) {
        if let Some(conn) = self.conns.get_mut(&id) {
            conn.heard = now;
        }
    }

    /// Time has passed.
    pub fn handle_timeout(&mut self, now: Moment) {
        self.note_lateness(now);
        self.conns_due.set(None);
        let silent = self.conns.iter().filter(|(_, conn)| self.death_of(conn) <= now);
        for id in silent.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.close(id, CloseCode::Silent, "nothing was heard for too long", None);
        }
        self.step_fades(now);
        self.holds.expire(now);
        self.state.publish(now);
        self.tell_roster(now);
    }

    /// When [`Room::handle_timeout`] is due next.
    #[must_use]
    pub fn poll_deadline(&self) -> Option<Moment> {
        let conns = self.conns_due.get().or_else(|| self.first_conn_due());
        self.conns_due.set(conns);
        let others = [self.roster.due(self.conns.len()), self.fades.due(), self.holds.due()];
        others.into_iter().chain([conns, self.state.due()]).flatten().min()
    }

    /// When the first connection dies of silence or is due a sign of life. It
    /// only moves on while connections hear and are heard.
    fn first_conn_due(&self) -> Option<Moment> {
        self.conns.values().map(|conn| self.due_of(conn)).min()
    }

    /// Something of this connection may be due earlier than it was.
    pub(super) fn note_due(&self, id: ConnId) {
        if let Some((due, conn)) = self.conns_due.get().zip(self.conns.get(&id)) {
            self.conns_due.set(Some(due.min(self.due_of(conn))));
        }
    }

    fn due_of(&self, conn: &Conn) -> Moment {
        let death = self.death_of(conn);
        // What is still being written is told soon enough.
        if conn.busy { death } else { death.min(beacon_of(&self.config.heartbeat, conn)) }
    }

    fn note_lateness(&mut self, now: Moment) {
        let late = self.poll_deadline().map(|due| now.since(due)).unwrap_or_default();
        if late > STARVED {
            self.no_death_before = now + (late * 2).clamp(READ_FIRST, READ_ENOUGH);
        }
    }

    fn death_of(&self, conn: &Conn) -> Moment {
        let heartbeat = &self.config.heartbeat;
        let millis = if conn.visible {
            heartbeat.relay_dead_millis
        } else {
            heartbeat.relay_dead_hidden_millis
        };
        let dead = Duration::from_millis(millis.into());
        // A relay whose every timer is late still notices who is gone.
        self.no_death_before.clamp(conn.heard + dead, conn.heard + dead * 2)
    }
}

/// When a connection has to be told something, if only that all is well.
pub(super) fn beacon_of(heartbeat: &Heartbeat, conn: &Conn) -> Moment {
    let millis =
        if conn.visible { heartbeat.beacon_millis } else { heartbeat.beacon_hidden_millis };
    conn.told + Duration::from_millis(millis.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::tests::{CONN, at, room};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// Whether the page is still there after the room was woken.
    fn wake(room: &mut Room, millis: u64) -> bool {
        room.poll_batch(at(millis), 0, CONN);
        room.handle_written(CONN);
        room.handle_timeout(at(millis));
        room.is_current(CONN)
    }

    #[test]
    fn a_silent_page_is_given_up_in_time() {
        let mut room = room();
        assert!(wake(&mut room, 5399));
        assert!(!wake(&mut room, 5400));
    }

    /// What came while others had the processor is read before anybody is
    /// called silent.
    #[test]
    fn a_starved_relay_reads_before_it_judges() {
        for heard in [true, false] {
            let mut room = room();
            assert!(wake(&mut room, 5200));
            assert!(wake(&mut room, 5700), "300 ms late");
            if heard {
                room.handle_alive(at(5710), CONN);
            }
            assert!(wake(&mut room, 6299));
            assert_eq!(wake(&mut room, 6300), heard);
        }
    }

    /// Every timer fires late and puts the judgement off again, but not for
    /// ever.
    #[test]
    fn a_relay_that_is_always_late_gives_a_silent_page_up_all_the_same() {
        let mut room = room();
        let mut now = 0;
        let gone = loop {
            now = room.poll_deadline().unwrap().as_millis().max(now) + 400;
            if !wake(&mut room, now) {
                break now;
            }
            assert!(now < 20_000, "still there");
        };
        assert!((5400..=11_300).contains(&gone), "{gone}");
    }
}
