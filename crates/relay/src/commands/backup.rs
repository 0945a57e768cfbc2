//! `backup`: a consistent copy of the database, also from a running relay.

use anyhow::{Context as _, bail};

use super::say;
use crate::cli::BackupArgs;
use crate::store;

pub(crate) fn backup(args: BackupArgs) -> anyhow::Result<()> {
    let config = args.place.into_config()?;
    if args.file.exists() {
        bail!("{} exists; name a file that does not", args.file.display());
    }
    store::copy(&config.data, &args.file)
        .with_context(|| format!("cannot back up to {}", args.file.display()))?;
    say(format_args!("copied to {}", args.file.display()));
    Ok(())
}
