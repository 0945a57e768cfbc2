//! Beside parameters: shows, presets, players, links and raw keys, who may ask
//! for them, and who hears of it; and fades.

use std::time::Duration;

use desk::Value;
use protocol::{ClientFrame, ClientText, Easing, ListName, RefusalCode, ServerText};
use sim::{Options, Scene, Simulator};
use testkit::native::{Heard, Peer, told};

use crate::desk::{live_peer, ready};
use crate::harness::{Relay, join};

async fn relay_and_desk() -> (Relay, sim::Handle) {
    let options = Options { scene: Scene::Demo, ..Options::default() };
    let desk = Simulator::start(options).await.unwrap();
    let relay = Relay::with(&format!("desk = \"ui://{}\"", desk.addr())).await;
    ready(&relay).await;
    (relay, desk)
}

/// A peer with another role than admin.
async fn peer_as(relay: &Relay, role: &str, name: &str) -> Peer {
    let admin = relay.token("Boss").await;
    let wanted = format!(r#"{{"role":"{role}","buses":[]}}"#);
    let made = relay.api("POST", "/invitations", &admin, &wanted).await;
    let code = made.json()["code"].as_str().unwrap().to_owned();
    let token = join(relay.address, &code, name).await;
    let mut peer = Peer::join(relay.address, &token).await;
    peer.take_up_surface().await;
    peer
}

fn list(list: &str, of: &str) -> ListName {
    ListName { list: list.to_owned(), of: of.to_owned() }
}

/// Waits until a list is as wanted.
async fn until_list(peer: &mut Peer, wanted: &ListName, good: impl Fn(&[String]) -> bool) {
    peer.wait(&wanted.list, |heard| match heard {
        Heard::Text(ServerText::List { name, names }) if name == wanted && good(names) => Some(()),
        _ => None,
    })
    .await;
}

fn has(wanted: &str) -> impl Fn(&[String]) -> bool {
    move |names| names.iter().any(|name| name == wanted)
}

#[tokio::test]
async fn snapshots_are_kept_listed_and_loaded_for_everybody() {
    let (relay, desk) = relay_and_desk().await;
    let mut ana = live_peer(&relay, "Ana").await;
    let mut ben = live_peer(&relay, "Ben").await;
    let (shows, snapshots) = (list("shows", ""), list("snapshots", "Default"));
    for peer in [&mut ana, &mut ben] {
        let lists = vec![shows.clone(), snapshots.clone()];
        peer.say(&ClientText::Lists { lists }).await;
        until_list(peer, &shows, has("Default")).await;
        until_list(peer, &snapshots, has("* Init *")).await;
    }
    // A move just before is kept too: commands come behind writes.
    ana.set("input.1.level", Value::Short(0x4000)).await;
    assert_eq!(ana.command("snapshot.save", &["Default", "Opener"]).await, Ok(vec![]));
    until_list(&mut ben, &snapshots, has("Opener")).await;
    ben.value("desk.current.snapshot", &Value::Text("Opener".into())).await;
    ana.set("input.1.level", Value::Short(0x8000)).await;
    ben.value("input.1.level", &Value::Short(0x8000)).await;
    assert_eq!(ana.command("snapshot.load", &["Default", "Opener"]).await, Ok(vec![]));
    // What it says and what it does come in any order.
    let (mut said, mut done) = (None, false);
    let level = ben.index().find("input.1.level").unwrap();
    let index = ben.index().clone();
    ben.wait("the snapshot", |heard| {
        if let Heard::Text(ServerText::Notice(notice)) = heard {
            said = Some((notice.what.clone(), notice.words.join(" ")));
        }
        done |= told(&index, heard).contains(&(level, Value::Short(0x4000)));
        (said.is_some() && done).then_some(())
    })
    .await;
    assert_eq!(said, Some(("phrase".into(), "SNAPLOAD Opener".into())));
    ana.command("snapshot.rename", &["Default", "Opener", "First"]).await.unwrap();
    until_list(&mut ben, &snapshots, |names| has("First")(names) && !has("Opener")(names)).await;
    ana.command("snapshot.delete", &["Default", "First"]).await.unwrap();
    until_list(&mut ben, &snapshots, |names| !has("First")(names)).await;
    relay.stop().await;
    desk.stop().await;
}

#[tokio::test]
async fn cues_shows_players_and_recorders_obey() {
    let (relay, desk) = relay_and_desk().await;
    let mut ana = live_peer(&relay, "Ana").await;
    ana.command("show.create", &["Tour"]).await.unwrap();
    ana.command("cue.save", &["Tour", "Intro"]).await.unwrap();
    let (cues, lists) = (list("cues", "Tour"), list("playlists", ""));
    ana.say(&ClientText::Lists { lists: vec![cues.clone(), lists.clone()] }).await;
    until_list(&mut ana, &cues, has("Intro")).await;
    until_list(&mut ana, &lists, |names| !names.is_empty()).await;
    ana.command("cue.load", &["Tour", "Intro"]).await.unwrap();
    ana.command("player.play", &[]).await.unwrap();
    ana.value("desk.player.state", &Value::Short(2)).await;
    ana.command("player.stop", &[]).await.unwrap();
    ana.value("desk.player.state", &Value::Short(0)).await;
    ana.command("record.start", &[]).await.unwrap();
    ana.value("desk.recorder.recording", &Value::toggle(true)).await;
    // Already so: nothing is pressed, which would stop it.
    ana.command("record.start", &[]).await.unwrap();
    ana.command("record.stop", &[]).await.unwrap();
    ana.value("desk.recorder.recording", &Value::toggle(false)).await;
    let mut lists = ana.command("snapshot.load", &["Tour"]).await.unwrap_err();
    assert_eq!(lists.code, RefusalCode::OutOfRange);
    lists = ana.command("coffee.make", &[]).await.unwrap_err();
    assert_eq!(lists.code, RefusalCode::UnknownKind);
    let received = desk.log().received();
    let presses = received.iter().filter(|entry| &*entry.line == "RECTOGGLE").count();
    assert_eq!(presses, 2);
    relay.stop().await;
    desk.stop().await;
}

#[tokio::test]
async fn presets_are_read_and_applied_by_the_relay() {
    let (relay, desk) = relay_and_desk().await;
    let mut ana = live_peer(&relay, "Ana").await;
    let mut ben = live_peer(&relay, "Ben").await;
    ana.set("input.1.eq.band.2.gain", Value::Short(0xc000)).await;
    ana.command("preset.save", &["eqch", "Mine", "input.1"]).await.unwrap();
    let presets = list("presets", "eqch");
    ben.say(&ClientText::Lists { lists: vec![presets.clone()] }).await;
    until_list(&mut ben, &presets, has("u:Mine")).await;
    ana.command("preset.load", &["eqch", "u:Mine", "input.3"]).await.unwrap();
    ben.value("input.3.eq.band.2.gain", &Value::Short(0xc000)).await;
    ana.command("preset.delete", &["eqch", "u:Mine"]).await.unwrap();
    until_list(&mut ben, &presets, |names| !has("u:Mine")(names)).await;
    relay.stop().await;
    desk.stop().await;
}

#[tokio::test]
async fn a_pair_is_linked_and_then_moves_together() {
    let (relay, desk) = relay_and_desk().await;
    let mut ana = live_peer(&relay, "Ana").await;
    let mut ben = live_peer(&relay, "Ben").await;
    ana.command("stereo.link", &["input.7"]).await.unwrap();
    ben.value("input.8.stereo", &Value::Short(2)).await;
    ana.set("input.7.level", Value::Short(0x1234)).await;
    ben.value("input.8.level", &Value::Short(0x1234)).await;
    let again = ana.command("stereo.link", &["input.7"]).await.unwrap_err();
    assert_eq!(again.code, RefusalCode::OutOfRange);
    ana.command("select.strip", &["SYNC_ID", "input.7"]).await.unwrap();
    let line = |entry: &sim::Entry| &*entry.line == "BMSG^SYNC^SYNC_ID^6";
    testkit::native::within("the selection", desk.log().wait_for(line)).await;
    // The desk tells its other clients; the relay those it stands for.
    let selected = ben.wait("the selection", |heard| match heard {
        Heard::Text(ServerText::Notice(notice)) => {
            Some((notice.what.clone(), notice.words.clone()))
        }
        _ => None,
    });
    let wanted = ["SYNC_ID", "input.7"].map(str::to_owned).to_vec();
    assert_eq!(selected.await, ("selected_strip".to_owned(), wanted));
    relay.stop().await;
    desk.stop().await;
}

#[tokio::test]
async fn what_is_dangerous_is_refused_with_a_reason() {
    let (relay, desk) = relay_and_desk().await;
    let mut ana = live_peer(&relay, "Ana").await;
    let mut ed = peer_as(&relay, "engineer", "Ed").await;
    let mut vic = peer_as(&relay, "viewer", "Vic").await;
    for (path, value, reason) in [
        ("desk.cascade.enabled", Value::toggle(true), "only an admin"),
        ("desk.access.mix_levels", Value::toggle(true), "only an admin"),
        ("desk.udp.message", Value::Text("x".into()), "only an admin"),
        ("desk.player.state", Value::Short(2), "only the desk"),
    ] {
        ed.set(path, value).await;
        let refused = ed.wait("a refusal", |heard| match heard {
            Heard::Text(ServerText::SetRefused { refusal, .. }) => Some(refusal.clone()),
            _ => None,
        });
        let refused = refused.await;
        assert_eq!(refused.code, RefusalCode::NotAllowed);
        assert!(refused.reason.contains(reason), "{path}: {}", refused.reason);
    }
    // Phantom power and the patch are an engineer's.
    ed.set("desk.preamp.3.phantom", Value::toggle(true)).await;
    ana.value("desk.preamp.3.phantom", &Value::toggle(true)).await;
    ana.set("desk.cascade.enabled", Value::toggle(true)).await;
    ed.value("desk.cascade.enabled", &Value::toggle(true)).await;
    for (peer, verb, words) in [
        ("ed", "show.delete", &["Default"][..]),
        ("ed", "raw.set", &["var.sdram", "number", "5"][..]),
        ("vic", "snapshot.load", &["Default", "* Init *"][..]),
        ("vic", "player.play", &[][..]),
    ] {
        let peer = if peer == "ed" { &mut ed } else { &mut vic };
        let refused = peer.command(verb, words).await.unwrap_err();
        assert_eq!(refused.code, RefusalCode::NotAllowed, "{verb}");
    }
    // Keys without a parameter go and come as they are.
    ana.command("raw.set", &["var.sdram", "number", "5"]).await.unwrap();
    let words = ed.command("raw.get", &["var.sdram"]).await.unwrap();
    assert_eq!(words, ["number", "5"]);
    desk.press("SETD^var.sdram^6").await;
    while ed.command("raw.get", &["var.sdram"]).await.unwrap() != ["number", "6"] {}
    // The password is neither told nor written.
    for (verb, words) in [
        ("raw.get", &["settings.block.pass"][..]),
        ("raw.set", &["settings.block.pass", "text", "secret"][..]),
    ] {
        assert!(ana.command(verb, words).await.is_err(), "{verb}");
    }
    relay.stop().await;
    desk.stop().await;
}

/// Asks for a fade of one parameter.
async fn fade(peer: &mut Peer, path: &str, goal: u16, millis: u32) {
    let id = peer.index().find(path).unwrap();
    peer.fade(vec![(id, Value::Short(goal))], millis, Easing::Linear).await;
}

#[tokio::test]
async fn lists_are_for_those_who_may_command() {
    let (relay, desk) = relay_and_desk().await;
    let mut viewer = peer_as(&relay, "viewer", "Vic").await;
    viewer.say(&ClientText::Lists { lists: vec![list("shows", "")] }).await;
    let refused = viewer.wait("a refusal", |heard| match heard {
        Heard::Text(ServerText::Error { refusal }) => Some(refusal.code),
        Heard::Text(ServerText::List { .. }) => panic!("a viewer was told a list"),
        _ => None,
    });
    assert_eq!(refused.await, RefusalCode::NotAllowed);
    relay.stop().await;
    desk.stop().await;
}

#[tokio::test]
async fn a_fade_runs_in_the_relay_until_somebody_takes_over() {
    let (relay, desk) = relay_and_desk().await;
    let mut ana = live_peer(&relay, "Ana").await;
    let mut ben = live_peer(&relay, "Ben").await;
    let path = "input.5.level";
    let id = ben.index().find(path).unwrap();
    ana.set(path, Value::Short(0)).await;
    ben.value(path, &Value::Short(0)).await;
    fade(&mut ana, path, 60_000, 300).await;
    let index = ben.index().clone();
    let mut seen = Vec::new();
    while seen.last() != Some(&60_000) {
        let heard = ben.hear().await;
        seen.extend(told(&index, &heard).into_iter().filter_map(|(of, value)| match value {
            Value::Short(value) if of == id => Some(value),
            _ => None,
        }));
    }
    assert!(seen.len() >= 3 && seen.is_sorted(), "{seen:?}");
    // Long enough that it cannot be over before somebody comes.
    // The touch last, since who touched holds it for a while.
    for takes_over in ["set", "desk", "stop", "touch"] {
        fade(&mut ana, path, 0, 600_000).await;
        ben.value_where(path, |value| *value != Value::Short(60_000)).await;
        match takes_over {
            "set" => {
                ben.set(path, Value::Short(60_000)).await;
            }
            "touch" => {
                let touch = protocol::TouchPhase::Down;
                let frame = ClientFrame::Touch { gesture: 1, phase: touch, param: id };
                ben.socket().send_binary(frame.encode()).await;
                ben.set(path, Value::Short(60_000)).await;
            }
            "desk" => {
                // A hand that moves on: one line may cross with one of ours.
                let hand = async {
                    for place in 0.. {
                        desk.press(&format!("SETD^i.4.mix^{}", 0.25 + f64::from(place) / 1e4))
                            .await;
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                };
                let seen = |value: &Value| matches!(value, Value::Short(0x3f00..0x8000));
                tokio::select! {
                    () = hand => {}
                    () = ben.value_where(path, seen) => {}
                }
                ben.set(path, Value::Short(60_000)).await;
            }
            _ => {
                ben.command("fade.stop", &[path]).await.unwrap();
                ben.set(path, Value::Short(60_000)).await;
            }
        }
        ana.value(path, &Value::Short(60_000)).await;
        ben.value(path, &Value::Short(60_000)).await;
    }
    // What cannot be swept cannot fade.
    fade(&mut ana, "input.5.mute", 1, 300).await;
    let refused = ana.wait("a refusal", |heard| match heard {
        Heard::Text(ServerText::SetRefused { refusal, .. }) => Some(refusal.code),
        _ => None,
    });
    assert_eq!(refused.await, RefusalCode::OutOfRange);
    relay.stop().await;
    desk.stop().await;
}
