//! Keys for many strips, those of a kind together below its name, since an input
//! and an aux may be called the same.

use desk::{ParamId, Strip as StripAt, leaf};
use leptos::prelude::*;
use markup::view;

use super::strip::{full_name_of, kind_of, name_of};
use crate::signals::{Callback, Signal};
use crate::state::App;
use crate::text::use_text;
use crate::widgets::{Blocked, ControlState, Switch, named_key};

/// What a key switches, whether it may, and whom to tell when not.
pub(super) type Key = (Switch, Signal<ControlState>, Callback<Blocked>);

/// A key for each of these strips, behind a heading for each kind.
pub(super) fn strip_keys(
    app: App,
    strips: &mut dyn Iterator<Item = StripAt>,
    key_of: &dyn Fn(StripAt) -> Key,
) -> AnyView {
    let text = use_text();
    let mut keys: Vec<AnyView> = Vec::new();
    let mut last = None;
    for at in strips {
        if last.replace(at.kind) != Some(at.kind)
            && let Some(kind) = kind_of(app, at)
        {
            keys.push(view! { <h3>{move || text.get().layer(kind, None)}</h3> });
        }
        let (switch, state, on_blocked) = key_of(at);
        let (name, spoken) = (name_of(app, at), full_name_of(app, at));
        keys.push(named_key(name, spoken, None, switch, state, on_blocked));
    }
    view! { <div class="stripkeys">{keys}</div> }
}

/// A key for every strip with this switch; nothing where no strip has it.
pub(super) fn switch_keys(app: App, leaf: &str) -> Option<AnyView> {
    let strips = switched_strips(app, leaf);
    let key = |at| {
        let id = app.desk.id(at, leaf, 0);
        let (state, grip) = (app.desk.control_state(app, id), app.desk.grip(app, id));
        (app.desk.switch(app, id), state, grip.on_blocked)
    };
    let mut at = strips.iter().map(|(at, _)| *at);
    (!strips.is_empty()).then(|| strip_keys(app, &mut at, &key))
}

/// Every strip with a level that has this switch, and the switch.
pub(super) fn switched_strips(app: App, switch: &str) -> Vec<(StripAt, ParamId)> {
    let index = app.desk.index().get_untracked();
    let strips = index.surface().strips().filter(|at| index.id(*at, leaf::LEVEL, 0).is_some());
    strips.filter_map(|at| Some((at, index.id(at, switch, 0)?))).collect()
}
