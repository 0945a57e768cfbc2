//! Knobs, points and typed fields: amounts in their units, by hand, key and
//! word.

use desk::{FaderLevel, Law, Shape, Unit};
use leptos::prelude::*;
use mediatrix::signals::{RwSignal, Signal, callback};
use mediatrix::text::{BlockReason, Language};
use mediatrix::widgets::{
    Amount, BandShape, Blocked, Colour, ControlState, EqBand, EqGraph, GraphicEq, Holder, Knob,
    Slide, order_list,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Diary, Hand, Heard, Stage, settle, wait};

const HERTZ: Law = Law::Exponential { low: 20.0, high: 22_050.0, unit: Unit::Hertz };
const GAIN: Law = Law::Linear { min: -20.0, max: 20.0, unit: Unit::Decibels };
const QUALITY: Law = Law::Exponential { low: 0.05, high: 15.0, unit: Unit::None };
const RATIO: Law = Law::Curve { shape: Shape::Inverse, low: 0.0, high: 1.0, unit: Unit::Ratio };

fn amount(law: Law, reading: f64, diary: &Diary, state: ControlState) -> Amount {
    let position = law.position(reading).map_or(0.0, FaderLevel::position);
    Amount::new(law, Signal::stored(position), Signal::stored(state), diary.grip())
}

async fn knob(law: Law, reading: f64, state: ControlState) -> (Stage, Diary) {
    let diary = Diary::new();
    let heard = diary.clone();
    let stage = Stage::with(move || {
        let amount = amount(law, reading, &heard, state);
        view! { <Knob name="Ratio".to_owned() of="Compressor".to_owned() amount /> }
    })
    .await;
    (stage, diary)
}

/// The positions that were asked for.
fn moves(diary: &Diary) -> Vec<f64> {
    let moved = |heard: Heard| if let Heard::Move(to) = heard { Some(to) } else { None };
    diary.heard().into_iter().filter_map(moved).collect()
}

#[wasm_bindgen_test]
async fn a_knob_says_its_amount_in_both_languages() {
    let (stage, _) = knob(RATIO, 2.5, ControlState::Live).await;
    let said = || stage.attribute(".range", "aria-valuetext").unwrap();
    assert_eq!(stage.attribute(".range", "aria-label").as_deref(), Some("Compressor, Ratio"));
    assert_eq!(said(), "2.5 to 1");
    stage.language.set(Language::German);
    settle().await;
    assert_eq!(said(), "2,5 zu 1");
}

#[wasm_bindgen_test]
async fn more_is_up_also_where_the_desk_counts_down() {
    let (stage, diary) = knob(RATIO, 2.5, ControlState::Live).await;
    stage.key(".range", "ArrowUp");
    let asked = moves(&diary);
    assert!(asked.len() == 1 && asked[0] < 0.4, "{asked:?}");
    assert_eq!(diary.heard().first(), Some(&Heard::Touch));
    assert_eq!(diary.heard().last(), Some(&Heard::Release));
}

#[wasm_bindgen_test]
async fn a_touch_moves_no_knob_and_a_drag_does() {
    let (stage, diary) = knob(GAIN, 0.0, ControlState::Live).await;
    let hand = Hand::mouse(&stage, ".knob");
    hand.down(50, 100);
    hand.up(50, 100);
    assert_eq!(moves(&diary), Vec::<f64>::new());
    hand.down(50, 100);
    hand.moved(50, 96);
    hand.moved(50, 78);
    hand.up(50, 78);
    // 18 of 180 pixels.
    let asked = moves(&diary);
    assert!(asked.last().is_some_and(|to| (to - 0.6).abs() < 1e-9), "{asked:?}");
}

