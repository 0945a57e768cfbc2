//! Numbers as people read and hear them: levels, pan, times of day. The minus
//! is U+2212, so that it is as wide as a plus.

use super::fixed::{parse_plain, plain};

/// The sign a level carries below zero.
const MINUS: char = '\u{2212}';

/// Numbers of one language. Only the small differences are left to it.
pub trait Numbers {
    /// Between whole numbers and tenths.
    fn decimal_point(&self) -> char;
    /// "minus", "decibels", "minus infinity" for speech.
    fn spoken(&self) -> Spoken;
    /// Left, right, centre: letters on the strip.
    fn sides(&self) -> Sides;
    /// Day and month, such as `22 November`.
    fn date(&self, day: u32, month: u32) -> String;

    /// A level for the eye, without unit: `−3.2`, `0.0`, `+1.5`, `−∞`.
    fn level(&self, db: f64) -> String {
        match Rounded::from_db(db) {
            Rounded::Off => format!("{MINUS}\u{221e}"),
            Rounded::Tenths(0) => format!("0{}0", self.decimal_point()),
            Rounded::Tenths(tenths) => {
                let sign = if tenths > 0 { '+' } else { MINUS };
                format!("{sign}{}", self.tenths(tenths))
            }
        }
    }

    /// A level with its unit: `−3.2 dB`.
    fn level_with_unit(&self, db: f64) -> String {
        format!("{}\u{a0}dB", self.level(db))
    }

    /// A level for the ear: "minus 3.2 decibels".
    fn level_spoken(&self, db: f64) -> String {
        let spoken = self.spoken();
        match Rounded::from_db(db) {
            Rounded::Off => spoken.off.to_owned(),
            Rounded::Tenths(tenths) if tenths < 0 => {
                format!("{} {} {}", spoken.minus, self.tenths(tenths), spoken.decibels)
            }
            Rounded::Tenths(tenths) => format!("{} {}", self.tenths(tenths), spoken.decibels),
        }
    }

    /// A level as a person typed it: `-6`, `−6,5`, `+3 dB`, `off`, `-inf`.
    /// Nothing for what is no level.
    fn parse_level(&self, typed: &str) -> Option<f64> {
        let typed = typed.trim().to_ascii_lowercase().replace(MINUS, "-").replace(',', ".");
        let typed = typed.trim_end_matches("db").trim();
        if ["-", "-inf", "-\u{221e}", "off", "aus", self.spoken().off].contains(&typed) {
            return Some(f64::NEG_INFINITY);
        }
        parse_plain(typed)
    }

    /// A change in decibels for the eye, as short as it can be: `+3`, `−1.5`, `0`.
    fn change(&self, db: f64) -> String {
        let tenths = (db * 10.0).round() as i64;
        let sign = match tenths {
            0 => return "0".to_owned(),
            up if up > 0 => '+',
            _ => MINUS,
        };
        let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
        match tenth {
            0 => format!("{sign}{whole}"),
            tenth => format!("{sign}{whole}{}{tenth}", self.decimal_point()),
        }
    }

    /// A mark on a fader's scale: `10`, `0`, `−5`, `−∞`.
    fn mark(&self, db: f64) -> String {
        if db == f64::NEG_INFINITY {
            format!("{MINUS}\u{221e}")
        } else if db < 0.0 {
            format!("{MINUS}{}", plain(db.abs()))
        } else {
            plain(db)
        }
    }

    /// A pan position, 0 left to 1 right, for the eye: `L20`, `C`, `R35`.
    fn pan_position(&self, position: f64) -> String {
        let sides = self.sides();
        match pan_percent(position) {
            0 => sides.centre.to_owned(),
            percent if percent < 0 => format!("{}{}", sides.left, -percent),
            percent => format!("{}{percent}", sides.right),
        }
    }

    /// A pan position for the ear: "left 20", "centre".
    fn pan_spoken(&self, position: f64) -> String {
        let spoken = self.spoken();
        match pan_percent(position) {
            0 => spoken.centre.to_owned(),
            percent if percent < 0 => format!("{} {}", spoken.left, -percent),
            percent => format!("{} {percent}", spoken.right),
        }
    }

    /// Reads what somebody typed as a pan, -100 left to 100 right: `L20`,
    /// `20 R`, `-20`, the middle by its letters or `0`.
    fn parse_pan(&self, typed: &str) -> Option<f64> {
        let typed = typed.trim().to_ascii_uppercase().replace(MINUS, "-").replace(',', ".");
        let sides = self.sides();
        if typed.eq_ignore_ascii_case(sides.centre) {
            return Some(0.0);
        }
        for (side, sign) in [(sides.left, -1.0), (sides.right, 1.0)] {
            if let Some(number) = typed.strip_prefix(side).or(typed.strip_suffix(side)) {
                return parse_plain(number.trim()).map(|percent| sign * percent);
            }
        }
        parse_plain(&typed)
    }

    /// The time of day, `18:05`.
    fn time_of_day(&self, hour: u32, minute: u32) -> String {
        format!("{hour:02}:{minute:02}")
    }

    /// A whole number of tenths without its sign: `3.2`.
    fn tenths(&self, tenths: i64) -> String {
        let tenths = tenths.abs();
        format!("{}{}{}", tenths / 10, self.decimal_point(), tenths % 10)
    }
}

/// Words of one language for numbers read aloud.
#[derive(Debug, Clone, Copy)]
pub struct Spoken {
    /// Before a number below zero.
    pub minus: &'static str,
    /// The unit, in full.
    pub decibels: &'static str,
    /// A fader that is all the way down.
    pub off: &'static str,
    /// Pan in the middle.
    pub centre: &'static str,
    /// Pan to the left.
    pub left: &'static str,
    /// Pan to the right.
    pub right: &'static str,
}

/// Letters of one language for a pan position.
#[derive(Debug, Clone, Copy)]
pub struct Sides {
    /// Left.
    pub left: &'static str,
    /// Middle.
    pub centre: &'static str,
    /// Right.
    pub right: &'static str,
}

/// What is left of a level after rounding for people.
enum Rounded {
    Off,
    Tenths(i64),
}

impl Rounded {
    fn from_db(db: f64) -> Self {
        // Below −100 dB nothing is heard, and NaN has no better name.
        if db.is_nan() || db <= -100.0 {
            Self::Off
        } else {
            Self::Tenths((db * 10.0).round() as i64)
        }
    }
}

/// Pan in hundredths from the middle, −100 to 100.
fn pan_percent(position: f64) -> i64 {
    ((position.clamp(0.0, 1.0) - 0.5) * 200.0).round() as i64
}
