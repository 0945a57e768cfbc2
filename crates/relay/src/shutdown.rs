//! When to stop: SIGTERM or SIGINT once to stop in good order, twice to stop
//! at once.

use tokio::signal::unix::{SignalKind, signal as listen};

/// Resolves at the first SIGTERM or SIGINT; from then on another one ends the
/// process at once.
pub async fn signal() {
    let (Ok(mut term), Ok(mut int)) =
        (listen(SignalKind::terminate()), listen(SignalKind::interrupt()))
    else {
        tracing::warn!("cannot listen for signals; stop the process by killing it");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
    tracing::info!("stopping; once more to stop at once");
    tokio::spawn(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
        std::process::exit(1);
    });
}
