//! One value of every message: what the golden files are made of.
//!
//! All of them speak about one small desk, [`surface`], so that
//! `docs/protocol.md` can explain it once.

mod client;
mod frames;
mod server;

use desk::{Access, Index, Kind, Law, MeterTap, Shape, Surface, Template, Unit, kind, leaf};
use protocol::{ListName, Member, Presence, Role};

pub(crate) use client::client_texts;
pub(crate) use frames::{Field, FrameSample, client_frames, server_frames};
pub(crate) use server::server_texts;

/// The client id of the samples.
pub(crate) const CID: &str = "00112233445566778899aabbccddeeff";
/// 2026-01-31 20:00:00 UTC in milliseconds.
pub(crate) const CLOCK: u64 = 1_769_889_600_000;

const TIME: Law =
    Law::Curve { shape: Shape::Power, low: 20.0, high: 4_000.0, unit: Unit::Milliseconds };

/// A desk with every law there is: two inputs, two auxes, the master,
/// one pair of mute groups, a setting and something that only the desk tells.
pub(crate) fn surface() -> Surface {
    let input = Kind {
        id: kind::INPUT.into(),
        count: 2,
        single: false,
        params: vec![
            Template::once(leaf::LEVEL, Law::Fader),
            Template::once(leaf::MUTE, Law::Toggle),
            Template::once(leaf::NAME, Law::Text { max: 20 }),
            Template::once(leaf::COLOR, Law::Choice { count: 12 }),
            Template::once("gain", Law::Linear { min: -6.0, max: 57.0, unit: Unit::Decibels }),
            Template::once(
                "low_cut",
                Law::Exponential { low: 20.0, high: 400.0, unit: Unit::Hertz },
            ),
            Template::each(leaf::AUX_LEVEL, 2, Law::Fader),
        ],
        meters: vec![MeterTap::Pre, MeterTap::Post, MeterTap::GainReduction],
    };
    let aux = Kind {
        id: kind::AUX.into(),
        count: 2,
        single: false,
        params: vec![
            Template::once(leaf::LEVEL, Law::Fader),
            Template::once("delay", Law::Number { unit: Unit::Milliseconds }),
        ],
        meters: vec![MeterTap::Post],
    };
    let master = Kind {
        id: kind::MASTER.into(),
        count: 1,
        single: true,
        params: vec![Template::once(leaf::LEVEL, Law::Fader), Template::once(leaf::PAN, Law::Pan)],
        meters: vec![MeterTap::PostLeft, MeterTap::PostRight],
    };
    let desk = Kind {
        id: kind::DESK.into(),
        count: 1,
        single: true,
        params: vec![
            Template::each(leaf::GROUP_ACTIVE, 2, Law::Toggle),
            Template::once("automix.time", TIME),
            Template::once("boot.mute", Law::Toggle).with_access(Access::Settings),
            Template::once("playing", Law::Text { max: 64 }).with_access(Access::Told),
        ],
        meters: vec![],
    };
    Surface {
        model: "Example".into(),
        firmware: "1.0".into(),
        simulated: true,
        kinds: vec![input, aux, master, desk],
    }
}

pub(crate) fn index() -> Index {
    Index::new(surface()).unwrap()
}

/// A list's name.
pub(crate) fn list(list: &str, of: &str) -> ListName {
    ListName { list: list.into(), of: of.into() }
}

pub(crate) fn ana() -> Member {
    Member { id: 1, name: "Ana".into(), role: Role::Engineer, color: "sky".into(), buses: vec![] }
}

pub(crate) fn ben() -> Member {
    Member { id: 2, name: "Ben".into(), role: Role::Musician, color: "pink".into(), buses: vec![2] }
}

pub(crate) fn members() -> Vec<Presence> {
    vec![Presence { member: ana(), visible: true }, Presence { member: ben(), visible: false }]
}
