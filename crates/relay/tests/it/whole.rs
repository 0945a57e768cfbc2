//! What joining a whole desk costs in bytes.

use protocol::{ClientText, ServerText};
use sim::{Model, Options, Scene, Simulator};
use testkit::native::{RawSocket, hello};

use crate::desk::ready;
use crate::harness::Relay;

/// What a join of a full Ui24R may cost, everything the relay says included.
pub const JOIN_BYTES: usize = 25_000;

/// Bytes of welcome, and of the state behind it.
pub async fn join_bytes(relay: &Relay) -> (usize, usize) {
    let token = relay.token("Ana").await;
    let socket = RawSocket::connect(relay.address, "/ws", &[protocol::SUBPROTOCOL], &[]).await;
    let mut socket = socket.unwrap_or_else(|refused| panic!("refused: {}", refused.text()));
    socket.send_text(ClientText::Hello(Box::new(hello(&token))).encode()).await;
    let welcome = socket.next().await.unwrap();
    let text = welcome.as_text().unwrap();
    assert!(matches!(ServerText::decode(text), Ok(ServerText::Welcome(_))), "{text}");
    let mut state = 0;
    loop {
        let message = socket.next().await.unwrap();
        // Kind, part, parts.
        let [0x01, part, parts, ..] = message.as_payload()[..] else { continue };
        state += message.as_payload().len();
        if part + 1 == parts {
            return (text.len(), state);
        }
    }
}

#[tokio::test]
#[allow(clippy::print_stdout)]
async fn joining_a_full_desk_is_cheap() {
    for (model, scene) in
        [(Model::Ui24R, Scene::Factory), (Model::Ui24R, Scene::Demo), (Model::Ui16, Scene::Demo)]
    {
        let desk = Simulator::start(Options { model, scene, ..Options::default() }).await.unwrap();
        let relay = Relay::with(&format!("desk = \"ui://{}\"", desk.addr())).await;
        ready(&relay).await;
        let (welcome, state) = join_bytes(&relay).await;
        println!("{model} {scene}: joining takes {welcome} (welcome) + {state} (state) bytes");
        assert!(welcome + state <= JOIN_BYTES, "{model} {scene}: {}", welcome + state);
        relay.stop().await;
        desk.stop().await;
    }
}
