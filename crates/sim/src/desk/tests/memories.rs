//! What the desk keeps and brings back: isolation on recall, presets, filters
//! of the feedback suppression.

use super::*;

#[test]
fn a_recall_leaves_alone_what_is_safe_or_isolated() {
    let mut bench = Bench::new(Model::Ui24R);
    let client = bench.ready();
    bench.send(client, "SAVESNAPSHOT^Default^start");
    bench.news(client);
    for line in [
        "SETD^i.0.mix^0.5",
        "SETD^i.0.pan^0.25",
        "SETD^i.1.pan^0.25",
        "SETD^hw.0.gain^0.5",
        "SETD^hw.0.phantom^1",
        "SETD^m.mix^0.5",
        "SETD^f.1.par1^0.9",
        "SETD^i.2.mgmask^5",
        "SETD^i.1.safe^1",
        "SETS^iso.ch^micgain,mix",
        "SETS^iso.fx^fx2",
        "SETS^iso.gr^mg",
    ] {
        bench.send(client, line);
    }
    bench.news(client);
    bench.send(client, "LOADSNAPSHOT^Default^start");
    let told = bench.news(client);
    let told: Vec<_> = told.iter().filter(|line| line.starts_with("SETD^")).collect();
    assert_eq!(told, ["SETD^hw.0.phantom^0", "SETD^i.0.pan^0.5", "SETD^m.mix^0.7647058824"]);
}

#[test]
fn isolation_belongs_to_the_show() {
    let mut bench = Bench::new(Model::Ui24R);
    let client = bench.ready();
    bench.send(client, "SETS^iso.m^mix");
    bench.send(client, "SETD^i.3.safe^1");
    bench.send(client, "SAVESHOW^Gig");
    bench.send(client, "LOADSHOW^Default");
    let told = bench.news(client);
    assert!(told.contains(&"SETS^iso.m^".to_owned()), "{told:?}");
    bench.send(client, "LOADSHOW^Gig");
    let told = bench.news(client);
    assert!(told.contains(&"SETS^iso.m^mix".to_owned()), "{told:?}");
    assert!(told.contains(&"SETD^i.3.safe^1".to_owned()), "{told:?}");
}

#[test]
fn presets_are_listed_read_written_renamed_and_deleted() {
    let mut bench = Bench::new(Model::Ui16);
    let (client, other) = (bench.ready(), bench.ready());
    let list = "PRESETLIST^eqch";
    bench.send(client, list);
    assert_eq!(bench.news(client), ["PRESETLIST^eqch^f:Flat^f:Voice"]);
    // The text may hold anything, separators too.
    let json = r#"{".eq.b1.gain":0.6,".eq.prname":"a^b"}"#;
    bench.send(client, &format!("WRITEPRESET^eqch^u:Mine^{json}"));
    bench.send(client, "RENAMEPRESET^eqch^u:Mine^u:Ours");
    bench.send(client, list);
    bench.send(client, "READPRESET^eqch^u:Ours");
    let told = bench.news(client);
    let read = format!("READPRESET^eqch^u:Ours^{json}");
    assert_eq!(told, ["PRESETLIST^eqch^f:Flat^f:Voice^u:Ours".to_owned(), read]);
    bench.send(client, "DELETEPRESET^eqch^u:Ours");
    bench.send(client, list);
    assert_eq!(bench.news(client), ["PRESETLIST^eqch^f:Flat^f:Voice"]);
    bench.send(client, "PRESETLIST^ux");
    assert_eq!(bench.news(client), ["PRESETLIST^ux^"]);
    assert!(bench.news(other).is_empty(), "answers go to the one who asks");
}

