//! Amounts with their units, for the eye, for the ear, and back from what a
//! person types: decibels, hertz, milliseconds, ratios.

use desk::Unit;

use super::fixed::{fixed, parse_plain};
use super::numbers::Numbers;

/// The sign below zero; as wide as a plus.
const MINUS: char = '\u{2212}';
/// Between a number and its unit: no line ends there.
const GAP: char = '\u{a0}';

/// Words of one language for units read aloud.
#[derive(Debug, Clone, Copy)]
pub struct UnitWords {
    /// Thousands of hertz.
    pub kilohertz: &'static str,
    /// Hertz.
    pub hertz: &'static str,
    /// Thousandths of a second.
    pub milliseconds: &'static str,
    /// Seconds.
    pub seconds: &'static str,
    /// Of a hundred.
    pub percent: &'static str,
    /// After the first number of a ratio: "to 1".
    pub to_one: &'static str,
    /// Hundredths of a semitone.
    pub cents: &'static str,
    /// Beats per minute.
    pub beats: &'static str,
    /// More than any number.
    pub infinite: &'static str,
}

/// Amounts of one language.
pub trait Quantities: Numbers {
    /// The units' names.
    fn units(&self) -> UnitWords;

    /// An amount for the eye: `+4.2 dB`, `3.2 kHz`, `12 ms`, `3 : 1`.
    fn quantity(&self, value: f64, unit: Unit) -> String {
        let (value, unit) = scaled(value, unit);
        let number = self.number(value, unit);
        match unit {
            Shown::Decibels => format!("{number}{GAP}dB"),
            Shown::Hertz => format!("{number}{GAP}Hz"),
            Shown::Kilohertz => format!("{number}{GAP}kHz"),
            Shown::Milliseconds => format!("{number}{GAP}ms"),
            Shown::Seconds => format!("{number}{GAP}s"),
            Shown::Percent => format!("{number}{GAP}%"),
            Shown::Ratio => format!("{number}{GAP}:{GAP}1"),
            Shown::Cents => format!("{number}{GAP}ct"),
            Shown::Beats => format!("{number}{GAP}BPM"),
            Shown::Plain => number,
        }
    }

    /// An amount for the ear: "minus 2.5 decibels", "3.2 kilohertz".
    fn quantity_spoken(&self, value: f64, unit: Unit) -> String {
        let (value, unit) = scaled(value, unit);
        let (words, spoken) = (self.units(), self.spoken());
        let unit_word = match unit {
            Shown::Decibels => spoken.decibels,
            Shown::Hertz => words.hertz,
            Shown::Kilohertz => words.kilohertz,
            Shown::Milliseconds => words.milliseconds,
            Shown::Seconds => words.seconds,
            Shown::Percent => words.percent,
            Shown::Ratio => words.to_one,
            Shown::Cents => words.cents,
            Shown::Beats => words.beats,
            Shown::Plain => "",
        };
        let number =
            if value.is_infinite() { words.infinite.to_owned() } else { self.digits(value, unit) };
        let sign = if value < 0.0 && number.contains(|c: char| ('1'..='9').contains(&c)) {
            format!("{} ", spoken.minus)
        } else {
            String::new()
        };
        format!("{sign}{number} {unit_word}").trim_end().to_owned()
    }

    /// The number of an amount with its sign; decibels and cents show a plus.
    #[doc(hidden)]
    fn number(&self, value: f64, unit: Shown) -> String {
        if value.is_infinite() {
            let sign = if value < 0.0 { "\u{2212}" } else { "" };
            return format!("{sign}\u{221e}");
        }
        let digits = self.digits(value, unit);
        let nothing = !digits.contains(|c: char| ('1'..='9').contains(&c));
        match unit {
            _ if nothing => digits,
            _ if value < 0.0 => format!("{MINUS}{digits}"),
            Shown::Decibels | Shown::Cents => format!("+{digits}"),
            _ => digits,
        }
    }

    /// The digits without a sign, as many as mean something, without zeros at
    /// the end.
    #[doc(hidden)]
    fn digits(&self, value: f64, unit: Shown) -> String {
        let size = value.abs();
        let places = match unit {
            Shown::Decibels => 1,
            Shown::Kilohertz | Shown::Seconds | Shown::Plain if size < 9.995 => 2,
            Shown::Kilohertz | Shown::Seconds | Shown::Plain | Shown::Ratio => 1,
            Shown::Milliseconds if size < 9.95 => 1,
            Shown::Hertz | Shown::Beats if size < 99.95 => 1,
            _ => 0,
        };
        let text = fixed(size, places);
        let text =
            if places > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        text.replace('.', &self.decimal_point().to_string())
    }
}

/// The unit that is written, after thousands were taken out.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Decibels,
    Hertz,
    Kilohertz,
    Milliseconds,
    Seconds,
    Percent,
    Ratio,
    Cents,
    Beats,
    Plain,
}

fn scaled(value: f64, unit: Unit) -> (f64, Shown) {
    match unit {
        Unit::Decibels => (value, Shown::Decibels),
        Unit::Hertz if value >= 999.5 => (value / 1_000.0, Shown::Kilohertz),
        Unit::Hertz => (value, Shown::Hertz),
        Unit::Milliseconds if value >= 999.5 => (value / 1_000.0, Shown::Seconds),
        Unit::Milliseconds => (value, Shown::Milliseconds),
        Unit::Seconds => (value, Shown::Seconds),
        Unit::Percent => (value, Shown::Percent),
        Unit::Ratio => (value, Shown::Ratio),
        Unit::Cents => (value, Shown::Cents),
        Unit::BeatsPerMinute => (value, Shown::Beats),
        _ => (value, Shown::Plain),
    }
}

