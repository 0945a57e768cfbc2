//! Where the desk is: what a configured address means, with the simulated desk
//! that it may ask for.

use crate::config::DeskAddress;

/// Where to connect.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) simulated: bool,
}

impl Target {
    /// As it stands in a URL and in a `Host` header.
    pub(super) fn authority(&self) -> String {
        match self.host.contains(':') {
            true => format!("[{}]:{}", self.host, self.port),
            false => format!("{}:{}", self.host, self.port),
        }
    }
}

/// A desk to drive, by the address that people know it by.
pub(crate) struct Place {
    pub(super) address: DeskAddress,
    pub(super) target: Target,
    /// The simulated desk, for as long as it is driven.
    pub(super) simulator: Option<sim::Handle>,
}

impl Place {
    /// Finds out where a desk is; a simulated one is started.
    ///
    /// # Errors
    /// When the simulated desk gets no port.
    pub(crate) async fn find(address: DeskAddress) -> std::io::Result<Self> {
        let (target, simulator) = match &address {
            DeskAddress::Simulated(model) => {
                let (model, scene) = (*model, sim::Scene::Demo);
                let options = sim::Options { model, scene, ..sim::Options::default() };
                let simulator = sim::Simulator::start(options).await?;
                let (host, port) = (simulator.addr().ip().to_string(), simulator.addr().port());
                (Target { host, port, simulated: true }, Some(simulator))
            }
            DeskAddress::Ui { host, port } => {
                (Target { host: host.clone(), port: *port, simulated: false }, None)
            }
        };
        Ok(Self { address, target, simulator })
    }
}
