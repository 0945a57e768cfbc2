//! The link to a relay: drives a session over sockets that come and go, and
//! hands what happens to one closure.
//!
//! When to connect, what to send and what a control shows is decided in the
//! `session` crate; here are only its socket, timer, probe, page events and
//! storage.

mod probes;
mod shell;

use std::fmt;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use desk::{Index, ParamId, Value};
use protocol::{ChatBody, ClientInfo, Easing, Limits, ListName};
use session::{ControlError, Draft, Event, LinkState};

use crate::socket::SocketError;
use crate::storage::Storage;
use crate::url::SocketUrl;
use shell::Shell;

/// What a link is opened with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The relay's socket, mostly `SocketUrl::from_page(origin, "/ws")`.
    pub url: SocketUrl,
    /// Token from joining.
    pub token: String,
    /// The program, for the relay's log.
    pub client: ClientInfo,
    /// Where the session and undecided messages survive a reload.
    pub storage: Storage,
    /// A class of WebSockets for places without a global one, see
    /// [`Socket::with_class`](crate::Socket::with_class).
    pub socket_class: Option<js_sys::Function>,
}

/// A live link; clones share it. It ends with its last clone, or with
/// [`Link::close`]: socket, timers, listeners, calls and the closure given to
/// [`Link::open`] are gone then.
///
/// Events come one at a time, in order, and never from within a call to the
/// link, so the closure may call everything here. A closure that holds the
/// link itself keeps it open until it is closed.
#[derive(Clone)]
pub struct Link(Rc<Handle>);

