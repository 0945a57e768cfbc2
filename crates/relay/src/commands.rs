//! One file per command of the binary; what they print on standard output is
//! read by people and scripts, so it is part of the interface.

mod backup;
mod healthcheck;
mod invite;
mod serve;
mod simulate;

use std::io::Write as _;

pub(crate) use backup::backup;
pub(crate) use healthcheck::healthcheck;
pub(crate) use invite::invite;
pub(crate) use serve::serve;
pub(crate) use simulate::simulate;

/// Prints a line at once; a closed pipe is no reason to stop.
fn say(line: std::fmt::Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
        tracing::debug!("standard output is closed");
    }
}
