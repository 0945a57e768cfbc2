//! Faults to order, seen from a client.

use std::time::Duration;

use sim::{Direction, Faults, Options, Simulator};

use crate::client::{Client, LIMIT};

#[tokio::test]
async fn a_stalled_desk_still_beats() {
    let desk = Simulator::start(Options::default()).await.unwrap();
    let mut client = Client::ready(desk.addr()).await;
    desk.set_faults("stall-data".parse().unwrap()).await;
    client.send("MODEL").await;
    let mut beats = 0;
    // Frames already on their way may come before the first beat.
    while beats < 3 {
        let frame = client.frame().await.unwrap();
        assert!(!frame.contains("MODEL"), "{frame}");
        beats = if frame == "2::" { beats + 1 } else { 0 };
    }
    desk.set_faults(Faults::default()).await;
    client.send("MODEL").await;
    assert_eq!(client.line_with("MODEL").await, "MODEL^ui24");
}

#[tokio::test]
async fn a_silent_desk_listens_and_can_be_woken() {
    let desk = Simulator::start(Options::default()).await.unwrap();
    let mut client = Client::ready(desk.addr()).await;
    desk.set_faults("silence".parse().unwrap()).await;
    client.send("SETD^i.0.mix^0.5").await;
    let heard = desk.log().wait_for(|entry| entry.direction == Direction::Received);
    tokio::time::timeout(LIMIT, heard).await.expect("the desk still listens");
    desk.set_faults(Faults::default()).await;
    client.send("VERSION").await;
    client.line_with("VERSION").await;
}

#[tokio::test]
async fn every_second_write_is_swallowed() {
    let faults = "swallow=2".parse().unwrap();
    let desk = Simulator::start(Options { faults, ..Options::default() }).await.unwrap();
    let mut client = Client::ready(desk.addr()).await;
    let mut observer = Client::ready(desk.addr()).await;
    for (index, value) in [(0, "0.1"), (1, "0.2"), (2, "0.3")] {
        client.send(&format!("SETD^i.{index}.mix^{value}")).await;
    }
    assert_eq!(observer.news().await, "SETD^i.0.mix^0.1");
    assert_eq!(observer.news().await, "SETD^i.2.mix^0.3");
    let swallowed = desk.log().since(0);
    let swallowed: Vec<_> =
        swallowed.iter().filter(|entry| entry.direction == Direction::Swallowed).collect();
    assert_eq!(swallowed.len(), 1);
    assert_eq!(&*swallowed[0].line, "SETD^i.1.mix^0.2");
}

#[tokio::test]
async fn connections_end_when_ordered() {
    let faults = "disconnect=0.2".parse().unwrap();
    let desk = Simulator::start(Options { faults, ..Options::default() }).await.unwrap();
    let mut client = Client::connect(desk.addr(), "/").await;
    while client.frame().await.is_some() {}
    desk.set_faults(Faults::default()).await;
    let mut client = Client::ready(desk.addr()).await;
    desk.disconnect_all().await;
    while client.frame().await.is_some() {}
}

#[tokio::test]
async fn a_cut_connection_ends_without_a_goodbye() {
    let faults = "cut=0.2".parse().unwrap();
    let desk = Simulator::start(Options { faults, ..Options::default() }).await.unwrap();
    let mut client = Client::connect(desk.addr(), "/").await;
    assert!(!client.said_goodbye().await);
    desk.set_faults("disconnect=0.2".parse().unwrap()).await;
    let mut client = Client::connect(desk.addr(), "/").await;
    assert!(client.said_goodbye().await);
}

#[tokio::test]
async fn a_slow_dump_is_slow_and_complete() {
    let faults = "slow-dump=2".parse().unwrap();
    let options = Options { faults, model: sim::Model::Ui12, ..Options::default() };
    let desk = Simulator::start(options).await.unwrap();
    let started = std::time::Instant::now();
    let mut client = Client::connect(desk.addr(), "/").await;
    let told = client.dump().await;
    assert_eq!(told.len(), 2 + sim::tree::Tree::factory(sim::Model::Ui12).len());
    // About sixty frames, each later than the one before by the time ordered.
    assert!(started.elapsed() >= Duration::from_millis(100), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_lossy_desk_drops_lines_and_stays() {
    let faults = "drop=50".parse().unwrap();
    let desk = Simulator::start(Options { faults, ..Options::default() }).await.unwrap();
    let mut client = Client::connect(desk.addr(), "/").await;
    let told = client.dump().await.len();
    assert!((2500..4200).contains(&told), "{told} of 6666");
    desk.set_faults(Faults::default()).await;
    client.send("MODEL").await;
    assert_eq!(client.line_with("MODEL").await, "MODEL^ui24");
}

#[tokio::test]
async fn a_delayed_desk_is_late_with_everything() {
    let faults = Faults { delay: Duration::from_millis(150), ..Faults::default() };
    let desk = Simulator::start(Options { faults, ..Options::default() }).await.unwrap();
    let started = std::time::Instant::now();
    let mut client = Client::connect(desk.addr(), "/").await;
    assert_eq!(client.frame().await.as_deref(), Some("1::"));
    assert!(started.elapsed() >= Duration::from_millis(150));
}

#[tokio::test]
async fn the_port_is_free_again_after_a_stop() {
    let desk = Simulator::start(Options::default()).await.unwrap();
    let addr = desk.addr();
    let mut client = Client::ready(addr).await;
    desk.stop().await;
    while client.frame().await.is_some() {}
    let desk = Simulator::start(Options { listen: addr, ..Options::default() }).await.unwrap();
    assert_eq!(desk.addr(), addr);
    Client::ready(addr).await;
}
