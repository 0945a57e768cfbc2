//! Faders and pans: touching never moves them, moving does, keys do, and what
//! is said aloud is right in both languages.

use desk::Law;
use leptos::prelude::*;
use mediatrix::signals::{RwSignal, Signal};
use mediatrix::text::{BlockReason, Language};
use mediatrix::widgets::{Amount, Blocked, Colour, ControlState, Fader, Holder, Pan, Strip};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Diary, Hand, Heard, Stage, even_scale, frame, live, settle, wait};

/// A fader at `position` that never moves by itself.
async fn fader(position: f64, state: ControlState) -> (Stage, Diary) {
    let diary = Diary::new();
    let grip = diary.grip();
    let stage = Stage::with(move || {
        view! {
            <Fader
                label="Singer level".to_owned()
                position=Signal::stored(position)
                scale=even_scale()
                state=Signal::stored(state.clone())
                grip
            />
        }
    })
    .await;
    (stage, diary)
}

/// The length of the throw: 500 less the height of the cap.
const THROW: f64 = 440.0;

#[wasm_bindgen_test]
async fn touching_never_moves() {
    let (stage, diary) = fader(0.5, ControlState::Live).await;
    let finger = Hand::finger(&stage, ".fader");
    finger.down(30, 250);
    finger.moved(34, 258);
    finger.moved(28, 241);
    wait(200).await;
    assert_eq!(diary.take(), [Heard::Touch], "it is held, and that is all");
    finger.up(30, 250);
    assert_eq!(diary.take(), [Heard::Release]);
}

#[wasm_bindgen_test]
async fn a_drag_is_relative_and_starts_after_the_slop() {
    let (stage, diary) = fader(0.5, ControlState::Live).await;
    let finger = Hand::finger(&stage, ".fader");
    // Far from the cap: the place of the finger does not matter.
    finger.down(30, 480);
    finger.moved(30, 469);
    assert_eq!(diary.take(), []);
    finger.moved(30, 468);
    assert_eq!(diary.take(), [Heard::Touch]);
    finger.moved(30, 424);
    let moves = diary.moves();
    assert!((moves[0] - (0.5 + 44.0 / THROW)).abs() < 1e-6, "{moves:?}");
    finger.moved_with_shift(30, 380);
    let moves = diary.moves();
    assert!((moves[0] - (0.5 + 48.4 / THROW)).abs() < 1e-6, "{moves:?}");
    finger.up(30, 380);
    assert_eq!(diary.take(), [Heard::Release]);
}

#[wasm_bindgen_test]
async fn a_mouse_holds_at_once_and_needs_four_pixels() {
    let (stage, diary) = fader(0.5, ControlState::Live).await;
    let mouse = Hand::mouse(&stage, ".fader");
    mouse.down(30, 250);
    assert_eq!(diary.take(), [Heard::Touch]);
    mouse.moved(30, 246);
    mouse.moved(30, 202);
    assert_eq!(diary.moves().len(), 1);
    settle().await;
    assert_eq!(stage.attribute(".fader", "data-held").as_deref(), Some("me"));
    mouse.up(30, 202);
    settle().await;
    assert_eq!(stage.attribute(".fader", "data-held"), None);
}

#[wasm_bindgen_test]
async fn a_swipe_across_scrolls_and_is_never_heard() {
    let (stage, diary) = fader(0.5, ControlState::Live).await;
    let finger = Hand::finger(&stage, ".fader");
    finger.down(30, 250);
    finger.moved(50, 252);
    finger.cancel();
    assert_eq!(diary.take(), []);
}

#[wasm_bindgen_test]
async fn two_fingers_move_two_faders() {
    let (one, two) = (Diary::new(), Diary::new());
    let (first, second) = (one.grip(), two.grip());
    let stage = Stage::with(move || {
        let position = Signal::stored(0.5);
        view! {
            <div id="a" class="strip__throw">
                <Fader label="A".to_owned() position scale=even_scale() grip=first />
            </div>
            <div id="b" class="strip__throw">
                <Fader label="B".to_owned() position scale=even_scale() grip=second />
            </div>
        }
    })
    .await;
    let a = Hand::finger(&stage, "#a .fader");
    let b = Hand { pointer: 2, ..Hand::finger(&stage, "#b .fader") };
    a.down(20, 100);
    b.down(20, 300);
    a.moved(20, 80);
    b.moved(20, 320);
    a.moved(20, 60);
    b.moved(20, 340);
    assert!(one.moves()[0] > 0.5);
    assert!(two.moves()[0] < 0.5);
}

