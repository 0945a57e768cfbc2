//! The core alone, with its own clock.

mod any_lines;
mod memories;

use super::*;

const SECOND: Duration = Duration::from_secs(1);

/// A desk whose clock only moves when told to.
struct Bench {
    desk: Desk,
    now: Duration,
}

impl Bench {
    fn new(model: Model) -> Self {
        Self::with(model, "none")
    }

    fn with(model: Model, faults: &str) -> Self {
        let desk = Desk::new(model, Scene::Factory, faults.parse().unwrap(), 1);
        Self { desk, now: Duration::ZERO }
    }

    /// A client that has read its dump.
    fn ready(&mut self) -> ClientId {
        let client = self.desk.connect(Transport::WebSocket, self.now);
        self.pass(SECOND);
        client
    }

    fn send(&mut self, client: ClientId, line: &str) {
        self.desk.handle_line(client, line, self.now);
    }

    /// Lets time pass from deadline to deadline and collects all frames.
    fn pass(&mut self, time: Duration) -> Vec<Output> {
        let end = self.now + time;
        let mut outputs = Vec::new();
        loop {
            self.desk.handle_timeout(self.now);
            outputs.extend(std::iter::from_fn(|| self.desk.poll_output(self.now)));
            match self.desk.next_deadline() {
                Some(at) if at <= end => self.now = self.now.max(at),
                _ => break,
            }
        }
        self.now = end;
        outputs
    }

    /// The lines one client that is alive gets while a second passes, without
    /// meters.
    fn news(&mut self, client: ClientId) -> Vec<String> {
        self.send(client, "ALIVE");
        let outputs = self.pass(SECOND);
        lines(&outputs, client).into_iter().filter(|line| !is_meter(line)).collect()
    }
}

fn lines(outputs: &[Output], client: ClientId) -> Vec<String> {
    let own = outputs.iter().filter(|output| output.client == client);
    let lines = own.filter_map(|output| match &output.frame {
        Frame::Lines(lines) => Some(lines.split('\n').map(str::to_owned).collect::<Vec<_>>()),
        _ => None,
    });
    lines.flatten().collect()
}

fn is_meter(line: &str) -> bool {
    ["VU2^", "VUA^", "RTA^"].iter().any(|meter| line.starts_with(meter))
}

fn count(outputs: &[Output], wanted: impl Fn(&Frame) -> bool) -> usize {
    outputs.iter().filter(|output| wanted(&output.frame)).count()
}

#[test]
fn the_greeting_and_the_dump_keep_the_measured_times() {
    let mut bench = Bench::new(Model::Ui24R);
    bench.desk.connect(Transport::WebSocket, bench.now);
    let first = bench.pass(Duration::from_millis(44));
    assert_eq!(first[0].frame, Frame::Connected);
    assert_eq!(count(&first, |frame| matches!(frame, Frame::Lines(_))), 0);
    let mut frames = 0;
    let mut ended = None;
    while ended.is_none() {
        let outputs = bench.pass(Duration::from_millis(1));
        for output in outputs {
            let Frame::Lines(lines) = output.frame else { continue };
            frames += 1;
            assert!(lines.len() < 2100, "{}", lines.len());
            ended = lines.starts_with("VU2^").then_some(bench.now);
        }
    }
    let took = ended.unwrap().as_millis();
    assert!((130..240).contains(&took), "{took} ms");
    assert!((150..260).contains(&frames), "{frames} frames");
}

#[test]
fn several_writes_within_a_tick_are_told_once() {
    let mut bench = Bench::new(Model::Ui16);
    let (writer, observer) = (bench.ready(), bench.ready());
    for value in ["0.1", "0.2", "0.3"] {
        bench.send(writer, &format!("SETD^i.0.mix^{value}"));
    }
    let outputs = bench.pass(SECOND);
    assert_eq!(
        lines(&outputs, observer).iter().filter(|line| !is_meter(line)).collect::<Vec<_>>(),
        ["SETD^i.0.mix^0.3"]
    );
    assert!(lines(&outputs, writer).iter().all(|line| is_meter(line)));
}

#[test]
fn of_two_writers_within_a_tick_only_the_last_is_spared() {
    let mut bench = Bench::new(Model::Ui16);
    let (one, two, three) = (bench.ready(), bench.ready(), bench.ready());
    bench.send(one, "SETD^i.0.mix^0.1");
    bench.send(two, "SETD^i.0.mix^0.2");
    let outputs = bench.pass(SECOND);
    let told = |client| {
        lines(&outputs, client).into_iter().filter(|line| !is_meter(line)).collect::<Vec<_>>()
    };
    assert_eq!(told(one), ["SETD^i.0.mix^0.2"]);
    assert!(told(two).is_empty());
    assert_eq!(told(three), ["SETD^i.0.mix^0.2"]);
}

