//! Reads the tables of keys. One row stands for a family of keys:
//! `{il}.*.eq.b{12}.gain  0.5  ui24r`.
//!
//! In a key pattern `{abc}` stands for each of its letters, `*` for every
//! index the model has (told by the segment before it), `*12` for twelve and
//! `*0,1,20` for just these. The default is a number, a `"text"`, `list` of numbers or `seq` of source names
//! by first index (the last one is repeated), or `@model`, `@firmware`.

use super::Value;
use crate::model::{Counts, Model};

/// What a row gives a key as its factory value.
#[derive(Clone, Debug, PartialEq)]
enum Factory {
    Same(Value),
    ByIndex(Vec<Value>),
    Model,
    Firmware,
}

/// A row that cannot be read.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("row {row:?} of the key table: {what}")]
pub(super) struct BadRow {
    row: String,
    what: &'static str,
}

/// Expands every row of `table` that applies to `model`.
pub(super) fn expand(table: &str, model: Model) -> Result<Vec<(String, Value)>, BadRow> {
    let mut keys = Vec::new();
    for row in table.lines().map(str::trim) {
        if !row.is_empty() && !row.starts_with('#') {
            expand_row(row, model, &mut keys)
                .map_err(|what| BadRow { row: row.to_owned(), what })?;
        }
    }
    Ok(keys)
}

fn expand_row(
    row: &str,
    model: Model,
    keys: &mut Vec<(String, Value)>,
) -> Result<(), &'static str> {
    let (pattern, rest) = row.split_once(char::is_whitespace).ok_or("no default")?;
    let mut words = words(rest)?;
    let models = split_models(&mut words)?;
    let default = parse_default(&words)?;
    if !models.is_empty() && !models.contains(&model) {
        return Ok(());
    }
    for plain in braces(pattern)? {
        for (key, first) in indices(&plain, &model.counts())? {
            let value = match &default {
                Factory::Same(value) => value.clone(),
                Factory::ByIndex(values) => {
                    let value = values.get(first).or(values.last());
                    value.ok_or("an empty list")?.clone()
                }
                Factory::Model => Value::Text(model.wire_name().into()),
                Factory::Firmware => Value::Text(model.firmware().into()),
            };
            keys.push((key, value));
        }
    }
    Ok(())
}

/// Splits at blanks, but keeps `"quoted text"` (with its quotes) together.
fn words(text: &str) -> Result<Vec<&str>, &'static str> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = match rest.strip_prefix('"') {
            Some(inner) => inner.find('"').ok_or("an open quote")? + 2,
            None => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        let (word, after) = rest.split_at(end);
        found.push(word);
        rest = after.trim_start();
    }
    Ok(found)
}

/// Takes the model names from the end of the row.
fn split_models(words: &mut Vec<&str>) -> Result<Vec<Model>, &'static str> {
    let mut models = Vec::new();
    while let Some(model) = words.last().and_then(|word| word.parse().ok()) {
        models.push(model);
        words.pop();
    }
    if words.is_empty() { Err("no default") } else { Ok(models) }
}

fn parse_default(words: &[&str]) -> Result<Factory, &'static str> {
    Ok(match words {
        ["@model"] => Factory::Model,
        ["@firmware"] => Factory::Firmware,
        ["list", numbers @ ..] => {
            let values = numbers.iter().map(|number| single(number));
            Factory::ByIndex(values.collect::<Result<_, _>>()?)
        }
        ["seq", names @ ..] => {
            let mut values = Vec::new();
            for name in names {
                sequence(name, &mut values)?;
            }
            Factory::ByIndex(values)
        }
        [word] => Factory::Same(single(word)?),
        _ => return Err("more than one default"),
    })
}

fn single(word: &str) -> Result<Value, &'static str> {
    if let Some(text) = word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Ok(Value::Text(text.into()));
    }
    word.parse().map(Value::Number).map_err(|_| "neither number nor quoted text")
}

/// `hw.0-19` is twenty names, `none` and `""` are one.
fn sequence(name: &str, values: &mut Vec<Value>) -> Result<(), &'static str> {
    if let Some((stem, (from, to))) =
        name.rsplit_once('.').and_then(|(stem, range)| Some((stem, range.split_once('-')?)))
    {
        let from: usize = from.parse().map_err(|_| "a bad range")?;
        let to: usize = to.parse().map_err(|_| "a bad range")?;
        values.extend((from..=to).map(|index| Value::Text(format!("{stem}.{index}").into())));
    } else {
        values.push(Value::Text(name.trim_matches('"').into()));
    }
    Ok(())
}

