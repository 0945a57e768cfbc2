//! The store against a real file.

use std::path::PathBuf;
use std::time::Duration;

use protocol::{ChatBody, ChatEntry, Decision, Refusal, RefusalCode};
use room::StoreOp;
use rusqlite::Connection;
use testkit::native::{Folder, within};

use super::*;

fn open(folder: &Folder) -> Opened {
    Store::open(folder.path(), &["crew".to_owned()], 100).unwrap()
}

fn database(folder: &Folder) -> PathBuf {
    folder.path().join("mediatrix.db")
}

fn entry(offset: u64, n: u64, body: ChatBody) -> StoreOp {
    StoreOp::Entry(ChatEntry {
        room: "crew".into(),
        offset,
        at: 1,
        author: 7,
        name: "Ana".into(),
        color: "sky".into(),
        cid: "c".into(),
        n,
        body,
    })
}

fn create(offset: u64, text: &str) -> StoreOp {
    entry(offset, offset, ChatBody::Create { text: text.into() })
}

async fn stored(store: &Store, ticket: u64) {
    let mut tickets = store.stored();
    within("the disk", tickets.wait_for(|stored| *stored >= ticket)).await.unwrap();
}

#[tokio::test]
async fn what_was_stored_is_there_after_reopening() {
    let folder = Folder::new();
    let first = open(&folder);
    first.store.submit(1, create(1, "one"));
    first.store.submit(2, create(2, "two"));
    first.store.submit(3, entry(3, 3, ChatBody::Delete { target: 1 }));
    let refusal = Refusal::new(RefusalCode::BadText, "the message is empty");
    first.store.submit(4, StoreOp::Refused { cid: "c".into(), n: 4, refusal: refusal.clone() });
    first.store.submit(5, StoreOp::Read { member: 7, room: "crew".into(), offset: 2 });
    first.store.submit(6, StoreOp::Read { member: 7, room: "crew".into(), offset: 1 });
    stored(&first.store, 6).await;
    let epoch = first.restored.rooms[0].epoch;
    let state = first.restored.state_epoch;
    first.store.close();
    drop(first);

    let again = open(&folder).restored;
    let room = &again.rooms[0];
    assert_eq!((room.epoch, room.entries.len()), (epoch, 3));
    assert_eq!(room.entries[0].body, ChatBody::Create { text: String::new() }, "taken back");
    assert_eq!(room.messages, [(2, 7)], "what was taken back cannot be edited");
    assert_ne!(again.state_epoch, state);
    assert!(again.decided.iter().all(|one| one.author == Some(7)), "{:?}", again.decided);
    let verdicts: Vec<_> = again.decided.into_iter().map(|one| (one.n, one.decision)).collect();
    let kept = |offset| Decision::Stored { offset };
    let refused = Decision::Refused { refusal };
    assert_eq!(verdicts, [(1, kept(1)), (2, kept(2)), (3, kept(3)), (4, refused)]);
    assert_eq!(again.reads, [(7, "crew".to_owned(), 2)], "a read mark never goes back");
}

#[tokio::test]
async fn a_client_id_keeps_its_owner_when_its_messages_have_left_memory() {
    let folder = Folder::new();
    let Opened { store, .. } = open(&folder);
    for n in 1..=3 {
        store.submit(n, create(n, "one"));
    }
    let refusal = Refusal::new(RefusalCode::BadText, "the message is empty");
    store.submit(4, StoreOp::Refused { cid: "other".into(), n: 1, refusal });
    stored(&store, 4).await;
    drop(store);
    let again = Store::open(folder.path(), &["crew".to_owned()], 1).unwrap().restored;
    assert_eq!(again.rooms[0].entries.len(), 1);
    let owners: Vec<_> = again.decided.iter().map(|one| (&*one.cid, one.author)).collect();
    assert_eq!(owners, [("c", Some(7)), ("c", Some(7)), ("c", Some(7)), ("other", None)]);
}

#[tokio::test]
async fn a_disk_that_refuses_is_tried_until_it_takes_it() {
    let folder = Folder::new();
    let Opened { store, .. } = open(&folder);
    let rival = Connection::open(database(&folder)).unwrap();
    rival.execute_batch("BEGIN IMMEDIATE").unwrap();
    store.submit(1, create(1, "one"));
    within("trouble", async {
        while store.is_well() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
    assert_eq!(*store.stored().borrow(), 0, "nothing is acknowledged meanwhile");
    rival.execute_batch("ROLLBACK").unwrap();
    stored(&store, 1).await;
    assert!(store.is_well());
}

#[tokio::test]
async fn a_repeated_commit_does_no_harm() {
    let folder = Folder::new();
    let Opened { store, .. } = open(&folder);
    store.submit(1, create(1, "one"));
    store.submit(2, create(1, "one"));
    stored(&store, 2).await;
    let page = store.page("crew".into(), u64::MAX, 10).await.unwrap().unwrap();
    assert_eq!(page.entries.len(), 1);
    assert!(store.page("nowhere".into(), 1, 10).await.unwrap().is_none());
}

#[tokio::test]
async fn one_relay_per_folder_and_no_older_program() {
    let folder = Folder::new();
    let first = open(&folder);
    let second = Store::open(folder.path(), &[], 1).err().unwrap();
    assert!(matches!(second, StoreError::InUse(_)), "{second}");
    drop(first);
    let newer = Connection::open(database(&folder)).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    let error = Store::open(folder.path(), &[], 1).err().unwrap();
    assert!(error.to_string().contains("99"), "{error}");
}

#[tokio::test]
async fn an_invitation_counts_down() {
    let folder = Folder::new();
    let Opened { store, .. } = open(&folder);
    let invitation = NewInvitation {
        hash: [1; 32],
        role: protocol::Role::Musician,
        buses: vec![3],
        expires: u64::MAX / 4,
        uses: 1,
    };
    store.add_invitation(invitation.clone()).await.unwrap();
    store.add_invitation(NewInvitation { hash: [2; 32], expires: 1, ..invitation }).await.unwrap();
    let person = |token| NewMember { name: "Ana".into(), color: "sky".into(), token: [token; 32] };
    let joined = store.join([1; 32], person(1)).await.unwrap().unwrap();
    assert_eq!((joined.member.id, joined.member.buses), (1, vec![3]));
    assert_eq!(store.join([1; 32], person(2)).await.unwrap().err(), Some(Invalid::Used));
    assert_eq!(store.join([2; 32], person(2)).await.unwrap().err(), Some(Invalid::Expired));
    assert_eq!(store.join([3; 32], person(2)).await.unwrap().err(), Some(Invalid::Unknown));
}
