//! Faults to order: what a bad network or a sick desk does to its clients.
//! The desk applies them; here they are only named, read and written.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use crate::desk::Frame;

/// What goes wrong. The default is nothing.
///
/// As text it is a list such as `delay=200,swallow=3`:
///
/// | Word | Effect |
/// |---|---|
/// | `delay=MS` | everything the desk sends is that late |
/// | `drop=PERCENT` | that share of the lines to clients is lost |
/// | `silence` | sockets stay open, nothing comes, not even `2::` |
/// | `swallow=N` | every N-th write of a client is lost |
/// | `disconnect=SECONDS` | each connection is closed after that time |
/// | `cut=SECONDS` | the same, but without a goodbye, as when power is lost |
/// | `slow-dump=MS` | pause between the frames of a dump |
/// | `stall-data` | `2::` goes on, all data stops |
/// | `none` | nothing; only alone |
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Faults {
    /// How late everything is that the desk sends.
    pub delay: Duration,
    /// How many lines of a hundred to clients are lost, 0 to 100.
    pub drop_percent: u8,
    /// Whether nothing is sent at all.
    pub silence: bool,
    /// Every n-th `SETD` or `SETS` is lost, counted over all connections.
    pub swallow: Option<NonZeroU32>,
    /// How long a connection lasts.
    pub disconnect: Option<Duration>,
    /// How long a connection lasts before it ends without a goodbye.
    pub cut: Option<Duration>,
    /// How long a dump pauses after each frame.
    pub slow_dump: Option<Duration>,
    /// Whether only heartbeats are sent.
    pub stall_data: bool,
}

impl Faults {
    /// How long connections last, and the frame that ends them.
    pub(crate) fn ends(&self) -> impl Iterator<Item = (Duration, Frame)> + use<> {
        let goodbye = self.disconnect.map(|limit| (limit, Frame::Close));
        let cut = self.cut.map(|limit| (limit, Frame::Cut));
        goodbye.into_iter().chain(cut)
    }
}

/// A list of faults that cannot be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BadFaults {
    /// The word before `=` is no fault.
    #[error(
        "no such fault: {0:?} (known are delay=MS, drop=PERCENT, silence, swallow=N, \
         disconnect=SECONDS, cut=SECONDS, slow-dump=MS, stall-data and none)"
    )]
    Unknown(String),
    /// The number after `=` is missing, wrong or out of range.
    #[error("fault {name} needs {expected}, not {value:?}")]
    BadValue {
        /// The fault.
        name: &'static str,
        /// What should stand after `=`.
        expected: &'static str,
        /// What stands there.
        value: String,
    },
    /// A fault that is on or off was given a value.
    #[error("fault {name} takes no value, but was given {value:?}")]
    NoValue {
        /// The fault.
        name: &'static str,
        /// What stands after `=`.
        value: String,
    },
}

/// No connection is kept longer than a day before it is closed by a fault.
const LONGEST_SECONDS: f64 = 86_400.0;

/// Delays are at most a minute: what is late has to be kept.
const LONGEST_MILLIS: f64 = 60_000.0;

impl FromStr for Faults {
    type Err = BadFaults;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut faults = Self::default();
        if matches!(text.trim(), "" | "none") {
            return Ok(faults);
        }
        for word in text.split(',').map(str::trim) {
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            match name {
                "delay" => faults.delay = millis("delay", value)?,
                "drop" => faults.drop_percent = percent(value)?,
                "silence" => faults.silence = switch("silence", value)?,
                "swallow" => faults.swallow = Some(every("swallow", value)?),
                "disconnect" => faults.disconnect = Some(seconds("disconnect", value)?),
                "cut" => faults.cut = Some(seconds("cut", value)?),
                "slow-dump" => faults.slow_dump = Some(millis("slow-dump", value)?),
                "stall-data" => faults.stall_data = switch("stall-data", value)?,
                _ => return Err(BadFaults::Unknown(word.to_owned())),
            }
        }
        Ok(faults)
    }
}

