//! Tokens: 256 random bits that a browser keeps; here only their hash stays.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::store::TokenHash;

/// Longest text that is looked up as a token.
const MAX_CHARS: usize = 128;

/// A token that was made just now.
pub(crate) struct Token(String);

impl Token {
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// What goes to the browser, once.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> TokenHash {
        Sha256::digest(&self.0).into()
    }

    /// The hash of a token somebody showed; none for a text that cannot be
    /// one. Looking up by hash leaves nothing to measure by time.
    pub(crate) fn hash_of(shown: &str) -> Option<TokenHash> {
        (shown.len() <= MAX_CHARS).then(|| Sha256::digest(shown).into())
    }
}

/// 128 random bits as 32 hexadecimal digits, for sessions and their secrets.
pub(crate) fn random_hex() -> Result<String, getrandom::Error> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().fold(String::with_capacity(32), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
