//! The process is killed; what was acknowledged is there again.

use protocol::{Decision, RoomCursor, RoomVerdict};
use testkit::native::{Folder, Peer, hello};

use crate::harness::{Binary, code_of, join};

#[tokio::test]
async fn acknowledged_messages_survive_a_kill() {
    let data = Folder::new();
    let mut relay = Binary::serve(data.path(), &[]).await;
    let link = relay.line().await;
    let token = join(relay.address, &code_of(&link), "Ana").await;
    let mut said = hello(&token);
    let mut ana = Peer::connect(relay.address, said.clone()).await;
    let mut acknowledged = 0;
    for n in 1..=10 {
        ana.post(n, &format!("message {n}")).await;
        assert_eq!(ana.decided(n).await, Decision::Stored { offset: n });
        acknowledged = n;
    }
    // One more that may or may not make it.
    ana.post(11, "message 11").await;
    let epoch = ana.welcome.rooms[0].epoch;
    relay.child.kill().await.unwrap();
    drop(relay);

    let relay = Binary::serve(data.path(), &[]).await;
    said.rooms = vec![RoomCursor { room: "crew".to_owned(), epoch, offset: 3 }];
    let mut ana = Peer::connect(relay.address, said).await;
    let room = ana.welcome.rooms[0].clone();
    assert_eq!((room.epoch, room.verdict), (epoch, RoomVerdict::Resumed));
    assert!(room.head >= acknowledged);
    assert_eq!(ana.entry().await.offset, 4);
    // Repeats get their old verdicts; the doubtful one is stored once.
    for n in [1, 10] {
        ana.post(n, &format!("message {n}")).await;
        assert_eq!(ana.decided(n).await, Decision::Stored { offset: n });
    }
    ana.post(11, "message 11").await;
    assert_eq!(ana.decided(11).await, Decision::Stored { offset: 11 });
    ana.post(12, "message 12").await;
    assert_eq!(ana.decided(12).await, Decision::Stored { offset: 12 });
}
