//! Keys for many strips, those of a kind together below its name, since an input
//! and an aux may be called the same.

use desk::{ParamId, Strip as StripAt, leaf};
use leptos::prelude::*;
use markup::view;

use super::strip::{full_name_of, kind_of, name_of};
use crate::signals::{Signal, derive};
use crate::state::App;
use crate::text::use_text;
use crate::widgets::{Blocked, ControlState, Switch, named_key};

/// What a key switches, whether it may, and whom to tell when not.
pub(super) type Key = (Switch, Signal<ControlState>, Callback<Blocked>);

/// A key for each of these strips.
pub(super) fn strip_keys(
    app: App,
    strips: Vec<StripAt>,
    key_of: &dyn Fn(StripAt) -> Key,
) -> AnyView {
    let text = use_text();
    let mut kinds: Vec<(StripAt, Vec<AnyView>)> = Vec::new();
    for at in strips {
        let (switch, state, on_blocked) = key_of(at);
        let (name, spoken) = (name_of(app, at), full_name_of(app, at));
        let key = named_key(name, spoken, None, switch, state, on_blocked);
        match kinds.last_mut().filter(|(first, _)| first.kind == at.kind) {
            Some((_, keys)) => keys.push(key),
            None => kinds.push((at, vec![key])),
        }
    }
    let group = |(first, keys): (StripAt, Vec<AnyView>)| {
        let kind = kind_of(app, first);
        let title = derive(move || kind.map(|it| text.get().layer(it, None)).unwrap_or_default());
        view! {
            <h3 aria-hidden="true">{title}</h3>
            <div class="stripkeys" role="group" aria-label=title>
                {keys}
            </div>
        }
        .into_any()
    };
    let kinds: Vec<AnyView> = kinds.into_iter().map(group).collect();
    view! { <div class="stripkinds">{kinds}</div> }.into_any()
}

/// A key for every strip with this switch; nothing where no strip has it.
pub(super) fn switch_keys(app: App, leaf: &str) -> Option<AnyView> {
    let strips: Vec<StripAt> = switched_strips(app, leaf).into_iter().map(|(at, _)| at).collect();
    let key = |at| {
        let id = app.desk.id(at, leaf, 0);
        let (state, grip) = (app.desk.control_state(app, id), app.desk.grip(app, id));
        (app.desk.switch(app, id), state, grip.on_blocked)
    };
    (!strips.is_empty()).then(|| strip_keys(app, strips, &key))
}

/// Every strip with a level that has this switch, and the switch.
pub(super) fn switched_strips(app: App, switch: &str) -> Vec<(StripAt, ParamId)> {
    let index = app.desk.index().get_untracked();
    let strips = index.surface().strips().filter(|at| index.id(*at, leaf::LEVEL, 0).is_some());
    strips.filter_map(|at| Some((at, index.id(at, switch, 0)?))).collect()
}