#[test]
fn without_alive_data_stops_after_five_seconds_and_beats_go_on() {
    let mut bench = Bench::new(Model::Ui16);
    let silent = bench.desk.connect(Transport::WebSocket, bench.now);
    bench.pass(Duration::from_millis(4900));
    let outputs = bench.pass(Duration::from_millis(99));
    assert!(!lines(&outputs, silent).is_empty());
    bench.pass(Duration::from_millis(40));
    bench.desk.handle_own_line("SETD^i.0.mix^0.5", bench.now);
    let outputs = bench.pass(SECOND);
    assert!(lines(&outputs, silent).is_empty());
    let beats = count(&outputs, |frame| *frame == Frame::Heartbeat);
    assert!((14..=16).contains(&beats), "{beats} in a second");
    // A late ALIVE brings the data back, but not what was missed.
    bench.send(silent, "ALIVE");
    let outputs = bench.pass(SECOND);
    let rta = lines(&outputs, silent).iter().filter(|line| line.starts_with("RTA^")).count();
    assert!((29..=31).contains(&rta), "{rta} in a second");
    assert!(!lines(&outputs, silent).iter().any(|line| line.starts_with("SETD")));
    bench.send(silent, "INIT");
    let told = bench.news(silent);
    assert!(told.contains(&"SETD^i.0.mix^0.5".to_owned()));
    assert_eq!(told.len(), bench.desk.tree().len());
}

#[test]
fn alive_every_second_keeps_the_data_flowing() {
    let mut bench = Bench::new(Model::Ui12);
    let client = bench.ready();
    for _ in 0..20 {
        bench.send(client, "ALIVE");
        let outputs = bench.pass(SECOND);
        assert!(lines(&outputs, client).len() > 29);
    }
}

#[test]
fn a_change_during_a_dump_is_told_exactly_once() {
    let mut bench = Bench::with(Model::Ui12, "slow-dump=20");
    let observer = bench.desk.connect(Transport::WebSocket, bench.now);
    bench.pass(Duration::from_millis(400));
    let slots = [
        bench.desk.tree().slot_at(0),
        bench.desk.tree().slot("v.x").or(bench.desk.tree().slot("var.usbfill")),
    ];
    let [early, late] = slots.map(Option::unwrap);
    let early = bench.desk.tree().key(early).to_owned();
    bench.desk.handle_own_line(&format!("SETS^{early}^new"), bench.now);
    bench.desk.handle_own_line("SETD^var.usbfill^0.5", bench.now);
    assert!(late.position() > 1000);
    let told = bench.news(observer).into_iter().chain(bench.news(observer)).collect::<Vec<_>>();
    let times = |line: &str| told.iter().filter(|told| *told == line).count();
    assert_eq!(times(&format!("SETS^{early}^new")), 1);
    assert_eq!(times("SETD^var.usbfill^0.5"), 1);
}

#[test]
fn a_raw_client_gets_neither_greeting_nor_beats() {
    let mut bench = Bench::new(Model::Ui12);
    bench.desk.connect(Transport::Raw, bench.now);
    let outputs = bench.pass(SECOND);
    assert_eq!(count(&outputs, |frame| !matches!(frame, Frame::Lines(_))), 0);
}

#[test]
fn more_clients_than_the_desk_allows_are_closed_at_once() {
    let mut bench = Bench::new(Model::Ui12);
    let first = bench.ready();
    bench.send(first, "SETD^settings.maxconn^2");
    let second = bench.ready();
    let third = bench.desk.connect(Transport::WebSocket, bench.now);
    let outputs = bench.pass(Duration::from_millis(100));
    let told = |client| outputs.iter().filter(move |output| output.client == client);
    assert_eq!(told(third).next().map(|output| &output.frame), Some(&Frame::Close));
    assert!(told(second).count() > 0);
    bench.desk.disconnect(third);
    bench.desk.disconnect(second);
    let fourth = bench.desk.connect(Transport::WebSocket, bench.now);
    assert!(lines(&bench.pass(SECOND), fourth).len() > 2000);
}

