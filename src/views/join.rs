//! Joining: an invitation code is exchanged for a token that this browser
//! keeps.

use client::ApiError;
use leptos::prelude::*;
use markup::view;

use crate::route::{Route, go};
use crate::signals::{RwSignal, Signal, callback, derive, effect};
use crate::state::{App, use_app};
use crate::text::{JoinTrouble, Role, use_text};
use crate::widgets::{Invitation, JoinForm, JoinRequest, LanguageButton, ThemeButton};

/// The join screen. The code comes with the link, or is typed.
#[component]
pub fn JoinView(
    /// The code of the link.
    #[prop(into)]
    code: Signal<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<JoinTrouble>);
    let invitation = RwSignal::new(None::<Invitation>);

    effect(move || {
        invitation.set(None);
        trouble.set(None);
        let Some(code) = code.get() else { return };
        leptos::task::spawn_local(async move {
            match app.link.api().invitation(&code).await {
                Ok(told) => invitation.set(Some(Invitation {
                    role: role_words(told.role),
                    detail: buses_in_words(&told.buses),
                })),
                Err(error) => trouble.set(Some(trouble_of(&error))),
            }
        });
    });

    let on_join = callback(move |request: JoinRequest| {
        busy.set(true);
        trouble.set(None);
        leptos::task::spawn_local(async move {
            let JoinRequest { code, name, colour } = request;
            let joined = app.link.api().join(&code, &name, colour.token()).await;
            busy.set(false);
            match joined {
                Ok(joined) => enter(app, &joined.token),
                Err(error) => trouble.set(Some(trouble_of(&error))),
            }
        });
    });

    view! {
        <main class="page">
            <div class="page__tools">
                <LanguageButton
                    language=app.settings.language()
                    on_set=move |language| app.settings.set_language(language)
                />
                <ThemeButton
                    theme=app.settings.theme()
                    on_set=move |theme| app.settings.set_theme(theme)
                />
            </div>
            <div class="page__card">
                <JoinForm
                    code
                    invitation
                    busy
                    error=derive(move || {
                        trouble.get().map(|trouble| text.get().join_trouble(trouble))
                    })
                    on_join
                />
            </div>
        </main>
    }
}

/// Starts anew with this token.
fn enter(app: App, token: &str) {
    app.link.set_token(None);
    app.link.set_token(Some(token));
    app.link.open(app);
    go(&Route::Mix);
}

/// The vocabulary's role.
pub(super) fn role_words(role: protocol::Role) -> Role {
    match role {
        protocol::Role::Admin => Role::Admin,
        protocol::Role::Engineer => Role::Engineer,
        protocol::Role::Musician => Role::Musician,
        protocol::Role::Presenter => Role::Presenter,
        protocol::Role::Viewer => Role::Viewer,
    }
}

fn buses_in_words(buses: &[u16]) -> String {
    let buses: Vec<String> = buses.iter().map(|bus| format!("Aux {bus}")).collect();
    buses.join(", ")
}

fn trouble_of(error: &ApiError) -> JoinTrouble {
    match error.code() {
        "invitation_unknown" => JoinTrouble::BadCode,
        "invitation_expired" => JoinTrouble::Expired,
        "invitation_used" => JoinTrouble::UsedUp,
        "too_fast" => JoinTrouble::RateLimited { seconds: None },
        "bad_name" => JoinTrouble::BadName,
        "unreachable" | "late" => JoinTrouble::NoAnswer,
        _ => JoinTrouble::Other,
    }
}
