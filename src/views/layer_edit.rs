//! Putting layers together: which strips, in which order, for oneself or for
//! the crew; and what the desk's own layers leave out.

use std::sync::Arc;

use desk::{Strip as StripAt, kind, leaf};
use leptos::prelude::*;
use markup::view;
use protocol::Role;

use super::layer_file::{export, import};
use super::strip::full_name_of;
use super::strip_keys::strip_keys;
use crate::signals::{Memo, RwSignal, Signal, StoredValue, callback, derive, memo};
use crate::state::App;
use crate::state::own_layers::OwnLayer;
use crate::text::{Text, use_text};
use crate::widgets::{
    Blank, ControlState, Each, IconName, Switch, name_form, order_list, panel, switch_key,
};

/// The page.
pub(super) fn layer_edit(app: App) -> AnyView {
    let text = use_text();
    let chosen = RwSignal::new(None::<String>);
    // What lies on the surface is what one came to change.
    chosen.set(app.desk.own_layer().get_untracked());
    let exists = memo(move |_| {
        let all = app.own_layers.all(app);
        chosen.get().filter(|id| all.iter().any(|layer| layer.id == *id))
    });
    view! {
        <main class="stage library" id="main" data-page="layers">
            <h1 class="visually-hidden">{text.say(|it| it.own_layers())}</h1>
            {list(app, chosen)}
            {move || {
                app.desk.index().track();
                match exists.get() {
                    Some(id) => editor(app, id),
                    None => {
                        view! {
                            <Blank
                                icon=IconName::Mix
                                title=text.signal(|it| it.no_layer_chosen())
                                detail=text.signal(|it| it.own_layers_hint())
                            />
                        }
                            .into_any()
                    }
                }
            }}
            {move || {
                app.desk.index().track();
                hidden(app)
            }}
        </main>
    }
    .into_any()
}

fn list(app: App, chosen: RwSignal<Option<String>>) -> AnyView {
    let text = use_text();
    let create = callback(move |name: String| {
        let added = app.own_layers.add(app, vec![OwnLayer { name, ..OwnLayer::default() }]);
        if added.is_some() {
            chosen.set(added);
        }
    });
    let rows = move || {
        let all = app.own_layers.all(app);
        let row = |layer: OwnLayer| {
            let crews = app.own_layers.is_crews(app, &layer.id);
            (layer.id, layer.name, crews)
        };
        all.into_iter().map(row).collect::<Vec<_>>()
    };
    let row = move |(id, name, crews): (String, String, bool)| {
        let id = StoredValue::new(id);
        let tag =
            if crews { text.say(|it| it.crews_layer()) } else { text.say(|it| it.my_layer()) };
        view! {
            <li class="memory">
                <button
                    type="button"
                    class="memory__name memory__open"
                    aria-pressed=move || (chosen.get() == Some(id.get_value())).to_string()
                    on:click=move |_| chosen.set(Some(id.get_value()))
                >
                    {name}
                </button>
                <span class="tag">{tag}</span>
            </li>
        }
        .into_any()
    };
    let body = view! {
        <ul class="memories">
            <Each of=rows key=|row| row.clone() children=row />
        </ul>
        {name_form(|it| it.new_layer(), |it| it.create(), String::new(), create)}
        <div class="layerfiles">{export(app)} {import(app, chosen)}</div>
    };
    panel("layers", text.signal(|it| it.own_layers()), None, body.into_any())
}