#[test]
fn lines_for_a_second_desk_and_unknown_verbs_are_ignored() {
    let mut bench = Bench::new(Model::Ui24R);
    let (client, other) = (bench.ready(), bench.ready());
    for line in ["@SETD^i.0.mix^0.5", "@setd^i.0.mute^1", "@INIT", "IOSYS^x", "DYN^i.0", "HELLO"] {
        bench.send(client, line);
    }
    assert!(bench.news(client).is_empty());
    assert!(bench.news(other).is_empty());
    assert_eq!(bench.desk.number("i.0.mix"), 0.0);
}

#[test]
fn nobody_connected_means_nothing_to_do() {
    let mut bench = Bench::new(Model::Ui12);
    assert_eq!(bench.desk.next_deadline(), None);
    let client = bench.ready();
    assert!(bench.desk.next_deadline().is_some());
    bench.desk.disconnect(client);
    assert_eq!(bench.desk.next_deadline(), None);
}

#[test]
fn a_snapshot_brings_back_what_changed_and_nothing_else() {
    let mut bench = Bench::new(Model::Ui16);
    let (asking, other) = (bench.ready(), bench.ready());
    bench.send(asking, "SETD^i.0.mix^0.5");
    bench.send(asking, "SAVESNAPSHOT^Default^loud");
    bench.news(asking);
    for line in ["SETD^i.0.mix^0.1", "SETD^i.1.mix^0.2", "SETD^i.2.mix^0.3", "SETD^i.2.safe^1"] {
        bench.send(asking, line);
    }
    bench.send(asking, "SETD^settings.soloMode^1");
    bench.news(asking);
    bench.send(asking, "LOADSNAPSHOT^Default^loud");
    let outputs = bench.pass(SECOND);
    for client in [asking, other] {
        let told: Vec<_> =
            lines(&outputs, client).into_iter().filter(|line| !is_meter(line)).collect();
        assert_eq!(told, ["SETD^i.0.mix^0.5", "SETD^i.1.mix^0", "MSG^$SNAPLOAD^loud"]);
    }
    bench.send(asking, "SNAPSHOTLIST^Default");
    assert_eq!(bench.news(asking), ["SNAPSHOTLIST^Default^* Init *^loud"]);
}

#[test]
fn lists_of_shows_change_and_are_told() {
    let mut bench = Bench::new(Model::Ui16);
    let client = bench.ready();
    bench.send(client, "CREATESHOW^Gig");
    bench.send(client, "SAVECUE^Gig^c1");
    bench.send(client, "RENAMECUE^Gig^c1^Gig^c2");
    bench.send(client, "CUELIST^Gig");
    bench.send(client, "RENAMESHOW^Gig^Tour");
    bench.send(client, "SHOWLIST");
    let told = bench.news(client);
    assert!(told.contains(&"CUELIST^Gig^c2".to_owned()), "{told:?}");
    assert!(told.contains(&"SHOWLIST^Default^Tour".to_owned()), "{told:?}");
    assert!(told.contains(&"UPDATE_SHOWS".to_owned()), "{told:?}");
    bench.send(client, "DELETESHOW^Default");
    bench.send(client, "SHOWLIST");
    assert_eq!(bench.news(client), ["SHOWLIST^Default^Tour"]);
}

#[test]
fn the_player_plays_a_song() {
    let mut bench = Bench::new(Model::Ui16);
    let client = bench.ready();
    bench.send(client, "MEDIA_PLAY");
    let told = bench.news(client);
    assert!(told.contains(&"SETD^var.currentState^2".to_owned()), "{told:?}");
    assert!(told.contains(&"SETS^var.currentTrack^Opening.mp3".to_owned()), "{told:?}");
    let position = bench.desk.number("var.currentTrackPos");
    assert!((position * 214.0 - 1.0).abs() < 0.3, "{position}");
    bench.send(client, "MEDIA_NEXT");
    bench.send(client, "MEDIA_PAUSE");
    let told = bench.news(client);
    assert!(told.contains(&"SETS^var.currentTrack^Evening Walk.mp3".to_owned()), "{told:?}");
    assert!(told.contains(&"SETD^var.currentState^3".to_owned()), "{told:?}");
    bench.send(client, "MEDIA_GET_PLIST_TRACKS^Interval");
    assert_eq!(bench.news(client), ["PLIST_TRACKS^Interval^Tea and Cake.mp3^Second Bell.mp3"]);
}

