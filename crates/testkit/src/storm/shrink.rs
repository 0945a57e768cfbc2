//! Many storms, one after the other; one that breaks a promise is played again
//! without this and that, until only the steps are left that break it.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use super::{Script, Step, Weather};

/// What many storms came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// Storms.
    pub storms: u64,
    /// Connections that were broken on purpose.
    pub disconnects: usize,
    /// Messages that were written.
    pub said: usize,
    /// Entries that were stored, of messages and what was done to them.
    pub stored: usize,
    /// How often a control changed hands.
    pub hand_changes: u64,
    /// Tabs that were copied.
    pub copies: usize,
    /// Storms in which a promise broke.
    pub broken: Vec<Broken>,
}

/// A storm in which a promise broke.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Its seed.
    pub seed: u64,
    /// Which promise, in the words of the check.
    pub why: String,
    /// The steps that were needed.
    pub steps: Vec<Step>,
}

/// Plays storms of these seeds until so many connections were broken, or a
/// promise was.
pub fn storms(
    weather: Weather,
    steps: usize,
    seeds: impl Iterator<Item = u64>,
    disconnects: usize,
) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        if tally.disconnects >= disconnects || !tally.broken.is_empty() {
            break;
        }
        let script = Script::draw(weather, seed, steps);
        tally.storms += 1;
        match panic::catch_unwind(AssertUnwindSafe(|| script.play())) {
            Ok(play) => {
                tally.disconnects += play.disconnects();
                tally.said += play.said();
                tally.stored += play.world.store().all_entries().count();
                tally.hand_changes += play.world.hand_changes();
                tally.copies += play.copies();
            }
            Err(_) => tally.broken.push(shrunk(script)),
        }
    }
    tally
}

/// A script that breaks a promise, without the steps that do not matter.
fn shrunk(mut script: Script) -> Broken {
    let fails = |script: &Script| {
        let outcome = panic::catch_unwind(AssertUnwindSafe(|| drop(script.play())));
        outcome.err().map(|why| match why.downcast::<String>() {
            Ok(text) => *text,
            Err(why) => {
                why.downcast::<&str>().map_or_else(|_| String::new(), |text| (*text).into())
            }
        })
    };
    // What fails on the way is not worth a line each. The hook is the whole
    // process', so one script is cut down at a time.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let loud = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let mut try_script = script.clone();
    script.steps = shortest(script.steps, |steps| {
        try_script.steps = steps.to_vec();
        fails(&try_script).is_some()
    });
    let why = fails(&script).unwrap_or_default();
    panic::set_hook(loud);
    Broken { seed: script.seed, why, steps: script.steps }
}

/// Steps that still fail when none of them can be left out, by taking away
/// halves, quarters and so on, as long as that helps.
pub fn shortest(mut steps: Vec<Step>, mut fails: impl FnMut(&[Step]) -> bool) -> Vec<Step> {
    let mut size = steps.len().div_ceil(2);
    while size > 0 {
        let before = steps.len();
        let mut start = 0;
        while start < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(start..(start + size).min(steps.len()));
            if fails(&fewer) {
                steps = fewer;
            } else {
                start += size;
            }
        }
        // Single steps are tried until none can be spared.
        if size > 1 || steps.len() == before {
            size /= 2;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_steps_that_matter_are_left() {
        let script = Script::draw(Weather::Rough, 3, 200);
        let place = |steps: &[Step], of: fn(&Step) -> bool| steps.iter().position(of);
        let mut tries = 0;
        let left = shortest(script.steps, |steps| {
            tries += 1;
            let reload = place(steps, |step| matches!(step, Step::Reload(_)));
            let said = place(steps, |step| matches!(step, Step::Say(_)));
            reload.is_some_and(|reload| said.is_some_and(|said| said < reload))
        });
        assert!(matches!(left[..], [Step::Say(_), Step::Reload(_)]), "{left:?}");
        assert!(tries < 200, "{tries}");
    }
}
