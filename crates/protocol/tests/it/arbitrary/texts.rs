//! Any text message.

use proptest::prelude::*;
use proptest::{collection, option, sample};
use protocol::{
    ChatBody, ChatEntry, ChatPost, ClientInfo, ClientText, Command, Decision, DeskState,
    DeskStatus, Epoch, Heartbeat, Hello, Limits, ListName, Member, Notice, Presence, Refusal,
    RefusalCode, Resume, Role, RoomCursor, RoomState, RoomVerdict, ServerText, StateCursor,
    StateVerdict, StoreState, Welcome, WireSurface,
};

use super::{surface, text};

fn epoch() -> impl Strategy<Value = Epoch> {
    any::<u64>().prop_map(Epoch)
}

fn refusal() -> impl Strategy<Value = Refusal> {
    let codes = vec![
        RefusalCode::Expired,
        RefusalCode::NotAllowed,
        RefusalCode::Held,
        RefusalCode::DeskOffline,
        RefusalCode::OutOfRange,
        RefusalCode::Malformed,
        RefusalCode::UnknownKind,
        RefusalCode::UnknownRoom,
        RefusalCode::NotFound,
        RefusalCode::BadText,
        RefusalCode::TooFast,
        RefusalCode::NotStored,
        RefusalCode::Other,
    ];
    (sample::select(codes), text()).prop_map(|(code, reason)| Refusal { code, reason })
}

fn body() -> impl Strategy<Value = ChatBody> {
    prop_oneof![
        text().prop_map(|text| ChatBody::Create { text }),
        (any::<u64>(), text()).prop_map(|(target, text)| ChatBody::Edit { target, text }),
        any::<u64>().prop_map(|target| ChatBody::Delete { target }),
        (any::<u64>(), text(), any::<bool>()).prop_map(|(target, reaction, on)| ChatBody::React {
            target,
            reaction,
            on
        }),
        Just(ChatBody::Unknown),
    ]
}

fn decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        any::<u64>().prop_map(|offset| Decision::Stored { offset }),
        refusal().prop_map(|refusal| Decision::Refused { refusal }),
    ]
}

fn member() -> impl Strategy<Value = Member> {
    let roles = vec![Role::Viewer, Role::Presenter, Role::Musician, Role::Engineer, Role::Admin];
    (any::<u32>(), text(), sample::select(roles), text(), collection::vec(any::<u16>(), 0..4))
        .prop_map(|(id, name, role, color, buses)| Member { id, name, role, color, buses })
}

fn presences() -> impl Strategy<Value = Vec<Presence>> {
    let presence =
        (member(), any::<bool>()).prop_map(|(member, visible)| Presence { member, visible });
    collection::vec(presence, 0..4)
}

fn desk_status() -> impl Strategy<Value = DeskStatus> {
    let states = vec![DeskState::Offline, DeskState::Syncing, DeskState::Live];
    (sample::select(states), text(), text()).prop_map(|(state, address, reason)| DeskStatus {
        state,
        address,
        reason,
    })
}

fn chat_entry() -> impl Strategy<Value = ChatEntry> {
    let place = (text(), any::<u64>(), any::<u64>());
    let author = (any::<u32>(), text(), text());
    (place, author, text(), any::<u64>(), body()).prop_map(
        |((room, offset, at), (author, name, color), cid, n, body)| ChatEntry {
            room,
            offset,
            at,
            author,
            name,
            color,
            cid,
            n,
            body,
        },
    )
}

fn room_states() -> impl Strategy<Value = Vec<RoomState>> {
    let verdicts = vec![RoomVerdict::Resumed, RoomVerdict::Gap, RoomVerdict::Snapshot];
    let room = (text(), epoch(), any::<[u64; 3]>(), sample::select(verdicts)).prop_map(
        |(room, epoch, [head, from, read], verdict)| RoomState {
            room,
            epoch,
            head,
            from,
            read,
            verdict,
        },
    );
    collection::vec(room, 0..4)
}

fn wire_surface() -> impl Strategy<Value = WireSurface> {
    surface().prop_map(|surface| WireSurface::from(&surface))
}

fn limits() -> impl Strategy<Value = (Limits, Heartbeat)> {
    any::<([u32; 2], [u16; 7], [u32; 8])>().prop_map(|(large, small, millis)| {
        let limits = Limits {
            message_bytes: large[0],
            chat_chars: large[1],
            set_entries: small[0],
            frames_per_second: small[1],
            posts_per_ten_seconds: small[2],
            outbox: small[3],
            unauthenticated_sockets: small[4],
            sessions_per_member: small[5],
            bad_frames: small[6],
        };
        let heartbeat = Heartbeat {
            beacon_millis: millis[0],
            client_millis: millis[1],
            suspect_millis: millis[2],
            dead_millis: millis[3],
            relay_dead_millis: millis[4],
            relay_dead_hidden_millis: millis[5],
            hello_millis: millis[6],
            beacon_hidden_millis: millis[7],
        };
        (limits, heartbeat)
    })
}

