//! An admin sends the relay to another desk while people are connected.

use desk::Value;
use protocol::{DeskState, ServerText};
use sim::{Options, Simulator};
use testkit::native::{Folder, Heard, Peer, within};

use crate::desk::{live_peer, ready};
use crate::harness::{Binary, Relay, api, code_of, join};

fn to(address: &str) -> String {
    serde_json::json!({ "address": address }).to_string()
}

/// Waits until a desk of this model has been taken up.
async fn model(peer: &mut Peer, model: &str) {
    while peer.index().surface().model != model {
        peer.wait("another surface", |heard| {
            matches!(heard, Heard::Text(ServerText::Surface { .. })).then_some(())
        })
        .await;
        peer.take_up_surface().await;
    }
}

#[tokio::test]
async fn an_admin_goes_to_another_desk_and_everybody_with_them() {
    let first = Simulator::start(Options::default()).await.unwrap();
    let relay = Relay::with(&format!("desk = \"ui://{}\"", first.addr())).await;
    let admin = relay.token("Ana").await;
    let mut ben = live_peer(&relay, "Ben").await;
    // The second has the same strips, so only its address tells it from the first.
    let second = Simulator::start(Options::default()).await.unwrap();
    let address = format!("ui://{}", second.addr());
    assert_eq!(relay.api("PUT", "/desk", &admin, &to(&address)).await.status, 204);
    // Nothing of the first is shown as if it were the second's.
    model(&mut ben, "").await;
    model(&mut ben, "Ui24R").await;
    ready(&relay).await;
    let shown = relay.api("GET", "/desk", &admin, "").await.json();
    assert_eq!((&shown["address"], &shown["state"]), (&address.into(), &"live".into()));
    let before = first.log().received().len();
    ben.set("input.1.level", Value::Short(0x8000)).await;
    let line = |entry: &sim::Entry| entry.line.starts_with("SETD^i.0.mix^0.5");
    within("the line at the second desk", second.log().wait_for(line)).await;
    assert_eq!(first.log().received().len(), before, "the first hears nothing any more");
    relay.stop().await;
    first.stop().await;
    second.stop().await;
}

#[tokio::test]
async fn a_desk_is_chosen_while_the_configured_one_is_away() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let relay = Relay::with(&format!("desk = \"ui://{free}\"")).await;
    let admin = relay.token("Ana").await;
    let mut ana = Peer::join(relay.address, &admin).await;
    assert_eq!(ana.welcome.desk.state, DeskState::Offline);
    for (wanted, shown) in [("sim:ui12", "Ui12"), ("sim:ui16", "Ui16")] {
        assert_eq!(relay.api("PUT", "/desk", &admin, &to(wanted)).await.status, 204);
        model(&mut ana, shown).await;
    }
    relay.stop().await;
}

#[tokio::test]
async fn only_admins_choose_and_only_desks() {
    let relay = Relay::start().await;
    let admin = relay.token("Ana").await;
    let made = relay.api("POST", "/invitations", &admin, r#"{"role":"engineer"}"#).await;
    let code = made.json()["code"].as_str().unwrap().to_owned();
    let engineer = join(relay.address, &code, "Eva").await;
    assert_eq!(relay.api("PUT", "/desk", "", &to("sim:ui12")).await.status, 401);
    assert_eq!(relay.api("PUT", "/desk", &engineer, &to("sim:ui12")).await.status, 403);
    let bad = relay.api("PUT", "/desk", &admin, &to("http://10.10.1.1")).await;
    assert_eq!((bad.status, &bad.json()["code"]), (400, &"bad_desk_address".into()));
    assert!(bad.text().contains("ui://HOST"), "{}", bad.text());
    assert_eq!(relay.api("PUT", "/desk", &admin, "{}").await.status, 422);
    let shown = relay.api("GET", "/desk", &admin, "").await.json();
    assert_eq!(shown["address"], "sim:ui24r");
    relay.stop().await;
}

#[tokio::test]
async fn the_choice_outlives_the_relay_until_the_settings_change() {
    let data = Folder::new();
    let mut relay = Binary::serve(data.path(), &[]).await;
    let admin = join(relay.address, &code_of(&relay.line().await), "Ana").await;
    let chosen = api(relay.address, "PUT", "/desk", &admin, &to("sim:ui12")).await;
    assert_eq!(chosen.status, 204);
    relay.child.kill().await.unwrap();
    for (settings, address) in [
        (&[][..], "sim:ui12"),
        (&["--desk", "sim:ui16"], "sim:ui16"),
        (&["--desk", "sim:ui24r"], "sim:ui12"),
    ] {
        let mut relay = Binary::serve(data.path(), settings).await;
        let shown = api(relay.address, "GET", "/desk", &admin, "").await.json();
        assert_eq!(shown["address"], address, "with {settings:?}");
        relay.child.kill().await.unwrap();
    }
}
