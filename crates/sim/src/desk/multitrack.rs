//! The multitrack machine of the Ui24R: sessions on a stick and the `var.mtk.*`
//! keys. There is no audio.

use std::time::Duration;

use super::Desk;
use crate::line::Line;

const STOPPED: f64 = 0.0;
const PAUSED: f64 = 1.0;
const PLAYING: f64 = 2.0;

/// How long every recorded session is taken to be, in seconds.
const SESSION_SECONDS: f64 = 180.0;

/// The stick holds no more sessions than this.
const MOST_SESSIONS: usize = 100;

/// The sessions on the stick and the clock of the machine.
#[derive(Debug)]
pub(super) struct Multitrack {
    sessions: Vec<String>,
    recorded: usize,
    stepped_at: Duration,
    recording_since: Duration,
}

impl Default for Multitrack {
    fn default() -> Self {
        Self {
            sessions: vec!["Rehearsal".to_owned()],
            recorded: 0,
            stepped_at: Duration::ZERO,
            recording_since: Duration::ZERO,
        }
    }
}

impl Multitrack {
    pub(super) fn sessions(&self) -> &[String] {
        &self.sessions
    }

    /// The files of a session: one for each of the first eight tracks.
    pub(super) fn files(&self, session: &str) -> Vec<String> {
        let known = self.sessions.iter().any(|name| name == session);
        (1..=8).filter(|_| known).map(|track| format!("Track {track:02}.flac")).collect()
    }
}

impl Desk {
    /// `MTK_PLAY` and its kin; `command` comes without the prefix.
    pub(super) fn command_multitrack(&mut self, command: &str, line: Line<'_>, now: Duration) {
        if !self.model.has_patching() {
            return;
        }
        let session = line.argument(0);
        match command {
            "PLAY" if !self.multitrack_records() => self.play_session(now),
            "PAUSE" if self.number("var.mtk.currentState") == PLAYING => {
                self.put_number("var.mtk.currentState", PAUSED);
            }
            "STOP" => {
                self.put_number("var.mtk.currentState", STOPPED);
                self.put_number("var.mtk.currentTrackPos", 0.0);
            }
            "JUMP_TO" => {
                if let Some(position) = crate::number::parse(session) {
                    self.put_number("var.mtk.currentTrackPos", position.clamp(0.0, 1.0));
                }
            }
            "SELECT" if self.multitrack.sessions.iter().any(|known| known == session) => {
                self.put_text("var.mtk.session", session);
                self.put_number("var.mtk.currentLength", SESSION_SECONDS);
            }
            "DELETE" => self.multitrack.sessions.retain(|known| known != session),
            "REC_TOGGLE" => self.toggle_multitrack_recording(now),
            _ => {}
        }
    }

    /// Goes on to `now`: position while playing, time while recording. Both
    /// are told once a second.
    pub(super) fn run_multitrack(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.multitrack.stepped_at).as_secs_f64();
        if !self.model.has_patching() || passed < 1.0 {
            return;
        }
        self.multitrack.stepped_at = now;
        if self.multitrack_records() {
            let time = now.saturating_sub(self.multitrack.recording_since).as_secs_f64();
            self.put_number("var.mtk.rec.time", time.floor());
        } else if self.number("var.mtk.currentState") == PLAYING {
            let position = self.number("var.mtk.currentTrackPos") + passed / SESSION_SECONDS;
            self.put_number("var.mtk.currentTrackPos", position.min(1.0));
            if position >= 1.0 {
                self.put_number("var.mtk.currentState", STOPPED);
                self.put_number("var.mtk.currentTrackPos", 0.0);
            }
        }
    }

    fn multitrack_records(&self) -> bool {
        self.number("var.mtk.rec.currentState") == 1.0
    }

    fn play_session(&mut self, now: Duration) {
        let mut session = self.text("var.mtk.session");
        if session.is_empty() {
            let Some(first) = self.multitrack.sessions.first() else { return };
            session = first.as_str().into();
            self.put_text("var.mtk.session", &session);
        }
        self.multitrack.stepped_at = now;
        self.put_text("var.mtk.playsession", &session);
        self.put_number("var.mtk.currentLength", SESSION_SECONDS);
        self.put_number("var.mtk.currentState", PLAYING);
    }

    fn toggle_multitrack_recording(&mut self, now: Duration) {
        if self.multitrack_records() {
            let session = self.text("var.mtk.rec.session");
            if self.multitrack.sessions.len() < MOST_SESSIONS {
                self.multitrack.sessions.push(session.to_string());
            }
            self.put_number("var.mtk.rec.currentState", 0.0);
        } else if self.number("var.mtk.currentState") != PLAYING {
            self.multitrack.recorded += 1;
            self.multitrack.recording_since = now;
            let session = format!("{:04}", self.multitrack.recorded);
            self.put_text("var.mtk.rec.session", &session);
            self.put_number("var.mtk.rec.time", 0.0);
            self.put_number("var.mtk.rec.currentState", 1.0);
        }
    }
}