#[test]
fn recorders_start_and_stop() {
    let mut bench = Bench::new(Model::Ui24R);
    let client = bench.ready();
    bench.send(client, "RECTOGGLE");
    assert!(bench.news(client).contains(&"SETD^var.isRecording^1".to_owned()));
    bench.send(client, "RECTOGGLE");
    let told = bench.news(client);
    assert!(told.contains(&"SETD^var.isRecording^0".to_owned()), "{told:?}");
    assert!(told.contains(&"UPDATE_PLAYLIST".to_owned()), "{told:?}");
    bench.send(client, "MTK_REC_TOGGLE");
    assert!(bench.news(client).contains(&"SETD^var.mtk.rec.currentState^1".to_owned()));
    bench.send(client, "MTK_REC_TOGGLE");
    bench.send(client, "MTK_GET_SESSIONS");
    let told = bench.news(client);
    assert!(told.contains(&"MTK_GET_SESSIONS^Rehearsal^0001".to_owned()), "{told:?}");
}

#[test]
fn a_lossy_network_loses_about_as_much_as_ordered() {
    let mut bench = Bench::with(Model::Ui24R, "drop=20");
    let client = bench.desk.connect(Transport::WebSocket, bench.now);
    let told = bench.news(client).len();
    let all = bench.desk.tree().len();
    assert!((all * 75 / 100..all * 85 / 100).contains(&told), "{told} of {all}");
}

#[test]
fn a_small_desk_names_its_cue_once_there_is_one() {
    let mut bench = Bench::new(Model::Ui12);
    let client = bench.ready();
    bench.send(client, "LOADSHOW^Default");
    bench.news(client);
    assert_eq!(bench.desk.tree().get("var.currentCue"), None);
    bench.send(client, "SAVECUE^Default^Intro");
    let told = bench.news(client);
    assert!(told.contains(&"SETS^var.currentCue^Intro".to_owned()), "{told:?}");
}

#[test]
fn the_one_key_no_dump_holds_comes_with_its_first_write() {
    let mut bench = Bench::new(Model::Ui16);
    let (writer, observer) = (bench.ready(), bench.ready());
    bench.send(writer, "SETD^settings.shuffle^1");
    assert_eq!(bench.news(observer), ["SETD^settings.shuffle^1"]);
    bench.send(writer, "SETD^settings.nonsense^1");
    assert!(bench.news(observer).is_empty());
}

#[test]
fn a_silent_desk_sends_nothing_and_still_listens() {
    let mut bench = Bench::new(Model::Ui16);
    let client = bench.ready();
    bench.desk.set_faults("silence".parse().unwrap());
    bench.send(client, "SETD^i.0.mix^0.5");
    assert!(bench.pass(SECOND).is_empty());
    assert_eq!(bench.desk.tree().get("i.0.mix"), Some(&Value::Number(0.5)));
    bench.desk.set_faults(Faults::default());
    assert!(!bench.pass(SECOND).is_empty());
}

#[test]
fn a_stalled_desk_sends_beats_alone() {
    let mut bench = Bench::new(Model::Ui16);
    let client = bench.ready();
    bench.desk.set_faults("stall-data".parse().unwrap());
    bench.send(client, "MODEL");
    let outputs = bench.pass(SECOND);
    assert!((14..=16).contains(&outputs.len()), "{}", outputs.len());
    assert!(outputs.iter().all(|output| output.frame == Frame::Heartbeat));
}

#[test]
fn a_delay_shifts_everything_and_keeps_the_order() {
    let mut bench = Bench::with(Model::Ui16, "delay=500");
    let client = bench.desk.connect(Transport::WebSocket, bench.now);
    assert!(bench.pass(Duration::from_millis(499)).is_empty());
    let outputs = bench.pass(SECOND);
    assert_eq!(outputs[0].frame, Frame::Connected);
    let told: Vec<_> = lines(&outputs, client).into_iter().filter(|line| !is_meter(line)).collect();
    assert_eq!(told.len(), 1 + bench.desk.tree().len());
    assert_eq!(told[0], "UPDATE_PLAYLIST");
}

#[test]
fn a_connection_ends_when_its_time_is_over() {
    for (fault, last) in [("disconnect=2", Frame::Close), ("cut=2", Frame::Cut)] {
        let mut bench = Bench::with(Model::Ui16, fault);
        bench.desk.connect(Transport::WebSocket, bench.now);
        let ends = |outputs: &[Output]| count(outputs, |frame| *frame == last);
        assert_eq!(ends(&bench.pass(Duration::from_millis(1999))), 0, "{fault}");
        assert_eq!(ends(&bench.pass(Duration::from_millis(2))), 1, "{fault}");
        assert_eq!(ends(&bench.pass(SECOND)), 0, "{fault}");
    }
}
