//! Numbers as the desk writes them: at most ten significant digits, like C's
//! `%.10g`. Reading accepts what clients send, exponents included.

/// How many significant digits the desk prints.
///
/// **Source:** Soundcraft Ui protocol reference, number and text formats.
const SIGNIFICANT: usize = 10;

/// Writes a finite number as C's `%.10g` would.
///
/// Tiny and huge values take the exponent form (`1e-05`), which is presumed
/// for the real desk, not measured.
pub fn format(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0".to_owned();
    }
    let scientific = format!("{value:.*e}", SIGNIFICANT - 1);
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if exponent < -4 || exponent >= SIGNIFICANT as i32 {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{}e{sign}{:02}", trimmed(mantissa), exponent.abs());
    }
    let decimals = usize::try_from(SIGNIFICANT as i32 - 1 - exponent).unwrap_or(0);
    trimmed(&format!("{value:.decimals$}")).to_owned()
}

fn trimmed(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

/// Reads a number a client sent; nothing for anything that is not finite.
pub fn parse(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn written_like_the_desk() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-1.0, "-1"),
            (48.0, "48"),
            (13.0 / 17.0, "0.7647058824"),
            (0.400000006, "0.400000006"),
            (0.413_147_779_3, "0.4131477793"),
            (0.000_01, "1e-05"),
            (0.000_123, "0.000123"),
            (8_388_608.0, "8388608"),
            (12_345_678_901.0, "1.23456789e+10"),
        ] {
            assert_eq!(format(value), text);
        }
    }

    #[test]
    fn only_finite_numbers_are_read() {
        assert_eq!(parse("0.5"), Some(0.5));
        assert_eq!(parse("1e-05"), Some(0.000_01));
        for bad in ["", "NaN", "inf", "-inf", "1e999", "0,5", "0.5x", "^"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn ten_digits_survive(value in -1e12_f64..1e12) {
            let back = parse(&format(value)).unwrap();
            prop_assert!((back - value).abs() <= value.abs() * 1e-9);
        }
    }
}
