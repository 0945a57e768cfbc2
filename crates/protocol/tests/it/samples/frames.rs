//! Binary frames of both ends, each with the fields its bytes fall into, told
//! apart here without help from the encoder.

use desk::{Encoding, FaderLevel, Index, Law, ParamId, Value};
use protocol::{ClientFrame, Easing, Entry, ServerFrame, TouchPhase};

use super::{CLOCK, index};

/// A frame and how to read it.
pub(crate) struct FrameSample<F> {
    /// File name.
    pub(crate) name: &'static str,
    /// What happens, in a sentence.
    pub(crate) story: &'static str,
    /// The frame.
    pub(crate) frame: F,
    /// Length and meaning of each field, in order; together the whole frame.
    pub(crate) fields: Vec<Field>,
}

/// Length in bytes and meaning.
pub(crate) type Field = (usize, String);

fn field(length: usize, meaning: impl Into<String>) -> Field {
    (length, meaning.into())
}

fn varint(name: &str, number: u64) -> Field {
    let bits = (64 - number.leading_zeros()).max(1) as usize;
    field(bits.div_ceil(7), format!("{name}: {number}"))
}

/// Two fields for each entry: its index, then its value.
fn entry_fields(index: &Index, entries: &[Entry]) -> Vec<Field> {
    let mut before = None;
    let mut fields = Vec::new();
    for (id, value) in entries {
        let (length, _) = varint("", u64::from(id.0 - before.unwrap_or(0)));
        let step =
            before.map_or(String::new(), |before| format!("{before} + {} is ", id.0 - before));
        fields.push(field(length, format!("{step}index {}: {}", id.0, index.path(*id).unwrap())));
        fields.push(value_field(index.get(*id).unwrap().law(), value));
        before = Some(id.0);
    }
    fields
}

fn value_field(law: Law, value: &Value) -> Field {
    match (value, law) {
        (Value::Short(short), Law::Toggle) => field(2, if *short == 0 { "off" } else { "on" }),
        (Value::Short(short), Law::Choice { .. }) => field(2, format!("choice {short}")),
        (Value::Short(short), _) => {
            let level = FaderLevel::from_short(*short);
            // Rounded before it is written, so that there is no "-0.0".
            let reading = (law.reading(level).unwrap() * 10.0).round() / 10.0 + 0.0;
            let unit = match law {
                Law::Fader | Law::Linear { .. } => " dB",
                Law::Exponential { .. } => " Hz",
                _ => "",
            };
            let position = level.position();
            field(2, format!("{short}: position {position:.4}, reads {reading:.1}{unit}"))
        }
        (Value::Float(float), _) => field(4, format!("number {float}")),
        (Value::Text(text), _) => {
            let (length, _) = varint("", text.len() as u64);
            field(length + text.len(), format!("{} bytes of text: {text}", text.len()))
        }
    }
}

fn short(id: u16, short: u16) -> Entry {
    (ParamId(id), Value::Short(short))
}

fn text(id: u16, text: &str) -> Entry {
    (ParamId(id), Value::Text(text.into()))
}

/// One field for each head of a run and for each value in it. `runs` are how
/// many values have the same form, and which.
fn dense_fields(index: &Index, start: u16, values: &[Value], runs: &[(usize, Form)]) -> Vec<Field> {
    let mut told = index.columns().skip(start.into()).zip(values);
    let mut fields = vec![varint("start, place in the columns", start.into())];
    for (count, form) in runs {
        let (words, number) = match form {
            Form::Each => ("each told by itself", 0),
            Form::Same => ("all equal", 1),
        };
        let head = (count - 1) * 4 + number;
        assert!(head < 0x80, "a head of one byte");
        fields.push(field(1, format!("(({count} - 1) << 2) + {number}: {count} values, {words}")));
        let run: Vec<_> = told.by_ref().take(*count).collect();
        for (place, (id, value)) in run.iter().enumerate() {
            let (length, meaning) = value_field(index.get(*id).unwrap().law(), value);
            let path = index.path(*id).unwrap();
            match (form, place) {
                (Form::Each, _) => fields.push(field(length, format!("{path}: {meaning}"))),
                (Form::Same, 0) => {
                    let (last, _) = run.last().unwrap();
                    let last = index.path(*last).unwrap();
                    fields.push(field(length, format!("{path} to {last}: {value:?}")));
                }
                (Form::Same, _) => assert_eq!(*value, run[0].1),
            }
        }
    }
    assert_eq!(told.next(), None);
    fields
}

