//! Questions to what happened: events of a page, frames on the wire.

use desk::ParamId;
use protocol::{CloseCode, RefusalCode, RoomState, ServerText, Welcome};
use session::{Event, LinkState};
use testkit::world::{Carried, PageId, World};

/// First bytes of the relay's binary frames.
pub(crate) mod kind {
    pub(crate) const SNAPSHOT: u8 = 0x01;
    pub(crate) const DELTA: u8 = 0x02;
    pub(crate) const CATCH_UP: u8 = 0x03;
    pub(crate) const OP_ACK: u8 = 0x04;
    pub(crate) const METERS: u8 = 0x05;
}

/// Codes of the sets that a page was told were refused, and of what.
pub(crate) fn set_refusals(events: &[Event]) -> Vec<(Vec<ParamId>, RefusalCode)> {
    let refused = events.iter().filter_map(|event| match event {
        Event::SetRefused { params, refusal } => Some((params.clone(), refusal.code)),
        _ => None,
    });
    refused.collect()
}

/// Codes of everything else that a page was told was refused.
pub(crate) fn refusals(events: &[Event]) -> Vec<RefusalCode> {
    let refused = events.iter().filter_map(|event| match event {
        Event::Refused(refusal) => Some(refusal.code),
        _ => None,
    });
    refused.collect()
}

/// How the link went.
pub(crate) fn links(events: &[Event]) -> Vec<LinkState> {
    let links = events.iter().filter_map(|event| match event {
        Event::Link(link) => Some(link.clone()),
        _ => None,
    });
    links.collect()
}

/// What the newest welcome said of the rooms.
pub(crate) fn rooms(events: &[Event]) -> Vec<RoomState> {
    let rooms = events.iter().rev().find_map(|event| match event {
        Event::Rooms(rooms) => Some(rooms.clone()),
        _ => None,
    });
    rooms.expect("a welcome came")
}

/// The newest welcome that went to a page while the wire was recorded.
pub(crate) fn welcome(world: &mut World, page: PageId) -> Welcome {
    let texts = world.wire().down(page).filter_map(Carried::server_text);
    let welcome = texts.filter_map(|text| match text {
        ServerText::Welcome(welcome) => Some(*welcome),
        _ => None,
    });
    welcome.last().expect("a welcome was recorded")
}

/// Codes with which the relay said goodbye to a page.
pub(crate) fn byes(world: &mut World, page: PageId) -> Vec<u16> {
    let texts = world.wire().down(page).filter_map(Carried::server_text);
    let byes = texts.filter_map(|text| match text {
        ServerText::Bye { code, .. } => Some(code),
        _ => None,
    });
    byes.collect()
}

/// Kinds of the binary frames that went to a page.
pub(crate) fn kinds_down(world: &mut World, page: PageId) -> Vec<u8> {
    world.wire().down(page).filter_map(Carried::kind).collect()
}

/// The page was told to stop with this code.
pub(crate) fn check_stopped(world: &World, page: PageId, code: CloseCode) {
    match world.client(page).link() {
        LinkState::Stopped { code: found, .. } => assert_eq!(*found, code.code()),
        other => panic!("not stopped but {other:?}"),
    }
}