/// Replaces each `{abc}` by each of its letters.
fn braces(pattern: &str) -> Result<Vec<String>, &'static str> {
    let Some((before, rest)) = pattern.split_once('{') else {
        return Ok(vec![pattern.to_owned()]);
    };
    let (letters, after) = rest.split_once('}').ok_or("an open brace")?;
    let tails = braces(after)?;
    let spread = letters
        .chars()
        .flat_map(|letter| tails.iter().map(move |tail| format!("{before}{letter}{tail}")));
    Ok(spread.collect())
}

/// Replaces each `*` by every index; with each key comes its first index.
fn indices(pattern: &str, counts: &Counts) -> Result<Vec<(String, usize)>, &'static str> {
    let mut keys: Vec<(String, Option<usize>)> = vec![(String::new(), None)];
    let mut before = "";
    for segment in pattern.split('.') {
        let mut longer = Vec::new();
        for (key, first) in keys {
            let join = |part: &str| {
                if key.is_empty() { part.to_owned() } else { format!("{key}.{part}") }
            };
            match segment.strip_prefix('*') {
                None => longer.push((join(segment), first)),
                Some(count) => {
                    let each = extent(before, count, counts)?;
                    longer.extend(
                        each.into_iter().map(|i| (join(&i.to_string()), first.or(Some(i)))),
                    );
                }
            }
        }
        keys = longer;
        before = segment;
    }
    Ok(keys.into_iter().map(|(key, first)| (key, first.unwrap_or(0))).collect())
}

fn extent(owner: &str, explicit: &str, counts: &Counts) -> Result<Vec<usize>, &'static str> {
    let number = |text: &str| text.parse::<usize>().map_err(|_| "a bad count");
    if explicit.contains(',') {
        return explicit.split(',').map(number).collect();
    }
    if !explicit.is_empty() {
        return Ok((0..number(explicit)?).collect());
    }
    let count = match owner {
        "i" => counts.inputs,
        "l" => counts.lines,
        "p" => counts.players,
        "f" | "fx" => counts.effects,
        "s" => counts.subgroups,
        "a" | "aux" | "mtx" => counts.auxes,
        "v" => counts.vcas,
        "hw" => counts.preamps,
        _ => return Err("nothing says how many indices there are"),
    };
    Ok((0..count).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(row: &str, model: Model, expected: &[(&str, &str)]) {
        let keys = expand(row, model).unwrap();
        let told: Vec<_> =
            keys.iter().map(|(key, value)| (key.as_str(), value.to_string())).collect();
        let told: Vec<_> = told.iter().map(|(key, value)| (*key, value.as_str())).collect();
        assert_eq!(told, expected, "{row}");
    }

    #[test]
    fn rows_become_keys() {
        check("m.mix 0.5", Model::Ui12, &[("m.mix", "0.5")]);
        check("m.{lr}.invert 0 ui24r", Model::Ui12, &[]);
        check("m.{lr}.x 0 ui12 ui16", Model::Ui16, &[("m.l.x", "0"), ("m.r.x", "0")]);
        check(
            "l.*.src seq li.0-1 ui24r",
            Model::Ui24R,
            &[("l.0.src", "li.0"), ("l.1.src", "li.1")],
        );
        check("x.*3.y list 1 2", Model::Ui12, &[("x.0.y", "1"), ("x.1.y", "2"), ("x.2.y", "2")]);
        check("i.*0,20.hiz 0", Model::Ui24R, &[("i.0.hiz", "0"), ("i.20.hiz", "0")]);
        check("var.s \"* Init *\"", Model::Ui12, &[("var.s", "* Init *")]);
        check("model @model", Model::Ui24R, &[("model", "ui24")]);
        check("firmware @firmware", Model::Ui16, &[("firmware", "3.3.8293-ui16")]);
    }

    #[test]
    fn bad_rows_are_named() {
        for row in
            ["m.mix", "m.mix ui12", "x.*.y 0", "m.{lr 0", "m.mix \"open", "m.mix 1 2", "m.mix one"]
        {
            let told = expand(row, Model::Ui12).unwrap_err().to_string();
            assert!(told.contains("of the key table"), "{told}");
        }
    }
}
