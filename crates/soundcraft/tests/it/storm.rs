//! Random shells and random desks: whatever comes in whatever order, the
//! driver neither panics nor spins, and keeps its promises.

use desk::{Moment, ParamId, Value};
use proptest::prelude::*;
use soundcraft::{Command, Driver, Event, Extent, Options, State};

use crate::bench::rta;
use crate::dumps;

#[derive(Clone, Debug)]
enum Step {
    Opened,
    Failed,
    Closed,
    Handshake(String),
    Text(String),
    Dump,
    Set(u16, u16),
    Command(Command),
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let line = prop_oneof![
        Just("1::".to_owned()),
        Just("2::".to_owned()),
        Just("0::".to_owned()),
        Just(rta()),
        "3:::SET[DS]\\^[ims]\\.[0-3]\\.(mix|mgmask|name|aux\\.1\\.value)\\^-?[0-9.e]{0,5}",
        "3:::SETD\\^mgmask\\^[0-9]{1,8}",
        "3:::SETD\\^var\\.(isRecording|recBusy)\\^[01]",
        "3:::(BMSG|MSG|SHOWLIST|CUELIST|READPRESET|DLGSHOW)[\\^A-Za-z:_0-9]{0,20}",
        "\\PC{0,30}",
    ];
    prop_oneof![
        2 => Just(Step::Opened),
        1 => Just(Step::Failed),
        1 => Just(Step::Closed),
        1 => "[0-9]{0,20}:5:5:websocket".prop_map(Step::Handshake),
        6 => line.prop_map(Step::Text),
        2 => Just(Step::Dump),
        4 => (0u16..80, 0u16..3).prop_map(|(id, value)| Step::Set(id, value)),
        1 => any::<bool>().prop_map(|on| Step::Command(Command::Record(on))),
        1 => "[a^]{0,3}".prop_map(|show| Step::Command(Command::CreateShow(show))),
        6 => (0u64..700).prop_map(Step::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn promises_hold(
        steps in proptest::collection::vec(step(), 1..80),
        extent in prop_oneof![Just(Extent::Lean), Just(Extent::Whole)],
    ) {
        let mut millis = 0;
        let options = Options { extent, ..Options::default() };
        let mut driver = Driver::new(Moment::START, options);
        let mut live = false;
        let mut parameters = 0;
        for step in steps {
            let now = Moment::from_millis(millis);
            match step {
                Step::Opened => driver.handle_opened(now),
                Step::Failed => driver.handle_connect_failed(now),
                Step::Closed => driver.handle_closed(now),
                Step::Handshake(body) => driver.handle_handshake(now, &body),
                Step::Text(text) => driver.handle_text(now, &text),
                Step::Dump => {
                    let dump = dumps::small().join("\n");
                    driver.handle_text(now, &format!("3:::{dump}"));
                }
                Step::Set(id, value) => {
                    let set = driver.set(now, ParamId(id), &Value::Short(value));
                    prop_assert!(set.is_err() || driver.state() == State::Live);
                }
                Step::Command(command) => {
                    let sent = driver.command(now, &command);
                    prop_assert!(sent.is_err() || driver.state() == State::Live);
                }
                Step::Wait(span) => {
                    // Deadlines are met one by one; each must move on.
                    let end = millis + span;
                    let mut rounds = 0;
                    while let Some(at) = driver.poll_deadline() {
                        if at.as_millis() > end {
                            break;
                        }
                        driver.handle_timeout(at.max(now));
                        rounds += 1;
                        prop_assert!(rounds < 500, "the driver spins");
                    }
                    millis = end;
                }
            }
            while let Some(frame) = driver.poll_transmit() {
                prop_assert!(frame.starts_with("3:::") && !frame.contains('\n'));
            }
            while driver.poll_action().is_some() {}
            while let Some(event) = driver.poll_event() {
                match event {
                    Event::Synced { values, .. } => {
                        live = true;
                        parameters = values.len();
                    }
                    Event::Lost { .. } => live = false,
                    Event::Changed { id, .. } => {
                        prop_assert!(live && usize::from(id.0) < parameters);
                    }
                    Event::Meters(_) | Event::Rta(_) => {}
                    Event::Stalled | Event::Resumed | Event::Notice(_) => prop_assert!(live),
                    other => panic!("{other:?}"),
                }
            }
            prop_assert_eq!(live, matches!(driver.state(), State::Live | State::Stalled));
            prop_assert!(driver.poll_deadline().is_some());
        }
    }
}
