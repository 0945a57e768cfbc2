//! Meter and analyser frames: base64 off the wire into bytes in the order a
//! surface lists its meters. Ballistics and drawing are the screens'.
//!
//! **Source:** Soundcraft Ui protocol reference, meter messages.

mod map;
mod vu2;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use desk::Decibels;

pub use map::MeterMap;
pub use vu2::{Block, Vu2};

/// Bands of the analyser, 12 per octave.
pub const RTA_BANDS: usize = 122;
/// Longest base64 text read; the longest known frame has 408 characters.
const TEXT_MAX: usize = 4_096;
/// The byte that reads 0 dB.
const ZERO_DB: f64 = 240.0;
/// Counts per decibel.
const COUNTS_PER_DB: f64 = 3.0;

/// Why a meter frame cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MeterError {
    /// Not base64, or absurdly long.
    #[error("{0} characters of meters are not base64")]
    Base64(usize),
    /// Shorter than a header.
    #[error("a meter frame of {0} bytes has no header")]
    Header(usize),
    /// Not as long as its header says.
    #[error("a meter frame has {found} bytes where its header says {expected}")]
    Length {
        /// Length by the header.
        expected: usize,
        /// Length of the frame.
        found: usize,
    },
    /// No analyser frame.
    #[error("an analyser frame has {0} bytes, fewer than its 122 bands")]
    Bands(usize),
}

fn bytes(text: &str) -> Result<Vec<u8>, MeterError> {
    let refused = MeterError::Base64(text.len());
    if text.len() > TEXT_MAX {
        return Err(refused);
    }
    STANDARD.decode(text.trim_end()).map_err(|_| refused)
}

/// The level a byte of a level meter stands for, within 0.02 dB: a third of
/// a decibel per count, 240 is 0 dB, 0 is silence. How it relates to the
/// converters' full scale is not known.
#[must_use]
pub fn level(byte: u8) -> Decibels {
    if byte == 0 {
        return Decibels::SILENCE;
    }
    let db = (f64::from(byte) - ZERO_DB) / COUNTS_PER_DB;
    Decibels::new(db).unwrap_or(Decibels::SILENCE)
}

/// The bands of an analyser frame, [`RTA_BANDS`] bytes. The first frame after
/// connecting is longer and all zero; the rest of it is dropped.
///
/// # Errors
/// [`MeterError`] for text that is not base64 and for too few bands.
pub fn decode_rta(text: &str) -> Result<Vec<u8>, MeterError> {
    let mut bands = bytes(text)?;
    if bands.len() < RTA_BANDS {
        return Err(MeterError::Bands(bands.len()));
    }
    bands.truncate(RTA_BANDS);
    Ok(bands)
}

/// Centre of an analyser band in hertz, for bands 0 (20.9 Hz) to 121
/// (22.6 kHz).
#[must_use]
pub fn rta_hertz(band: u8) -> f64 {
    1_000.0 * ((f64::from(band) - 67.0) / 12.0).exp2()
}

#[cfg(test)]
mod tests;
