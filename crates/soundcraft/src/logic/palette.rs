//! The colours of channels, for display only.
//!
//! **Source:** Soundcraft Ui protocol reference, colours.

/// Red, green and blue of each colour choice; the first is none.
pub const PALETTE: [Option<[u8; 3]>; 12] = [
    None,
    Some([0x11, 0x11, 0x11]),
    Some([0x8B, 0x00, 0x00]),
    Some([0xFF, 0x00, 0x00]),
    Some([0xFF, 0xA5, 0x00]),
    Some([0xFF, 0xFF, 0x00]),
    Some([0x56, 0xDE, 0x43]),
    Some([0x00, 0x91, 0xC2]),
    Some([0x94, 0x00, 0xD3]),
    Some([0x80, 0x80, 0x80]),
    Some([0xFF, 0xFF, 0xFF]),
    Some([0xFF, 0x14, 0x93]),
];

/// The colour of a choice; `None` for none and for choices beyond the last.
#[must_use]
pub fn color(choice: u16) -> Option<[u8; 3]> {
    PALETTE.get(usize::from(choice)).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_have_their_colours() {
        assert_eq!(color(0), None);
        assert_eq!(color(3), Some([255, 0, 0]));
        assert_eq!(color(11), Some([255, 20, 147]));
        assert_eq!(color(12), None);
    }
}
