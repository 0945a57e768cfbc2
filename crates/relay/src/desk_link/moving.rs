//! Going to another desk while people are connected: the one before hears
//! goodbye, what was known of it is forgotten, and the next is sought.

use desk::Surface;
use soundcraft::{Driver, Options};

use super::line::Line;
use super::target::Place;
use super::{DeskEvent, DeskLink};
use crate::config::DeskAddress;

impl DeskLink {
    /// Leaves the desk if another is wanted; false when the hub is gone.
    pub(super) async fn move_on(&mut self) -> bool {
        let address = self.wanted.borrow_and_update().clone();
        address == self.place.address || self.move_to(address).await
    }

    async fn move_to(&mut self, address: DeskAddress) -> bool {
        // What was wanted of the desk before is still done there.
        self.write();
        self.trouble.clear();
        self.driver.stop();
        if !self.settle().await {
            return false;
        }
        self.leave().await;
        tracing::info!("the relay goes from the desk {} to {address}", self.place.address);
        match Place::find(address.clone()).await {
            Ok(place) => self.arrive(place).await,
            Err(error) => {
                // The driver rests until yet another desk is wanted.
                tracing::error!(%error, "the simulated desk cannot start");
                self.place.address = address;
                self.trouble = format!("the simulated desk cannot start: {error}");
                self.forget().await
            }
        }
    }

    /// Ends the simulated desk, if that is what was driven.
    pub(super) async fn leave(&mut self) {
        if let Some(simulator) = self.place.simulator.take() {
            simulator.stop().await;
        }
    }

    async fn arrive(&mut self, place: Place) -> bool {
        let options = Options { simulated: place.target.simulated, ..self.options };
        self.driver = Driver::new(self.clock.now(), options);
        self.line = Line::new(place.target.clone());
        self.place = place;
        self.trouble.clear();
        self.warned = false;
        self.forget().await
    }

    /// Tells that nothing is known of a desk any more.
    async fn forget(&mut self) -> bool {
        // No desk in between: even one with the same strips is another, and
        // nothing that was meant for the one before may land on it.
        self.generation += 1;
        self.view.send_modify(|view| view.surface = Surface::default());
        let surface = Surface::default();
        let none = DeskEvent::Synced { generation: self.generation, surface, values: Vec::new() };
        self.report_status().await && self.events.send(none).await.is_ok()
    }
}
