//! Any small desk.

use desk::{Access, Index, Kind, Law, MeterTap, Shape, Surface, Template, Unit};
use proptest::prelude::*;
use proptest::{collection, sample};

use super::{number, text};

fn law() -> impl Strategy<Value = Law> {
    let unit = || {
        sample::select(vec![
            Unit::None,
            Unit::Decibels,
            Unit::Hertz,
            Unit::Milliseconds,
            Unit::Seconds,
            Unit::Percent,
            Unit::Ratio,
            Unit::Cents,
            Unit::BeatsPerMinute,
        ])
    };
    let shape = sample::select(vec![Shape::Eased, Shape::Power, Shape::Inverse, Shape::Stepped]);
    prop_oneof![
        sample::select(vec![Law::Fader, Law::Pan, Law::Toggle]),
        any::<u16>().prop_map(|count| Law::Choice { count }),
        (number(), number(), unit()).prop_map(|(min, max, unit)| Law::Linear { min, max, unit }),
        (number(), number(), unit()).prop_map(|(low, high, unit)| Law::Exponential {
            low,
            high,
            unit
        }),
        (shape, number(), number(), unit()).prop_map(|(shape, low, high, unit)| Law::Curve {
            shape,
            low,
            high,
            unit
        }),
        unit().prop_map(|unit| Law::Number { unit }),
        any::<u16>().prop_map(|max| Law::Text { max }),
    ]
}

fn template() -> impl Strategy<Value = Template> {
    let access = sample::select(vec![Access::Mixing, Access::Settings, Access::Told]);
    let template = prop_oneof![
        ("[a-z_]{1,8}", law()).prop_map(|(leaf, law)| Template::once(&leaf, law)),
        ("[a-z_]{1,8}\\.\\{\\}", 0u16..5, law())
            .prop_map(|(leaf, repeat, law)| Template::each(&leaf, repeat, law)),
    ];
    (template, access).prop_map(|(template, access)| template.with_access(access))
}

fn tap() -> impl Strategy<Value = MeterTap> {
    sample::select(vec![
        MeterTap::Pre,
        MeterTap::Post,
        MeterTap::PostLeft,
        MeterTap::PostRight,
        MeterTap::GainReduction,
    ])
}

fn kind() -> impl Strategy<Value = Kind> {
    let params = collection::vec(template(), 0..5);
    ("[a-z]{1,8}", 0u16..5, any::<bool>(), params, collection::vec(tap(), 0..4)).prop_map(
        |(id, count, single, params, meters)| Kind {
            id,
            count: if single { 1 } else { count },
            single,
            params,
            meters,
        },
    )
}

/// Any small desk, also ones without strips or parameters.
pub(crate) fn surface() -> impl Strategy<Value = Surface> {
    (text(), text(), any::<bool>(), collection::vec(kind(), 0..5)).prop_map(
        |(model, firmware, simulated, kinds)| Surface { model, firmware, simulated, kinds },
    )
}

pub(crate) fn index() -> impl Strategy<Value = Index> {
    surface().prop_map(|surface| Index::new(surface).unwrap())
}