struct Handle(Rc<Shell>);

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Link {
    /// Opens the link and keeps it up: it reconnects by itself until it is
    /// dropped or the relay closes for good, and tells both by events.
    ///
    /// # Errors
    /// [`SocketError::Browser`] when the browser does not allow this page such
    /// a socket at all. A relay that does not answer is no error.
    pub fn open(options: Options, on_event: impl Fn(Event) + 'static) -> Result<Self, SocketError> {
        Shell::open(options, Rc::new(on_event)).map(|shell| Self(Rc::new(Handle(shell))))
    }

    /// A finger is down on a control. Changes no value.
    ///
    /// # Errors
    /// [`ControlError`] says why the control cannot be moved now.
    pub fn touch(&self, id: ParamId) -> Result<(), ControlError> {
        self.0.0.command(|core, now| core.touch(now, id))
    }

    /// One finger is down on several controls, which it moves together.
    ///
    /// # Errors
    /// [`ControlError`] says why not all of them can be moved now; those that
    /// can are in hand then.
    pub fn touch_all(&self, ids: &[ParamId]) -> Result<(), ControlError> {
        self.0.0.command(|core, now| core.touch_all(now, ids))
    }

    /// Moves a control: shown at once, sent soon, newest value first.
    ///
    /// # Errors
    /// [`ControlError`] says why not; nothing is shown or sent then.
    pub fn set(&self, id: ParamId, value: Value) -> Result<(), ControlError> {
        self.0.0.command(|core, now| core.set(now, id, value))
    }

    /// Moves several controls at once, which everybody sees change at once.
    ///
    /// # Errors
    /// [`ControlError`] says why not; none of them moves then.
    pub fn set_all(&self, entries: Vec<(ParamId, Value)>) -> Result<(), ControlError> {
        self.0.0.command(|core, now| core.set_all(now, entries))
    }

    /// Takes a control over from whoever has it in hand; it stays free for a
    /// touch from here for a moment.
    ///
    /// # Errors
    /// [`ControlError`] says why the control cannot be moved now.
    pub fn take_over(&self, id: ParamId) -> Result<(), ControlError> {
        self.0.0.command(|core, _| core.take_over(id))
    }

    /// The number of another member who has this control in hand.
    #[must_use]
    pub fn holder(&self, id: ParamId) -> Option<u32> {
        self.0.0.ask(|core| core.holder(id))
    }

    /// Whether that member keeps it when it is touched here, so that it has to
    /// be taken over.
    #[must_use]
    pub fn must_ask(&self, id: ParamId) -> bool {
        self.0.0.ask(|core| core.must_ask(id))
    }

    /// The finger is lifted.
    pub fn lift(&self, id: ParamId) {
        self.0.0.command(|core, now| core.lift(now, id));
    }

    /// Writes to a room, now or when the link is back. Gives the number its
    /// verdict will come with, or `None` when the outbox is full.
    pub fn say(&self, room: &str, text: &str) -> Option<u64> {
        self.post(room, ChatBody::Create { text: text.to_owned() })
    }

    /// Gives an own message a new text; `target` is the message's offset.
    pub fn edit(&self, room: &str, target: u64, text: &str) -> Option<u64> {
        self.post(room, ChatBody::Edit { target, text: text.to_owned() })
    }

    /// Takes an own message back; `target` is the message's offset.
    pub fn delete(&self, room: &str, target: u64) -> Option<u64> {
        self.post(room, ChatBody::Delete { target })
    }

    /// Sets or clears a reaction to the message at offset `target`.
    pub fn react(&self, room: &str, target: u64, reaction: &str, on: bool) -> Option<u64> {
        self.post(room, ChatBody::React { target, reaction: reaction.to_owned(), on })
    }

    /// Posts anything to a room, as [`Link::say`].
    pub fn post(&self, room: &str, body: ChatBody) -> Option<u64> {
        self.0.0.command(|core, now| core.post(now, room, body))
    }

    /// Marks a room as read up to an offset.
    pub fn read(&self, room: &str, offset: u64) {
        self.0.0.command(|core, _| core.read(room, offset));
    }

    /// Asks the desk for something beside its parameters, such as
    /// `snapshot.load` with a show and a name, and gives the number that
    /// [`Event::Command`] will name. The verbs are in `docs/protocol.md`.
    ///
    /// # Errors
    /// [`ControlError`] says why not; nothing is sent then.
    pub fn command(&self, verb: &str, words: &[&str]) -> Result<u64, ControlError> {
        let words = words.iter().copied().map(str::to_owned).collect();
        self.0.0.command(|core, _| core.command(verb, words))
    }

    /// Asks for these lists of the desk, now and whenever they change; none
    /// stops them.
    pub fn want_lists(&self, lists: Vec<ListName>) {
        self.0.0.command(|core, _| core.want_lists(lists));
    }

    /// Lets the relay move parameters slowly, until somebody takes them over.
    ///
    /// # Errors
    /// [`ControlError`] says why not; nothing fades then.
    pub fn fade(
        &self,
        goals: Vec<(ParamId, Value)>,
        lasts: Duration,
        easing: Easing,
    ) -> Result<(), ControlError> {
        self.0.0.command(|core, now| core.fade(now, goals, lasts, easing))
    }

    /// Asks for the meters of these kinds of strips; none stops them.
    pub fn want_meters(&self, kinds: &[&str]) {
        let kinds = kinds.iter().copied().map(str::to_owned).collect();
        self.0.0.command(|core, _| core.want_meters(kinds));
    }

    /// Tries now instead of waiting for the next attempt.
    pub fn wake(&self) {
        self.0.0.command(|core, now| core.handle_wake(now));
    }

    /// Ends the link for good. The last event says that it is stopped.
    pub fn close(&self) {
        self.0.0.close();
    }

    /// Ends the link for good with an own close code, for the relay's log.
    ///
    /// # Errors
    /// [`SocketError::CloseCode`] and [`SocketError::ReasonLength`] as
    /// [`Socket::close`](crate::Socket::close); the link goes on then.
    pub fn close_with(&self, code: u16, reason: &str) -> Result<(), SocketError> {
        self.0.0.say_goodbye(code, reason)?;
        self.0.0.close();
        Ok(())
    }

    /// How the link is.
    #[must_use]
    pub fn state(&self) -> LinkState {
        self.0.0.ask(|core| core.link().clone())
    }

    /// The parameters of the desk's present surface.
    #[must_use]
    pub fn index(&self) -> Arc<Index> {
        self.0.0.ask(|core| Arc::clone(core.index()))
    }

    /// The relay's limits.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.0.0.ask(|core| core.limits().clone())
    }

    /// What a control shows.
    #[must_use]
    pub fn shown(&self, id: ParamId) -> Option<Value> {
        self.0.0.ask(|core| core.shown(id).cloned())
    }

    /// What the desk says, also while a finger holds the control.
    #[must_use]
    pub fn shadow(&self, id: ParamId) -> Option<Value> {
        self.0.0.ask(|core| core.shadow(id).cloned())
    }

    /// Where somebody else moved a control that a finger holds here.
    #[must_use]
    pub fn ghost(&self, id: ParamId) -> Option<Value> {
        self.0.0.ask(|core| core.ghost(id).cloned())
    }

    /// Whether controls can be moved now.
    ///
    /// # Errors
    /// [`ControlError`] says why not.
    pub fn check_control(&self) -> Result<(), ControlError> {
        self.0.0.ask(|core| core.check_control())
    }

    /// Own messages that are not decided, oldest first.
    #[must_use]
    pub fn outbox(&self) -> Vec<Draft> {
        self.0.0.ask(|core| core.outbox().cloned().collect())
    }

    /// The client id; entries that carry it are this tab's own.
    #[must_use]
    pub fn cid(&self) -> String {
        self.0.0.ask(|core| core.cid().to_owned())
    }

    /// Bytes that wait in the browser because the network is slow.
    #[must_use]
    pub fn buffered_amount(&self) -> u32 {
        self.0.0.buffered_amount()
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Link").field("state", &self.state()).finish_non_exhaustive()
    }
}
