//! Meter frames: the recorded one, and ones made by hand.

use desk::{Kind, MeterTap, kind};
use proptest::prelude::*;

use super::map::reduction;
use super::vu2::BLOCKS;
use super::*;
use crate::keys::{MeterBlock, WireIndex};

/// The first frame of a Ui16 recording, see `testdata/README.md`.
fn recorded() -> Vu2 {
    let line = include_str!("../../testdata/vu2-ui16.txt").trim_end();
    Vu2::decode(line.strip_prefix("VU2^").unwrap()).unwrap()
}

fn strip(frame: &Vu2, block: MeterBlock, number: u16) -> Vec<u8> {
    frame.strip(block, WireIndex::of_number(number).unwrap()).unwrap().to_vec()
}

#[test]
fn the_recorded_frame_reads_as_documented() {
    let frame = recorded();
    for (block, count) in [
        (MeterBlock::Inputs, 12),
        (MeterBlock::Players, 2),
        (MeterBlock::Subgroups, 4),
        (MeterBlock::Fx, 4),
        (MeterBlock::Auxes, 6),
        (MeterBlock::Master, 2),
        (MeterBlock::Lines, 2),
    ] {
        assert_eq!(frame.count(block), count, "{block:?}");
    }
    assert_eq!(strip(&frame, MeterBlock::Inputs, 1), [43, 0, 0, 36, 0, 0x77]);
    assert_eq!(strip(&frame, MeterBlock::Inputs, 3), [5, 0, 0, 4, 0, 0x77]);
    for number in 1..=12 {
        let gate = if number <= 5 { 0x77 } else { 0xF7 };
        assert_eq!(strip(&frame, MeterBlock::Inputs, number)[5], gate, "input {number}");
    }
    assert_eq!(strip(&frame, MeterBlock::Lines, 2), [0, 0, 0, 0, 0, 0xF7]);
    assert_eq!(strip(&frame, MeterBlock::Subgroups, 4), [0, 0, 0, 0, 0, 0, 0xF7]);
    assert_eq!(strip(&frame, MeterBlock::Master, 2), [0, 0, 0, 0, 0xF7]);
    assert!(frame.strip(MeterBlock::Inputs, WireIndex::of_number(13).unwrap()).is_none());
    assert!((level(43).db() + 65.7).abs() < 0.05);
}

/// One strip of each kind, with the bytes of the worked example where it has
/// some, so that the meters' order and offsets show.
#[test]
fn meters_stand_in_the_surfaces_order() {
    let mut bytes = vec![1, 1, 1, 1, 1, 2, 1, 0];
    bytes.extend([0xAA, 0xB4, 0xB0, 0xB0, 0xAE, 0xF7]); // input
    bytes.extend([11, 12, 13, 14, 15, 0xE4]); // player
    bytes.extend([21, 22, 23, 24, 25, 26, 0xF7]); // subgroup
    bytes.extend([31, 32, 33, 34, 35, 36, 0x64]); // fx
    bytes.extend([41, 42, 43, 44, 0xF7]); // aux
    bytes.extend([0xAA, 0x8C, 0xAA, 0x00, 0xF7]); // master left
    bytes.extend([61, 62, 63, 64, 0xE4]); // master right
    bytes.extend([71, 72, 73, 74, 75, 0x77]); // line
    let frame = Vu2::decode(&STANDARD.encode(&bytes)).unwrap();
    let kinds = crate::keys::KINDS.iter().map(|row| Kind {
        id: row.kind.to_owned(),
        count: 1,
        single: !row.numbered,
        params: vec![],
        meters: row.meters.to_vec(),
    });
    let surface = desk::Surface { kinds: kinds.collect(), ..desk::Surface::default() };
    let meters = MeterMap::new(&surface).read(&frame);
    assert_eq!(meters.len(), surface.meter_count());
    assert_eq!(
        meters,
        [
            [0xB4, 0xB0, 0], // input: pre, post, reduction
            [72, 73, 0],     // line
            [12, 13, 39],    // player, 13.0 dB of reduction
            [33, 34, 39],    // fx: left, right, reduction, gate closed
            [23, 24, 0],     // subgroup
            [41, 42, 0],     // aux
            [0x8C, 62, 39],  // master, the stronger side's reduction
        ]
        .concat()
    );
}

