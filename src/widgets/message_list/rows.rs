//! Messages into rows: a rule for each day, one above the first unread message,
//! and less to read where one person writes several in a row.

use super::Message;

/// Messages of one person this close together share one head.
const TOGETHER_MILLIS: i64 = 5 * 60_000;
const DAY_MILLIS: i64 = 24 * 60 * 60_000;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Row {
    /// A day begins. Days since 1970, by this device's clock.
    Day(i64),
    /// Unread from here on.
    New,
    /// A message.
    Message {
        message: Message,
        /// Minutes into its day.
        minute: u32,
        /// Whether the head above it serves this one too.
        continued: bool,
    },
}

impl Row {
    /// Equal for rows that look the same, so that a changed message is drawn
    /// anew and nothing else is.
    pub(super) fn identity(&self) -> Self {
        self.clone()
    }
}

/// The rows of `messages`. `minutes_west` is how far the clock on the wall is
/// behind UTC.
pub(super) fn rows(messages: &[Message], unread: Option<&str>, minutes_west: i64) -> Vec<Row> {
    let mut rows = Vec::with_capacity(messages.len() + 8);
    let mut before: Option<(&Message, i64)> = None;
    for message in messages {
        let local = message.at_millis - minutes_west * 60_000;
        let day = local.div_euclid(DAY_MILLIS);
        let mut fresh = false;
        if before.is_none_or(|(_, other)| other != day) {
            rows.push(Row::Day(day));
            fresh = true;
        }
        if unread == Some(message.key.as_str()) {
            rows.push(Row::New);
            fresh = true;
        }
        let continued = !fresh
            && before.is_some_and(|(other, _)| {
                other.author == message.author
                    && other.mine == message.mine
                    && message.at_millis - other.at_millis < TOGETHER_MILLIS
            });
        let minute = u32::try_from(local.rem_euclid(DAY_MILLIS) / 60_000).unwrap_or_default();
        rows.push(Row::Message { message: message.clone(), minute, continued });
        before = Some((message, day));
    }
    rows
}

/// Day and month of a day counted from 1970.
///
/// **Source:** Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
/// `civil_from_days`.
pub(super) fn day_and_month(day: i64) -> (u32, u32) {
    let shifted = day + 719_468;
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (u32::try_from(day).unwrap_or_default(), u32::try_from(month).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::MessageState;
    use super::*;
    use crate::widgets::Colour;

    fn message(key: &str, author: &str, at_minutes: i64) -> Message {
        Message {
            key: key.into(),
            author: author.into(),
            role: String::new(),
            initials: String::new(),
            colour: Colour::Sky,
            mine: false,
            text: key.into(),
            at_millis: at_minutes * 60_000,
            state: MessageState::Sent,
            edited: false,
        }
    }

    /// Rows in short: `D` a day, `N` the rule, `a` a message, `+a` continued.
    fn check(messages: &[Message], unread: Option<&str>, west: i64, expected: &str) {
        let short: Vec<String> = rows(messages, unread, west)
            .iter()
            .map(|row| match row {
                Row::Day(_) => "D".into(),
                Row::New => "N".into(),
                Row::Message { message, continued: true, .. } => format!("+{}", message.key),
                Row::Message { message, .. } => message.key.clone(),
            })
            .collect();
        assert_eq!(short.join(" "), expected);
    }

    #[test]
    fn one_person_in_a_row_shares_a_head_for_five_minutes() {
        let log = [
            message("a", "Ana", 0),
            message("b", "Ana", 4),
            message("c", "Ana", 10),
            message("d", "Ben", 11),
        ];
        check(&log, None, 0, "D a +b c d");
        check(&log, Some("b"), 0, "D a N b c d");
    }

    #[test]
    fn days_follow_the_clock_on_the_wall() {
        let log = [message("a", "Ana", 22 * 60), message("b", "Ana", 23 * 60)];
        check(&log, None, 0, "D a b");
        // Berlin in winter: an hour east, so midnight lies between.
        check(&log, None, -60, "D a D b");
        let Row::Message { minute, .. } = rows(&log, None, -60)[3] else {
            panic!("a message");
        };
        assert_eq!(minute, 0);
    }

    #[test]
    fn dates_are_right_across_leap_years() {
        assert_eq!(day_and_month(0), (1, 1));
        assert_eq!(day_and_month(59), (1, 3));
        assert_eq!(day_and_month(11_016), (29, 2), "2000");
        assert_eq!(day_and_month(20_779), (22, 11), "2026");
    }
}
