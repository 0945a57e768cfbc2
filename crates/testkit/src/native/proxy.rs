//! A seeded bad network for real sockets: every connection through it can be
//! delayed, stalled, cut into pieces, held in one direction or both, or reset.
//!
//! It stands between two kernels, so bytes it holds are acknowledged to their
//! sender; what the network itself would do about them is modelled in
//! [`Proxy::black_out`].

mod link;
mod rules;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;

pub use rules::{Rules, Way};

/// First pause of a sender whose bytes are not acknowledged; every further one
/// is twice as long.
///
/// **Source:** Linux `TCP_RTO_MIN`, on a path much faster than it.
const RETRANSMIT_FIRST: Duration = Duration::from_millis(200);

struct Shared {
    upstream: Mutex<SocketAddr>,
    rules: watch::Sender<Rules>,
    /// Connections with a number up to this one are reset.
    reset: watch::Sender<u64>,
    accepted: AtomicU64,
    up: AtomicU64,
    down: AtomicU64,
    seed: u64,
}

/// A bad network in front of one listener. Dropping it resets everything.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

impl Proxy {
    /// Listens on loopback and passes on to `upstream`; the same seed throws
    /// the same dice.
    ///
    /// # Panics
    /// When no port is to be had.
    pub async fn start(upstream: SocketAddr, seed: u64) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let shared = Arc::new(Shared {
            upstream: Mutex::new(upstream),
            rules: watch::Sender::new(Rules::default()),
            reset: watch::Sender::new(0),
            accepted: AtomicU64::new(0),
            up: AtomicU64::new(0),
            down: AtomicU64::new(0),
            seed,
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Self { address, shared, accepting }
    }

    /// Where clients connect.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where connections that begin from now on lead.
    pub fn set_upstream(&self, upstream: SocketAddr) {
        *self.shared.upstream.lock().unwrap_or_else(PoisonError::into_inner) = upstream;
    }

    /// Changes the rules for all connections, also those under way.
    pub fn set_rules(&self, rules: Rules) {
        self.shared.rules.send_replace(rules);
    }

    /// Changes one rule or some.
    pub fn change(&self, change: impl FnOnce(&mut Rules)) {
        self.shared.rules.send_modify(change);
    }

    /// Resets all connections.
    pub fn reset_all(&self) {
        let accepted = self.shared.accepted.load(Ordering::Relaxed);
        self.shared.reset.send_replace(accepted);
    }

    /// Connections so far.
    #[must_use]
    pub fn accepted(&self) -> u64 {
        self.shared.accepted.load(Ordering::Relaxed)
    }

    /// Bytes passed on so far, from clients and to clients.
    #[must_use]
    pub fn bytes(&self) -> (u64, u64) {
        (self.shared.up.load(Ordering::Relaxed), self.shared.down.load(Ordering::Relaxed))
    }

    /// The path is gone for this long, and the time at which it is back is
    /// returned. Connections that are tried meanwhile stay unanswered for ever,
    /// as if their first packet were lost. Those from before go on when their
    /// sender's next repetition would have come, up to as long again later:
    /// kernels double the pause between repetitions.
    pub async fn black_out(&self, span: Duration) -> Instant {
        let begin = Instant::now();
        self.change(Rules::lose_everything);
        tokio::time::sleep(span).await;
        let end = Instant::now();
        let mut repeat = begin;
        let mut pause = RETRANSMIT_FIRST;
        while repeat < end {
            repeat += pause;
            pause *= 2;
        }
        let before = self.accepted();
        self.change(|rules| rules.mend(before, repeat));
        end
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
        self.shared.reset.send_replace(u64::MAX);
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        let Ok((client, from)) = listener.accept().await else {
            // Too many open files: the others may end.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let number = shared.accepted.fetch_add(1, Ordering::Relaxed) + 1;
        tokio::spawn(link::serve(client, from.ip(), number, Arc::clone(&shared)));
    }
}

/// Connects onward from the client's own loopback address, so that limits per
/// address count clients and not the proxy.
async fn onward(from: IpAddr, upstream: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    if from.is_loopback() {
        socket.bind((from, 0).into())?;
    }
    let stream = socket.connect(upstream).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
