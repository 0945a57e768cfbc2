//! A disk that is really full: nothing is acknowledged, everybody is told,
//! and it heals when there is room again.

use std::path::PathBuf;
use std::process::Stdio;

use protocol::{Decision, ServerText, StoreState};
use testkit::native::{Folder, Heard, Peer};

use crate::harness::{Binary, code_of, join};

/// A file system of 1 MB in a mount namespace of the relay's own, which has
/// its process id: it is seen from here through `/proc`.
const MOUNT_AND_SERVE: &str = r#"mount -t tmpfs -o size=1m tmpfs "$DATA" && exec "$0" serve --listen 127.0.0.1:0 --data "$DATA""#;

fn can_mount() -> bool {
    let mut probe = std::process::Command::new("unshare");
    probe.args(["-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]).stderr(Stdio::null());
    probe.status().is_ok_and(|status| status.success())
}

async fn told(peer: &mut Peer, expected: StoreState) {
    peer.wait("the state of the disk", |heard| match heard {
        Heard::Text(ServerText::Store { state }) if *state == expected => Some(()),
        _ => None,
    })
    .await;
}

#[tokio::test]
async fn a_full_disk_is_told_and_heals() {
    if !can_mount() {
        println!("skipped: no file system can be mounted here (unshare -rm)");
        return;
    }
    let data = Folder::new();
    let mut relay = Binary::run("unshare", |command| {
        command
            .args(["-rm", "sh", "-c", MOUNT_AND_SERVE, env!("CARGO_BIN_EXE_mediatrix-relay")])
            .env("DATA", data.path());
    })
    .await;
    let token = join(relay.address, &code_of(&relay.line().await), "Ana").await;
    let mut ana = Peer::join(relay.address, &token).await;
    ana.post(1, "there is room").await;
    assert_eq!(ana.decided(1).await, Decision::Stored { offset: 1 });

    let pid = relay.child.id().expect("it runs");
    let inside = PathBuf::from(format!("/proc/{pid}/root{}", data.path().display()));
    let filler = inside.join("filler");
    // Writes until there is no room for another page.
    let full = std::fs::write(&filler, vec![0; 2 << 20]);
    assert!(full.is_err(), "the file system is small");
    for n in 2..=5 {
        ana.post(n, &"loud ".repeat(300)).await;
    }
    told(&mut ana, StoreState::Full).await;
    let mut ben = Peer::join(relay.address, &token).await;
    told(&mut ben, StoreState::Full).await;

    std::fs::remove_file(&filler).expect("the filler can go");
    for n in 2..=5 {
        assert_eq!(ana.decided(n).await, Decision::Stored { offset: n });
    }
    told(&mut ben, StoreState::Well).await;
}
