//! Who and what plays in a world: members of every role, and two desks.

use desk::{Kind, Law, MeterTap, Surface, Template, Unit, kind, leaf};
use protocol::{Member, Role};

fn member(id: u32, name: &str, role: Role) -> Member {
    Member { id, name: name.to_owned(), role, color: "sky".into(), buses: Vec::new() }
}

/// May do everything.
#[must_use]
pub fn admin(id: u32, name: &str) -> Member {
    member(id, name, Role::Admin)
}

/// May move everything.
#[must_use]
pub fn engineer(id: u32, name: &str) -> Member {
    member(id, name, Role::Engineer)
}

/// May mix these buses.
#[must_use]
pub fn musician(id: u32, name: &str, buses: &[u16]) -> Member {
    Member { buses: buses.to_vec(), ..member(id, name, Role::Musician) }
}

/// May look and chat.
#[must_use]
pub fn viewer(id: u32, name: &str) -> Member {
    member(id, name, Role::Viewer)
}

fn of(id: &str, count: u16, params: Vec<Template>, meters: &[MeterTap]) -> Kind {
    Kind { id: id.to_owned(), count, single: count == 1, params, meters: meters.to_vec() }
}

/// A desk of a few strips with one parameter of every form.
#[must_use]
pub fn small_surface() -> Surface {
    let input = vec![
        Template::once(leaf::LEVEL, Law::Fader),
        Template::once(leaf::MUTE, Law::Toggle),
        Template::once(leaf::PAN, Law::Pan),
        Template::once(leaf::NAME, Law::Text { max: 20 }),
        Template::once("delay", Law::Number { unit: Unit::Milliseconds }),
        Template::each(leaf::AUX_LEVEL, 2, Law::Fader),
    ];
    let level = || vec![Template::once(leaf::LEVEL, Law::Fader)];
    Surface {
        model: "Small".into(),
        firmware: "1.0".into(),
        simulated: true,
        kinds: vec![
            of(kind::INPUT, 8, input, &[MeterTap::Pre, MeterTap::Post]),
            of(kind::AUX, 2, level(), &[]),
            of(kind::MASTER, 1, level(), &[]),
        ],
    }
}

/// A desk with the same strips in another order.
#[must_use]
pub fn other_surface() -> Surface {
    let mut surface = small_surface();
    surface.model = "Other".into();
    surface.kinds.reverse();
    surface
}

/// A desk about as large as a Soundcraft Ui24R: 5000 parameters.
#[must_use]
pub fn large_surface() -> Surface {
    let mut input = vec![
        Template::once(leaf::LEVEL, Law::Fader),
        Template::once(leaf::MUTE, Law::Toggle),
        Template::once(leaf::SOLO, Law::Toggle),
        Template::once(leaf::PAN, Law::Pan),
        Template::once(leaf::NAME, Law::Text { max: 20 }),
        Template::each(leaf::AUX_LEVEL, 10, Law::Fader),
        Template::each(leaf::AUX_MUTE, 10, Law::Toggle),
        Template::each(leaf::AUX_POST, 10, Law::Toggle),
        Template::each(leaf::FX_LEVEL, 4, Law::Fader),
        Template::each(leaf::FX_MUTE, 4, Law::Toggle),
        Template::each(leaf::MUTE_GROUP, 6, Law::Toggle),
    ];
    let spread = Law::Linear { min: -20.0, max: 20.0, unit: Unit::Decibels };
    input.extend((0..75).map(|place| Template::once(&format!("eq.{place}"), spread)));
    Surface {
        model: "Large".into(),
        firmware: "1.0".into(),
        simulated: true,
        kinds: vec![
            of(kind::INPUT, 40, input, &[MeterTap::Pre]),
            of(kind::MASTER, 1, vec![Template::once(leaf::LEVEL, Law::Fader)], &[]),
        ],
    }
}
