//! Lines of a desk, alone and through the whole driver, which connects, reads
//! a state, loses its link and writes meanwhile.

use arbitrary::Arbitrary;
use desk::{Moment, ParamId, Value};
use fuzz::{Damage, Seeds};
use soundcraft::frame::Packet;
use soundcraft::line::Line;
use soundcraft::{Action, Driver, Event, Notice, Options};

const DUMP: &str = include_str!("../../../soundcraft/testdata/dump-small.txt");
const METERS: &str = include_str!("../../../soundcraft/testdata/vu2-ui16.txt");
const KEYS: &str = include_str!("../../../soundcraft/testdata/keys.txt");
const HANDSHAKE: &str = include_str!("../../../soundcraft/testdata/handshake-ui24r.txt");

/// Everything else a desk says.
const SAID: [&str; 10] = [
    "3:::MSG^$SNAPLOAD^one\nUPDATE_SHOWS\nUPDATE_PLAYLIST\nRELOAD",
    "3:::SHOWLIST^Default^Gig\nSNAPSHOTLIST^Gig^a^b\nCUELIST^Gig^\nPLISTS^~all~\nPLIST_TRACKS^a^b",
    "3:::PRESETLIST^eqch^f:Kick^u:Mine\nREADPRESET^eqch^f:Kick^{\".eq.b1.gain\":0.5}",
    "3:::BMSG^SYNC^SYNC_ID^3\nBMSG^SYNC_VG^SYNC_ID^302\nDLGSHOW^1^$Q^Yes^No\nDLGHIDE^1",
    "3:::SERIAL^1\nMODEL^ui24\nVERSION^2.0.7548-ui24\nNETCONFIG^{}\nTIMEDIALOG^1",
    "3:::MTK_GET_SESSIONS^a\nMTK_GET_FILES^b\nUSBMOUNTS^m\nIMPORTSHOWLIST^s",
    "3:::INIT^{\"i.0.mix\":0.5}\nVUA^GAICAA==\nRTA^",
    "1::",
    "2::",
    "0::",
];

fn frames() -> Seeds {
    let dump: Vec<&str> = DUMP.lines().collect();
    let dump = dump.chunks(8).map(|lines| format!("3:::{}", lines.join("\n")));
    let rows: Vec<String> = KEYS.lines().filter_map(told).collect();
    let rows = rows.chunks(12).map(|lines| format!("3:::{}", lines.join("\n")));
    let analyser = format!("3:::RTA^{}=", "A".repeat(163));
    Seeds::of(dump).and(rows).and(SAID).and([
        format!("3:::{}", METERS.trim_end()),
        analyser,
        DUMP.to_owned(),
    ])
}

/// The line that tells a row of the key table, with 0 for each index.
fn told(row: &str) -> Option<String> {
    let mut words = row.split(' ').filter(|_| !row.starts_with('#'));
    let (key, kind, _, value) = (words.next()?, words.next()?, words.next()?, words.next());
    let key = key.replace(".N", ".0");
    let value = value.unwrap_or("").trim_start_matches('~');
    Some(format!("{}^{key}^{value}", if kind == "n" { "SETD" } else { "SETS" }))
}

#[test]
fn lines() {
    let seeds = frames();
    fuzz::target("lines", |random| {
        let damage: Damage = random.arbitrary()?;
        let text = seeds.damaged_text(&damage);
        let Packet::Message(lines) = Packet::decode(&text) else { return Ok(()) };
        for line in lines {
            assert!(!line.is_empty() && !line.contains('\n'), "{line:?}");
            if let Ok(line) = Line::decode(line) {
                let _ = Notice::of_line(&line);
            }
        }
        Ok(())
    });
}

#[derive(Arbitrary, Clone, Debug)]
enum Step {
    Text(Damage),
    /// A frame as it is: states get further than damage alone would let them.
    Right(u16),
    Wait(u16),
    Opened,
    Failed,
    Closed,
    Handshake(Damage),
    Set(u16, u16),
    Name(u16),
}

/// More than this in one step would be a queue that grows. A state can change
/// as a whole, so it is generous.
const MOST_ANSWERS: usize = 20_000;

struct Bench {
    driver: Driver,
    now: Moment,
}

impl Bench {
    fn take(&mut self, step: &Step, frames: &Seeds, bodies: &Seeds) {
        let now = self.now;
        match step {
            Step::Text(damage) => self.driver.handle_text(now, &frames.damaged_text(damage)),
            Step::Right(number) => {
                self.driver.handle_text(now, std::str::from_utf8(frames.pick(*number)).unwrap());
            }
            Step::Wait(millis) => self.wait(u64::from(*millis)),
            Step::Opened => self.driver.handle_opened(now),
            Step::Failed => self.driver.handle_connect_failed(now),
            Step::Closed => self.driver.handle_closed(now),
            Step::Handshake(damage) => {
                self.driver.handle_handshake(now, &bodies.damaged_text(damage));
            }
            Step::Set(id, value) => {
                // Refused unless a state is there.
                let _ = self.driver.set(now, ParamId(*id), &Value::Short(*value));
            }
            Step::Name(id) => {
                let _ = self.driver.set(now, ParamId(*id), &Value::Text("a^b\n\u{7}c".into()));
            }
        }
        self.drain();
    }

    fn wait(&mut self, millis: u64) {
        let end = Moment::from_millis(self.now.as_millis() + millis);
        for _ in 0..MOST_ANSWERS {
            let Some(at) = self.driver.poll_deadline().filter(|at| *at <= end) else { break };
            self.now = self.now.max(at);
            self.driver.handle_timeout(self.now);
            self.drain();
        }
        let due = self.driver.poll_deadline();
        assert!(due.is_none_or(|at| at > end), "a deadline that is never met: {due:?}");
        self.now = end;
    }

    fn drain(&mut self) {
        let mut left = MOST_ANSWERS;
        let mut one = || left = left.checked_sub(1).expect("answers without end");
        while let Some(frame) = self.driver.poll_transmit() {
            one();
            let line = frame.strip_prefix("3:::").expect("a desk ignores other frames");
            assert!(!line.contains(['\n', '\r']), "one line per frame: {line:?}");
            assert!(!line.contains("NaN") && !line.contains("inf"), "{line:?}");
        }
        while let Some(action) = self.driver.poll_action() {
            one();
            if let Action::Connect { path } | Action::FetchHandshake { path } = action {
                assert!(path.starts_with('/') && !path.contains([' ', '\r', '\n']), "{path:?}");
            }
        }
        while let Some(event) = self.driver.poll_event() {
            one();
            if let Event::Synced { surface, values } = event {
                let index = desk::Index::new(surface).expect("a surface that can be numbered");
                assert_eq!(index.len(), values.len());
            }
        }
    }
}

#[test]
fn driver() {
    let frames = frames();
    let bodies = Seeds::of([HANDSHAKE.trim_end()]);
    let greeting = frames.find(|frame| frame == b"1::").unwrap();
    fuzz::target("driver", |random| {
        let steps: Vec<Step> = fuzz::several(random, 60)?;
        let now = Moment::from_millis(1);
        let mut bench = Bench { driver: Driver::new(now, Options::default()), now };
        bench.drain();
        // Most runs get as far as reading a state.
        for step in [Step::Opened, Step::Right(greeting)].iter().chain(&steps) {
            bench.take(step, &frames, &bodies);
        }
        bench.wait(60_000);
        Ok(())
    });
}
