//! Commands: sent at once, behind the writes that still wait. The recorders
//! have one switch each that turns over, so it is pressed only when that
//! does what was asked.

use std::time::Duration;

use desk::Moment;

use super::{Driver, State};
use crate::command::{Busy, Command, CommandError, MULTITRACK_TOGGLE, Multitrack, RECORD_TOGGLE};
use crate::frame;
use crate::mirror::Tree;

/// How long a recorder may take to say that it does what it was told. The
/// desk tells changes within 34 ms; a stick can be slow to open a file.
const SETTLE: Duration = Duration::from_secs(2);
/// From here on the recorder is busy.
const BUSY: f64 = 0.5;
/// The multitrack machine plays.
const PLAYING: f64 = 2.0;

/// What a recorder was last told to do, and until when it may take.
pub(super) type Told = Option<(Moment, bool)>;

/// A recorder behind one switch.
struct Recorder {
    line: &'static str,
    state: &'static str,
    busy: &'static [&'static str],
    reason: Busy,
}

const STEREO: Recorder = Recorder {
    line: RECORD_TOGGLE,
    state: "var.isRecording",
    busy: &["var.recBusy"],
    reason: Busy::Recorder,
};

const MULTITRACK: Recorder = Recorder {
    line: MULTITRACK_TOGGLE,
    state: "var.mtk.rec.currentState",
    busy: &["var.mtk.busy", "var.mtk.rec.busy"],
    reason: Busy::Multitrack,
};

impl Recorder {
    /// The line that makes it so; nothing when it is so.
    fn press(
        &self,
        now: Moment,
        tree: &Tree,
        told: &mut Told,
        on: bool,
    ) -> Result<Option<String>, CommandError> {
        let is_on = tree.is_on(self.state);
        match *told {
            // It was told, and has not said so yet: a second press would turn
            // it back.
            Some((until, wanted)) if now < until && wanted != is_on => {
                return if wanted == on { Ok(None) } else { Err(CommandError::Busy(self.reason)) };
            }
            _ => {}
        }
        if is_on == on {
            return Ok(None);
        }
        if self.busy.iter().any(|key| tree.number(key) >= BUSY) {
            return Err(CommandError::Busy(self.reason));
        }
        *told = Some((now + SETTLE, on));
        Ok(Some(self.line.to_owned()))
    }
}

impl Driver {
    /// Asks something of the desk. Answers, if any, come as
    /// [`Event::Notice`](super::Event::Notice) and as changes.
    ///
    /// # Errors
    /// [`CommandError`]; nothing was sent.
    pub fn command(&mut self, now: Moment, command: &Command) -> Result<(), CommandError> {
        let live = self.state() == State::Live;
        let Some(mirror) = self.mirror.as_ref().filter(|_| live) else {
            return Err(CommandError::NotSynced);
        };
        let tree = mirror.tree();
        let playing = tree.number("var.mtk.currentState") >= PLAYING;
        let line = match *command {
            Command::Record(on) => STEREO.press(now, tree, &mut self.recorder, on)?,
            Command::MultitrackRecord(true) if playing => {
                return Err(CommandError::Busy(Busy::Playing));
            }
            Command::MultitrackRecord(on) => {
                MULTITRACK.press(now, tree, &mut self.multitrack, on)?
            }
            Command::Multitrack(Multitrack::Play) if tree.is_on(MULTITRACK.state) => {
                return Err(CommandError::Busy(Busy::Recording));
            }
            _ => Some(command.line()?),
        };
        let Some(line) = line else {
            return Ok(());
        };
        // What was set before a snapshot is loaded must not arrive after it.
        for key in self.outbox.drain() {
            self.transmit_key(&key);
        }
        self.transmits.push_back(frame::encode(&line));
        Ok(())
    }
}
