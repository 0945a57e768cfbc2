//! How much of everything: a long soak or a short one, and which trials.

use std::time::Duration;

use crate::trials;

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// A few minutes in all.
    pub short: bool,
    /// How long a trial without an end of its own lasts.
    pub span: Duration,
    /// The trials chosen; none means all.
    names: Vec<String>,
}

impl Plan {
    /// Reads the command line; nothing when the trials are to be listed.
    ///
    /// # Errors
    /// A sentence about the word that is not understood.
    pub fn read(args: &[String]) -> Result<Option<Self>, String> {
        let mut plan = Self { short: false, span: Duration::from_secs(600), names: Vec::new() };
        let mut minutes = None;
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--list" => return Ok(None),
                "--short" => plan.short = true,
                "--minutes" => {
                    let number = args.next().and_then(|text| text.parse::<f64>().ok());
                    let number = number.filter(|number| number.is_finite() && *number > 0.0);
                    minutes = Some(number.ok_or("--minutes wants a number above 0")?);
                }
                name if trials::names().any(|known| known == name) => {
                    plan.names.push(name.to_owned());
                }
                other => return Err(format!("`{other}` is no trial: --list names them")),
            }
        }
        if plan.short {
            plan.span = Duration::from_secs(40);
        }
        if let Some(minutes) = minutes {
            plan.span = Duration::from_secs_f64(minutes * 60.0);
        }
        Ok(Some(plan))
    }

    /// Whether a trial is chosen.
    pub fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| wanted == name)
    }

    /// One number for a long soak, one for a short.
    pub fn of<T>(&self, long: T, short: T) -> T {
        if self.short { short } else { long }
    }
}
