//! What the WebSocket standard lets a page send, checked before the browser
//! does, so that every refusal has a sentence.

use super::SocketError;

/// A close frame has 125 bytes at most, two of them for the code.
///
/// **Source:** RFC 6455, section 5.5.
const REASON_BYTES: usize = 123;

/// **Source:** WHATWG WebSockets Standard, `close(code, reason)`.
pub(crate) fn check_close(code: u16, reason: &str) -> Result<(), SocketError> {
    if code != 1000 && !(3000..=4999).contains(&code) {
        return Err(SocketError::CloseCode(code));
    }
    if reason.len() > REASON_BYTES {
        return Err(SocketError::ReasonLength(reason.len()));
    }
    Ok(())
}

/// Subprotocols are tokens of HTTP, each offered once.
///
/// **Source:** RFC 6455, section 4.1; RFC 9110, section 5.6.2.
pub(super) fn check_protocols(protocols: &[&str]) -> Result<(), SocketError> {
    for (place, name) in protocols.iter().enumerate() {
        let refused = |reason| Err(SocketError::Protocol { name: (*name).to_owned(), reason });
        if name.is_empty() {
            return refused("it is empty");
        }
        let token = |each: char| each.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(each);
        if !name.chars().all(token) {
            return refused("it may have letters, digits and !#$%&'*+-.^_`|~ only");
        }
        if protocols[..place].contains(name) {
            return refused("it is offered twice");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_may_send_1000_and_3000_to_4999() {
        for (code, allowed) in [
            (0, false),
            (999, false),
            (1000, true),
            (1001, false),
            (2999, false),
            (3000, true),
            (4999, true),
            (5000, false),
        ] {
            assert_eq!(check_close(code, "").is_ok(), allowed, "{code}");
        }
    }

    #[test]
    fn a_reason_is_measured_in_bytes() {
        assert_eq!(check_close(1000, &"a".repeat(123)), Ok(()));
        assert_eq!(check_close(1000, &"a".repeat(124)), Err(SocketError::ReasonLength(124)));
        assert_eq!(check_close(1000, &"é".repeat(62)), Err(SocketError::ReasonLength(124)));
    }

    #[test]
    fn subprotocols_are_distinct_tokens() {
        assert_eq!(check_protocols(&[]), Ok(()));
        assert_eq!(check_protocols(&["mediatrix.v1", "mediatrix.reject"]), Ok(()));
        for bad in [&[""][..], &["a b"], &["a,b"], &["ü"], &["a", "b", "a"]] {
            assert!(check_protocols(bad).is_err(), "{bad:?}");
        }
    }
}
