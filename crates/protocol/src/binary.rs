//! Binary frames: everything live, little-endian, first byte the kind.
//!
//! Entries are `index, value`: the first index as a varint, each further one
//! as the varint distance to the one before, so they come sorted; the surface
//! says how wide each value is. A snapshot has values only, see `dense`.

use desk::{Encoding, Index, ParamId, Value};

use crate::varint::{self, Reader};
use crate::{DecodeError, Easing, dense};

mod kind {
    pub(super) const SNAPSHOT: u8 = 0x01;
    pub(super) const DELTA: u8 = 0x02;
    pub(super) const CATCH_UP: u8 = 0x03;
    pub(super) const OP_ACK: u8 = 0x04;
    pub(super) const METERS: u8 = 0x05;
    pub(super) const TICK: u8 = 0x06;
    pub(super) const PONG: u8 = 0x07;
    pub(super) const HOLDS: u8 = 0x08;
    pub(super) const SET: u8 = 0x11;
    pub(super) const TOUCH: u8 = 0x12;
    pub(super) const METER_ACK: u8 = 0x13;
    pub(super) const PING: u8 = 0x14;
    pub(super) const FADE: u8 = 0x15;
}

/// A parameter with its value.
pub type Entry = (ParamId, Value);

/// A binary frame from the relay.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ServerFrame {
    /// A part of the whole state; the state holds once every part is there.
    Snapshot {
        /// Revision of the state.
        rev: u64,
        /// This part, from 0.
        part: u8,
        /// How many parts there are.
        parts: u8,
        /// Place of the first value in the surface's columns,
        /// [`Index::columns`].
        start: u16,
        /// Values from there on, at least one unless the surface has none.
        values: Vec<Value>,
    },
    /// What changed between two revisions, the same bytes for all peers.
    Delta {
        /// Low eight bits of the revision it starts from: a check.
        from: u8,
        /// How far it advances the revision.
        advance: u64,
        /// Changed parameters, sorted.
        entries: Vec<Entry>,
    },
    /// What changed since this client's cursor, however old.
    CatchUp {
        /// Revision after it.
        rev: u64,
        /// Changed parameters, sorted.
        entries: Vec<Entry>,
    },
    /// Every set up to this number is decided; follows the delta with its
    /// effect.
    OpAck {
        /// Number of the set.
        op: u64,
    },
    /// Meter levels of the kinds asked for.
    Meters {
        /// Counts up and wraps; the client returns it as credit.
        seq: u8,
        /// Relay clock in units of 16 ms, wraps.
        tick: u16,
        /// Bit k: kind k of the surface is contained.
        kinds: u16,
        /// A byte per meter in surface order. Levels: dB = (b - 240) / 3, 0
        /// is silence. Gain reduction: dB = b / 3.
        levels: Vec<u8>,
    },
    /// Sent when nothing else was for a while: heads, so that a lost tail is
    /// noticed.
    Tick {
        /// Newest revision of the state.
        rev: u64,
        /// Wall clock of the relay, milliseconds since 1970.
        clock: u64,
        /// Newest offset per room, in the order of welcome.
        heads: Vec<u64>,
    },
    /// Answer to a ping.
    Pong {
        /// What the ping carried.
        nonce: u32,
    },
    /// Who holds which control, always all of them.
    Holds {
        /// Held controls with the numbers of the members that hold them,
        /// sorted by control.
        holds: Vec<(ParamId, u32)>,
    },
}

/// Phase of a finger on a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchPhase {
    /// Lifted.
    Up,
    /// Put down.
    Down,
    /// Still down.
    Hold,
    /// Put down on a control that somebody else holds, to take it over.
    Take,
}

