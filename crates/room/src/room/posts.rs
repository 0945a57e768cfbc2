//! Chat intents: checked, given an offset, stored, and only then published
//! and acknowledged.

use desk::Moment;
use protocol::{
    ChatBody, ChatEntry, ChatPost, CloseCode, Decision, Refusal, RefusalCode, ServerText,
};

use super::{Room, StoreOp, UnderWay};
use crate::chat::{Intent, Print};
use crate::conn::ConnId;
use crate::rights;

/// Longest name of a reaction.
const REACTION_CHARS: usize = 24;
/// Most characters of an unknown room's name in a reason.
const ROOM_NAME_CHARS: usize = 32;

impl Room {
    pub(super) fn handle_post(&mut self, now: Moment, wall: u64, id: ConnId, post: ChatPost) {
        // As it is kept, so that a repeat is told from another message also by
        // a relay that read it from its disk.
        let post = ChatPost { body: trimmed(post.body), ..post };
        let print = Print::of(&post.room, &post.body);
        let Some(conn) = self.conns.get_mut(&id) else { return };
        let cid = conn.cid.clone();
        match self.verdicts.classify(&cid, post.n, print) {
            Intent::UnderWay => {
                conn.awaited.insert(post.n);
            }
            Intent::Taken => {
                // Nor was any of its later ones decided: they come in order.
                let reason = "another page with this client id used this number";
                self.close(id, CloseCode::DuplicateClient, reason, None);
            }
            Intent::Early { .. } if conn.posts_missing => {}
            Intent::Decided(Some(decision)) => {
                self.answer(id, &ServerText::Decided { n: post.n, decision });
            }
            Intent::Decided(None) => {
                // It must not be decided twice, and without an answer the
                // client would send it for ever.
                let reason = "decided long ago; the log tells whether it was stored";
                let decision =
                    Decision::Refused { refusal: Refusal::new(RefusalCode::NotFound, reason) };
                self.answer(id, &ServerText::Decided { n: post.n, decision });
            }
            Intent::Early { expected } => {
                let reason = format!("message {} came before {expected}", post.n);
                self.refuse(id, RefusalCode::Malformed, &reason);
            }
            Intent::New => self.decide(now, wall, id, cid, (post, print)),
        }
    }

    fn decide(
        &mut self,
        now: Moment,
        wall: u64,
        id: ConnId,
        cid: String,
        (post, print): (ChatPost, Option<Print>),
    ) {
        // Over the budget nothing is decided: the client sends it again, so
        // the refusal must not become its verdict.
        if !self.afford(now, id, post.resumed) {
            self.refuse(id, RefusalCode::TooFast, "too many messages in a short time");
            return;
        }
        self.verdicts.begin(&cid, post.n, print);
        let n = post.n;
        if let Some(conn) = self.conns.get_mut(&id) {
            conn.awaited.insert(n);
        }
        match self.check(id, &post) {
            Ok(place) => {
                let Some(entry) = self.entry(wall, id, cid, post, place) else { return };
                self.logs[place].announce(&entry);
                self.store(StoreOp::Entry(entry.clone()), UnderWay::Entry(entry));
            }
            Err(refusal) => {
                let op = StoreOp::Refused { cid: cid.clone(), n, refusal: refusal.clone() };
                self.store(op, UnderWay::Refused { cid, n, refusal });
            }
        }
    }

    fn afford(&mut self, now: Moment, id: ConnId, resumed: bool) -> bool {
        let Some(conn) = self.conns.get_mut(&id) else { return false };
        let affordable = if resumed && conn.resumed_posts > 0 {
            conn.resumed_posts -= 1;
            true
        } else {
            conn.posts.take(now)
        };
        conn.posts_missing = !affordable;
        affordable
    }

    fn entry(
        &mut self,
        wall: u64,
        id: ConnId,
        cid: String,
        post: ChatPost,
        place: usize,
    ) -> Option<ChatEntry> {
        let member = &self.conns.get(&id)?.member;
        Some(ChatEntry {
            room: post.room,
            offset: self.logs[place].next_offset(),
            at: wall,
            author: member.id,
            name: member.name.clone(),
            color: member.color.clone(),
            cid,
            n: post.n,
            body: post.body,
        })
    }

