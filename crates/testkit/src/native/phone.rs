//! A phone without a screen: the same session as in a browser, on sockets of
//! its own, in a task of its own. What a test sees of it comes through one
//! function, called in order for every event.

mod dial;
mod socket;

use std::collections::BTreeMap;
use std::mem::MaybeUninit;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use desk::Moment;
use protocol::{ClientInfo, ServerFrame};
use session::{Action, Client, Config, Event, Saved, SocketId};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until};

use socket::{Order, SocketEvent};

/// A session that waits for nothing has no deadline.
const FAR: Duration = Duration::from_secs(3600);

/// What a phone is started with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The relay, or a proxy before it.
    pub address: SocketAddr,
    /// Own address, for limits per address; any when there is none.
    pub from: Option<IpAddr>,
    /// Token from joining.
    pub token: String,
    /// For client id and jitter.
    pub seed: u64,
    /// What an earlier phone saved.
    pub saved: Option<Saved>,
    /// Whether its screen is on.
    pub visible: bool,
}

impl Options {
    /// A new phone with its screen on.
    #[must_use]
    pub fn new(address: SocketAddr, token: &str, seed: u64) -> Self {
        Self { address, from: None, token: token.to_owned(), seed, saved: None, visible: true }
    }
}

/// An event with what the session was when it came.
pub struct Noticed<'a> {
    /// When.
    pub at: Instant,
    /// What.
    pub event: &'a Event,
    /// The session.
    pub client: &'a Client,
    /// Tick of the newest meter frame that came.
    pub meter_tick: u16,
    /// When a socket is given up with this event: how.
    pub given_up: Option<GivenUp>,
}

/// How a socket was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// The code it was closed with, none when the session judged its silence.
    pub code: Option<u16>,
    /// Whether bytes waited in it that nobody had read.
    pub unread: bool,
}

type Job = Box<dyn FnOnce(&mut Client, Moment) + Send>;
type Notice = Box<dyn FnMut(&Noticed<'_>) + Send>;

enum Input {
    Socket(SocketId, SocketEvent),
    Probed(bool),
    Job(Job),
}

/// A running phone; dropping it is pulling its battery.
pub struct Phone {
    inputs: mpsc::UnboundedSender<Input>,
    task: JoinHandle<()>,
}

impl Phone {
    /// Starts a phone; `notice` hears every event.
    pub fn start(options: Options, notice: impl FnMut(&Noticed<'_>) + Send + 'static) -> Self {
        let (inputs, receiver) = mpsc::unbounded_channel();
        let client = Client::new(Config {
            client: ClientInfo { name: "testkit".to_owned(), version: "0".to_owned() },
            token: options.token.clone(),
            seed: options.seed,
            saved: options.saved.clone(),
            visible: options.visible,
        });
        let body = Body {
            options,
            client,
            begin: Instant::now(),
            inputs: inputs.clone(),
            sockets: BTreeMap::new(),
            handles: BTreeMap::new(),
            notice: Box::new(notice),
            meter_tick: 0,
            given_up: None,
        };
        Self { inputs, task: tokio::spawn(body.run(receiver)) }
    }

    /// Does something with the session, as a finger or a keyboard would.
    pub fn tell(&self, job: impl FnOnce(&mut Client, Moment) + Send + 'static) {
        // A phone that is gone hears nothing.
        let _ = self.inputs.send(Input::Job(Box::new(job)));
    }

    /// Asks the session something.
    ///
    /// # Panics
    /// When the phone has ended.
    pub async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Client, Moment) -> T + Send + 'static,
    ) -> T {
        let (reply, answer) = oneshot::channel();
        self.tell(move |client, now| {
            let _ = reply.send(job(client, now));
        });
        answer.await.expect("the phone runs")
    }
}

