//! The log and the composer.

use leptos::prelude::*;
use mediatrix::signals::{RwSignal, Signal, callback};
use mediatrix::widgets::{Colour, Composer, Message, MessageList, MessageState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, document, frame, settle};

fn message(index: usize) -> Message {
    Message {
        key: index.to_string(),
        author: format!("Person {}", index % 2),
        role: String::new(),
        initials: "P".into(),
        colour: Colour::Sky,
        mine: index % 2 == 1,
        text: format!("Number {index}"),
        at_millis: 1_760_000_000_000 + index as i64 * 1000,
        state: MessageState::Sent,
        edited: false,
    }
}

fn many(count: usize) -> Vec<Message> {
    (0..count).map(message).collect()
}

fn texts(stage: &Stage) -> Vec<String> {
    stage.all(".msg__text").iter().map(|line| line.text_content().unwrap_or_default()).collect()
}

#[wasm_bindgen_test]
async fn of_a_thousand_messages_the_newest_are_shown_and_all_can_be_reached() {
    let stage = Stage::with(|| view! { <MessageList messages=Signal::stored(many(1000)) /> }).await;
    let shown = texts(&stage);
    assert_eq!(shown.last().map(String::as_str), Some("Number 999"));
    assert!(shown.len() < 300, "{} rows in the page", shown.len());
    let log = stage.find(".log");
    assert!(log.scroll_height() > log.client_height());
    assert_eq!(log.scroll_top(), 0, "at the newest");

    for _ in 0..12 {
        if let Some(button) = stage.maybe(".log__start button") {
            button.click();
            settle().await;
        }
    }
    let shown = texts(&stage);
    assert_eq!(shown.len(), 1000);
    assert_eq!(shown[0], "Number 0");
}

#[wasm_bindgen_test]
async fn who_saved_new_words_goes_on_at_their_row() {
    let log = RwSignal::new(many(4));
    let stage = Stage::with(move || {
        let on_edit = callback(move |(key, words): (String, String)| {
            log.update(|log| {
                for message in log.iter_mut().filter(|message| message.key == key) {
                    message.text = words.clone();
                    message.edited = true;
                }
            });
        });
        view! { <MessageList messages=log on_edit /> }
    })
    .await;
    stage.find(".msg__tools .icon-btn").click();
    settle().await;
    stage.write(".msg__edit textarea", "Number one");
    stage.find(".msg__edit [type=submit]").click();
    settle().await;
    settle().await;
    assert!(texts(&stage).iter().any(|line| line.starts_with("Number one")), "{:?}", texts(&stage));
    let focused = document().active_element().unwrap();
    assert_eq!(focused.get_attribute("aria-label").as_deref(), Some("Edit"));
}

#[wasm_bindgen_test]
async fn a_burst_of_a_thousand_loses_none() {
    let log = RwSignal::new(Vec::new());
    let stage = Stage::with(move || view! { <MessageList messages=log /> }).await;
    for index in 0..1000 {
        log.update(|log| log.push(message(index)));
    }
    frame().await;
    settle().await;
    assert_eq!(texts(&stage).last().map(String::as_str), Some("Number 999"));
    assert_eq!(stage.find(".log").scroll_top(), 0, "still at the newest");
}

#[wasm_bindgen_test]
async fn reading_further_up_is_not_disturbed_and_news_are_counted() {
    let log = RwSignal::new(many(60));
    let stage = Stage::with(move || view! { <MessageList messages=log /> }).await;
    let element = stage.find(".log");
    element.set_scroll_top(-400);
    frame().await;
    settle().await;
    let reading = stage.all(".msg")[40].clone();
    let before = reading.get_bounding_client_rect().top();
    log.update(|log| log.extend((60..63).map(message)));
    settle().await;
    frame().await;
    frame().await;
    let after = reading.get_bounding_client_rect().top();
    assert!((before - after).abs() < 1.5, "slid from {before} to {after}");
    assert_eq!(stage.text(".log__newest"), "3 new");
    stage.find(".log__newest").click();
    settle().await;
    assert_eq!(element.scroll_top(), 0);
    assert!(stage.maybe(".log__newest").is_none());
}