fn bad(name: &'static str, expected: &'static str, value: &str) -> BadFaults {
    BadFaults::BadValue { name, expected, value: value.to_owned() }
}

fn millis(name: &'static str, value: &str) -> Result<Duration, BadFaults> {
    let number: Option<f64> = value.parse().ok();
    let wanted = number.filter(|ms| (0.0..=LONGEST_MILLIS).contains(ms));
    let ms = wanted.ok_or_else(|| bad(name, "milliseconds up to 60000", value))?;
    Ok(Duration::from_secs_f64(ms / 1000.0))
}

fn seconds(name: &'static str, value: &str) -> Result<Duration, BadFaults> {
    let number: Option<f64> = value.parse().ok();
    let wanted = number.filter(|seconds| (0.0..=LONGEST_SECONDS).contains(seconds));
    wanted.map(Duration::from_secs_f64).ok_or_else(|| bad(name, "seconds", value))
}

fn percent(value: &str) -> Result<u8, BadFaults> {
    let number = value.trim_end_matches('%').parse().ok().filter(|percent| *percent <= 100);
    number.ok_or_else(|| bad("drop", "a percentage from 0 to 100", value))
}

fn every(name: &'static str, value: &str) -> Result<NonZeroU32, BadFaults> {
    value.parse().map_err(|_| bad(name, "a whole number from 1", value))
}

fn switch(name: &'static str, value: &str) -> Result<bool, BadFaults> {
    if value.is_empty() {
        Ok(true)
    } else {
        Err(BadFaults::NoValue { name, value: value.to_owned() })
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let mut words = Vec::new();
        if !self.delay.is_zero() {
            words.push(format!("delay={}", ms(self.delay)));
        }
        if self.drop_percent > 0 {
            words.push(format!("drop={}", self.drop_percent));
        }
        if self.silence {
            words.push("silence".to_owned());
        }
        if let Some(n) = self.swallow {
            words.push(format!("swallow={n}"));
        }
        if let Some(time) = self.disconnect {
            words.push(format!("disconnect={}", time.as_secs_f64()));
        }
        if let Some(time) = self.cut {
            words.push(format!("cut={}", time.as_secs_f64()));
        }
        if let Some(pause) = self.slow_dump {
            words.push(format!("slow-dump={}", ms(pause)));
        }
        if self.stall_data {
            words.push("stall-data".to_owned());
        }
        f.write_str(if words.is_empty() { "none" } else { "" })?;
        f.write_str(&words.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_list_is_read_and_written_back() {
        let text = concat!(
            "delay=200,drop=5,silence,swallow=3,disconnect=1.5,cut=2,",
            "slow-dump=20,stall-data",
        );
        let faults: Faults = text.parse().unwrap();
        assert_eq!(faults.delay, Duration::from_millis(200));
        assert_eq!(faults.disconnect, Some(Duration::from_millis(1500)));
        assert_eq!(faults.to_string(), text);
        assert_eq!("".parse(), Ok(Faults::default()));
        assert_eq!(Faults::default().to_string(), "none");
    }

    #[test]
    fn mistakes_are_named() {
        for (text, told) in [
            ("slow", "no such fault: \"slow\""),
            ("delay=soon", "fault delay needs milliseconds up to 60000, not \"soon\""),
            ("delay=-1", "fault delay needs milliseconds up to 60000, not \"-1\""),
            ("drop=101", "from 0 to 100, not \"101\""),
            ("swallow=0", "a whole number from 1, not \"0\""),
            ("disconnect", "fault disconnect needs seconds, not \"\""),
            ("cut=now", "fault cut needs seconds, not \"now\""),
            ("silence=yes", "fault silence takes no value"),
            ("delay=1,,", "no such fault: \"\""),
        ] {
            let error = text.parse::<Faults>().unwrap_err().to_string();
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
