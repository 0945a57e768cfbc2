//! Options of an accepted socket, for short waits and honest back-pressure.

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

/// Sets what the system has; a missing option costs speed, not truth.
pub(crate) fn tune(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY is not to be had");
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let socket = socket2::SockRef::from(stream);
        if let Err(error) = socket.set_tcp_notsent_lowat(NOT_SENT_LOW_WATER) {
            tracing::debug!(%error, "TCP_NOTSENT_LOWAT is not to be had");
        }
        if let Err(error) = socket.set_tcp_user_timeout(Some(USER_TIMEOUT)) {
            tracing::debug!(%error, "TCP_USER_TIMEOUT is not to be had");
        }
    }
}
