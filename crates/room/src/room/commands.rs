//! Commands, lists and notices: who may ask the desk for what, who wants to
//! know what; what the crew keeps; and fades.

use std::time::Duration;

use bytes::Bytes;
use desk::{Encoding, Moment, ParamId, Value};
use protocol::{
    Command, DeskState, Easing, Entry, ListName, Notice, Refusal, RefusalCode, Role, SAVE_SHEET,
    ServerText,
};

use super::writes::Set;
use super::{Effect, Room, StoreOp, UnderWay};
use crate::conn::{ANSWERS_KEPT, ConnId};
use crate::lists::{self, LISTS_WANTED, ListGroup};
use crate::rights;
use crate::sheets::{self, Sheet};

/// The longest fade.
const FADE_MOST: Duration = Duration::from_secs(600);
/// Most words of a command, and most bytes of each.
const WORDS_MOST: usize = 64;
const WORD_BYTES: usize = 4_096;
/// What only those can answer who run the desk.
const QUESTIONS: [&str; 2] = ["dialog", "dialog_closed"];

impl Room {
    pub(super) fn handle_command(&mut self, id: ConnId, command: Command) {
        let n = command.n;
        match self.check_command(id, &command) {
            Err(refusal) => self.answer(id, &ServerText::CommandRefused { n, refusal }),
            Ok(()) if command.verb == rights::STOP_FADES => {
                self.stop_fades(id, &command.words);
                self.answer(id, &ServerText::CommandDone { n, words: vec![] });
            }
            Ok(()) if command.verb == SAVE_SHEET => match self.sheets.save(&command.words) {
                Err(refusal) => self.answer(id, &ServerText::CommandRefused { n, refusal }),
                Ok(sheet) => {
                    let op = StoreOp::Sheet(sheet.clone());
                    self.store(op, UnderWay::Sheet { conn: id, n, sheet });
                }
            },
            Ok(()) => self.effects.push_back(Effect::DeskCommand { conn: id, command }),
        }
    }

    fn check_command(&self, id: ConnId, command: &Command) -> Result<(), Refusal> {
        let verb = command.verb.as_str();
        let role = self.conns.get(&id).map_or(Role::Viewer, |conn| conn.member.role);
        let Some(least) = rights::least_role(verb) else {
            let reason = "the relay does not know this command";
            return Err(Refusal::new(RefusalCode::UnknownKind, reason));
        };
        if role < least {
            let who = least.as_str();
            let reason = format!("{verb} takes the role {who}, and you are {}", role.as_str());
            return Err(Refusal::new(RefusalCode::NotAllowed, reason));
        }
        if self.desk.state != DeskState::Live && verb != SAVE_SHEET {
            return Err(Refusal::new(RefusalCode::DeskOffline, "the desk is not connected"));
        }
        // What was meant for the desk before must not reach the next.
        if verb != SAVE_SHEET && self.conns.get(&id).is_some_and(|conn| !conn.surface_taken) {
            return Err(Refusal::new(RefusalCode::DeskOffline, "another desk has come meanwhile"));
        }
        let words = &command.words;
        if words.len() > WORDS_MOST || words.iter().any(|word| word.len() > WORD_BYTES) {
            return Err(Refusal::new(RefusalCode::OutOfRange, "the command is too long"));
        }
        Ok(())
    }

    /// What became of a command: words of the answer, or why not. A
    /// connection that is gone need not know.
    pub fn handle_command_decided(
        &mut self,
        id: ConnId,
        n: u64,
        outcome: Result<Vec<String>, Refusal>,
    ) {
        self.answer(
            id,
            &match outcome {
                Ok(words) => ServerText::CommandDone { n, words },
                Err(refusal) => ServerText::CommandRefused { n, refusal },
            },
        );
    }

    pub(super) fn handle_want_lists(&mut self, id: ConnId, wanted: Vec<ListName>) {
        if let Some(unknown) = wanted.iter().find(|name| !lists::exists(name)) {
            let reason = format!("there is no list {:?} of {:?}", unknown.list, unknown.of);
            self.refuse(id, RefusalCode::NotFound, &reason);
            return;
        }
        // A list costs lines at the desk, and only commands have a use for it.
        let role = self.conns.get(&id).map(|conn| conn.member.role);
        if !wanted.iter().all(sheets::is_sheet) && role.is_some_and(|role| role < Role::Engineer) {
            let reason = "the desk's lists take the role engineer";
            self.refuse(id, RefusalCode::NotAllowed, reason);
            return;
        }
        if wanted.len() > LISTS_WANTED {
            let reason = format!("at most {LISTS_WANTED} lists at once");
            self.refuse(id, RefusalCode::OutOfRange, &reason);
            return;
        }
        if let Some(conn) = self.conns.get_mut(&id) {
            conn.lists = wanted.iter().map(|name| (name.clone(), 0)).collect();
        }
        for name in wanted {
            let new = self.lists.want(&name);
            if sheets::is_sheet(&name) {
                let told = self.sheets.get(&name.of).told();
                self.lists.tell(name, told);
            } else if new {
                self.effects.push_back(Effect::DeskList(name));
            }
        }
        self.forget_lists();
    }

