//! The one kind of element that all markup becomes: what changes in it, what
//! makes another of it, and what ends with it.

use leptos::prelude::*;
use markup::view;
use mediatrix::signals::{RwSignal, effect, memo};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, settle};

/// A box whose content is made anew for each number.
fn anew(number: RwSignal<u32>, show: fn(u32) -> AnyView) -> impl IntoView {
    view! { <div id="box">{move || show(number.get())}</div> }
}

#[wasm_bindgen_test]
async fn an_element_of_the_same_shape_is_changed_in_place() {
    let number = RwSignal::new(1);
    let stage = Stage::with(move || {
        anew(number, |number| {
            view! {
                <p class="note" data-number=number>
                    {number}
                </p>
            }
        })
    })
    .await;
    let first = stage.find("#box p");
    number.set(2);
    settle().await;
    let second = stage.find("#box p");
    assert_eq!(first, second, "the same element serves again");
    assert_eq!(second.get_attribute("data-number").as_deref(), Some("2"));
    assert_eq!(stage.text("#box"), "2");
}

#[wasm_bindgen_test]
async fn an_element_of_another_shape_takes_its_place() {
    let number = RwSignal::new(1);
    let stage = Stage::with(move || {
        anew(number, |number| match number {
            1 => view! { <p class="one">"tag"</p> },
            2 => view! { <b class="one">"fixed attribute"</b> },
            3 => view! { <b class="two">"children"</b> },
            4 => view! { <b class="two">"children" {number}</b> },
            _ => view! { <b class="two" title=number.to_string()>"names" {number}</b> },
        })
    })
    .await;
    let mut before = stage.find("#box > *");
    for (to, tag, class) in [(2, "B", "one"), (3, "B", "two"), (4, "B", "two"), (5, "B", "two")] {
        number.set(to);
        settle().await;
        let after = stage.all("#box > *");
        assert_eq!(after.len(), 1, "the old one is gone");
        let now = stage.find("#box > *");
        assert_ne!(before, now, "{to} needs an element of its own");
        assert_eq!((now.tag_name().as_str(), now.class_name().as_str()), (tag, class));
        before = now;
    }
    assert_eq!(before.get_attribute("title").as_deref(), Some("5"));
}

#[wasm_bindgen_test]
async fn a_class_comes_and_goes_beside_the_others() {
    let on = RwSignal::new(false);
    let stage = Stage::with(move || {
        view! { <p id="it" class="note wide" class=("lit", on) class=("dark", move || !on.get())></p> }
    })
    .await;
    let class = || stage.find("#it").class_name();
    assert_eq!(class(), "note wide dark");
    on.set(true);
    settle().await;
    assert_eq!(class(), "note wide lit");
    on.set(false);
    settle().await;
    assert_eq!(class(), "note wide dark");
}

#[wasm_bindgen_test]
async fn attributes_follow_what_they_read_and_can_be_absent() {
    let title = RwSignal::new(Some("one".to_owned()));
    let stage = Stage::with(move || {
        view! { <p id="it" title=title hidden=move || title.get().is_none()></p> }
    })
    .await;
    let (words, hidden) =
        (|| stage.attribute("#it", "title"), || stage.attribute("#it", "hidden").is_some());
    assert_eq!((words().as_deref(), hidden()), (Some("one"), false));
    title.set(None);
    settle().await;
    assert_eq!((words(), hidden()), (None, true));
    title.set(Some("two".to_owned()));
    settle().await;
    assert_eq!((words().as_deref(), hidden()), (Some("two"), false));
}

#[wasm_bindgen_test]
async fn a_listener_is_replaced_with_its_element_and_ends_with_it() {
    let number = RwSignal::new(1);
    let heard = RwSignal::new(Vec::new());
    let stage = Stage::with(move || {
        view! {
            <div id="box">
                {move || {
                    let number = number.get();
                    let press = move |_| heard.update(|heard: &mut Vec<u32>| heard.push(number));
                    (number < 3).then(|| view! { <button on:click=press>"Press"</button> })
                }}
            </div>
        }
    })
    .await;
    let button = stage.find("#box button");
    button.click();
    number.set(2);
    settle().await;
    assert_eq!(button, stage.find("#box button"), "changed in place");
    button.click();
    assert_eq!(heard.get_untracked(), [1, 2], "one listener at a time");
    number.set(3);
    settle().await;
    assert!(stage.maybe("#box button").is_none());
    button.click();
    assert_eq!(heard.get_untracked(), [1, 2], "nobody listens to what is gone");
}

/// Bytes of the app's own memory; it never shrinks.
fn memory() -> u32 {
    let memory = wasm_bindgen::memory();
    let buffer = js_sys::Reflect::get(&memory, &"buffer".into()).unwrap();
    buffer.unchecked_into::<js_sys::ArrayBuffer>().byte_length()
}

#[wasm_bindgen_test]
async fn views_that_come_and_go_leave_nothing_with_what_stays() {
    let number = RwSignal::new(0);
    let language = RwSignal::new("en");
    let stage = Stage::with(move || {
        view! {
            <div id="box">
                {move || {
                    (number.get() % 2 == 1).then(|| {
                        effect(move || language.track());
                        let doubled = memo(move |_| language.with(|it| it.repeat(2)));
                        effect(move || doubled.track());
                        view! { <p lang=move || language.get()>{move || language.get()}</p> }
                    })
                }}
            </div>
        }
    })
    .await;
    let come_and_go = async |times: u32| {
        for _ in 0..times {
            number.update(|number| *number += 1);
            leptos::task::tick().await;
        }
    };
    come_and_go(1001).await;
    assert_eq!(stage.text("#box"), "en");
    let before = memory();
    come_and_go(8000).await;
    assert_eq!(stage.text("#box"), "en");
    assert_eq!(memory(), before, "bytes of memory, the app's and the tests'");
    language.set("de");
    settle().await;
    assert_eq!(stage.text("#box"), "de", "the last one still follows");
}