#[test]
fn strips_the_frame_lacks_read_silence() {
    let surface = desk::Surface {
        kinds: vec![Kind {
            id: kind::INPUT.to_owned(),
            count: 14,
            single: false,
            params: vec![],
            meters: vec![MeterTap::Pre, MeterTap::PostLeft],
        }],
        ..desk::Surface::default()
    };
    assert_eq!(MeterMap::new(&surface).read(&recorded()), [0; 28]);
}

#[test]
fn levels_and_reductions_follow_the_reference_points() {
    assert!(level(0).is_silence());
    for (byte, db) in [(240, 0.0), (120, -40.0), (255, 5.0), (176, -21.333), (140, -33.333)] {
        assert!((level(byte).db() - db).abs() < 0.001, "{byte}");
    }
    for (byte, tripled) in
        [(0xF7, 0), (0x77, 0), (0xFF, 0), (0x7F, 0), (0xE4, 39), (0x64, 39), (0x00, 240)]
    {
        assert_eq!(reduction(byte), tripled, "{byte:#x}");
    }
}

#[test]
fn lengths_must_agree_with_the_header() {
    let frame = |bytes: &[u8]| Vu2::decode(&STANDARD.encode(bytes));
    assert_eq!(frame(&[]), Err(MeterError::Header(0)));
    assert_eq!(frame(&[1; 7]), Err(MeterError::Header(7)));
    let short = frame(&[1, 0, 0, 0, 0, 0, 0, 0, 9]);
    assert_eq!(short, Err(MeterError::Length { expected: 14, found: 9 }));
    let long = frame(&[0; 9]);
    assert_eq!(long, Err(MeterError::Length { expected: 8, found: 9 }));
    assert!(frame(&[0; 8]).is_ok());
    assert_eq!(Vu2::decode("äö"), Err(MeterError::Base64(4)));
    let endless = "A".repeat(5_000);
    assert_eq!(Vu2::decode(&endless), Err(MeterError::Base64(5_000)));
}

#[test]
fn known_desks_have_known_lengths() {
    for (header, length) in [
        ([8, 2, 4, 4, 4, 2, 2], 166),
        ([12, 2, 4, 4, 6, 2, 2], 200),
        ([24, 2, 6, 4, 10, 2, 2], 306),
    ] {
        let mut bytes = header.to_vec();
        bytes.resize(length, 0);
        assert!(Vu2::decode(&STANDARD.encode(&bytes)).is_ok(), "{length}");
    }
}

#[test]
fn the_analyser_has_122_bands() {
    let first = decode_rta(&STANDARD.encode([0u8; 128])).unwrap();
    assert_eq!(first, [0; RTA_BANDS]);
    let bands: Vec<u8> = (0..122).collect();
    assert_eq!(decode_rta(&STANDARD.encode(&bands)), Ok(bands));
    assert_eq!(decode_rta(&STANDARD.encode([0u8; 121])), Err(MeterError::Bands(121)));
    for (band, hertz) in [(67, 1_000.0), (79, 2_000.0), (0, 20.86), (121, 22_627.4)] {
        assert!((rta_hertz(band) / hertz - 1.0).abs() < 1e-3, "{band}: {}", rta_hertz(band));
    }
}

proptest! {
    #[test]
    fn any_text_decodes_or_is_refused(text in "\\PC{0,40}|[A-Za-z0-9+/=]{0,600}") {
        if let Ok(frame) = Vu2::decode(&text) {
            for block in BLOCKS {
                let count = frame.count(block.block);
                for number in 1..=count {
                    let bytes = strip(&frame, block.block, number);
                    prop_assert_eq!(bytes.len(), block.width);
                }
            }
        }
        let _ = decode_rta(&text);
    }

    #[test]
    fn every_byte_lands_in_one_strip(
        counts in proptest::array::uniform7(0u8..30),
        seed in any::<u8>(),
    ) {
        let mut bytes = counts.to_vec();
        bytes.push(0);
        let body: usize = BLOCKS.iter().map(|b| usize::from(counts[b.header]) * b.width).sum();
        bytes.extend((0..body).map(|place| (place as u8).wrapping_add(seed)));
        let frame = Vu2::decode(&STANDARD.encode(&bytes)).unwrap();
        let read: Vec<u8> = BLOCKS
            .iter()
            .flat_map(|b| (1..=frame.count(b.block)).map(|number| (b.block, number)))
            .flat_map(|(block, number)| strip(&frame, block, number))
            .collect();
        prop_assert_eq!(&read[..], &bytes[8..]);
    }
}