#[derive(Clone, Copy)]
enum Form {
    Each,
    Same,
}

fn whole_state(index: &Index) -> Vec<Value> {
    let told = [
        short(0, 50_115),
        text(2, "Kick"),
        short(3, 4),
        short(4, 32_768),
        short(8, 40_000),
        short(9, 1),
        text(10, "Sänger"),
        (ParamId(17), Value::Float(12.5)),
        short(20, 50_115),
        short(21, 32_768),
        short(23, 1),
        short(24, 13_209),
        text(26, "Walk-in"),
    ];
    let of = |id| told.iter().find(|(told, _)| *told == id).cloned();
    let neutral = |id| Value::neutral(index.encoding(id).unwrap_or(Encoding::Short));
    index.columns().map(|id| of(id).map_or_else(|| neutral(id), |(_, value)| value)).collect()
}

/// Frames of the relay.
pub(crate) fn server_frames() -> Vec<FrameSample<ServerFrame>> {
    let index = index();
    let (whole, moved) = (whole_state(&index), vec![short(8, 49_151)]);
    let (low, high) = whole.split_at(12);
    let runs = &[(9, Form::Each), (9, Form::Same), (9, Form::Each)];
    let (low_runs, high_runs) = ([(12, Form::Each)], [(6, Form::Same), (9, Form::Each)]);
    let many = vec![short(0, 0), short(1, 1), text(10, "Ben"), (ParamId(19), Value::Float(0.0))];
    let snapshot = |name, story, (part, parts), start, values: &[Value], runs| FrameSample {
        name,
        story,
        frame: ServerFrame::Snapshot { rev: 297, part, parts, start, values: values.to_vec() },
        fields: [
            field(1, "kind: snapshot"),
            field(1, format!("part: {part}")),
            field(1, format!("parts: {parts}")),
            varint("rev", 297),
        ]
        .into_iter()
        .chain(dense_fields(&index, start, values, runs))
        .collect(),
    };
    let delta = |name, story, from: u8, advance, entries: Vec<Entry>| FrameSample {
        name,
        story,
        fields: [
            field(1, "kind: delta"),
            field(1, format!("from: low eight bits of the revision before, {from}")),
            varint("advance", advance),
        ]
        .into_iter()
        .chain(entry_fields(&index, &entries))
        .collect(),
        frame: ServerFrame::Delta { from, advance, entries },
    };
    vec![
        snapshot("snapshot", "The whole state in one part.", (0, 1), 0, &whole, runs),
        snapshot("snapshot_part_0_of_2", "In two parts: the first.", (0, 2), 0, low, &low_runs),
        snapshot("snapshot_part_1_of_2", "The second one.", (1, 2), 12, high, &high_runs),
        delta("delta", "A fader moved: revision 297 becomes 298.", 0x29, 1, moved.clone()),
        delta("delta_many", "Four changes in one: revision 298 becomes 301.", 0x2a, 3, many),
        FrameSample {
            name: "catch_up",
            story: "All that changed since a cursor, up to revision 301.",
            fields: [field(1, "kind: catch_up"), varint("rev", 301)]
                .into_iter()
                .chain(entry_fields(&index, &moved))
                .collect(),
            frame: ServerFrame::CatchUp { rev: 301, entries: moved },
        },
        FrameSample {
            name: "op_ack",
            story: "Every set up to number 200 is decided.",
            frame: ServerFrame::OpAck { op: 200 },
            fields: vec![field(1, "kind: op_ack"), varint("op", 200)],
        },
        meters(),
        FrameSample {
            name: "tick",
            story: "Nothing new: where everything stands.",
            frame: ServerFrame::Tick { rev: 301, clock: CLOCK, heads: vec![16, 5000] },
            fields: vec![
                field(1, "kind: tick"),
                varint("rev", 301),
                varint("clock", CLOCK),
                varint("head of the first room", 16),
                varint("head of the second room", 5000),
            ],
        },
        FrameSample {
            name: "pong",
            story: "The answer to a ping.",
            frame: ServerFrame::Pong { nonce: 0xdead_beef },
            fields: vec![field(1, "kind: pong"), field(4, "nonce: 0xdeadbeef")],
        },
        FrameSample {
            name: "holds",
            story: "Two people have fingers on faders.",
            frame: ServerFrame::Holds { holds: vec![(ParamId(8), 2), (ParamId(20), 1)] },
            fields: vec![
                field(1, "kind: holds"),
                field(1, "index 8: input.2.level"),
                varint("member", 2),
                field(1, "8 + 12 is index 20: master.level"),
                varint("member", 1),
            ],
        },
        FrameSample {
            name: "holds_none",
            story: "Nobody holds anything any more.",
            frame: ServerFrame::Holds { holds: vec![] },
            fields: vec![field(1, "kind: holds")],
        },
    ]
}

