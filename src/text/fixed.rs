//! Numbers to and from decimals. What the standard library has for it also
//! writes and reads what no screen shows, and is larger than this app's session.

/// The number with so many decimals, at most 9, halves to the even digit: `-3.10`.
/// Nothing is written as a negative zero; what is no number or too large for
/// its digits becomes 0 or the largest.
#[must_use]
pub fn fixed(number: f64, decimals: u8) -> String {
    let scale = 10_u64.pow(u32::from(decimals.min(9)));
    // Beyond the ends a cast stays at the ends.
    let scaled = (number.abs() * scale as f64).round_ties_even() as u64;
    let sign = if number < 0.0 && scaled > 0 { "-" } else { "" };
    let (whole, mut rest) = (scaled / scale, scaled % scale);
    let mut digits = String::new();
    for _ in 0..decimals.min(9) {
        digits.insert(0, char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
    }
    let point = if digits.is_empty() { "" } else { "." };
    [sign, &whole.to_string(), point, &digits].concat()
}

/// The number as short as it can be, with at most three decimals: `12.5`, `-3`.
#[must_use]
pub fn plain(number: f64) -> String {
    let digits = fixed(number, 3);
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The number that decimals say, such as `-12.5`, `+3` or `.5`; none for
/// anything else. Digits beyond the eighteenth place do not count.
#[must_use]
pub fn parse_plain(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + decimals.len() == 0 {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let mut number = 0_u64;
    let mut scale = 1.0_f64;
    for (place, digit) in whole.bytes().chain(decimals.bytes()).enumerate() {
        if !digit.is_ascii_digit() {
            return None;
        }
        if place < 18 {
            number = number * 10 + u64::from(digit - b'0');
            scale *= if place < whole.len() { 1.0 } else { 10.0 };
        } else if place < whole.len() {
            scale /= 10.0;
        }
    }
    Some(sign * number as f64 / scale).filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_as_many_as_asked_for() {
        assert_eq!(fixed(0.5, 4), "0.5000");
        assert_eq!(fixed(-3.1449, 2), "-3.14");
        assert_eq!(fixed(99.96, 1), "100.0");
        assert_eq!(fixed(1_235.5, 0), "1236");
        assert_eq!(fixed(50.5, 0), "50");
        assert_eq!(fixed(0.05, 3), "0.050");
    }

    #[test]
    fn plain_numbers_have_no_zeros_at_the_end() {
        assert_eq!(plain(20.0), "20");
        assert_eq!(plain(31.5), "31.5");
        assert_eq!(plain(-10.0), "-10");
        assert_eq!(plain(0.0), "0");
        assert_eq!(plain(6.3), "6.3");
    }

    #[test]
    fn zero_has_no_sign_and_nonsense_is_no_panic() {
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(fixed(f64::NAN, 1), "0.0");
        assert!(fixed(f64::INFINITY, 2).starts_with('1'));
        assert!(fixed(f64::NEG_INFINITY, 0).starts_with("-1"));
    }

    #[test]
    fn decimals_are_read_as_the_standard_library_reads_them() {
        for step in -2_000..2_000 {
            let text = format!("{:.4}", f64::from(step) * 0.037 + 0.000_1);
            assert_eq!(parse_plain(&text), text.parse().ok(), "{text}");
        }
        for text in ["", "-", ".", "+", "1e3", "inf", "1.2.3", "--1", "1 ", "\u{663}"] {
            assert_eq!(parse_plain(text), None, "{text}");
        }
        assert_eq!((parse_plain("+3"), parse_plain(".5")), (Some(3.0), Some(0.5)));
        assert_eq!((parse_plain("7."), parse_plain("-0")), (Some(7.0), Some(0.0)));
        let long = "0.30000000000000004";
        assert!((parse_plain(long).unwrap() - 0.3).abs() < 1e-15);
        assert_eq!(parse_plain(&["-", &"0".repeat(400), "6.5"].concat()), Some(-6.5));
        assert_eq!(parse_plain(&["0.", &"0".repeat(400)].concat()), Some(0.0));
        assert_eq!(parse_plain(&"1".repeat(400)), None, "it is too large");
        assert_eq!(parse_plain(&"9".repeat(30)).map(|n| n > 9.9e29 && n < 1.1e30), Some(true));
    }

    #[test]
    fn it_reads_as_the_standard_library_has_it() {
        for step in -2_000..2_000 {
            let number = f64::from(step) * 0.037 + 0.000_1;
            for decimals in 0..=4 {
                let expected = format!("{number:.*}", usize::from(decimals));
                let expected = expected
                    .strip_prefix('-')
                    .filter(|rest| rest.chars().all(|digit| matches!(digit, '0' | '.')))
                    .map_or(expected.clone(), str::to_owned);
                assert_eq!(fixed(number, decimals), expected);
            }
        }
    }
}