#[wasm_bindgen_test]
async fn a_viewers_knob_tells_why_it_does_not_move() {
    let reason = BlockReason::NotAllowed;
    let (stage, diary) = knob(GAIN, 0.0, ControlState::ReadOnly(reason)).await;
    stage.key(".range", "ArrowUp");
    assert_eq!(diary.heard(), [Heard::Blocked(Blocked::Because(reason))]);
    assert_eq!(stage.attribute(".range", "aria-readonly").as_deref(), Some("true"));
    assert!(stage.find(".value").has_attribute("readonly"));
}

#[wasm_bindgen_test]
async fn what_is_typed_is_set_once_and_nonsense_is_put_back() {
    let (stage, diary) = knob(GAIN, 0.0, ControlState::Live).await;
    let _ = stage.find(".value").focus();
    settle().await;
    stage.write(".value", "-6,5 dB");
    stage.key(".value", "Enter");
    let asked = moves(&diary);
    assert!(asked.len() == 1 && (asked[0] - 0.3375).abs() < 1e-9, "{asked:?}");
    let _ = stage.find(".value").focus();
    settle().await;
    stage.write(".value", "loud");
    stage.key(".value", "Enter");
    settle().await;
    assert_eq!(moves(&diary).len(), 1);
    let shown = js_sys::Reflect::get(&stage.find(".value"), &"value".into()).unwrap();
    assert_eq!(shown.as_string().as_deref(), Some("0\u{a0}dB"));
}

#[wasm_bindgen_test]
async fn a_horizontal_fader_is_a_named_slider() {
    let diary = Diary::new();
    let heard = diary.clone();
    let stage = Stage::with(move || {
        let amount = amount(Law::Fader, -8.0, &heard, ControlState::Live);
        view! { <Slide label="Send to Aux 2".to_owned() name="Aux 2".to_owned() amount /> }
    })
    .await;
    assert_eq!(stage.attribute(".range", "aria-valuetext").as_deref(), Some("minus 8.0 decibels"));
    stage.key(".range", "End");
    let asked = moves(&diary);
    assert!(asked.len() == 1 && (asked[0] - 13.0 / 17.0).abs() < 1e-6, "End is 0 dB: {asked:?}");
}

async fn slide(state: ControlState) -> (Stage, Diary) {
    let diary = Diary::new();
    let heard = diary.clone();
    let stage = Stage::with(move || {
        let amount = amount(Law::Fader, -8.0, &heard, state);
        view! {
            <Slide
                label="Singer level".to_owned()
                name="Singer".to_owned()
                detail="Stage left".to_owned()
                amount
                ghost=Signal::stored(Some(0.25))
            />
        }
    })
    .await;
    (stage, diary)
}

/// The middle of what a selector points at.
fn middle(stage: &Stage, selector: &str) -> (i32, i32) {
    let area = stage.find(selector).get_bounding_client_rect();
    let of = |from: f64, size: f64| (from + size / 2.0) as i32;
    (of(area.left(), area.width()), of(area.top(), area.height()))
}

#[wasm_bindgen_test]
async fn a_tap_on_the_number_of_a_row_opens_its_field_and_a_tap_beside_it_does_not() {
    let (stage, diary) = slide(ControlState::Live).await;
    let finger = Hand::finger(&stage, ".hfader");
    let (x, y) = middle(&stage, ".hfader");
    finger.down(x / 4, y);
    finger.up(x / 4, y);
    wait(400).await;
    assert!(stage.maybe(".entry").is_none());
    let (x, y) = middle(&stage, ".hfader__number");
    finger.down(x, y);
    finger.up(x, y);
    wait(400).await;
    settle().await;
    assert!(diary.moves().is_empty(), "a tap moves nothing");
    stage.write(".entry__field", "-inf");
    stage.key(".entry__field", "Enter");
    assert_eq!(diary.moves(), [0.0]);
    settle().await;
    assert!(stage.maybe(".entry").is_none());
}

