//! The meter bridge: the meters of all strips at once, by kind, for a second
//! window or a screen at the side. Nothing is moved here; a column leads to its
//! channel's page.

use desk::{Strip as StripAt, kind};
use leptos::prelude::*;
use markup::view;

use super::mixer::{CHANNEL_TAPS, listen_to_main_meters, listen_to_meters};
use super::strip::{colour_of, full_name_of, kind_of, name_of};
use crate::route::Route;
use crate::signals::derive;
use crate::state::App;
use crate::text::use_text;
use crate::widgets::{ClipMark, Icon, IconName, MeterBank, MeterBed, MeterPainter};

/// The page.
pub(super) fn meter_bridge(app: App) -> AnyView {
    let text = use_text();
    let groups = move || {
        let index = app.desk.index().get();
        let surface = index.surface();
        let metered = (0u8..).zip(&surface.kinds).filter(|(_, kind)| !kind.meters.is_empty());
        let strips = |(place, kind): (u8, &desk::Kind)| {
            (1..=kind.count).map(move |number| StripAt { kind: place, number }).collect()
        };
        metered.map(|found| group(app, found.1.id.clone(), strips(found))).collect_view()
    };
    view! {
        <main class="stage bridge" id="main" data-page="meters">
            <h1 class="visually-hidden">{text.say(|it| it.meters())}</h1>
            {groups}
        </main>
    }
    .into_any()
}

/// The way there, into a window of its own.
pub(super) fn meters_link() -> AnyView {
    let text = use_text();
    view! {
        <a
            class="btn btn--s btn--quiet layers__edit layers__meters"
            href=Route::Meters.href()
            target="_blank"
            rel="noopener"
        >
            <Icon name=IconName::Eq small=true />
            <span>{text.say(|it| it.meters())}</span>
        </a>
    }
    .into_any()
}

/// The meters of one kind of strips, under its name. The main mix has two.
fn group(app: App, id: String, strips: Vec<StripAt>) -> AnyView {
    let text = use_text();
    let named = strips.first().and_then(|at| kind_of(app, *at));
    let main = strips.first().filter(|_| id == kind::MASTER).copied();
    let beds: Vec<(StripAt, &str)> = match main {
        Some(at) => vec![(at, " L"), (at, " R")],
        None => strips.iter().map(|&at| (at, "")).collect(),
    };
    let count = beds.len().to_string();
    let bank = MeterBank::new(beds.len());
    match main {
        Some(at) => listen_to_main_meters(app, bank.clone(), at),
        None => listen_to_meters(app, vec![id], bank.clone(), strips, &CHANNEL_TAPS),
    }
    let title = derive(move || named.map(|kind| text.get().layer(kind, None)).unwrap_or_default());
    let columns = beds
        .into_iter()
        .enumerate()
        .map(|(index, (at, side))| column(app, at, side, bank.clone(), index))
        .collect_view();
    view! {
        <section class="bridge__group" style=("--count", count) aria-label=title>
            <h2>{title}</h2>
            <div class="bridge__columns">{columns} <MeterPainter bank /></div>
        </section>
    }
    .into_any()
}

fn column(app: App, at: StripAt, side: &'static str, bank: MeterBank, index: usize) -> AnyView {
    let text = use_text();
    let (name, whole, colour) = (name_of(app, at), full_name_of(app, at), colour_of(app, at));
    let muted_by = app.desk.muted_by(app, at);
    let mute = app.desk.mute(app, at, muted_by);
    let muted =
        derive(move || mute.is_some_and(|mute| mute.on.get()) || muted_by.with(Option::is_some));
    let number = if side.is_empty() { at.number.to_string() } else { side.trim().to_owned() };
    view! {
        <div class="bridge__column" style=("--ch", move || colour.get().css()) data-muted=move || muted.get().then_some("")>
            <MeterBed
                bank=bank.clone()
                index
                label=derive(move || text.get().meter_of(&format!("{}{side}", whole.get())))
                faint=muted
            />
            <ClipMark bank index />
            <a class="bridge__name" href=Route::Channel(app.desk.path_of(at)).href()>
                <small>
                    {number}
                    {move || muted.get().then(|| view! { <Icon name=IconName::SpeakerOff small=true /> })}
                </small>
                <span>{name}</span>
            </a>
        </div>
    }
    .into_any()
}
