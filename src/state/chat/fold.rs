//! Folds a log of entries (create, edit, delete) into messages. Pure; entries
//! may come in any order of pages.

use desk::SortedMap;
use protocol::{ChatBody, ChatEntry};

/// A message as it stands after all edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Place of the message in the log; it names the message in edits.
    pub offset: u64,
    /// Number of the author.
    pub author: u32,
    /// Name of the author when it was written.
    pub name: String,
    /// Colour of the author, a name of the palette.
    pub color: String,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// Client id and number of the intent, the same before and after storing.
    pub intent: (String, u64),
    /// The words now.
    pub text: String,
    /// Whether they were changed.
    pub edited: bool,
    /// Whether it was taken back.
    pub deleted: bool,
}

/// Messages of one room.
#[derive(Debug, Default)]
pub(super) struct Folded {
    lines: SortedMap<u64, Line>,
    /// Edits and deletions of messages that are not here yet.
    early: SortedMap<u64, Vec<ChatBody>>,
}

impl Folded {
    /// A newer entry.
    pub(super) fn put(&mut self, entry: ChatEntry) {
        match entry.body {
            ChatBody::Create { text } => {
                let mut line = Line {
                    offset: entry.offset,
                    author: entry.author,
                    name: entry.name,
                    color: entry.color,
                    at: entry.at,
                    intent: (entry.cid, entry.n),
                    text,
                    edited: false,
                    deleted: false,
                };
                for body in self.early.remove(&entry.offset).unwrap_or_default() {
                    change(&mut line, &body);
                }
                self.lines.insert(entry.offset, line);
            }
            body @ (ChatBody::Edit { target, .. } | ChatBody::Delete { target }) => {
                match self.lines.get_mut(&target) {
                    Some(line) => change(line, &body),
                    None => self.early.get_or_default(target).push(body),
                }
            }
            _ => {}
        }
    }

    /// A page of entries older than every one here.
    pub(super) fn put_before(&mut self, entries: Vec<ChatEntry>) {
        // Changes that are here already are newer than those of the page.
        let newer = std::mem::take(&mut self.early);
        for entry in entries {
            self.put(entry);
        }
        for (target, bodies) in newer {
            for body in bodies {
                match self.lines.get_mut(&target) {
                    Some(line) => change(line, &body),
                    None => self.early.get_or_default(target).push(body),
                }
            }
        }
    }

    /// The messages, oldest first.
    pub(super) fn lines(&self) -> Vec<Line> {
        self.lines.values().cloned().collect()
    }
}

fn change(line: &mut Line, body: &ChatBody) {
    match body {
        ChatBody::Edit { text, .. } if !line.deleted => {
            line.text.clone_from(text);
            line.edited = true;
        }
        ChatBody::Delete { .. } => {
            line.text.clear();
            line.deleted = true;
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(offset: u64, body: ChatBody) -> ChatEntry {
        ChatEntry {
            room: "crew".into(),
            offset,
            at: offset,
            author: 1,
            name: "Singer".into(),
            color: "pink".into(),
            cid: "c".into(),
            n: offset,
            body,
        }
    }

    fn create(offset: u64, text: &str) -> ChatEntry {
        entry(offset, ChatBody::Create { text: text.into() })
    }

    fn edit(offset: u64, target: u64, text: &str) -> ChatEntry {
        entry(offset, ChatBody::Edit { target, text: text.into() })
    }

    fn shown(folded: &Folded) -> Vec<(u64, String, bool, bool)> {
        let lines = folded.lines().into_iter();
        lines.map(|line| (line.offset, line.text, line.edited, line.deleted)).collect()
    }

    #[test]
    fn edits_and_deletions_change_their_message() {
        let mut folded = Folded::default();
        folded.put(create(1, "a"));
        folded.put(create(2, "b"));
        folded.put(edit(3, 1, "A"));
        folded.put(entry(4, ChatBody::Delete { target: 2 }));
        let expected = [(1, "A".to_owned(), true, false), (2, String::new(), false, true)];
        assert_eq!(shown(&folded), expected);
    }

    #[test]
    fn a_page_of_older_entries_does_not_undo_newer_changes() {
        let mut folded = Folded::default();
        folded.put(edit(5, 2, "newest"));
        folded.put(create(6, "c"));
        folded.put_before(vec![create(1, "a"), create(2, "b"), edit(3, 2, "newer")]);
        let expected = [
            (1, "a".to_owned(), false, false),
            (2, "newest".to_owned(), true, false),
            (6, "c".to_owned(), false, false),
        ];
        assert_eq!(shown(&folded), expected);
    }
}