#[wasm_bindgen_test]
async fn own_messages_can_be_changed_and_deleted_others_cannot() {
    let edits = RwSignal::new(Vec::new());
    let deletes = RwSignal::new(Vec::new());
    let stage = Stage::with(move || {
        view! {
            <MessageList
                messages=Signal::stored(many(2))
                on_edit=move |edit: (String, String)| edits.update(|edits| edits.push(edit))
                on_delete=move |key: String| deletes.update(|deletes| deletes.push(key))
            />
        }
    })
    .await;
    assert_eq!(stage.all(".msg__tools").len(), 1, "only on one's own");
    stage.find(".msg__tools button").click();
    settle().await;
    stage.write(".msg__edit textarea", "Better words");
    stage.key(".msg__edit textarea", "Enter");
    settle().await;
    assert_eq!(edits.get_untracked(), [("1".to_owned(), "Better words".to_owned())]);

    stage.find(".msg__tools button:last-child").click();
    settle().await;
    assert!(deletes.get_untracked().is_empty(), "it asks first");
    let focused = || document().active_element().unwrap();
    assert_eq!(focused().text_content().unwrap(), "Keep", "the answer that harms nobody");
    stage.key(".msg__ask button", "Escape");
    settle().await;
    assert!(stage.maybe(".msg__ask").is_none());
    let delete = stage.find(".msg__tools button:last-child");
    assert_eq!(focused(), delete.clone().into(), "one goes on where one was");
    delete.click();
    settle().await;
    stage.find(".msg__ask .btn--danger").click();
    settle().await;
    assert_eq!(deletes.get_untracked(), ["1"]);
}

#[wasm_bindgen_test]
async fn every_state_is_told_in_words_and_text_is_never_markup() {
    let with = |index, state| Message { state, text: "<b>bold</b>".into(), ..message(index) };
    let log = vec![
        with(1, MessageState::Sending),
        with(3, MessageState::Waiting),
        with(5, MessageState::Failed("room closed".into())),
        with(7, MessageState::Deleted),
    ];
    let stage = Stage::with(move || view! { <MessageList messages=Signal::stored(log) /> }).await;
    let said = |state: &str| stage.text(&format!(".msg[data-state={state}]"));
    assert!(said("sending").contains("Sending"));
    assert!(said("waiting").contains("Waiting to send"));
    assert!(said("failed").contains("Not sent: room closed"));
    assert!(said("deleted").contains("Message deleted"));
    assert!(!said("deleted").contains("bold"));
    assert!(stage.maybe(".msg__text b").is_none());
    assert!(said("sending").contains("<b>bold</b>"));
}

#[wasm_bindgen_test]
async fn a_change_redraws_one_row_only() {
    let log = RwSignal::new(many(10));
    let stage = Stage::with(move || view! { <MessageList messages=log /> }).await;
    let first = stage.all(".msg")[0].clone();
    log.update(|log| log[9].text = "Changed".into());
    settle().await;
    assert_eq!(texts(&stage)[9], "Changed");
    assert!(stage.all(".msg")[0].is_same_node(Some(&first)));
}

#[wasm_bindgen_test]
async fn enter_sends_shift_enter_does_not() {
    let sent = RwSignal::new(Vec::<String>::new());
    let stage = Stage::with(move || {
        view! {
            <Composer
                room="Crew".to_owned()
                limit=Signal::stored(20)
                on_send=move |words: String| sent.update(|sent| sent.push(words))
            />
        }
    })
    .await;
    assert_eq!(stage.attribute("textarea", "placeholder").as_deref(), Some("Message Crew"));
    stage.write("textarea", "  hello  ");
    stage.key_with("textarea", "Enter", true);
    assert!(sent.get_untracked().is_empty());
    stage.key("textarea", "Enter");
    settle().await;
    assert_eq!(sent.get_untracked(), ["hello"]);

    stage.write("textarea", "   ");
    stage.key("textarea", "Enter");
    stage.write("textarea", "far more than twenty bytes");
    settle().await;
    assert!(stage.text(".composer__left").contains("6 characters too many"));
    stage.key("textarea", "Enter");
    assert_eq!(sent.get_untracked().len(), 1, "neither nothing nor too much");
}
