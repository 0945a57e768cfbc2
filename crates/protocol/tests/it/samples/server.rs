//! Text messages of the relay.

use protocol::{
    ChatBody, ChatEntry, CloseCode, Decision, DeskState, DeskStatus, Epoch, Heartbeat, Limits,
    Notice, Refusal, RefusalCode, RoomState, RoomVerdict, ServerText, StateVerdict, StoreState,
    Welcome, WireSurface,
};

use super::{CID, CLOCK, ana, ben, list, members, surface};

/// File name and message.
pub(crate) fn server_texts() -> Vec<(&'static str, ServerText)> {
    let mut texts = vec![
        ("welcome", ServerText::Welcome(Box::new(welcome()))),
        ("welcome_again", ServerText::Welcome(Box::new(welcome_again()))),
        (
            "chat_create",
            chat(13, 3, ChatBody::Create { text: "More of me, please \u{1f3a4}".into() }),
        ),
        ("chat_edit", chat(14, 4, ChatBody::Edit { target: 13, text: "A bit more of me".into() })),
        ("chat_delete", chat(15, 5, ChatBody::Delete { target: 13 })),
        (
            "chat_react",
            chat(16, 6, ChatBody::React { target: 12, reaction: "got_it".into(), on: true }),
        ),
        ("decided_stored", ServerText::Decided { n: 3, decision: Decision::Stored { offset: 13 } }),
        (
            "decided_refused",
            ServerText::Decided {
                n: 4,
                decision: Decision::Refused {
                    refusal: Refusal::new(RefusalCode::NotFound, "there is no message 13"),
                },
            },
        ),
        (
            "set_refused",
            ServerText::SetRefused {
                op: 42,
                params: vec![8, 9],
                refusal: Refusal::new(
                    RefusalCode::NotAllowed,
                    "as musician you may not change input.2.level",
                ),
            },
        ),
        (
            "set_refused_whole",
            ServerText::SetRefused {
                op: 43,
                params: vec![],
                refusal: Refusal::new(
                    RefusalCode::DeskOffline,
                    "the desk has changed; take up its surface first",
                ),
            },
        ),
        (
            "touch_refused",
            ServerText::TouchRefused {
                gesture: 1,
                param: 8,
                refusal: Refusal::new(RefusalCode::Held, "Ana holds this control"),
            },
        ),
        ("members", ServerText::Members { members: members() }),
        ("desk_live", ServerText::Desk { desk: live() }),
        (
            "desk_syncing",
            ServerText::Desk { desk: not_live(DeskState::Syncing, "the desk tells its state") },
        ),
        (
            "desk_offline",
            ServerText::Desk { desk: not_live(DeskState::Offline, "connection refused") },
        ),
        ("store_full", ServerText::Store { state: StoreState::Full }),
        ("store_well", ServerText::Store { state: StoreState::Well }),
        (
            "surface",
            ServerText::Surface {
                epoch: Epoch(0xfedc_ba99_7654_3210),
                surface: WireSurface::from(&surface()),
            },
        ),
        ("command_done", ServerText::CommandDone { n: 1, words: vec![] }),
        (
            "command_done_raw",
            ServerText::CommandDone { n: 3, words: vec!["number".into(), "0.5".into()] },
        ),
        (
            "command_refused",
            ServerText::CommandRefused {
                n: 4,
                refusal: Refusal::new(RefusalCode::NotAllowed, "only an admin may do show.delete"),
            },
        ),
        (
            "list",
            ServerText::List {
                name: list("snapshots", "Gig"),
                names: vec!["Opener".into(), "Ballad".into()],
            },
        ),
        (
            "list_sheet",
            ServerText::List {
                name: list("sheet", "layers"),
                names: vec!["3".into(), r#"{"id":"1","name":"Band","strips":["input.3"]}"#.into()],
            },
        ),
        (
            "notice",
            ServerText::Notice(Notice {
                what: "phrase".into(),
                words: vec!["SNAPLOAD".into(), "Opener".into()],
            }),
        ),
        (
            "bye",
            ServerText::Bye {
                code: CloseCode::GoingAway.code(),
                retry_millis: 1000,
                reason: "the relay stops".into(),
            },
        ),
    ];
    texts.extend(refusals());
    texts
}

fn welcome() -> Welcome {
    Welcome {
        session: "5e5510a05e5510a05e5510a05e5510a0".into(),
        secret: "5ec2e75ec2e75ec2e75ec2e75ec2e700".into(),
        incarnation: 1,
        you: ana(),
        epoch: Epoch(0xfedc_ba98_7654_3210),
        rev: 297,
        state: StateVerdict::Snapshot,
        surface: Some(WireSurface::from(&surface())),
        desk: live(),
        rooms: vec![RoomState {
            room: "crew".into(),
            epoch: Epoch(0x2a),
            head: 12,
            from: 1,
            read: 0,
            verdict: RoomVerdict::Snapshot,
        }],
        members: members(),
        limits: Some(Limits::default()),
        heartbeat: Some(Heartbeat::default()),
        clock: CLOCK,
        decided: 0,
    }
}

fn welcome_again() -> Welcome {
    let resumed = RoomState {
        room: "crew".into(),
        epoch: Epoch(0x2a),
        head: 12,
        from: 13,
        read: 12,
        verdict: RoomVerdict::Resumed,
    };
    let gap = RoomState {
        room: "stage".into(),
        epoch: Epoch(0x2b),
        head: 5000,
        from: 4901,
        read: 17,
        verdict: RoomVerdict::Gap,
    };
    Welcome {
        incarnation: 2,
        you: ben(),
        state: StateVerdict::Resumed,
        surface: None,
        limits: None,
        heartbeat: None,
        desk: not_live(DeskState::Offline, "connection refused"),
        rooms: vec![resumed, gap],
        decided: 2,
        ..welcome()
    }
}

fn live() -> DeskStatus {
    DeskStatus { state: DeskState::Live, address: "sim:ui24r".into(), reason: String::new() }
}

fn not_live(state: DeskState, reason: &str) -> DeskStatus {
    DeskStatus { state, address: "ui://10.10.1.1".into(), reason: reason.into() }
}

fn chat(offset: u64, n: u64, body: ChatBody) -> ServerText {
    ServerText::Chat(ChatEntry {
        room: "crew".into(),
        offset,
        at: CLOCK + offset,
        author: 2,
        name: "Ben".into(),
        color: "pink".into(),
        cid: CID.into(),
        n,
        body,
    })
}

/// An error for every code a refusal can have.
fn refusals() -> Vec<(&'static str, ServerText)> {
    [
        ("error_expired", RefusalCode::Expired, "the change came too late"),
        ("error_not_allowed", RefusalCode::NotAllowed, "only the author may change a message"),
        ("error_held", RefusalCode::Held, "Ana holds this control"),
        ("error_desk_offline", RefusalCode::DeskOffline, "the desk is not connected"),
        ("error_out_of_range", RefusalCode::OutOfRange, "choice 12 is beyond the last one, 11"),
        ("error_malformed", RefusalCode::Malformed, "hello was said already"),
        ("error_unknown_kind", RefusalCode::UnknownKind, "unknown kind of frame: 0x7f"),
        ("error_unknown_room", RefusalCode::UnknownRoom, "there is no room \"bar\""),
        ("error_not_found", RefusalCode::NotFound, "there is no message 13"),
        ("error_bad_text", RefusalCode::BadText, "the message is empty"),
        ("error_too_fast", RefusalCode::TooFast, "too many messages in a short time"),
        ("error_not_stored", RefusalCode::NotStored, "the relay's disk is full"),
    ]
    .into_iter()
    .map(|(name, code, reason)| (name, ServerText::Error { refusal: Refusal::new(code, reason) }))
    .collect()
}
