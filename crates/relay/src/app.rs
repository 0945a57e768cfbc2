//! What every request handler and socket needs, behind one cheap handle.

use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::Arc;

use protocol::DeskStatus;
use tokio::sync::{Mutex, OwnedSemaphorePermit, watch};

use crate::auth::{Pace, People};
use crate::config::{Config, DeskAddress};
use crate::hub::Hub;
use crate::net::lobby::Lobby;
use crate::store::Store;

/// The shared parts of a running relay.
pub(crate) struct Shared {
    pub(crate) config: Config,
    /// Start of links for people.
    pub(crate) link_base: String,
    pub(crate) store: Store,
    pub(crate) people: People,
    pub(crate) hub: Hub,
    pub(crate) desk: watch::Receiver<DeskView>,
    /// Which desk is to be driven.
    pub(crate) wanted_desk: watch::Sender<DeskAddress>,
    /// Held by who chooses one, so that what is kept is what is driven.
    pub(crate) choosing_desk: Mutex<()>,
    pub(crate) lobby: Arc<Lobby>,
    pub(crate) wrong_codes: Pace,
    pub(crate) drain: watch::Receiver<bool>,
}

/// The desk as the API shows it.
#[derive(Clone, Debug)]
pub(crate) struct DeskView {
    pub(crate) status: DeskStatus,
    pub(crate) surface: desk::Surface,
}

/// A handle on [`Shared`].
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

impl App {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// Whether the relay is about to stop.
    pub(crate) fn draining(&self) -> bool {
        *self.drain.borrow()
    }

    /// Resolves when the relay is about to stop.
    pub(crate) async fn drained(&self) {
        let mut drain = self.drain.clone();
        // A sender that is gone means the same.
        let _ = drain.wait_for(|draining| *draining).await;
    }
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// Where a request comes from. Holding it keeps the connection counted, so a
/// WebSocket keeps it for as long as it lives.
#[derive(Clone, Debug)]
pub(crate) struct Remote {
    pub(crate) address: SocketAddr,
    pub(crate) _counted: Arc<OwnedSemaphorePermit>,
}
