//! The text messages of `mediatrix.v1`, read by either end.

use fuzz::{Damage, Seeds};
use protocol::{ClientText, ServerText};

#[test]
fn texts_of_clients() {
    let seeds = Seeds::golden("protocol/testdata/v1/client", "json");
    fuzz::target("texts_of_clients", |random| {
        let damage: Damage = random.arbitrary()?;
        let Ok(message) = ClientText::decode(&seeds.damaged_text(&damage)) else { return Ok(()) };
        assert_eq!(ClientText::decode(&message.encode()).unwrap(), message);
        Ok(())
    });
}

#[test]
fn texts_of_relays() {
    let seeds = Seeds::golden("protocol/testdata/v1/server", "json");
    fuzz::target("texts_of_relays", |random| {
        let damage: Damage = random.arbitrary()?;
        let Ok(message) = ServerText::decode(&seeds.damaged_text(&damage)) else { return Ok(()) };
        // A text may hold numbers that JSON writes otherwise, so the second
        // reading is what has to stay.
        let written = message.encode();
        assert_eq!(ServerText::decode(&written).unwrap().encode(), written);
        Ok(())
    });
}
