//! What a page was told of the desk's state, read off the frames beside its
//! client: a hello must not claim a revision of which a frame is missing.

use std::collections::BTreeMap;

use desk::Index;
use protocol::{Epoch, Hello, ServerFrame, ServerText, StateCursor};
use session::SocketId;

/// How the texts begin that name the epoch of what follows.
const EPOCHS: [&str; 2] = [r#"{"t":"welcome""#, r#"{"t":"surface""#];

/// The newest revision told on any socket, by epoch, and how far each socket is.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    newest: BTreeMap<Epoch, u64>,
    sockets: BTreeMap<SocketId, Told>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Told {
    /// What hello said.
    from: Option<StateCursor>,
    epoch: Epoch,
    rev: u64,
}

impl Heard {
    /// The page greets.
    ///
    /// # Panics
    /// When it claims more than it was told.
    pub(super) fn greet(&mut self, socket: SocketId, hello: &Hello) {
        if let Some(StateCursor { epoch, rev }) = hello.state {
            let told = self.newest.get(&epoch);
            assert!(Some(&rev) <= told, "hello claims revision {rev}, told was {told:?}");
        }
        self.sockets.insert(socket, Told { from: hello.state, ..Told::default() });
    }

    /// The page is told something in words.
    pub(super) fn text(&mut self, socket: SocketId, text: &str) {
        if !EPOCHS.iter().any(|begin| text.starts_with(begin)) {
            return;
        }
        let Some(told) = self.sockets.get_mut(&socket) else { return };
        match ServerText::decode(text) {
            Ok(ServerText::Welcome(welcome)) => {
                told.epoch = welcome.epoch;
                let known = told.from.filter(|from| from.epoch == welcome.epoch);
                told.rev = known.map_or(0, |from| from.rev);
            }
            Ok(ServerText::Surface { epoch, .. }) => (told.epoch, told.rev) = (epoch, 0),
            other => panic!("{text} is read as {other:?}"),
        }
    }

    /// The page is told something of the state.
    pub(super) fn frame(&mut self, socket: SocketId, bytes: &[u8], index: &Index) {
        let Some(told) = self.sockets.get_mut(&socket) else { return };
        match ServerFrame::decode(bytes, index) {
            Ok(ServerFrame::Snapshot { rev, part, parts, .. }) if part + 1 == parts => {
                told.rev = rev;
            }
            Ok(ServerFrame::CatchUp { rev, .. }) => told.rev = rev,
            Ok(ServerFrame::Delta { advance, .. }) => told.rev += advance,
            _ => return,
        }
        let newest = self.newest.entry(told.epoch).or_default();
        *newest = told.rev.max(*newest);
    }
}

#[cfg(test)]
mod tests {
    use protocol::ClientInfo;

    use super::*;

    const HERE: SocketId = SocketId(1);

    fn hello(state: Option<StateCursor>) -> Hello {
        Hello {
            token: String::new(),
            cid: String::new(),
            tab: String::new(),
            client: ClientInfo { name: String::new(), version: String::new() },
            resume: None,
            state,
            rooms: Vec::new(),
            visible: true,
        }
    }

    fn told() -> Heard {
        let mut heard = Heard::default();
        let index = Index::empty();
        heard.greet(HERE, &hello(None));
        let catch_up = ServerFrame::CatchUp { rev: 7, entries: Vec::new() };
        heard.frame(HERE, &catch_up.encode(), &index);
        let delta = ServerFrame::Delta { from: 7, advance: 2, entries: Vec::new() };
        heard.frame(HERE, &delta.encode(), &index);
        heard
    }

    #[test]
    fn what_was_told_may_be_claimed() {
        let cursor = StateCursor { epoch: Epoch::default(), rev: 9 };
        told().greet(HERE, &hello(Some(cursor)));
    }

    #[test]
    #[should_panic(expected = "hello claims revision 10")]
    fn more_may_not() {
        let cursor = StateCursor { epoch: Epoch::default(), rev: 10 };
        told().greet(HERE, &hello(Some(cursor)));
    }
}