#[wasm_bindgen_test]
async fn a_drag_may_begin_on_the_number_of_a_row() {
    let (stage, diary) = slide(ControlState::Live).await;
    let mouse = Hand::mouse(&stage, ".hfader");
    let (x, y) = middle(&stage, ".hfader__number");
    mouse.down(x, y);
    mouse.moved(x - 4, y);
    mouse.moved(x - 44, y);
    mouse.up(x - 44, y);
    assert!(diary.moves().iter().all(|to| *to < 0.58));
    wait(400).await;
    assert!(stage.maybe(".entry").is_none(), "it was no tap");
}

#[wasm_bindgen_test]
async fn enter_on_a_row_opens_its_field_and_its_steps_are_decibels() {
    let (stage, diary) = slide(ControlState::Live).await;
    stage.key(".range", "Enter");
    settle().await;
    stage.find(".entry__step").click();
    let moves = diary.moves();
    let down = Law::Fader.position(-9.0).unwrap().position();
    assert!(moves.len() == 1 && (moves[0] - down).abs() < 1e-9, "{moves:?}");
    stage.key(".entry__field", "Escape");
    settle().await;
    assert!(stage.maybe(".entry").is_none());
    assert_eq!(stage.attribute(".hfader__ghost", "style").as_deref(), Some("--at: 0.2500;"));
}

#[wasm_bindgen_test]
async fn a_row_in_somebody_elses_hand_says_whose_and_offers_no_field() {
    let ana =
        Holder { name: "Ana".into(), initials: "An".into(), colour: Colour::Pink, yields: false };
    let (stage, diary) = slide(ControlState::HeldByOther(ana.clone())).await;
    assert_eq!(stage.text(".hfader small"), "Ana");
    assert_eq!(stage.text(".who"), "An");
    assert_eq!(
        stage.attribute(".range", "aria-valuetext").as_deref(),
        Some("minus 8.0 decibels, Ana is moving Singer level")
    );
    stage.key(".range", "Enter");
    assert_eq!(diary.take(), [Heard::Blocked(Blocked::HeldBy(ana))]);
    assert!(stage.maybe(".entry").is_none());
}

#[wasm_bindgen_test]
async fn a_refusal_is_told_by_a_mark() {
    let reason = mediatrix::text::RefusalReason::Expired;
    let (stage, _) = slide(ControlState::Refused(reason)).await;
    let style = web_sys::window()
        .unwrap()
        .get_computed_style_with_pseudo_elt(&stage.find(".hfader"), "::after")
        .unwrap()
        .unwrap();
    assert_eq!(style.get_property_value("content").as_deref(), Ok("\"!\""));
}

fn band(frequency: &Diary, gain: &Diary, quality: &Diary) -> EqBand {
    let live = || ControlState::Live;
    EqBand {
        shape: BandShape::Bell,
        letter: "2".into(),
        colour: Colour::Green,
        frequency: amount(HERTZ, 1_000.0, frequency, live()),
        gain: Some(amount(GAIN, 0.0, gain, live())),
        quality: Some(amount(QUALITY, 1.0, quality, live())),
        slope: None,
    }
}

#[wasm_bindgen_test]
async fn a_point_moves_two_amounts_by_hand_and_three_by_key() {
    let (frequency, gain, quality) = (Diary::new(), Diary::new(), Diary::new());
    let bands = vec![band(&frequency, &gain, &quality)];
    let stage = Stage::with(move || view! { <EqGraph bands on=Signal::stored(true) /> }).await;
    assert_eq!(
        stage.attribute(".handle", "aria-valuetext").as_deref(),
        Some("1 kilohertz, 0 decibels, Q 1")
    );

    let hand = Hand::finger(&stage, ".handle");
    hand.down(100, 100);
    hand.moved(108, 104);
    hand.up(108, 104);
    assert_eq!(moves(&frequency), Vec::<f64>::new(), "within the slop nothing moves");
    hand.down(100, 100);
    hand.moved(113, 100);
    hand.moved(133, 80);
    hand.up(133, 80);
    assert!(moves(&frequency).last().is_some_and(|to| *to > 0.56));
    assert!(moves(&gain).last().is_some_and(|to| *to > 0.5));
    assert_eq!(moves(&quality), Vec::<f64>::new());
    assert_eq!(frequency.heard().last(), Some(&Heard::Release));
    assert_eq!(gain.heard().last(), Some(&Heard::Release));

    stage.key(".handle", "PageUp");
    assert!(moves(&quality).last().is_some_and(|to| *to > 0.53));
    let before = moves(&gain).len();
    stage.key(".handle", "ArrowDown");
    assert!((moves(&gain)[before] - 0.4875).abs() < 1e-9, "half a decibel down");
}

