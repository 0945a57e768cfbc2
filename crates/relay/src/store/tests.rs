//! The store against a real file.

use std::path::PathBuf;
use std::time::Duration;

use protocol::{ChatBody, ChatEntry, Decision, Refusal, RefusalCode};
use room::{Sheet, StoreOp};
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
    let sheet = |version| Sheet { name: "layers".into(), version, lines: vec!["Band".into()] };
    first.store.submit(7, StoreOp::Sheet(sheet(1)));
    first.store.submit(8, StoreOp::Sheet(sheet(2)));
    stored(&first.store, 8).await;
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
    assert_eq!(again.sheets, [sheet(2)], "the newest version alone is kept");
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

/// Makes the writer's own connection fail, waits for the state, and makes it
/// work again.
async fn check_trouble(make: &'static str, expected: StoreState, mend: &'static str) {
    let folder = Folder::new();
    let Opened { store, .. } = open(&folder);
    let run = |sql: &'static str| store.write(move |work| Ok(work.execute_batch(sql)?));
    run(make).await.unwrap();
    let mut state = store.state();
    for offset in 1..=20 {
        store.submit(offset, create(offset, &"loud ".repeat(1000)));
    }
    within("trouble", state.wait_for(|state| *state == expected)).await.unwrap();
    assert!(*store.stored().borrow() < 20, "nothing is acknowledged meanwhile");
    // Whoever asks for something else hears that it does not work, and the
    // state is mended the same way.
    assert!(run("CREATE TABLE other (id INTEGER)").await.is_err());
    run(mend).await.unwrap();
    stored(&store, 20).await;
    assert!(store.is_well());
    store.close();
    drop(store);
    assert_eq!(open(&folder).restored.rooms[0].entries.len(), 20);
}

#[tokio::test]
async fn a_full_disk_is_named_and_heals() {
    let mend = "PRAGMA max_page_count = 100000";
    check_trouble("PRAGMA max_page_count = 1", StoreState::Full, mend).await;
}

#[tokio::test]
async fn a_disk_that_may_not_be_written_is_named_and_heals() {
    let mend = "PRAGMA query_only = OFF";
    check_trouble("PRAGMA query_only = ON", StoreState::ReadOnly, mend).await;
}

#[tokio::test]
async fn a_copy_is_whole_while_the_relay_writes() {
    let folder = Folder::new();
    let Opened { store, .. } = open(&folder);
    for offset in 1..=200 {
        store.submit(offset, create(offset, "before"));
    }
    stored(&store, 200).await;
    let busy = store.clone();
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    let writer = std::thread::spawn(move || {
        let mut offset = 200;
        while !stopped.load(std::sync::atomic::Ordering::Relaxed) {
            offset += 1;
            busy.submit(offset, create(offset, "meanwhile"));
            std::thread::yield_now();
        }
        offset
    });
    let to = folder.path().join("copy.db");
    copy(folder.path(), &to).unwrap();
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let last = writer.join().unwrap();
    stored(&store, last).await;

    let copied = Connection::open(&to).unwrap();
    let count: u64 =
        copied.query_row("SELECT count(*) FROM entries", [], |row| row.get(0)).unwrap();
    assert!((200..=last).contains(&count), "{count} of {last}");
    let highest: u64 =
        copied.query_row(r#"SELECT max("offset") FROM entries"#, [], |row| row.get(0)).unwrap();
    assert_eq!(highest, count, "the copy is of one moment");
    let files = std::fs::read_dir(folder.path()).unwrap().flatten();
    assert!(files.map(|file| file.file_name()).all(|name| name != "copy.db.part"));
}

#[tokio::test]
async fn a_damaged_file_is_found_at_the_start() {
    let folder = Folder::new();
    let Opened { store, .. } = open(&folder);
    for offset in 1..=100 {
        store.submit(offset, create(offset, &"text ".repeat(100)));
    }
    stored(&store, 100).await;
    store.close();
    drop(store);
    // Past the first pages, so that the file still looks like a database.
    let mut bytes = std::fs::read(database(&folder)).unwrap();
    let half = bytes.len() / 2;
    bytes[half..half + 8192].fill(0x5a);
    std::fs::write(database(&folder), &bytes).unwrap();
    let error = Store::open(folder.path(), &["crew".to_owned()], 100).err().unwrap();
    assert!(matches!(error, StoreError::Broken { .. }), "{error}");
    std::fs::write(database(&folder), b"this is no database at all, by any means").unwrap();
    let error = Store::open(folder.path(), &["crew".to_owned()], 100).err().unwrap();
    assert!(error.to_string().contains("backup"), "{error}");
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