fn welcome() -> impl Strategy<Value = Welcome> {
    let session = (text(), text(), any::<u64>(), member());
    let verdict = sample::select(vec![StateVerdict::Resumed, StateVerdict::Snapshot]);
    let surface = proptest::option::of(wire_surface());
    let state = (epoch(), any::<u64>(), verdict, surface, desk_status());
    let numbers = (proptest::option::of(limits()), any::<u64>(), any::<u64>());
    (session, state, room_states(), presences(), numbers).prop_map(
        |(
            (session, secret, incarnation, you),
            (epoch, rev, state, surface, desk),
            rooms,
            members,
            (numbers, clock, decided),
        )| Welcome {
            session,
            secret,
            incarnation,
            you,
            epoch,
            rev,
            state,
            surface,
            desk,
            rooms,
            members,
            limits: numbers.as_ref().map(|(limits, _)| limits.clone()),
            heartbeat: numbers.map(|(_, heartbeat)| heartbeat),
            clock,
            decided,
        },
    )
}

fn words() -> impl Strategy<Value = Vec<String>> {
    collection::vec(text(), 0..3)
}

fn list_name() -> impl Strategy<Value = ListName> {
    (text(), text()).prop_map(|(list, of)| ListName { list, of })
}

/// Any text message of the relay.
pub(crate) fn server_text() -> impl Strategy<Value = ServerText> {
    prop_oneof![
        welcome().prop_map(|welcome| ServerText::Welcome(Box::new(welcome))),
        chat_entry().prop_map(ServerText::Chat),
        (any::<u64>(), decision()).prop_map(|(n, decision)| ServerText::Decided { n, decision }),
        (any::<u64>(), any::<Vec<u16>>(), refusal())
            .prop_map(|(op, params, refusal)| ServerText::SetRefused { op, params, refusal }),
        (any::<u8>(), any::<u16>(), refusal()).prop_map(|(gesture, param, refusal)| {
            ServerText::TouchRefused { gesture, param, refusal }
        }),
        refusal().prop_map(|refusal| ServerText::Error { refusal }),
        presences().prop_map(|members| ServerText::Members { members }),
        desk_status().prop_map(|desk| ServerText::Desk { desk }),
        sample::select(vec![
            StoreState::Well,
            StoreState::Full,
            StoreState::ReadOnly,
            StoreState::Failing,
        ])
        .prop_map(|state| ServerText::Store { state }),
        (epoch(), wire_surface())
            .prop_map(|(epoch, surface)| ServerText::Surface { epoch, surface }),
        (any::<u64>(), words()).prop_map(|(n, words)| ServerText::CommandDone { n, words }),
        (any::<u64>(), refusal())
            .prop_map(|(n, refusal)| ServerText::CommandRefused { n, refusal }),
        (list_name(), words()).prop_map(|(name, names)| ServerText::List { name, names }),
        (text(), words()).prop_map(|(what, words)| ServerText::Notice(Notice { what, words })),
        (any::<u16>(), any::<u32>(), text()).prop_map(|(code, retry_millis, reason)| {
            ServerText::Bye { code, retry_millis, reason }
        }),
    ]
}

fn hello() -> impl Strategy<Value = Hello> {
    let client = (text(), text()).prop_map(|(name, version)| ClientInfo { name, version });
    let resume = (text(), text()).prop_map(|(session, secret)| Resume { session, secret });
    let state = (epoch(), any::<u64>()).prop_map(|(epoch, rev)| StateCursor { epoch, rev });
    let room = (text(), epoch(), any::<u64>()).prop_map(|(room, epoch, offset)| RoomCursor {
        room,
        epoch,
        offset,
    });
    let cursors = (option::of(resume), option::of(state), collection::vec(room, 0..3));
    (text(), text(), text(), client, cursors, any::<bool>()).prop_map(
        |(token, cid, tab, client, (resume, state, rooms), visible)| Hello {
            token,
            cid,
            tab,
            client,
            resume,
            state,
            rooms,
            visible,
        },
    )
}

/// Any text message of a client.
pub(crate) fn client_text() -> impl Strategy<Value = ClientText> {
    prop_oneof![
        hello().prop_map(|hello| ClientText::Hello(Box::new(hello))),
        (any::<u64>(), text(), body(), any::<bool>()).prop_map(|(n, room, body, resumed)| {
            ClientText::Post(ChatPost { n, room, body, resumed })
        }),
        (text(), any::<u64>()).prop_map(|(room, offset)| ClientText::Read { room, offset }),
        collection::vec(text(), 0..4).prop_map(|kinds| ClientText::Meters { kinds }),
        (any::<u64>(), text(), words()).prop_map(|(n, verb, words)| ClientText::Command(Command {
            n,
            verb,
            words
        })),
        collection::vec(list_name(), 0..3).prop_map(|lists| ClientText::Lists { lists }),
        epoch().prop_map(|epoch| ClientText::Surface { epoch }),
        any::<bool>().prop_map(|visible| ClientText::Visible { visible }),
    ]
}
