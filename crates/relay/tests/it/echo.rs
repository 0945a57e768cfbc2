//! `/echo`: what it promises to conformance tests.

use testkit::native::RawSocket;

use crate::harness::Relay;

async fn echo(relay: &Relay, subprotocols: &[&str]) -> RawSocket {
    RawSocket::connect(relay.address, "/echo", subprotocols, &[])
        .await
        .unwrap_or_else(|refused| panic!("refused with {}: {}", refused.status, refused.text()))
}

#[tokio::test]
async fn text_and_bytes_come_back() {
    let relay = Relay::start().await;
    let mut socket = echo(&relay, &[]).await;
    assert_eq!(socket.subprotocol, "");
    for text in ["", "hello", "ünïcödé 🎚", &"x".repeat(100_000)] {
        socket.send_text(text).await;
        assert_eq!(socket.next().await.unwrap().as_text(), Some(text));
    }
    for size in [0, 1, 125, 126, 65_535, 65_536, 2 * 1024 * 1024] {
        let bytes: Vec<u8> = (0..size).map(|place: usize| (place % 251) as u8).collect();
        socket.send_binary(bytes.clone()).await;
        let message = socket.next().await.unwrap();
        assert!(message.is_binary() && message.as_payload()[..] == bytes[..], "{size} bytes");
    }
    relay.stop().await;
}

#[tokio::test]
async fn the_first_subprotocol_is_selected() {
    let relay = Relay::start().await;
    assert_eq!(echo(&relay, &["chat.v2", "chat.v1"]).await.subprotocol, "chat.v2");
    relay.stop().await;
}

#[tokio::test]
async fn either_end_closes_with_code_and_reason() {
    let relay = Relay::start().await;
    let mut socket = echo(&relay, &[]).await;
    socket.close(4321, "mine").await;
    assert_eq!(socket.closed().await.0, 4321);
    let mut socket = echo(&relay, &[]).await;
    socket.send_text("close:4001:yours: now").await;
    assert_eq!(socket.closed().await, (4001, "yours: now".to_owned()));
    let mut socket = echo(&relay, &[]).await;
    socket.send_text("close:1000").await;
    assert_eq!(socket.closed().await, (1000, String::new()));
    relay.stop().await;
}

#[tokio::test]
async fn too_large_a_message_closes_1009() {
    let relay = Relay::start().await;
    let mut socket = echo(&relay, &[]).await;
    socket.try_send_binary(vec![0; 2 * 1024 * 1024 + 1]).await;
    assert_eq!(socket.closed().await.0, 1009);
    relay.stop().await;
}