#[wasm_bindgen_test]
async fn double_tap_on_the_cap_is_zero_decibels() {
    let (stage, diary) = fader(0.5, ControlState::Live).await;
    let cap = stage.find(".fader__cap").get_bounding_client_rect();
    let (x, y) = ((cap.left() + 5.0) as i32, (cap.top() + 20.0) as i32);
    let finger = Hand::finger(&stage, ".fader");
    for _ in 0..2 {
        finger.down(x, y);
        finger.up(x, y);
    }
    assert_eq!(
        diary.take(),
        [Heard::Touch, Heard::Release, Heard::Touch, Heard::Move(100.0 / 110.0), Heard::Release]
    );
    for _ in 0..2 {
        finger.down(x, y + 100);
        finger.up(x, y + 100);
    }
    assert!(diary.moves().is_empty(), "beside the cap it is nothing");
}

#[wasm_bindgen_test]
async fn keys_step_and_no_key_goes_to_the_top() {
    let (stage, diary) = fader(0.5, ControlState::Live).await;
    let check = |key: &str, shift: bool, db: f64| {
        stage.key_with(".fader__input", key, shift);
        let heard = diary.take();
        assert_eq!(heard.len(), 3, "{key}: touch, move, release");
        let Heard::Move(to) = heard[1] else { panic!("{heard:?}") };
        let got = (even_scale().to_db)(to);
        assert!(got == db || (got - db).abs() < 1e-6, "{key}: {got}, not {db}");
    };
    // 0.5 of the throw is -45 dB by this law.
    check("ArrowUp", false, -44.5);
    check("ArrowDown", false, -45.5);
    check("ArrowRight", true, -44.9);
    check("PageUp", false, -42.0);
    check("PageDown", false, -48.0);
    check("Home", false, f64::NEG_INFINITY);
    check("End", false, 0.0);
    check("0", false, 0.0);
    stage.key(".fader__input", "x");
    assert_eq!(diary.take(), []);
}

#[wasm_bindgen_test]
async fn it_is_a_slider_that_speaks_both_languages() {
    let diary = Diary::new();
    let grip = diary.grip();
    let position = RwSignal::new((even_scale().from_db)(-3.2));
    let muted = RwSignal::new(true);
    let stage = Stage::with(move || {
        view! {
            <Fader label="Singer level".to_owned() position scale=even_scale() muted grip />
        }
    })
    .await;
    let said = || stage.attribute(".fader__input", "aria-valuetext").unwrap();
    assert_eq!(said(), "minus 3.2 decibels, muted");
    assert_eq!(stage.attribute(".fader__input", "aria-label").as_deref(), Some("Singer level"));
    stage.language.set(Language::German);
    settle().await;
    assert_eq!(said(), "minus 3,2 Dezibel, stumm");
    muted.set(false);
    position.set(0.0);
    settle().await;
    assert_eq!(said(), "aus");
    assert!(stage.find(".fader__input").focus().is_ok());
    let focused = crate::stage::document().active_element().unwrap();
    assert_eq!(focused.get_attribute("type").as_deref(), Some("range"));
}

#[wasm_bindgen_test]
async fn a_screen_reader_may_drive_the_range_input() {
    let (stage, diary) = fader(0.5, ControlState::Live).await;
    stage.write(".fader__input", "-30");
    let db = (even_scale().to_db)(diary.moves()[0]);
    assert!((db - -44.5).abs() < 1e-6, "one step up, not a jump: {db}");
}