#[test]
fn factory_presets_hold_known_leaves_and_stay() {
    let mut bench = Bench::new(Model::Ui24R);
    let client = bench.ready();
    for (kind, strip) in
        [("eqch", "i.0"), ("dynch", "i.0"), ("gate", "i.0"), ("fxrev", "f.0"), ("fxdel", "f.0")]
    {
        bench.send(client, &format!("PRESETLIST^{kind}"));
        let list = bench.news(client).remove(0);
        for name in list.split('^').skip(2) {
            for line in [
                format!("DELETEPRESET^{kind}^{name}"),
                format!("RENAMEPRESET^{kind}^{name}^u:Stolen"),
                format!("WRITEPRESET^{kind}^{name}^{{}}"),
            ] {
                bench.send(client, &line);
            }
            bench.send(client, &format!("READPRESET^{kind}^{name}"));
            let told = bench.news(client).remove(0);
            let json = told.strip_prefix(&format!("READPRESET^{kind}^{name}^")).unwrap();
            let leaves: serde_json::Value = serde_json::from_str(json).unwrap();
            for (leaf, value) in leaves.as_object().unwrap() {
                assert!(value.is_number(), "{name}{leaf}");
                let key = format!("{strip}{leaf}");
                assert!(bench.desk.tree().get(&key).is_some(), "{name}: {key}");
            }
        }
    }
    for line in
        ["READPRESET^eqch^u:None", "READPRESET", "WRITEPRESET^none^u:A^{}", "WRITEPRESET^ux^u:^{}"]
    {
        bench.send(client, line);
        assert!(bench.news(client).is_empty(), "{line}");
    }
}

/// Opens input 8, the kick drum, as far as it goes into a loud master.
fn ringing(bench: &mut Bench, client: ClientId, mode: &str) {
    for line in ["SETD^i.7.mix^1", "SETD^m.mix^1", "SETD^m.afs.sensitivity^1", mode] {
        bench.send(client, line);
    }
    bench.send(client, "SETD^m.afs.enabled^1");
}

fn filters(bench: &Bench, bus: &str) -> Vec<char> {
    let filter = |index| bench.desk.text(&format!("{bus}.afs.eq.{index}"));
    (0..12).map(|index| filter(index).chars().next_back().unwrap()).collect()
}

fn pass_alive(bench: &mut Bench, client: ClientId, seconds: u32) -> Vec<String> {
    (0..seconds).flat_map(|_| bench.news(client)).collect()
}

#[test]
fn a_ringing_output_gets_filters_until_its_places_are_taken() {
    let mut bench = Bench::new(Model::Ui16);
    let client = bench.ready();
    ringing(&mut bench, client, "SETD^m.afs.fmode^0");
    let told = pass_alive(&mut bench, client, 40);
    assert!(told.iter().any(|line| line.starts_with("SETS^m.afs.eq.0^")), "{told:?}");
    assert_eq!(filters(&bench, "m").iter().collect::<String>(), "111111000000");
    bench.send(client, "SETD^m.afs.fmode^1");
    pass_alive(&mut bench, client, 40);
    assert_eq!(filters(&bench, "m").iter().collect::<String>(), "111111222222");
    assert!(filters(&bench, "a.0").iter().all(|state| *state == '0'));
}

#[test]
fn filters_are_cleared_by_kind() {
    let mut bench = Bench::new(Model::Ui16);
    let client = bench.ready();
    for (index, state) in [(0, 1), (1, 2), (2, 1)] {
        bench.send(client, &format!("SETS^a.2.afs.eq.{index}^500,116,-6,{state}"));
    }
    for (which, left) in [("live", "101"), ("fixed", "000")] {
        bench.send(client, &format!("SETD^a.2.afs.clear{which}^1"));
        bench.send(client, &format!("SETD^a.2.afs.clear{which}^0"));
        assert!(!bench.news(client).is_empty(), "the one who clears is told");
        assert_eq!(filters(&bench, "a.2").iter().take(3).collect::<String>(), left);
    }
    bench.send(client, "AFSUPDATEVAR");
    let told = bench.news(client);
    assert!(told.len() == 1 && told[0].starts_with("SETS^var.afsdata^"), "{told:?}");
}
