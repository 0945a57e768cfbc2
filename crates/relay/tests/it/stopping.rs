//! Stopping in good order.

use std::time::{Duration, Instant};

use protocol::ServerText;
use testkit::native::{Folder, Heard, Peer, RawSocket, within};

use crate::harness::{Binary, Relay, code_of, join};

#[tokio::test]
async fn everybody_is_told_before_the_end() {
    let mut relay = Relay::start().await;
    let mut ana = Peer::join(relay.address, &relay.token("Ana").await).await;
    let mut echo = RawSocket::connect(relay.address, "/echo", &[], &[]).await.ok().unwrap();
    relay.begin_stop();
    let bye = ana.wait("goodbye", |heard| match heard {
        Heard::Text(ServerText::Bye { code, retry_millis, .. }) => Some((*code, *retry_millis)),
        _ => None,
    });
    let (code, retry) = bye.await;
    assert_eq!(code, 1001);
    assert!(retry > 0, "a hint when to come back");
    assert_eq!(ana.closed().await.0, 1001);
    assert_eq!(echo.closed().await.0, 1001);
    relay.stop().await;
}

#[tokio::test]
async fn a_signal_ends_the_binary_with_zero() {
    let data = Folder::new();
    let mut relay = Binary::serve(data.path(), &[]).await;
    let link = relay.line().await;
    let token = join(relay.address, &code_of(&link), "Ana").await;
    let mut ana = Peer::join(relay.address, &token).await;
    let id = relay.child.id().unwrap().to_string();
    let begun = Instant::now();
    let sent = tokio::process::Command::new("kill").args(["-TERM", &id]).status().await.unwrap();
    assert!(sent.success());
    assert_eq!(ana.closed().await.0, 1001);
    let status = within("the process to end", relay.child.wait()).await.unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(5));
}
