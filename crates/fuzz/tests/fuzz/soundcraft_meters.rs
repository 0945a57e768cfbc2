//! Meter and analyser frames of a desk.

use fuzz::{Damage, Seeds};
use soundcraft::meters::{self, MeterMap, RTA_BANDS, Vu2};

const RECORDED: &str = include_str!("../../../soundcraft/testdata/vu2-ui16.txt");

fn frames() -> Seeds {
    let recorded = RECORDED.trim_end();
    let plain = recorded.strip_prefix("VU2^").unwrap_or(recorded).to_owned();
    let analyser = format!("{}=", "A".repeat(163));
    Seeds::of([plain, analyser, "CAIEBAQCAgA=".into(), "/////////////w==".into(), String::new()])
}

#[test]
fn meters() {
    let seeds = frames();
    fuzz::target("meters", |random| {
        let damage: Damage = random.arbitrary()?;
        let text = seeds.damaged_text(&damage);
        if let Ok(frame) = Vu2::decode(&text) {
            let levels = MeterMap::default().read(&frame);
            assert!(levels.is_empty(), "no surface, no meters");
        }
        if let Ok(bands) = meters::decode_rta(&text) {
            assert_eq!(bands.len(), RTA_BANDS);
        }
        Ok(())
    });
}
