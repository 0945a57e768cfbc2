//! How many tests passed and failed, read from what the runners print. Each
//! runner says it in its own words; a run that says nothing has not tested.

use std::ops::AddAssign;

use anyhow::{Result, bail};

use crate::shell::Watched;

/// Tests, or checks that count as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Went well.
    pub passed: u32,
    /// Went wrong.
    pub failed: u32,
}

impl Counts {
    /// One check that went well.
    pub fn one() -> Self {
        Self { passed: 1, failed: 0 }
    }

    /// What `cargo test` says, once per test binary:
    /// `test result: ok. 3 passed; 0 failed; 0 ignored; ...`.
    ///
    /// # Errors
    /// When nothing was tested.
    pub fn of_cargo_test(run: &Watched) -> Result<Self> {
        let lines = run.text.lines().filter(|line| line.starts_with("test result:"));
        Self::sum(lines, &["passed"], &["failed"]).checked(run)
    }

    /// What nextest says at the end:
    /// `Summary [ 0.05s] 4 tests run: 2 passed (1 slow), 1 failed, 1 timed out, 0 skipped`.
    ///
    /// # Errors
    /// When nothing was tested.
    pub fn of_nextest(run: &Watched) -> Result<Self> {
        let lines = run.text.lines().filter(|line| line.trim_start().starts_with("Summary ["));
        Self::sum(lines, &["passed"], &["failed", "timed", "exec"]).checked(run)
    }

    /// What the trials say below their table: `12 passed, 0 failed`. What they
    /// say meanwhile goes to the other stream and may arrive later.
    ///
    /// # Errors
    /// When nothing was tried.
    pub fn of_soak(run: &Watched) -> Result<Self> {
        let total = run.text.lines().rfind(|line| line.contains(" passed, "));
        Self::sum(total.into_iter(), &["passed"], &["failed"]).checked(run)
    }

    /// What Node says at the end, a number on each line: `# pass 3`.
    ///
    /// # Errors
    /// When nothing was tested.
    pub fn of_node(run: &Watched) -> Result<Self> {
        let number = |name: &str| {
            let line = run.text.lines().rfind(|line| line.starts_with(&format!("# {name} ")));
            line.and_then(|line| line.rsplit(' ').next()?.parse().ok()).unwrap_or(0)
        };
        let failed = number("fail") + number("cancelled");
        Self { passed: number("pass"), failed }.checked(run)
    }

    /// Adds up the numbers that stand before the given words.
    fn sum<'a>(lines: impl Iterator<Item = &'a str>, good: &[&str], bad: &[&str]) -> Self {
        let mut counts = Self::default();
        for line in lines {
            let words: Vec<&str> = line
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect();
            for pair in words.windows(2) {
                let Ok(number) = pair[0].parse::<u32>() else {
                    continue;
                };
                if good.contains(&pair[1]) {
                    counts.passed += number;
                } else if bad.contains(&pair[1]) {
                    counts.failed += number;
                }
            }
        }
        counts
    }

    /// Sets the numbers against the exit code: a run that broke off has failed even if no test says so.
    fn checked(mut self, run: &Watched) -> Result<Self> {
        if !run.success && self.failed == 0 {
            self.failed = 1;
        }
        if self == Self::default() {
            bail!("no test was run");
        }
        Ok(self)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(success: bool, text: &str) -> Watched {
        Watched { success, text: text.to_owned() }
    }

    #[test]
    fn cargo_test_says_it_once_per_binary() {
        let run = printed(
            false,
            "running 3 tests\n\
             test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
             test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n",
        );
        assert_eq!(Counts::of_cargo_test(&run).unwrap(), Counts { passed: 7, failed: 2 });
    }

    #[test]
    fn nextest_says_it_once() {
        let run = printed(
            false,
            "   PASS [   0.004s] desk fader::tests::law\n\
             ------------\n     Summary [   0.053s] 5/6 tests run: 2 passed (1 slow), 1 failed, 1 timed out, 1 exec failed, 7 skipped\n",
        );
        assert_eq!(Counts::of_nextest(&run).unwrap(), Counts { passed: 2, failed: 3 });
    }

    #[test]
    fn trials_say_it_before_or_after_what_they_grumble() {
        let run = printed(true, "| what |\n\n5 passed, 0 failed\n  ok: chat: 0 (0)\n");
        assert_eq!(Counts::of_soak(&run).unwrap(), Counts { passed: 5, failed: 0 });
        assert!(Counts::of_soak(&printed(true, "  ok: chat: 0 (0)\n")).is_err());
    }

    #[test]
    fn node_says_it_at_the_end() {
        let run = printed(
            false,
            "ok 1 - a plain page\n# tests 7\n# pass 4\n# fail 2\n# cancelled 1\n# todo 0\n",
        );
        assert_eq!(Counts::of_node(&run).unwrap(), Counts { passed: 4, failed: 3 });
        assert!(Counts::of_node(&printed(true, "# pass 0\n")).is_err());
    }

    #[test]
    fn a_run_that_broke_off_has_failed() {
        let run = printed(false, "error: could not compile `relay`\n");
        assert_eq!(Counts::of_nextest(&run).unwrap(), Counts { passed: 0, failed: 1 });
        let run = printed(false, "test result: ok. 3 passed; 0 failed;\nerror: signal 11\n");
        assert_eq!(Counts::of_cargo_test(&run).unwrap(), Counts { passed: 3, failed: 1 });
    }

    #[test]
    fn testing_nothing_is_an_error() {
        assert!(Counts::of_cargo_test(&printed(true, "Finished\n")).is_err());
    }
}
