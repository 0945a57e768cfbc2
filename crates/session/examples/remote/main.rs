//! A client of a relay on the command line: watches a desk, sets a parameter,
//! or says something to the crew. The whole of a session is the crate's; what
//! is here is a socket, a clock and a printer, as any native client needs.
//!
//! ```text
//! cargo run -p session --example remote -- JOIN_LINK watch
//! cargo run -p session --example remote -- JOIN_LINK set input.1.level 0.5
//! cargo run -p session --example remote -- JOIN_LINK say "Doors at 19:30"
//! ```
//!
//! Plain `http` links only: TLS would be one more dependency, not one more idea.
#![expect(clippy::print_stdout, reason = "it prints what it sees")]

mod join;
mod shell;
mod wish;

use std::process::ExitCode;

use shell::{Shell, Trouble};
use wish::Wish;

const USAGE: &str = "usage: remote JOIN_LINK watch | set PATH VALUE | say TEXT";

#[tokio::main]
async fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (Some(link), Some(wish)) = (args.first(), Wish::parse(args.get(1..).unwrap_or_default()))
    else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(link, wish).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("error: {trouble}");
            ExitCode::FAILURE
        }
    }
}

async fn run(link: &str, mut wish: Wish) -> Result<(), Trouble> {
    let joined = join::join(link, "Remote").await?;
    let mut shell = Shell::open(&joined.address, joined.token);
    loop {
        let event = shell.next_event().await;
        if wish.take(&mut shell, event)? {
            return Ok(());
        }
    }
}