/// One layer: its name, whose it is, its strips in order, and all strips to
/// choose from.
fn editor(app: App, id: String) -> AnyView {
    let text = use_text();
    let id = StoredValue::new(id);
    let layer = memo(move |_| {
        let all = app.own_layers.all(app);
        all.into_iter().find(|layer| layer.id == id.get_value()).unwrap_or_default()
    });
    let crews = memo(move |_| app.own_layers.is_crews(app, &id.get_value()));
    let engineer = memo(move |_| app.me.role() >= Role::Engineer);
    let change = move |change: &dyn Fn(&mut OwnLayer)| {
        id.with_value(|id| app.own_layers.change(app, id, change));
    };
    // What the crew shares is for those to change who run the desk.
    let locked = move || crews.get() && !engineer.get();
    let title = derive(move || layer.with(|layer| layer.name.clone()));
    let items = derive(move || {
        let text = text.get();
        let name = |path: &String| match app.desk.strip_at(path) {
            Some(at) => full_name_of(app, at).get(),
            None => format!("{path} ({})", text.gap_strip()),
        };
        layer.with(|layer| layer.strips.iter().map(|path| (path.clone(), name(path))).collect())
    });
    let on_move = callback(move |(from, to)| change(&move |layer| layer.move_strip(from, to)));
    let on_remove = callback(move |place: usize| {
        change(&move |layer| {
            if place < layer.strips.len() {
                layer.strips.remove(place);
            }
        });
    });
    let share = Switch::new(derive(move || crews.get()), move |share| {
        id.with_value(|id| app.own_layers.share(app, id, share));
    });
    let remove = move |_| {
        let (layer, crews) = (layer.get_untracked(), crews.get_untracked());
        app.own_layers.remove(app, &layer.id);
        let name = layer.name.clone();
        let say = Box::new(move |text: &'static dyn Text| text.layer_removed(&name));
        let back = Arc::new(move || app.own_layers.put_back(app, &layer, crews));
        app.notes.ask(IconName::Trash, say, None, |it| it.undo(), back);
    };
    let rename = callback(move |name: String| change(&move |layer| layer.name.clone_from(&name)));
    let free = Signal::stored(ControlState::Live);
    let ignore = callback(|_| ());
    let head = move || {
        if locked() {
            return view! { <p class="muted">{text.say(|it| it.crews_layer_hint())}</p> }
                .into_any();
        }
        let name = untrack(|| title.get());
        let sharing = engineer.get().then(|| {
            let label = text.signal(|it| it.share_layer());
            view! {
                <div class="sharing">
                    <span aria-hidden="true">{text.say(|it| it.share_layer())}</span>
                    {switch_key(label, share, free, ignore)}
                </div>
            }
        });
        view! {
            {name_form(|it| it.new_name(), |it| it.rename(), name, rename)} {sharing}
            {order_list(text.signal(|it| it.order_label()), items, on_move, on_remove)}
            <button type="button" class="btn btn--s" on:click=remove>
                {text.say(|it| it.delete_layer())}
            </button>
        }
        .into_any()
    };
    let strips = move || (!locked()).then(|| choices(app, id, layer));
    view! { {panel("layer", title, None, head.into_any())} {strips} }.into_any()
}

/// A key for every strip: pressed while the desk's layers leave it out here.
fn hidden(app: App) -> AnyView {
    let text = use_text();
    let free = Signal::stored(ControlState::Live);
    let key = |at: StripAt| (app.hidden.switch(app.desk.path_of(at)), free, callback(|_| ()));
    let keys = strip_keys(app, &mut strips(app).into_iter(), &key);
    // Others are hidden on desks that have them.
    let here =
        move || app.hidden.paths().iter().filter(|path| app.desk.strip_at(path).is_some()).count();
    let body = view! {
        <details class="arming">
            <summary>{move || text.get().strips_hidden(here())}</summary>
            {keys}
        </details>
    };
    panel("hidden", text.signal(|it| it.hidden_strips()), None, body.into_any())
}

/// All that can lie on a layer.
fn strips(app: App) -> Vec<StripAt> {
    let index = app.desk.index().get_untracked();
    let here = |at: &StripAt| {
        let single =
            index.surface().kinds.get(usize::from(at.kind)).is_none_or(|of| of.id == kind::MASTER);
        !single && index.id(*at, leaf::LEVEL, 0).is_some()
    };
    index.surface().strips().filter(here).collect()
}

/// A key for every strip: pressed while it is on the layer.
fn choices(app: App, id: StoredValue<String>, layer: Memo<OwnLayer>) -> AnyView {
    let text = use_text();
    let free = Signal::stored(ControlState::Live);
    let key = move |at: StripAt| {
        let path = StoredValue::new(app.desk.path_of(at));
        let on =
            derive(move || layer.with(|layer| path.with_value(|path| layer.strips.contains(path))));
        let switch = Switch::new(on, move |on| {
            let path = path.get_value();
            id.with_value(|id| app.own_layers.change(app, id, |layer| layer.set_strip(&path, on)));
        });
        (switch, free, callback(|_| ()))
    };
    let keys = strip_keys(app, &mut strips(app).into_iter(), &key);
    panel("choices", text.signal(|it| it.layer_strips()), None, keys)
}
