//! `Api` and `Link` against a real relay with its simulated desk: joining,
//! moving, talking, and a connection that breaks under way.

use std::time::Duration;

use client::link::Options;
use client::storage::Storage;
use client::url::SocketUrl;
use client::{Api, Link};
use desk::{ParamId, Value};
use protocol::{ChatBody, ClientInfo, Decision, DeskState};
use session::{Event, LinkState};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::events::Events;
use crate::relay::{beside, echo_url, invitation};

#[wasm_bindgen(module = "/tests/web/spied_sockets.js")]
extern "C" {
    fn spy();
    fn break_all() -> usize;
    fn stop_spying();
}

struct Person {
    link: Link,
    events: Events<Event>,
    token: String,
}

/// The relay's socket and a code to join with.
fn relay(test: &str) -> Option<(SocketUrl, &'static str)> {
    let url = beside(echo_url(test)?, "/ws");
    Some((url.parse().unwrap(), invitation(test)?))
}

async fn join(url: &SocketUrl, code: &str, name: &str) -> Person {
    let api = Api::beside(url);
    let joined = api.join(code, name, "sky").await.unwrap();
    assert_eq!(joined.member.name, name);
    let options = Options {
        url: url.clone(),
        token: joined.token.clone(),
        client: ClientInfo { name: "web-test".to_owned(), version: "0".to_owned() },
        storage: Storage::in_memory(),
        socket_class: None,
    };
    let events = Events::default();
    let link = Link::open(options, {
        let events = events.clone();
        move |event| events.push(event)
    });
    Person { link: link.unwrap(), events, token: joined.token }
}

impl Person {
    async fn until(&self, fits: impl Fn(&Event) -> bool) -> Event {
        loop {
            let event = self.events.next().await;
            if fits(&event) {
                return event;
            }
        }
    }

    /// Waits until controls can be moved.
    async fn until_ready(&self) {
        self.until(|event| *event == Event::AllShown && self.link.check_control().is_ok()).await;
    }

    async fn until_shown(&self, id: ParamId, value: &Value) {
        while self.link.shown(id).as_ref() != Some(value) {
            self.until(|event| matches!(event, Event::Shown(_) | Event::AllShown)).await;
        }
    }

    async fn until_said(&self, text: &str) {
        let body = ChatBody::Create { text: text.to_owned() };
        self.until(|event| matches!(event, Event::Chat(entry) if entry.body == body)).await;
    }
}

#[wasm_bindgen_test]
async fn two_people_move_and_talk() {
    let Some((url, code)) = relay("two_people_move_and_talk") else { return };
    assert!(Api::beside(&url).alive().await);
    let (ana, ben) = (join(&url, code, "Ana").await, join(&url, code, "Ben").await);
    ana.until_ready().await;
    ben.until_ready().await;
    let fader = ana.link.index().find("input.3.level").unwrap();
    for position in [12_345, 54_321] {
        ana.link.touch(fader).unwrap();
        ana.link.set(fader, Value::Short(position)).unwrap();
        ana.link.lift(fader);
        ben.until_shown(fader, &Value::Short(position)).await;
    }
    let n = ana.link.say("crew", "can you hear me?").unwrap();
    ben.until_said("can you hear me?").await;
    let decided = ana.until(|event| matches!(event, Event::Decided { .. })).await;
    let Event::Decided { n: decided, decision: Decision::Stored { offset } } = decided else {
        panic!("{decided:?}");
    };
    assert_eq!(decided, n);
    let history = Api::beside(&url).history(&ben.token, "crew", Some(offset + 1), 1).await.unwrap();
    assert_eq!(history.entries.first().map(|entry| entry.offset), Some(offset));
    assert_eq!(Api::beside(&url).me(&ben.token).await.unwrap().name, "Ben");
}

#[wasm_bindgen_test]
async fn a_broken_connection_is_taken_up_where_it_was() {
    let Some((url, code)) = relay("a_broken_connection_is_taken_up_where_it_was") else { return };
    let ben = join(&url, code, "Ben").await;
    ben.until_ready().await;
    spy();
    let ana = join(&url, code, "Ana").await;
    ana.until_ready().await;
    // The relay may remember an earlier run.
    let run = client::clock::wall_millis();
    for round in 1..=3_u16 {
        assert_eq!(break_all(), 1);
        let missed = format!("missed {round} of {run}");
        let waiting = format!("waiting {round} of {run}");
        ana.until(|event| *event == Event::Link(LinkState::Offline)).await;
        ana.link.say("crew", &waiting).unwrap();
        ben.link.say("crew", &missed).unwrap();
        let fader = ben.link.index().find("input.4.level").unwrap();
        ben.link.set(fader, Value::Short(round * 1000)).unwrap();
        ana.until(|event| matches!(event, Event::Link(LinkState::Live { .. }))).await;
        ben.until_said(&waiting).await;
        ana.until_said(&missed).await;
        ana.until_shown(fader, &Value::Short(round * 1000)).await;
    }
    // Sent again after each loss, and stored once each.
    let page = Api::beside(&url).history(&ben.token, "crew", None, 100).await.unwrap();
    let texts = page.entries.into_iter().filter_map(|entry| match entry.body {
        ChatBody::Create { text } if text.starts_with("waiting") => Some(text),
        _ => None,
    });
    let of_this_run: Vec<String> = texts.filter(|text| text.ends_with(&run.to_string())).collect();
    assert_eq!(of_this_run, [1, 2, 3].map(|round| format!("waiting {round} of {run}")));
    stop_spying();
}

#[wasm_bindgen_test]
async fn a_wrong_token_is_final() {
    let Some((url, _)) = relay("a_wrong_token_is_final") else { return };
    assert_eq!(Api::beside(&url).me("nobody").await.unwrap_err().code(), "not_authenticated");
    let wrong = Api::beside(&url).invitation("AAAA-AAAA").await.unwrap_err();
    assert_eq!(wrong.code(), "invitation_unknown");
    let events = Events::default();
    let options = Options {
        url,
        token: "nobody".to_owned(),
        client: ClientInfo { name: "web-test".to_owned(), version: "0".to_owned() },
        storage: Storage::in_memory(),
        socket_class: None,
    };
    let _link = Link::open(options, {
        let events = events.clone();
        move |event| events.push(event)
    });
    let stopped = |event: Option<Event>| match event {
        Some(Event::Link(LinkState::Stopped { code, .. })) => code,
        other => panic!("{other:?}"),
    };
    let mut event = events.next().await;
    while !matches!(event, Event::Link(LinkState::Stopped { .. })) {
        event = events.next().await;
    }
    assert_eq!(stopped(Some(event)), 4401);
    assert_eq!(events.next_within(Duration::from_millis(500)).await, None);
}

#[wasm_bindgen_test]
async fn the_desk_is_told() {
    let Some((url, code)) = relay("the_desk_is_told") else { return };
    let ana = join(&url, code, "Ana").await;
    ana.until(|event| matches!(event, Event::Desk(desk) if desk.state == DeskState::Live)).await;
    assert!(ana.link.index().surface().simulated);
    ana.link.want_meters(&["input"]);
    ana.until(|event| matches!(event, Event::Meters { .. })).await;
}
