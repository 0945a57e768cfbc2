//! The binary frames of `mediatrix.v1`, read by either end.

use desk::{Index, Surface};
use fuzz::{Damage, Seeds};
use protocol::{ClientFrame, Limits, ServerFrame, ServerText};

/// The index that the golden frames were made with.
pub(crate) fn index() -> Index {
    let texts = Seeds::golden("protocol/testdata/v1/server", "json");
    let decoded = |text: &[u8]| ServerText::decode(std::str::from_utf8(text).unwrap()).unwrap();
    let welcome = texts.find(|text| matches!(decoded(text), ServerText::Welcome(_))).unwrap();
    let ServerText::Welcome(welcome) = decoded(texts.pick(welcome)) else { unreachable!() };
    let surface = Surface::try_from(welcome.surface.unwrap()).unwrap();
    Index::new(surface).unwrap()
}

#[test]
fn frames_of_clients() {
    let seeds = Seeds::golden("protocol/testdata/v1/client", "hex");
    let index = index();
    let entries = Limits::default().set_entries;
    for number in 0..seeds.len() {
        let seed = seeds.pick(u16::try_from(number).unwrap());
        assert!(ClientFrame::decode(seed, &index, entries).is_ok(), "a seed is right");
    }
    fuzz::target("frames_of_clients", |random| {
        let damage: Damage = random.arbitrary()?;
        let bytes = seeds.damaged(&damage);
        let Ok(frame) = ClientFrame::decode(&bytes, &index, entries) else { return Ok(()) };
        let written = frame.encode();
        let again = ClientFrame::decode(&written, &index, entries).unwrap();
        assert_eq!(again.encode(), written);
        Ok(())
    });
}

#[test]
fn frames_of_relays() {
    let seeds = Seeds::golden("protocol/testdata/v1/server", "hex");
    let index = index();
    for number in 0..seeds.len() {
        let seed = seeds.pick(u16::try_from(number).unwrap());
        assert!(ServerFrame::decode(seed, &index).is_ok(), "a seed is right");
    }
    fuzz::target("frames_of_relays", |random| {
        let damage: Damage = random.arbitrary()?;
        let bytes = seeds.damaged(&damage);
        let Ok(frame) = ServerFrame::decode(&bytes, &index) else { return Ok(()) };
        let written = frame.encode();
        assert_eq!(ServerFrame::decode(&written, &index).unwrap().encode(), written);
        Ok(())
    });
}