fn meters() -> FrameSample<ServerFrame> {
    let levels = [240, 180, 0, 90, 0, 18, 210, 207];
    let mut fields = vec![
        field(1, "kind: meters"),
        field(1, "seq: 255, the next one is 0"),
        field(2, "tick: 0x4120 units of 16 ms"),
        field(2, "kinds: bits 0 and 2, input and master"),
    ];
    let places = ["input.1 pre", "input.1 post", "input.1 gain reduction"]
        .into_iter()
        .chain(["input.2 pre", "input.2 post", "input.2 gain reduction"])
        .chain(["master left", "master right"]);
    for (place, level) in places.zip(levels) {
        let reading = match (place.ends_with("reduction"), level) {
            (true, by) => format!("{:.1} dB", f64::from(by) / 3.0),
            (false, 0) => "silence".to_owned(),
            (false, of) => format!("{:.1} dB", (f64::from(of) - 240.0) / 3.0),
        };
        fields.push(field(1, format!("{place}: {reading}")));
    }
    let frame =
        ServerFrame::Meters { seq: 255, tick: 0x4120, kinds: 0b101, levels: levels.to_vec() };
    FrameSample { name: "meters", story: "Levels of the inputs and the master.", frame, fields }
}

/// Frames of a client.
pub(crate) fn client_frames() -> Vec<FrameSample<ClientFrame>> {
    let index = index();
    let set = |name, story, op, gesture: u8, entries: Vec<Entry>| FrameSample {
        name,
        story,
        fields: [
            field(1, "kind: set"),
            varint("op", op),
            field(1, format!("gesture: {gesture}")),
            field(2, "tick: 0x4120 units of 16 ms"),
        ]
        .into_iter()
        .chain(entry_fields(&index, &entries))
        .collect(),
        frame: ClientFrame::Set { op, gesture, tick: 0x4120, entries },
    };
    let fade = FrameSample {
        name: "fade",
        story: "A fader is to go to 0 dB in two seconds.",
        fields: [
            field(1, "kind: fade"),
            varint("op", 202),
            field(2, "tick: 0x4120 units of 16 ms"),
            varint("millis", 2000),
            field(1, "easing: 1, slowly at both ends"),
        ]
        .into_iter()
        .chain(entry_fields(&index, &[short(8, 50_115)]))
        .collect(),
        frame: ClientFrame::Fade {
            op: 202,
            tick: 0x4120,
            millis: 2000,
            easing: Easing::Both,
            entries: vec![short(8, 50_115)],
        },
    };
    let touch = |name, story, phase, number| FrameSample {
        name,
        story,
        frame: ClientFrame::Touch { gesture: 1, phase, param: ParamId(8) },
        fields: vec![
            field(1, "kind: touch"),
            field(1, "gesture: 1"),
            field(1, format!("phase: {number}")),
            varint("index", 8),
        ],
    };
    vec![
        fade,
        set("set_fader", "A finger moves input.2's fader.", 200, 1, vec![short(8, 49_151)]),
        set(
            "set_many",
            "A switch, a name and a number at once, without a finger.",
            201,
            0,
            vec![short(9, 0), text(10, "Ben"), (ParamId(17), Value::Float(12.5))],
        ),
        touch("touch_up", "The finger is lifted.", TouchPhase::Up, "0, up"),
        touch("touch_down", "A finger is put on input.2's fader.", TouchPhase::Down, "1, down"),
        touch("touch_hold", "The finger is still down.", TouchPhase::Hold, "2, hold"),
        touch("touch_take", "It is put down to take the fader over.", TouchPhase::Take, "3, take"),
        FrameSample {
            name: "meter_ack",
            story: "Meters up to number 255 were seen.",
            frame: ClientFrame::MeterAck { seq: 255 },
            fields: vec![field(1, "kind: meter_ack"), field(1, "seq: 255")],
        },
        FrameSample {
            name: "ping",
            story: "Is anybody there?",
            frame: ClientFrame::Ping { nonce: 0xdead_beef },
            fields: vec![field(1, "kind: ping"), field(4, "nonce: 0xdeadbeef")],
        },
    ]
}
