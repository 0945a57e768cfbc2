//! Names and integrity hashes of files that are changed after trunk, made as
//! trunk makes them: a browser keeps a file by its name for ever, and refuses
//! one that is not what the page expects.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

/// What a browser compares a file with, as HTML's `integrity` attribute has it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// Sixteen hexadecimal digits that change with the bytes.
pub fn short_hash(bytes: &[u8]) -> String {
    Sha384::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrity_is_as_browsers_compute_it() {
        // From the W3C's Subresource Integrity recommendation, section 1.2.1.
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }

    #[test]
    fn hashes_follow_the_bytes() {
        assert_eq!(short_hash(b"a").len(), 16);
        assert_ne!(short_hash(b"a"), short_hash(b"b"));
    }
}
