//! The crew chat: who is here, the log, the composer.

use leptos::prelude::*;
use markup::view;
use protocol::RefusalCode;

use super::join::role_words;
use crate::dom;
use crate::signals::{Callback, RwSignal, callback, derive, memo};
use crate::state::chat::{Line, Pending};
use crate::state::{App, use_app};
use crate::text::{Text, use_text};
use crate::widgets::{
    Colour, Composer, Icon, IconName, Message, MessageList, MessageState, OutboxNote, People,
    Person, Presence,
};

/// The chat panel; a sheet on phones.
#[component]
pub fn ChatView(
    /// Text not sent yet; kept outside so that it survives closing the panel.
    draft: RwSignal<String>,
    /// The panel's close button.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let chat = app.chat;
    let messages = memo(move |_| messages(app, text.get()));
    // The rule stands where this person stopped reading when the panel opened.
    let opened_at = chat.read_mark().get_untracked();
    let unread_from = memo(move |_| {
        let me = app.me.me().with(|me| me.as_ref().map(|me| me.id));
        chat.lines().with(|lines| {
            let newer = |line: &&Line| line.offset > opened_at && Some(line.author) != me;
            lines.iter().find(newer).filter(|_| opened_at > 0).map(line_key)
        })
    });
    let closed = derive(move || {
        let joined = app.me.me().with(Option::is_some);
        (!joined && !chat.live().get()).then(|| text.get().link_connecting().to_owned())
    });
    let room = text.signal(|it| it.crew());
    let limit = app.chat.limit();
    let waiting = derive(move || if chat.live().get() { 0 } else { chat.pending().with(Vec::len) });

    view! {
        <section class="chat" id="chat" aria-label=text.say(|it| it.chat_title())>
            <header class="chat__head">
                <h2 class="chat__title">{text.say(|it| it.crew())}</h2>
                <People people=derive(move || people(app, text.get())) limit=5 />
                <button
                    type="button"
                    class="icon-btn chat__close"
                    aria-label=text.say(|it| it.close())
                    on:click=move |_| on_close.run(())
                >
                    <Icon name=IconName::X />
                </button>
            </header>
            <MessageList
                messages
                unread_from
                loading_older=chat.loading_older()
                has_older=chat.has_older()
                on_older=callback(move |()| chat.fetch_older(app))
                on_seen=callback(move |()| {
                    if dom::is_visible() {
                        chat.mark_read(app);
                    }
                })
                on_edit=move |(key, words): (String, String)| {
                    if let Some(offset) = offset_of(app, &key) {
                        chat.edit(app, offset, words);
                    }
                }
                on_delete=move |key: String| {
                    if let Some(offset) = offset_of(app, &key) {
                        chat.delete(app, offset);
                    }
                }
                on_retry=move |key: String| {
                    if let Some(n) = number_of(&key) {
                        chat.retry(app, n);
                    }
                }
                on_discard=move |key: String| {
                    if let Some(n) = number_of(&key) {
                        chat.discard(n);
                    }
                }
            />
            <OutboxNote count=waiting />
            <Composer
                room
                draft
                limit
                closed
                on_send=move |words| chat.say(app, words)
            />
        </section>
    }
}

/// Everybody here, this person first.
pub(super) fn people(app: App, text: &dyn Text) -> Vec<Person> {
    let me = app.me.me().with(|me| me.as_ref().map(|me| me.id));
    app.me.here().with(|here| {
        let person = |one: &protocol::Presence| Person {
            key: one.member.id.to_string(),
            name: one.member.name.clone(),
            initials: Person::initials_of(&one.member.name),
            role: text.role(role_words(one.member.role)).to_owned(),
            colour: Colour::from_token(&one.member.color),
            presence: if one.visible { Presence::Here } else { Presence::Away },
        };
        let mut people: Vec<Person> = here.iter().map(person).collect();
        if let Some(mine) = here.iter().position(|one| Some(one.member.id) == me) {
            let mine = people.remove(mine);
            people.insert(0, mine);
        }
        people
    })
}

/// Stored messages, then those on their way.
fn messages(app: App, text: &dyn Text) -> Vec<Message> {
    let me = app.me.me().get();
    let stored = app.chat.lines().with(|lines| {
        let mine = |line: &Line| me.as_ref().is_some_and(|me| me.id == line.author);
        let role = |line: &Line| app.me.role_of(line.author).map(role_words);
        lines
            .iter()
            .map(|line| Message {
                key: line_key(line),
                author: if mine(line) { text.you().to_owned() } else { line.name.clone() },
                role: role(line).map(|role| text.role(role)).unwrap_or_default().to_owned(),
                initials: Person::initials_of(&line.name),
                colour: Colour::from_token(&line.color),
                mine: mine(line),
                text: line.text.clone(),
                at_millis: i64::try_from(line.at).unwrap_or(i64::MAX),
                state: if line.deleted { MessageState::Deleted } else { MessageState::Sent },
                edited: line.edited,
            })
            .collect::<Vec<_>>()
    });
    let cid = app.chat.cid();
    let live = app.chat.live().get();
    let pending = app.chat.pending().with(|pending| {
        let me = me.as_ref();
        let row = |one: &Pending| Message {
            key: key(&cid, one.n),
            author: text.you().to_owned(),
            role: String::new(),
            initials: me.map(|me| Person::initials_of(&me.name)).unwrap_or_default(),
            colour: me.map(|me| Colour::from_token(&me.color)).unwrap_or_default(),
            mine: true,
            text: one.text.clone(),
            at_millis: dom::wall_clock_millis() as i64,
            state: match one.refused {
                Some(code) => MessageState::Failed(failure(code, text)),
                None if live => MessageState::Sending,
                None => MessageState::Waiting,
            },
            edited: false,
        };
        pending.iter().map(row).collect::<Vec<_>>()
    });
    let known: std::collections::HashSet<&str> =
        stored.iter().map(|message| message.key.as_str()).collect();
    let fresh: Vec<Message> =
        pending.into_iter().filter(|message| !known.contains(message.key.as_str())).collect();
    stored.into_iter().chain(fresh).collect()
}

fn failure(code: RefusalCode, text: &dyn Text) -> String {
    match code {
        RefusalCode::NotAllowed => text.may_not_write().to_owned(),
        _ => text.message_failed().to_owned(),
    }
}

fn line_key(line: &Line) -> String {
    key(&line.intent.0, line.intent.1)
}

/// The same key for a message before and after it is stored.
fn key(cid: &str, n: u64) -> String {
    format!("{cid}/{n}")
}

fn offset_of(app: App, key: &str) -> Option<u64> {
    app.chat.lines().with_untracked(|lines| {
        lines.iter().find(|line| line_key(line) == key).map(|line| line.offset)
    })
}

fn number_of(key: &str) -> Option<u64> {
    key.rsplit_once('/')?.1.parse().ok()
}
