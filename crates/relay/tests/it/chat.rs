//! Chat reaches everybody, is acknowledged once, and repeats do no harm.

use protocol::{ChatBody, ChatPost, ClientText, Decision, RefusalCode, RoomVerdict};
use testkit::native::{Peer, hello};

use crate::harness::Relay;

#[tokio::test]
async fn two_people_talk() {
    let relay = Relay::start().await;
    let mut ana = Peer::join(relay.address, &relay.token("Ana").await).await;
    let mut ben = Peer::join(relay.address, &relay.token("Ben").await).await;
    assert_eq!(ana.welcome.you.name, "Ana");
    ana.post(1, "  Is the monitor too loud?  ").await;
    let heard = ben.entry().await;
    let text = "Is the monitor too loud?".to_owned();
    assert_eq!((heard.offset, heard.name.as_str()), (1, "Ana"));
    assert_eq!(heard.body, ChatBody::Create { text });
    ben.post(1, "A little").await;
    assert_eq!(ana.entry().await.offset, 1, "one's own message comes back as an entry");
    assert_eq!(ana.entry().await.name, "Ben");
    relay.stop().await;
}

#[tokio::test]
async fn a_repeat_gets_the_first_verdict() {
    let relay = Relay::start().await;
    let token = relay.token("Ana").await;
    let mut ana = Peer::join(relay.address, &token).await;
    ana.post(1, "once").await;
    let verdict = ana.decided(1).await;
    assert_eq!(verdict, Decision::Stored { offset: 1 });
    ana.post(1, "once").await;
    assert_eq!(ana.decided(1).await, verdict);
    let unknown = ChatPost {
        n: 2,
        room: "nowhere".to_owned(),
        body: ChatBody::Create { text: "x".to_owned() },
        resumed: false,
    };
    ana.say(&ClientText::Post(unknown)).await;
    let Decision::Refused { refusal } = ana.decided(2).await else { panic!("stored") };
    assert_eq!(refusal.code, RefusalCode::UnknownRoom);
    ana.post(3, "twice").await;
    assert_eq!(ana.decided(3).await, Decision::Stored { offset: 2 });
    let page = relay.api("GET", "/rooms/crew/messages", &token, "").await.json();
    assert_eq!(page["entries"].as_array().unwrap().len(), 2, "{page}");
    relay.stop().await;
}

#[tokio::test]
async fn who_comes_back_gets_what_was_missed() {
    let relay = Relay::start().await;
    let token = relay.token("Ana").await;
    let mut ana = Peer::join(relay.address, &token).await;
    let mut ben = Peer::join(relay.address, &relay.token("Ben").await).await;
    ana.post(1, "before").await;
    assert_eq!(ana.entry().await.offset, 1);
    let room = &ana.welcome.rooms[0];
    let cursor = protocol::RoomCursor { room: room.room.clone(), epoch: room.epoch, offset: 1 };
    let again = ana.resume(&token, ana.welcome.rev, vec![cursor]);
    ana.socket().close(1000, "").await;
    assert_eq!(ana.closed().await.0, 1000);
    ben.post(1, "while away").await;
    ben.decided(1).await;

    let mut ana = Peer::connect(relay.address, again).await;
    assert_eq!(ana.welcome.incarnation, 2);
    assert_eq!(ana.welcome.decided, 1);
    assert_eq!(ana.welcome.rooms[0].verdict, RoomVerdict::Resumed);
    assert_eq!(ana.entry().await.offset, 2, "only what was missed");
    relay.stop().await;
}

#[tokio::test]
async fn a_backlog_larger_than_a_batch_comes_whole() {
    let relay = Relay::with("[limits]\nposts_per_ten_seconds = 1000").await;
    let token = relay.token("Ana").await;
    let mut ana = Peer::join(relay.address, &token).await;
    let (epoch, count) = (ana.welcome.rooms[0].epoch, 60);
    for n in 1..=count {
        ana.post(n, &format!("{n} {}", "la ".repeat(500))).await;
        ana.decided(n).await;
    }
    let mut ben = hello(&relay.token("Ben").await);
    ben.rooms = vec![protocol::RoomCursor { room: "crew".to_owned(), epoch, offset: 0 }];
    let mut ben = Peer::connect(relay.address, ben).await;
    for offset in 1..=count {
        assert_eq!(ben.entry().await.offset, offset);
    }
    relay.stop().await;
}

#[tokio::test]
async fn older_messages_come_in_pages() {
    let relay = Relay::start().await;
    let token = relay.token("Ana").await;
    let mut ana = Peer::join(relay.address, &token).await;
    for n in 1..=5 {
        ana.post(n, &format!("message {n}")).await;
        ana.decided(n).await;
    }
    let page = |path: &'static str| relay.api("GET", path, &token, "");
    let offsets = |page: &serde_json::Value| -> Vec<u64> {
        let entries = page["entries"].as_array().unwrap().iter();
        entries.map(|entry| entry["offset"].as_u64().unwrap()).collect()
    };
    let newest = page("/rooms/crew/messages?limit=2").await.json();
    assert_eq!((offsets(&newest), newest["more"].as_bool()), (vec![4, 5], Some(true)));
    let older = page("/rooms/crew/messages?limit=10&before=4").await.json();
    assert_eq!((offsets(&older), older["more"].as_bool()), (vec![1, 2, 3], Some(false)));
    assert_eq!(page("/rooms/nowhere/messages").await.status, 404);
    assert_eq!(page("/rooms/crew/messages?before=x").await.status, 400);
    assert_eq!(relay.api("GET", "/rooms/crew/messages", "wrong", "").await.status, 401);
    relay.stop().await;
}

#[tokio::test]
async fn a_message_taken_back_leaves_no_text() {
    let relay = Relay::start().await;
    let token = relay.token("Ana").await;
    let mut ana = Peer::join(relay.address, &token).await;
    ana.post(1, "wrong room").await;
    ana.post_body(2, ChatBody::Edit { target: 1, text: "wrong place".to_owned() }).await;
    ana.post_body(3, ChatBody::Delete { target: 1 }).await;
    assert_eq!(ana.decided(3).await, Decision::Stored { offset: 3 });
    let page = relay.api("GET", "/rooms/crew/messages", &token, "").await.text();
    assert!(!page.contains("wrong"), "{page}");
    let mut late = Peer::connect(relay.address, hello(&token)).await;
    assert_eq!(late.entry().await.body, ChatBody::Create { text: String::new() });
    relay.stop().await;
}
