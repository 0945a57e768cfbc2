//! Options of sockets, for short waits, honest back-pressure, and a desk that
//! never gets what is no longer meant.

use std::time::Duration;

use tokio::net::TcpStream;

/// Unsent bytes above which the kernel reports a socket as not writable.
///
/// With the kernel's own default a reader that stopped was given megabytes,
/// minutes of stale meters; so little keeps what waits in our cursors, where
/// newer values replace older ones.
const NOT_SENT_LOW_WATER: u32 = 16 * 1024;

/// How long sent bytes may stay unacknowledged before the kernel gives up.
///
/// Above the time after which a silent hidden page is dropped by the hub, so
/// that it only ends what the hub can no longer reach.
const USER_TIMEOUT: Duration = Duration::from_secs(95);

/// The same towards the desk: a move that could not be delivered for this
/// long must not be heard when the network comes back.
const DESK_USER_TIMEOUT: Duration = Duration::from_millis(1500);

/// Tunes the socket of a browser.
pub(crate) fn tune(stream: &TcpStream) {
    set(stream, USER_TIMEOUT);
}

/// Tunes the socket to the desk.
pub(crate) fn tune_desk(stream: &TcpStream) {
    set(stream, DESK_USER_TIMEOUT);
}

/// Chooses what closing does with bytes the other end has not got: the system
/// forgets them and resets the connection, or goes on to deliver them.
pub(crate) fn forget_unsent(stream: &TcpStream, forget: bool) {
    let linger = forget.then_some(Duration::ZERO);
    if let Err(error) = socket2::SockRef::from(stream).set_linger(linger) {
        tracing::warn!(%error, "SO_LINGER is not to be had");
    }
}

/// Sets what the system has; a missing option costs speed, not truth.
fn set(stream: &TcpStream, user_timeout: Duration) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY is not to be had");
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let socket = socket2::SockRef::from(stream);
        if let Err(error) = socket.set_tcp_notsent_lowat(NOT_SENT_LOW_WATER) {
            tracing::debug!(%error, "TCP_NOTSENT_LOWAT is not to be had");
        }
        if let Err(error) = socket.set_tcp_user_timeout(Some(user_timeout)) {
            tracing::debug!(%error, "TCP_USER_TIMEOUT is not to be had");
        }
    }
}
