//! The session's events, handed to a JavaScript object. Values go as two
//! arrays in wasm's memory, one call for all that one message changed.

use client::Link;
use desk::ParamId;
use js_sys::{Array, Uint8Array};
use session::Event;
use wasm_bindgen::prelude::*;

use crate::object::{Plain, list};
use crate::{control, convert};

#[wasm_bindgen]
extern "C" {
    /// Hears what happens to a link. Its methods never throw.
    pub type LinkSink;

    /// `count` numbers of parameters (`u16`) and of values (`f64`) lie at
    /// these addresses until the call returns.
    #[wasm_bindgen(method)]
    fn changed(this: &LinkSink, ids: usize, values: usize, count: usize);

    #[wasm_bindgen(method)]
    fn meters(this: &LinkSink, kinds: u16, levels: Uint8Array);

    #[wasm_bindgen(method)]
    fn event(this: &LinkSink, name: &str, data: JsValue);
}

/// The two arrays, kept from one event to the next.
#[derive(Default)]
pub(crate) struct Changes {
    ids: Vec<u16>,
    values: Vec<f64>,
}

/// Hands one event over.
pub(crate) fn hand_over(sink: &LinkSink, link: &Link, changes: &mut Changes, event: Event) {
    let tell = |name: &str, data: JsValue| sink.event(name, data);
    match event {
        Event::Shown(ids) => tell_changes(sink, link, changes, &ids),
        Event::AllShown => tell("all", JsValue::UNDEFINED),
        Event::Meters { kinds, levels } => sink.meters(kinds, Uint8Array::from(&levels[..])),
        Event::Link(state) => tell("state", convert::link_state(state).into()),
        Event::Me(member) => tell("me", convert::member(member).into()),
        Event::Surface => tell("surface", convert::surface(link.index().surface()).into()),
        Event::Desk(status) => tell("desk", convert::desk_status(status).into()),
        Event::Store(state) => tell("store", convert::store(state).into()),
        Event::Members(members) => tell("members", list(members, convert::presence)),
        Event::Rooms(rooms) => tell("rooms", list(rooms, convert::room)),
        Event::Chat(entry) => {
            let own = entry.cid == link.cid();
            tell("chat", convert::chat_entry(entry).with("own", own).into());
        }
        Event::Decided { n, decision } => tell("decided", convert::decision(n, decision).into()),
        Event::Outbox => {
            let numbers = link.outbox().into_iter().map(|draft| JsValue::from(draft.n as f64));
            tell("outbox", numbers.collect::<Array>().into());
        }
        Event::SetRefused { params, refusal } => {
            let index = link.index();
            let paths = params.into_iter().filter_map(|id| index.path(id)).map(JsValue::from);
            let refusal = convert::refusal(refusal);
            tell("setRefused", refusal.with("paths", paths.collect::<Array>()).into());
        }
        Event::TouchLost { id, refusal } => {
            let path = convert::path(&link.index(), id);
            tell("touchLost", convert::refusal(refusal).with("path", path).into());
        }
        Event::Held(ids) => {
            let index = link.index();
            let held = ids.into_iter().map(|id| {
                let plain = Plain::new().with("path", convert::path(&index, id));
                JsValue::from(plain.with_some("holder", link.holder(id)))
            });
            tell("held", held.collect::<Array>().into());
        }
        Event::Returned(report) => {
            tell("returned", convert::report(report, &link.index()).into());
        }
        Event::Command { n, outcome } => tell("answer", convert::answer(n, outcome).into()),
        Event::List { name, names } => tell("list", convert::names(name, &names).into()),
        Event::Notice(notice) => tell("notice", convert::notice(notice).into()),
        Event::Refused(refusal) => tell("refused", Plain::into(convert::refusal(refusal))),
        // What a later session tells has no listener yet.
        _ => {}
    }
}

fn tell_changes(sink: &LinkSink, link: &Link, changes: &mut Changes, ids: &[ParamId]) {
    let index = link.index();
    changes.ids.clear();
    changes.values.clear();
    for id in ids {
        if let (Some(parameter), Some(value)) = (index.get(*id), link.shown(*id)) {
            changes.ids.push(id.0);
            changes.values.push(control::number(parameter.law(), &value));
        }
    }
    if !changes.ids.is_empty() {
        let (ids, values) = (changes.ids.as_ptr() as usize, changes.values.as_ptr() as usize);
        sink.changed(ids, values, changes.ids.len());
    }
}
