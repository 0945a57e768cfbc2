//! A whole client session with a relay that says damaged things, loses sockets
//! and lets time pass.

use arbitrary::Arbitrary;
use desk::{Moment, ParamId, Value};
use fuzz::{Damage, Seeds};
use protocol::{ClientInfo, ServerText};
use session::{Action, Client, Config, SocketId};

#[derive(Arbitrary, Clone, Debug)]
enum Step {
    Text(Damage),
    Frame(Damage),
    Wait(u16),
    Opened,
    Closed(u16),
    Probe(bool),
    Set(u16, u16),
    Visible(bool),
}

/// More than this in one step would be a queue that grows.
const MOST_ANSWERS: usize = 1000;

struct Bench {
    client: Client,
    now: Moment,
    socket: SocketId,
    texts: Seeds,
    frames: Seeds,
}

impl Bench {
    fn take(&mut self, step: &Step) {
        let (now, socket) = (self.now, self.socket);
        match step {
            Step::Text(damage) => {
                self.client.handle_text(now, socket, &self.texts.damaged_text(damage));
            }
            Step::Frame(damage) => {
                self.client.handle_binary(now, socket, &self.frames.damaged(damage));
            }
            Step::Wait(millis) => self.wait(u64::from(*millis)),
            Step::Opened => self.client.handle_opened(now, socket),
            Step::Closed(code) => self.client.handle_closed(now, socket, *code, "fuzz"),
            Step::Probe(alive) => self.client.handle_probe(now, *alive),
            Step::Set(id, value) => {
                // Refused more often than not.
                let _ = self.client.set(now, ParamId(*id % 64), Value::Short(*value));
            }
            Step::Visible(visible) => self.client.handle_visible(now, *visible),
        }
        self.drain();
    }

    fn wait(&mut self, millis: u64) {
        let end = Moment::from_millis(self.now.as_millis() + millis);
        for _ in 0..MOST_ANSWERS {
            let Some(at) = self.client.poll_deadline().filter(|at| *at <= end) else { break };
            self.now = self.now.max(at);
            self.client.handle_timeout(self.now);
            self.drain();
        }
        let due = self.client.poll_deadline();
        assert!(due.is_none_or(|at| at > end), "a deadline that is never met: {due:?}");
        self.now = end;
    }

    fn drain(&mut self) {
        let mut left = MOST_ANSWERS;
        while let Some(action) = self.client.poll_action() {
            if let Action::Connect(socket) = action {
                self.socket = socket;
            }
            left = left.checked_sub(1).expect("actions without end");
        }
        while self.client.poll_event().is_some() {
            left = left.checked_sub(1).expect("events without end");
        }
    }
}

#[test]
fn sessions() {
    let texts = Seeds::golden("protocol/testdata/v1/server", "json");
    let frames = Seeds::golden("protocol/testdata/v1/server", "hex");
    let is_welcome = |text: &[u8]| {
        let text = std::str::from_utf8(text).unwrap();
        matches!(ServerText::decode(text), Ok(ServerText::Welcome(_)))
    };
    let welcome = texts.find(is_welcome).unwrap();
    fuzz::target("sessions", |random| {
        let steps: Vec<Step> = fuzz::several(random, 60)?;
        let client = Client::new(Config {
            client: ClientInfo { name: "fuzz".into(), version: "0".into() },
            token: "token".into(),
            seed: 1,
            saved: None,
            visible: true,
        });
        let (texts, frames) = (texts.clone(), frames.clone());
        let now = Moment::from_millis(1);
        let mut bench = Bench { client, now, socket: SocketId(0), texts, frames };
        bench.client.start(now);
        bench.drain();
        // Most sessions get as far as their welcome.
        let greeting = Step::Text(Damage { seed: welcome, edits: vec![] });
        for step in [Step::Opened, greeting].iter().chain(&steps) {
            bench.take(step);
        }
        bench.wait(120_000);
        Ok(())
    });
}
