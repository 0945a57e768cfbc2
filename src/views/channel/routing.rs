//! Where a channel goes and what it obeys: pan, mute groups, subgroup, VCA, and
//! whether recalls leave it alone.

use desk::{Strip as StripAt, kind, leaf};
use leptos::prelude::*;
use markup::view;

use super::{Page, Word};
use crate::signals::{Signal, derive};
use crate::text::use_text;
use crate::views::strip::name_of;
use crate::widgets::{Knob, choice_field, named_key, option_key, panel as panel_of};

/// Mute groups of a desk: at most six, numbered from 1.
const GROUPS: u16 = 6;

/// The panel; none for strips that belong to nothing.
pub(super) fn panel(page: Page) -> Option<AnyView> {
    let text = use_text();
    let parts: Vec<AnyView> = [
        pans(page),
        mute_groups(page),
        group(page, "subgroup", kind::SUBGROUP, |t| t.assign_subgroup(), |t| t.to_main()),
        group(page, "vca", kind::VCA, |t| t.assign_vca(), |t| t.nothing()),
        safe(page),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return None;
    }
    let title = text.signal(|it| it.routing());
    let body = view! { <div class="assign">{parts}</div> };
    Some(panel_of("assign", title, None, body.into_any()))
}

/// Where the strip lies between left and right. A linked pair has a pan for each
/// side; what is stereo by itself has a balance.
fn pans(page: Page) -> Option<AnyView> {
    let text = use_text();
    let Page { app, at, .. } = page;
    let kind = page.kind();
    let stereo = [kind::FX, kind::SUBGROUP, kind::MASTER].contains(&kind.as_str());
    let side = app.desk.side(app, at);
    let pan = move |at| app.desk.pan(app, app.desk.id(at, leaf::PAN, 0));
    untrack(|| pan(at))?;
    let name = move || if stereo { text.get().balance() } else { text.get().pan() };
    let knob = move |at, side: &'static str| {
        let name = derive(move || format!("{}{side}", name()));
        pan(at).map(|amount| view! { <Knob name amount /> })
    };
    let knobs = move || {
        let (left, right) = match side.get() {
            1 => (at, StripAt { number: at.number + 1, ..at }),
            2 => (StripAt { number: at.number - 1, ..at }, at),
            _ => return view! { {knob(at, "")} },
        };
        view! { {knob(left, " L")} {knob(right, " R")} }
    };
    Some(view! { <div class="params">{knobs}</div> })
}

fn mute_groups(page: Page) -> Option<AnyView> {
    let text = use_text();
    let app = page.app;
    let keys: Vec<AnyView> = (1..=GROUPS)
        .filter_map(|number| {
            let switch = page.switch(leaf::MUTE_GROUP, number)?;
            let (state, on_blocked) = page.leave(leaf::MUTE_GROUP, number);
            let name = app.desk.text(app, app.desk.desk_id(leaf::GROUP_NAME, number));
            let label = Signal::stored(number.to_string());
            let spoken = derive(move || text.get().mute_group(usize::from(number), &name.get()));
            Some(named_key(label, spoken, None, switch, state, on_blocked))
        })
        .collect();
    (!keys.is_empty()).then(|| {
        view! {
            <h3 id="mute-groups">{text.say(|it| it.mute_groups())}</h3>
            <div class="assign__row" role="group" aria-labelledby="mute-groups">
                {keys}
            </div>
        }
    })
}

/// A choice among the strips of a kind, 0 being none.
fn group(
    page: Page,
    leaf: &'static str,
    of: &'static str,
    title: Word,
    none: Word,
) -> Option<AnyView> {
    let text = use_text();
    let app = page.app;
    let id = page.id(leaf, 0)?;
    let index = app.desk.index().get_untracked();
    let (place, kind) = index.surface().kind(of)?;
    let names: Vec<(u16, Signal<String>)> = (1..=kind.count)
        .map(|number| (number, name_of(app, StripAt { kind: place, number })))
        .collect();
    let options = derive(move || {
        let first = (0, none(text.get()).to_owned());
        std::iter::once(first)
            .chain(names.iter().map(|(number, name)| (*number, name.get())))
            .collect()
    });
    let label = derive(move || title(text.get()).to_owned());
    let chosen = app.desk.choice(app, Some(id));
    let (state, _) = page.leave(leaf, 0);
    let field = choice_field(label, options, chosen, app.desk.chooser(app, Some(id)), state);
    Some(view! {
        <div class="assign__choice">
            <h3 aria-hidden="true">{label}</h3>
            {field}
        </div>
    })
}

fn safe(page: Page) -> Option<AnyView> {
    let text = use_text();
    let switch = page.switch("safe", 0)?;
    let (state, on_blocked) = page.leave("safe", 0);
    let label = text.signal(|it| it.recall_safe());
    Some(option_key(label, None, switch, state, on_blocked))
}
