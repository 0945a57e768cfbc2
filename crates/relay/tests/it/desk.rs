//! What one person moves reaches the desk and everybody else.

use std::time::Duration;

use desk::Value;
use protocol::{DeskState, ServerText};
use sim::{Options, Scene, Simulator};
use testkit::native::{Heard, Peer, within};

use crate::harness::Relay;

/// A relay that drives a desk the test holds.
async fn relay_and_desk() -> (Relay, sim::Handle) {
    let options = Options { scene: Scene::Demo, ..Options::default() };
    let desk = Simulator::start(options).await.unwrap();
    let relay = Relay::with(&format!("desk = \"ui://{}\"", desk.addr())).await;
    (relay, desk)
}

/// Waits until the desk is live.
pub async fn ready(relay: &Relay) {
    let mut ready = relay.get("/readyz").await.json();
    while ready["desk"]["state"] != "live" {
        tokio::time::sleep(Duration::from_millis(20)).await;
        ready = relay.get("/readyz").await.json();
    }
}

/// A peer that has taken up the live desk.
pub async fn live_peer(relay: &Relay, name: &str) -> Peer {
    let token = relay.token(name).await;
    ready(relay).await;
    let mut peer = Peer::join(relay.address, &token).await;
    assert_eq!(peer.welcome.desk.state, DeskState::Live);
    peer.take_up_surface().await;
    peer
}

#[tokio::test]
async fn a_move_reaches_the_desk_and_the_others() {
    let (relay, desk) = relay_and_desk().await;
    let mut ana = live_peer(&relay, "Ana").await;
    let mut ben = live_peer(&relay, "Ben").await;
    assert!(ana.index().len() > 1000);
    ana.set("input.1.level", Value::Short(0x8000)).await;
    ben.value("input.1.level", &Value::Short(0x8000)).await;
    let line = |entry: &sim::Entry| entry.line.starts_with("SETD^i.0.mix^0.5");
    within("the line at the desk", desk.log().wait_for(line)).await;
    // A hand on the desk itself reaches both.
    desk.press("SETD^i.1.mute^1").await;
    ana.value("input.2.mute", &Value::toggle(true)).await;
    ben.value("input.2.mute", &Value::toggle(true)).await;
    relay.stop().await;
    desk.stop().await;
}

#[tokio::test]
async fn a_lost_desk_is_told_and_found_again() {
    let (relay, desk) = relay_and_desk().await;
    let mut ana = live_peer(&relay, "Ana").await;
    let state = |heard: &Heard, wanted: DeskState| match heard {
        Heard::Text(ServerText::Desk { desk }) if desk.state == wanted => Some(desk.clone()),
        _ => None,
    };
    desk.disconnect_all().await;
    let offline = ana.wait("offline", |heard| state(heard, DeskState::Offline)).await;
    assert!(!offline.reason.is_empty() && offline.address.starts_with("ui://"), "{offline:?}");
    ana.set("input.1.level", Value::Short(1)).await;
    let refused = ana.wait("a refusal", |heard| match heard {
        Heard::Text(ServerText::SetRefused { refusal, .. }) => Some(refusal.code),
        _ => None,
    });
    assert_eq!(refused.await, protocol::RefusalCode::DeskOffline);
    ana.wait("live again", |heard| state(heard, DeskState::Live)).await;
    relay.stop().await;
    desk.stop().await;
}

#[tokio::test]
async fn without_a_desk_the_relay_serves_and_says_so() {
    // A port that was free a moment ago, so that nobody answers on it.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let relay = Relay::with(&format!("desk = \"ui://{free}\"")).await;
    let token = relay.token("Ana").await;
    let mut ana = Peer::join(relay.address, &token).await;
    let mut told = ana.welcome.desk.clone();
    while !told.reason.contains("cannot reach") {
        told = ana
            .wait("how the desk is", |heard| match heard {
                Heard::Text(ServerText::Desk { desk }) => Some(desk.clone()),
                _ => None,
            })
            .await;
    }
    assert!(told.reason.contains("keeps trying"), "{told:?}");
    ana.post(1, "no desk, still talking").await;
    ana.decided(1).await;
    let desk = relay.api("GET", "/desk", &token, "").await.json();
    assert_eq!(desk["state"], "offline");
    assert_eq!(relay.get("/readyz").await.status, 200);
    relay.stop().await;
}

#[tokio::test]
async fn the_inner_desk_says_it_is_simulated() {
    let relay = Relay::start().await;
    let ana = live_peer(&relay, "Ana").await;
    assert!(ana.index().surface().simulated);
    assert_eq!(ana.index().surface().model, "Ui24R");
    let desk = relay.api("GET", "/desk", &relay.token("Ben").await, "").await.json();
    assert_eq!(desk["surface"]["simulated"], true);
    assert_eq!(desk["address"], "sim:ui24r");
    let metrics = relay.get("/metrics").await.text();
    assert!(metrics.contains("mediatrix_desk_live 1"), "{metrics}");
    assert!(metrics.contains("mediatrix_connections 1"), "{metrics}");
    relay.stop().await;
}