/// A whole number for a scale: `+12`, `0`, `−6`.
#[must_use]
pub fn signed(value: f64) -> String {
    match value.round() as i64 {
        0 => "0".to_owned(),
        below if below < 0 => format!("{MINUS}{}", -below),
        above => format!("+{above}"),
    }
}

/// The amount a person typed, in `unit`: `-6`, `−6,5 dB`, `3.2k`, `3,2 kHz`,
/// `0.5 s` where milliseconds are asked for, `4:1`, `inf`. None for what is no
/// number.
#[must_use]
pub fn parse_quantity(typed: &str, unit: Unit) -> Option<f64> {
    let typed = typed.trim().to_ascii_lowercase().replace(MINUS, "-").replace(',', ".");
    let (sign, rest) = match typed.strip_prefix('-') {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, typed.strip_prefix('+').unwrap_or(&typed).trim_start()),
    };
    if rest.starts_with('\u{221e}') || rest.starts_with("inf") {
        return Some(sign * f64::INFINITY);
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let number = parse_plain(&rest[..end])?;
    let suffix = rest[end..].trim_start();
    let factor = match unit {
        Unit::Hertz if suffix.starts_with('k') => 1_000.0,
        Unit::Milliseconds if suffix.starts_with('s') => 1_000.0,
        _ => 1.0,
    };
    Some(sign * number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn amounts_read_as_people_write_them() {
        let check = |value: f64, unit, english: &str, german: &str| {
            let plain = |text: String| text.replace(GAP, " ");
            assert_eq!(plain(Language::English.text().quantity(value, unit)), english);
            assert_eq!(plain(Language::German.text().quantity(value, unit)), german);
        };
        check(4.2, Unit::Decibels, "+4.2 dB", "+4,2 dB");
        check(-42.0, Unit::Decibels, "\u{2212}42 dB", "\u{2212}42 dB");
        check(-0.04, Unit::Decibels, "0 dB", "0 dB");
        check(f64::NEG_INFINITY, Unit::Decibels, "\u{2212}\u{221e} dB", "\u{2212}\u{221e} dB");
        check(31.5, Unit::Hertz, "31.5 Hz", "31,5 Hz");
        check(339.8, Unit::Hertz, "340 Hz", "340 Hz");
        check(999.7, Unit::Hertz, "1 kHz", "1 kHz");
        check(3_150.0, Unit::Hertz, "3.15 kHz", "3,15 kHz");
        check(12_500.0, Unit::Hertz, "12.5 kHz", "12,5 kHz");
        check(9.14, Unit::Milliseconds, "9.1 ms", "9,1 ms");
        check(50.5, Unit::Milliseconds, "50 ms", "50 ms");
        check(1_549.2, Unit::Milliseconds, "1.55 s", "1,55 s");
        check(2.5, Unit::Ratio, "2.5 : 1", "2,5 : 1");
        check(f64::INFINITY, Unit::Ratio, "\u{221e} : 1", "\u{221e} : 1");
        check(40.0, Unit::Percent, "40 %", "40 %");
        check(-12.0, Unit::Cents, "\u{2212}12 ct", "\u{2212}12 ct");
        check(1.1, Unit::None, "1.1", "1,1");
    }

    #[test]
    fn amounts_are_spoken_in_words() {
        let (en, de) = (Language::English.text(), Language::German.text());
        assert_eq!(en.quantity_spoken(-2.5, Unit::Decibels), "minus 2.5 decibels");
        assert_eq!(en.quantity_spoken(3_200.0, Unit::Hertz), "3.2 kilohertz");
        assert_eq!(en.quantity_spoken(-0.01, Unit::Decibels), "0 decibels");
        assert_eq!(de.quantity_spoken(12.0, Unit::Milliseconds), "12 Millisekunden");
        assert_eq!(de.quantity_spoken(f64::INFINITY, Unit::Ratio), "unendlich zu 1");
        assert_eq!(en.quantity_spoken(0.7, Unit::None), "0.7");
    }

    #[test]
    fn what_is_typed_is_understood() {
        let check = |typed: &str, unit, expected: Option<f64>| {
            assert_eq!(parse_quantity(typed, unit), expected, "{typed}");
        };
        check(" -6 ", Unit::Decibels, Some(-6.0));
        check("\u{2212}6,5\u{a0}dB", Unit::Decibels, Some(-6.5));
        check("+3", Unit::Decibels, Some(3.0));
        check("-inf", Unit::Decibels, Some(f64::NEG_INFINITY));
        check("3.2k", Unit::Hertz, Some(3_200.0));
        check("3,5 kHz", Unit::Hertz, Some(3_500.0));
        check("250 Hz", Unit::Hertz, Some(250.0));
        check("0.5 s", Unit::Milliseconds, Some(500.0));
        check("12ms", Unit::Milliseconds, Some(12.0));
        check("4 : 1", Unit::Ratio, Some(4.0));
        check("\u{221e} : 1", Unit::Ratio, Some(f64::INFINITY));
        for nonsense in ["", "loud", "1.2.3", "--4"] {
            check(nonsense, Unit::Decibels, None);
        }
    }

    #[test]
    fn what_is_shown_can_be_typed_again() {
        for language in Language::ALL {
            for (value, unit) in [
                (-42.5, Unit::Decibels),
                (3_150.0, Unit::Hertz),
                (63.0, Unit::Hertz),
                (2.5, Unit::Ratio),
                (1_550.0, Unit::Milliseconds),
            ] {
                let shown = language.text().quantity(value, unit);
                let read = parse_quantity(&shown, unit).unwrap();
                assert!((read - value).abs() < 1e-9, "{shown}");
            }
        }
    }
}
