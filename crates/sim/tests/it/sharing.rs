//! Several clients of one desk: who hears of what.

use sim::{Direction, Options, Simulator};

use crate::client::{Client, LIMIT};

#[tokio::test]
async fn the_sender_hears_nothing_and_everyone_else_once() {
    let desk = Simulator::start(Options::default()).await.unwrap();
    let mut writer = Client::ready(desk.addr()).await;
    let mut observer = Client::ready(desk.addr()).await;
    writer.send("SETD^i.0.mix^0.5").await;
    writer.send("SETS^i.0.name^Singer^2").await;
    assert_eq!(observer.news().await, "SETD^i.0.mix^0.5");
    assert_eq!(observer.news().await, "SETS^i.0.name^Singer^2");
    // Whatever the writer had been told of its own writes would come first.
    desk.press("SETD^i.1.mix^0.25").await;
    assert_eq!(writer.news().await, "SETD^i.1.mix^0.25");
    assert_eq!(observer.news().await, "SETD^i.1.mix^0.25");
    let log = desk.log().received();
    let lines: Vec<_> = log.iter().map(|entry| &*entry.line).collect();
    assert_eq!(lines, ["SETD^i.0.mix^0.5", "SETS^i.0.name^Singer^2"]);
    desk.stop().await;
}

#[tokio::test]
async fn replies_go_to_the_one_who_asks() {
    let desk = Simulator::start(Options::default()).await.unwrap();
    let mut asking = Client::ready(desk.addr()).await;
    let mut other = Client::ready(desk.addr()).await;
    for (question, answer) in [
        ("MODEL", "MODEL^ui24"),
        ("VERSION", "VERSION^3.3.8293-ui24"),
        ("SHOWLIST", "SHOWLIST^Default"),
        ("SNAPSHOTLIST^Default", "SNAPSHOTLIST^Default^* Init *"),
        ("CUELIST^Default", "CUELIST^Default^"),
    ] {
        asking.send(question).await;
        assert_eq!(asking.news().await, answer);
    }
    asking.send("BMSG^SYNC^SYNC_ID^3").await;
    assert_eq!(other.news().await, "BMSG^SYNC^SYNC_ID^3");
}

#[tokio::test]
async fn the_log_file_holds_every_line() {
    let folder = std::env::temp_dir().join(format!("sim-log-{}", std::process::id()));
    let options = Options { log: Some(folder.clone()), ..Options::default() };
    let desk = Simulator::start(options).await.unwrap();
    let mut client = Client::ready(desk.addr()).await;
    client.send("SETD^i.0.mute^1").await;
    let heard = |entry: &sim::Entry| entry.direction == Direction::Received;
    let entry = tokio::time::timeout(LIMIT, desk.log().wait_for(heard)).await.expect("in time");
    let text = std::fs::read_to_string(&folder).unwrap();
    std::fs::remove_file(&folder).unwrap();
    assert_eq!(text.lines().last(), Some(entry.to_string().as_str()));
    assert!(entry.to_string().ends_with(" 1 < SETD^i.0.mute^1"), "{entry}");
    assert!(text.contains(" 1 > SETS^model^ui24\n"));
    assert!(!text.contains("VU2^") && !text.contains("RTA^") && !text.contains("2::"));
}
