//! `healthcheck`: asks a running relay, for supervisors and containers.

use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::say;
use crate::cli::HealthcheckArgs;
use crate::http_client;

/// How long the relay may take to answer.
const LIMIT: Duration = Duration::from_secs(5);

pub(crate) async fn healthcheck(args: HealthcheckArgs) -> anyhow::Result<()> {
    let authority = args.url.authority();
    if args.url.is_secure() {
        bail!(
            "healthcheck speaks plain HTTP only; give the address without TLS, or ask {}/healthz with another program",
            args.url
        );
    }
    let ask = async {
        let stream = TcpStream::connect(&authority).await?;
        anyhow::Ok(http_client::get(stream, &authority, "/healthz").await?)
    };
    let answer = timeout(LIMIT, ask)
        .await
        .with_context(|| format!("{} does not answer within {} s", args.url, LIMIT.as_secs()))?
        .with_context(|| format!("no relay answers on {}; is it running there?", args.url))?;
    if answer.status != 200 {
        bail!("{} answers with {}: {}", args.url, answer.status, answer.body.trim());
    }
    say(format_args!("{} is well", args.url));
    Ok(())
}