    /// A sheet is on disk: tells those who follow it, and who saved it.
    pub(super) fn sheet_stored(&mut self, id: ConnId, n: u64, sheet: Sheet) {
        let name = ListName { list: sheets::LIST.to_owned(), of: sheet.name.clone() };
        self.lists.tell(name, sheet.told());
        let words = vec![sheet.version.to_string()];
        self.sheets.stored(sheet);
        self.answer(id, &ServerText::CommandDone { n, words });
    }

    /// Forgets lists that nobody wants any more.
    pub(super) fn forget_lists(&mut self) {
        let conns = &self.conns;
        self.lists.keep(|name| conns.values().any(|conn| conn.lists.contains_key(name)));
    }

    /// The desk told a list.
    pub fn handle_desk_list(&mut self, name: ListName, names: Vec<String>) {
        self.lists.tell(name, names);
    }

    /// Lists have changed, or all may have: those that somebody wants are
    /// asked for again.
    pub fn handle_lists_changed(&mut self, group: Option<ListGroup>) {
        self.effects.extend(self.lists.of_group(group).into_iter().map(Effect::DeskList));
    }

    /// The desk has something to say, or one of its clients to all others: that
    /// is `but`, where it is a connection of this room. Questions are for those
    /// who may answer.
    pub fn handle_notice(&mut self, notice: Notice, but: Option<ConnId>) {
        let question = QUESTIONS.contains(&notice.what.as_str());
        let bytes = Bytes::from(ServerText::Notice(notice).encode());
        let mut full = Vec::new();
        for (id, conn) in &mut self.conns {
            if Some(*id) != but && (!question || conn.member.role >= Role::Engineer) {
                conn.answer(bytes.clone());
                self.stirred.insert(*id);
                if conn.answers.len() > ANSWERS_KEPT {
                    full.push(*id);
                }
            }
        }
        for id in full {
            self.close_unread(id);
        }
    }

    /// Ends the fades of these paths, or of all that this member may write.
    fn stop_fades(&mut self, id: ConnId, paths: &[String]) {
        let Some(conn) = self.conns.get(&id) else { return };
        let index = self.state.index();
        let ids: Vec<ParamId> = if paths.is_empty() {
            index.ids().collect()
        } else {
            paths.iter().filter_map(|path| index.find(path)).collect()
        };
        for id in ids.into_iter().filter(|id| rights::may_write(&conn.member, index, *id)) {
            self.fades.stop(id);
        }
    }

    /// A fade of some parameters: each is checked as a set is, and goes its
    /// way from where it is.
    pub(super) fn handle_fade(
        &mut self,
        now: Moment,
        wall: u64,
        id: ConnId,
        (op, tick): (u64, u16),
        (lasts, easing): (Duration, Easing),
        entries: Vec<Entry>,
    ) {
        if lasts > FADE_MOST {
            let reason = format!("a fade takes at most {} s", FADE_MOST.as_secs());
            self.refuse_set(id, Some(op), &[], RefusalCode::OutOfRange, &reason);
            return;
        }
        let Some(entries) = self.checked(now, wall, id, Set { op, gesture: 0, tick, entries })
        else {
            return;
        };
        let mut stuck = Vec::new();
        for (param, value) in entries {
            let sweeps = self.state.index().get(param).is_some_and(|of| {
                of.law().is_continuous() && of.law().encoding() == Encoding::Short
            });
            match (self.state.value(param), &value) {
                (Some(Value::Short(from)), Value::Short(to)) if sweeps => {
                    self.fades.start(now, param, (*from, *to), lasts, easing);
                }
                _ => stuck.push(param.0),
            }
        }
        if !stuck.is_empty() {
            let reason = "only what a finger can sweep can fade";
            self.refuse_set(id, Some(op), &stuck, RefusalCode::OutOfRange, reason);
        }
        self.decided_set(id, op);
    }

    /// Moves what fades.
    pub(super) fn step_fades(&mut self, now: Moment) {
        let entries = self.fades.step(now);
        for (id, value) in &entries {
            self.effects.push_back(Effect::DeskSet { id: *id, value: value.clone() });
        }
        self.state.apply(entries);
    }
}