#[wasm_bindgen_test]
async fn blocked_faders_say_why_and_do_not_move() {
    let why = Blocked::Because(BlockReason::LinkLost);
    let (stage, diary) = fader(0.5, ControlState::Stale(BlockReason::LinkLost)).await;
    let finger = Hand::finger(&stage, ".fader");
    finger.down(30, 250);
    finger.moved(30, 230);
    finger.moved(30, 200);
    finger.up(30, 200);
    assert_eq!(diary.take(), [Heard::Blocked(why.clone())]);
    stage.key(".fader__input", "ArrowUp");
    assert_eq!(diary.take(), [Heard::Blocked(why)]);
    assert_eq!(stage.attribute(".fader__input", "aria-disabled").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn touching_what_someone_holds_offers_to_take_over() {
    let holder = Holder {
        name: "Monitors".into(),
        initials: "MO".into(),
        colour: Colour::Violet,
        yields: false,
    };
    let (stage, diary) = fader(0.5, ControlState::HeldByOther(holder.clone())).await;
    assert_eq!(stage.text(".who"), "MO");
    let finger = Hand::finger(&stage, ".fader");
    finger.down(30, 250);
    finger.up(30, 250);
    assert_eq!(diary.take(), [Heard::Blocked(Blocked::HeldBy(holder))]);
    let said = stage.attribute(".fader__input", "aria-valuetext").unwrap();
    assert!(said.ends_with("Monitors is moving Singer level"), "{said}");
}

#[wasm_bindgen_test]
async fn a_thousand_updates_end_at_the_last_one() {
    let diary = Diary::new();
    let grip = diary.grip();
    let position = RwSignal::new(0.0);
    let stage = Stage::with(move || {
        view! { <Fader label="A".to_owned() position scale=even_scale() state=live() grip /> }
    })
    .await;
    for step in 0..=1000 {
        position.set(f64::from(step) / 1000.0 * 0.75);
    }
    frame().await;
    settle().await;
    let top = |part| stage.find(part).get_bounding_client_rect().top();
    let raised = top(".fader__carriage") - top(".fader__scale");
    assert!((raised - THROW / 4.0).abs() < 0.5, "a quarter below the top, not {raised}");
    let fill = stage.find(".fader__fill");
    let filled = fill.get_bounding_client_rect().height() / f64::from(fill.client_height());
    assert!((filled - 0.75).abs() < 0.01, "{filled} of it is filled");
    assert_eq!(diary.take(), [], "being moved is not moving");
}

#[wasm_bindgen_test]
async fn a_number_in_motion_is_told_at_a_beat_and_in_hand_at_once() {
    let diary = Diary::new();
    let grip = diary.grip();
    let position = RwSignal::new(0.0);
    let stage = Stage::with(move || {
        view! { <Fader label="A".to_owned() position scale=even_scale() state=live() grip /> }
    })
    .await;
    let said = || stage.attribute(".fader__input", "aria-valuetext").unwrap();
    let mut told = vec![said()];
    for step in 1..=200 {
        position.set(f64::from(step) / 250.0);
        settle().await;
        told.push(said());
    }
    told.dedup();
    assert!(told.len() > 1, "the first change after a rest is told at once: {told:?}");
    assert!(told.len() < 100, "not every step is told: {} were", told.len());
    wait(600).await;
    let end = Language::English.text().level_spoken((even_scale().to_db)(0.8));
    assert_eq!(said(), end, "the last always is");

    stage.find(".fader__input").focus().unwrap();
    for step in 1..=20 {
        let place = f64::from(step) / 25.0;
        position.set(place);
        settle().await;
        let now = Language::English.text().level_spoken((even_scale().to_db)(place));
        assert_eq!(said(), now, "who is at it hears all");
    }
}

#[wasm_bindgen_test]
async fn a_fader_that_leaves_the_page_in_hand_is_let_go() {
    let diary = Diary::new();
    let grip = diary.grip();
    let there = RwSignal::new(true);
    let stage = Stage::with(move || {
        view! {
            <Show when=move || there.get()>
                <Fader
                    label="A".to_owned()
                    position=Signal::stored(0.5)
                    scale=even_scale()
                    grip
                />
            </Show>
        }
    })
    .await;
    Hand::mouse(&stage, ".fader").down(30, 250);
    there.set(false);
    settle().await;
    assert_eq!(diary.take(), [Heard::Touch, Heard::Release]);
}

#[wasm_bindgen_test]
async fn pan_moves_sideways_and_is_told_from_the_middle() {
    let diary = Diary::new();
    let grip = diary.grip();
    let position = RwSignal::new(0.4);
    let stage = Stage::with(move || {
        let state = Signal::stored(ControlState::Live);
        let amount = Amount::new(Law::Pan, position.into(), state, grip);
        view! { <Pan label="Singer pan".to_owned() amount /> }
    })
    .await;
    assert_eq!(stage.attribute(".pan", "aria-valuetext").as_deref(), Some("left 20"));
    assert_eq!(stage.text(".pan__text"), "L20");
    stage.key(".pan", "ArrowRight");
    assert!((diary.moves()[0] - 0.41).abs() < 1e-9);
    stage.key(".pan", "0");
    assert_eq!(diary.moves(), [0.5]);
    let mouse = Hand::mouse(&stage, ".pan");
    mouse.down(100, 20);
    mouse.moved(104, 20);
    mouse.moved(143, 20);
    let moves = diary.moves();
    assert!(moves[0] > 0.49 && moves[0] < 0.51, "39 of 392 pixels: {moves:?}");
    mouse.up(143, 20);

    // Who cannot drag taps, and types or steps.
    mouse.down(100, 20);
    mouse.up(100, 20);
    wait(400).await;
    settle().await;
    stage.write(".entry__field", "R20");
    stage.key(".entry__field", "Enter");
    let moves = diary.moves();
    assert!(moves.len() == 1 && (moves[0] - 0.6).abs() < 1e-9, "{moves:?}");
    assert_eq!(
        crate::stage::document().active_element(),
        Some(stage.find(".pan").into()),
        "the focus is back"
    );

    mouse.down(100, 20);
    wait(600).await;
    mouse.up(100, 20);
    wait(400).await;
    settle().await;
    assert_eq!(stage.all(".entry__field").len(), 0, "a finger that rests asks for nothing");
    diary.take();

    stage.key(".pan", "Enter");
    settle().await;
    stage.find("[aria-label=\"10 to the left\"]").click();
    let moves = diary.moves();
    assert!(moves.len() == 1 && (moves[0] - 0.35).abs() < 1e-9, "{moves:?}");
}

#[wasm_bindgen_test]
async fn a_linked_pair_has_a_pan_for_each_side() {
    let (left, right) = (Diary::new(), Diary::new());
    let amount =
        |diary: &Diary, at: f64| Amount::new(Law::Pan, Signal::stored(at), live(), diary.grip());
    let pans = Signal::stored(vec![amount(&left, 0.0), amount(&right, 1.0)]);
    let grip = Diary::new().grip();
    let stage = Stage::with(move || {
        view! {
            <Strip
                number="6+7".to_owned()
                name="Keys".to_owned()
                scale=even_scale()
                level=Signal::stored(0.5)
                level_grip=grip
                pans
                pair=Signal::stored(true)
            />
        }
    })
    .await;
    let side = |name: &str| format!("[aria-label=\"Keys {name} pan\"]");
    assert_eq!(stage.attribute(&side("L"), "aria-valuetext").as_deref(), Some("left 100"));
    assert_eq!(stage.attribute(&side("R"), "aria-valuetext").as_deref(), Some("right 100"));
    stage.key(&side("R"), "0");
    assert_eq!(right.moves(), [0.5]);
    assert_eq!(left.take(), []);
}

#[wasm_bindgen_test]
async fn a_strip_has_its_names_and_its_letters() {
    let diary = Diary::new();
    let grip = diary.grip();
    let muted = RwSignal::new(false);
    let stage = Stage::with(move || {
        let mute = mediatrix::widgets::Switch::new(muted, move |on| muted.set(on));
        view! {
            <Strip
                number="3".to_owned()
                name="".to_owned()
                scale=even_scale()
                level=Signal::stored(0.5)
                level_grip=grip
                mute=Some(mute)
            />
        }
    })
    .await;
    assert_eq!(stage.attribute(".strip", "aria-label").as_deref(), Some("Channel 3, No name"));
    stage.key(".fader__input", "m");
    settle().await;
    assert!(muted.get_untracked());
    assert!(stage.find(".strip").has_attribute("data-muted"));
    stage.language.set(Language::German);
    settle().await;
    assert_eq!(stage.attribute(".strip", "aria-label").as_deref(), Some("Kanal 3, Ohne Namen"));
}
