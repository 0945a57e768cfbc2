//! Which desk the relay drives: shown to who runs it, chosen by an admin, also
//! while no desk answers. It asks first, since everybody goes along.

use std::cell::Cell;

use client::ApiError;
use leptos::html::Div;
use leptos::prelude::*;
use markup::view;
use protocol::{DeskState, Role};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::dom::{Child, NodeRef};
use crate::route::{Route, go};
use crate::signals::{RwSignal, callback, derive, effect, memo};
use crate::state::App;
use crate::text::{Text, use_text};
use crate::widgets::{Dialog, name_form, panel};

/// What stands before the address of a real desk.
const SCHEME: &str = "ui://";
/// Desks that the relay can be itself.
const SIMULATED: [(&str, &str); 3] =
    [("Ui12", "sim:ui12"), ("Ui16", "sim:ui16"), ("Ui24R", "sim:ui24r")];
/// The panel.
const PLACE: &str = "desk";

thread_local! {
    /// Whether somebody is on the way here to give an address.
    static COMING: Cell<bool> = const { Cell::new(false) };
}

/// The panel; nothing for those who do not administer the desk.
pub(super) fn desk_choice(app: App) -> AnyView {
    let is_admin = memo(move |_| app.me.role() >= Role::Admin);
    (move || is_admin.get().then(|| choice(app))).view()
}

fn choice(app: App) -> AnyView {
    let text = use_text();
    let asking = RwSignal::new(None::<String>);
    let trouble = RwSignal::new(None::<ApiError>);
    let address =
        derive(move || app.link.desk().with(|desk| desk.as_ref().map(|desk| desk.address.clone())));
    let now = move || {
        let state = app.link.desk().with(|desk| desk.as_ref().map(|desk| desk.state));
        let state = match state {
            Some(DeskState::Live) => text.get().desk_answers(),
            Some(DeskState::Syncing) => text.get().catching_up_title(),
            _ => text.get().desk_lost_title(),
        };
        format!("{}: {state}", address.get().unwrap_or_default())
    };
    let ask = move |address: String| {
        trouble.set(None);
        asking.set(Some(address));
    };
    let simulated = SIMULATED.map(|(model, address)| {
        view! {
            <button
                type="button"
                class="btn btn--s"
                on:click=move |_| ask(address.to_owned())
            >
                {move || text.get().simulated(model)}
            </button>
        }
    });
    let place = NodeRef::<Div>::new();
    effect(move || {
        let Some(place) = place.get() else { return };
        if COMING.take() {
            focus_field(&place);
        }
    });
    let yes = move |()| {
        let Some(address) = asking.get_untracked() else { return };
        asking.set(None);
        leptos::task::spawn_local(async move {
            let Some(token) = app.link.token() else { return };
            let chosen = app.link.api().choose_desk(&token, &address).await;
            trouble.set(chosen.err());
        });
    };
    let body = view! {
        <p>{now}</p>
        <div node_ref=place>{name_form(
            |it| it.desk_address(),
            |it| it.connect(),
            String::new(),
            callback(move |typed: String| ask(with_scheme(&typed))),
        )}</div>
        <p class="deskchoice">{simulated.into_iter().collect_view()}</p>
        <p role="alert">
            {move || trouble.with(|error| error.as_ref().map(|error| words_of(error, text.get())))}
        </p>
        <Dialog
            open=derive(move || asking.with(Option::is_some))
            title=derive(move || text.get().drive_desk(&asking.get().unwrap_or_default()))
            detail=text.signal(|it| it.drive_desk_hint())
            confirm=text.signal(|it| it.connect())
            danger=true
            on_confirm=yes
            on_close=move |()| asking.set(None)
        />
    };
    panel(PLACE, text.signal(|it| it.desk()), None, body.into_any())
}

/// Goes to the panel.
pub(super) fn go_to_choice() {
    go(&Route::Shows);
    // Where it stands already; else it takes the focus when it comes.
    let document = web_sys::window().and_then(|window| window.document());
    match document.and_then(|document| document.get_element_by_id(PLACE)) {
        Some(panel) => focus_field(&panel),
        None => COMING.set(true),
    }
}

fn focus_field(panel: &Element) {
    let field = panel.query_selector("input").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// People know a desk by its host; whoever writes a whole address has it.
fn with_scheme(typed: &str) -> String {
    let typed = typed.trim();
    let typed = typed.strip_prefix("http://").unwrap_or(typed).trim_end_matches('/');
    match typed == "sim" || typed.starts_with("sim:") || typed.starts_with(SCHEME) {
        true => typed.to_owned(),
        false => format!("{SCHEME}{typed}"),
    }
}

fn words_of(error: &ApiError, text: &'static dyn Text) -> String {
    match error.code() {
        "bad_desk_address" => text.bad_desk_address().to_owned(),
        "unreachable" | "late" => text.offline_title().to_owned(),
        _ => text.desk_not_chosen().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_an_address() {
        for (typed, address) in [
            ("10.10.1.1", "ui://10.10.1.1"),
            (" desk.local:8090 ", "ui://desk.local:8090"),
            ("http://10.10.1.1/", "ui://10.10.1.1"),
            ("[::1]:81", "ui://[::1]:81"),
            ("ui://10.10.1.1", "ui://10.10.1.1"),
            ("sim:ui12", "sim:ui12"),
            ("simon.local", "ui://simon.local"),
        ] {
            assert_eq!(with_scheme(typed), address);
        }
    }
}
