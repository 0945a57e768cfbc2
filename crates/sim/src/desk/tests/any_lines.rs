//! Whatever a client sends, the desk goes on and its numbers stay numbers.

use proptest::prelude::*;

use super::*;

fn verb() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "SETD",
        "SETS",
        "ALIVE",
        "INIT",
        "BMSG",
        "RECTOGGLE",
        "MODEL",
        "SHOWLIST",
        "SNAPSHOTLIST",
        "LOADSNAPSHOT",
        "SAVESNAPSHOT",
        "RENAMESNAPSHOT",
        "DELETESNAPSHOT",
        "LOADSHOW",
        "SAVESHOW",
        "CREATESHOW",
        "MEDIA_PLAY",
        "MEDIA_NEXT",
        "MEDIA_PREV",
        "MEDIA_JUMP_TO",
        "MEDIA_STOP",
        "MTK_PLAY",
        "MTK_REC_TOGGLE",
        "MTK_SELECT",
        "MEDIA_SWITCH_PLIST",
        "PRESETLIST",
        "READPRESET",
        "WRITEPRESET",
        "RENAMEPRESET",
        "DELETEPRESET",
        "AFSUPDATEVAR",
        "@SETD",
        "",
    ]);
    prop_oneof![known.prop_map(str::to_owned), any::<String>()]
}

fn argument() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "i.0.mix",
        "mgmask",
        "i.0.name",
        "var.rta",
        "i.0.src",
        "hw.0.gain",
        "i.0.amixgroup",
        "f.0.fxtype",
        "i.0.vca",
        "i.0.subgroup",
        "a.0.stereoIndex",
        "m.pan",
        "m.afs.clearall",
        "a.0.afs.eq.0",
        "iso.ch",
        "settings.maxconn",
        "eqch",
        "u:Mine",
        "Default",
        "* Init *",
        "-1",
        "0",
        "1e308",
        "-1e308",
        "NaN",
        "inf",
        "99999999999999999999",
        "i.99",
        "m",
        "hw.x",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_lines_can_harm_the_desk(
        lines in prop::collection::vec((verb(), prop::collection::vec(argument(), 0..4)), 1..40),
        model in prop::sample::select(Model::ALL.to_vec()),
    ) {
        let mut bench = Bench::new(model);
        let (client, other) = (bench.ready(), bench.ready());
        for (index, (verb, arguments)) in lines.into_iter().enumerate() {
            let line = [vec![verb], arguments].concat().join("^");
            bench.send(client, &line);
            if index % 8 == 0 {
                bench.pass(Duration::from_millis(70));
            }
        }
        bench.send(client, "ALIVE");
        bench.send(other, "ALIVE");
        bench.send(client, "SETD^i.1.mix^0.125");
        let told = bench.news(other);
        prop_assert!(told.contains(&"SETD^i.1.mix^0.125".to_owned()));
        for (_, value) in bench.desk.tree().iter() {
            if let Value::Number(number) = value {
                prop_assert!(number.is_finite());
            }
        }
    }

    #[test]
    fn no_bytes_can_harm_the_desk(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut bench = Bench::new(Model::Ui12);
        let client = bench.ready();
        for line in line::split(&String::from_utf8_lossy(&bytes)) {
            bench.send(client, line);
        }
        bench.pass(Duration::from_millis(100));
    }
}
