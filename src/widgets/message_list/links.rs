//! Finds addresses in a message. Chat is text; only the view makes links of it,
//! and only of `http` and `https`.

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Link(String),
}

/// Splits a message at its addresses. Nothing is lost: the pieces joined are
/// the message.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = find_scheme(rest) {
        let candidate = &rest[start..];
        let end = candidate
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
            .unwrap_or(candidate.len());
        let link = candidate[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
        if link.ends_with("//") {
            // A scheme and nothing behind it.
            push_text(&mut pieces, &rest[..start + link.len()]);
        } else {
            push_text(&mut pieces, &rest[..start]);
            pieces.push(Piece::Link(link.to_owned()));
        }
        rest = &rest[start + link.len()..];
    }
    push_text(&mut pieces, rest);
    pieces
}

fn find_scheme(text: &str) -> Option<usize> {
    let http = text.find("http://");
    let https = text.find("https://");
    match (http, https) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, links: &[&str]) {
        let pieces = pieces(text);
        let found: Vec<&str> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Link(link) => Some(link.as_str()),
                Piece::Text(_) => None,
            })
            .collect();
        assert_eq!(found, links, "{text}");
        let joined: String = pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Link(it) | Piece::Text(it) => it,
            })
            .collect();
        assert_eq!(joined, text);
    }

    #[test]
    fn finds_addresses_and_leaves_the_rest_alone() {
        check("no link", &[]);
        check("see https://a.example/x?y=1.", &["https://a.example/x?y=1"]);
        check("(http://a.example) http://b.example", &["http://a.example", "http://b.example"]);
        check("javascript:alert(1) http://", &[]);
        check("https://ä.example/ü ende", &["https://ä.example/ü"]);
        check("https://https://x", &["https://https://x"]);
    }
}
