//! Puts a relay together, accepts connections, and takes it apart again in
//! good order.

mod connection;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use protocol::DeskState;
use room::Room;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, Semaphore, watch};
use tokio::task::JoinHandle;

use crate::app::{App, Remote, Shared};
use crate::auth::{Code, Pace, People};
use crate::clock::{self, Clock};
use crate::config::Config;
use crate::desk_link::{DeskLink, Place};
use crate::hub::{self, Hub};
use crate::net::lobby::Lobby;
use crate::net::tls::{self, TlsError};
use crate::store::{NewInvitation, Opened, Store, StoreError};

/// How long connections get to end after they were told.
const DRAIN_LIMIT: Duration = Duration::from_millis(2500);
/// How long the desk gets to hear goodbye.
const DESK_LIMIT: Duration = Duration::from_secs(1);
/// How long clients wait for the desk when the relay starts: a Ui desk is known
/// 0.4 s after it was found, when it has told no more for a moment.
const DESK_FIRST: Duration = Duration::from_millis(750);
/// How long a failed accept (too many open files) is left alone.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
/// How long the first admin's link holds.
const FIRST_LINK_MILLIS: u64 = 24 * 3600 * 1000;
/// How many may use it: it may be opened in a second browser.
const FIRST_LINK_USES: u32 = 8;

/// Why a relay cannot start or had to end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServerError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The certificate.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The listening socket has no address.
    #[error("the listening socket is of no use: {0}")]
    Listener(std::io::Error),
    /// The simulated desk could not start.
    #[error("the simulated desk cannot start: {0}")]
    Simulator(std::io::Error),
}

/// What people and scripts are told once the relay answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// `http` or `https`.
    pub scheme: &'static str,
    /// Where it listens, with the real port.
    pub address: SocketAddr,
    /// Link with which the first admin joins; none when there is an admin.
    pub join: Option<String>,
}

/// A relay that is put together and about to run.
pub struct Server {
    listener: TcpListener,
    tls: Option<tokio_rustls::TlsAcceptor>,
    app: App,
    ready: Ready,
    drain: watch::Sender<bool>,
    stop_desk: watch::Sender<bool>,
    desk: JoinHandle<()>,
    hub: JoinHandle<()>,
}

impl Server {
    /// Opens the database, reads the certificate, starts the hub and the desk
    /// link. Nothing is accepted yet, though clients may already connect.
    ///
    /// # Errors
    /// [`ServerError`] with a sentence that says what to do.
    pub async fn build(config: Config, listener: TcpListener) -> Result<Self, ServerError> {
        let address = listener.local_addr().map_err(ServerError::Listener)?;
        let Opened { store, restored, members } =
            Store::open(&config.data, &config.rooms, config.chat_memory)?;
        let tls = tls::acceptor(&config)?;
        let people = People::new(members);
        let link_base = config.link_base(address);
        let join = first_link(&store, &people, &link_base).await?;

        let clock = Clock::start();
        let chosen = store.chosen_desk(&config.desk).await?;
        let place = Place::find(chosen).await.map_err(ServerError::Simulator)?;
        let (link, ends) = DeskLink::new(clock, place, jitter().unwrap_or(0.0));
        let (drain, drained) = watch::channel(false);
        let (stop_desk, desk_stopped) = watch::channel(false);
        let (hub, inputs) = Hub::channel();
        let room_config = room::Config {
            limits: config.limits.clone(),
            heartbeat: config.heartbeat.clone(),
            rooms: config.rooms.clone(),
            chat_memory: config.chat_memory,
        };
        let hub_task = tokio::spawn(hub::run(hub::Parts {
            room: Room::new(room_config, restored),
            inputs,
            desk_events: ends.events,
            desk_writes: ends.writes,
            store: store.clone(),
            people: people.clone(),
            drain: drained.clone(),
            clock,
        }));
        let ready = Ready { scheme: config.scheme(), address, join };
        let app = App::new(Shared {
            link_base,
            store,
            people,
            hub,
            desk: ends.view,
            wanted_desk: ends.wanted,
            choosing_desk: Mutex::default(),
            lobby: Lobby::new(config.limits.unauthenticated_sockets),
            wrong_codes: Pace::new(config.wrong_codes_per_minute),
            drain: drained,
            config,
        });
        let desk = tokio::spawn(link.run(desk_stopped));
        let hub = hub_task;
        Ok(Self { listener, tls, app, ready, drain, stop_desk, desk, hub })
    }

