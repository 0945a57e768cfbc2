//! Feeds the session what happens outside and does what it asks.
//!
//! Every input goes the same way: one `handle_*` of the session, then its
//! actions, then its events. No borrow is held while the application's closure
//! runs; what it asks for waits until it returns.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use desk::Moment;
use session::{Action, Client, Config, Event, SocketId};

use super::Options;
use super::probes::Probes;
use crate::api::Api;
use crate::page::{self, PageEvent, PageWatch};
use crate::socket::{Message, Socket, SocketError};
use crate::storage::Storage;
use crate::task::Task;
use crate::timer::Timeout;
use crate::url::SocketUrl;
use crate::{chance, clock};

type OnEvent = Rc<dyn Fn(Event)>;

/// What a socket offers: the version it speaks, and the way to be told that
/// there is no common one.
const SUBPROTOCOLS: [&str; 2] = [protocol::SUBPROTOCOL, protocol::REJECT_SUBPROTOCOL];
/// A browser reports a failed socket with this code.
///
/// **Source:** RFC 6455, section 7.1.5.
const ABNORMAL: u16 = 1006;

pub(super) struct Shell {
    url: SocketUrl,
    token: String,
    storage: Storage,
    socket_class: Option<js_sys::Function>,
    core: RefCell<Client>,
    /// One, or a second one beside it while the first is silent.
    sockets: RefCell<Vec<(SocketId, Socket)>>,
    /// The timer and when it fires.
    timer: RefCell<Option<(Moment, Timeout)>>,
    probes: Probes,
    page: RefCell<Option<PageWatch>>,
    /// Hands events out after a command.
    later: RefCell<Option<Task>>,
    events: RefCell<VecDeque<Event>>,
    delivering: Cell<bool>,
    closing: Cell<bool>,
    on_event: RefCell<Option<OnEvent>>,
    /// Why the browser did not even try.
    refused: RefCell<Option<SocketError>>,
    itself: Weak<Self>,
}

impl Shell {
    pub(super) fn open(options: Options, on_event: OnEvent) -> Result<Rc<Self>, SocketError> {
        let Options { url, token, client, storage, socket_class } = options;
        let core = Client::new(Config {
            client,
            token: token.clone(),
            seed: chance::number(),
            saved: storage.session(&token),
            visible: page::visible(),
        });
        let shell = Rc::new_cyclic(|itself| Self {
            url,
            token,
            storage,
            socket_class,
            core: RefCell::new(core),
            sockets: RefCell::default(),
            timer: RefCell::default(),
            probes: Probes::default(),
            page: RefCell::default(),
            later: RefCell::default(),
            events: RefCell::default(),
            delivering: Cell::new(false),
            closing: Cell::new(false),
            on_event: RefCell::new(Some(on_event)),
            refused: RefCell::default(),
            itself: Weak::clone(itself),
        });
        shell.command(|core, now| core.start(now));
        if let Some(refused) = shell.refused.take() {
            shell.end();
            return Err(refused);
        }
        let itself = Rc::downgrade(&shell);
        let watch = PageWatch::new(move |event| {
            if let Some(shell) = itself.upgrade() {
                shell.input(|core, now| take_page_event(core, now, event));
            }
        });
        shell.page.replace(Some(watch));
        Ok(shell)
    }

    /// Something the application wants. Its events come after it has returned
    /// to the browser's event loop, but before the next frame.
    pub(super) fn command<T>(&self, run: impl FnOnce(&mut Client, Moment) -> T) -> T {
        let answer = self.feed(run);
        let waiting = !self.events.borrow().is_empty();
        if waiting && !self.delivering.get() && self.later.borrow().is_none() {
            let itself = Weak::clone(&self.itself);
            let later = Task::spawn(async move {
                if let Some(shell) = itself.upgrade() {
                    let done = shell.later.take();
                    drop(done);
                    shell.deliver();
                }
            });
            self.later.replace(Some(later));
        }
        answer
    }

    /// Something the application wants to know.
    pub(super) fn ask<T>(&self, read: impl FnOnce(&Client) -> T) -> T {
        read(&self.core.borrow())
    }

    pub(super) fn buffered_amount(&self) -> u32 {
        self.sockets.borrow().iter().map(|(_, socket)| socket.buffered_amount()).sum()
    }

    /// Stops the session; the shell ends once the last events are handed out.
    pub(super) fn close(&self) {
        self.closing.set(true);
        self.command(|core, _| core.stop());
        if self.events.borrow().is_empty() && !self.delivering.get() {
            self.end();
        }
    }

    /// Closes the socket with a code of the application's choice, if there is
    /// one to close.
    pub(super) fn say_goodbye(&self, code: u16, reason: &str) -> Result<(), SocketError> {
        crate::socket::check_close(code, reason)?;
        let sockets = self.sockets.borrow();
        sockets.iter().try_for_each(|(_, socket)| socket.close(code, reason))
    }

    /// Lets everything go. Nothing happens afterwards.
    pub(super) fn end(&self) {
        self.on_event.take();
        self.events.take();
        self.page.take();
        self.probes.clear();
        self.later.take();
        self.timer.take();
        self.sockets.take();
    }

    fn ended(&self) -> bool {
        self.on_event.borrow().is_none()
    }

    /// Something happened outside.
    fn input(&self, run: impl FnOnce(&mut Client, Moment)) {
        if !self.ended() {
            self.feed(run);
            self.deliver();
        }
    }

