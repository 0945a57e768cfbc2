//! Taking a layout along as a file, and laying another one here. What the file
//! would change for others is asked first.

use js_sys::{Function, Promise, Reflect};
use leptos::html::Input;
use leptos::prelude::*;
use markup::view;
use protocol::Role;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use crate::dom::NodeRef;
use crate::signals::{RwSignal, derive};
use crate::state::App;
use crate::state::layer_file::{LayerFile, Look};
use crate::text::use_text;
use crate::widgets::{Dialog, IconName};

/// A link that saves the layout as a file.
pub(super) fn export(app: App) -> AnyView {
    let text = use_text();
    let href = move || {
        let words = js_sys::encode_uri_component(&LayerFile::of(app).words());
        format!("data:application/json;charset=utf-8,{words}")
    };
    view! {
        <a class="btn btn--s" download="mediatrix-layers.json" href=href>
            {text.say(|it| it.export_layers())}
        </a>
    }
    .into_any()
}

/// A field that takes such a file, and the question it may lead to.
pub(super) fn import(app: App, chosen: RwSignal<Option<String>>) -> AnyView {
    let text = use_text();
    let field = NodeRef::<Input>::new();
    let asking = RwSignal::new(Vec::<Look>::new());
    let take = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let words = read(&field);
        field.set_value("");
        let Some(words) = words else { return };
        leptos::task::spawn_local(async move {
            let words = JsFuture::from(words).await.ok().and_then(|words| words.as_string());
            lay(app, chosen, asking, words.as_deref().and_then(LayerFile::parse));
        });
    };
    view! {
        <label class="btn btn--s filebtn">
            <input
                node_ref=field
                type="file"
                accept=".json,application/json"
                class="visually-hidden"
                on:change=take
            />
            {text.say(|it| it.import_layers())}
        </label>
        <Dialog
            open=derive(move || !asking.with(Vec::is_empty))
            title=text.signal(|it| it.looks_question())
            detail=derive(move || text.get().looks_hint(asking.with(Vec::len)))
            confirm=text.signal(|it| it.take_looks())
            decline=text.signal(|it| it.keep())
            on_confirm=move |()| {
                let looks = asking.get_untracked();
                asking.set(Vec::new());
                app.put_on(looks);
            }
            on_close=move |()| asking.set(Vec::new())
        />
    }
    .into_any()
}

fn lay(
    app: App,
    chosen: RwSignal<Option<String>>,
    asking: RwSignal<Vec<Look>>,
    file: Option<LayerFile>,
) {
    let Some(file) = file else {
        app.notes.say(IconName::Alert, |it| it.no_layer_file());
        return;
    };
    let looks = file.new_looks(app);
    if let Some(hidden) = file.hidden {
        app.hidden.set(hidden);
    }
    let added = app.own_layers.add(app, file.layers);
    if added.is_some() {
        chosen.set(added);
    }
    if untrack(|| app.me.role()) >= Role::Engineer {
        asking.set(looks);
    } else if !looks.is_empty() {
        app.notes.say(IconName::Lock, |it| it.looks_left());
    }
}

/// What the file in a field says, once it is read.
fn read(field: &HtmlInputElement) -> Option<Promise> {
    let of = |value: &JsValue, name: &str| Reflect::get(value, &name.into()).ok();
    let file = of(&of(field, "files")?, "0").filter(JsValue::is_object)?;
    let text: Function = of(&file, "text")?.dyn_into().ok()?;
    text.call0(&file).ok()?.dyn_into().ok()
}
