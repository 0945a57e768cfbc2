//! The simulated desk: arbitrary bytes through its own line reader.

use std::time::Duration;

use fuzz::{Damage, Seeds};
use sim::desk::{Desk, Transport};
use sim::{Faults, Model, Scene};

/// What clients say, in groups that belong together.
const SAID: [&str; 14] = [
    "ALIVE\nSETD^i.0.mix^0.5\nSETS^i.0.name^Singer^2\n",
    "INIT\nMODEL\nVERSION\nSERIAL\nNETCONFIG\n",
    "SETD^mgmask^4194309\r\nSETD^f.0.fxtype^-1\nSETD^i.0.vca^7\nSETD^i.1.subgroup^9\n",
    "SETS^i.0.src^hw.99\nSETS^var.rta^i.7\nSETS^vg.0^[0,1]\nSETS^iso.ch^mix,eq\n",
    "SAVESNAPSHOT^Default^one\nLOADSNAPSHOT^Default^one\nRENAMESNAPSHOT^Default^one^Default^two\n",
    "CREATESHOW^Gig\nSAVESHOW^Gig\nLOADSHOW^Gig\nRENAMESHOW^Gig^Tour\nDELETESHOW^Tour\nSHOWLIST\n",
    "SAVECUE^Default^c\nLOADCUE^Default^c\nCUELIST^Default\nDELETECUE^Default^c\n",
    "WRITEPRESET^eqch^u:A^{\".eq.b1.gain\":0.5}\nREADPRESET^eqch^u:A\nPRESETLIST^eqch\n",
    "MEDIA_PLAY\nMEDIA_JUMP_TO^0.99\nMEDIA_NEXT\nMEDIA_PREV\nMEDIA_SWITCH_PLIST^~all~\n",
    "MTK_SELECT^Rehearsal\nMTK_PLAY\nMTK_JUMP_TO^2\nMTK_REC_TOGGLE\nRECTOGGLE\nMTK_DELETE^0001\n",
    "SETD^m.afs.enabled^1\nSETD^m.afs.clearall^1\nSETS^m.afs.eq.0^500,116,-6,1\nAFSUPDATEVAR\n",
    "SETD^i.0.eq.b1.freq^1e300\nSETD^i.0.eq.b1.q^-1e300\nSETD^i.0.eq.hpf.slope^1e9\n",
    "SETD^hw.0.gain^-1e9\nSETD^i.0.pan^1e9\nSETD^a.0.stereoIndex^1e18\nSETD^i.0.amixgroup^1e9\n",
    "BMSG^SYNC^SYNC_ID^3\n@SETD^i.0.mix^1\nsettings.maxconn^0\nSETD^settings.maxconn^0\n",
];

#[test]
fn bytes_to_the_desk() {
    let seeds = Seeds::of(SAID);
    fuzz::target("bytes_to_the_desk", |random| {
        // A large desk takes long to set up.
        let large = random.ratio(1, 8)?;
        let said: Vec<Damage> = fuzz::several(random, 12)?;
        let model = if large { Model::Ui24R } else { Model::Ui12 };
        let mut desk = Desk::new(model, Scene::Factory, Faults::default(), 1);
        let mut now = Duration::from_millis(1);
        let client = desk.connect(Transport::Raw, now);
        let mut reader = sim::line::Reader::default();
        for damage in &said {
            reader.push(&seeds.damaged(damage));
            while let Some(lines) = reader.take() {
                for line in sim::line::split(&lines) {
                    desk.handle_line(client, line, now);
                }
            }
            now += Duration::from_millis(40);
            desk.handle_timeout(now);
            while desk.poll_output(now).is_some() {}
        }
        for (key, value) in desk.tree().iter() {
            if let sim::tree::Value::Number(number) = value {
                assert!(number.is_finite(), "{key} is {number}");
            }
        }
        Ok(())
    });
}