/// A binary frame from a client.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ClientFrame {
    /// Writes parameters.
    Set {
        /// Counts up within the session.
        op: u64,
        /// Slot of the gesture, 0 for none.
        gesture: u8,
        /// Client's estimate of the relay clock, units of 16 ms, wraps.
        tick: u16,
        /// New values, sorted.
        entries: Vec<Entry>,
    },
    /// A finger on a control.
    Touch {
        /// Slot of the gesture, from 1.
        gesture: u8,
        /// What the finger does.
        phase: TouchPhase,
        /// The control.
        param: ParamId,
    },
    /// Returns credit for meters.
    MeterAck {
        /// Sequence number of the newest meters seen.
        seq: u8,
    },
    /// Moves parameters slowly.
    Fade {
        /// Counts up within the session, together with sets.
        op: u64,
        /// Client's estimate of the relay clock, units of 16 ms, wraps.
        tick: u16,
        /// How long it takes, in milliseconds.
        millis: u32,
        /// How it runs.
        easing: Easing,
        /// Where it ends, sorted.
        entries: Vec<Entry>,
    },
    /// Asks for a pong.
    Ping {
        /// Comes back in the pong.
        nonce: u32,
    },
}

impl ServerFrame {
    /// Writes the frame.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64);
        match self {
            Self::Snapshot { rev, part, parts, start, values } => {
                out.extend([kind::SNAPSHOT, *part, *parts]);
                varint::put(&mut out, *rev);
                varint::put(&mut out, (*start).into());
                dense::put(&mut out, values);
            }
            Self::Delta { from, advance, entries } => {
                out.extend([kind::DELTA, *from]);
                varint::put(&mut out, *advance);
                put_entries(&mut out, entries);
            }
            Self::CatchUp { rev, entries } => {
                out.push(kind::CATCH_UP);
                varint::put(&mut out, *rev);
                put_entries(&mut out, entries);
            }
            Self::OpAck { op } => {
                out.push(kind::OP_ACK);
                varint::put(&mut out, *op);
            }
            Self::Meters { seq, tick, kinds, levels } => {
                out.extend([kind::METERS, *seq]);
                out.extend(tick.to_le_bytes());
                out.extend(kinds.to_le_bytes());
                out.extend(levels);
            }
            Self::Tick { rev, clock, heads } => {
                out.push(kind::TICK);
                varint::put(&mut out, *rev);
                varint::put(&mut out, *clock);
                heads.iter().for_each(|head| varint::put(&mut out, *head));
            }
            Self::Pong { nonce } => {
                out.push(kind::PONG);
                out.extend(nonce.to_le_bytes());
            }
            Self::Holds { holds } => {
                out.push(kind::HOLDS);
                let mut previous = 0;
                for (id, member) in holds {
                    varint::put(&mut out, u64::from(id.0).saturating_sub(previous));
                    previous = u64::from(id.0);
                    varint::put(&mut out, (*member).into());
                }
            }
        }
        out
    }

    /// Reads a frame against the surface's index.
    ///
    /// # Errors
    /// [`DecodeError`] names what was wrong; the client starts over.
    pub fn decode(bytes: &[u8], index: &Index) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(bytes);
        let frame = match reader.u8()? {
            kind::SNAPSHOT => {
                let (part, parts) = (reader.u8()?, reader.u8()?);
                if part >= parts {
                    return Err(DecodeError::Field { field: "part", found: part.into() });
                }
                let (rev, start) = (reader.varint()?, reader.varint()?);
                let beyond = |_| DecodeError::Field { field: "start", found: start };
                let start = u16::try_from(start).map_err(beyond)?;
                let values = dense::read(&mut reader, index, start)?;
                Self::Snapshot { rev, part, parts, start, values }
            }
            kind::DELTA => {
                let (from, advance) = (reader.u8()?, reader.varint()?);
                Self::Delta { from, advance, entries: entries(&mut reader, index)? }
            }
            kind::CATCH_UP => {
                let rev = reader.varint()?;
                Self::CatchUp { rev, entries: entries(&mut reader, index)? }
            }
            kind::OP_ACK => Self::OpAck { op: reader.varint()? },
            kind::METERS => {
                let (seq, tick, kinds) = (reader.u8()?, reader.u16()?, reader.u16()?);
                Self::Meters { seq, tick, kinds, levels: reader.rest().to_vec() }
            }
            kind::TICK => {
                let (rev, clock) = (reader.varint()?, reader.varint()?);
                let mut heads = Vec::new();
                while !reader.is_empty() {
                    heads.push(reader.varint()?);
                }
                Self::Tick { rev, clock, heads }
            }
            kind::PONG => Self::Pong { nonce: reader.u32()? },
            kind::HOLDS => Self::Holds { holds: holds(&mut reader, index)? },
            unknown => return Err(DecodeError::UnknownKind(unknown)),
        };
        finish(&mut reader, frame)
    }
}

