//! `simulate`: a simulated desk on its own port, for tests and for trying
//! other programs against it.

use anyhow::Context as _;

use super::say;
use crate::cli::SimulateArgs;
use crate::shutdown;

pub(crate) async fn simulate(args: SimulateArgs) -> anyhow::Result<()> {
    let options = sim::Options {
        listen: args.listen,
        model: args.model,
        scene: args.scene,
        faults: args.fault,
        log: args.log,
        ..sim::Options::default()
    };
    let simulator = sim::Simulator::start(options).await.with_context(|| {
        format!(
            "cannot simulate a desk on {}; is the port taken? --listen chooses another",
            args.listen
        )
    })?;
    say(format_args!("simulating {} on ws://{}", args.model, simulator.addr()));
    shutdown::signal().await;
    simulator.stop().await;
    Ok(())
}
