//! Join codes: 80 random bits in letters and digits that survive being read
//! aloud.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code; five bits each.
const LENGTH: usize = 16;
/// Characters between two dashes.
const GROUP: usize = 4;

/// A join code, such as `7K3M-Q2ZX-0HNS-W4TB`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Code([u8; LENGTH]);

/// A text that is no join code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a join code has {LENGTH} letters and digits")]
pub(crate) struct BadCode;

impl Code {
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes.map(|byte| ALPHABET[usize::from(byte % 32)])))
    }

    /// What is stored. A plain hash will do: the code is random, so there is
    /// no list of likely ones to try.
    pub(crate) fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl FromStr for Code {
    type Err = BadCode;

    /// Takes any case, with or without dashes and blanks, and letters that
    /// look like digits.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut code = [0; LENGTH];
        let mut places = code.iter_mut();
        for c in text.chars().filter(|c| !matches!(c, '-' | ' ')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let byte =
                u8::try_from(c).ok().filter(|byte| ALPHABET.contains(byte)).ok_or(BadCode)?;
            *places.next().ok_or(BadCode)? = byte;
        }
        if places.next().is_some() { Err(BadCode) } else { Ok(Self(code)) }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, byte) in self.0.iter().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*byte))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_however_they_are_typed() {
        let code: Code = "7K3M-Q2ZX-0HNS-1111".parse().ok().unwrap();
        assert_eq!(code.to_string(), "7K3M-Q2ZX-0HNS-1111");
        for typed in ["7k3mq2zx0hns1111", "7K3M Q2ZX OHNS iIlL"] {
            assert!(typed.parse() == Ok(code.clone()), "{typed}");
        }
        for bad in ["", "7K3M", "7K3M-Q2ZX-0HNS-11111", "7K3M-Q2ZX-0HNS-111U", "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"]
        {
            assert!(bad.parse::<Code>().is_err(), "{bad}");
        }
    }

    #[test]
    fn random_codes_differ_and_survive_the_link() {
        let (one, two) = (Code::random().unwrap(), Code::random().unwrap());
        assert!(one != two && one.hash() != two.hash());
        assert!(one.to_string().parse() == Ok(one));
    }
}