impl ClientFrame {
    /// Writes the frame.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(16);
        match self {
            Self::Set { op, gesture, tick, entries } => {
                out.push(kind::SET);
                varint::put(&mut out, *op);
                out.push(*gesture);
                out.extend(tick.to_le_bytes());
                put_entries(&mut out, entries);
            }
            Self::Touch { gesture, phase, param } => {
                let phase = match phase {
                    TouchPhase::Up => 0,
                    TouchPhase::Down => 1,
                    TouchPhase::Hold => 2,
                    TouchPhase::Take => 3,
                };
                out.extend([kind::TOUCH, *gesture, phase]);
                varint::put(&mut out, param.0.into());
            }
            Self::Fade { op, tick, millis, easing, entries } => {
                out.push(kind::FADE);
                varint::put(&mut out, *op);
                out.extend(tick.to_le_bytes());
                varint::put(&mut out, (*millis).into());
                out.push(easing.number());
                put_entries(&mut out, entries);
            }
            Self::MeterAck { seq } => out.extend([kind::METER_ACK, *seq]),
            Self::Ping { nonce } => {
                out.push(kind::PING);
                out.extend(nonce.to_le_bytes());
            }
        }
        out
    }

    /// Reads a frame against the surface's index; `set_entries` is the most
    /// entries a set may have.
    ///
    /// # Errors
    /// [`DecodeError`] names what was wrong; the relay refuses the frame.
    pub fn decode(bytes: &[u8], index: &Index, set_entries: u16) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(bytes);
        let frame = match reader.u8()? {
            kind::SET => {
                let (op, gesture, tick) = (reader.varint()?, reader.u8()?, reader.u16()?);
                let entries = some_entries(&mut reader, index, set_entries)?;
                Self::Set { op, gesture, tick, entries }
            }
            kind::TOUCH => {
                let gesture = reader.u8()?;
                let phase = match reader.u8()? {
                    0 => TouchPhase::Up,
                    1 => TouchPhase::Down,
                    2 => TouchPhase::Hold,
                    3 => TouchPhase::Take,
                    found => {
                        return Err(DecodeError::Field { field: "phase", found: found.into() });
                    }
                };
                Self::Touch { gesture, phase, param: param(reader.varint()?, index)?.0 }
            }
            kind::FADE => {
                let (op, tick, found) = (reader.varint()?, reader.u16()?, reader.varint()?);
                let millis = u32::try_from(found);
                let millis = millis.map_err(|_| DecodeError::Field { field: "millis", found })?;
                let number = reader.u8()?;
                let easing = Easing::ALL.into_iter().find(|easing| easing.number() == number);
                let unknown = DecodeError::Field { field: "easing", found: number.into() };
                let easing = easing.ok_or(unknown)?;
                let entries = some_entries(&mut reader, index, set_entries)?;
                Self::Fade { op, tick, millis, easing, entries }
            }
            kind::METER_ACK => Self::MeterAck { seq: reader.u8()? },
            kind::PING => Self::Ping { nonce: reader.u32()? },
            unknown => return Err(DecodeError::UnknownKind(unknown)),
        };
        finish(&mut reader, frame)
    }

    /// The op number of a frame that is a set or a fade, readable even when the rest of
    /// it is not: a refusal can name it.
    #[must_use]
    pub fn op_of(bytes: &[u8]) -> Option<u64> {
        let mut reader = Reader::new(bytes);
        matches!(reader.u8().ok()?, kind::SET | kind::FADE).then(|| reader.varint().ok()).flatten()
    }
}

