//! Addresses and other short texts that people and programs write. Those of the
//! relay's settings are tried in its own tests.

use fuzz::{Damage, Seeds};

/// Reads a text; what was read must say the same when it is written and read
/// again.
fn check<T>(text: &str)
where
    T: std::str::FromStr + ToString + PartialEq + std::fmt::Debug,
{
    let Ok(read) = text.parse::<T>() else { return };
    let again = read.to_string().parse::<T>();
    assert_eq!(again.ok(), Some(read), "{text:?}");
}

#[test]
fn addresses() {
    let seeds = Seeds::of([
        "wss://mix.example:8443/ws?x=1#y",
        "ws://[fe80::1%25eth0]:8080/ws",
        "ws://127.0.0.1:8098/echo",
        "WSS://Mix.Example.:443",
        "ui24r",
        "delay=200,drop=5%,silence,swallow=3,disconnect=1.5,cut=2,slow-dump=20,stall-data",
    ]);
    fuzz::target("addresses", |random| {
        let damage: Damage = random.arbitrary()?;
        let text = seeds.damaged_text(&damage);
        check::<client::url::SocketUrl>(&text);
        check::<sim::Faults>(&text);
        check::<sim::Model>(&text);
        Ok(())
    });
}
