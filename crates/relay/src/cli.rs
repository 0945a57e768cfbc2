//! The command line: what can be asked for, and which exit code tells how it
//! went. The commands themselves are in `commands`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use protocol::Role;

use crate::commands;
use crate::config::{Config, Layer};

/// Exit code for bad usage or settings; clap uses the same.
const EXIT_USAGE: u8 = 2;

#[derive(Parser)]
#[command(name = "mediatrix-relay", version, about, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the app, the chat and the desk to browsers (the default)
    Serve(Box<ServeArgs>),
    /// Be a simulated desk on its own port
    Simulate(SimulateArgs),
    /// Make an invitation and print its join link
    Invite(InviteArgs),
    /// Write a consistent copy of the database, also while the relay runs
    Backup(BackupArgs),
    /// Ask a running relay whether it is well
    Healthcheck(HealthcheckArgs),
}

/// Flags of `serve`.
#[derive(Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) layer: Layer,
    /// Read settings from this TOML file
    #[arg(long, value_name = "FILE", env = "MEDIATRIX_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Print all settings as such a file and stop
    #[arg(long)]
    pub(crate) print_config: bool,
}

/// Flags of `simulate`.
#[derive(Args)]
pub(crate) struct SimulateArgs {
    /// Where to listen; port 0 takes any free one
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8090")]
    pub(crate) listen: SocketAddr,
    /// Which desk to be: ui12, ui16 or ui24r
    #[arg(long, default_value = "ui24r")]
    pub(crate) model: sim::Model,
    /// What goes wrong, such as delay=200,swallow=3
    #[arg(long, value_name = "SPEC", default_value = "none")]
    pub(crate) fault: sim::Faults,
    /// Append every line with connection and time to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,
    /// How the desk is set up: demo or factory
    #[arg(long, default_value = "demo")]
    pub(crate) scene: sim::Scene,
}

/// Flags of `invite`.
#[derive(Args)]
pub(crate) struct InviteArgs {
    /// admin, engineer, musician, presenter or viewer
    #[arg(long)]
    pub(crate) role: Role,
    /// Aux bus a musician may mix, counted from 1 (repeatable)
    #[arg(long = "bus", value_name = "N")]
    pub(crate) buses: Vec<u16>,
    /// How long the invitation holds: 90s, 30m, 8h, 2d
    #[arg(long, value_name = "TIME", default_value = "8h", value_parser = parse_span)]
    pub(crate) expires: std::time::Duration,
    /// How many people may use it
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) uses: u32,
    /// Settings that tell the data folder and the link's address
    #[command(flatten)]
    pub(crate) place: PlaceArgs,
}

/// Where the relay keeps its data and what its address is.
#[derive(Args)]
pub(crate) struct PlaceArgs {
    /// Folder of the database [default: data]
    #[arg(long, value_name = "DIR", env = "MEDIATRIX_DATA")]
    data: Option<PathBuf>,
    /// Read settings from this TOML file
    #[arg(long, value_name = "FILE", env = "MEDIATRIX_CONFIG")]
    config: Option<PathBuf>,
    /// The address people use [default: the listen address]
    #[arg(long, value_name = "URL", env = "MEDIATRIX_PUBLIC_URL")]
    public_url: Option<crate::config::Origin>,
    /// Where the relay listens [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR:PORT", env = "MEDIATRIX_LISTEN")]
    listen: Option<SocketAddr>,
}

impl PlaceArgs {
    pub(crate) fn into_config(self) -> anyhow::Result<Config> {
        let Self { data, config, public_url, listen } = self;
        load(config, Layer { data, public_url, listen, ..Layer::default() })
    }
}

/// Flags of `backup`.
#[derive(Args)]
pub(crate) struct BackupArgs {
    /// The copy; must not exist yet
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) place: PlaceArgs,
}

/// Flags of `healthcheck`.
#[derive(Args)]
pub(crate) struct HealthcheckArgs {
    /// The relay's address
    #[arg(default_value = "http://127.0.0.1:8080")]
    pub(crate) url: crate::config::Origin,
}

/// Reads the file, if one is named, and joins the layers.
pub(crate) fn load(file: Option<PathBuf>, given: Layer) -> anyhow::Result<Config> {
    let file = file.as_deref().map(Layer::read).transpose()?;
    Ok(Config::build(file, given)?)
}

/// Reads the arguments, runs the command and tells how it went.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    start_logging();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            let usage = error.chain().any(|cause| cause.is::<crate::config::ConfigError>());
            if usage { ExitCode::from(EXIT_USAGE) } else { ExitCode::FAILURE }
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let command = cli.command.unwrap_or_else(|| Command::Serve(Box::new(cli.serve)));
    let runtime = tokio::runtime::Runtime::new().context("cannot start the async runtime")?;
    let outcome = runtime.block_on(async {
        match command {
            Command::Serve(args) => commands::serve(*args).await,
            Command::Simulate(args) => commands::simulate(args).await,
            Command::Invite(args) => commands::invite(args),
            Command::Backup(args) => commands::backup(args),
            Command::Healthcheck(args) => commands::healthcheck(args).await,
        }
    });
    // A blocking read that hangs must not hold the process.
    runtime.shutdown_timeout(std::time::Duration::from_millis(200));
    outcome
}

/// Logs go to standard error; `RUST_LOG` chooses what is told.
fn start_logging() {
    use std::io::IsTerminal as _;
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}

/// Reads `90s`, `30m`, `8h` or `2d`.
fn parse_span(text: &str) -> Result<std::time::Duration, String> {
    let wrong = || format!("{text:?} is no time span: write 90s, 30m, 8h or 2d");
    let unit = text.chars().last().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    let number: u64 = text[..text.len() - 1].parse().map_err(|_| wrong())?;
    match number.checked_mul(seconds) {
        Some(span @ 1..=31_536_000) => Ok(std::time::Duration::from_secs(span)),
        _ => Err(format!("{text:?} is not between one second and 365 days")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn serve_is_the_default() {
        let cli = Cli::try_parse_from(["relay", "--listen", "127.0.0.1:0"]).unwrap();
        assert!(cli.command.is_none());
        assert_eq!(cli.serve.layer.listen.unwrap().port(), 0);
        let cli = Cli::try_parse_from(["relay", "serve", "--tls-self-signed"]).unwrap();
        let Some(Command::Serve(args)) = cli.command else { panic!("not serve") };
        assert_eq!(args.layer.tls_self_signed, Some(true));
    }

    #[test]
    fn spans_have_units() {
        assert_eq!(parse_span("8h").unwrap().as_secs(), 28_800);
        assert_eq!(parse_span("2d").unwrap().as_secs(), 172_800);
        for bad in ["", "8", "h", "-1h", "0s", "9999d", "8 h", "8ü"] {
            assert!(parse_span(bad).is_err(), "{bad}");
        }
    }
}
