//! Values as numbers: how JavaScript's reach the desk, and the other way
//! round, without an object for each.

use desk::{FaderLevel, Law, Value, fader};
use session::ControlError;

/// The number that stands for a value: a position, 0 or 1, a choice, or a
/// plain number. Texts are asked for by themselves and read NaN here.
pub(crate) fn number(law: Law, value: &Value) -> f64 {
    match (law, value) {
        (Law::Toggle | Law::Choice { .. }, Value::Short(short)) => f64::from(*short),
        (_, Value::Short(short)) => FaderLevel::from_short(*short).position(),
        (_, Value::Float(float)) => f64::from(*float),
        (_, Value::Text(_)) => f64::NAN,
    }
}

/// The value a number stands for, if it fits the law.
pub(crate) fn value(law: Law, number: f64) -> Option<Value> {
    match law {
        Law::Toggle | Law::Choice { .. } => {
            let whole = number.fract() == 0.0 && (0.0..=65_535.0).contains(&number);
            whole.then_some(Value::Short(number as u16))
        }
        Law::Number { .. } => Some(Value::Float(number as f32)),
        Law::Text { .. } => None,
        _ => FaderLevel::new(number).ok().map(Value::position),
    }
}

/// What a value reads in its unit; NaN for those that have none.
pub(crate) fn reading(law: Law, value: &Value) -> f64 {
    match value {
        Value::Short(short) => law.reading(FaderLevel::from_short(*short)).unwrap_or(f64::NAN),
        Value::Float(float) => f64::from(*float),
        Value::Text(_) => f64::NAN,
    }
}

/// The value that reads nearest to this.
pub(crate) fn read_as(law: Law, reading: f64) -> Option<Value> {
    match law {
        Law::Number { .. } => Some(Value::Float(reading as f32)),
        law => law.position(reading).map(Value::position),
    }
}

/// A value moved by so much in its unit. A closed fader can be raised.
pub(crate) fn nudged(law: Law, value: &Value, by: f64) -> Option<Value> {
    match (law, value) {
        (Law::Fader, Value::Short(short)) => {
            Some(Value::position(fader::nudged(FaderLevel::from_short(*short), by)))
        }
        (law, value) => read_as(law, reading(law, value) + by),
    }
}

/// How a command ended, as one number: 0 is fine, others are for
/// [`trouble`]. An error object is made only where one is needed.
pub(crate) fn outcome(of: Result<(), ControlError>) -> u8 {
    match of {
        Ok(()) => 0,
        Err(ControlError::Offline) => 1,
        Err(ControlError::DeskOffline) => 2,
        Err(ControlError::LiftFirst) => 3,
        Err(ControlError::Unfit) => UNFIT,
        Err(ControlError::Held) => 5,
        Err(_) => 6,
    }
}

/// The value does not fit the parameter, or there is no such parameter.
pub(crate) const UNFIT: u8 = 4;

/// Code and sentence of an outcome that is not fine.
pub(crate) fn trouble(outcome: u8) -> (&'static str, &'static str) {
    match outcome {
        1 => ("offline", "there is no link to the relay: wait for the state `live`"),
        2 => ("desk_offline", "the relay has no connection to the desk"),
        3 => ("lift_first", "the link was lost during this gesture: lift, then touch again"),
        UNFIT => ("out_of_range", "the value does not fit the parameter"),
        5 => ("held", "somebody else has the control in hand: `takeOver` takes it"),
        _ => ("not_allowed", "the control cannot be moved now"),
    }
}

#[cfg(test)]
mod tests {
    use desk::Unit;

    use super::*;

    fn check(law: Law, given: f64, expected: Option<Value>) {
        let made = value(law, given);
        assert_eq!(made, expected, "{law:?} {given}");
        if let Some(made) = made {
            assert!((number(law, &made) - given).abs() < 1e-5, "{law:?} {given}");
        }
    }

    #[test]
    fn numbers_fit_or_are_refused() {
        check(Law::Fader, 1.0, Some(Value::Short(65_535)));
        check(Law::Fader, 1.01, None);
        check(Law::Fader, f64::NAN, None);
        check(Law::Toggle, 1.0, Some(Value::Short(1)));
        check(Law::Choice { count: 3 }, 1.5, None);
        check(Law::Choice { count: 3 }, -1.0, None);
        check(Law::Number { unit: Unit::Milliseconds }, 12.5, Some(Value::Float(12.5)));
        check(Law::Text { max: 3 }, 1.0, None);
    }

    #[test]
    fn readings_come_back() {
        for db in [-60.0, -6.0, 0.0, 10.0] {
            let value = read_as(Law::Fader, db).unwrap();
            assert!((reading(Law::Fader, &value) - db).abs() < 0.01, "{db}");
        }
        assert_eq!(read_as(Law::Fader, f64::NAN), None);
        assert_eq!(read_as(Law::Toggle, 1.0), None);
        assert!(reading(Law::Toggle, &Value::Short(1)).is_nan());
    }

    #[test]
    fn a_closed_fader_can_be_raised() {
        let raised = nudged(Law::Fader, &Value::Short(0), 60.0).unwrap();
        assert!(reading(Law::Fader, &raised) > -60.0);
        let panned = nudged(Law::Pan, &Value::Short(32_768), 50.0).unwrap();
        assert!((reading(Law::Pan, &panned) - 50.0).abs() < 0.1);
    }
}
