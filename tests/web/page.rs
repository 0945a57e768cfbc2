//! Joining, notes, dialogs, badges and the language.

use leptos::prelude::*;
use mediatrix::dom;
use mediatrix::signals::{RwSignal, Signal, callback};
use mediatrix::text::Language;
use mediatrix::widgets::{
    Dialog, IconName, JoinForm, JoinRequest, LinkBadge, LinkState, People, Person, Presence, Show,
    Theme, ThemeButton, Toast, Toasts, ask,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlDialogElement;

use crate::stage::{Stage, settle};

#[wasm_bindgen_test]
async fn joining_needs_a_name_and_tells_the_rest() {
    let joined = RwSignal::new(None::<JoinRequest>);
    let stage = Stage::with(move || {
        view! {
            <JoinForm
                code=Signal::stored(Some("abc".to_owned()))
                on_join=move |request| joined.set(Some(request))
            />
        }
    })
    .await;
    assert!(stage.maybe("[name=code]").is_none(), "the link brought it");
    stage.find("[type=submit]").click();
    settle().await;
    assert_eq!(stage.text("[role=alert]"), "Please enter your name.");
    assert!(joined.get_untracked().is_none());

    stage.write("[name=name]", " Ana ");
    settle().await;
    assert_eq!(stage.text("[type=submit]"), "Join as Ana");
    stage.find("[type=radio][value=green]").click();
    stage.find("[type=submit]").click();
    let request = joined.get_untracked().unwrap();
    assert_eq!((request.code.as_str(), request.name.as_str()), ("abc", "Ana"));
    assert_eq!(request.colour.token(), "green");
}

#[wasm_bindgen_test]
async fn changing_the_language_changes_the_words_in_place() {
    let stage = Stage::with(|| view! { <JoinForm on_join=|_| () /> }).await;
    stage.write("[name=name]", "Ana");
    settle().await;
    stage.language.set(Language::German);
    settle().await;
    assert_eq!(stage.text("[type=submit]"), "Als Ana beitreten");
    assert_eq!(stage.text("h1"), "Mitmachen");
}

#[wasm_bindgen_test]
async fn the_badge_says_the_state_in_a_word() {
    let state = RwSignal::new(LinkState::Live(Some(12)));
    let stage = Stage::with(move || view! { <LinkBadge state /> }).await;
    assert_eq!(stage.text("[role=status]"), "Live");
    assert!(stage.text(".pill").contains("12\u{a0}ms"));
    state.set(LinkState::Reconnecting);
    settle().await;
    assert_eq!(stage.text("[role=status]"), "Reconnecting");
    assert_eq!(stage.attribute(".pill", "data-state").as_deref(), Some("retry"));
}

#[wasm_bindgen_test]
async fn a_note_has_one_action_and_can_be_dismissed() {
    let (acted, closed) = (RwSignal::new(0_u64), RwSignal::new(0_u64));
    let stage = Stage::with(move || {
        let note = Toast {
            id: 7,
            icon: IconName::Hand,
            title: "Monitors is moving Guitar".into(),
            detail: String::new(),
            action: Some("Take over".into()),
        };
        view! {
            <Toasts
                toasts=Signal::stored(vec![note])
                on_action=move |id| acted.set(id)
                on_close=move |id| closed.set(id)
            />
        }
    })
    .await;
    stage.find(".toast .btn").click();
    stage.find(".toast [aria-label=Dismiss]").click();
    assert_eq!((acted.get_untracked(), closed.get_untracked()), (7, 7));
}

#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_and_answers_once() {
    let open = RwSignal::new(false);
    let yes = RwSignal::new(0);
    let stage = Stage::with(move || {
        view! {
            <Dialog
                open
                title="Leave?".to_owned()
                confirm="Leave".to_owned()
                on_confirm=move |()| {
                    yes.update(|yes| *yes += 1);
                    open.set(false);
                }
                on_close=move |()| open.set(false)
            />
        }
    })
    .await;
    let dialog: HtmlDialogElement = stage.find("dialog").unchecked_into();
    assert!(!dialog.open());
    open.set(true);
    settle().await;
    assert!(dialog.open());
    let focused = crate::stage::document().active_element().unwrap();
    assert!(dialog.contains(Some(&focused)));
    stage.find("dialog .btn--primary").click();
    settle().await;
    assert!(!dialog.open());
    assert_eq!(yes.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn escape_answers_a_question_in_its_place_and_nothing_behind_it() {
    let asking = RwSignal::new(true);
    let behind = RwSignal::new(0);
    let stage = Stage::with(move || {
        dom::on_escape(
            &web_sys::window().unwrap(),
            callback(move |()| {
                behind.update(|heard| *heard += 1);
                true
            }),
        );
        let no = callback(move |()| asking.set(false));
        view! {
            <button class="other">"Other"</button>
            <Show when=asking>
                {ask("confirm", "Sure?".to_owned().into(), no, view! { <button>"No"</button> }.into_any())}
            </Show>
        }
    })
    .await;
    let focused = crate::stage::document().active_element().unwrap();
    assert_eq!(focused.text_content().unwrap(), "No");
    assert_eq!(stage.attribute("[role=alertdialog]", "aria-label").unwrap(), "Sure?");
    // The focus may be elsewhere by then.
    stage.key(".other", "Escape");
    settle().await;
    assert!(!asking.get_untracked());
    assert_eq!(behind.get_untracked(), 0);
    stage.key(".other", "Escape");
    assert_eq!(behind.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn of_two_questions_escape_answers_the_one_with_the_focus() {
    let (first, second) = (RwSignal::new(true), RwSignal::new(true));
    let stage = Stage::with(move || {
        let question = |class, asking: RwSignal<bool>| {
            let no = callback(move |()| asking.set(false));
            let body = move || view! { <button class=class>"No"</button> }.into_any();
            view! { <Show when=asking>{ask("confirm", "Sure?".to_owned().into(), no, body())}</Show> }
        };
        view! { <div>{question("one", first)} {question("two", second)}</div> }
    })
    .await;
    stage.find(".two").focus().unwrap();
    stage.key(".two", "Escape");
    settle().await;
    assert_eq!((first.get_untracked(), second.get_untracked()), (true, false));
    stage.find(".one").focus().unwrap();
    stage.key(".one", "Escape");
    settle().await;
    assert!(!first.get_untracked());
}

#[wasm_bindgen_test]
async fn people_have_letters_and_a_spoken_state() {
    let person = |name: &str, presence| Person {
        key: name.into(),
        name: name.into(),
        initials: Person::initials_of(name),
        role: String::new(),
        colour: mediatrix::widgets::Colour::Pink,
        presence,
    };
    let people = vec![person("Ana", Presence::Here), person("Ben", Presence::Away)];
    let stage = Stage::with(move || view! { <People people=Signal::stored(people) /> }).await;
    assert_eq!(stage.text(".people__count"), "2 people here");
    assert!(stage.text(".people__faces").contains("Ben, away"));
}

#[wasm_bindgen_test]
async fn themes_go_around() {
    let theme = RwSignal::new(Theme::Dark);
    let stage = Stage::with(move || {
        view! { <ThemeButton theme on_set=move |next| theme.set(next) /> }
    })
    .await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        stage.find("button").click();
        seen.push(theme.get_untracked());
    }
    assert_eq!(seen, [Theme::Light, Theme::Auto, Theme::Dark]);
}

#[wasm_bindgen_test]
fn settings_are_remembered() {
    assert!(dom::remember("test.key", "value"));
    assert_eq!(dom::recall("test.key").as_deref(), Some("value"));
    dom::remove("test.key");
    assert_eq!(dom::recall("test.key"), None);
}

#[wasm_bindgen_test]
async fn dropped_handles_fall_silent() {
    let count = RwSignal::new(0);
    let frames = dom::FrameLoop::start(move |_| {
        count.update(|count| *count += 1);
        true
    });
    crate::stage::frame().await;
    crate::stage::frame().await;
    drop(frames);
    let before = count.get_untracked();
    assert!(before > 0);
    let timeout = dom::Timeout::after(0, move || count.set(-1));
    drop(timeout);
    let window = web_sys::window().unwrap();
    let heard = dom::listen(&window, "resize", move |_| count.set(-2));
    drop(heard);
    window.dispatch_event(&web_sys::Event::new("resize").unwrap()).unwrap();
    crate::stage::wait(50).await;
    assert_eq!(count.get_untracked(), before);
}
