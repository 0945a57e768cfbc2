//! The task around the desk: accepts connections, gives the desk lines and
//! time, carries its frames to the sockets, keeps the line log. What the desk
//! does is decided in `desk`.

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::Instant;

use crate::desk::{ClientId, Desk, Frame, Heard};
use crate::log::{Direction, LineLog};
use crate::net::{self, Event};
use crate::tree::Value;
use crate::{Faults, Options, line};

/// How many lines and commands wait for the desk before senders wait too.
const QUEUED_EVENTS: usize = 1024;

/// How long a failed accept (too many open files) is left alone.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Starts simulated desks.
#[derive(Debug)]
pub struct Simulator;

impl Simulator {
    /// Binds `options.listen` and runs a desk there on a task of its own,
    /// until its [`Handle`] is stopped or dropped.
    ///
    /// # Errors
    ///
    /// When the address cannot be bound or the log file cannot be opened.
    pub async fn start(options: Options) -> io::Result<Handle> {
        let listener = TcpListener::bind(options.listen).await?;
        let addr = listener.local_addr()?;
        let log = LineLog::open(options.log.as_deref())?;
        let (commands, orders) = mpsc::channel(QUEUED_EVENTS);
        let shell = Shell::new(&options, log.clone());
        let task = tokio::spawn(shell.run(listener, orders, std::future::pending()));
        Ok(Handle { addr, log, commands, task })
    }
}

/// Runs a desk on `listener` until `shutdown` is ready. `options.listen` is
/// not looked at.
///
/// # Errors
///
/// When the log file cannot be opened.
pub async fn run(
    listener: TcpListener,
    options: Options,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let log = LineLog::open(options.log.as_deref())?;
    let (_commands, orders) = mpsc::channel(1);
    Shell::new(&options, log).run(listener, orders, shutdown).await;
    Ok(())
}

/// What a [`Handle`] asks of the desk's task.
#[derive(Debug)]
enum Command {
    SetFaults(Faults, oneshot::Sender<()>),
    Press(String, oneshot::Sender<()>),
    Value(String, oneshot::Sender<Option<Value>>),
    Clients(oneshot::Sender<Vec<ClientId>>),
    DisconnectAll(oneshot::Sender<()>),
}

/// A running desk. Dropping it stops the desk.
#[derive(Debug)]
pub struct Handle {
    addr: SocketAddr,
    log: LineLog,
    commands: mpsc::Sender<Command>,
    task: JoinHandle<()>,
}

impl Handle {
    /// Where the desk listens, with the real port.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// What went over the sockets.
    pub fn log(&self) -> &LineLog {
        &self.log
    }

    /// Changes what goes wrong, from now on and for everyone.
    pub async fn set_faults(&self, faults: Faults) {
        self.ask(|done| Command::SetFaults(faults, done)).await;
    }

    /// Does what a line says as if it came from the desk's own screen, such as
    /// `SETD^i.0.mix^0.5`: every client hears of it.
    pub async fn press(&self, line: &str) {
        let line = line.to_owned();
        self.ask(|done| Command::Press(line, done)).await;
    }

    /// The present value of a key, or nothing when the desk has no such key.
    pub async fn value(&self, key: &str) -> Option<Value> {
        let key = key.to_owned();
        self.ask(|reply| Command::Value(key, reply)).await.flatten()
    }

    /// Who is connected, longest first.
    pub async fn clients(&self) -> Vec<ClientId> {
        self.ask(Command::Clients).await.unwrap_or_default()
    }

    /// Ends every connection; the desk goes on listening.
    pub async fn disconnect_all(&self) {
        self.ask(Command::DisconnectAll).await;
    }

    /// Stops the desk and waits until its sockets are closed. Clients are not
    /// told: a desk that is switched off does not say goodbye.
    pub async fn stop(self) {
        let Self { commands, task, .. } = self;
        drop(commands);
        if let Err(error) = task.await {
            tracing::error!(%error, "the simulated desk did not stop cleanly");
        }
    }