fn finish<T>(reader: &mut Reader<'_>, frame: T) -> Result<T, DecodeError> {
    match reader.rest().len() {
        0 => Ok(frame),
        extra => Err(DecodeError::Trailing(extra)),
    }
}

fn param(id: u64, index: &Index) -> Result<(ParamId, Encoding), DecodeError> {
    let unknown = DecodeError::UnknownParameter(id);
    let param = u16::try_from(id).map(ParamId).map_err(|_| unknown.clone())?;
    index.encoding(param).map(|encoding| (param, encoding)).ok_or(unknown)
}

/// The parameter that follows `previous` in a frame that counts distances.
fn next_param(
    reader: &mut Reader<'_>,
    previous: Option<ParamId>,
    index: &Index,
) -> Result<(ParamId, Encoding), DecodeError> {
    let distance = reader.varint()?;
    if distance == 0 && previous.is_some() {
        return Err(DecodeError::Field { field: "index distance", found: 0 });
    }
    param(previous.map_or(0, |id| u64::from(id.0)).saturating_add(distance), index)
}

fn holds(reader: &mut Reader<'_>, index: &Index) -> Result<Vec<(ParamId, u32)>, DecodeError> {
    let mut holds: Vec<(ParamId, u32)> = Vec::new();
    while !reader.is_empty() {
        let (id, _) = next_param(reader, holds.last().map(|(id, _)| *id), index)?;
        let found = reader.varint()?;
        let member = u32::try_from(found);
        holds.push((id, member.map_err(|_| DecodeError::Field { field: "member", found })?));
    }
    Ok(holds)
}

/// Appends entries; they must be sorted by index, without repeats.
fn put_entries(out: &mut Vec<u8>, entries: &[Entry]) {
    let mut previous = 0;
    for (id, value) in entries {
        varint::put(out, u64::from(id.0).saturating_sub(previous));
        previous = u64::from(id.0);
        put_value(out, value);
    }
}

pub(crate) fn put_value(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Short(short) => out.extend(short.to_le_bytes()),
        Value::Float(float) => out.extend(float.to_le_bytes()),
        Value::Text(text) => {
            varint::put(out, text.len() as u64);
            out.extend(text.as_bytes());
        }
    }
}

fn entries(reader: &mut Reader<'_>, index: &Index) -> Result<Vec<Entry>, DecodeError> {
    let mut entries: Vec<Entry> = Vec::new();
    while !reader.is_empty() {
        let (id, encoding) = next_param(reader, entries.last().map(|(id, _)| *id), index)?;
        entries.push((id, value(reader, encoding, id)?));
    }
    Ok(entries)
}

/// Entries of a client, at most so many.
fn some_entries(
    reader: &mut Reader<'_>,
    index: &Index,
    most: u16,
) -> Result<Vec<Entry>, DecodeError> {
    let entries = entries(reader, index)?;
    match usize::from(most) {
        limit if entries.len() > limit => {
            Err(DecodeError::TooManyEntries { found: entries.len(), limit })
        }
        _ => Ok(entries),
    }
}

/// Reads a value of this width.
pub(crate) fn value(
    reader: &mut Reader<'_>,
    encoding: Encoding,
    id: ParamId,
) -> Result<Value, DecodeError> {
    Ok(match encoding {
        Encoding::Short => Value::Short(reader.u16()?),
        Encoding::Float => {
            let float = reader.f32()?;
            if !float.is_finite() {
                return Err(DecodeError::NotFinite(id.0));
            }
            Value::Float(float)
        }
        Encoding::Text => {
            let length = reader.varint()?;
            let bytes = reader.bytes(usize::try_from(length).unwrap_or(usize::MAX))?;
            let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::NotText(id.0))?;
            Value::Text(text.to_owned())
        }
    })
}