    /// Where it listens and how to join first.
    #[must_use]
    pub fn ready(&self) -> Ready {
        self.ready.clone()
    }

    /// Accepts connections, once the desk is there or a moment has passed,
    /// until `shutdown` resolves; then says goodbye to
    /// everybody, waits a moment, writes what is left and closes the desk.
    ///
    /// # Errors
    /// None at present: trouble with single connections is theirs.
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> Result<(), ServerError> {
        let places = Arc::new(Semaphore::new(self.app.config.connections));
        let serve = async {
            self.first_desk().await;
            accept(&self.listener, self.tls.as_ref(), &self.app, &places).await;
        };
        tokio::select! {
            () = serve => {}
            () = shutdown => {}
        }
        self.stop(&places).await;
        Ok(())
    }

    /// Waits a moment for the desk, while clients that connect wait in line: a
    /// page that comes back to a relay that was started again is welcomed with
    /// the desk it knows, not with none and then with all of it once more.
    async fn first_desk(&self) {
        let mut desk = self.app.desk.clone();
        let live = desk.wait_for(|desk| desk.status.state == DeskState::Live);
        if tokio::time::timeout(DESK_FIRST, live).await.is_err() {
            tracing::debug!("the desk is not there yet; clients are taken in without it");
        }
    }

    async fn stop(self, places: &Arc<Semaphore>) {
        drop(self.listener);
        self.drain.send_replace(true);
        let all = u32::try_from(self.app.config.connections).unwrap_or(u32::MAX);
        if tokio::time::timeout(DRAIN_LIMIT, places.acquire_many(all)).await.is_err() {
            tracing::warn!("some connections did not end in time and are cut");
        }
        // An answer to a question shows that everything before it is done.
        if self.app.hub.stats().await.is_none() {
            tracing::warn!("the hub did not answer while stopping");
        }
        self.stop_desk.send_replace(true);
        if tokio::time::timeout(DESK_LIMIT, self.desk).await.is_err() {
            tracing::warn!("the desk did not hear goodbye in time");
        }
        let store = self.app.store.clone();
        if tokio::task::spawn_blocking(move || store.close()).await.is_err() {
            tracing::error!("the database did not close in good order");
        }
        self.hub.abort();
        tracing::info!("stopped");
    }
}

/// Builds a relay on a bound listener and runs it until `shutdown` resolves.
///
/// # Errors
/// As [`Server::build`].
pub async fn run(
    config: Config,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServerError> {
    Server::build(config, listener).await?.run(shutdown).await
}

async fn accept(
    listener: &TcpListener,
    tls: Option<&tokio_rustls::TlsAcceptor>,
    app: &App,
    places: &Arc<Semaphore>,
) {
    let router = crate::http::router(app.clone());
    loop {
        // The semaphore is never closed, so there is always a place in time.
        let Ok(place) = Arc::clone(places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, address)) => {
                let remote = Remote { address, _counted: Arc::new(place) };
                let (tls, router) = (tls.cloned(), router.clone());
                tokio::spawn(connection::serve(stream, tls, router, app.clone(), remote));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

/// Makes an invitation for the first admin, at each start until there is one.
async fn first_link(
    store: &Store,
    people: &People,
    link_base: &str,
) -> Result<Option<String>, ServerError> {
    if people.has_admin() {
        return Ok(None);
    }
    let code = Code::random().map_err(StoreError::from)?;
    let invitation = NewInvitation {
        hash: code.hash(),
        role: protocol::Role::Admin,
        buses: Vec::new(),
        expires: clock::system_millis() + FIRST_LINK_MILLIS,
        uses: FIRST_LINK_USES,
    };
    store.add_invitation(invitation).await?;
    Ok(Some(format!("{link_base}/#/join/{code}")))
}

/// A number from 0 to 1, drawn once per process.
fn jitter() -> Option<f64> {
    let number = getrandom::u32().ok()?;
    Some(f64::from(number) / f64::from(u32::MAX))
}
