//! A run of values without indices: what a snapshot is made of. Neighbours
//! that are equal are told once, small numbers take one byte.
//!
//! The values stand in the order of [`Index::columns`], where the same
//! parameter of all strips comes together. Which form a writer chooses where
//! is its own business; a reader takes them all.

use desk::{Encoding, Index, Value};

use crate::DecodeError;
use crate::binary::{put_value, value};
use crate::varint::{self, Reader};

/// Low two bits of a run's head; the count less one stands above them.
mod form {
    /// As many values, each as wide as its parameter's.
    pub(super) const EACH: u64 = 0;
    /// One value that all of them have.
    pub(super) const SAME: u64 = 1;
    /// As many bytes, each the value of a sixteen-bit parameter.
    pub(super) const BYTES: u64 = 2;
}

/// What a change of form costs: a head of one or two bytes, before and after.
const HEADS: usize = 3;
/// Small numbers in a row that are worth a form of their own.
const BYTES_FROM: usize = 4;
/// Most text that one frame may unfold to: many times what desks have.
const TEXT_MAX: usize = 4 << 20;

/// Appends values.
pub(crate) fn put(out: &mut Vec<u8>, values: &[Value]) {
    let mut rest = values;
    while !rest.is_empty() {
        let (form, count) = next_run(rest);
        let (run, others) = rest.split_at(count);
        rest = others;
        varint::put(out, (count as u64 - 1) << 2 | form);
        match form {
            form::SAME => put_value(out, &run[0]),
            form::BYTES => out.extend(run.iter().filter_map(small)),
            _ => run.iter().for_each(|value| put_value(out, value)),
        }
    }
}

/// The form of the next run, and how long it is.
fn next_run(values: &[Value]) -> (u64, usize) {
    if let Some(count) = same(values) {
        return (form::SAME, count);
    }
    let small_ones = values.iter().take_while(|value| small(value).is_some()).count();
    let bytes = small_ones >= BYTES_FROM;
    let most = if bytes { small_ones } else { values.len() };
    let ends = |at: usize| {
        let after = &values[at..];
        let turns_small = || after.iter().take(BYTES_FROM).filter_map(small).count() == BYTES_FROM;
        same(after).is_some() || (!bytes && turns_small())
    };
    let count = (1..most).find(|at| ends(*at)).unwrap_or(most);
    (if bytes { form::BYTES } else { form::EACH }, count)
}

/// How many values from the first on are equal, if telling them once is
/// shorter.
fn same(values: &[Value]) -> Option<usize> {
    let first = values.first()?;
    let width = match first {
        _ if small(first).is_some() => 1,
        Value::Short(_) => 2,
        Value::Float(_) => 4,
        Value::Text(text) => 1 + text.len(),
    };
    let count = values.iter().take_while(|value| *value == first).count();
    (count * width > width + HEADS).then_some(count)
}

fn small(value: &Value) -> Option<u8> {
    match value {
        Value::Short(short) => u8::try_from(*short).ok(),
        _ => None,
    }
}

/// Reads values to the end of the frame; the first one is that of place
/// `start` in the columns.
pub(crate) fn read(
    reader: &mut Reader<'_>,
    index: &Index,
    start: u16,
) -> Result<Vec<Value>, DecodeError> {
    let mut places = index.columns().skip(start.into());
    let mut values = Vec::with_capacity(index.len().saturating_sub(start.into()));
    let mut text = 0;
    while !reader.is_empty() {
        let head = reader.varint()?;
        let mut repeated: Option<Value> = None;
        for _ in 0..=head >> 2 {
            let beyond =
                DecodeError::UnknownParameter(usize::from(start) as u64 + values.len() as u64);
            let id = places.next().ok_or(beyond)?;
            let encoding = index.encoding(id).unwrap_or(Encoding::Short);
            let next = match (head & 3, &repeated) {
                (form::EACH, _) | (form::SAME, None) => value(reader, encoding, id)?,
                (form::SAME, Some(same)) if same.encoding() == encoding => same.clone(),
                (form::BYTES, _) if encoding == Encoding::Short => {
                    Value::Short(reader.u8()?.into())
                }
                (found, _) => return Err(DecodeError::Field { field: "form of a run", found }),
            };
            text += next.as_text().len();
            if text > TEXT_MAX {
                return Err(DecodeError::Field {
                    field: "length of all texts",
                    found: text as u64,
                });
            }
            if head & 3 == form::SAME && repeated.is_none() {
                repeated = Some(next.clone());
            }
            values.push(next);
        }
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(values: &[Value]) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, values);
        out
    }

    #[test]
    fn equal_ones_are_told_once_and_small_ones_in_a_byte() {
        let shorts =
            |shorts: &[u16]| encoded(&shorts.iter().copied().map(Value::Short).collect::<Vec<_>>());
        assert!(shorts(&[]).is_empty());
        assert_eq!(shorts(&[7]), [0, 7, 0]);
        assert_eq!(shorts(&[0; 24]), [23 << 2 | 1, 0, 0]);
        assert_eq!(shorts(&[1, 0, 1, 0]), [3 << 2 | 2, 1, 0, 1, 0]);
        // Too few of each to change the form for.
        assert_eq!(shorts(&[300, 0, 300]), [2 << 2, 44, 1, 0, 0, 44, 1]);
        assert_eq!(shorts(&[300, 300, 300]), [2 << 2 | 1, 44, 1]);
        let texts = [(); 3].map(|()| Value::Text("none".into()));
        assert_eq!(encoded(&texts), [2 << 2 | 1, 4, b'n', b'o', b'n', b'e']);
    }
}