    async fn ask<T>(&self, command: impl FnOnce(oneshot::Sender<T>) -> Command) -> Option<T> {
        let (reply, answer) = oneshot::channel();
        self.commands.send(command(reply)).await.ok()?;
        answer.await.ok()
    }
}

struct Shell {
    desk: Desk,
    log: LineLog,
    started: Instant,
    outboxes: BTreeMap<ClientId, mpsc::Sender<Frame>>,
    title: Arc<str>,
}

impl Shell {
    fn new(options: &Options, log: LineLog) -> Self {
        let Options { model, scene, ref faults, seed, .. } = *options;
        Self {
            desk: Desk::new(model, scene, faults.clone(), seed),
            log,
            started: Instant::now(),
            outboxes: BTreeMap::new(),
            title: model.to_string().into(),
        }
    }

    async fn run(
        mut self,
        listener: TcpListener,
        mut orders: mpsc::Receiver<Command>,
        shutdown: impl Future<Output = ()>,
    ) {
        let mut shutdown = std::pin::pin!(shutdown);
        let (events, mut heard) = mpsc::channel(QUEUED_EVENTS);
        let mut connections = JoinSet::new();
        loop {
            self.move_frames();
            let deadline = self.desk.next_deadline().map(|at| self.started + at);
            tokio::select! {
                () = &mut shutdown => return,
                order = orders.recv() => match order {
                    Some(command) => self.obey(command),
                    None => return,
                },
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        let title = Arc::clone(&self.title);
                        connections.spawn(net::serve(stream, events.clone(), title));
                    }
                    Err(error) => {
                        tracing::warn!(%error, "a connection could not be accepted");
                        tokio::time::sleep(ACCEPT_PAUSE).await;
                    }
                },
                Some(event) = heard.recv() => self.hear(event),
                Some(_) = connections.join_next() => {}
                () = sleep_until(deadline) => {}
            }
        }
    }

    fn now(&self) -> Duration {
        self.started.elapsed()
    }

    /// Lets the desk do what is due and hands out its frames.
    fn move_frames(&mut self) {
        let now = self.now();
        self.desk.handle_timeout(now);
        while let Some(output) = self.desk.poll_output(now) {
            if let Frame::Lines(lines) = &output.frame {
                for line in lines.split('\n') {
                    self.log.note(output.client, Direction::Sent, line);
                }
            }
            let Some(outbox) = self.outboxes.get(&output.client) else { continue };
            if outbox.try_send(output.frame).is_err() {
                tracing::debug!(client = %output.client, "a client takes nothing and is cut off");
                self.outboxes.remove(&output.client);
                self.desk.disconnect(output.client);
            }
        }
    }

    fn hear(&mut self, event: Event) {
        let now = self.now();
        match event {
            Event::Opened { transport, frames, name } => {
                let client = self.desk.connect(transport, now);
                if name.send(client).is_ok() {
                    self.outboxes.insert(client, frames);
                } else {
                    self.desk.disconnect(client);
                }
            }
            Event::Lines { client, lines } => {
                for line in line::split(&lines) {
                    let direction = match self.desk.handle_line(client, line, now) {
                        Heard::Taken => Direction::Received,
                        Heard::Swallowed => Direction::Swallowed,
                    };
                    self.log.note(client, direction, line);
                }
            }
            Event::Closed { client } => {
                self.outboxes.remove(&client);
                self.desk.disconnect(client);
            }
        }
    }

    fn obey(&mut self, command: Command) {
        let now = self.now();
        // A handle that no longer waits for its answer is no harm.
        match command {
            Command::SetFaults(faults, done) => {
                self.desk.set_faults(faults);
                let _ = done.send(());
            }
            Command::Press(line, done) => {
                self.desk.handle_own_line(&line, now);
                let _ = done.send(());
            }
            Command::Value(key, reply) => {
                let _ = reply.send(self.desk.tree().get(&key).cloned());
            }
            Command::Clients(reply) => {
                let _ = reply.send(self.desk.clients().collect());
            }
            Command::DisconnectAll(done) => {
                self.desk.disconnect_all(now);
                let _ = done.send(());
            }
        }
    }
}

async fn sleep_until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}
