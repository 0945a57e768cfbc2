//! The ways a seed is damaged. None of them can fail: places beyond the end
//! wrap around.

use arbitrary::{Arbitrary, Unstructured};

use crate::{Seeds, several};

/// What decoders of ours and of desks stumble over, if over anything.
const WORDS: [&str; 32] = [
    "^",
    "\n",
    "3:::",
    "2::",
    "1::",
    "0::",
    "\r\n",
    "NaN",
    "inf",
    "-1",
    "0",
    "1e999",
    "1e-05",
    "99999999999999999999",
    "4294967296",
    "-0",
    "SETD^",
    "SETS^",
    "VU2^",
    "RTA^",
    "{",
    "}",
    "[]",
    "null",
    "\"",
    "\\u0000",
    "\u{fffd}",
    "ä",
    "://",
    "[::1]",
    ":65536",
    "=",
];

/// One damage.
#[derive(Arbitrary, Clone, Debug)]
pub enum Edit {
    /// One bit turns over.
    Flip {
        /// Where.
        at: u16,
        /// Which one.
        bit: u8,
    },
    /// One byte becomes another.
    Set {
        /// Where.
        at: u16,
        /// What it becomes.
        byte: u8,
    },
    /// Random bytes come in between.
    Insert {
        /// Where.
        at: u16,
        /// What comes.
        #[arbitrary(with = some_bytes)]
        bytes: Vec<u8>,
    },
    /// A word comes in between that means something somewhere.
    Word {
        /// Where.
        at: u16,
        /// Names the word.
        word: u8,
    },
    /// Some bytes are lost.
    Cut {
        /// From where.
        at: u16,
        /// How many.
        len: u8,
    },
    /// Everything from there on is lost.
    End {
        /// From where.
        at: u16,
    },
    /// Some bytes come again and again.
    Repeat {
        /// From where.
        at: u16,
        /// How many.
        len: u8,
        /// How often.
        times: u8,
    },
    /// The rest of another seed follows.
    Splice {
        /// From where it follows.
        at: u16,
        /// Names the other seed.
        other: u16,
        /// Where in the other one the rest begins.
        from: u16,
    },
}

/// No edits at all, or a few.
pub(crate) fn few(random: &mut Unstructured<'_>) -> arbitrary::Result<Vec<Edit>> {
    several(random, 5)
}

fn some_bytes(random: &mut Unstructured<'_>) -> arbitrary::Result<Vec<u8>> {
    several(random, 23)
}

impl Edit {
    /// Damages `bytes`.
    pub(crate) fn apply(&self, bytes: &mut Vec<u8>, seeds: &Seeds) {
        let len = bytes.len();
        let place = |at: u16| usize::from(at) % (len + 1);
        match *self {
            Self::Flip { at, bit } => {
                if let Some(byte) = bytes.get_mut(place(at)) {
                    *byte ^= 1 << (bit % 8);
                }
            }
            Self::Set { at, byte: new } => {
                if let Some(byte) = bytes.get_mut(place(at)) {
                    *byte = new;
                }
            }
            Self::Insert { at, bytes: ref new } => insert(bytes, place(at), new),
            Self::Word { at, word } => {
                insert(bytes, place(at), WORDS[usize::from(word) % WORDS.len()].as_bytes());
            }
            Self::Cut { at, len: cut } => {
                let from = place(at);
                bytes.drain(from..len.min(from + usize::from(cut)));
            }
            Self::End { at } => bytes.truncate(place(at)),
            Self::Repeat { at, len: count, times } => {
                let from = place(at);
                let part = bytes[from..len.min(from + usize::from(count))].to_vec();
                insert(bytes, from, &part.repeat(usize::from(times % 32)));
            }
            Self::Splice { at, other, from } => {
                let other = seeds.pick(other);
                bytes.truncate(place(at));
                bytes.extend(&other[usize::from(from) % (other.len() + 1)..]);
            }
        }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    bytes.splice(at..at, new.iter().copied());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edit_does_what_its_name_says() {
        let seeds = Seeds::of(["abcdef", "123456"]);
        let check = |edit: Edit, expected: &str| {
            let mut bytes = b"abcdef".to_vec();
            edit.apply(&mut bytes, &seeds);
            assert_eq!(String::from_utf8_lossy(&bytes), expected, "{edit:?}");
        };
        check(Edit::Flip { at: 0, bit: 1 }, "cbcdef");
        check(Edit::Set { at: 1, byte: b'x' }, "axcdef");
        check(Edit::Insert { at: 6, bytes: b"!".to_vec() }, "abcdef!");
        check(Edit::Word { at: 0, word: 2 }, "3:::abcdef");
        check(Edit::Cut { at: 4, len: 200 }, "abcd");
        check(Edit::End { at: 2 }, "ab");
        check(Edit::Repeat { at: 1, len: 2, times: 2 }, "abcbcbcdef");
        check(Edit::Splice { at: 2, other: 1, from: 3 }, "ab456");
        // Seven bytes on is the start again.
        check(Edit::End { at: 9 }, "ab");
    }

    #[test]
    fn nothing_can_be_damaged_too() {
        let seeds = Seeds::default();
        for edit in [
            Edit::Flip { at: 9, bit: 9 },
            Edit::Cut { at: 9, len: 9 },
            Edit::Repeat { at: 9, len: 9, times: 9 },
            Edit::Splice { at: 9, other: 9, from: 9 },
        ] {
            let mut bytes = Vec::new();
            edit.apply(&mut bytes, &seeds);
            assert!(bytes.is_empty());
        }
    }
}
