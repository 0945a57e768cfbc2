//! Chat and people in every state.

use leptos::prelude::*;
use markup::view;

use super::Frame;
use super::demo::{messages, people};
use crate::dom::wall_clock_millis;
use crate::signals::{RwSignal, Signal};
use crate::widgets::{
    Avatar, Colour, Composer, Message, MessageList, MessageState, OutboxNote, People, Presence,
};

#[component]
pub(super) fn Chat() -> impl IntoView {
    let long: Vec<Message> = (0..1000).map(numbered).collect();
    view! {
        <Frame title="Messages" note="Each state; own ones can be changed and deleted.">
            <Talk />
        </Frame>
        <Frame title="A thousand messages" note="Starts at the newest; scroll up for more.">
            <MessageList messages=Signal::stored(long) />
        </Frame>
        <Frame title="No messages" note="Says who will read it.">
            <MessageList messages=Signal::stored(Vec::new()) />
        </Frame>
        <Frame title="Composer and outbox" note="Near the limit, too long, closed.">
            <OutboxNote count=Signal::stored(2) />
            <Composer room="Crew".to_owned() on_send=|_| () />
            <Composer
                room="Crew".to_owned()
                draft=RwSignal::new("Nearly at the limit".to_owned())
                limit=Signal::stored(20)
                on_send=|_| ()
            />
            <Composer
                room="Crew".to_owned()
                draft=RwSignal::new("Beyond the limit".to_owned())
                limit=Signal::stored(10)
                on_send=|_| ()
            />
            <Composer
                room="Crew".to_owned()
                closed=Signal::stored(Some("You may read here".to_owned()))
                on_send=|_| ()
            />
        </Frame>
        <Frame title="People" note="Here, away, gone; small and large.">
            <div class="frame__row">
                <People people=Signal::stored(people()) />
            </div>
            <div class="frame__row">
                {Colour::ALL
                    .into_iter()
                    .map(|colour| {
                        view! { <Avatar initials="Aa" colour presence=Presence::Here /> }
                    })
                    .collect_view()} <Avatar initials="Sm" colour=Colour::Pink small=true />
            </div>
        </Frame>
    }
}

fn numbered(index: u32) -> Message {
    Message {
        key: index.to_string(),
        author: format!("Person {}", index % 3),
        role: String::new(),
        initials: format!("P{}", index % 3),
        colour: Colour::nth(index as usize % 3),
        mine: false,
        text: format!("Message number {index}"),
        at_millis: wall_clock_millis() as i64 - i64::from(1000 - index) * 180_000,
        state: MessageState::Sent,
        edited: false,
    }
}

/// A log whose own messages can be changed, and a composer that answers.
#[component]
pub(super) fn Talk() -> impl IntoView {
    let log = RwSignal::new(messages());
    let change = move |key: &str, change: &dyn Fn(&mut Message)| {
        log.update(|log| {
            if let Some(message) = log.iter_mut().find(|message| message.key == key) {
                change(message);
            }
        });
    };
    let send = move |text: String| {
        log.update(|log| {
            log.push(Message {
                key: format!("own {}", log.len()),
                author: "FOH".into(),
                mine: true,
                text,
                ..numbered(1000)
            });
        });
    };
    view! {
        <MessageList
            messages=log
            unread_from=Signal::stored(Some("6".to_owned()))
            on_edit=move |(key, text): (String, String)| {
                change(
                    &key,
                    &|message| {
                        message.text.clone_from(&text);
                        message.edited = true;
                    },
                );
            }
            on_delete=move |key: String| {
                change(&key, &|message| message.state = MessageState::Deleted);
            }
            on_retry=move |key: String| {
                change(&key, &|message| message.state = MessageState::Sending);
            }
            on_discard=move |key: String| {
                log.update(|log| log.retain(|message| message.key != key));
            }
        />
        <footer class="chat__foot">
            <OutboxNote count=Signal::stored(1) />
            <Composer room="Crew".to_owned() on_send=send />
        </footer>
    }
}