#[wasm_bindgen_test]
async fn graphic_bands_have_one_place_in_the_tab_order() {
    let diaries: Vec<Diary> = (0..3).map(|_| Diary::new()).collect();
    let bands = [100.0, 1_000.0, 10_000.0]
        .into_iter()
        .zip(&diaries)
        .map(|(hertz, diary)| (hertz, amount(GAIN, 0.0, diary, ControlState::Live)))
        .collect();
    let stage = Stage::with(move || {
        view! { <GraphicEq label="Graphic EQ".to_owned() bands on=Signal::stored(true) /> }
    })
    .await;
    assert_eq!(stage.all(".geq__band[tabindex='0']").len(), 1);
    stage.key(".geq__band[tabindex='0']", "ArrowRight");
    settle().await;
    assert_eq!(
        stage.attribute(".geq__band[tabindex='0']", "aria-label").as_deref(),
        Some("10\u{a0}kHz")
    );
    stage.key(".geq__band[tabindex='0']", "ArrowUp");
    assert_eq!(moves(&diaries[1]), Vec::<f64>::new());
    assert!((moves(&diaries[2])[0] - 0.5125).abs() < 1e-9);
}

#[wasm_bindgen_test]
async fn a_point_that_somebody_holds_by_its_gain_is_held() {
    let (frequency, gain, quality) = (Diary::new(), Diary::new(), Diary::new());
    let mut band = band(&frequency, &gain, &quality);
    let ana =
        Holder { name: "Ana".into(), initials: "An".into(), colour: Colour::Pink, yields: false };
    band.gain = Some(amount(GAIN, 0.0, &gain, ControlState::HeldByOther(ana)));
    let bands = vec![band];
    let stage = Stage::with(move || view! { <EqGraph bands on=Signal::stored(true) /> }).await;
    assert_eq!(stage.attribute(".handle", "data-state").as_deref(), Some("held"));
    assert_eq!(stage.text(".handle .who"), "An");
    // What is offered to take over is what is held.
    let mouse = Hand::mouse(&stage, ".handle");
    mouse.down(100, 100);
    mouse.moved(140, 100);
    mouse.up(140, 100);
    assert!(matches!(gain.take()[..], [Heard::Blocked(_)]));
    assert_eq!(frequency.take(), []);
}

#[wasm_bindgen_test]
async fn rows_are_moved_by_keys_beside_them() {
    let items = RwSignal::new(vec![("a".to_owned(), "Ada".to_owned()), ("b".into(), "Ben".into())]);
    let stage = Stage::with(move || {
        let on_move = callback(move |(from, to): (usize, usize)| {
            items.update(|items| items.swap(from, to));
        });
        order_list(Signal::stored("Rows".into()), items.into(), on_move, callback(|_| ()))
    })
    .await;
    let key = |label: &str| format!("[aria-label=\"{label}\"]");
    assert_eq!(stage.attribute(&key("Move Ada up"), "aria-disabled").as_deref(), Some("true"));
    stage.find(&key("Move Ada up")).click();
    stage.find(&key("Move Ada down")).click();
    settle().await;
    assert_eq!(items.get_untracked()[0].1, "Ben");
    settle().await;
    let focused = crate::stage::document().active_element().unwrap();
    assert_eq!(focused.get_attribute("aria-label").as_deref(), Some("Move Ada down"));
}
