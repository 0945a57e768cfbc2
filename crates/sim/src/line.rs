//! Lines of the protocol: how frames and streams are cut into lines and a line
//! into a verb and its arguments. Nothing here knows what a verb means.

/// Stands once at the start of every WebSocket frame that carries lines.
pub const MESSAGE_PREFIX: &str = "3:::";

/// Longer lines are ignored. What the real desk does with them is unverified.
pub const LONGEST_LINE: usize = 64 * 1024;

/// Cuts the text of a message into lines, without the prefix should one stand
/// before a later line too.
///
/// Several lines in one client frame are accepted; whether the real desk does
/// so is unverified.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    lines
        .map(|line| line.strip_prefix(MESSAGE_PREFIX).unwrap_or(line))
        .filter(|line| !line.is_empty())
}

/// Puts the bytes of a raw stream together to whole lines.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    heard: Vec<u8>,
}

impl Reader {
    /// Takes what was read.
    pub fn push(&mut self, bytes: &[u8]) {
        self.heard.extend_from_slice(bytes);
    }

    /// All lines that are whole by now, newlines included; what is no UTF-8 is
    /// replaced. A line that grows beyond [`LONGEST_LINE`] is forgotten.
    pub fn take(&mut self) -> Option<String> {
        let Some(end) = self.heard.iter().rposition(|byte| *byte == b'\n') else {
            if self.heard.len() > LONGEST_LINE {
                self.heard.clear();
            }
            return None;
        };
        let rest = self.heard.split_off(end + 1);
        let lines = std::mem::replace(&mut self.heard, rest);
        Some(String::from_utf8_lossy(&lines).into_owned())
    }
}

/// A line cut at its first separator: `SETD` and `i.0.mix^0.5`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Line<'a> {
    /// What is to be done.
    pub verb: &'a str,
    /// Everything after the first `^`, uncut; empty when there is none.
    pub rest: &'a str,
}

impl<'a> Line<'a> {
    /// Cuts a line; any text is a line.
    pub fn parse(line: &'a str) -> Self {
        let (verb, rest) = line.split_once('^').unwrap_or((line, ""));
        Self { verb, rest }
    }

    /// The rest cut once: a key and a value that may hold further separators.
    pub fn key_and_value(self) -> Option<(&'a str, &'a str)> {
        self.rest.split_once('^')
    }

    /// Argument `n` of the rest cut at every separator; empty when missing.
    pub fn argument(self, n: usize) -> &'a str {
        self.rest.split('^').nth(n).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_lines() {
        let lines = |text| split(text).collect::<Vec<_>>();
        assert_eq!(lines("ALIVE"), ["ALIVE"]);
        assert_eq!(lines("A^1\r\n\n3:::B\n"), ["A^1", "B"]);
        assert!(lines("").is_empty());
    }

    #[test]
    fn only_whole_lines_are_taken() {
        let mut reader = Reader::default();
        reader.push(b"ALIVE\nSETD^i.0.mix^0");
        assert_eq!(reader.take().as_deref(), Some("ALIVE\n"));
        assert_eq!(reader.take(), None);
        reader.push(b".5\n");
        assert_eq!(reader.take().as_deref(), Some("SETD^i.0.mix^0.5\n"));
        reader.push(&[b'x'; LONGEST_LINE + 1]);
        assert_eq!(reader.take(), None);
        reader.push(b"\n");
        assert_eq!(reader.take().as_deref(), Some("\n"));
    }

    #[test]
    fn lines_become_arguments() {
        let line = Line::parse("SETS^i.0.name^A^B");
        assert_eq!(line.verb, "SETS");
        assert_eq!(line.key_and_value(), Some(("i.0.name", "A^B")));
        assert_eq!(line.argument(2), "B");
        assert_eq!(line.argument(9), "");
        assert_eq!(Line::parse(""), Line { verb: "", rest: "" });
    }
}
