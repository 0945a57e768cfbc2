//! `invite`: makes an invitation in the database of a relay, running or not.

use anyhow::bail;
use protocol::Role;

use super::say;
use crate::auth::Code;
use crate::cli::InviteArgs;
use crate::clock;
use crate::store::{self, NewInvitation};

pub(crate) fn invite(args: InviteArgs) -> anyhow::Result<()> {
    if args.role == Role::Musician && args.buses.is_empty() {
        bail!("a musician needs at least one bus to mix: add --bus N");
    }
    if args.role != Role::Musician && !args.buses.is_empty() {
        bail!("--bus is for musicians; the role {} has none", args.role.as_str());
    }
    let config = args.place.into_config()?;
    let code = Code::random()?;
    let invitation = NewInvitation {
        hash: code.hash(),
        role: args.role,
        buses: args.buses,
        expires: clock::system_millis() + u64::try_from(args.expires.as_millis())?,
        uses: args.uses,
    };
    store::invite(&config.data, &invitation)?;
    say(format_args!("{}/#/join/{code}", config.link_base(config.listen)));
    Ok(())
}
