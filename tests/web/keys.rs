//! Switches, hold-to-confirm and tabs.

use leptos::prelude::*;
use mediatrix::signals::{RwSignal, Signal};
use mediatrix::text::BlockReason;
use mediatrix::widgets::{
    ControlState, HoldButton, LayerTabs, MuteButton, MuteGroup, MuteGroups, Switch,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Hand, Stage, settle, wait};

/// A mute that shows only what it is told, with what it was asked for.
async fn mute(
    state: ControlState,
    by: Option<&'static str>,
) -> (Stage, RwSignal<bool>, RwSignal<Vec<bool>>) {
    let on = RwSignal::new(false);
    let asked = RwSignal::new(Vec::new());
    let stage = Stage::with(move || {
        view! {
            <MuteButton
                name="Singer".to_owned()
                switch=Switch::new(on, move |to| asked.update(|asked| asked.push(to)))
                by_group=Signal::stored(by.map(str::to_owned))
                state=Signal::stored(state.clone())
            />
        }
    })
    .await;
    (stage, on, asked)
}

#[wasm_bindgen_test]
async fn mute_asks_for_a_state_and_shows_only_what_it_is_told() {
    let (stage, on, asked) = mute(ControlState::Live, None).await;
    let pressed = || stage.attribute(".key--mute", "aria-pressed").unwrap();
    stage.find(".key--mute").click();
    stage.find(".key--mute").click();
    settle().await;
    assert_eq!(asked.get_untracked(), [true, true], "set to on, never toggled");
    assert_eq!(pressed(), "false", "nobody said yes yet");
    on.set(true);
    settle().await;
    assert_eq!(pressed(), "true");
    stage.find(".key--mute").click();
    assert_eq!(asked.get_untracked(), [true, true, false]);
}

#[wasm_bindgen_test]
async fn a_channel_muted_by_a_group_says_so() {
    let (stage, on, _) = mute(ControlState::Live, Some("4")).await;
    assert_eq!(stage.text(".key--mute"), "4");
    assert!(stage.find(".key--mute").has_attribute("data-by"));
    assert_eq!(
        stage.attribute(".key--mute", "aria-label").as_deref(),
        Some("Mute Singer, muted by group 4")
    );
    on.set(true);
    settle().await;
    assert_eq!(stage.text(".key--mute"), "M", "its own mute comes first");
}

#[wasm_bindgen_test]
async fn a_stale_mute_asks_for_nothing() {
    let (stage, _, asked) = mute(ControlState::Stale(BlockReason::DeskLost), None).await;
    stage.find(".key--mute").click();
    assert!(asked.get_untracked().is_empty());
    assert_eq!(stage.attribute(".key--mute", "aria-disabled").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn hold_confirms_after_600_milliseconds_and_not_before() {
    let count = RwSignal::new(0);
    let stage = Stage::with(move || {
        view! {
            <HoldButton
                label="Mute all".to_owned()
                on_confirm=move |()| count.update(|count| *count += 1)
            />
        }
    })
    .await;
    let finger = Hand::finger(&stage, "button");
    finger.down(5, 5);
    wait(300).await;
    let filled = stage.find("button").style().get_property_value("--held").unwrap();
    assert!(filled.parse::<f64>().unwrap() > 0.2, "the bar fills: {filled}");
    finger.up(5, 5);
    wait(500).await;
    assert_eq!(count.get_untracked(), 0, "too short");

    finger.down(5, 5);
    wait(900).await;
    assert_eq!(count.get_untracked(), 1, "once, however long it is held");
    finger.up(5, 5);

    stage.key_event("button", "keydown", "Enter", false);
    wait(900).await;
    stage.key_event("button", "keyup", "Enter", false);
    assert_eq!(count.get_untracked(), 2, "keys hold too");
    stage.find("button").click();
    assert_eq!(count.get_untracked(), 2, "a click is no hold");
}

#[wasm_bindgen_test]
async fn tabs_follow_the_arrows() {
    let chosen = RwSignal::new(0);
    let stage = Stage::with(move || {
        let labels: Vec<String> = ["One", "Two", "Three"].map(String::from).into();
        view! {
            <LayerTabs labels selected=chosen on_select=move |index| chosen.set(index) />
        }
    })
    .await;
    stage.key(".tab", "ArrowLeft");
    settle().await;
    assert_eq!(chosen.get_untracked(), 2, "around the end");
    stage.key(".tab", "Home");
    stage.key(".tab", "ArrowRight");
    settle().await;
    assert_eq!(chosen.get_untracked(), 1);
    let in_order = stage.all("[role=tab][tabindex='0']");
    assert_eq!(in_order.len(), 1, "one stop for the tab key");
    assert_eq!(in_order[0].text_content().as_deref(), Some("Two"));
    let focused = crate::stage::document().active_element().unwrap();
    assert_eq!(focused.text_content().as_deref(), Some("Two"));
}

#[wasm_bindgen_test]
async fn mute_groups_are_named_and_set() {
    let asked = RwSignal::new(Vec::new());
    let stage = Stage::with(move || {
        let group = MuteGroup {
            number: 4,
            name: Signal::stored("Speech".to_owned()),
            switch: Switch::new(Signal::stored(true), move |to| {
                asked.update(|asked| asked.push(to));
            }),
        };
        view! { <MuteGroups groups=vec![group] /> }
    })
    .await;
    assert_eq!(stage.attribute(".mgroup", "aria-label").as_deref(), Some("Mute group 4, Speech"));
    stage.find(".mgroup").click();
    assert_eq!(asked.get_untracked(), [false]);
}