impl Phone {
    /// Ends the page, after what it is doing now; nothing happens in it from
    /// then on.
    pub async fn end(&mut self) {
        self.task.abort();
        // It was ended, and says so.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Body {
    options: Options,
    client: Client,
    begin: Instant,
    inputs: mpsc::UnboundedSender<Input>,
    sockets: BTreeMap<SocketId, mpsc::UnboundedSender<Order>>,
    /// Second handles on those that are open.
    handles: BTreeMap<SocketId, socket2::Socket>,
    notice: Notice,
    meter_tick: u16,
    given_up: Option<GivenUp>,
}

impl Body {
    fn now(&self) -> Moment {
        Moment::from_duration(self.begin.elapsed())
    }

    async fn run(mut self, mut inputs: mpsc::UnboundedReceiver<Input>) {
        let now = self.now();
        self.client.start(now);
        loop {
            self.settle();
            let due = self.client.poll_deadline();
            let wait = due.map_or(FAR, |due| due.since(Moment::START));
            tokio::select! {
                // What has come is read before time is judged.
                biased;
                Some(input) = inputs.recv() => self.take(input),
                () = sleep_until(self.begin + wait) => {
                    let now = self.now();
                    self.client.handle_timeout(now);
                }
            }
        }
    }

    fn take(&mut self, input: Input) {
        let now = self.now();
        match input {
            Input::Probed(alive) => self.client.handle_probe(now, alive),
            Input::Job(job) => job(&mut self.client, now),
            Input::Socket(id, SocketEvent::Opened(handle)) => {
                self.handles.extend(handle.map(|handle| (id, handle)));
                self.client.handle_opened(now, id);
            }
            Input::Socket(id, SocketEvent::Text(text)) => self.client.handle_text(now, id, &text),
            Input::Socket(id, SocketEvent::Binary(bytes)) => {
                let frame = ServerFrame::decode(&bytes, self.client.index());
                if let Ok(ServerFrame::Meters { tick, .. }) = frame {
                    self.meter_tick = tick;
                }
                self.client.handle_binary(now, id, &bytes);
            }
            Input::Socket(id, SocketEvent::Closed { code, reason }) => {
                self.sockets.remove(&id);
                self.handles.remove(&id);
                self.given_up = Some(GivenUp { code: Some(code), unread: false });
                self.client.handle_closed(now, id, code, &reason);
            }
        }
    }

    fn settle(&mut self) {
        while let Some(action) = self.client.poll_action() {
            self.act(action);
        }
        while let Some(event) = self.client.poll_event() {
            let (at, meter_tick, given_up) = (Instant::now(), self.meter_tick, self.given_up);
            let client = &self.client;
            (self.notice)(&Noticed { at, event: &event, client, meter_tick, given_up });
        }
        self.given_up = None;
    }

    fn act(&mut self, action: Action) {
        let order = |sockets: &BTreeMap<_, mpsc::UnboundedSender<Order>>, id, order| {
            // A socket that has ended says so itself.
            let _ = sockets.get(&id).map(|socket| socket.send(order));
        };
        match action {
            Action::Probe => {
                let (address, from) = (self.options.address, self.options.from);
                let inputs = self.inputs.clone();
                tokio::spawn(async move {
                    if let Some(alive) = dial::alive(address, from).await {
                        let _ = inputs.send(Input::Probed(alive));
                    }
                });
            }
            Action::Connect(id) => {
                let (orders, receiver) = mpsc::unbounded_channel();
                self.sockets.insert(id, orders);
                let (address, from) = (self.options.address, self.options.from);
                let inputs = self.inputs.clone();
                tokio::spawn(socket::serve(address, from, receiver, move |event| {
                    let _ = inputs.send(Input::Socket(id, event));
                }));
            }
            Action::SendText(id, text) => order(&self.sockets, id, Order::Text(text)),
            Action::SendBinary(id, bytes) => order(&self.sockets, id, Order::Binary(bytes)),
            // Without its orders a socket closes; nobody waits for that.
            Action::Drop(id, _) => {
                drop(self.sockets.remove(&id));
                if let Some(handle) = self.handles.remove(&id) {
                    let unread = matches!(handle.peek(&mut [MaybeUninit::uninit()]), Ok(1..));
                    self.given_up.get_or_insert(GivenUp { code: None, unread });
                }
            }
        }
    }
}
