//! One connection through the bad network: a pump in each direction, and the
//! end of both.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use fastrand::Rng;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until};

use super::rules::{Rules, Way};
use super::{Shared, onward};

/// Pieces under way in one direction; more push back to the sender.
const UNDER_WAY: usize = 256;

pub(super) async fn serve(mut client: TcpStream, from: IpAddr, number: u64, shared: Arc<Shared>) {
    let mut resets = shared.reset.subscribe();
    if shared.rules.borrow().lost {
        // The client's kernel takes it for open, the client hears nothing.
        let mut unheard = tokio::io::sink();
        tokio::select! {
            _ = tokio::io::copy(&mut client, &mut unheard) => {}
            _ = resets.wait_for(|up_to| number <= *up_to) => {}
        }
        return;
    }
    let upstream = *shared.upstream.lock().unwrap_or_else(PoisonError::into_inner);
    let Ok(server) = onward(from, upstream).await else {
        return reset(&client);
    };
    let _ = client.set_nodelay(true);
    let seed = shared.seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    // Kept to be reset: the halves alone would close politely.
    let ends = [&client, &server].map(duplicate);
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let passed = AtomicU64::new(0);
    let up = Pump { number, seed, way: |rules| rules.up, total: &shared.up, passed: &passed };
    let down =
        Pump { number, seed: !seed, way: |rules| rules.down, total: &shared.down, passed: &passed };
    let both = async {
        let up = up.run(from_client, to_server, shared.rules.subscribe());
        let down = down.run(from_server, to_client, shared.rules.subscribe());
        tokio::join!(up, down)
    };
    let broken = tokio::select! {
        (up, down) = both => up.is_err() || down.is_err(),
        _ = resets.wait_for(|up_to| number <= *up_to) => true,
    };
    if broken {
        for end in ends.into_iter().flatten() {
            let _ = end.set_linger(Some(Duration::ZERO));
        }
    }
}

/// A second handle on a socket, which decides how it ends.
fn duplicate(stream: &TcpStream) -> Option<socket2::Socket> {
    socket2::SockRef::from(stream).try_clone().ok()
}

fn reset(stream: &TcpStream) {
    let _ = socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO));
}

/// Why a connection is reset.
enum Broken {
    Socket,
    Cut,
}

struct Pump<'a> {
    number: u64,
    seed: u64,
    way: fn(&Rules) -> Way,
    total: &'a AtomicU64,
    passed: &'a AtomicU64,
}

impl Pump<'_> {
    async fn run(
        self,
        from: OwnedReadHalf,
        to: OwnedWriteHalf,
        rules: watch::Receiver<Rules>,
    ) -> Result<(), Broken> {
        let (pieces, arrived) = mpsc::channel(UNDER_WAY);
        let (taken, given) =
            tokio::join!(self.take(from, pieces, rules.clone()), self.give(to, arrived, rules));
        taken.and(given)
    }

    /// Reads pieces and notes when each arrives.
    async fn take(
        &self,
        mut from: OwnedReadHalf,
        pieces: mpsc::Sender<(Instant, Vec<u8>)>,
        mut rules: watch::Receiver<Rules>,
    ) -> Result<(), Broken> {
        let mut dice = Rng::with_seed(self.seed);
        let mut buffer = vec![0; 16 * 1024];
        let mut last = Instant::now();
        loop {
            self.released(&mut rules).await;
            let count = match from.read(&mut buffer).await {
                Ok(0) => return Ok(()),
                Ok(count) => count,
                Err(_) => return Err(Broken::Socket),
            };
            let Way { delay, jitter, .. } = (self.way)(&rules.borrow());
            last = last.max(Instant::now() + delay + jitter.mul_f64(dice.f64()));
            if pieces.send((last, buffer[..count].to_vec())).await.is_err() {
                return Ok(());
            }
        }
    }

    /// Passes pieces on when they are due.
    async fn give(
        &self,
        mut to: OwnedWriteHalf,
        mut pieces: mpsc::Receiver<(Instant, Vec<u8>)>,
        mut rules: watch::Receiver<Rules>,
    ) -> Result<(), Broken> {
        let mut dice = Rng::with_seed(self.seed.rotate_left(32));
        while let Some((due, piece)) = pieces.recv().await {
            sleep_until(due).await;
            self.released(&mut rules).await;
            let mut rest = piece.as_slice();
            while !rest.is_empty() {
                let (split, cut) = {
                    let rules = rules.borrow();
                    ((self.way)(&rules).split, rules.cut_after)
                };
                let most =
                    if split == 0 { rest.len() } else { rest.len().min(dice.usize(1..=split)) };
                let (now, later) = rest.split_at(most);
                to.write_all(now).await.map_err(|_| Broken::Socket)?;
                rest = later;
                self.total.fetch_add(now.len() as u64, Ordering::Relaxed);
                let passed = self.passed.fetch_add(now.len() as u64, Ordering::Relaxed);
                if cut.is_some_and(|cut| passed + now.len() as u64 >= cut) {
                    return Err(Broken::Cut);
                }
                if split != 0 {
                    tokio::task::yield_now().await;
                }
            }
        }
        // The other end is told that no more comes.
        let _ = to.shutdown().await;
        Ok(())
    }

    /// Waits while this direction is held.
    async fn released(&self, rules: &mut watch::Receiver<Rules>) {
        loop {
            // The proxy is dropped only with all its connections.
            let _ = rules.wait_for(|rules| !(self.way)(rules).held).await;
            let waits = rules.borrow().waits(self.number);
            match waits {
                Some(until) => sleep_until(until).await,
                None => return,
            }
        }
    }
}
