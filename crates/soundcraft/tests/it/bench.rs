//! A driver on the bench: its shell is the test, its clock is a number.

use desk::{Index, Moment, ParamId, Surface, Value};
use soundcraft::{Action, Driver, Event, Extent, Options, SetError, State};

/// An analyser frame of silence, as a desk sends it 30 times per second.
pub fn rta() -> String {
    // 122 zero bytes in base64: 162 sixes of bits, then one padded group.
    format!("3:::RTA^{}=", "A".repeat(163))
}

/// Everything that was drained from a driver, with the times of frames.
#[derive(Default)]
pub struct Drained {
    pub sent: Vec<(u64, String)>,
    pub actions: Vec<Action>,
    pub events: Vec<Event>,
}

impl Drained {
    /// The lines sent, without the keep-alive.
    pub fn lines(&self) -> Vec<&str> {
        let lines = self.sent.iter().filter_map(|(_, frame)| frame.strip_prefix("3:::"));
        lines.filter(|line| *line != "ALIVE").collect()
    }

    /// When the keep-alive went out.
    pub fn alive(&self) -> Vec<u64> {
        let alive = self.sent.iter().filter(|(_, frame)| frame == "3:::ALIVE");
        alive.map(|(at, _)| *at).collect()
    }
}

pub struct Bench {
    pub driver: Driver,
    pub millis: u64,
    index: Option<Index>,
    pub values: Vec<Value>,
    log: Drained,
}

impl Bench {
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let driver = Driver::new(Moment::START, options);
        let mut bench =
            Self { driver, millis: 0, index: None, values: vec![], log: Drained::default() };
        bench.pump();
        bench
    }

    /// A bench whose plain socket is open and greeted.
    pub fn opened() -> Self {
        let mut bench = Self::new();
        bench.open();
        bench.drain();
        bench
    }

    /// A bench that is live on the desk which told these lines.
    pub fn live(dump: &[String]) -> Self {
        Self::live_with(Options::default(), dump)
    }

    /// The same with a surface of everything.
    pub fn live_whole(dump: &[String]) -> Self {
        Self::live_with(Options { extent: Extent::Whole, ..Options::default() }, dump)
    }

    fn live_with(options: Options, dump: &[String]) -> Self {
        let mut bench = Self::with(options);
        bench.open();
        bench.lines(dump);
        bench.run(300);
        assert_eq!(bench.driver.state(), State::Live);
        bench.drain();
        bench
    }

    pub fn now(&self) -> Moment {
        Moment::from_millis(self.millis)
    }

    /// The shell opened what was asked for, and the desk greets.
    pub fn open(&mut self) {
        self.driver.handle_opened(self.now());
        self.text("1::");
    }

    pub fn text(&mut self, frame: &str) {
        self.driver.handle_text(self.now(), frame);
        self.pump();
    }

    /// Lines in frames of a handful each, as desks pack them.
    pub fn lines<S: AsRef<str>>(&mut self, lines: &[S]) {
        for some in lines.chunks(7) {
            let lines: Vec<&str> = some.iter().map(AsRef::as_ref).collect();
            self.text(&format!("3:::{}", lines.join("\n")));
        }
    }

    /// Lets time pass with a silent desk, honouring every deadline.
    pub fn wait(&mut self, millis: u64) {
        let end = self.millis + millis;
        while let Some(at) =
            self.driver.poll_deadline().map(Moment::as_millis).filter(|&at| at <= end)
        {
            assert!(at >= self.millis, "a deadline in the past");
            self.millis = at;
            self.driver.handle_timeout(self.now());
            let next = self.driver.poll_deadline().map(Moment::as_millis);
            assert!(next != Some(at), "a deadline that is never met");
            self.pump();
        }
        self.millis = end;
    }

    /// Lets time pass with a desk that streams its analyser.
    pub fn run(&mut self, millis: u64) {
        let end = self.millis + millis;
        while self.millis < end {
            self.wait(33.min(end - self.millis));
            self.text(&rta());
        }
    }

    /// Everything since the last call.
    pub fn drain(&mut self) -> Drained {
        self.pump();
        std::mem::take(&mut self.log)
    }

    pub fn pump(&mut self) {
        while let Some(frame) = self.driver.poll_transmit() {
            self.log.sent.push((self.millis, frame));
        }
        while let Some(action) = self.driver.poll_action() {
            self.log.actions.push(action);
        }
        while let Some(event) = self.driver.poll_event() {
            if let Event::Synced { surface, values } = &event {
                self.index = Some(Index::new(surface.clone()).unwrap());
                self.values.clone_from(values);
            }
            self.log.events.push(event);
        }
    }

    pub fn index(&self) -> &Index {
        self.index.as_ref().expect("synced before")
    }

    pub fn surface(&self) -> &Surface {
        self.index().surface()
    }

    pub fn id(&self, path: &str) -> ParamId {
        self.index().find(path).unwrap_or_else(|| panic!("no {path}"))
    }

    /// The value of a path as it was told at the last sync.
    pub fn synced_value(&self, path: &str) -> &Value {
        &self.values[usize::from(self.id(path).0)]
    }

    pub fn set(&mut self, path: &str, value: &Value) -> Result<(), SetError> {
        let id = self.id(path);
        self.driver.set(self.now(), id, value)
    }

    /// The changes since the last call, as paths and values.
    pub fn changes(&mut self) -> Vec<(String, Value)> {
        let drained = self.drain();
        let changed = drained.events.into_iter().filter_map(|event| match event {
            Event::Changed { id, value } => Some((self.index().path(id).unwrap(), value)),
            _ => None,
        });
        changed.collect()
    }
}

pub fn on() -> Value {
    Value::toggle(true)
}

pub fn off() -> Value {
    Value::toggle(false)
}

pub fn at(position: f64) -> Value {
    Value::position(desk::FaderLevel::new(position).unwrap())
}
