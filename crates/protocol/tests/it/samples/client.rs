//! Text messages of a client.

use protocol::{
    ChatBody, ChatPost, ClientInfo, ClientText, Command, Epoch, Hello, Resume, RoomCursor,
    StateCursor,
};

use super::{CID, list};

/// File name and message.
pub(crate) fn client_texts() -> Vec<(&'static str, ClientText)> {
    let hello = Hello {
        token: "EXAMPLE-token-of-43-letters-EXAMPLE-EXAMPLE".into(),
        cid: CID.into(),
        tab: "7ab07ab07ab07ab07ab07ab07ab07ab0".into(),
        client: ClientInfo { name: "example".into(), version: "1.2.3".into() },
        resume: None,
        state: None,
        rooms: vec![],
        visible: true,
    };
    let again = Hello {
        resume: Some(Resume {
            session: "5e5510a05e5510a05e5510a05e5510a0".into(),
            secret: "5ec2e75ec2e75ec2e75ec2e75ec2e700".into(),
        }),
        state: Some(StateCursor { epoch: Epoch(0xfedc_ba98_7654_3210), rev: 297 }),
        rooms: vec![RoomCursor { room: "crew".into(), epoch: Epoch(0x2a), offset: 12 }],
        visible: false,
        ..hello.clone()
    };
    let post =
        |n, body| ClientText::Post(ChatPost { n, room: "crew".into(), body, resumed: false });
    vec![
        ("hello", ClientText::Hello(Box::new(hello))),
        ("hello_again", ClientText::Hello(Box::new(again))),
        ("post_create", post(3, ChatBody::Create { text: "More of me, please \u{1f3a4}".into() })),
        ("post_edit", post(4, ChatBody::Edit { target: 13, text: "A bit more of me".into() })),
        ("post_delete", post(5, ChatBody::Delete { target: 13 })),
        (
            "post_react",
            post(6, ChatBody::React { target: 12, reaction: "got_it".into(), on: true }),
        ),
        (
            "post_resumed",
            ClientText::Post(ChatPost {
                n: 7,
                room: "crew".into(),
                body: ChatBody::Create { text: "Back again".into() },
                resumed: true,
            }),
        ),
        ("read", ClientText::Read { room: "crew".into(), offset: 13 }),
        ("meters", ClientText::Meters { kinds: vec!["input".into(), "master".into()] }),
        ("meters_none", ClientText::Meters { kinds: vec![] }),
        ("surface", ClientText::Surface { epoch: Epoch(0xfedc_ba99_7654_3210) }),
        ("command", command(1, "snapshot.load", &["Gig", "Opener"])),
        ("command_bare", command(2, "player.play", &[])),
        ("command_sheet", command(2, "sheet.save", &["layers", "2", LAYER])),
        ("lists", ClientText::Lists { lists: vec![list("shows", ""), list("snapshots", "Gig")] }),
        ("visible", ClientText::Visible { visible: false }),
    ]
}

/// A line of the sheet `layers`.
const LAYER: &str = r#"{"id":"1","name":"Band","strips":["input.3"]}"#;

fn command(n: u64, verb: &str, words: &[&str]) -> ClientText {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    ClientText::Command(Command { n, verb: verb.into(), words })
}
