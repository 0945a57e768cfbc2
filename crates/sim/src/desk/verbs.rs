//! What each verb does. Verbs with a machine behind them (player, multitrack,
//! shows, presets) are passed on; verbs nobody knows are ignored silently.
//!
//! Lines that begin with `@` are for the second desk of a cascade. There is
//! none, so they are ignored; what a real desk answers is unverified. Left out
//! for want of a known grammar: `AFSLOADCHAN`, `IOSYS`, `DYN`.

use std::time::Duration;

use super::{ClientId, Desk};
use crate::line::Line;

impl Desk {
    /// Does what a line says. `from` is nobody for the desk's own screen.
    pub(super) fn obey(&mut self, from: Option<ClientId>, line: Line<'_>, now: Duration) {
        match line.verb {
            "SETD" | "SETS" => self.write(from, line),
            "ALIVE" => {
                if let Some(client) = from.and_then(|id| self.clients.get_mut(&id)) {
                    client.alive(now);
                }
            }
            "INIT" => {
                if let Some(client) = from.and_then(|id| self.clients.get_mut(&id)) {
                    client.dump_again(now);
                }
            }
            // Relayed word for word, at once.
            "BMSG" => self.tell(from, &format!("BMSG^{}", line.rest), now),
            "RECTOGGLE" => self.toggle_recording(now),
            // Everyone is told the filters' history anew; here it never changes.
            "AFSUPDATEVAR" => {
                if let Some(slot) = self.tree.slot("var.afsdata") {
                    self.changes.record(slot, None);
                }
            }
            _ => {
                if let Some(reply) = self.reply(line) {
                    if let Some(id) = from {
                        self.send(id, &reply, now);
                    }
                } else if let Some(command) = line.verb.strip_prefix("MEDIA_") {
                    self.command_player(command, line, now);
                } else if let Some(command) = line.verb.strip_prefix("MTK_") {
                    self.command_multitrack(command, line, now);
                } else if line.verb.ends_with("PRESET") {
                    self.command_presets(line);
                } else {
                    self.command_library(line);
                }
            }
        }
    }

    /// The answer to a question, which only the one who asks gets.
    fn reply(&self, line: Line<'_>) -> Option<String> {
        let first = line.argument(0);
        Some(match line.verb {
            "MODEL" => format!("MODEL^{}", self.model.wire_name()),
            "VERSION" => format!("VERSION^{}", self.model.firmware()),
            "SERIAL" => "SERIAL^SIMULATED-0001".to_owned(),
            "NETCONFIG" => format!(
                r#"NETCONFIG^{{"ap_enabled":0,"ap_up":0,"model":"{}","serial":"SIMULATED-0001","firmware":"{}"}}"#,
                self.model.wire_name(),
                self.model.firmware(),
            ),
            "USBMOUNTS" | "IMPORTSHOWLIST" => format!("{}^", line.verb),
            "PRESETLIST" => list(&format!("PRESETLIST^{first}"), self.presets.names(first)),
            "READPRESET" => {
                let name = line.argument(1);
                format!("READPRESET^{first}^{name}^{}", self.presets.read(first, name)?)
            }
            "SHOWLIST" => list("SHOWLIST", self.library.shows()),
            "SNAPSHOTLIST" => list(&format!("SNAPSHOTLIST^{first}"), self.library.snapshots(first)),
            "CUELIST" => list(&format!("CUELIST^{first}"), self.library.cues(first)),
            "MEDIA_GET_PLISTS" => list("PLISTS", self.player.playlists()),
            "MEDIA_GET_PLIST_TRACKS" => {
                list(&format!("PLIST_TRACKS^{first}"), self.player.tracks(first))
            }
            "MTK_GET_SESSIONS" if self.model.has_patching() => {
                list("MTK_GET_SESSIONS", self.multitrack.sessions())
            }
            "MTK_GET_FILES" if self.model.has_patching() => {
                list("MTK_GET_FILES", self.multitrack.files(&self.text("var.mtk.session")))
            }
            _ => return None,
        })
    }
}

/// `HEAD^a^b`; an empty list ends in a separator.
fn list<S: AsRef<str>>(head: &str, members: impl IntoIterator<Item = S>) -> String {
    let mut line = head.to_owned();
    for member in members {
        line.push('^');
        line.push_str(member.as_ref());
    }
    if line.len() == head.len() {
        line.push('^');
    }
    line
}
