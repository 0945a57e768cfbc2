//! Any binary frame about any small desk.

use desk::{Encoding, Index, ParamId, Value};
use proptest::prelude::*;
use proptest::{collection, option, sample};
use protocol::{ClientFrame, Easing, Entry, ServerFrame, TouchPhase};

use super::{index, number, text};

fn value(encoding: Encoding) -> BoxedStrategy<Value> {
    match encoding {
        Encoding::Short => any::<u16>().prop_map(Value::Short).boxed(),
        Encoding::Float => number().prop_map(Value::Float).boxed(),
        Encoding::Text => text().prop_map(Value::Text).boxed(),
    }
}

/// Some parameters of a desk with values, sorted.
fn entries(index: &Index) -> BoxedStrategy<Vec<Entry>> {
    let values: Vec<_> =
        index.ids().map(|id| (Just(id), option::of(value(index.encoding(id).unwrap())))).collect();
    let told = |(id, value): (ParamId, Option<Value>)| value.map(|value| (id, value));
    values.prop_map(move |values| values.into_iter().filter_map(told).collect()).boxed()
}

/// Values in the order of the columns, from any place to any later one; often
/// equal ones and small ones beside each other.
fn columns(index: &Index) -> BoxedStrategy<(u16, Vec<Value>)> {
    let few = |encoding| match encoding {
        Encoding::Short => (0u16..3).prop_map(Value::Short).boxed(),
        other => Just(Value::neutral(other)).boxed(),
    };
    let values: Vec<_> = index
        .columns()
        .filter_map(|id| index.encoding(id))
        .map(|encoding| prop_oneof![3 => few(encoding), 1 => value(encoding)])
        .collect();
    (values, any::<sample::Index>(), any::<sample::Index>())
        .prop_map(|(values, one, other)| {
            let (one, other) = (one.index(values.len() + 1), other.index(values.len() + 1));
            let (start, end) = (one.min(other), one.max(other));
            (u16::try_from(start).unwrap(), values[start..end].to_vec())
        })
        .boxed()
}

/// Some held parameters of a desk, sorted.
fn holds(index: &Index) -> BoxedStrategy<Vec<(ParamId, u32)>> {
    let holders: Vec<_> = index.ids().map(|id| (Just(id), option::of(any::<u32>()))).collect();
    let held = |(id, member): (ParamId, Option<u32>)| member.map(|member| (id, member));
    holders.prop_map(move |holders| holders.into_iter().filter_map(held).collect()).boxed()
}

/// A desk and any frame of the relay about it.
pub(crate) fn server_frame() -> impl Strategy<Value = (Index, ServerFrame)> {
    index().prop_flat_map(|index| {
        let part = (0u8..255).prop_flat_map(|part| (Just(part), part + 1..=255));
        let frame = prop_oneof![
            (any::<u64>(), part, columns(&index)).prop_map(
                |(rev, (part, parts), (start, values))| {
                    ServerFrame::Snapshot { rev, part, parts, start, values }
                }
            ),
            (any::<u8>(), any::<u64>(), entries(&index)).prop_map(|(from, advance, entries)| {
                ServerFrame::Delta { from, advance, entries }
            }),
            (any::<u64>(), entries(&index))
                .prop_map(|(rev, entries)| ServerFrame::CatchUp { rev, entries }),
            any::<u64>().prop_map(|op| ServerFrame::OpAck { op }),
            (any::<u8>(), any::<u16>(), any::<u16>(), any::<Vec<u8>>()).prop_map(
                |(seq, tick, kinds, levels)| ServerFrame::Meters { seq, tick, kinds, levels }
            ),
            (any::<u64>(), any::<u64>(), collection::vec(any::<u64>(), 0..4))
                .prop_map(|(rev, clock, heads)| ServerFrame::Tick { rev, clock, heads }),
            any::<u32>().prop_map(|nonce| ServerFrame::Pong { nonce }),
            holds(&index).prop_map(|holds| ServerFrame::Holds { holds }),
        ];
        (Just(index), frame)
    })
}

/// A desk and any frame of a client about it.
pub(crate) fn client_frame() -> impl Strategy<Value = (Index, ClientFrame)> {
    index().prop_flat_map(|index| {
        let set = (any::<u64>(), any::<u8>(), any::<u16>(), entries(&index)).prop_map(
            |(op, gesture, tick, entries)| ClientFrame::Set { op, gesture, tick, entries },
        );
        let phase = sample::select(vec![
            TouchPhase::Up,
            TouchPhase::Down,
            TouchPhase::Hold,
            TouchPhase::Take,
        ]);
        let fade = (any::<u64>(), any::<u16>(), any::<u32>(), entries(&index))
            .prop_flat_map(|fade| (Just(fade), sample::select(Easing::ALL.to_vec())))
            .prop_map(|((op, tick, millis, entries), easing)| ClientFrame::Fade {
                op,
                tick,
                millis,
                easing,
                entries,
            });
        let set = prop_oneof![set, fade].boxed();
        let rest = prop_oneof![
            any::<u8>().prop_map(|seq| ClientFrame::MeterAck { seq }),
            any::<u32>().prop_map(|nonce| ClientFrame::Ping { nonce }),
        ];
        let ids: Vec<ParamId> = index.ids().collect();
        let frame = if ids.is_empty() {
            prop_oneof![set, rest].boxed()
        } else {
            let touch = (any::<u8>(), phase, sample::select(ids))
                .prop_map(|(gesture, phase, param)| ClientFrame::Touch { gesture, phase, param });
            prop_oneof![set, touch, rest].boxed()
        };
        (Just(index), frame)
    })
}
