//! Meters: drawn outside the reactive graph, each on a canvas of its own, and
//! the clip mark that stays.

use leptos::prelude::*;
use mediatrix::signals::Signal;
use mediatrix::widgets::{MeterBank, MeterBed, MeterPainter, Strip};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::stage::{Diary, Stage, even_scale, settle, wait};

/// Brightness of a column at a height, 0 foot to 1 top.
fn brightness(canvas: &HtmlCanvasElement, height: f64) -> u32 {
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    let tall = f64::from(canvas.height());
    // A pitch of four pixels surely holds a segment.
    let data = context.get_image_data(0.0, tall * (1.0 - height) - 4.0, 1.0, 4.0).unwrap().data();
    data.chunks(4)
        .map(|pixel| {
            u32::from(pixel[0]) + u32::from(pixel[1]) + u32::from(pixel[2]) + u32::from(pixel[3])
        })
        .max()
        .unwrap_or_default()
}

#[wasm_bindgen_test]
async fn levels_are_drawn_and_fall() {
    let bank = MeterBank::new(2);
    let heard = bank.clone();
    let stage = Stage::with(move || {
        view! {
            <div class="bank">
                <MeterBed bank=bank.clone() index=0_usize label="A".to_owned() />
                <MeterBed bank=bank.clone() index=1_usize label="B".to_owned() />
                <MeterPainter bank />
            </div>
        }
    })
    .await;
    heard.set_levels(&[-3.0, -60.0]);
    wait(120).await;
    let canvases: Vec<HtmlCanvasElement> =
        stage.all("canvas").into_iter().map(JsCast::unchecked_into).collect();
    let [loud, quiet] = canvases.as_slice() else { panic!("{} for two beds", canvases.len()) };
    assert!(loud.height() > 100);
    assert_eq!(loud.width(), 1, "no more than has to be copied for each frame");
    assert_eq!(loud.client_width(), 10, "as wide as its bed");
    let lit = brightness(loud, 0.3);
    let dim = brightness(quiet, 0.3);
    assert!(lit > dim + 100, "lit {lit}, dim {dim}");

    heard.set_levels(&[-60.0, -60.0]);
    wait(1500).await;
    let fallen = brightness(loud, 0.8);
    assert!(fallen < 150 + dim, "30 dB lower by now: {fallen}");
    assert_ne!(
        stage.attribute("[role=meter]", "aria-valuenow").as_deref(),
        Some("-60"),
        "what a screen reader is told was refreshed"
    );
}

#[wasm_bindgen_test]
async fn the_clip_mark_stays_until_it_is_tapped() {
    let bank = MeterBank::new(1);
    let heard = bank.clone();
    let diary = Diary::new();
    let grip = diary.grip();
    let stage = Stage::with(move || {
        view! {
            <Strip
                number="1".to_owned()
                name="Kick".to_owned()
                scale=even_scale()
                level=Signal::stored(0.5)
                level_grip=grip
                meter=Some((bank, 0))
            />
        }
    })
    .await;
    assert!(stage.maybe(".clip").is_none());
    heard.set_levels(&[0.0]);
    heard.set_levels(&[-50.0]);
    settle().await;
    assert_eq!(stage.text(".clip"), "CLIP");
    assert!(stage.find(".meter").has_attribute("data-clip"));
    stage.find(".clip").click();
    settle().await;
    assert!(stage.maybe(".clip").is_none());
}
