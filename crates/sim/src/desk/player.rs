//! The two-track player and recorder: a stick with a few songs, and the
//! `var.*` keys that tell what it does. There is no audio.

use std::time::Duration;

use super::{Desk, TICK};
use crate::line::Line;

/// The songs on the stick, with their lengths in seconds.
const LISTS: [(&str, &[(&str, f64)]); 2] = [
    ("Walk-in", &[("Opening.mp3", 214.0), ("Evening Walk.mp3", 187.0), ("Slow Train.mp3", 242.0)]),
    ("Interval", &[("Tea and Cake.mp3", 156.0), ("Second Bell.mp3", 63.0)]),
];

const RECORDINGS: &str = "Recordings";

/// How long a recording takes to begin and to end; chosen, not measured.
const RECORDER_BUSY: Duration = Duration::from_millis(300);

/// How often the position is told while playing; chosen, not measured.
const TICKS_PER_POSITION: u64 = 6;

const STOPPED: f64 = 0.0;
const PLAYING: f64 = 2.0;
const PAUSED: f64 = 3.0;

/// What the player remembers beside its keys.
#[derive(Debug, Default)]
pub(super) struct Player {
    stepped_at: Duration,
    /// When a start or stop of the recorder comes into effect.
    recorder_due: Option<Duration>,
    recordings: Vec<String>,
    recorded: usize,
}

impl Player {
    pub(super) fn playlists(&self) -> impl Iterator<Item = &'static str> {
        ["~all~", "~root~", RECORDINGS].into_iter().chain(LISTS.iter().map(|(name, _)| *name))
    }

    pub(super) fn tracks(&self, list: &str) -> Vec<String> {
        let on_stick = LISTS.iter().filter(|(name, _)| list == *name || list == "~all~");
        let songs =
            on_stick.flat_map(|(_, songs)| songs.iter().map(|(song, _)| (*song).to_owned()));
        let own = self.recordings.iter().filter(|_| list == RECORDINGS || list == "~all~").cloned();
        songs.chain(own).collect()
    }

    fn length(&self, track: &str) -> f64 {
        let songs = LISTS.iter().flat_map(|(_, songs)| songs.iter());
        songs.clone().find(|(song, _)| *song == track).map_or(60.0, |(_, seconds)| *seconds)
    }
}

impl Desk {
    /// `MEDIA_PLAY` and its kin; `command` comes without the prefix.
    pub(super) fn command_player(&mut self, command: &str, line: Line<'_>, now: Duration) {
        match command {
            "PLAY" => self.play(now),
            "PAUSE" if self.number("var.currentState") == PLAYING => {
                self.put_number("var.currentState", PAUSED);
            }
            "STOP" => self.stop(),
            "NEXT" => self.skip(1),
            "PREV" => self.skip(-1),
            "JUMP_TO" => {
                if let Some(position) = crate::number::parse(line.argument(0)) {
                    self.put_number("var.currentTrackPos", position.clamp(0.0, 1.0));
                }
            }
            "SWITCH_PLIST" => {
                if let Some(first) = self.player.tracks(line.argument(0)).first().cloned() {
                    self.select(line.argument(0), &first);
                }
            }
            "SWITCH_TRACK" => {
                let (list, track) = (line.argument(0), line.argument(1));
                if self.player.tracks(list).iter().any(|known| known == track) {
                    self.select(list, track);
                }
            }
            _ => {}
        }
    }

    /// Goes on to `now`: the song's position, the recorder's changes.
    pub(super) fn run_player(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.player.stepped_at).max(TICK);
        if self.number("var.currentState") == PLAYING
            && self.ticks.is_multiple_of(TICKS_PER_POSITION)
        {
            self.player.stepped_at = now;
            let length = self.number("var.currentLength").max(1.0);
            let position = self.number("var.currentTrackPos") + passed.as_secs_f64() / length;
            if position < 1.0 {
                self.put_number("var.currentTrackPos", position);
            } else if self.number("settings.playMode") >= 2.0 {
                self.skip(1);
            } else {
                self.stop();
            }
        }
        if self.player.recorder_due.is_some_and(|due| due <= now) {
            self.player.recorder_due = None;
            let recording = self.number("var.isRecording") == 0.0;
            self.put_number("var.isRecording", f64::from(u8::from(recording)));
            self.put_number("var.recBusy", 0.0);
            if !recording {
                self.keep_recording();
            }
        }
    }

    /// Starts or ends a recording, unless one is just starting or ending.
    pub(super) fn toggle_recording(&mut self, now: Duration) {
        if self.player.recorder_due.is_none() {
            self.player.recorder_due = Some(now + RECORDER_BUSY);
            self.put_number("var.recBusy", 1.0);
        }
    }

    fn keep_recording(&mut self) {
        /// The stick holds no more recordings than this.
        const MOST_RECORDINGS: usize = 100;
        self.player.recorded += 1;
        if self.player.recordings.len() < MOST_RECORDINGS {
            self.player.recordings.push(format!("Recording {}.wav", self.player.recorded));
            self.changes.announce("UPDATE_PLAYLIST");
        }
    }

    fn play(&mut self, now: Duration) {
        if self.text("var.currentTrack").is_empty() {
            let (list, songs) = LISTS[0];
            self.select(list, songs[0].0);
        }
        self.player.stepped_at = now;
        self.put_number("var.currentState", PLAYING);
    }

    fn stop(&mut self) {
        self.put_number("var.currentState", STOPPED);
        self.put_number("var.currentTrackPos", 0.0);
    }

    fn select(&mut self, list: &str, track: &str) {
        self.put_text("var.currentPlaylist", list);
        self.put_text("var.currentTrack", track);
        self.put_number("var.currentLength", self.player.length(track));
        self.put_number("var.currentTrackPos", 0.0);
    }

    /// The neighbour in the playlist, around its ends.
    fn skip(&mut self, step: isize) {
        let mut list = self.text("var.currentPlaylist");
        if list.is_empty() {
            list = LISTS[0].0.into();
        }
        let tracks = self.player.tracks(&list);
        let present = tracks.iter().position(|track| **track == *self.text("var.currentTrack"));
        let next = match (present, tracks.len()) {
            (_, 0) => return,
            (None, _) => 0,
            (Some(at), len) => (at + len).wrapping_add_signed(step) % len,
        };
        self.select(&list, &tracks[next]);
    }
}