    /// The place of the room a post may go to.
    fn check(&self, id: ConnId, post: &ChatPost) -> Result<usize, Refusal> {
        let room = &post.room;
        let place = self
            .logs
            .iter()
            .position(|log| log.room == *room)
            .ok_or_else(|| Refusal::new(RefusalCode::UnknownRoom, no_room(room)))?;
        match &post.body {
            ChatBody::Create { text } => self.check_text(text)?,
            ChatBody::Edit { target, text } => {
                self.check_text(text)?;
                self.check_author(id, place, *target, false)?;
            }
            ChatBody::Delete { target } => self.check_author(id, place, *target, true)?,
            ChatBody::React { target, reaction, .. } => {
                if self.logs[place].author(*target).is_none() {
                    return Err(not_found(*target));
                }
                if reaction.is_empty() || reaction.chars().count() > REACTION_CHARS {
                    let reason = format!("a reaction has 1 to {REACTION_CHARS} characters");
                    return Err(Refusal::new(RefusalCode::BadText, reason));
                }
            }
            ChatBody::Unknown => {
                let reason = "this relay does not know this kind of message";
                return Err(Refusal::new(RefusalCode::UnknownKind, reason));
            } // `ChatBody` grows with the protocol; what is added is added here.
        }
        Ok(place)
    }

    fn check_text(&self, text: &str) -> Result<(), Refusal> {
        let limit = self.config.limits.chat_chars as usize;
        if text.trim().is_empty() {
            return Err(Refusal::new(RefusalCode::BadText, "the message is empty"));
        }
        let length = text.chars().count();
        if length > limit {
            let reason = format!("the message has {length} characters, at most {limit} are kept");
            return Err(Refusal::new(RefusalCode::BadText, reason));
        }
        Ok(())
    }

    fn check_author(
        &self,
        id: ConnId,
        place: usize,
        target: u64,
        deletes: bool,
    ) -> Result<(), Refusal> {
        let author = self.logs[place].author(target).ok_or_else(|| not_found(target))?;
        let Some(conn) = self.conns.get(&id) else { return Err(not_found(target)) };
        let own = author == conn.member.id;
        if own || (deletes && rights::may_delete_others(conn.member.role)) {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::NotAllowed, "only the author may change a message"))
        }
    }

    pub(super) fn handle_read(&mut self, id: ConnId, room: String, offset: u64) {
        let Some(conn) = self.conns.get(&id) else { return };
        let member = conn.member.id;
        let Some(log) = self.logs.iter().find(|log| log.room == room) else {
            self.refuse(id, RefusalCode::UnknownRoom, &no_room(&room));
            return;
        };
        let offset = offset.min(log.head());
        let mark = self.reads.entry((member, room.clone())).or_insert(0);
        if offset > *mark {
            *mark = offset;
            self.store(StoreOp::Read { member, room, offset }, UnderWay::Read);
        }
    }

    /// Everything up to this ticket is on disk: publishes and acknowledges.
    pub fn handle_stored(&mut self, ticket: u64) {
        while self.under_way.front().is_some_and(|(of, _)| *of <= ticket) {
            match self.under_way.pop_front() {
                Some((_, UnderWay::Entry(entry))) => {
                    let decision = Decision::Stored { offset: entry.offset };
                    self.settle(&entry.cid.clone(), entry.n, decision);
                    if let Some(log) = self.logs.iter_mut().find(|log| log.room == entry.room) {
                        log.publish(entry);
                    }
                }
                Some((_, UnderWay::Refused { cid, n, refusal })) => {
                    self.settle(&cid, n, Decision::Refused { refusal });
                }
                Some((_, UnderWay::Sheet { conn, n, sheet })) => self.sheet_stored(conn, n, sheet),
                Some((_, UnderWay::Read)) | None => {}
            }
        }
    }

    fn settle(&mut self, cid: &str, n: u64, decision: Decision) {
        self.verdicts.record(cid, n, decision.clone());
        // A connection that has not said it may have another message under
        // this number.
        let mut conns = self.conns.iter_mut();
        let holder = conns
            .find_map(|(id, conn)| (conn.cid == cid && conn.awaited.remove(&n)).then_some(*id));
        if let Some(id) = holder {
            self.answer(id, &ServerText::Decided { n, decision });
        }
    }
}

fn not_found(target: u64) -> Refusal {
    Refusal::new(RefusalCode::NotFound, format!("there is no message {target}"))
}

/// Reasons are stored, so they hold no more than this of what a client wrote.
fn no_room(name: &str) -> String {
    let shown: String = name.chars().take(ROOM_NAME_CHARS).collect();
    format!("there is no room {shown:?}")
}

/// Text as it is kept: without blank ends.
fn trimmed(body: ChatBody) -> ChatBody {
    match body {
        ChatBody::Create { text } => ChatBody::Create { text: text.trim().to_owned() },
        ChatBody::Edit { target, text } => ChatBody::Edit { target, text: text.trim().to_owned() },
        other => other,
    }
}
