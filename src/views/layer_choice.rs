//! Which layer lies on the surface: one of the desk's by its place, or one that
//! somebody put together by its id, so that no change of others swaps it.

use leptos::prelude::*;
use markup::view;
use protocol::Role;

use crate::dom::Child;
use crate::route::Route;
use crate::signals::{Callback, Memo, callback, memo};
use crate::state::layers::{Layer, own_layer};
use crate::state::{App, use_app};
use crate::text::use_text;
use crate::widgets::{Icon, IconName};

/// All layers, and which one is chosen.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub layers: Memo<Vec<Layer>>,
    pub here: Memo<usize>,
    pub choose: Callback<usize>,
}

/// The choice among the desk's layers, of which there is at least one, and those
/// that people put together.
pub(super) fn choice(app: App, desk: Vec<Layer>) -> Choice {
    let count = desk.len();
    let layers = memo(move |_| {
        let index = app.desk.index().get();
        let own = app.own_layers.all(app);
        desk.iter().cloned().chain(own.iter().map(|own| own_layer(&index, own))).collect::<Vec<_>>()
    });
    let here = memo(move |_| {
        let own = app.desk.own_layer().get().and_then(|id| {
            let is_it = |layer: &Layer| layer.own.as_ref().is_some_and(|(_, own)| *own == id);
            layers.with(|layers| layers.iter().position(is_it))
        });
        own.unwrap_or_else(|| app.desk.layer().get().min(count - 1))
    });
    let choose = callback(move |place: usize| {
        let own = layers.with_untracked(|layers| layers.get(place)?.own.clone());
        if own.is_none() {
            app.desk.layer().set(place);
        }
        app.desk.own_layer().set(own.map(|(_, id)| id));
    });
    Choice { layers, here, choose }
}

/// The way to where layers are put together.
pub(super) fn edit_layers_link() -> AnyView {
    let text = use_text();
    view! {
        <a class="btn btn--s btn--quiet layers__edit" href=Route::Layers.href()>
            <Icon name=IconName::Edit small=true />
            <span>{text.say(|it| it.edit_layers())}</span>
        </a>
    }
    .into_any()
}

/// The switch for selecting channels together with others; for those who may
/// select for others.
pub(super) fn together_key() -> AnyView {
    let (app, text) = (use_app(), use_text());
    (move || {
        (app.me.role() >= Role::Engineer).then(|| {
            view! {
                <button
                    type="button"
                    class="btn btn--s finekey together"
                    aria-pressed=move || app.together.is_on(app).to_string()
                    on:click=move |_| app.together.set(!untrack(|| app.together.is_on(app)))
                >
                    <Icon name=IconName::Persons small=true />
                    <span>{text.say(|it| it.together())}</span>
                </button>
            }
        })
    })
    .view()
}

/// The place of a strip that this desk does not have.
pub(super) fn gap_strip() -> AnyView {
    let text = use_text();
    view! {
        <div class="strip strip--gap">
            <small>{text.say(|it| it.gap_strip())}</small>
        </div>
    }
    .into_any()
}