    fn feed<T>(&self, run: impl FnOnce(&mut Client, Moment) -> T) -> T {
        let answer = run(&mut self.core.borrow_mut(), clock::now());
        if !self.ended() {
            self.act();
            self.collect();
            self.set_timer();
        }
        answer
    }

    /// Does what the session asks. Nothing here runs code of the application.
    fn act(&self) {
        loop {
            let action = self.core.borrow_mut().poll_action();
            match action {
                Some(Action::Connect(id)) => self.connect(id),
                Some(Action::Probe) => self.ask_alive(),
                Some(Action::SendText(id, text)) => {
                    self.send(id, |socket| socket.send_text(&text));
                }
                Some(Action::SendBinary(id, bytes)) => {
                    self.send(id, |socket| socket.send_bytes(&bytes));
                }
                Some(Action::Drop(id, code)) => self.drop_socket(id, code),
                None => return,
            }
        }
    }

    /// Takes the events over; what has to survive is kept at once, since the
    /// page may be gone before the application sees an event.
    fn collect(&self) {
        let mut save = false;
        while let Some(event) = { self.core.borrow_mut().poll_event() } {
            match event {
                Event::Save => save = true,
                event => self.events.borrow_mut().push_back(event),
            }
        }
        if save {
            self.storage.set_session(&self.token, &self.core.borrow().saved());
        }
    }

    /// Hands events out, also those that come up meanwhile.
    fn deliver(&self) {
        if self.delivering.replace(true) {
            return;
        }
        while let Some(event) = { self.events.borrow_mut().pop_front() } {
            let Some(on_event) = self.on_event.borrow().clone() else { break };
            on_event(event);
        }
        self.delivering.set(false);
        if self.closing.get() {
            self.end();
        }
    }

    /// Wakes the session at its deadline. A timer that fires too early is
    /// cheaper than one set anew with every message, so it is left to run.
    fn set_timer(&self) {
        let deadline = self.core.borrow().poll_deadline();
        let mut timer = self.timer.borrow_mut();
        let Some(deadline) = deadline else {
            timer.take();
            return;
        };
        if timer.as_ref().is_some_and(|(fires, _)| *fires <= deadline) {
            return;
        }
        let itself = Weak::clone(&self.itself);
        let timeout = Timeout::new(deadline.since(clock::now()), move || {
            if let Some(shell) = itself.upgrade() {
                let fired = shell.timer.take();
                drop(fired);
                shell.input(Client::handle_timeout);
            }
        });
        *timer = Some((deadline, timeout));
    }

    fn connect(&self, id: SocketId) {
        // What other probes would say is of no use any more.
        self.probes.clear();
        let class = self.socket_class.as_ref();
        match Socket::with_class(class, &self.url.to_string(), &SUBPROTOCOLS) {
            Ok(socket) => {
                self.listen(id, &socket);
                self.sockets.borrow_mut().push((id, socket));
            }
            Err(error) => {
                let reason = error.to_string();
                self.refused.replace(Some(error));
                self.core.borrow_mut().handle_closed(clock::now(), id, ABNORMAL, &reason);
            }
        }
    }

    fn listen(&self, id: SocketId, socket: &Socket) {
        let itself = || Weak::clone(&self.itself);
        socket.set_onopen(Some(Box::new({
            let itself = itself();
            move || with(&itself, |core, now| core.handle_opened(now, id))
        })));
        socket.set_onmessage(Some(Box::new({
            let itself = itself();
            move |message| match message {
                Message::Text(text) => with(&itself, |core, now| core.handle_text(now, id, &text)),
                Message::Bytes(bytes) => {
                    with(&itself, |core, now| core.handle_binary(now, id, &bytes));
                }
            }
        })));
        socket.set_onclose(Some(Box::new({
            let itself = itself();
            move |close| {
                with(&itself, |core, now| core.handle_closed(now, id, close.code, &close.reason));
            }
        })));
    }

    /// A socket that cannot take a message is closing: its close event, or
    /// the session's own deadline, tells the session.
    fn send(&self, id: SocketId, send: impl FnOnce(&Socket) -> Result<(), SocketError>) {
        if let Some((_, socket)) = self.sockets.borrow().iter().find(|(of, _)| *of == id) {
            let _ = send(socket);
        }
    }

    /// Its closing is not waited for: Chromium would take a minute to report
    /// it when the peer is silent.
    fn drop_socket(&self, id: SocketId, code: u16) {
        let mut sockets = self.sockets.borrow_mut();
        if let Some(at) = sockets.iter().position(|(of, _)| *of == id) {
            let (_, socket) = sockets.swap_remove(at);
            drop(sockets);
            // A code that pages may not send is replaced by the drop's 1000.
            let _ = socket.close(code, "");
        }
    }

    fn ask_alive(&self) {
        let api = Api::beside(&self.url);
        let itself = Weak::clone(&self.itself);
        self.probes.start(async move {
            // Of one without an answer there is nothing to tell.
            if let Some(alive) = api.probe().await {
                with(&itself, |core, now| core.handle_probe(now, alive));
            }
        });
    }
}

/// Feeds the shell if it is still there.
fn with(shell: &Weak<Shell>, run: impl FnOnce(&mut Client, Moment)) {
    if let Some(shell) = shell.upgrade() {
        shell.input(run);
    }
}

fn take_page_event(core: &mut Client, now: Moment, event: PageEvent) {
    match event {
        PageEvent::Visible(visible) => core.handle_visible(now, visible),
        PageEvent::Woken => {
            core.handle_visible(now, page::visible());
            core.handle_wake(now);
        }
        PageEvent::Frozen => core.handle_visible(now, false),
    }
}
