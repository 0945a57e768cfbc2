//! Bad input ends in a documented refusal or close code, and nobody else
//! notices.

use protocol::{ClientText, RefusalCode, SUBPROTOCOL, ServerText};
use testkit::native::{Peer, RawSocket, hello};

use crate::harness::Relay;

/// Hears its own message come back: the relay still serves.
async fn is_undisturbed(peer: &mut Peer, n: u64) {
    peer.post(n, "still here").await;
    peer.decided(n).await;
}

async fn raw(relay: &Relay) -> RawSocket {
    let socket = RawSocket::connect(relay.address, "/ws", &[SUBPROTOCOL], &[]).await;
    socket.unwrap_or_else(|refused| panic!("refused: {}", refused.text()))
}

#[tokio::test]
async fn odd_frames_are_refused_and_the_connection_goes_on() {
    let relay = Relay::with("[limits]\nbad_frames = 100").await;
    let mut other = Peer::join(relay.address, &relay.token("Ben").await).await;
    let mut ana = Peer::join(relay.address, &relay.token("Ana").await).await;
    for (text, code) in [
        ("not json", RefusalCode::Malformed),
        ("", RefusalCode::Malformed),
        ("[]", RefusalCode::Malformed),
        ("{}", RefusalCode::Malformed),
        (r#"{"t":"post","n":-1}"#, RefusalCode::Malformed),
        (r#"{"t":"post","n":1,"room":7,"body":{}}"#, RefusalCode::Malformed),
        (r#"{"t":"teleport"}"#, RefusalCode::UnknownKind),
    ] {
        ana.socket().send_text(text).await;
        assert_eq!(ana.refused().await, code, "{text:?}");
    }
    // An empty frame, an unknown kind, and a ping that is cut short.
    for bytes in [&[][..], &[0xee], &[0x14, 1, 2]] {
        ana.socket().send_binary(bytes).await;
        let code = ana.refused().await;
        assert!(matches!(code, RefusalCode::Malformed | RefusalCode::UnknownKind), "{bytes:?}");
    }
    is_undisturbed(&mut ana, 1).await;
    is_undisturbed(&mut other, 1).await;
    relay.stop().await;
}

#[tokio::test]
async fn values_that_cannot_be_are_refused_by_number() {
    let relay = Relay::start().await;
    let token = relay.token("Ana").await;
    let mut peer = Peer::join(relay.address, &token).await;
    while peer.index().is_empty() {
        peer = Peer::join(relay.address, &token).await;
    }
    peer.take_up_surface().await;
    // SET, op, gesture 0, tick 0, index 16000, value.
    let beyond = |op: u8| vec![0x11, op, 0, 0, 0, 0x80, 0x7d, 0, 0];
    let float =
        peer.index().ids().find(|id| peer.index().encoding(*id) == Some(desk::Encoding::Float));
    let mut frames = vec![beyond(1)];
    if let Some(float) = float {
        let set = protocol::ClientFrame::Set {
            op: 2,
            gesture: 0,
            tick: 0,
            entries: vec![(float, desk::Value::Float(f32::NAN))],
        };
        frames.push(set.encode());
    }
    for (frame, op) in frames.into_iter().zip(1..) {
        peer.socket().send_binary(frame).await;
        let code =
            peer.wait("a refused set", |heard| match heard {
                testkit::native::Heard::Text(ServerText::SetRefused {
                    op: of, refusal, ..
                }) if *of == op => Some(refusal.code),
                _ => None,
            });
        assert_eq!(code.await, RefusalCode::OutOfRange);
    }
    is_undisturbed(&mut peer, 1).await;
    relay.stop().await;
}

#[tokio::test]
async fn bad_frames_without_end_close_4400() {
    let relay = Relay::start().await;
    let mut ana = Peer::join(relay.address, &relay.token("Ana").await).await;
    for _ in 0..ana.welcome.limits.clone().unwrap().bad_frames {
        ana.socket().send_text("nonsense").await;
    }
    assert_eq!(ana.closed().await.0, 4400);
    relay.stop().await;
}

#[tokio::test]
async fn too_large_a_message_closes_1009() {
    let relay = Relay::start().await;
    let mut other = Peer::join(relay.address, &relay.token("Ben").await).await;
    let mut ana = Peer::join(relay.address, &relay.token("Ana").await).await;
    let limit = ana.welcome.limits.clone().unwrap().message_bytes as usize;
    ana.socket().try_send_binary(vec![0; limit + 1]).await;
    assert_eq!(ana.closed().await.0, 1009);
    let mut stranger = raw(&relay).await;
    stranger.try_send_binary(vec![0; 4 * 1024 * 1024]).await;
    assert_eq!(stranger.closed().await.0, 1009);
    is_undisturbed(&mut other, 1).await;
    relay.stop().await;
}

#[tokio::test]
async fn without_a_good_hello_nobody_gets_in() {
    let relay = Relay::with("[heartbeat]\nhello_millis = 300").await;
    let check = async |first: Option<String>, code: u16| {
        let mut socket = raw(&relay).await;
        if let Some(text) = &first {
            socket.send_text(text.as_str()).await;
        }
        assert_eq!(socket.closed().await.0, code, "{first:?}");
    };
    check(None, 4408).await;
    check(Some("hello".to_owned()), 4400).await;
    check(Some(ClientText::Visible { visible: true }.encode()), 4400).await;
    let mut wrong = hello("wrong");
    check(Some(ClientText::Hello(Box::new(wrong.clone())).encode()), 4401).await;
    wrong.token = relay.token("Ana").await;
    wrong.cid = "short".to_owned();
    check(Some(ClientText::Hello(Box::new(wrong)).encode()), 4400).await;
    let mut socket = raw(&relay).await;
    socket.send_binary([0x14, 0, 0, 0, 0]).await;
    assert_eq!(socket.closed().await.0, 4400);
    relay.stop().await;
}

#[tokio::test]
async fn without_a_common_version_the_reason_is_readable() {
    let relay = Relay::start().await;
    let offers = ["mediatrix.v99", "mediatrix.reject"];
    let socket = RawSocket::connect(relay.address, "/ws", &offers, &[]).await;
    let mut socket = socket.unwrap_or_else(|refused| panic!("{}", refused.text()));
    assert_eq!(socket.subprotocol, "mediatrix.reject");
    let (code, reason) = socket.closed().await;
    assert_eq!(code, 4406);
    assert!(reason.contains(SUBPROTOCOL), "{reason}");
    for offers in [&[][..], &["mediatrix.v99"]] {
        let refused = RawSocket::connect(relay.address, "/ws", offers, &[]).await.err().unwrap();
        assert_eq!(refused.status, 426);
        assert_eq!(refused.json()["code"], "no_common_version");
    }
    let both = RawSocket::connect(relay.address, "/ws", &[SUBPROTOCOL, offers[1]], &[]).await;
    assert_eq!(both.ok().unwrap().subprotocol, SUBPROTOCOL);
    relay.stop().await;
}

#[tokio::test]
async fn foreign_pages_and_names_are_refused() {
    let relay = Relay::with("allow_origins = [\"http://dev.example:*\"]").await;
    let check = async |headers: &[(&str, &str)], code: &str| {
        for path in ["/ws", "/echo"] {
            let refused = RawSocket::connect(relay.address, path, &[SUBPROTOCOL], headers).await;
            let refused = refused.err().unwrap();
            assert_eq!(refused.status, 403, "{headers:?}");
            assert_eq!(refused.json()["code"], code);
        }
        let api = testkit::native::request(relay.address, "GET", "/api/v1/me", headers, "").await;
        assert_eq!(api.status, 403);
    };
    check(&[("Origin", "http://evil.example")], "origin_not_allowed").await;
    check(&[("Origin", "null")], "origin_not_allowed").await;
    check(&[("Host", "evil.example"), ("Origin", "http://evil.example")], "host_not_allowed").await;
    let own = format!("http://{}", relay.address);
    for origin in [own.as_str(), "http://dev.example:4444"] {
        let headers = [("Origin", origin)];
        assert!(RawSocket::connect(relay.address, "/ws", &[SUBPROTOCOL], &headers).await.is_ok());
    }
    let probe = [("Host", "anything"), ("Origin", "http://evil.example")];
    let alive = testkit::native::request(relay.address, "GET", "/alive", &probe, "").await;
    assert_eq!((alive.status, alive.header("cache-control")), (204, "no-store"));
    relay.stop().await;
}

#[tokio::test]
async fn strangers_cannot_use_up_the_sockets() {
    let relay = Relay::with("[limits]\nunauthenticated_sockets = 3").await;
    let mut ana = Peer::join(relay.address, &relay.token("Ana").await).await;
    let mut waiting = Vec::new();
    for _ in 0..3 {
        waiting.push(raw(&relay).await);
    }
    let refused = RawSocket::connect(relay.address, "/echo", &[], &[]).await.err().unwrap();
    assert_eq!(refused.status, 503);
    is_undisturbed(&mut ana, 1).await;
    relay.stop().await;
}
